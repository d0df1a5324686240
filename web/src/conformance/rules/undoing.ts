// SPDX-License-Identifier: MIT
//
// Undo: by the buyer, from the shop's page, by POST, in time, once.
import type { Answer } from '../bench.js';
import {
  attacker,
  bought,
  expect,
  kept,
  pastAnyDeadlineMs,
  refused,
  standing,
  undoBody,
  undone,
  type Rule,
} from '../rule.js';

export const undoing: readonly Rule[] = [
  {
    name: 'undo-twice',
    promise: 'Undo gives line and money back once, and answers 200 when repeated; the offer stays spent.',
    reason: "A lost reply is asked for again; a second refund is the shop's money, a second sale the shopper's.",
    async trial(bench) {
      const at = await bench.open();
      const { answer, undo } = await bought(bench, at);
      for (const time of ['first', 'second']) {
        const reply = await bench.post(at, undo, undoBody(at, answer));
        expect(reply.status === 200, `200 the ${time} time`, reply);
      }
      const { charges } = await standing(bench, at, 0);
      expect(
        charges.every(charge => charge.refunded === charge.amount),
        `one refund of each charge; the books say ${JSON.stringify(charges)}`,
      );
      const again = await bench.accept(at);
      expect(
        again.type === 'already_accepted' || again.json['state'] === 'undone',
        'an undone purchase to stay spent',
        again,
      );
      await standing(bench, at, 0);
    },
  },
  {
    name: 'undo-total',
    promise: "The reply to an undo is the order's total without the purchase.",
    reason: 'The page shows it as what the shopper pays now.',
    async trial(bench) {
      const at = await bench.open();
      const { answer, undo } = await bought(bench, at);
      const reply = await bench.post(at, undo, undoBody(at, answer));
      expect(reply.status === 200, '200 for the undo', reply);
      const before = Number(answer.json['order_total']) - at.total;
      expect(reply.json['order_total'] === before, `order_total ${String(before)}`, reply);
    },
  },
  {
    name: 'status-after-undo',
    promise: 'After an undo the status says so.',
    reason: 'A reload must not show a purchase that was taken back.',
    async trial(bench) {
      const at = await bench.open();
      const { answer, undo } = await bought(bench, at);
      await undone(bench, at, undo, answer);
      const status = await bench.get(at, bench.statusOf(at));
      expect(
        status.json['state'] === 'undone' || (status.status >= 400 && status.json['state'] !== 'accepted'),
        'state "undone"',
        status,
      );
    },
  },
  {
    name: 'undo-by-post',
    promise: 'GET and HEAD of the undo address undo nothing.',
    reason: 'Link previews and virus scanners of mail programs open addresses by GET.',
    async trial(bench) {
      const at = await bench.open();
      const { undo } = await bought(bench, at);
      const headers = { cookie: at.cookie, origin: bench.origin };
      for (const method of ['GET', 'HEAD']) await bench.send(method, undo, { headers });
      await standing(bench, at, 1);
    },
  },
  {
    name: 'undo-stranger',
    promise: "Without the buyer's session, or with another buyer's, nothing is undone.",
    reason: 'Purchase ids can be computed from order ids; anybody could take back what others bought.',
    async trial(bench) {
      const [at, stranger] = [await bench.open(), await bench.open()];
      const { answer, undo } = await bought(bench, at);
      for (const cookie of ['', stranger.cookie])
        kept(await bench.post(at, undo, undoBody(at, answer), { cookie }), 'a stranger');
      await standing(bench, at, 1);
      await undone(bench, at, undo, answer);
    },
  },
  {
    name: 'undo-origin',
    promise: "An undo from another site's page is refused, cookie or not.",
    reason: 'Another site could take back purchases of its visitors.',
    async trial(bench) {
      const at = await bench.open();
      const { answer, undo } = await bought(bench, at);
      for (const origin of [attacker, 'null', ''])
        kept(await bench.post(at, undo, undoBody(at, answer), { origin }), "another site's page");
      await standing(bench, at, 1);
      await undone(bench, at, undo, answer);
    },
  },
  {
    name: 'undo-content-type',
    promise: 'An undo is read as application/json alone.',
    reason: 'Forms of other sites may send other types without asking the shop first.',
    async trial(bench) {
      const at = await bench.open();
      const { answer, undo } = await bought(bench, at);
      const type = 'application/x-www-form-urlencoded';
      kept(await bench.post(at, undo, undoBody(at, answer), { 'content-type': type }), 'a form');
      await standing(bench, at, 1);
    },
  },
  {
    name: 'undo-late',
    promise: 'After its time an undo is 410 and changes nothing.',
    reason: 'The parcel is being packed; what was promised was a time.',
    hooks: ['clock'],
    async trial(bench) {
      const at = await bench.open();
      const { answer, undo } = await bought(bench, at);
      await bench.hook('clock', { advance_ms: pastAnyDeadlineMs });
      const late: Answer = await bench.post(at, undo, undoBody(at, answer));
      expect(late.status === 410, 'status 410', late);
      await standing(bench, at, 1);
    },
  },
  {
    name: 'undo-of-a-packed-order',
    promise: 'A packed order keeps line and charge: the undo is order_released.',
    reason: 'Money back for what is on its way in a parcel.',
    hooks: ['release'],
    async trial(bench) {
      const at = await bench.open();
      const { answer, undo } = await bought(bench, at);
      await bench.hook('release', { order_id: at.order_id });
      refused(await bench.post(at, undo, undoBody(at, answer)), 'order_released', 'expired');
      await standing(bench, at, 1);
    },
  },
];
