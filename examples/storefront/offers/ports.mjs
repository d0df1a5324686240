// SPDX-License-Identifier: MIT
//
// The shop as Encore's server kit wants to see it: gateway, orders, stock, buyers. Each port is a few
// lines over a module of the shop; the order in which they are called, and every reply, is the kit's.

const kRemembered = 1000;

/** @param {any} parts buyer, orders, purchases, gateway; `events`: the collector */
export function offerPorts({ buyer, orders, purchases, gateway, events }) {
  // What a paid order was paid with does not change: the look before a charge need not be repeated for the charge.
  const paidWith = new Map();
  const find = async id => {
    const order = await orders.find(id);
    if (order?.status === 'paid') paidWith.set(id, order.payment.payment_method);
    if (paidWith.size > kRemembered) paidWith.delete(paidWith.keys().next().value);
    return order;
  };

  return {
    gateway: {
      async charge({ key, order_id, amount, currency, return_url }) {
        return gateway.charge({
          key,
          order_id,
          amount,
          currency,
          payment_method: paidWith.get(order_id) ?? (await find(order_id)).payment.payment_method,
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
        const order = await find(id);
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
      addLine: purchases.addLine,
      removeLine: purchases.removeLine,
    },
    stock: { take: purchases.take, giveBack: purchases.giveBack },
    buyers: { owns: (request, id) => orders.isBuyer(id, buyer.read(request.raw)) },
    events,
  };
}
