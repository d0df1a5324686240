// SPDX-License-Identifier: MIT
//
// A thank-you page for tests, with the real core and session: a sheet as a shop would emit it
// now, its endpoints, and a script that notes what the page hears, what is blocked and what moves.

import { sheet as gallerySheet } from '../fixtures/recorded.mjs';
import { iso, json, script } from './site.mjs';

export const MINUTE = 60_000;

/** A page sheet as a shop would emit it now. */
export function sheet(changes = {}) {
  const given = gallerySheet();
  Object.assign(given, {
    issued_at: iso(0),
    endpoints: { accept: '/accept', status: '/status', undo: '/undo' },
    ...changes,
  });
  given.order.placed_at = iso(-MINUTE);
  given.order.fulfilment = { hold_until: iso(40 * MINUTE) };
  Object.assign(given.candidates[0], {
    availability: { countdown: true, cause: 'fulfilment' },
    discount: { type: 'percent', bps: 2000 },
  });
  given.candidates = given.candidates
    .slice(0, 1)
    .map(candidate => ({ ...candidate, take_rate_ppm: 120_000, worth: 1000 }));
  return given;
}
/** The visit is remembered by order: pages of one test that are to start afresh need orders of their own. */
export const ofOrder = id => ({ order: { ...sheet().order, id } });
export const inline = (changes, attributes = '') =>
  `<encore-offers ${attributes}><p slot="fallback">Thank you for shopping with us.</p><script type="application/json">${JSON.stringify(sheet(changes)).replaceAll('<', '\\u003c')}</script></encore-offers><p id="after">Below</p>`;

export const accepts = [];
export const routes = {
  '/accept': (request, response) => {
    if (request.method !== 'POST') return response.writeHead(204).end();
    accepts.push({ key: request.headers['idempotency-key'], body: JSON.parse(request.body) });
    return json(response, 200, {
      purchase_id: 'p1',
      line_id: 'l2',
      charged: JSON.parse(request.body).expected.total,
      order_total: 68_000,
      undo: { url: '/undo', until: iso(30_000) },
    });
  },
  '/undo': (request, response) =>
    json(response, 200, {
      purchase_id: 'p1',
      line_id: 'l2',
      charged: 0,
      order_total: 64_900,
      undo: null,
      state: 'undone',
    }),
  '/listen.js': script(
    `globalThis.heard = []; globalThis.blocked = [];
     for (const name of ['decided', 'shown', 'viewed', 'accept', 'accepted', 'declined', 'undone', 'error'])
       document.addEventListener('encore-' + name, event => globalThis.heard.push(name === 'error' ? 'error ' + event.detail.code : name));
     document.addEventListener('encore-error', event => globalThis.issues = event.detail);
     document.addEventListener('securitypolicyviolation', event => globalThis.blocked.push(event.violatedDirective + ' ' + event.blockedURI));
     addEventListener('error', event => globalThis.blocked.push(event.message));
     globalThis.shifts = [];
     if (globalThis.PerformanceObserver?.supportedEntryTypes.includes('layout-shift'))
       new PerformanceObserver(list => { for (const entry of list.getEntries()) if (!entry.hadRecentInput)
         globalThis.shifts.push(entry.value.toFixed(3) + ' ' + entry.sources.map(({ node, previousRect, currentRect }) => [node?.localName ?? node?.nodeName, node?.id, node?.className, previousRect.y, currentRect.y].join(' ')).join(', ')); }).observe({ type: 'layout-shift', buffered: true });`,
  ),
};
export const head = '<script src="/listen.js"></script><script src="/dist/encore.js"></script>';
export const offers = (n = 1) =>
  document.querySelectorAll('encore-offers').length >= n &&
  [...document.querySelectorAll('encore-offers')].every(element => element.shadowRoot?.querySelector('.accept'));
