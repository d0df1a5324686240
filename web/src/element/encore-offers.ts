// SPDX-License-Identifier: MIT
//
// The element: finds its sheet, loads what it needs, opens a session and paints what the
// session says. It decides nothing about offers, prices or time. Whatever fails, the page
// stays as it was: the element shows its fallback slot, or nothing, and says why in
// `encore-error`. Class only; define.ts gives it its name.

import { html, LitElement, nothing, unsafeCSS, type PropertyValues, type TemplateResult } from 'lit';
import { isRefusal, loadEngine, type Engine } from '../engine/index.js';
import type { SlotView, View } from '../engine/wire.js';
import { allowedUrl, browserEnvironment, EncoreSession, type AdvanceEngine, type SessionChange } from '../host/index.js';
import type { Catalogue } from '../messages/catalogue.js';
import { cardFace, isOffer, type Act, type Card } from './card.js';
import { fillCopy } from './copy.js';
import { paintTimers } from './deadline.js';
import { EncoreAcceptEvent, EncoreErrorEvent, offerEvent, type ErrorDetail, type OfferDetail } from './events.js';
import { consentNeeded, lawOf } from './law.js';
import type { OwnMarkup } from './own-markup.js';
import { copyValues } from './copy-values.js';
import type { Layout, PageSheet } from './sheet.js';
import { roomToOpen, Sight } from './sight.js';
import { inlineScript, readSheet, SheetError } from './source.js';
import styles from './styles.css';
import { loadTheme } from './themes.js';
import { loadWords, type Words } from './words.js';

/** What the element needs of a session: the headless one, or a recorded one in a gallery. */
export type OfferSession = Pick<EncoreSession, 'view' | 'clockCertain' | 'now' | 'subscribe' | 'start' | 'shown' | 'viewed' | 'choose'
  | 'accept' | 'decline' | 'undo' | 'extend' | 'dismiss' | 'returned' | 'wake' | 'close'>;

/** The engine as a session wants it: a refused sheet is an error with its issues. */
const judged = (engine: Engine): AdvanceEngine => ({
  advance(sheetText, sessionText, event, now) {
    const session = sessionText === null ? null : JSON.parse(sessionText) as Parameters<Engine['advance']>[1];
    const answer = engine.advance(sheetText, session, event, now, { page: true });
    if (isRefusal(answer)) throw new SheetError('sheet_refused', 'The offer sheet is refused; `encore check` explains each issue.', answer.issues);
    return answer;
  },
});

/** The longest a browser's timer waits. */
const LONGEST_TIMER = 2 ** 31 - 1;

/**
 * One or two offers for an order that was just placed.
 *
 * @slot heading - Stands above the cards, shown only with them.
 * @slot trust - A line of trust below the cards: guarantees, seals.
 * @slot footer - Below everything.
 * @slot fallback - Shown instead of the offers when they cannot be.
 */
export class EncoreOffers extends LitElement {
  static override styles = unsafeCSS(styles);

  static override properties = {
    src: {}, htmlFor: { attribute: 'for' }, theme: {}, layout: {}, locale: {}, moment: {}, debug: { type: Boolean },
    analyticsConsent: { attribute: 'analytics-consent' }, headingLevel: { attribute: 'heading-level', type: Number },
    messages: { attribute: false }, sheet: { attribute: false }, session: { attribute: false },
  };

  declare src: string | null;
  declare htmlFor: string | null;
  declare theme: string | null;
  declare layout: Layout | null;
  declare locale: string | null;
  declare moment: string | null;
  declare debug: boolean;
  declare analyticsConsent: string | null;
  declare headingLevel: number;
  /** Own wording, key by key. */
  declare messages: Partial<Catalogue> | undefined;
  /** The sheet itself, as text or as an object; wins over `src` and `for`. */
  declare sheet: string | object | undefined;
  /** A session opened elsewhere; the element then only paints it. Needs `sheet`. */
  declare session: OfferSession | undefined;

  #stage: 'closed' | 'starting' | 'open' | 'failed' = 'closed';
  #stop = new AbortController();
  #text = '';
  #data: PageSheet | undefined;
  #words: Words | undefined;
  #active: OfferSession | undefined;
  #view: View = { phase: 'starting', slots: [], order_total: 0 };
  #own: OwnMarkup | undefined;
  #sight: Sight | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #watch: MutationObserver | undefined;
  #theme: CSSStyleSheet | undefined;
  #consents = new Set<string>();
  #consentMissing: number | undefined;
  #acted: number | undefined;
  #focus: { slot: number; target: string } | undefined;
  #counted = new Set<string>();

