// SPDX-License-Identifier: MIT
//
// The element (define.ts registers its name): opens its sheet and renders the session's view; clicks go to the session,
// its reports become DOM events, focus and announcements. It decides nothing about offers, prices or time. Whatever
// fails, the page stays as it was: it shows its fallback slot, or nothing, and gives the reason in `encore-error`.

import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { View } from '../engine/wire.js';
import { startingView, type SessionChange } from '../host/index.js';
import type { Catalogue } from '../messages/catalogue.js';
import { isOffer, type Card } from './card/model.js';
import { cardFace } from './card/offer.js';
import { toCards, type Asked } from './card/cards.js';
import { longestTimer, paintTimers } from './card/deadline.js';
import { inTurn, loadOutcomes, outcomes } from './card/outcomes.js';
import { EncoreAcceptEvent, EncoreErrorEvent } from './events.js';
import { inspect } from './inspect.js';
import { open, type Opened, type OfferSession } from './opening.js';
import { PaintedElement, type Changes } from './painted-element.js';
import { properties, sources } from './properties.js';
import type { Answers, Presses } from './presses.js';
import { Reporter } from './reporter.js';
import type { Layout } from './sheet.js';
import { yieldToMain } from './page/yielding.js';
import { frame, skeleton } from './page/frame.js';
import { noteForFold } from './page/fold.js';
import { placeFocus } from './page/focus.js';
import { isKnownOver, noteRoom, releaseReservedHeight } from './page/room.js';
import { ViewabilityObserver } from './page/viewability.js';
import { inlineScript } from './page/source.js';
import styles from './styles.css';
import { adoptExtras, adoptTheme, loadTheme } from './page/themes.js';

