// SPDX-License-Identifier: MIT
//
// `npm run mutation`: are the tests of the money, the prices and the session any good? One operator of the source is
// changed at a time, the floor's own Catch2 tests are built and run against it, and the change must be noticed: by a
// failed test, by not ending in time, or by not compiling because something was left unused. What no test notices is
// listed with its place; web/tools/checks/mutation-explained.json says of some why no test could notice (the changed
// program does the same).
//
//   npm run mutation                                      money, price and session, every mutant
//   npm run mutation -- --floor money                     one floor
//   npm run mutation -- --sample 60 --seed 7              so many of each floor, drawn by the seed
//   npm run mutation -- --file price/discount.cpp         one file
//
// Works on a copy of the sources under build/mutation. Ends with 1 where a survivor is not explained.

import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { progress, root, run, seconds } from '../build/steps.mjs';
import { filesUnder } from '../../../tests/runners.mjs';

export const floors = ['money', 'price', 'session'];
/** A floor's tests take seconds; a mutant that needs longer than this is in a loop without end. */
const limitMs = 120_000;

/** Each operator: what it looks for in a line of code (strings and comments blanked out), and what it puts there. */
const operators = [
  ['boundary', / (<|>|<=|>=) /g, ([, sign]) => ` ${{ '<': '<=', '>': '>=', '<=': '<', '>=': '>' }[sign]} `],
  ['equality', / (==|!=) /g, ([, sign]) => (sign === '==' ? ' != ' : ' == ')],
  [
    'arithmetic',
    /(?<=[\w)\]]) ([+*/%-]) (?=[\w(-])/g,
    ([, sign]) => ` ${{ '+': '-', '-': '+', '*': '/', '/': '*', '%': '*' }[sign]} `,
  ],
  ['assignment', / ([+-])= /g, ([, sign]) => ` ${sign === '+' ? '-' : '+'}= `],
  ['logic', / (&&|\|\|) /g, ([, sign]) => (sign === '&&' ? ' || ' : ' && ')],
  ['negation', /!(?=[a-z(])/g, () => ''],
  ['truth', /\b(true|false)\b/g, ([, word]) => (word === 'true' ? 'false' : 'true')],
  [
    'constant',
    /(?<![\w.'"])(\d[\d']*)(?![\w.'"])/g,
    ([, digits]) => (digits === '0' ? '1' : digits === '1' ? '0' : `(${digits} + 1)`),
  ],
  ['guard', /^\s*if \(.*\) return[^;]*;$/g, () => ''],
  ['statement', /^\s{2,}[\w.:]+(?:->\w+)?(?:\.\w+)* ?(?:\(.*\)|[+-]?= .*|\+\+);$|^\s{2,}(?:\+\+|--)\w+;$/g, () => ';'],
];

/** The code of a line: comments and the contents of strings replaced by spaces of the same length. */
const codeOf = line =>
  line
    .replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)'/g, text => text[0] + '_'.repeat(text.length - 2) + text[0])
    .replace(/\/\/.*$/, text => ' '.repeat(text.length));

/**
 * Every mutant of a text: {line, column, operator, before, after, text}. Declarations and tables of names are left
 * alone.
 */
export function mutants(text) {
  const lines = text.split('\n');
  const found = [];
  lines.forEach((line, index) => {
    const code = codeOf(line);
    if (/^\s*(?:#|\/\/|using\b|namespace\b|static_assert|enum\b|template\b|promise\()/.test(line) || !code.trim())
      return;
    for (const [operator, pattern, replace] of operators) {
      for (const match of code.matchAll(pattern)) {
        const end = match.index + match[0].length;
        const changed = line.slice(0, match.index) + replace(match) + line.slice(end);
        found.push({
          line: index + 1,
          column: match.index + 1,
          operator,
          before: line.trim(),
          after: changed.trim(),
          text: [...lines.slice(0, index), changed, ...lines.slice(index + 1)].join('\n'),
        });
      }
    }
  });
  return found;
}

/** A copy of the sources, configured without sanitizers: a mutant is judged by what the tests see. */
async function makeTree(folder, floor) {
  mkdirSync(folder, { recursive: true });
  for (const name of [
    'src',
    'tests/core',
    'tests/vectors',
    'examples/sheets',
    'CMakeLists.txt',
    'package.json',
    'ARCHITECTURE.md',
  ]) {
    const to = join(folder, name);
    rmSync(to, { recursive: true, force: true });
    // The sources get the time of now: an object left by the last mutant of an earlier run must not look newer than
    // they are.
    cpSync(join(root, name), to, { recursive: true, preserveTimestamps: name !== 'src' });
  }
  const built = join(folder, 'built');
  await run('cmake', [
    '-G',
    'Ninja',
    '-S',
    folder,
    '-B',
    built,
    '-DCMAKE_BUILD_TYPE=None',
    '-DCMAKE_CXX_FLAGS_NONE=-O1',
  ]);
  await run('cmake', ['--build', built, '--parallel', '2', '--target', `test_${floor}`]);
  const test = join(built, 'tests/core', floor, `test_${floor}`);
  await run(test, []); // the tests must pass before anything is changed
  return { folder, built, floor, test };
}

/** What became of one mutant: 'test', 'time', 'build' (killed by) or null (survived). */
async function judge({ folder, built, floor, test }, file, mutant) {
  const path = join(folder, 'src/encore', file);
  const original = readFileSync(path, 'utf8');
  writeFileSync(path, mutant.text);
  try {
    try {
      await run('cmake', ['--build', built, '--target', `test_${floor}`]);
    } catch {
      return 'build';
    }
    // Synchronously: with one process at a time in each tree there is nothing to overlap with.
    const { status, error } = spawnSync(test, ['--abort'], { timeout: limitMs, stdio: 'ignore' });
    if (error) return 'time';
    return status === 0 ? null : 'test';
  } finally {
    writeFileSync(path, original);
  }
}

/** `count` of `list`, drawn without replacement by a seed (a linear congruential generator: any fixed draw will do). */
export function draw(list, count, seed) {
  const rest = [...list];
  let state = seed >>> 0;
  return Array.from({ length: Math.min(count, rest.length) }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return rest.splice(Math.floor((state / 2 ** 32) * rest.length), 1)[0];
  });
}

const explainedPath = join(root, 'web/tools/checks/mutation-explained.json');
const explanations = existsSync(explainedPath) ? JSON.parse(readFileSync(explainedPath, 'utf8')) : [];
const explanation = (file, { before, after }) =>
  explanations.find(one => one.file === file && one.before === before && one.after === after)?.why;

async function main() {
  const { values } = parseArgs({
    options: {
      floor: { type: 'string' },
      file: { type: 'string' },
      sample: { type: 'string' },
      seed: { type: 'string', default: '1' },
      width: { type: 'string' },
    },
  });
  const chosen = values.file ? [values.file.split('/')[0]] : (values.floor?.split(',') ?? floors);
  if (chosen.some(floor => !floors.includes(floor))) {
    console.error(
      `usage: npm run mutation -- [--floor ${floors.join(',')}] [--file FLOOR/FILE.cpp] [--sample N] [--seed S]`,
    );
    return 2;
  }
  const width = Number(values.width ?? Math.max(1, Math.min(4, availableParallelism() >> 1)));
  const total = { killed: 0, survived: 0, explained: 0 };
  for (const floor of chosen) {
    const files = values.file
      ? [values.file]
      : filesUnder(`src/encore/${floor}`, /\.cpp$/).map(path => path.slice('src/encore/'.length));
    const all = files.flatMap(file =>
      mutants(readFileSync(join(root, 'src/encore', file), 'utf8')).map(mutant => ({ file, ...mutant })),
    );
    const work = values.sample ? draw(all, Number(values.sample), Number(values.seed)) : all;
    const began = performance.now();
    console.log(`${floor}: ${work.length} of ${all.length} mutants of ${files.length} files`);
    const trees = [];
    for (let i = 0; i < width; i++) trees.push(await makeTree(join(root, 'build/mutation', `${floor}-${i}`), floor));
    const by = { test: 0, time: 0, build: 0 };
    let survivors = 0;
    // Each survivor is printed at once: a run over thousands takes hours, and may be ended early.
    const tell = mutant => {
      const why = explanation(mutant.file, mutant);
      survivors++;
      if (why) total.explained++;
      console.log(
        `   ${why ? 'explained' : 'SURVIVED '} src/encore/${mutant.file}:${mutant.line}:${mutant.column} ${mutant.operator}\n` +
          `             ${mutant.before}\n          -> ${mutant.after || '(nothing)'}${why ? `\n             ${why}` : ''}`,
      );
    };
    const count = work.length;
    const step = progress(text => console.log(text));
    await Promise.all(
      trees.map(async tree => {
        while (work.length > 0) {
          const mutant = work.shift();
          const killer = await judge(tree, mutant.file, mutant);
          if (killer) by[killer]++;
          else tell(mutant);
          step(by.test + by.time + by.build + survivors, count, `${by.test + by.time} killed, ${survivors} survived`);
        }
      }),
    );
    // One that does not compile says nothing about the tests: it is counted apart and not in the score.
    const killed = by.test + by.time;
    total.killed += killed;
    total.survived += survivors;
    console.log(
      `   ${floor}: ${killed} killed (${by.test} by a test, ${by.time} by time), ${survivors} survived, ${by.build} did not compile: ` +
        `${((100 * killed) / Math.max(1, killed + survivors)).toFixed(1)} %, ${seconds(began)}`,
    );
  }
  const { killed, survived, explained } = total;
  console.log(
    `score ${((100 * killed) / Math.max(1, killed + survived)).toFixed(1)} %: ${killed} killed, ${survived} survived, of them ${explained} explained`,
  );
  return survived > explained ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await main();