  constructor() {
    super();
    this.headingLevel = 2;
  }

  /** What the session says now; for scripts and tests. */
  get view(): View {
    return this.#view;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#seen);
    addEventListener('pageshow', this.#seen);
    this.#watch ??= new MutationObserver(() => {
      if (this.#text && this.src === null && !this.sheet && (inlineScript(this, this.htmlFor)?.textContent ?? this.#text) !== this.#text) void this.#open();
    });
    this.#watch.observe(this, { childList: true, subtree: true, characterData: true });
    if (this.#stage === 'closed' && this.hasUpdated) void this.#open();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#seen);
    removeEventListener('pageshow', this.#seen);
    this.#watch?.disconnect();
    clearTimeout(this.#timer);
    // Moved within the page, the element is back before this runs, and its session lives on.
    queueMicrotask(() => {
      if (!this.isConnected) this.#close();
    });
  }

  protected override willUpdate(changed: PropertyValues): void {
    const sources = ['src', 'htmlFor', 'sheet', 'session', 'locale', 'messages', 'moment'];
    if (!this.hasUpdated || sources.some(name => changed.has(name))) void this.#open();
    else if (changed.has('theme')) void this.#dress();
  }

  /** Starts from the beginning: reads the sheet, loads, opens a session. Whatever was open is closed. */
  async #open(): Promise<void> {
    this.#close();
    const stop = this.#stop = new AbortController();
    const { signal } = stop;
    this.#stage = 'starting';
    try {
      const given = this.sheet;
      const engine = this.session ? undefined : loadEngine();
      engine?.catch(() => undefined);
      this.#text = typeof given === 'object' ? JSON.stringify(given) : given ?? await readSheet(this, this.src, this.htmlFor, signal);
      if (signal.aborted) return;
      const data = this.#parse(this.#text);
      const [words, own, loaded] = await Promise.all([
        loadWords(this.locale ?? data.locale, data.currency, this.messages), this.#loadOwnMarkup(), engine, this.#dress()]);
      if (this.hasAttribute('expand') && !signal.aborted) await roomToOpen(this, signal);
      if (signal.aborted) return;
      this.#data = data;
      this.#words = words;
      this.#own = own;
      this.#sight = new Sight(card => this.#active?.viewed(this.#slotOf(card)));
      const session = this.#active = this.session ?? this.#newSession(loaded!);
      this.#stage = 'open';
      signal.addEventListener('abort', session.subscribe(change => this.#changed(change)));
      session.start();
    } catch (error) {
      if (signal.aborted) return;
      this.#fail(error);
    }
  }

  #parse(text: string): PageSheet {
    try {
      const data = JSON.parse(text) as PageSheet;
      // The core judges the sheet; this much the page itself needs in order to load anything.
      if (typeof data.locale === 'string' && typeof data.currency === 'string') return data;
    } catch (error) {
      throw new SheetError('sheet_unreadable', `The offer sheet is not JSON: ${String(error)}`);
    }
    throw new SheetError('sheet_refused', 'The offer sheet names no locale or currency.');
  }

  #newSession(engine: Engine): EncoreSession {
    const environment = browserEnvironment();
    const start = this.moment ? Date.parse(this.moment) - environment.monotonic() : NaN;
    if (!isNaN(start)) environment.now = () => start + environment.monotonic();
    return new EncoreSession({ engine: judged(engine), sheetText: this.#text, environment });
  }

  async #loadOwnMarkup(): Promise<OwnMarkup | undefined> {
    const template = this.querySelector<HTMLTemplateElement>(':scope > template');
    return template ? new (await import('./own-markup.js')).OwnMarkup(this, template) : undefined;
  }

  /** Puts the named theme's sheet below the element's own rules; a theme that cannot be loaded is a plain card. */
  async #dress(): Promise<void> {
    const name = this.theme;
    const sheet = await loadTheme(name).catch(() => undefined);
    if (this.theme !== name || !this.shadowRoot) return;
    const rest = this.shadowRoot.adoptedStyleSheets.filter(other => other !== this.#theme);
    this.#theme = sheet;
    this.shadowRoot.adoptedStyleSheets = sheet ? [...rest, sheet] : rest;
  }

  #close(): void {
    this.#stop.abort();
    clearTimeout(this.#timer);
    this.#sight?.stop();
    this.#own?.clear();
    if (this.#active && this.#active !== this.session) this.#active.close();
    this.#active = this.#own = undefined;
    this.#consents.clear();
    this.#counted.clear();
    this.#stage = 'closed';
  }

  #fail(error: unknown): void {
    const known = error instanceof SheetError;
    const detail: ErrorDetail = {
      code: known ? error.code : 'load_failed', message: error instanceof Error ? error.message : String(error),
      ...(known && error.issues ? { issues: error.issues } : {}),
    };
    this.#close();
    this.#stage = 'failed';
    this.requestUpdate();
    this.dispatchEvent(new EncoreErrorEvent(detail));
  }

  #changed({ view, effects }: SessionChange): void {
    const before = this.#view;
    this.#view = view;
    let held = this.#slotOf(this.shadowRoot?.activeElement);
    if (held < 0) held = this.#acted ?? -1;
    for (const effect of effects) {
      if (effect.type === 'emit') this.#tell(effect.event, effect);
      else if (effect.type === 'focus' && effect.slot === held) this.#focus = effect;
    }
    for (const effect of effects) {
      if (effect.type === 'announce' && this.#focus?.slot !== effect.slot) this.#announce(effect.message);
    }
    for (const slot of view.slots) this.#holdHeight(slot, before.slots.find(old => old.slot === slot.slot));
    this.requestUpdate();
  }

  /** An outcome takes the room its offer had, so that nothing below it moves when the server answers. */
  #holdHeight(slot: SlotView, before: SlotView | undefined): void {
    const card = this.#card(slot.slot);
    if (!card || !before || isOffer(before) === isOffer(slot)) return;
    card.style.minBlockSize = isOffer(slot) || slot.state === 'declined' ? '' : `${card.offsetHeight}px`;
  }

  #tell(name: string, about: Partial<OfferDetail> & { slot: number }): void {
    const data = this.#data!;
    const { candidate_id = '', slot, step = 0, problem, charged, quote } = about;
    const event = offerEvent(name, {
      sheet_id: data.id, order_id: data.order.id, candidate_id, slot, step,
      ...(problem === undefined ? {} : { problem }), ...(charged === undefined ? {} : { charged }), ...(quote ? { quote } : {}),
    });
    if (event) this.dispatchEvent(event);
  }

  #announce(text: string): void {
    const words = this.#words!;
    const said = words.has(text) ? words.say(text) : text;
    const region = this.shadowRoot?.querySelector('[role=status]');
    if (region) region.textContent = said;
  }

  #card(slot: number): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>(`[data-slot="${slot}"]`);
  }

  #slotOf(inside: Element | null | undefined): number {
    return Number(inside?.closest<HTMLElement>('[data-slot]')?.dataset['slot'] ?? -1);
  }

