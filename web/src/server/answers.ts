// SPDX-License-Identifier: MIT
//
// What a shop's ports may answer, judged at the border: every answer is held to its shape
// before a flow gets it, and the error names port, field, what came and what is wanted. Ids
// become text; amounts must be integers, for a text or a fraction would reach the page,
// which then does not believe the sale. An answer about money that cannot be read means that
// nothing is known, never a yes or a no.
import type { CallName, Calls } from './calls.js';

/** A port answered what it may not. */
export class PortAnswerError extends TypeError {
  override name = 'PortAnswerError';
}

/** A gateway port may throw this instead of answering `declined`: nothing was charged and nothing will be. */
export class PaymentDeclined extends Error {
  override name = 'PaymentDeclined';
  readonly outcome = 'declined';
}

type Members = Record<string, unknown>;
type Judge<T> = (value: unknown, where: string) => T;

const shown = (value: unknown): string => {
  try {
    // Of a function and of undefined there is no JSON, whatever the declaration says.
    const text = JSON.stringify(value) as string | undefined;
    return (text ?? typeof value).slice(0, 120);
  } catch {
    return typeof value;
  }
};

function wrong(where: string, value: unknown, wanted: string): never {
  throw new PortAnswerError(`${where} is ${shown(value)}; wanted: ${wanted}`);
}

const members: Judge<Members> = (value, where) =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Members)
    : wrong(where, value, 'an object');

const id: Judge<string> = (value, where) => {
  if (typeof value === 'string' && value !== '') return value;
  return typeof value === 'number' && Number.isSafeInteger(value)
    ? String(value)
    : wrong(where, value, 'an id, for example "ch_1"');
};

const money: Judge<number> = (value, where) =>
  typeof value === 'number' && Number.isSafeInteger(value)
    ? value
    : wrong(where, value, 'integer minor units, for example 1999');

const flag: Judge<boolean> = (value, where) =>
  typeof value === 'boolean' ? value : wrong(where, value, 'true or false');

const text: Judge<string> = (value, where) =>
  typeof value === 'string' && value !== '' ? value : wrong(where, value, 'a text');

/** What stands for a charge: money taken, held, or either. */
const APPROVALS: ReadonlySet<string> = new Set(['approved', 'captured', 'authorized']);

/** An outcome of the gateway: one of `allowed`, with what belongs to it. */
function outcome(value: unknown, where: string, allowed: readonly string[]): Members {
  const given = members(value, where);
  const word = given['outcome'];
  if (typeof word !== 'string' || !allowed.includes(word))
    return wrong(`${where}.outcome`, word, `one of ${allowed.join(', ')}`);
  if (APPROVALS.has(word))
    return { ...given, outcome: 'approved', charge_id: id(given['charge_id'], `${where}.charge_id`) };
  if (word === 'action_required') return { ...given, url: text(given['url'], `${where}.url`) };
  return given;
}

const CHARGED = [...APPROVALS, 'declined', 'action_required', 'unknown'];

function order(value: unknown, where: string): Members | null {
  if (value === null) return null;
  const given = members(value, where);
  const { lines, hold_until_ms: hold } = given;
  if (!Array.isArray(lines)) return wrong(`${where}.lines`, lines, 'the lines of the order, for example []');
  return {
    ...given,
    currency: text(given['currency'], `${where}.currency`),
    total: money(given['total'], `${where}.total`),
    released: flag(given['released'], `${where}.released`),
    one_click: flag(given['one_click'], `${where}.one_click`),
    hold_until_ms: hold == null ? null : money(hold, `${where}.hold_until_ms`),
    lines: lines.map((line: unknown, at) => {
      const place = `${where}.lines[${String(at)}]`;
      const one = members(line, place);
      const { quantity } = one;
      if (typeof quantity !== 'number' || !(quantity >= 0)) return wrong(`${place}.quantity`, quantity, 'a quantity');
      const paid = one['paid'] == null ? {} : { paid: money(one['paid'], `${place}.paid`) };
      return { ...one, ...paid, id: id(one['id'], `${place}.id`) };
    }),
  };
}

