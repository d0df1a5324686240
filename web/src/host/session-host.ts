// SPDX-License-Identifier: MIT
//
// Carries one session: feeds events to the core, runs its effects in order, keeps the one
// timer it requests, and notifies subscribers of what to paint. It decides nothing. What it adds
// is the world: the corrected clock, the network, storage, and the other tabs.
import { jsonText } from '../engine/json-text.js';
import type { Engine } from '../engine/engine.js';
import type { Issue, SlotState, View } from '../engine/wire.js';
import type { Effect, Session, SessionEvent } from '../engine/session.js';
import { ServerClock } from './clock.js';
import { browserEnvironment, type Channel, type Environment } from './environment.js';
import { fetchAnswer, runRequest, serverTime } from './requests.js';
import { Memory, nameOf } from './store.js';
import { allowedUrl } from './urls.js';

/** The core refuses the sheet: each issue says where and why. */
export class RefusedSheetError extends Error {
  constructor(readonly issues: Issue[]) {
    super(
      `encore: the offer sheet is refused (${issues.map(({ path, code }) => `${path} ${code}`).join(', ')}); ` +
        '`encore check --page` explains each issue',
    );
  }
}

export interface EncoreSessionOptions {
  engine: Pick<Engine, 'advance'>;
  /** The page sheet, exactly as emitted. */
  sheetText: string;
  /** Picks the experiments' arms; never stored. Absent: the sheet's visitor, then its order. */
  visitor?: string;
  /** Seeds exploration, where the page wants a draw of its own. */
  seed?: string;
  /** Absent: the browser's. */
  environment?: Environment;
  /** False: private fields are allowed, for previews of what a server holds. Default true. */
  page?: boolean;
  /** Server time to begin with instead of the sheet's `issued_at`, for previews; milliseconds since the epoch. */
  startMs?: number;
  /** Called with each answer that came whole but does not fit its request, for the developer of the endpoint. */
  wrongAnswer?: (request: RequestEffect, answer: WholeAnswer) => void;
  /** False: nothing is kept after the page is gone. */
  remember?: boolean;
}

export type RequestEffect = Extract<Effect, { type: 'request' }>;
export type WholeAnswer = Extract<SessionEvent, { type: 'response' }>;

/** The effects that concern a page; the host has run the others itself. */
export type PageEffect = Extract<Effect, { type: 'emit' | 'announce' | 'focus' }>;

export interface SessionChange {
  view: View;
  /** What to tell: DOM events, announcements, focus. Empty on the call at subscription. */
  effects: PageEffect[];
  session: Session | null;
  /** False until the server has sent its time: then no countdown is painted. */
  clockCertain: boolean;
}

/** The few members of the sheet that the host itself reads. */
interface SheetFacts {
  issued_at: string;
  order: { id: string };
  policy?: { allowed_hosts?: string[] | null } | null;
  endpoints?: { accept?: string | null; time?: string | null } | null;
}

/** A sleep shows, at the latest, when a timer of this length rings. */
const LONGEST_WAIT_MS = 15_000;
const TIME_TIMEOUT_MS = 5_000;
const FIRST_RETRY_MS = 2_000;
const LAST_RETRY_MS = 60_000;

/** Before the first event, when no sheet has been looked at. */
export const startingView: View = {
  phase: 'starting',
  slots: [],
  order_total: 0,
  law: { id: 'none', pay_button: false, reference_note: false, verified_reviews: false, gross_prices: false },
};

export class EncoreSession {
  readonly #options: EncoreSessionOptions;
  readonly #environment: Environment;
  readonly #clock: ServerClock;
  readonly #facts: SheetFacts;
  readonly #hosts: readonly string[];
  readonly #memory: Memory;
  /** Where to ask for the time; null where the sheet names nothing that could tell. */
  readonly #timeUrl: string | null;
  readonly #listeners = new Set<(change: SessionChange) => void>();
  /** How to end the requests under way. */
  readonly #open = new Set<() => void>();
  readonly #queue: SessionEvent[] = [];
  #running = false;
  #closed = false;
  #channel: Channel | null = null;
  #cancelTimer: (() => void) | undefined;
  #wakeAtMs: number | null = null;
  #asking = false;
  #askAtSteady = -Infinity;
  #retryMs = FIRST_RETRY_MS;
  #session: Session | null = null;
  #sessionText: string | null = null;
  #view: View = startingView;
  #painted = '';

  constructor(options: EncoreSessionOptions) {
    this.#options = options;
    const environment = options.environment ?? browserEnvironment();
    this.#environment = options.remember === false ? { ...environment, local: null, tab: null } : environment;
    this.#facts = JSON.parse(options.sheetText) as SheetFacts;
    this.#hosts = this.#facts.policy?.allowed_hosts ?? [];
    const { time, accept } = this.#facts.endpoints ?? {};
    this.#timeUrl = time || accept ? allowedUrl((time || accept) as string, environment.pageUrl, this.#hosts) : null;
    const issuedAt = options.startMs ?? Date.parse(this.#facts.issued_at);
    this.#clock = new ServerClock(
      () => environment.now(),
      () => environment.monotonic(),
      Number.isFinite(issuedAt) ? issuedAt : 0,
    );
    this.#memory = new Memory(this.#environment, this.#facts.order.id);
  }

