// SPDX-License-Identifier: MIT
//
// Every state a card can have, made from the first cards of a real decision, so that an author
// sees each with the sheet's own words, pictures and prices. A still session shows one of them
// and does nothing when it is clicked.

import { busyStates, offerStates, slotStates } from '../src/engine/vocabulary.ts';

const shut = { can_accept: false, can_decline: false, can_change: false, can_extend: false };

/** What a state shows besides its name and its closed buttons. `now` is the moment shown. */
const shown = {
  retrying: now => ({ problem: 'network', retry_at_ms: now + 4000 }),
  price_changed: () => ({ problem: 'price_changed', charge: 'none' }),
  failed: () => ({ problem: 'unavailable', charge: 'none', can_dismiss: true }),
  action_required: () => ({ problem: 'action_required', action_url: '/encore-preview/bank' }),
  pending: now => ({ retry_at_ms: now + 3000 }),
  accepted: (now, { quote }) => ({ can_undo: true, undo_until_ms: now + 25_000, charged: quote?.total ?? 0 }),
  undoing: (now, { quote }) => ({ charged: quote?.total ?? 0 }),
  undone: (now, { quote }) => ({ charged: quote?.total ?? 0, can_dismiss: true }),
  expired: () => ({ problem: 'expired', charge: 'none' }),
  out_of_stock: () => ({ problem: 'out_of_stock', charge: 'none', can_dismiss: true }),
  order_released: () => ({ problem: 'order_released', charge: 'refunded' }),
  unconfirmed: () => ({ problem: 'network' }),
};

const buttonsOf = state => {
  if (!offerStates.has(state)) return shut;
  if (!busyStates.has(state)) return {};
  return state === 'quoting' ? { can_accept: false } : shut;
};

/** Name, and what differs from an open offer: every state of the vocabulary, and two faces that share one. */
export const states = {
  ...Object.fromEntries(
    slotStates.map(state => [state, (now, slot) => ({ state, ...buttonsOf(state), ...shown[state]?.(now, slot) })]),
  ),
  countdown: now => ({ deadline_ms: now + 270_000, cause: 'campaign', countdown: true, can_extend: true }),
  payment_declined: () => ({ state: 'failed', problem: 'payment_declined', charge: 'none' }),
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
