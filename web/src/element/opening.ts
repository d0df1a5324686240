// SPDX-License-Identifier: MIT
//
// From a sheet's text to a session that can be painted: parses, loads words, engine and own
// markup side by side, and makes the session. Everything can fail here; each way of failing
// is a SheetError that says what was tried, or the loader's own error.

import type { Engine } from '../engine/engine.js';
import { loadEngineFor } from '../engine/load.js';
import { loadPageEngine } from '../engine/load.js';
import { EncoreErrorEvent, SheetError } from './events.js';
import { EncoreSession } from '../host/index.js';
import type { Catalogue } from '../messages/catalogue.js';
import { html, nothing } from 'lit/html.js';
import type { Extras } from './card/extras.js';
import { icon } from './card/icons.js';
import { acceptLabel, causeOf, isOffer, modeOf, sentences, ticks, variantTitle } from './card/model.js';
import { thumbnail } from './card/picture.js';
import type { OwnMarkup } from './own-markup.js';
import type { Candidate, PageSheet } from './sheet.js';
import { yieldToMain } from './page/yielding.js';
import { waitForUnseenRoom } from './page/room.js';
import { readSheet } from './page/source.js';
import { loadWords, type Words } from './words.js';

/** What the element needs of a session: the headless one, or a recorded one in a gallery. */
export type OfferSession = Pick<
  EncoreSession,
  | 'view'
  | 'clockCertain'
  | 'now'
  | 'subscribe'
  | 'start'
  | 'shown'
  | 'viewed'
  | 'choose'
  | 'accept'
  | 'decline'
  | 'undo'
  | 'extend'
  | 'dismiss'
  | 'check'
  | 'returned'
  | 'wake'
  | 'close'
>;

/** What is asked for: the element's attributes and properties. */
export interface Opening {
  element: HTMLElement;
  src: string | null;
  id: string | null;
  sheet: string | object | undefined;
  session: OfferSession | undefined;
  locale: string | null;
  moment: string | null;
  messages: Partial<Catalogue> | undefined;
}

/** An opened sheet with all that painting it takes. */
export interface Opened {
  readonly text: string;
  readonly sheet: PageSheet;
  readonly words: Words;
  readonly session: OfferSession;
  readonly own: OwnMarkup | undefined;
  readonly extras: Extras | undefined;
}

/** The core judges the sheet; a locale and a currency are what the page itself needs to load anything. */
function parse(text: string): PageSheet {
  let data: Partial<PageSheet> | null;
  try {
    data = JSON.parse(text) as Partial<PageSheet> | null;
  } catch (error) {
    throw new SheetError('sheet_unreadable', `The offer sheet is not JSON: ${String(error)}`);
  }
  if (typeof data?.locale === 'string' && typeof data.currency === 'string') return data as PageSheet;
  throw new SheetError('sheet_refused', 'The offer sheet names no locale or currency.');
}

async function loadOwnMarkup(element: HTMLElement): Promise<OwnMarkup | undefined> {
  const template = element.querySelector<HTMLTemplateElement>(':scope > template');
  if (!template) return undefined;
  const { OwnMarkup } = await import('./own-markup.js');
  const missing = OwnMarkup.missing(template);
  if (missing.length) {
    const message = `The template ${missing.join('; ')}. The element shows its own card instead.`;
    element.dispatchEvent(new EncoreErrorEvent({ code: 'template_refused', message }));
    return undefined;
  }
  return new OwnMarkup(element, template, { acceptLabel, causeOf, isOffer, modeOf, sentences, ticks, variantTitle });
}

const hasExtras = ({ product, quantity, personal_price, ...given }: Candidate): boolean =>
  product.variants.length > 1 ||
  !!personal_price ||
  (quantity?.max ?? 1) > 1 ||
  !!given.deposit ||
  !!given.fees?.length ||
  !!(given.consent ?? given.proof ?? given.loyalty ?? given.subscription ?? given.covers);

/** Where the sheet is not as it should be, the core says so. */
async function loadExtras({ candidates, order, policy }: PageSheet): Promise<Extras | undefined> {
  const { withdrawal_url, guarantee_url, cancel_url } = (order as Partial<PageSheet['order']> | undefined) ?? {};
  const said = withdrawal_url ?? guarantee_url ?? cancel_url ?? policy?.personalised_price ?? policy?.cash_step;
  if (!Array.isArray(candidates) || !(said || candidates.some(hasExtras))) return undefined;
  const [{ createExtras }, protection] = await Promise.all([
    import('./card/extras.js'),
    candidates.some(({ kind }) => kind === 'protection') ? import('./card/protection.js') : undefined,
  ]);
  return createExtras({ html, nothing, icon, thumbnail, variantTitle }, protection?.protectionTerms);
}

/** Ends with the signal. One handed in from outside is its owner's to close. */
function newSession(
  engine: Engine,
  sheetText: string,
  { moment, element }: Opening,
  signal: AbortSignal,
): EncoreSession {
  const startMs = Date.parse(moment ?? '');
  const session = new EncoreSession({
    engine,
    sheetText,
    ...(!isNaN(startMs) && { startMs }),
    wrongAnswer: (request, answer) =>
      void import('./wrong-answer.js').then(({ wrongAnswer }) => {
        const message = wrongAnswer(request, answer);
        if (message) element.dispatchEvent(new EncoreErrorEvent({ code: 'wrong_answer', message }));
      }),
  });
  signal.addEventListener('abort', () => session.close());
  return session;
}

/** Opens. Errors: SheetError, or whatever loading threw. Resolves to nothing once `signal` is aborted. */
export async function open(asked: Opening, signal: AbortSignal): Promise<Opened | undefined> {
  await yieldToMain();
  const { element, sheet: given } = asked;
  // What nearly every sheet takes comes while this one is fetched. Awaited below: a sheet that cannot be read is
  // reported first.
  if (asked.src !== null && !asked.session) loadPageEngine().catch(() => undefined);
  const text =
    typeof given === 'object'
      ? JSON.stringify(given)
      : (given ?? (await readSheet(element, asked.src, asked.id, signal)));
  const sheet = parse(text);
  const [words, own, extras, engine] = await Promise.all([
    loadWords(asked.locale ?? sheet.locale, sheet.currency, asked.messages),
    loadOwnMarkup(element),
    loadExtras(sheet),
    asked.session ? undefined : loadEngineFor(text),
  ]);
  words.zone = sheet.policy?.utc_offset_minutes ?? 0;
  await yieldToMain();
  if (element.hasAttribute('expand') && !signal.aborted) await waitForUnseenRoom(element, signal);
  const session = signal.aborted ? undefined : (asked.session ?? (engine && newSession(engine, text, asked, signal)));
  return session && { text, sheet, words, session, own, extras };
}
