// SPDX-License-Identifier: MIT
//
// The price is the token's, and the token is the shop's: nothing that a request says about
// order, offer, price or signature is believed.
import type { Case } from '../bench.js';
import { accepted, expect, refused, standing, stillWorks, type Rule } from '../rule.js';

function segments(at: Case): [string, string, string] {
  const [header = '', payload = '', signature = ''] = (at.offer.accept?.token ?? '').split('.');
  return [header, payload, signature];
}
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The token's payload with every price in it made 1; as text, so that no schema of a token is assumed. */
function cheapened(payload: string): string {
  const text = Buffer.from(payload, 'base64url').toString('utf8');
  return Buffer.from(text.replace(/("(?:price|amount|total|unit_price)":)\d+/g, '$11')).toString('base64url');
}

const forged = (name: string, promise: string, reason: string, token: (at: Case) => string): Rule => ({
  name,
  promise,
  reason,
  async trial(bench) {
    const at = await bench.open();
    refused(await bench.accept(at, { token: token(at) }), 'unauthorized', 'invalid');
    await stillWorks(bench, at);
  },
});

export const tokens: readonly Rule[] = [
  {
    name: 'tampered-price',
    promise: 'A lower expected price is price_changed with the true quote, never a cheaper purchase.',
    reason: 'Anything in a page can be edited; and a shopper who saw an older price is asked again.',
    async trial(bench) {
      const at = await bench.open();
      const answer = await bench.accept(at, { expected: { total: Math.max(at.total - 1, 0), currency: at.currency } });
      refused(answer, 'price_changed');
      const quote = answer.json['quote'] as { total?: unknown } | undefined;
      expect(quote?.total === at.total, `a quote of ${String(at.total)}`, answer);
      await standing(bench, at, 0);
      accepted(await bench.accept(at, { last_refusal: answer.json['last_refusal'] ?? 0 }), at);
      await standing(bench, at, 1);
    },
  },
  {
    name: 'tampered-currency',
    promise: 'The right number in another currency is price_changed or invalid.',
    reason: '1900 yen are not 19 euro.',
    async trial(bench) {
      const at = await bench.open();
      const currency = at.currency === 'JPY' ? 'EUR' : 'JPY';
      refused(await bench.accept(at, { expected: { total: at.total, currency } }), 'price_changed', 'invalid');
      await standing(bench, at, 0);
    },
  },
  {
    name: 'no-expected-price',
    promise: 'A request that does not say what the shopper saw is invalid.',
    reason: 'Without it the shop cannot show that the price on the button was the price charged.',
    async trial(bench) {
      const at = await bench.open();
      for (const expected of [undefined, null, {}, { total: String(at.total), currency: at.currency }])
        refused(await bench.accept(at, { expected }), 'invalid', 'price_changed');
      await standing(bench, at, 0);
    },
  },
  {
    name: 'tampered-quantity',
    promise: "A quantity outside the token's range, or none at all, is invalid.",
    reason: 'A negative or fractional quantity turns a charge into anything.',
    async trial(bench) {
      const at = await bench.open();
      for (const quantity of [(at.offer.quantity?.max ?? 1) + 1, 0, -1, 1.5, '1'])
        refused(await bench.accept(at, { quantity }), 'invalid');
      await stillWorks(bench, at);
    },
  },
  {
    name: 'tampered-variant',
    promise: 'A variant that the token does not sell is invalid.',
    reason: 'The discount was for these variants; the dearest of the shop is not among them.',
    async trial(bench) {
      const at = await bench.open();
      refused(await bench.accept(at, { variant_id: 'not-in-the-token' }), 'invalid', 'unauthorized');
      await stillWorks(bench, at);
    },
  },
  {
    name: 'tampered-order',
    promise: "A token is worth nothing for another order, even the same buyer's.",
    reason: 'The offer was computed for what that order holds.',
    async trial(bench) {
      const [at, other] = [await bench.open(), await bench.open()];
      for (const cookie of [`${at.cookie}; ${other.cookie}`, other.cookie])
        refused(await bench.accept(at, { order_id: other.order_id }, { cookie }), 'unauthorized', 'invalid');
      await standing(bench, other, 0);
      await stillWorks(bench, at);
    },
  },
  {
    name: 'tampered-candidate',
    promise: 'A token is worth nothing for another offer of the same order.',
    reason: 'The price of the cheap offer would buy the dear one.',
    async trial(bench) {
      const at = await bench.open();
      const other = at.sheet.candidates.find(({ id }) => id !== at.offer.id)?.id ?? 'another-offer';
      refused(await bench.accept(at, { candidate_id: other }), 'unauthorized', 'invalid');
      await stillWorks(bench, at);
    },
  },
  {
    name: 'foreign-token',
    promise: 'The token of another order is refused.',
    reason: "Another customer's better offer is not transferable.",
    async trial(bench) {
      const [at, other] = [await bench.open(), await bench.open()];
      const { token, key } = other.offer.accept ?? {};
      refused(await bench.accept(at, { token }), 'unauthorized', 'invalid');
      refused(await bench.accept(at, { token }, { 'idempotency-key': key ?? '' }), 'unauthorized', 'invalid');
      await standing(bench, other, 0);
      await stillWorks(bench, at);
    },
  },
  forged(
    'unsigned-token',
    'A token without signature is refused.',
    'Anybody could then write a token with a price of their own.',
    at => `${segments(at)[0]}.${segments(at)[1]}.`,
  ),
  forged(
    'none-token',
    'A token that names the algorithm "none" is refused.',
    'RFC 7515 has such tokens, and some libraries accept them by default.',
    at => `${encode({ alg: 'none', typ: 'JWT' })}.${segments(at)[1]}.`,
  ),
  forged(
    'altered-token',
    'A token whose prices were changed after signing is refused.',
    'This is the attempt that everybody makes first.',
    at => `${segments(at)[0]}.${cheapened(segments(at)[1])}.${segments(at)[2]}`,
  ),
  {
    name: 'wrong-key',
    promise: "An Idempotency-Key that is not the token's is invalid.",
    reason: 'A client that chooses its keys buys once per key.',
    async trial(bench) {
      const at = await bench.open();
      for (const key of ['chosen-by-the-client', ''])
        refused(await bench.accept(at, {}, { 'idempotency-key': key }), 'invalid', 'unauthorized');
      await stillWorks(bench, at);
    },
  },
];