  get view(): View {
    return this.#view;
  }

  get session(): Session | null {
    return this.#session;
  }

  get clockCertain(): boolean {
    return this.#clock.certain;
  }

  /** Server-corrected time. */
  now(): number {
    return this.#clock.now();
  }

  /** Calls at once, then after every change that shows. Returns the end of the subscription. */
  subscribe(listener: (change: SessionChange) => void): () => void {
    this.#listeners.add(listener);
    listener(this.#change([]));
    return () => void this.#listeners.delete(listener);
  }

  /** Decides, or resumes what storage holds of this order. Errors: RefusedSheetError, or what the engine throws. */
  start(): View {
    this.#sessionText = this.#memory.load();
    const others = this.#memory.others();
    this.#clock.atLeast(this.#memory.savedAt());
    this.check();
    this.#channel = this.#environment.channel('encore:' + nameOf(this.#facts.order.id), message => this.#hear(message));
    for (const other of others) this.#hear(other);
    if (this.#timed()) void this.#askTime();
    return this.#view;
  }

  /** Begins, or requests at once what is still open, as a reload would: what became of an accept without an answer. */
  check(): void {
    const declined = this.#memory.declined(this.now());
    this.#feed({
      type: 'start',
      ...(this.#options.seed === undefined ? {} : { seed: this.#options.seed }),
      ...(declined.length ? { declined } : {}),
    });
  }

  shown(slot: number): void {
    this.#feed({ type: 'shown', slot });
  }

  viewed(slot: number): void {
    this.#feed({ type: 'viewed', slot });
  }

  choose(slot: number, variantId: string, quantity: number): void {
    this.#feed({ type: 'choose', slot, variant_id: variantId, quantity });
  }

  /** The shopper's click on what the view shows now; `total` says what the button said, if that may differ. */
  accept(slot: number, answer: { consent?: boolean; total?: number } = {}): void {
    const shown = this.#view.slots.find(card => card.slot === slot);
    const total = answer.total ?? shown?.quote?.total;
    if (total !== undefined) this.#feed({ type: 'accept', slot, total, consent: answer.consent ?? false });
  }

  decline(slot: number): void {
    this.#feed({ type: 'decline', slot });
  }

  undo(slot: number): void {
    this.#feed({ type: 'undo', slot });
  }

  extend(slot: number): void {
    this.#feed({ type: 'extend', slot });
  }

  dismiss(slot: number): void {
    this.#feed({ type: 'dismiss', slot });
  }

  /** Back from strong authentication. */
  returned(slot: number): void {
    this.#feed({ type: 'returned', slot });
  }

  /**
   * The page is seen again (visibilitychange, pageshow, focus, resume): corrects the clock and does what is due.
   * `restored`: it came out of the back/forward cache, so the server is asked for the time in any case.
   */
  wake(restored = false): void {
    if (this.#closed || !this.#session) return;
    if (restored) this.#clock.doubt();
    this.#ring();
  }

  /** Ends timers, requests and lines to other tabs. What is stored stays. */
  close(): void {
    this.#closed = true;
    this.#cancelTimer?.();
    for (const end of [...this.#open]) end();
    this.#channel?.close();
    this.#listeners.clear();
  }

  #change(effects: PageEffect[]): SessionChange {
    return { view: this.#view, effects, session: this.#session, clockCertain: this.#clock.certain };
  }

  /** One event at a time, in order: a subscriber may call back from inside a notification. */
  #feed(event: SessionEvent): void {
    if (this.#closed) return;
    this.#queue.push(event);
    if (this.#running) return;
    this.#running = true;
    try {
      for (let next = this.#queue.shift(); next; next = this.#queue.shift()) this.#advance(next);
    } finally {
      this.#running = false;
      this.#queue.length = 0;
    }
    this.#setTimer();
  }

  #advance(event: SessionEvent): void {
    if (this.#closed) return;
    const { engine, sheetText, visitor, page = true } = this.#options;
    const given = visitor === undefined ? event : { ...event, visitor };
    const answer = engine.advance(sheetText, this.#sessionText, given, this.now(), { page });
    if (!('view' in answer)) throw new RefusedSheetError(answer.issues);
    const { session, effects, view, wake_at_ms } = answer;
    if (!this.#session || session !== this.#sessionText) this.#session = JSON.parse(session) as Session;
    this.#sessionText = session;
    this.#view = view;
    this.#wakeAtMs = wake_at_ms;
    const telling: PageEffect[] = [];
    for (const effect of effects) this.#run(effect, telling);
    this.#notify(telling);
  }

  #run(effect: Effect, telling: PageEffect[]): void {
    switch (effect.type) {
      case 'persist':
        this.#memory.save(this.#sessionText as string, this.now());
        break;
      case 'request':
        void runRequest(this.#environment, effect, this.#hosts, this.#open, ms => this.#observe(ms)).then(event => {
          this.#feed(event);
          if (event.type === 'response' && this.#isWrong(effect, event)) this.#options.wrongAnswer?.(effect, event);
        });
        break;
      case 'navigate': {
        const url = allowedUrl(effect.url, this.#environment.pageUrl, this.#hosts);
        if (url) this.#environment.navigate(url);
        break;
      }
      case 'remember_decline':
        this.#memory.decline(effect.candidate_id, this.now(), effect.until_ms);
        break;
      case 'broadcast':
        this.#post({ candidate_id: effect.candidate_id, state: effect.state });
        break;
      default:
        telling.push(effect);
    }
  }

  /** A success that lacks what one must have, or charges another amount than the click agreed to. */
  #isWrong({ slot, body }: RequestEffect, answer: WholeAnswer): boolean {
    const agreed = (body as { expected?: { total: number } } | undefined)?.expected?.total;
    const charged = (answer.body as { charged?: unknown } | null)?.charged ?? agreed;
    return (
      answer.status < 300 &&
      ((agreed !== undefined && charged !== agreed) ||
        this.#view.slots.some(card => card.slot === slot && card.problem === 'truncated'))
    );
  }

  /** Only what shows, or has something to tell, is worth a repaint. */
  #notify(telling: PageEffect[]): void {
    const painting = jsonText(this.#view) + String(this.#clock.certain);
    if (painting === this.#painted && !telling.length) return;
    this.#painted = painting;
    const change = this.#change(telling);
    for (const listener of [...this.#listeners]) listener(change);
  }

  #post(message: { candidate_id: string; state: SlotState }): void {
    try {
      this.#channel?.post(message);
    } catch {
      // The other tabs will learn it from the server, as they would have to anyway.
    }
  }

  #hear(message: unknown): void {
    const { candidate_id, state } = (message ?? {}) as { candidate_id?: unknown; state?: unknown };
    if (typeof candidate_id === 'string' && typeof state === 'string') {
      this.#feed({ type: 'peer', candidate_id, state: state as SlotState });
    }
  }

  /** Something on the page hangs on the time. */
  #timed(): boolean {
    return this.#view.slots.some(card => card.deadline_ms !== null);
  }

  #observe(serverMs: number): void {
    this.#clock.observe(serverMs);
  }

  #setTimer(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    if (this.#closed || !this.#session) return;
    const waits: number[] = [];
    if (this.#wakeAtMs !== null) waits.push(this.#wakeAtMs - this.now());
    if (this.#timed()) {
      waits.push(LONGEST_WAIT_MS);
      if (!this.#clock.certain && !this.#asking && this.#timeUrl)
        waits.push(this.#askAtSteady - this.#environment.monotonic());
    }
    if (!waits.length) return;
    this.#cancelTimer = this.#environment.timer(Math.max(0, Math.min(...waits, LONGEST_WAIT_MS)), () => this.#ring());
  }

  /** The timer, or somebody looking: does what is due, and no more. */
  #ring(): void {
    if (this.#closed) return;
    const stepped = this.#clock.check();
    if (stepped) this.#askAtSteady = -Infinity;
    if (stepped || (this.#wakeAtMs !== null && this.now() >= this.#wakeAtMs)) this.#feed({ type: 'tick' });
    if (this.#timed() && !this.#clock.certain && this.#environment.monotonic() >= this.#askAtSteady)
      void this.#askTime();
    this.#notify([]);
    this.#setTimer();
  }

  /** Asks the server what time it is: endpoints.time, or the `Date` of a HEAD of the accept endpoint. */
  async #askTime(): Promise<void> {
    if (this.#asking || !this.#timeUrl) return;
    this.#asking = true;
    try {
      const method = this.#facts.endpoints?.time ? 'GET' : 'HEAD';
      const { body, dateMs } = await fetchAnswer(
        this.#environment,
        this.#timeUrl,
        { method },
        TIME_TIMEOUT_MS,
        this.#open,
      );
      const serverMs = serverTime(body);
      this.#observe(Number.isFinite(serverMs) ? serverMs : dateMs);
    } catch {
      // Asked again below, ever more rarely; until then no countdown is shown.
    }
    this.#asking = false;
    if (this.#closed) return;
    this.#retryMs = this.#clock.certain ? FIRST_RETRY_MS : Math.min(this.#retryMs * 2, LAST_RETRY_MS);
    this.#askAtSteady = this.#environment.monotonic() + this.#retryMs;
    // The corrected clock may have made something due.
    this.#feed({ type: 'tick' });
  }
}
