// SPDX-License-Identifier: MIT
//
// What one order may take, as seen from outside: a page shows two offers, one after the
// other or side by side; posting tokens by hand gets no more than that.
import { Untested, type Bench, type Case, type PageCandidate } from '../bench.js';
import { accepted, expect, openWith, refused, standing, type Rule } from '../rule.js';
import { successor } from './offers.js';

const defaultSlots = 2;

const consenting = { consent: true };
/** How often a rule lets requests race. */
const RACES = 4;

/** Two offers that replace the same unit of one order line. */
function rivals(offers: readonly PageCandidate[]): [PageCandidate, PageCandidate] | null {
  for (const first of offers) {
    const line = first.replaces?.line_id;
    const second = offers.find(other => other !== first && line != null && other.replaces?.line_id === line);
    if (second !== undefined) return [first, second];
  }
  return null;
}

/** More plain offers than the surface has slots. */
async function tooMany(bench: Bench): Promise<{ cases: Case[]; slots: number }> {
  const order = await bench.order('slots');
  const slots = order.sheet.policy?.max_offers ?? defaultSlots;
  const plain = bench.offers(order).filter(({ replaces }) => replaces == null);
  if (plain.length <= slots)
    throw new Untested(`the test order's sheet has no more than ${String(slots)} plain offers at once`);
  return { cases: plain.slice(0, slots + 1).map(offer => bench.of(order, offer)), slots };
}

export const ledger: readonly Rule[] = [
  {
    name: 'slots-spent',
    promise: 'An order takes no more offers than its page had places for; the rest are not_offered.',
    reason: 'Twenty tokens in a sheet are not twenty discounts.',
    wants: 'slots',
    async trial(bench) {
      const { cases } = await tooMany(bench);
      const last = cases.at(-1);
      if (last === undefined) throw new Untested('no offers');
      let total = 0;
      for (const at of cases.slice(0, -1)) {
        const answer = await bench.accept(at, consenting);
        expect(answer.status === 200, 'status 200 while there is a place', answer);
        total += at.total;
      }
      refused(await bench.accept(last, consenting), 'not_offered');
      const { charges, lines } = await bench.books(last);
      const sum = charges.reduce((all, { amount, refunded }) => all + amount - refunded, 0);
      expect(sum === total && lines.length === cases.length - 1, `${String(total)} charged in all, not ${String(sum)}`);
    },
  },
  {
    name: 'slots-race',
    promise: 'Asked for at once, offers are held to the same number of places.',
    reason: 'Parallel requests pass a check that counts first and writes later.',
    wants: 'slots',
    async trial(bench) {
      // Whether two requests meet is chance: an endpoint that counts too late is caught in one of the rounds.
      for (let round = 0; round < RACES; ++round) {
        const { cases, slots } = await tooMany(bench);
        const answers = await Promise.all(cases.map(at => bench.accept(at, consenting)));
        const sold = answers.filter(({ status }) => status === 200).length;
        expect(sold <= slots, `at most ${String(slots)} sold, not ${String(sold)}`);
      }
    },
  },
  {
    name: 'line-replaced-once',
    promise: 'One unit of an order line is replaced once; the second upgrade of it is not_offered.',
    reason: 'The credit for the replaced article would be given twice.',
    wants: 'replacements',
    async trial(bench) {
      const order = await bench.order('replacements');
      const pair = rivals(bench.offers(order));
      if (pair === null) throw new Untested("the test order's sheet has no two offers that replace one line");
      const [first, second] = [bench.of(order, pair[0]), bench.of(order, pair[1])];
      accepted(await bench.accept(first, consenting), first);
      refused(await bench.accept(second, consenting), 'not_offered', 'superseded');
      await standing(bench, first, 1);
    },
  },
  {
    name: 'one-of-two-answers',
    promise: 'An offer and the one that came in its place are not both sold: the second is superseded.',
    reason: 'The downsell is the answer to a refusal; with the original it is a second discount.',
    wants: 'funnel',
    async trial(bench) {
      const one = await successor(bench);
      accepted(await bench.accept(one.at, { from: one.from }), one.at);
      refused(await bench.accept(one.original), 'superseded', 'not_offered');
      await standing(bench, one.at, 1);
      const other = await successor(bench);
      accepted(await bench.accept(other.original), other.original);
      refused(await bench.accept(other.at, { from: other.from }), 'superseded', 'not_offered');
      await standing(bench, other.original, 1);
    },
  },
  {
    name: 'successor-unasked',
    promise: 'An offer that only follows another one is not_offered before that one was answered.',
    reason: 'Otherwise everybody takes the cheaper one first.',
    wants: 'funnel',
    async trial(bench) {
      const order = await bench.order('funnel');
      const offer = order.sheet.candidates.find(({ funnel_only: only, accept }) => only === true && accept?.token);
      if (offer === undefined) throw new Untested("the test order's sheet has no funnel_only offer with a token");
      const at = bench.of(order, offer);
      refused(await bench.accept(at), 'not_offered', 'superseded');
      await standing(bench, at, 0);
    },
  },
  {
    name: 'not-started',
    promise: 'An offer is not sold before its availability.from.',
    reason: 'The page does not show it yet; a campaign that begins at nine begins for all at nine.',
    wants: 'not_started',
    async trial(bench) {
      const at = await openWith(bench, 'not_started', ({ sheet }) =>
        sheet.candidates.find(
          ({ availability, accept }) =>
            accept?.token && Date.parse(availability?.from ?? '') > Date.parse(sheet.issued_at),
        ),
      );
      refused(await bench.accept(at), 'not_offered', 'invalid');
      await standing(bench, at, 0);
    },
  },
];