  readonly #act = (slot: SlotView, what: Act, detail: Record<string, unknown> = {}): void => {
    const session = this.#active;
    if (!session) return;
    const at = slot.slot;
    this.#acted = at;
    switch (what) {
      case 'accept': {
        if (!slot.can_accept || !slot.quote) return;
        const candidate = this.#data!.candidates.find(({ id }) => id === slot.candidate_id)!;
        const consent = this.#consents.has(candidate.id);
        if (consentNeeded(candidate, lawOf(this.#data!)) && !consent) {
          this.#consentMissing = at;
          this.requestUpdate();
          this.#card(at)?.querySelector<HTMLElement>('[type=checkbox]')?.focus();
          return;
        }
        const { id: sheet_id, order } = this.#data!;
        const go = this.dispatchEvent(new EncoreAcceptEvent({
          sheet_id, order_id: order.id, candidate_id: candidate.id, slot: at, step: slot.step, quote: slot.quote,
        }));
        if (go) session.accept(at, { consent, total: slot.quote.total });
        return;
      }
      case 'consent':
        if (detail['ticked']) this.#consents.add(slot.candidate_id);
        else this.#consents.delete(slot.candidate_id);
        this.#consentMissing = undefined;
        this.requestUpdate();
        return;
      case 'choose':
        session.choose(at, String(detail['variant_id'] ?? slot.variant_id), Number(detail['quantity'] ?? slot.quantity));
        this.requestUpdate();
        return;
      case 'decline':
        if (slot.can_decline) session.decline(at);
        return;
      case 'confirm': {
        const { policy } = this.#data!;
        const url = slot.action_url && allowedUrl(slot.action_url, document.baseURI, policy?.allowed_hosts ?? []);
        // Banks refuse to be framed.
        if (url) open(url, '_top');
        return;
      }
      default:
        session[what](at);
    }
  };

  /** The page is looked at again: the clock may be stale, the bank may have answered, a card may now be seen. */
  readonly #seen = (event: Event): void => {
    clearTimeout(this.#timer);
    if (document.hidden || !this.#active) return;
    if (event.type === 'visibilitychange' || (event as PageTransitionEvent).persisted) {
      this.#active.wake();
      for (const slot of this.#view.slots) if (slot.state === 'action_required') this.#active.returned(slot.slot);
    }
    this.#tick();
    this.#count();
  };

  #tick(): void {
    clearTimeout(this.#timer);
    const session = this.#active;
    if (!session?.clockCertain || document.hidden || !this.isConnected) return;
    let next = paintTimers(this.renderRoot, this.#words!, session.now(), text => this.#announce(text));
    if (this.#own) next = Math.min(next, this.#own.tick(session.now()));
    if (next < Infinity) this.#timer = setTimeout(() => this.#tick(), Math.min(next, LONGEST_TIMER));
  }

  /** Tells the session which offers are on the page, once for each. */
  #count(): void {
    if (document.hidden || !this.isConnected) return;
    for (const { slot, candidate_id, step, state } of this.#view.slots) {
      const key = `${slot} ${step} ${candidate_id}`;
      const card = this.#own?.card(slot) ?? this.#card(slot);
      if (state !== 'offering' || !card || this.#counted.has(key)) continue;
      this.#counted.add(key);
      this.#active?.shown(slot);
      this.#sight?.watch(card);
    }
  }

  protected override updated(): void {
    if (this.#stage !== 'open') return;
    const focus = this.#focus;
    this.#focus = undefined;
    if (focus) {
      const card = this.#card(focus.slot);
      const target = card?.querySelector<HTMLElement>(focus.target === 'accept' ? '.accept' : '[role=heading]') ?? this.renderRoot.querySelector<HTMLElement>('section');
      target?.focus();
      this.#acted = undefined;
    }
    this.#tick();
    this.#count();
  }

  #toCard(view: SlotView): Card | undefined {
    const sheet = this.#data!;
    const words = this.#words!;
    const candidate = sheet.candidates.find(({ id }) => id === view.candidate_id);
    const variant = candidate?.product.variants.find(({ id }) => id === view.variant_id) ?? candidate?.product.variants[0];
    if (!candidate || !variant) return undefined;
    const values = copyValues(sheet, candidate, view.quote, words);
    const session = this.#active!;
    return {
      view, sheet, candidate, variant, words, law: lawOf(sheet),
      layout: this.layout ?? candidate.layout ?? 'card',
      level: this.headingLevel || 2,
      now: session.clockCertain ? session.now() : null,
      consent: this.#consents.has(candidate.id),
      consentMissing: this.#consentMissing === view.slot || (view.state === 'offering' && view.problem === 'consent_required'),
      copy: key => fillCopy(candidate.copy?.[key] ?? '', values),
      url: address => address ? allowedUrl(address, document.baseURI, sheet.policy?.allowed_hosts ?? []) ?? undefined : undefined,
      act: (what, detail) => this.#act(view, what, detail),
    };
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.#stage === 'failed') return html`<slot name="fallback"></slot>`;
    const words = this.#words;
    const { phase, slots } = this.#view;
    if (this.#stage !== 'open' || !words || phase !== 'offering') return nothing;
    const cards = slots.map(view => this.#toCard(view)).filter(card => card !== undefined);
    this.#own?.paint(cards);
    return html`<section part="region" aria-label=${words.say('region')} lang=${words.locale} dir=${words.rtl ? 'rtl' : 'ltr'} tabindex="-1">
      <slot name="heading"></slot>
      <div class="cards of-${cards.length}" part="cards">${this.#own
        ? cards.map(({ view }) => html`<slot name="card-${view.slot}"></slot>`) : cards.map(cardFace)}</div>
      <slot name="trust"></slot><slot name="footer"></slot>
      <p class="sr" role="status"></p>
    </section>`;
  }
}