/**
 * One or two offers for an order that was just placed, exactly priced, accepted with one click.
 *
 * @summary Offers for the thank-you page.
 * @attr {string} src - Address of the offer sheet. Without it: a `<script type="application/json">` inside the element.
 * @attr {string} for - Id of the script element that holds the sheet, where it is not inside.
 * @attr {"plain"|"soft"|"bold"|"minimal"|string} theme - A ready theme, loaded when named; else a shop's own name.
 * @attr {"card"|"compact"|"banner"} layout - Of all cards; default: what the sheet says for each, else `card`.
 * @attr {string} locale - Overrides the sheet's, for words, numbers and dates (BCP 47).
 * @attr {number} heading-level - Level of the cards' headings, 2.
 * @attr {boolean} reserve - Holds room (`--encore-reserve`) from the start, so that nothing moves when the offers come.
 * @attr {boolean} expand - Opens only where nothing in sight moves: below the window, or on the next click or key.
 * @attr {"granted"|"denied"} analytics-consent - Whether events may go to `endpoints.events`; default denied.
 * @attr {boolean} debug - Opens the inspector, which says why an offer does not show; `?encore-debug` does so, too.
 * @attr {string} moment - Time to start from instead of now (RFC 3339), for tests and previews.
 *
 * @slot heading - Above the cards; shown only with them.
 * @slot trust - Below the cards: guarantees, seals.
 * @slot footer - Below everything; shown only with the cards.
 * @slot fallback - Instead of the offers, when they cannot be shown.
 * @slot - The sheet's script, and optionally one `<template>` with markup of your own (`data-encore-*`).
 *
 * @fires {EncoreDecidedEvent} encore-decided - The core chose; `slot` is -1.
 * @fires {EncoreShownEvent} encore-shown - A card was painted.
 * @fires {EncoreViewedEvent} encore-viewed - Half of a card was in view for a second.
 * @fires {EncoreAcceptEvent} encore-accept - Accept was clicked; `preventDefault()` stops it.
 * @fires {EncoreAcceptedEvent} encore-accepted - The server confirmed: on the order, and charged.
 * @fires {EncoreDeclinedEvent} encore-declined - The shopper said no.
 * @fires {EncoreExpiredEvent} encore-expired - A deadline passed and the offer was withdrawn.
 * @fires {EncoreUndoneEvent} encore-undone - An accepted item was taken off again.
 * @fires {EncoreFailedEvent} encore-failed - An accept failed for certain; `problem` says how.
 * @fires {EncoreErrorEvent} encore-error - Nothing can be shown; `code`, `message` and the sheet's `issues` say why.
 *
 * @csspart region - Everything.
 * @csspart cards - The grid of cards.
 * @csspart card - One card; with it stand `offer` or `outcome`, and `card`, `compact` or `banner`.
 * @csspart offer - A card that can be answered.
 * @csspart outcome - A card that says what became of it: a slim row.
 * @csspart compact - A card in the compact layout.
 * @csspart banner - A card in the banner layout.
 * @csspart media - The picture's frame.
 * @csspart image - The picture.
 * @csspart text - Reason, name and benefit.
 * @csspart reason - Why it is offered: the small line above the name, with the badge.
 * @csspart badge - A short label in that line: the shop's, or what kind of thing it is.
 * @csspart headline - The card's heading: the product's name; on an outcome what happened.
 * @csspart product - The variant beside the name; on an outcome the name.
 * @csspart rating - Stars and number of reviews.
 * @csspart body - The benefit; on an outcome what it means.
 * @csspart price - All that is said about the price.
 * @csspart amount - The price.
 * @csspart interval - How often a subscription is charged.
 * @csspart was - The price struck through.
 * @csspart was-note - What that price was.
 * @csspart save - What is saved.
 * @csspart measure - The price by measure.
 * @csspart beside - What is to pay beside the price: a refundable deposit, fees.
 * @csspart deadline - The deadline and its reason.
 * @csspart timer - What remains, counted down; on an outcome how long it can be undone.
 * @csspart until - The deadline's time, where it is not counted down.
 * @csspart extend - The button that asks for more time.
 * @csspart summary - A summary of the reviews.
 * @csspart review - One review.
 * @csspart review-image - A customer's picture.
 * @csspart verification - How reviews were verified.
 * @csspart variants - The choice of variant.
 * @csspart swatch - One variant as a chip.
 * @csspart swatch-image - The picture on it.
 * @csspart select - The variants as a list.
 * @csspart quantity - The choice of quantity.
 * @csspart stepper - Its buttons and number.
 * @csspart step - One of its buttons.
 * @csspart count - Its number.
 * @csspart stock-note - Why no more can be chosen.
 * @csspart label - The name of a choice.
 * @csspart facts - Points, delivery with the order and the like; left out where there is little room.
 * @csspart fact - One of them.
 * @csspart link - A link.
 * @csspart sum - What binds, above the buttons: the charge, terms, delivery and returns.
 * @csspart breakdown - How the charge comes about, row by row, where one line does not say it.
 * @csspart row - One row; also `row-item`, `-credit`, `-shipping`, `-tax`, `-deposit`, `-fee` or `-rounding`.
 * @csspart total - The line of the charge.
 * @csspart charge - The amount charged.
 * @csspart tax-note - How much tax it includes.
 * @csspart terms - What the shopper is bound to.
 * @csspart delivery - What delivery costs, when it arrives, how to return it.
 * @csspart law-links - Where to withdraw, to cancel, and to read of the legal guarantee.
 * @csspart consent - The consent.
 * @csspart consent-box - Its box.
 * @csspart hint - What is missing there.
 * @csspart actions - The buttons.
 * @csspart button - A button; with it stands `accept`, `decline`, `undo`, `confirm`, `check` or `dismiss`.
 * @csspart accept - The button that accepts.
 * @csspart decline - The button that declines.
 * @csspart undo - The button that undoes an accept.
 * @csspart confirm - The button that leads to the bank.
 * @csspart check - The button that asks what became of an accept without an answer.
 * @csspart dismiss - The button that closes an outcome.
 * @csspart notice - Below the buttons, why to look again before answering; on an outcome what went wrong with it.
 * @csspart trust - Which card is charged.
 * @csspart icon - An icon.
 * @csspart sign - The icon of an outcome.
 * @csspart outcome-text - The words of an outcome.
 * @csspart thumbnail - The picture on an outcome.
 *
 * @cssprop [--encore-text=inherit] - Text on a card.
 * @cssprop [--encore-muted=80 % of the text] - Notes and labels.
 * @cssprop [--encore-surface=transparent] - A card's ground.
 * @cssprop [--encore-border=18 % of the text] - A card's line, and lines within.
 * @cssprop [--encore-border-width=1px] - Width of the card's line.
 * @cssprop [--encore-tint=6 % of the text] - Ground of notices.
 * @cssprop [--encore-control=55 % of the text] - Line of swatches, lists and steppers.
 * @cssprop [--encore-accent=currentcolor] - The buttons' line and accept's ground.
 * @cssprop [--encore-on-accent=black or white] - Accept's text.
 * @cssprop [--encore-badge=transparent] - The badge's ground.
 * @cssprop [--encore-badge-text=inherit] - The badge's text.
 * @cssprop [--encore-positive=inherit] - Savings, and the words of an accepted offer.
 * @cssprop [--encore-negative=inherit] - What is missing or went wrong.
 * @cssprop [--encore-negative-tint=the tint] - Its ground.
 * @cssprop [--encore-picture=the tint] - Ground of pictures; keep it light in the dark, as photographs do.
 * @cssprop [--encore-star=inherit] - The star.
 * @cssprop [--encore-focus=currentcolor] - The ring around what has the focus.
 * @cssprop [--encore-font=inherit] - Font family.
 * @cssprop [--encore-heading-font=inherit] - Font family of headlines.
 * @cssprop [--encore-heading-size=1.125em] - Size of headings.
 * @cssprop [--encore-heading-weight=650] - Weight of headlines.
 * @cssprop [--encore-heading-case=none] - `text-transform` of headings.
 * @cssprop [--encore-heading-track=-0.005em] - `letter-spacing` of headings.
 * @cssprop [--encore-price-size=1.375em] - Size of the price.
 * @cssprop [--encore-radius=12px] - Corners of a card.
 * @cssprop [--encore-button-radius=8px] - Corners of buttons and choices.
 * @cssprop [--encore-shadow=none] - A card's shadow.
 * @cssprop [--encore-space=1em] - Room within and between cards.
 * @cssprop [--encore-padding=the space] - Room within a card alone.
 * @cssprop [--encore-width=70em] - The most room the cards take.
 * @cssprop [--encore-image-ratio=2 / 1] - Shape of the pictures of two cards side by side.
 * @cssprop [--encore-image-fit=contain] - How pictures fill it; `contain` shows them whole.
 * @cssprop [--encore-reserve=25em] - Height held by `reserve`.
 */
