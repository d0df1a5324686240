// SPDX-License-Identifier: MIT
//
// The payment provider of the shop written by hand: what each charge of an order meets is set
// from outside, and a charge can be kept waiting.

export function createBank(has) {
  const orders = new Map();
  const of = id => {
    if (!orders.has(id)) orders.set(id, { next: null, held: [], charges: [], outcomes: new Map() });
    return orders.get(id);
  };

  function approve(at, key, amount) {
    at.charges.push({ key, amount, refunded: 0 });
    at.outcomes.set(key, 'approved');
    return 'approved';
  }

  return {
    arm(orderId, next) {
      const at = of(orderId);
      at.next = next === 'go' ? null : next;
      if (next === 'go') for (const release of at.held.splice(0)) release();
    },
    held: orderId => of(orderId).held.length,
    charges: orderId => of(orderId).charges.map(({ amount, refunded }) => ({ amount, refunded })),
    lookup: (orderId, key) => of(orderId).outcomes.get(key) ?? 'none',

    async charge({ order_id, bankKey, amount }) {
      const at = of(order_id);
      if (at.next === 'hold') await new Promise(resolve => at.held.push(resolve));
      await new Promise(resolve => setImmediate(resolve));
      const { next } = at;
      if (next !== 'hold') at.next = null;
      if (next === 'decline') {
        if (has('charges although the card was declined')) approve(at, bankKey, amount);
        at.outcomes.set(bankKey, 'declined');
        return 'declined';
      }
      if (next === 'lost') return 'unknown';
      if (next === 'authenticate') {
        at.waiting = { key: bankKey, amount };
        at.outcomes.set(bankKey, 'action_required');
        return 'action_required';
      }
      approve(at, bankKey, amount);
      if (next !== 'timeout') return 'approved';
      if (has('charges again after a gateway timeout')) approve(at, bankKey, amount);
      return 'unknown';
    },

    authenticate(orderId, passed) {
      const at = of(orderId);
      const { key, amount } = at.waiting;
      if (passed) approve(at, key, amount);
      else at.outcomes.set(key, 'declined');
    },

    refund(orderId, key) {
      const charge = of(orderId).charges.find(one => one.key === key);
      if (charge) charge.refunded += charge.amount;
    },
  };
}
