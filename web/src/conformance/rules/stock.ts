// SPDX-License-Identifier: MIT
//
// Pieces that are taken when they are sold and given back when they are not; the deadline,
// and an order that is packed.
import type { Bench, Case } from '../bench.js';
import { accepted, bought, pastAnyDeadlineMs, refused, standing, stillWorks, undone, type Rule } from '../rule.js';

const plenty = 100;

/** Sets the shelf of the case's variant for the time of `during`. */
async function withPieces(bench: Bench, at: Case, pieces: number, during: () => Promise<void>): Promise<void> {
  await bench.hook('stock', { variant_id: at.variant_id, pieces });
  try {
    await during();
  } finally {
    await bench.hook('stock', { variant_id: at.variant_id, pieces: plenty });
  }
}

export const stock: readonly Rule[] = [
  {
    name: 'out-of-stock',
    promise: 'An empty shelf is out_of_stock and charges nothing.',
    reason: 'Money taken for what cannot be sent has to be given back by hand.',
    hooks: ['stock'],
    async trial(bench) {
      const at = await bench.open();
      let refusal = 0;
      await withPieces(bench, at, 0, async () => {
        const answer = await bench.accept(at);
        refused(answer, 'out_of_stock');
        refusal = Number(answer.json['last_refusal'] ?? 0);
        await standing(bench, at, 0);
      });
      accepted(await bench.accept(at, { last_refusal: refusal }), at);
      await standing(bench, at, 1);
    },
  },
  {
    name: 'last-piece',
    promise: 'The last piece is sold once.',
    reason: 'Two orders for one piece: one of them is disappointed after paying.',
    hooks: ['stock'],
    async trial(bench) {
      const [at, second] = [await bench.open(), await bench.open()];
      await withPieces(bench, at, at.quantity, async () => {
        accepted(await bench.accept(at), at);
        refused(await bench.accept(second), 'out_of_stock');
        await standing(bench, second, 0);
      });
    },
  },
  {
    name: 'decline-restocks',
    promise: 'A declined payment gives the piece back to the shelf.',
    reason: 'Every declined card would otherwise take a piece out of the shop for ever.',
    hooks: ['stock', 'gateway'],
    async trial(bench) {
      const [at, second] = [await bench.open(), await bench.open()];
      await bench.hook('gateway', { order_id: at.order_id, next: 'decline' });
      await withPieces(bench, at, at.quantity, async () => {
        refused(await bench.accept(at), 'payment_declined');
        accepted(await bench.accept(second), second);
      });
      await standing(bench, second, 1);
    },
  },
  {
    name: 'undo-restocks',
    promise: 'An undo gives the piece back to the shelf.',
    reason: 'Every undone purchase would otherwise take a piece out of the shop for ever.',
    hooks: ['stock'],
    async trial(bench) {
      const [at, second] = [await bench.open(), await bench.open()];
      await withPieces(bench, at, at.quantity, async () => {
        const { answer, undo } = await bought(bench, at);
        await undone(bench, at, undo, answer);
        await stillWorks(bench, second);
      });
    },
  },
  {
    name: 'order-released',
    promise: 'A packed order takes no line and keeps no charge.',
    reason: 'What is added after packing is paid for and never sent.',
    hooks: ['release'],
    async trial(bench) {
      const at = await bench.open();
      await bench.hook('release', { order_id: at.order_id });
      refused(await bench.accept(at), 'order_released');
      await standing(bench, at, 0);
    },
  },
  {
    name: 'expired-token',
    promise: 'After the deadline a new purchase is refused as expired.',
    reason: 'The countdown said so; a deadline that is not one is a false claim.',
    hooks: ['clock'],
    async trial(bench) {
      const at = await bench.open();
      const other = await bench.open();
      await stillWorks(bench, other);
      await bench.hook('clock', { advance_ms: pastAnyDeadlineMs });
      refused(await bench.accept(at), 'expired');
      await standing(bench, at, 0);
    },
  },
];
