// SPDX-License-Identifier: MIT
//
// What one card is painted from: the slot of the view, its candidate and variant in the sheet,
// and what a shop's sentences may mention: the customer, the product, the order line it goes
// with (the one it replaces, covers or pairs with), and the quote, its amounts formatted.
// Everything ends as text. A slot whose candidate the sheet does not hold is no card.

import type { LawView, Quote, SlotView, View } from '../../engine/wire.js';
import { allowedUrl } from '../../host/index.js';
import type { Answers } from '../answers.js';
import type { Act, ActDetail, Card } from './model.js';
import { fillCopy, type CopyValues } from './copy.js';
import type { Opened } from '../opening.js';
import type { Candidate, Layout, PageSheet } from '../sheet.js';
import type { Words } from '../words.js';

function copyValues(sheet: PageSheet, candidate: Candidate, quote: Quote | null, words: Words): CopyValues {
  const line = sheet.order.lines.find(
    ({ id, product_id }) =>
      id === candidate.replaces?.line_id ||
      id === candidate.covers?.line_id ||
      (product_id != null && candidate.pairs_with?.includes(product_id)),
  );
  const formatted: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(quote ?? {})) {
    if (typeof value === 'number') {
      formatted[key] =
        key === 'savings_bps'
          ? words.percent(value)
          : /^(quantity|points|term_months)$/.test(key)
            ? words.number(value)
            : words.money(value);
    }
  }
  return { customer: sheet.customer, product: { ...candidate.product }, line, quote: formatted };
}

/** What the element asks of all cards. */
export type Asked = Pick<Card, 'level'> & {
  layout: Layout | null;
  isDead: (view: SlotView) => boolean;
  /** What the shopper did so far; nothing while that is still loading. */
  answers: Answers | undefined;
  give: (card: Card, what: Act, detail: ActDetail | undefined) => void;
};

function toCard(
  view: SlotView,
  law: LawView,
  opened: Opened,
  { level, layout, isDead, answers, give }: Asked,
): Card | undefined {
  const { sheet, words, session, extras } = opened;
  const candidate = sheet.candidates.find(({ id }) => id === view.candidate_id);
  const variant =
    candidate?.product.variants.find(({ id }) => id === view.variant_id) ?? candidate?.product.variants[0];
  if (!candidate || !variant) return undefined;
  const values = copyValues(sheet, candidate, view.quote, words);
  const card: Card = {
    level,
    view,
    sheet,
    candidate,
    variant,
    words,
    law,
    layout: layout ?? candidate.layout ?? 'card',
    now: session.now(),
    certain: session.clockCertain,
    consent: !!answers?.consented(view),
    unreadable: !!answers?.unreadable(view),
    dead: isDead(view),
    offline: answers?.offline === view.slot,
    consentMissing:
      answers?.missing === view.slot || (view.state === 'offering' && view.problem === 'consent_required'),
    copy: key => fillCopy(candidate.copy?.[key] ?? '', values),
    url: address => (address && allowedUrl(address, document.baseURI, sheet.policy?.allowed_hosts ?? [])) || undefined,
    extras,
    act: (what, detail) => give(card, what, detail),
  };
  return card;
}

/** The cards of a view. */
export const toCards = ({ slots, law }: View, opened: Opened, asked: Asked): Card[] =>
  slots.map(view => toCard(view, law, opened, asked)).filter(card => card !== undefined);
