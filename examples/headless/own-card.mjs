// SPDX-License-Identifier: MIT
//
// Offers in markup of your own, without our cards: the headless session decides, prices,
// counts and talks to the shop; this file only paints what it says, as text. Bundle it with
// your page's code and serve `encore.wasm` beside the bundle.
//
//   import { mount } from './own-card.mjs';
//   await mount(document.querySelector('#offers'), document.querySelector('#sheet').textContent);

import { EncoreSession, loadEngine, moneyFormat } from 'encore-offers';

/** What to say in each state; those left out show the offer. */
const said = {
  submitting: 'Adding…',
  retrying: 'Still trying. You won’t be charged twice.',
  accepted: 'Added to your order.',
  undone: 'Removed from your order.',
  expired: 'This offer has ended.',
  out_of_stock: 'Sold out.',
  failed: 'Something went wrong. You haven’t been charged.',
  unconfirmed: 'We don’t know yet whether this was added. You won’t be charged twice.',
  pending: 'Processing your payment…',
  action_required: 'Your bank asks you to confirm.',
};

const make = (tag, text, more = {}) => Object.assign(document.createElement(tag), { textContent: text, ...more });

/** Opens the sheet and paints into `root`, until `close()` of the session that comes back. */
export async function mount(root, sheetText) {
  const sheet = JSON.parse(sheetText);
  const money = moneyFormat(sheet.locale, sheet.currency);
  const engine = await loadEngine();
  const session = new EncoreSession({ engine, sheetText });
  session.subscribe(({ view }) => {
    root.replaceChildren(
      ...view.slots.map(({ slot, candidate_id, state, quote, can_accept, can_decline, can_undo }) => {
        const { product, copy } = sheet.candidates.find(({ id }) => id === candidate_id);
        const card = make('article', '', { className: state });
        card.append(make('h2', copy?.headline ?? product.title), make('p', said[state] ?? product.title));
        if (quote && can_accept) {
          card.append(make('button', `Add for ${money(quote.total)}`, { onclick: () => session.accept(slot) }));
        }
        if (can_decline) card.append(make('button', 'No thanks', { onclick: () => session.decline(slot) }));
        if (can_undo) card.append(make('button', 'Undo', { onclick: () => session.undo(slot) }));
        return card;
      }),
    );
    for (const { slot } of view.slots) queueMicrotask(() => session.shown(slot));
  });
  document.addEventListener('visibilitychange', () => document.hidden || session.wake());
  session.start();
  return session;
}
