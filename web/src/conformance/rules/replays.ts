// SPDX-License-Identifier: MIT
//
// One click arrives more than once: a double click, a retry, a second tab, a copy that the
// network held back. Together they are one purchase or none.
import { Untested } from '../bench.js';
import { accepted, expect, otherVariant, outcome, pastAnyDeadlineMs, refused, standing, type Rule } from '../rule.js';

const duplicates = 50;
/** Looks at a gateway that holds a charge, until it has been asked. */
const mostLooks = 200;

export const replays: readonly Rule[] = [
  {
    name: 'replay',
    promise: 'The same request again gets the same 200 and no second charge.',
    reason: 'A page whose reply was lost asks again with the same key, and so does a reload.',
    async trial(bench) {
      const at = await bench.open();
      const first = await bench.accept(at);
      const again = await bench.accept(at);
      accepted(first, at);
      accepted(again, at);
      for (const member of ['purchase_id', 'line_id', 'order_total'])
        expect(again.json[member] === first.json[member], `the same ${member} as the first time`, again);
      await standing(bench, at, 1);
    },
  },
  {
    name: 'concurrent-duplicates',
    promise: `${String(duplicates)} identical requests at once are one charge and one line.`,
    reason: 'Double clicks and two tabs race; a look before the insert is not enough.',
    async trial(bench) {
      const at = await bench.open();
      const answers = await Promise.all(Array.from({ length: duplicates }, () => bench.accept(at)));
      for (const answer of answers)
        expect(answer.status === 200 || answer.type === 'in_progress', '200 or in_progress', answer);
      const last = await bench.accept(at);
      accepted(last.type === 'in_progress' ? await outcome(bench, at, last) : last, at);
      await standing(bench, at, 1);
    },
  },
  {
    name: 'reserve-first',
    promise: 'While the gateway takes its time, a second copy of the click is in_progress and charges nothing.',
    reason: 'An endpoint that looks up, charges and then writes down charges every copy that comes meanwhile.',
    hooks: ['gateway', 'held'],
    async trial(bench) {
      const at = await bench.open();
      const held = async (): Promise<number> =>
        (await bench.hook<{ charges: number }>('held', { order_id: at.order_id })).charges;
      await bench.hook('gateway', { order_id: at.order_id, next: 'hold' });
      const done = { first: false, copy: false };
      const first = bench.accept(at).finally(() => (done.first = true));
      for (let look = 0; look < mostLooks && !done.first && (await held()) < 1; look += 1) await bench.pause();
      const copy = bench.accept(at).finally(() => (done.copy = true));
      for (let look = 0; look < 8 && !done.copy && (await held()) < 2; look += 1) await bench.pause();
      const early = done.copy;
      await bench.hook('gateway', { order_id: at.order_id, next: 'go' });
      const answers = [await first, await copy];
      const [, second] = answers;
      if (early && second !== undefined) refused(second, 'in_progress');
      const last = answers.find(({ status }) => status === 200) ?? (await bench.accept(at));
      accepted(last.type === 'in_progress' ? await outcome(bench, at, last) : last, at);
      await standing(bench, at, 1);
    },
  },
  {
    name: 'another-variant',
    promise: 'Another variant under a used key is already_accepted and says what was bought.',
    reason: 'The page must tell a shopper what is in the order, not what was clicked last.',
    async trial(bench) {
      const at = await bench.open();
      const other = bench.choose(at, otherVariant(at), at.quantity);
      accepted(await bench.accept(at), at);
      const answer = await bench.accept(other);
      refused(answer, 'already_accepted');
      expect(answer.json['variant_id'] === at.variant_id, `variant_id ${at.variant_id}`, answer);
      await standing(bench, at, 1);
    },
  },
  {
    name: 'another-quantity',
    promise: 'Another quantity under a used key is already_accepted and says how many were bought.',
    reason: 'Two tabs with different quantities are one purchase: the first.',
    async trial(bench) {
      const at = await bench.open();
      if ((at.offer.quantity?.max ?? 1) <= at.quantity) throw new Untested('no offer allows another quantity');
      const more = bench.choose(at, at.variant_id, at.quantity + 1);
      accepted(await bench.accept(at), at);
      const answer = await bench.accept(more);
      refused(answer, 'already_accepted');
      expect(answer.json['quantity'] === at.quantity, `quantity ${String(at.quantity)}`, answer);
      await standing(bench, at, 1);
    },
  },
  {
    name: 'copy-of-a-refused-click',
    promise:
      'A refusal carries last_refusal; a late copy of the refused click, which names the one before, buys nothing.',
    reason: 'The page has said "not charged"; a copy that the network held back must not charge after that.',
    hooks: ['gateway'],
    async trial(bench) {
      const at = await bench.open();
      await bench.hook('gateway', { order_id: at.order_id, next: 'decline' });
      const refusal = await bench.accept(at);
      refused(refusal, 'payment_declined');
      const { last_refusal: number } = refusal.json;
      expect(typeof number === 'number' && number > 0, 'last_refusal above 0, for the next click to name', refusal);
      expect((await bench.accept(at)).status >= 400, 'no purchase by a copy of the refused click');
      await standing(bench, at, 0);
      accepted(await bench.accept(at, { last_refusal: number }), at);
      await standing(bench, at, 1);
    },
  },
  {
    name: 'replay-after-deadline',
    promise: 'A purchase made in time is still answered with its 200 after the deadline.',
    reason: 'Otherwise a reload after the deadline tells a shopper who has paid that it is too late.',
    hooks: ['clock'],
    async trial(bench) {
      const at = await bench.open();
      accepted(await bench.accept(at), at);
      await bench.hook('clock', { advance_ms: pastAnyDeadlineMs });
      accepted(await bench.accept(at), at);
      await standing(bench, at, 1);
    },
  },
  {
    name: 'status',
    promise: 'The status of a key is 404 before a purchase, the 200 of the accept after it.',
    reason: 'A page that lost the reply knows nothing but the key.',
    async trial(bench) {
      const at = await bench.open();
      const url = bench.statusOf(at);
      const before = await bench.get(at, url);
      expect(before.status === 404, 'status 404 for an unused key', before);
      accepted(await bench.accept(at), at);
      accepted(await bench.get(at, url), at);
    },
  },
];
