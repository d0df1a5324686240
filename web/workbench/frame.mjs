// SPDX-License-Identifier: MIT
//
// The shop's page within the workbench: holds the live element, or all states of it, and does
// what the window around it passes to `show`. A page of its own, so that widths, directions
// and schemes are a real page's.

import { loadEngine } from 'encore-offers';
import { openPreview } from '../src/inspector/preview.ts';
import { states, stillSession } from './states.mjs';

const root = document.documentElement;
const stage = document.querySelector('#stage');
const own = new CSSStyleSheet();
document.adoptedStyleSheets = [...document.adoptedStyleSheets, own];
let live = [];

/** Answers what the core decided, or the sentence of what went wrong. */
globalThis.show = async ({ sheetText, moment, theme, layout, locale, direction, scheme, state, css, outcome }) => {
  const engine = await loadEngine();
  own.replaceSync(css);
  Object.assign(root, { lang: locale || 'en', dir: direction });
  root.dataset.scheme = scheme;
  for (const session of live) session.close();
  live = [];
  const place = (name, session, text) => {
    const element = document.createElement('encore-offers');
    for (const [attribute, value] of Object.entries({ theme, layout, locale }))
      if (value) element.setAttribute(attribute, value);
    element.dataset.state = name;
    Object.assign(element, { sheet: text, session });
    element.messages = { region: `Offers: ${name}` };
    return element;
  };
  const preview = openPreview({ engine, sheetText, moment, outcome });
  if (state === 'live') {
    stage.replaceChildren(place('live', preview.session, preview.sheetText));
    live = [preview.session];
    return preview.session;
  }
  preview.session.start();
  const { view } = preview.session;
  const now = preview.session.now();
  preview.session.close();
  const names = state === 'all' ? Object.keys(states) : [state];
  stage.replaceChildren(
    ...(view.slots.length ? names : []).flatMap(name => {
      const title = document.createElement('h2');
      title.textContent = name;
      return [
        title,
        place(
          name,
          stillSession(state === 'all' ? { ...view, slots: view.slots.slice(0, 1) } : view, name, now),
          preview.sheetText,
        ),
      ];
    }),
  );
  return { view };
};
root.dataset.ready = '';
