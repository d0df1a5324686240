// SPDX-License-Identifier: MIT
//
// Paying for an order, whatever the network does. The gateway's key is the order's id, so every repetition (a
// double press, a reload, a return from the bank, the sweep after a crash) asks about the same one charge. An
// answer that did not come is never taken for a yes or a no: it is looked up.

/**
 * @typedef {{ state: 'paid' } | { state: 'declined' } | { state: 'action_required', url: string } | { state: 'unknown'
 * }} Settled
 */

const keyOf = order => `order:${order.id}`;

/**
 * @param {{ orders: ReturnType<import('./store/orders.mjs').createOrders>, gateway:
 * ReturnType<import('./gateway/gateway.mjs').createGateway> }} parts
 */
export function createCheckout({ orders, gateway }) {
  async function apply(order, outcome) {
    switch (outcome.outcome) {
      case 'approved':
        await orders.markPaid(order.id);
        return { state: 'paid' };
      case 'declined':
        await orders.cancel(order.id);
        return { state: 'declined' };
      case 'action_required':
        return { state: 'action_required', url: outcome.url };
      default:
        return { state: 'unknown' };
    }
  }

  return {
    /** Charges an open order, or finds out what became of the charge. @returns {Promise<Settled>} */
    async settle(order) {
      if (order.status === 'paid') return { state: 'paid' };
      if (order.status !== 'open') return { state: 'declined' };
      const request = {
        key: keyOf(order),
        order_id: order.id,
        amount: order.total,
        currency: order.currency,
        payment_method: order.payment.payment_method,
        return_url: `/checkout/return/${order.id}`,
      };
      const outcome = await gateway.charge(request);
      return apply(order, outcome.outcome === 'unknown' ? await gateway.lookup(request.key) : outcome);
    },

    /** Ends orders whose buyer never came back: paid after all, or cancelled at the gateway first and then here. */
    async sweep() {
      for (const id of await orders.abandoned()) {
        const order = await orders.find(id);
        const ended = await gateway.cancel(keyOf(order));
        await apply(order, ended.outcome === 'cancelled' ? { outcome: 'declined' } : ended);
      }
    },
  };
}
