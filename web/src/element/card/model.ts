// SPDX-License-Identifier: MIT
//
// What a card is painted from, and the few questions that every face asks of it: whether it
// still is an offer, what its state is called, what its accept button says. A card is a
// function of this data; the element owns all state.

import { isShort } from '../../engine/stock.js';
import { busyStates, offerStates } from '../../engine/vocabulary.js';
import type { LawView, Quote, SlotView } from '../../engine/wire.js';
import type { Catalogue } from '../../messages/catalogue.js';
import type { Candidate, Layout, PageSheet, Variant } from '../sheet.js';
import type { Words } from '../words.js';
import type { Extras } from './extras.js';

/** What a shopper can do on a card. `choose` carries a variant or a quantity, `consent` a tick. */
export type Act = 'accept' | 'decline' | 'choose' | 'consent' | 'undo' | 'extend' | 'dismiss' | 'confirm' | 'check';

export interface ActDetail {
  variant?: string;
  quantity?: number;
  ticked?: boolean;
}

export interface Card {
  readonly view: SlotView;
  readonly sheet: PageSheet;
  readonly candidate: Candidate;
  readonly variant: Variant;
  readonly words: Words;
  readonly law: LawView;
  readonly layout: Layout;
  readonly level: number;
  /** Server time, and whether a clock can be trusted; while it cannot, no deadline may be seen. */
  readonly now: number;
  readonly certain: boolean;
  readonly consent: boolean;
  readonly consentMissing: boolean;
  /** The page shows other amounts than would be charged: nothing is sold here. */
  readonly unreadable: boolean;
  /** It has just changed, or come: its buttons do not answer yet. */
  readonly dead: boolean;
  /** Accept was clicked without a connection: nothing was sent. */
  readonly offline: boolean;
  /** A sentence of the candidate's copy with its values; '' where the shop wrote none. */
  readonly copy: (key: 'headline' | 'body' | 'accept' | 'decline' | 'badge') => string;
  /** The checked form of an address. */
  readonly url: (address: string | null | undefined) => string | undefined;
  /** What some offers ask or show besides; undefined where no candidate of the sheet does. */
  readonly extras: Extras | undefined;
  readonly act: (what: Act, detail?: ActDetail) => void;
}

export const variantTitle = ({ title, options, id }: Variant): string =>
  title ?? (Object.values(options ?? {}).join(' / ') || id);

/** Whether a request is under way and the offer keeps its face meanwhile. */
export const isBusy = ({ state }: Pick<SlotView, 'state'>): boolean => busyStates.has(state);

/** Whether a state still shows the offer with its price and buttons. */
export const isOffer = ({ state, can_accept, quote }: SlotView): boolean =>
  quote !== null && (offerStates.has(state) || (state === 'failed' && can_accept));

/** The heading and the sentence of a state, by its problem where that says more. */
export function sentences({
  view: { state, problem, charge },
  words,
}: Pick<Card, 'view' | 'words'>): [title: string, more: keyof Catalogue | undefined] {
  if (state === 'offering') return ['', undefined];
  // The connection is blamed only where it was the cause.
  if (state === 'retrying' && problem === 'truncated') return [words.say('submitting'), undefined];
  const failure = problem === 'consent_required' ? 'consent_missing' : problem;
  const title = state === 'failed' && failure && words.has(failure) ? failure : state;
  const more = `${state}_more`;
  // What ended a click without a purchase says whether anything was charged.
  const free = problem && (charge === 'none' || charge === 'refunded');
  return [words.say(title), words.has(more) ? more : free ? 'not_charged' : undefined];
}

/** Why an offer ends: pieces are held for a shopper only where they are short, so of many nothing is claimed. */
export const causeOf = ({ cause }: Pick<SlotView, 'cause'>, { stock }: Pick<Variant, 'stock'>): SlotView['cause'] =>
  cause === 'stock' && !isShort(stock) ? null : cause;

/**
 * Whether a deadline is counted down. A campaign's that is less than 20 hours away is only where the shopper can have
 * more time (WCAG 2.2.1); otherwise the card says when it ends, and nothing on it moves (2.2.2). When the parcel is
 * packed, and how long a piece is held, no page can change: that is essential.
 */
export const ticks = (
  { countdown, cause, can_extend }: Pick<SlotView, 'countdown' | 'cause' | 'can_extend'>,
  leftMs: number,
): boolean => countdown && (can_extend || /^[fs]/.test(cause ?? '') || leftMs >= 72e6);

/** How an accept sells: charged here, on the product's page, or through the cart. */
export const modeOf = ({ candidate }: Pick<Card, 'candidate'>): 'one_click' | 'link' | 'add_to_cart' =>
  candidate.accept?.mode ?? 'one_click';

/**
 * The label of the accept button and the price it carries. Where the law prescribes the wording and a charge can
 * follow, now or after a trial, it is that wording and nothing beside it.
 */
export function acceptLabel(
  { candidate, law, words, copy, view }: Card,
  { total, subscription }: Quote,
): [label: string, price?: string] {
  const mode = candidate.accept?.mode;
  if (mode === 'add_to_cart') return [copy('accept') || words.say('accept_cart')];
  if (law.pay_button && (total || subscription) && mode !== 'link') return [words.say('pay')];
  const kind = `accept_${total ? candidate.kind : 'free'}`;
  const own = mode === 'link' ? 'accept_link' : view.state === 'failed' ? 'again' : words.has(kind) ? kind : 'accept';
  const label = (view.state !== 'failed' && copy('accept')) || words.say(own);
  return total ? [label, words.money(total)] : [label];
}
