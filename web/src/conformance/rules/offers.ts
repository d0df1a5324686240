// SPDX-License-Identifier: MIT
//
// What the page asks before it buys: today's price, more time, the token of a successor; and
// the consent that some offers need.
import { Untested, type Bench, type Case } from '../bench.js';
import {
  accepted,
  attacker,
  expect,
  kept,
  openWith,
  question,
  refused,
  standing,
  stillWorks,
  type Rule,
} from '../rule.js';

const extendable = (bench: Bench): Promise<Case> =>
  openWith(bench, 'extend', order => bench.offers(order).find(({ availability }) => availability?.extendable === true));

const needsConsent = (bench: Bench): Promise<Case> =>
  openWith(bench, 'consent', order => bench.offers(order).find(({ consent }) => consent?.required === true));

/** Refuses strangers, other sites and forged tokens, and buys nothing. */
async function guarded(bench: Bench, at: Case, url: string, body: object): Promise<void> {
  const stranger = await bench.open();
  for (const cookie of ['', stranger.cookie]) kept(await bench.post(at, url, body, { cookie }), 'a stranger');
  kept(await bench.post(at, url, body, { origin: attacker }), "another site's page");
  await standing(bench, at, 0);
}

export const offers: readonly Rule[] = [
  {
    name: 'consent',
    promise:
      'An offer that needs consent is consent_required without it; only true, or the text agreed to, is consent.',
    reason: 'Insurance and digital goods without express consent are not owed by the shopper.',
    wants: 'consent',
    async trial(bench) {
      const at = await needsConsent(bench);
      for (const consent of [false, undefined, null]) refused(await bench.accept(at, { consent }), 'consent_required');
      for (const consent of ['true', 'on', 1])
        refused(await bench.accept(at, { consent }), 'consent_required', 'invalid');
      const consent = { text: 'Another text than the one that was signed.', locale: at.sheet.locale };
      refused(await bench.accept(at, { consent }), 'consent_required');
      await stillWorks(bench, at);
    },
  },
  {
    name: 'quote',
    promise: 'The quote of an offer is the price that an accept then charges.',
    reason: 'The page asks again after another offer was bought; the button shows what comes back.',
    async trial(bench) {
      const at = await bench.open();
      const answer = await bench.post(at, bench.endpoint(at, 'quote'), question(at));
      expect(answer.status === 200, 'status 200', answer);
      const quote = answer.json['quote'] as { total?: unknown } | undefined;
      expect(quote?.total === at.total, `a quote of ${String(at.total)}`, answer);
      await stillWorks(bench, at);
    },
  },
  {
    name: 'quote-guarded',
    promise: "A quote is for the buyer, from the shop's page, with the shop's token.",
    reason: "Prices of one customer are not another's to read, and forged terms must not come back signed.",
    async trial(bench) {
      const at = await bench.open();
      const url = bench.endpoint(at, 'quote');
      await guarded(bench, at, url, question(at));
      const [header, payload] = (at.offer.accept?.token ?? '').split('.');
      const answer = await bench.post(at, url, question(at, { token: `${header ?? ''}.${payload ?? ''}.` }));
      expect(answer.status >= 400 && answer.json['token'] === undefined, 'a forged token to be refused', answer);
    },
  },
  {
    name: 'extend',
    promise: 'More time is given once, to the same key, never past packing, and holds until its end.',
    reason: 'People who need longer to read have a right to it (WCAG 2.2.1); a countdown that begins again is a lie.',
    hooks: ['clock'],
    wants: 'extend',
    async trial(bench) {
      const at = await extendable(bench);
      const url = bench.endpoint(at, 'extend');
      const first = await bench.post(at, url, question(at));
      expect(first.status === 200, 'status 200', first);
      const { token, key, deadline } = first.json;
      const until = Date.parse(String(deadline));
      expect(typeof token === 'string' && !Number.isNaN(until), 'a token and a deadline', first);
      expect(key === undefined || key === at.offer.accept?.key, 'the same key', first);
      const hold = Date.parse(at.sheet.order.fulfilment?.hold_until ?? '');
      expect(!(until > hold), `no deadline past hold_until`, first);
      const second = await bench.post(at, url, question(at, { token }));
      const again = await bench.post(at, url, question(at));
      for (const answer of [second, again])
        expect(
          answer.status >= 400 || answer.json['deadline'] === deadline,
          `no second extension beyond ${String(deadline)}`,
          answer,
        );
      const left = until - Date.parse(String(first.json['server_time']));
      await bench.hook('clock', { advance_ms: Math.max(0, left - 1000) });
      accepted(await bench.accept(at, { token }), at);
      await standing(bench, at, 1);
    },
  },
  {
    name: 'extend-ends',
    promise: 'After the extended deadline a purchase is expired.',
    reason: 'An extension is more time, not no end.',
    hooks: ['clock'],
    wants: 'extend',
    async trial(bench) {
      const at = await extendable(bench);
      const first = await bench.post(at, bench.endpoint(at, 'extend'), question(at));
      expect(first.status === 200, 'status 200', first);
      const left = Date.parse(String(first.json['deadline'])) - Date.parse(String(first.json['server_time']));
      await bench.hook('clock', { advance_ms: left + 1000 });
      refused(await bench.accept(at, { token: first.json['token'] }), 'expired', 'order_released');
      await standing(bench, at, 0);
    },
  },
  {
    name: 'extend-guarded',
    promise: "More time is given to the buyer, on the shop's page.",
    reason: 'A stranger could use up the one extension, or collect tokens.',
    wants: 'extend',
    async trial(bench) {
      const at = await extendable(bench);
      await guarded(bench, at, bench.endpoint(at, 'extend'), question(at));
    },
  },
  {
    name: 'next',
    promise: 'The token of a successor is the one that its accept takes, under the same key as in the sheet.',
    reason: 'A second key for one offer is a second purchase.',
    wants: 'funnel',
    async trial(bench) {
      const { at, from } = await successor(bench);
      const url = bench.endpoint(at, 'next');
      const answer = await bench.post(at, url, question(at, { from, by: 'decline', token: undefined }));
      expect(answer.status === 200, 'status 200', answer);
      const { token, key } = answer.json;
      expect(typeof token === 'string' && typeof key === 'string', 'a token and a key', answer);
      const known = at.offer.accept?.key;
      expect(known == null || known === key, `the key ${String(known)}`, answer);
      accepted(await bench.accept(at, { token, from }, { 'idempotency-key': key }), at);
      await standing(bench, at, 1);
    },
  },
  {
    name: 'next-guarded',
    promise: "The token of a successor is given to the buyer, on the shop's page.",
    reason: 'It sells something on the card of the order.',
    wants: 'funnel',
    async trial(bench) {
      const { at, from } = await successor(bench);
      await guarded(bench, at, bench.endpoint(at, 'next'), question(at, { from, by: 'decline' }));
    },
  },
  {
    name: 'events-proved',
    promise: 'Page events without the proof of their visit are refused.',
    reason: 'Invented events decide what others are offered.',
    async trial(bench) {
      const at = await bench.open();
      const event = { id: 'invented-1', event: 'accepted', order_id: at.order_id, candidate_id: at.offer.id };
      const answer = await bench.post(at, bench.endpoint(at, 'events'), { events: [event] });
      expect(answer.status >= 400, 'a refusal of invented events', answer);
    },
  },
];

/** A downsell and the offer whose refusal brings it. */
export async function successor(bench: Bench): Promise<{ at: Case; from: string; original: Case }> {
  const order = await bench.order('funnel');
  for (const offer of bench.offers(order)) {
    const next = order.sheet.candidates.find(({ id }) => id === offer.on_decline);
    if (next !== undefined) return { at: bench.of(order, next), from: offer.id, original: bench.of(order, offer) };
  }
  throw new Untested('the sheet of the test order has no offer with on_decline');
}
