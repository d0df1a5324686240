// SPDX-License-Identifier: MIT
//
// What gateways do: decline, ask for authentication, charge without answering, never see the
// request. No answer may be called a failure while money could still move.
import { accepted, expect, outcome, refused, standing, type Rule } from '../rule.js';

/** The click after a refusal, as a page sends it. */
const next = (answer: { json: Record<string, unknown> }): Record<string, unknown> => ({
  last_refusal: answer.json['last_refusal'] ?? 0,
});

export const payment: readonly Rule[] = [
  {
    name: 'retry-after-decline',
    promise: 'A declined payment frees the key: the next try may succeed, once.',
    reason: 'Cards are declined for a moment; a key that stays spent loses the sale.',
    hooks: ['gateway'],
    async trial(bench) {
      const at = await bench.open();
      await bench.hook('gateway', { order_id: at.order_id, next: 'decline' });
      const declined = await bench.accept(at);
      refused(declined, 'payment_declined');
      await standing(bench, at, 0);
      accepted(await bench.accept(at, next(declined)), at);
      await standing(bench, at, 1);
    },
  },
  {
    name: 'gateway-timeout',
    promise: 'A gateway that charges but does not answer is never reported as failure and never charged twice.',
    reason: 'A second try under a new key, or "not charged" on the page, is how shoppers pay twice.',
    hooks: ['gateway'],
    async trial(bench) {
      const at = await bench.open();
      await bench.hook('gateway', { order_id: at.order_id, next: 'timeout' });
      const first = await bench.accept(at);
      if (first.status !== 200) refused(first, 'in_progress');
      const answer = first.status === 200 ? first : await outcome(bench, at, first);
      accepted(answer, at);
      await standing(bench, at, 1);
    },
  },
  {
    name: 'gateway-lost',
    promise: 'A charge that never reached the gateway ends as one purchase or as none, and the answer says which.',
    reason: 'A success that was only assumed is a parcel without a payment.',
    hooks: ['gateway'],
    async trial(bench) {
      const at = await bench.open();
      await bench.hook('gateway', { order_id: at.order_id, next: 'lost' });
      const first = await bench.accept(at);
      if (first.status !== 200) refused(first, 'in_progress');
      const last = first.status === 200 ? first : await outcome(bench, at, first);
      await standing(bench, at, last.status === 200 ? 1 : 0);
    },
  },
  {
    name: 'authentication',
    promise: 'A bank that asks for authentication is action_required; nothing is sold until it was given, then once.',
    reason: 'Strong customer authentication is the law for one-click purchases in Europe; a sale before it is unpaid.',
    hooks: ['gateway', 'authenticate'],
    async trial(bench) {
      const at = await bench.open();
      await bench.hook('gateway', { order_id: at.order_id, next: 'authenticate' });
      const asked = await bench.accept(at);
      refused(asked, 'action_required');
      for (const member of ['action_url', 'status_url'])
        expect(typeof asked.json[member] === 'string', `a ${member}`, asked);
      await standing(bench, at, 0);
      refused(await bench.accept(at), 'action_required', 'in_progress');
      await standing(bench, at, 0);
      await bench.hook('authenticate', { order_id: at.order_id, approve: true });
      accepted(await outcome(bench, at, asked), at);
      await standing(bench, at, 1);
    },
  },
  {
    name: 'authentication-refused',
    promise: 'An authentication that fails is payment_declined, and nothing stands.',
    reason: 'The shopper comes back from the bank and must learn that nothing was charged.',
    hooks: ['gateway', 'authenticate'],
    async trial(bench) {
      const at = await bench.open();
      await bench.hook('gateway', { order_id: at.order_id, next: 'authenticate' });
      const asked = await bench.accept(at);
      refused(asked, 'action_required');
      await bench.hook('authenticate', { order_id: at.order_id, approve: false });
      refused(await outcome(bench, at, asked), 'payment_declined');
      await standing(bench, at, 0);
    },
  },
  {
    name: 'order-released-while-charging',
    promise: 'An order that is packed while the gateway works takes no line, and the charge is given back.',
    reason: 'A charge without a line is money for nothing, found weeks later.',
    hooks: ['gateway', 'held', 'release'],
    async trial(bench) {
      const at = await bench.open();
      await bench.hook('gateway', { order_id: at.order_id, next: 'hold' });
      const answering = bench.accept(at);
      for (let look = 0; look < 100; look += 1) {
        const { charges } = await bench.hook<{ charges: number }>('held', { order_id: at.order_id });
        if (charges > 0) break;
        await bench.pause();
      }
      await bench.hook('release', { order_id: at.order_id });
      await bench.hook('gateway', { order_id: at.order_id, next: 'go' });
      const answer = await answering;
      refused(answer.type === 'in_progress' ? await outcome(bench, at, answer) : answer, 'order_released');
      await standing(bench, at, 0);
    },
  },
];
