// SPDX-License-Identifier: MIT
//
// The element's DOM events for analytics that a shop has already: GA4's dataLayer, a `track` function as Segment
// has it, or any function. Each returns how to stop. Nothing is sent by this file, nothing is loaded unless the shop
// imports it, and consent is the shop's: begin when it is given, stop when it is withdrawn.
//
//   import { toDataLayer } from 'encore-offers/analytics';
//   const stop = toDataLayer(document);
import { currencyDigits, decimal } from '../engine/money.js';

/** The events that the element dispatches (web/reference/encore-offers.md), by what they report. */
const NAMES = {
  'encore-shown': 'shown',
  'encore-viewed': 'viewed',
  'encore-accepted': 'accepted',
  'encore-declined': 'declined',
  'encore-expired': 'expired',
  'encore-failed': 'failed',
  'encore-undone': 'undone',
} as const;

/** What one DOM event carries. */
export interface OfferFacts {
  event: (typeof NAMES)[keyof typeof NAMES];
  order_id: string;
  candidate_id: string;
  slot: number;
  step: number;
  charged?: number;
  problem?: string;
  currency?: string;
  quote?: { currency: string; quantity: number; unit_price: number; discount: number; total: number };
  line?: { product_id: string; variant_id: string; title: string; quantity: number };
}

/** Calls `report` with every offer event below `target`. Returns how to stop. */
export function onOfferEvents(target: EventTarget, report: (facts: OfferFacts) => void): () => void {
  const heard = (event: Event): void => {
    const name = NAMES[event.type as keyof typeof NAMES];
    report({ ...(event as CustomEvent<Omit<OfferFacts, 'event'>>).detail, event: name });
  };
  for (const type of Object.keys(NAMES)) target.addEventListener(type, heard);
  return () => {
    for (const type of Object.keys(NAMES)) target.removeEventListener(type, heard);
  };
}

const decimalAmount = (minor: number, currency: string): number => Number(decimal(minor, currencyDigits(currency)));

const itemOf = ({ candidate_id, quote, line, slot }: OfferFacts): object => ({
  item_id: line?.product_id ?? candidate_id,
  ...(line && { item_name: line.title, item_variant: line.variant_id }),
  index: slot,
  ...(quote && {
    price: decimalAmount(quote.unit_price, quote.currency),
    discount: decimalAmount(quote.discount, quote.currency),
    quantity: quote.quantity,
  }),
});

/** GA4's words: a card is a promotion; an accepted offer is a purchase of its own, an undone one a refund of it. */
const GA4: Partial<Record<OfferFacts['event'], string>> = {
  viewed: 'view_promotion',
  accepted: 'purchase',
  declined: 'decline_promotion',
  undone: 'refund',
};

/** Pushes to `dataLayer` what GA4's ecommerce events name. Returns how to stop. */
export function toDataLayer(target: EventTarget, dataLayer: object[] = globalLayer()): () => void {
  return onOfferEvents(target, facts => {
    const event = GA4[facts.event];
    if (event === undefined) return;
    const currency = facts.quote?.currency ?? facts.currency;
    const minor = facts.charged ?? facts.quote?.total;
    const transaction = facts.event === 'accepted' || facts.event === 'undone';
    dataLayer.push({ ecommerce: null });
    dataLayer.push({
      event,
      ecommerce: {
        ...(transaction && { transaction_id: `${facts.order_id}:${facts.candidate_id}` }),
        ...(!transaction && { promotion_id: facts.candidate_id, creative_slot: `thank_you_${String(facts.slot)}` }),
        ...(currency !== undefined && minor !== undefined && { currency, value: decimalAmount(minor, currency) }),
        items: [itemOf(facts)],
      },
    });
  });
}

/** Calls `track(name, properties)` as Segment-style libraries have it: `Offer Viewed`, `Offer Accepted` and so on. */
export function toTrack(
  target: EventTarget,
  track: (name: string, properties: Record<string, unknown>) => unknown,
): () => void {
  return onOfferEvents(target, facts => {
    const { event, order_id, candidate_id, slot, step, charged, problem, quote, currency: given } = facts;
    const currency = quote?.currency ?? given;
    const minor = charged ?? quote?.total;
    track(`Offer ${event.charAt(0).toUpperCase()}${event.slice(1)}`, {
      order_id,
      offer_id: candidate_id,
      position: slot + 1,
      step,
      ...(problem !== undefined && { problem }),
      ...(currency !== undefined && minor !== undefined && { currency, value: decimalAmount(minor, currency) }),
    });
  });
}

function globalLayer(): object[] {
  const page = globalThis as { dataLayer?: object[] };
  return (page.dataLayer ??= []);
}
