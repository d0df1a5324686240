// SPDX-License-Identifier: MIT
//
// Names an endpoint's wrong answer to its developer: which request, which member, the value met and an example. Loaded
// only when one has come; the same one is named once. A shopper never reads of it: the session goes on as after any
// answer that cannot be used.

import type { RequestEffect, WholeAnswer } from '../host/index.js';

/** A member that an answer must have: where, what is wanted, an example. */
type Rule = readonly [pointer: string, wanted: 'text' | 'integer' | 'time', example: string];

const purchase: readonly Rule[] = [
  ['/purchase_id', 'text', '"p_1"'],
  ['/line_id', 'text', '"line-2"'],
  ['/charged', 'integer', '2320'],
  ['/order_total', 'integer', '68000'],
];
const rules: Readonly<Record<RequestEffect['kind'], readonly Rule[]>> = {
  accept: purchase,
  status: purchase,
  undo: [['/order_total', 'integer', '64900']],
  quote: [
    ['/quote/currency', 'text', '"EUR"'],
    ['/quote/total', 'integer', '2320'],
    ['/quote/order_total', 'integer', '68000'],
  ],
  next: [
    ['/token', 'text', '"eyJ…"'],
    ['/key', 'text', '"Zk3…"'],
  ],
  extend: [
    ['/token', 'text', '"eyJ…"'],
    ['/deadline', 'time', '"2026-11-21T11:00:00Z"'],
  ],
};

const fits = (value: unknown, wanted: Rule[1]): boolean =>
  wanted === 'integer' ? Number.isSafeInteger(value) : typeof value === 'string' && value !== '';

const at = (body: unknown, pointer: string): unknown =>
  pointer
    .slice(1)
    .split('/')
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | null | undefined)?.[key], body);

const words = { text: 'text that is not empty', integer: 'an integer of minor units', time: 'a time (RFC 3339)' };
const named = new Set<string>();

/** The sentence, which also goes to the console; '' where it was named before. */
export function wrongAnswer({ kind, method, url, body: sent }: RequestEffect, { status, body }: WholeAnswer): string {
  const agreed = (sent as { expected?: { total: number } } | undefined)?.expected?.total;
  const wrong = rules[kind].flatMap(([pointer, wanted, example]) => {
    const met = at(body, pointer);
    return fits(met, wanted)
      ? []
      : [
          `${pointer} is ${met === undefined ? 'missing' : JSON.stringify(met)}, wanted: ${words[wanted]}, such as ${example}`,
        ];
  });
  const charged = at(body, '/charged');
  if (agreed !== undefined && charged !== agreed && Number.isSafeInteger(charged))
    wrong.push(`/charged is ${String(charged)}, but the shopper agreed to ${agreed} (expected.total of the request)`);
  const message =
    `${method} ${url} answered ${status} otherwise than an accept endpoint does: ` +
    `${wrong.join('; ') || 'its body is not what was asked for'}. \`encore conformance URL\` examines all of its rules.`;
  if (named.has(message)) return '';
  named.add(message);
  console.error(`encore: ${message}`);
  return message;
}
