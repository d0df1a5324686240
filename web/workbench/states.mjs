// SPDX-License-Identifier: MIT
//
// Every state a card can have, made from the first cards of a real decision, so that an author
// sees each with the sheet's own words, pictures and prices. A still session shows one of them
// and does nothing when it is clicked.

const shut = { can_accept: false, can_decline: false, can_change: false, can_extend: false };

/** Name, and what differs from an open offer. `now` is the moment shown. */
export const states = {
  offering: () => ({}),
  countdown: now => ({ deadline_ms: now + 270_000, cause: 'campaign', countdown: true, can_extend: true }),
  quoting: () => ({ state: 'quoting', can_accept: false }),
  submitting: () => ({ state: 'submitting', ...shut }),
  retrying: now => ({ state: 'retrying', ...shut, problem: 'network', retry_at_ms: now + 4000 }),
  price_changed: () => ({ state: 'price_changed', problem: 'price_changed', charge: 'none' }),
  payment_declined: () => ({ state: 'failed', problem: 'payment_declined', charge: 'none' }),
  failed: () => ({ state: 'failed', problem: 'unavailable', charge: 'none', ...shut, can_dismiss: true }),
  action_required: () => ({
    state: 'action_required',
    ...shut,
    problem: 'action_required',
    action_url: '/encore-preview/bank',
  }),
  pending: now => ({ state: 'pending', ...shut, retry_at_ms: now + 3000 }),
  accepted: (now, { quote }) => ({
    state: 'accepted',
    ...shut,
    can_undo: true,
    undo_until_ms: now + 25_000,
    charged: quote?.total ?? 0,
  }),
  undoing: (now, { quote }) => ({ state: 'undoing', ...shut, charged: quote?.total ?? 0 }),
  undone: (now, { quote }) => ({ state: 'undone', ...shut, charged: quote?.total ?? 0, can_dismiss: true }),
  declined: () => ({ state: 'declined', ...shut }),
  expired: () => ({ state: 'expired', ...shut, problem: 'expired', charge: 'none' }),
  out_of_stock: () => ({ state: 'out_of_stock', ...shut, problem: 'out_of_stock', charge: 'none', can_dismiss: true }),
  order_released: () => ({ state: 'order_released', ...shut, problem: 'order_released', charge: 'refunded' }),
  unconfirmed: () => ({ state: 'unconfirmed', ...shut, problem: 'network' }),
};

/** A session that stands still in the state named, from the view of one that just began. */
export function stillSession(view, name, now) {
  const [first, ...others] = view.slots;
  const slots = first ? [{ ...first, ...states[name](now, first) }, ...others] : [];
  const session = { view: { ...view, slots }, clockCertain: true, now: () => now };
  for (const call of [
    'start',
    'shown',
    'viewed',
    'choose',
    'accept',
    'decline',
    'undo',
    'extend',
    'dismiss',
    'returned',
    'wake',
    'close',
  ])
    session[call] = () => undefined;
  session.subscribe = listener => {
    listener({ view: session.view, effects: [], session: null, clockCertain: true });
    return () => undefined;
  };
  return session;
}
