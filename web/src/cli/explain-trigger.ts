// SPDX-License-Identifier: MIT
//
// `encore explain-trigger`: each clause of a candidate's trigger with its value, and the one that decided.
import type { Engine, SheetInput } from '../engine/engine.js';
import type { Candidate, OfferSheet } from '../engine/sheet.js';
import { loadEngine } from '../node/index.js';
import type { Command } from './index.js';
import { parseJson, readArguments, readInput, readMoment, UsageError } from './usage.js';

const help = `encore explain-trigger SHEET CANDIDATE [--now TIME] [--visitor V] [--json]

Prints each clause of a candidate's trigger with its value, as decide evaluates it, and names the clause that decided.
SHEET is a file or "-".

  --now TIME    RFC 3339 with zone (default: now)
  --visitor V   whose arms of experiments apply
  --json        {"ok","value","clauses":[{"pointer","depth","rule","value"}],"decided"}

Exit code: 0 the trigger is true, 1 it is false or at fault, 2 usage.
`;

/** A clause with the value it has, or the fault it ends with. */
interface Clause {
  pointer: string;
  depth: number;
  rule: unknown;
  value: unknown;
}

type Read = (rule: unknown) => unknown;

const JOINTS: ReadonlySet<string> = new Set(['and', 'or', '!', '!!', 'if', '?:']);
const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');
const truthy = (value: unknown): boolean => (Array.isArray(value) ? value.length > 0 : Boolean(value));

/** The operator and operands of a rule, each with its place; null where it is a plain value. */
function operation(rule: unknown): { name: string; operands: [string, unknown][] } | null {
  if (typeof rule !== 'object' || rule === null || Array.isArray(rule)) return null;
  const [entry, ...more] = Object.entries(rule as Record<string, unknown>);
  if (!entry || more.length > 0) return null;
  const [name, given] = entry;
  const at = `/${escaped(name)}`;
  const operands = Array.isArray(given)
    ? given.map((one, index): [string, unknown] => [`${at}/${index}`, one])
    : [[at, given] satisfies [string, unknown]];
  return { name, operands };
}

function* clausesOf(rule: unknown, pointer: string, depth: number, read: Read): Generator<Clause> {
  yield { pointer, depth, rule, value: read(rule) };
  const joint = operation(rule);
  if (!joint) return;
  // Of a comparison, what it reads is shown; inside map, filter and the like `var` is another thing each time.
  const shown = JOINTS.has(joint.name)
    ? joint.operands
    : /^(map|filter|all|some|none|reduce)$/.test(joint.name)
      ? joint.operands.slice(0, 1)
      : joint.operands;
  for (const [at, operand] of shown) if (operation(operand)) yield* clausesOf(operand, pointer + at, depth + 1, read);
}

/** The innermost clause that made the whole what it is: the first false one of `and`, the first true one of `or`. */
function decider(rule: unknown, pointer: string, read: Read): string {
  const joint = operation(rule);
  if (!joint || !JOINTS.has(joint.name)) return pointer;
  const { name, operands } = joint;
  const all = operands.map(([at, operand]) => ({ at: pointer + at, operand, is: truthy(read(operand)) }));
  if (name === 'and' || name === 'or') {
    const one = all.find(({ is }) => is === (name === 'or'));
    return one ? decider(one.operand, one.at, read) : pointer;
  }
  if (name === 'if' || name === '?:') {
    const met = all.findIndex(({ is }, index) => index % 2 === 0 && index + 1 < all.length && is);
    const taken = all[met >= 0 ? met + 1 : all.length - (all.length % 2)];
    return taken ? decider(taken.operand, taken.at, read) : pointer;
  }
  const [inner] = all;
  return inner ? decider(inner.operand, inner.at, read) : pointer;
}

function reader(engine: Engine, sheet: SheetInput, options: { now: number; visitor?: string }): Read {
  return rule => {
    const result = engine.ruleOnSheet(rule, sheet, options);
    if (result.ok) return result.value;
    if ('issues' in result) throw new UsageError('the sheet is refused; encore check says why');
    return `${result.fault} at "${result.pointer}"`;
  };
}

export const run: Command = async args => {
  const options = { now: { type: 'string' }, visitor: { type: 'string' }, json: { type: 'boolean' } } as const;
  const given = readArguments(args, help, options, 2);
  if (!given) return 0;
  const [path = '-', id = ''] = given.positionals;
  const { values } = given;
  const text = await readInput(path);
  const sheet = parseJson(text, path) as Partial<OfferSheet>;
  const candidate = sheet.candidates?.find((one: Candidate) => one.id === id);
  if (!candidate) {
    const known = (sheet.candidates ?? []).map((one: Candidate) => one.id).join(', ');
    throw new UsageError(`there is no candidate "${id}"; the sheet has ${known || 'none'}`);
  }
  const rule: unknown = candidate.trigger ?? true;
  const now = readMoment(values.now);
  const read = reader(await loadEngine(), text, {
    now,
    ...(values.visitor !== undefined && { visitor: values.visitor }),
  });
  const clauses = [...clausesOf(rule, '', 0, read)];
  const value = clauses[0]?.value;
  const ok = typeof value === 'string' && / at "/.test(value) ? false : truthy(value);
  const decided = decider(rule, '', read);
  if (values.json) {
    process.stdout.write(`${JSON.stringify({ ok, value, clauses, decided })}\n`);
    return ok ? 0 : 1;
  }
  for (const one of clauses) {
    const mark = one.pointer === decided ? (ok ? '  <- decided' : '  <- failed') : '';
    process.stdout.write(
      `${'  '.repeat(one.depth)}${JSON.stringify(one.rule)}  =  ${JSON.stringify(one.value)}${mark}\n`,
    );
  }
  process.stdout.write(`${id}: the trigger is ${ok ? 'true' : 'false'}${decided ? `; "${decided}" decided` : ''}\n`);
  return ok ? 0 : 1;
};
