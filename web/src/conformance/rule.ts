// SPDX-License-Identifier: MIT
//
// What a rule is, and the expectations that rules share. A rule is a name, a sentence, the
// reason for it, and a trial that takes its own fresh order, does what the name says, and
// compares what was answered with what the shop's books say. A trial throws Broken with what
// was expected and what came instead. The rules together are the written contract:
// web/reference/conformance.md is made from them.
import { Broken, Untested, type Answer, type Bench, type Case, type PageOrder } from './bench.js';
import type { ProblemType } from '../engine/vocabulary.js';
import type { ConformanceBooks, ConformanceWish } from '../server/conformance-hooks.js';

export interface Rule {
  name: string;
  /** What an endpoint that keeps it does. */
  promise: string;
  /** What goes wrong for a shopper or a shop where it is not kept. */
  reason: string;
  /** The hooks it needs beside `order` and `books`. */
  hooks?: readonly string[];
  /** What the test order's sheet must hold for it. */
  wants?: ConformanceWish;
  trial: (bench: Bench) => Promise<void>;
}

/** Longer than any deadline or time to undo. */
export const pastAnyDeadlineMs = 400 * 24 * 3_600_000;
const mostPolls = 20;
export const attacker = 'https://attacker.example';

export function expect(holds: boolean, expected: string, answer?: Answer): asserts holds {
  const came =
    answer === undefined ? '' : `; came ${String(answer.status)} ${answer.type ?? ''} ${answer.text.slice(0, 300)}`;
  if (!holds) throw new Broken(`expected ${expected}${came}`);
}

/** A problem of one of these types. */
export function refused(answer: Answer, ...types: ProblemType[]): void {
  expect(
    answer.status >= 400 && types.some(type => type === answer.type),
    `a problem of type ${types.join(' or ')}`,
    answer,
  );
}

/** Neither the buyer's nor a page's: refused, whatever the problem is called. */
export function kept(answer: Answer, from: string): void {
  expect(answer.status >= 400 && answer.status < 500, `a refusal of ${from}`, answer);
  expect(answer.json['purchase_id'] === undefined, `nothing about the purchase for ${from}`, answer);
}

export function accepted(answer: Answer, at: Case): void {
  expect(answer.status === 200, 'status 200', answer);
  const { purchase_id, line_id } = answer.json;
  expect(purchase_id != null && line_id != null, 'purchase_id and line_id', answer);
  expect(answer.json['charged'] === at.total, `charged ${String(at.total)}`, answer);
}

const standingCharges = (books: ConformanceBooks): number[] =>
  books.charges.map(charge => charge.amount - charge.refunded).filter(amount => amount !== 0);

/** Exactly this many purchases stand in the order's books, each a charge and a line of the price. */
export async function standing(bench: Bench, at: Case, count: 0 | 1 | 2): Promise<ConformanceBooks> {
  const books = await bench.books(at);
  const charges = standingCharges(books);
  // What costs nothing is charged nothing.
  const charged = count === 1 && at.total === 0 ? 0 : count;
  const said = `the books say ${JSON.stringify(books)}`;
  expect(
    charges.length === charged && books.lines.length === count,
    `${String(charged)} standing charges and ${String(count)} lines; ${said}`,
  );
  if (count === 1) {
    expect(
      charges.every(charge => charge === at.total) && books.lines.every(line => line.amount === at.total),
      `charge and line of ${String(at.total)}; ${said}`,
    );
    expect(
      books.lines.every(line => line.variant_id === at.variant_id && line.quantity === at.quantity),
      `a line of ${String(at.quantity)} ${at.variant_id}; ${said}`,
    );
  }
  return books;
}

/** Nothing was bought; the endpoint still works for the buyer, so that the refusal was not an accident. */
export async function stillWorks(bench: Bench, at: Case): Promise<void> {
  await standing(bench, at, 0);
  accepted(await bench.accept(at), at);
  await standing(bench, at, 1);
}

export function otherVariant(at: Case): string {
  const other = at.offer.product.variants.find(variant => variant.id !== at.variant_id && variant.stock !== 0);
  if (other === undefined) throw new Untested('no offer of the test order has two variants');
  return other.id;
}

/** The last answer to repeated questions: the first that is not "not yet known". */
export async function outcome(bench: Bench, at: Case, answer: Answer): Promise<Answer> {
  const url = answer.json['status_url'];
  expect(typeof url === 'string', 'a status_url', answer);
  for (let poll = 0; poll < mostPolls; poll += 1) {
    const now = await bench.get(at, url);
    if (now.status !== 202 && now.type !== 'in_progress') return now;
    await bench.pause();
  }
  throw new Broken(`expected an outcome at ${url} within ${String(mostPolls)} polls`);
}

/** A purchase, and where it can be undone. */
export async function bought(bench: Bench, at: Case): Promise<{ answer: Answer; undo: string }> {
  const answer = await bench.accept(at);
  accepted(answer, at);
  const undo = answer.json['undo'] as { url?: unknown } | null | undefined;
  if (undo == null) throw new Untested('the reply offers no undo');
  expect(typeof undo.url === 'string' && undo.url !== '', 'undo.url', answer);
  return { answer, undo: undo.url };
}

/** The body of an undo as a page sends it. */
export const undoBody = (at: Case, { json }: Answer): object => ({
  order_id: at.order_id,
  candidate_id: at.offer.id,
  purchase_id: json['purchase_id'],
});

export async function undone(bench: Bench, at: Case, url: string, answer: Answer): Promise<void> {
  const reply = await bench.post(at, url, undoBody(at, answer));
  expect(reply.status === 200, '200 for the undo', reply);
}

/** The same order as the page would ask about it, for quote, extend and next. */
export const question = (at: Case, more: object = {}): object => ({
  sheet_id: at.sheet.id,
  order_id: at.order_id,
  candidate_id: at.offer.id,
  variant_id: at.variant_id,
  quantity: at.quantity,
  token: at.offer.accept?.token,
  ...more,
});

/** A fresh order with an offer that `pick` takes. Errors: Untested where its sheet has none. */
export async function openWith(
  bench: Bench,
  wants: ConformanceWish,
  pick: (order: PageOrder) => PageOrder['sheet']['candidates'][number] | undefined,
): Promise<Case> {
  const order = await bench.order(wants);
  const offer = pick(order);
  if (offer === undefined) throw new Untested(`the test order's sheet has no offer for "${wants}"`);
  return bench.of(order, offer);
}