export class EncoreOffers extends PaintedElement {
  static override styles = styles;

  static override properties = properties;

  declare src: string | null;
  declare htmlFor: string | null;
  declare theme: string | null;
  declare layout: Layout | null;
  declare locale: string | null;
  declare moment: string | null;
  declare debug: boolean;
  declare analyticsConsent: string | null;
  declare headingLevel: number;
  /** Own wording, key by key (the interface `Catalogue`). */
  declare messages: Partial<Catalogue> | undefined;
  /** The sheet itself, as text or value; wins over `src` and `for`. */
  declare sheet: string | object | undefined;
  /** A session opened elsewhere; the element then only paints it. Needs `sheet`. */
  declare session: OfferSession | undefined;

  #abort = new AbortController();
  #opened: Opened | undefined;
  #failed = false;
  /** Known before anything is loaded: no offer will be shown. */
  #over = false;
  #view: View = startingView;
  #viewability: ViewabilityObserver | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #scriptObserver: MutationObserver | undefined;
  #theme: CSSStyleSheet | undefined;
  #answers: Answers | undefined;
  #presses: Presses | undefined;
  #early: Parameters<Asked['give']>[] = []; // before what answers them was there
  #painted: readonly Card[] = [];
  #playFold: (() => void) | undefined;
  #focus: { slot: number; target: string } | undefined;
  readonly #reporter = new Reporter(this);

  constructor() {
    super();
    this.src = this.htmlFor = this.theme = this.layout = this.locale = this.moment = this.analyticsConsent = null;
    this.debug = false;
    this.headingLevel = 2;
  }

