// SPDX-License-Identifier: MIT
//
// Fills the gallery page: one element per face, each on its recorded session. Sets
// `data-ready` on the document once all of them are painted, for the picture tests.

import { faces, record, sheet } from './fixtures/recorded.mjs';

const query = new URLSearchParams(location.search);
const get = (name, fallback) => query.get(name) ?? fallback;
const only = query.get('face');
const gallery = document.querySelector('#gallery');
const root = document.documentElement;

/** The recorded sessions by face, for tests to drive. */
const sessions = (globalThis.gallery = {});

root.dataset.scheme = get('scheme', 'auto');
root.dir = get('dir', /^(ar|he)/.test(get('locale', 'en')) ? 'rtl' : 'ltr');
root.lang = get('locale', 'en');
if (query.has('font')) root.dataset.font = query.get('font');
if (query.has('width')) gallery.style.maxInlineSize = `${query.get('width')}px`;

for (const [name, slots] of Object.entries(faces)) {
  if (only && !only.split(',').includes(name)) continue;
  const element = document.createElement('encore-offers');
  for (const attribute of ['theme', 'layout', 'locale'])
    if (query.has(attribute)) element.setAttribute(attribute, query.get(attribute));
  element.dataset.face = name;
  if (!only) {
    const title = document.createElement('h2');
    title.textContent = name;
    gallery.append(title);
  }
  // Landmarks on one page need names of their own.
  element.messages = { region: `Offers: ${name}` };
  sessions[name] = record(
    element,
    slots,
    sheet({ locale: get('locale', 'en-US'), currency: get('currency', 'USD'), law: get('law', 'none') }),
  );
  gallery.append(element);
}

/** Whether the buttons that a card's view allows are painted alive: for a moment after it has come they are not. */
const isAlive = element =>
  element.view.slots.every(({ slot, can_accept, can_decline }) => {
    const card = element.shadowRoot.querySelector(`[data-slot="${slot}"]`);
    const dead = [...(card?.querySelectorAll('.actions [aria-disabled=true]') ?? [])];
    return dead.every(button => !(button.matches('.accept') ? can_accept : can_decline) && card.matches('.offer'));
  });

for (;;) {
  const painted = [...gallery.querySelectorAll('encore-offers')].every(element =>
    element.shadowRoot?.querySelector('section'),
  );
  // Lazy pictures below the window would never come.
  for (const image of gallery.querySelectorAll('encore-offers'))
    image.shadowRoot?.querySelectorAll('img').forEach(img => (img.loading = 'eager'));
  const loaded = [...gallery.querySelectorAll('encore-offers')]
    .flatMap(element => [...(element.shadowRoot?.querySelectorAll('img') ?? [])])
    .every(image => image.complete);
  if (painted && loaded && [...gallery.querySelectorAll('encore-offers')].every(isAlive)) break;
  await new Promise(resolve => requestAnimationFrame(resolve));
}
await document.fonts.ready;
root.dataset.ready = '';