function added(value: unknown, where: string): Members {
  const given = members(value, where);
  if ('refused' in given) {
    const known = ['order_released', 'removed', 'line_changed'];
    return known.includes(String(given['refused']))
      ? given
      : wrong(`${where}.refused`, given['refused'], known.join(', '));
  }
  return {
    line_id: id(given['line_id'], `${where}.line_id`),
    order_total: money(given['order_total'], `${where}.order_total`),
  };
}

function removed(value: unknown, where: string): Members {
  const given = members(value, where);
  if (given['refused'] === 'order_released') return given;
  if ('refused' in given) return wrong(`${where}.refused`, given['refused'], 'order_released');
  return { order_total: money(given['order_total'], `${where}.order_total`) };
}

const JUDGES: { [K in CallName]?: { port: string; judge: Judge<unknown> } } = {
  owns: { port: 'buyers.owns', judge: flag },
  order: { port: 'orders.order', judge: order },
  take: { port: 'stock.take', judge: flag },
  charge: { port: 'gateway.charge', judge: (value, where) => outcome(value, where, CHARGED) },
  lookup: { port: 'gateway.lookup', judge: (value, where) => outcome(value, where, [...CHARGED, 'none']) },
  cancel: {
    port: 'gateway.cancel',
    judge: (value, where) => outcome(value, where, ['cancelled', ...APPROVALS, 'unknown']),
  },
  refund: { port: 'gateway.refund', judge: flag },
  add_line: { port: 'orders.addLine', judge: added },
  remove_line: { port: 'orders.removeLine', judge: removed },
};

/** The answer as a flow may see it. Throws a PortAnswerError that names the port and the field. */
export function judged<K extends CallName>(call: K, answer: unknown): Calls[K]['out'] {
  const rule = JUDGES[call];
  return (rule === undefined ? answer : rule.judge(answer, rule.port)) as Calls[K]['out'];
}

const UNKNOWN: ReadonlySet<CallName> = new Set<CallName>(['charge', 'lookup', 'cancel']);

/** A decline that a port throws: ours, or the error class that Stripe's library has for a card's. */
const isDecline = (error: unknown): boolean =>
  error instanceof PaymentDeclined ||
  (error instanceof Error && (error as { type?: unknown }).type === 'StripeCardError');

/** What a failure of a port stands for, where it stands for anything; undefined: it is thrown into the flow. */
export function meaningOf(call: CallName, error: unknown): unknown {
  if (call === 'charge' && isDecline(error)) return { outcome: 'declined' };
  if (!(error instanceof PortAnswerError)) return undefined;
  if (UNKNOWN.has(call)) return { outcome: 'unknown' };
  return call === 'refund' || call === 'owns' ? false : undefined;
}

/** The ports by name, with the functions that each must have. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  keys: ['sign', 'verify'],
  engine: ['quote', 'publish', 'decide'],
  storage: ['find', 'reserve', 'swap', 'due', 'ledger', 'commit', 'extendOnce', 'extension'],
  gateway: ['charge', 'lookup', 'cancel', 'refund'],
  orders: ['order', 'addLine', 'removeLine'],
  stock: ['take', 'giveBack'],
  buyers: ['owns'],
};

/** Refuses a shop whose ports are not all there, or whose addresses do not fit together. Throws a TypeError. */
export function checkOptions(options: object): void {
  const given = options as Members;
  for (const [port, functions] of Object.entries(REQUIRED))
    for (const name of functions) {
      const there = given[port] as Members | undefined | null;
      if (typeof there?.[name] !== 'function')
        throw new TypeError(`createOfferServer needs ${port}.${name}, a function: see OfferServerOptions`);
    }
  const { origins, base = '/encore' } = given;
  if (!Array.isArray(origins) || origins.length === 0)
    throw new TypeError('createOfferServer needs origins, for example ["https://shop.example"]');
  if (typeof base !== 'string' || !/^(\/|https?:\/\/)/.test(base))
    throw new TypeError(`base is ${shown(base)}; wanted: a path or an address, for example "/encore"`);
  if (!base.startsWith('/') && !origins.some(origin => new URL(String(origin)).origin === new URL(base).origin))
    throw new TypeError(`origins lacks ${new URL(base).origin}, the origin of base: its own pages would be refused`);
}