  /** What the session says now; for scripts and tests. */
  get view(): View {
    return this.#view;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#onPageShown);
    for (const type of ['pageshow', 'online']) addEventListener(type, this.#onPageShown);
    this.#scriptObserver ??= new MutationObserver(() => {
      const script = this.src === null && !this.sheet && inlineScript(this, this.htmlFor);
      if (script && this.#opened && script.textContent !== this.#opened.text) void this.#open();
    });
    this.#scriptObserver.observe(this, { childList: true, subtree: true, characterData: true });
    if (this.hasUpdated && !this.#opened) void this.#open();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#onPageShown);
    for (const type of ['pageshow', 'online']) removeEventListener(type, this.#onPageShown);
    this.#scriptObserver?.disconnect();
    clearTimeout(this.#timer);
    // Moved within the page, the element is back before this runs, and its session lives on.
    queueMicrotask(() => {
      if (!this.isConnected) this.#close();
    });
  }

  protected override willUpdate(changed: Changes): void {
    if (!this.hasUpdated || sources.some(name => changed.has(name))) void this.#open();
    else if (changed.has('theme')) void this.#applyTheme();
    if (this.hasUpdated && changed.has('debug')) void inspect(this, this.#opened?.session);
    if (changed.has('analyticsConsent') && this.analyticsConsent !== 'granted') this.#reporter.forget();
  }

  /** Starts from the beginning: reads the sheet, loads, opens a session. Whatever was open is closed. */
  async #open(): Promise<void> {
    this.#close();
    const { signal } = (this.#abort = new AbortController());
    const { src, htmlFor: id, sheet, session, locale, moment, messages } = this;
    this.#view = startingView;
    this.#over = src === null && isKnownOver(inlineScript(this, id), sheet);
    if (this.#over) releaseReservedHeight(this);
    try {
      const [opened] = await Promise.all([
        open({ element: this, src, id, sheet, session, locale, moment, messages }, signal),
        this.#applyTheme(),
      ]);
      await inspect(this, opened?.session);
      if (signal.aborted || !opened) return;
      this.#viewability = new ViewabilityObserver({
        shown: card => opened.session.shown(this.#slotOf(card)),
        viewed: card => {
          opened.session.viewed(this.#slotOf(card));
          void loadOutcomes();
        },
      });
      signal.addEventListener(
        'abort',
        opened.session.subscribe(inTurn(change => this.#onSessionChange(change, opened), signal)),
      );
      opened.session.start();
      await yieldToMain();
      signal.throwIfAborted();
      if (opened.extras) adoptExtras(this.shadowRoot, opened.extras.styles);
      this.#opened = opened;
      // A warm-up render in its own task: the first one takes as long as painting it does.
      this.#cards(opened).forEach(cardFace);
      await yieldToMain();
      this.requestUpdate();
      // Which press counts, and what it does, is known only then: until it is here, no button answers.
      const { createPresses } = await import('./presses.js');
      signal.throwIfAborted();
      ({ presses: this.#presses, answers: this.#answers } = createPresses(
        this,
        slot => this.#cardOf(slot),
        () => this.repaint(),
        { AcceptEvent: EncoreAcceptEvent, ErrorEvent: EncoreErrorEvent },
        signal,
      ));
      for (const early of this.#early.splice(0)) this.#answers.give(opened, ...early);
      this.requestUpdate();
    } catch (error) {
      if (!signal.aborted) this.#showFallback(error);
    }
  }

  async #applyTheme(): Promise<void> {
    const name = this.theme;
    const sheet = await loadTheme(name);
    if (this.theme === name && this.shadowRoot) this.#theme = adoptTheme(this.shadowRoot, sheet, this.#theme);
  }

  #close(): void {
    this.#abort.abort();
    clearTimeout(this.#timer);
    this.#viewability?.stop();
    this.#opened?.own?.clear();
    this.#opened = this.#presses = this.#answers = undefined;
    this.#early = [];
    this.#reporter.close();
    this.#failed = false;
    this.style.minBlockSize = '';
  }

  #showFallback(error: unknown): void {
    this.#close();
    this.#failed = true;
    this.requestUpdate();
    releaseReservedHeight(this);
    void inspect(this, undefined, error);
    this.dispatchEvent(EncoreErrorEvent.of(error));
  }

  #onSessionChange({ view, effects, session }: SessionChange, opened: Opened): void {
    if (outcomes.now) adoptExtras(this.shadowRoot, outcomes.now.styles);
    const before = this.#view.slots;
    this.#view = view;
    const inside = this.#slotOf(this.shadowRoot?.activeElement);
    const held = inside < 0 ? (this.#answers?.last ?? -1) : inside;
    for (const effect of effects) {
      if (effect.type === 'emit') this.#reporter.report(opened, effect, session, this.analyticsConsent === 'granted');
      else if (effect.type === 'focus' && effect.slot === held) this.#focus = effect;
    }
    for (const effect of effects) {
      // A screen reader reads what gets the focus; announcing it too would say it twice.
      if (effect.type === 'announce' && this.#focus?.slot !== effect.slot)
        this.#announce(opened.words.has(effect.message) ? opened.words.say(effect.message) : '');
    }
    if (
      this.#isSettled() ||
      view.slots.some(slot => before.some(old => old.slot === slot.slot && isOffer(old) !== isOffer(slot)))
    ) {
      this.#playFold ??= noteForFold(this, this.renderRoot.querySelectorAll('[data-slot]'));
      this.style.minBlockSize = '0';
    }
    this.requestUpdate();
  }

  /** No offer is left: at most rows that say what became of them, which need no reserved room. */
  readonly #isSettled = (): boolean => this.#view.phase !== 'starting' && !this.#view.slots.some(isOffer);

  #announce(text: string): void {
    const region = this.renderRoot.querySelector('[role=status]');
    if (region && text) region.textContent = text;
  }

  /** A slot's card, ours or the shop's own. */
  #cardOf(slot: number): HTMLElement | null {
    return this.#opened?.own?.card(slot) ?? this.#card(slot);
  }

  #card(slot: number): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>(`[data-slot="${slot}"]`);
  }

  #slotOf(inside: Element | null | undefined): number {
    return Number(inside?.closest<HTMLElement>('[data-slot]')?.dataset['slot'] ?? -1);
  }

  /** The page is visible again: the clock may be stale, the bank may have answered, a card may now be in view. */
  readonly #onPageShown = (event: Event): void => {
    clearTimeout(this.#timer);
    const session = this.#opened?.session;
    if (document.hidden) this.#reporter.flush();
    if (document.hidden || !session) return;
    if (event.type !== 'pageshow' || (event as PageTransitionEvent).persisted) {
      session.wake((event as PageTransitionEvent).persisted);
      for (const { slot, state } of this.#view.slots) if (state === 'action_required') session.returned(slot);
      if (event.type === 'online' && this.#view.slots.some(({ state }) => state === 'unconfirmed')) session.check();
      if (this.#answers?.reconnected()) this.requestUpdate();
    }
    this.#updateTimers();
    this.#watchOffers();
  };

  #updateTimers(): void {
    clearTimeout(this.#timer);
    const opened = this.#opened;
    if (!opened || document.hidden || !this.isConnected) return;
    const now = opened.session.now();
    const next = Math.min(
      paintTimers(this.renderRoot, opened.words, now, text => opened.session.clockCertain && this.#announce(text)),
      opened.own?.tick(now) ?? Infinity,
    );
    if (next < Infinity && opened.session.clockCertain)
      this.#timer = setTimeout(() => this.#updateTimers(), Math.min(next, longestTimer));
  }

  /** Watches the offers that are on the page, once for each: they count when they can be seen. */
  #watchOffers(): void {
    if (document.hidden || !this.isConnected) return;
    for (const { slot, candidate_id, step, state } of this.#view.slots) {
      const card = this.#cardOf(slot);
      if (state === 'offering' && card) this.#viewability?.watch(card, `${slot} ${step} ${candidate_id}`);
    }
  }

  /**
   * A card that cannot be painted (a page's script broke what it needs) is a failure like any other, not half a card.
   */
  protected override update(): void {
    try {
      super.update();
    } catch (error) {
      if (this.#failed) throw error;
      this.#showFallback(error);
    }
  }

  protected override updated(): void {
    if (!this.#opened) return;
    this.#presses?.look(this.#painted);
    this.#playFold?.();
    noteRoom(this.#isSettled() ? this.getBoundingClientRect().height : undefined);
    this.#playFold = undefined;
    if (this.#focus) {
      if (this.#answers) this.#answers.last = -1;
      placeFocus(this.renderRoot, this.#focus);
      this.#focus = undefined;
    }
    this.#updateTimers();
    void yieldToMain().then(() => this.#watchOffers());
  }

  #cards(opened: Opened): Card[] {
    const isDead = (view: Card['view']): boolean => this.#presses?.isDead(view) ?? true;
    return toCards(this.#view, opened, {
      layout: this.layout,
      level: this.headingLevel || 2,
      isDead,
      answers: this.#answers,
      give: (...given) => {
        if (this.#answers) this.#answers.give(opened, ...given);
        else this.#early.push(given);
        this.requestUpdate();
      },
    });
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.#failed) return html`<slot name="fallback"></slot>`;
    const opened = this.#opened;
    if (!opened) return this.hasAttribute('reserve') && !this.#over && !this.#isSettled() ? frame(skeleton) : nothing;
    if (this.#view.phase !== 'offering') return nothing;
    const { words, own } = opened;
    const cards = (this.#painted = this.#cards(opened));
    own?.paint(cards);
    const offers = cards.filter(({ view }) => isOffer(view));
    return frame(html`<section part="region" aria-label=${words.say('region')} lang=${words.locale} dir=${words.rtl ? 'rtl' : 'ltr'} tabindex="-1">
      <slot name="heading"></slot>
      <div class="cards of-${offers.length}" part="cards">${
        own
          ? cards.map(({ view }) => html`<slot name="card-${view.slot}"></slot>`)
          : cards.map(card => cardFace(card, offers.indexOf(card)))
      }</div>
      <slot name="trust"></slot><slot name="footer"></slot>
      <p class="sr" role="status"></p>
    </section>`);
  }
}
