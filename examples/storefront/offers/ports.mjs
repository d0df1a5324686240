// SPDX-License-Identifier: MIT
//
// The shop as Encore's server kit wants to see it: gateway, orders, stock, buyers, events. Each port is a few
// lines over a module of the shop; the order in which they are called, and every reply, is the kit's.

import { appendEvents } from './evidence.mjs';
import { candidateIn } from './names.mjs';

/** @param {any} parts db, buyer, orders, purchases, gateway, now */
export function offerPorts({ db, buyer, orders, purchases, gateway, now }) {
  const announce = (type, { purchase_id, order_id, candidate_id }) =>
    appendEvents(db, [
      { id: `server:${purchase_id}:${type}`, event: type, order_id, candidate_id, at: new Date(now()).toISOString() },
    ]);
  // A lost event costs a number in a report; it must never cost a purchase.
  const tell = (type, purchase) => announce(type, purchase).catch(() => {});

  return {
    gateway: {
      async charge({ key, order_id, amount, currency, return_url }) {
        const order = await orders.find(order_id);
        return gateway.charge({
          key,
          order_id,
          amount,
          currency,
          payment_method: order.payment.payment_method,
          return_url: return_url ?? `/orders/${order_id}/thank-you`,
        });
      },
      lookup: key => gateway.lookup(key),
      cancel: key => gateway.cancel(key),
      async refund({ key, charge_id, amount, reason }) {
        return (await gateway.refund({ key, charge_id, amount, reason })).outcome === 'approved';
      },
    },
    orders: {
      async order(id) {
        const order = await orders.find(id);
        return order
          ? {
              id,
              currency: order.currency,
              total: order.total,
              released: order.released,
              one_click: Boolean(order.payment.payment_method),
              hold_until_ms: order.hold_until?.getTime() ?? null,
              lines: order.lines
                .filter(line => !line.removed_at)
                .map(line => ({ id: line.id, quantity: line.quantity, paid: line.paid })),
            }
          : null;
      },
      async addLine(request) {
        const added = await purchases.addLine(request);
        if (!('refused' in added)) await tell('accepted', request);
        return added;
      },
      async removeLine(request) {
        const candidate_id = await candidateIn(db, request.purchase_id);
        const removed = await purchases.removeLine(request);
        if (!('refused' in removed) && candidate_id) await tell('undone', { ...request, candidate_id });
        return removed;
      },
    },
    stock: { take: purchases.take, giveBack: purchases.giveBack },
    buyers: { owns: (request, id) => orders.isBuyer(id, buyer.read(request.raw)) },
    events: { append: events => appendEvents(db, events) },
  };
}
