// SPDX-License-Identifier: MIT
//
// The examiner's bench: talks to a shop as a page and a tester would, and writes down what
// was sent and received, with tokens, cookies and the tester's own headers left out, so that
// a report can be shared. A rule runs on a bench of its own with fresh orders, so no rule can
// lean on another.
import { isRefusal, type Engine } from '../engine/engine.js';
import type { Quote } from '../engine/wire.js';
import type { Candidate, OfferSheet } from '../engine/sheet.js';
import {
  CONFORMANCE_SECRET,
  type ConformanceBooks,
  type ConformanceOrder,
  type ConformanceWish,
} from '../server/conformance-hooks.js';

export interface Discovery {
  version: 1;
  origin: string;
  hooks: Partial<Record<string, string>> & { order: string; books: string };
}

export interface Exchange {
  sent: { method: string; url: string; headers: Record<string, string>; body: string | null };
  received: { status: number; headers: Record<string, string>; body: string } | { error: string };
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  json: Record<string, unknown>;
  /** The problem's word, whether it was written bare or as the end of a URI; null for successes. */
  type: string | null;
}

/** A rule that does not hold. */
export class Broken extends Error {}
/** A rule that cannot be examined in this shop, and why. */
export class Untested extends Error {}
/** The shop cannot be reached, or its answers cannot be used. */
export class Unreachable extends Error {}

/** An order on the bench, and the offer of it that a rule is tried on. */
export interface Case {
  order_id: string;
  cookie: string;
  sheet: PageSheet;
  offer: PageCandidate;
  variant_id: string;
  quantity: number;
  /** What the page would show for that variant and quantity. */
  quote: Quote;
  total: number;
  currency: string;
}

export type PageCandidate = Pick<
  Candidate,
  | 'id'
  | 'kind'
  | 'product'
  | 'quantity'
  | 'consent'
  | 'accept'
  | 'availability'
  | 'replaces'
  | 'on_decline'
  | 'on_accept'
  | 'funnel_only'
>;

export type PageSheet = Pick<
  OfferSheet,
  'id' | 'issued_at' | 'locale' | 'currency' | 'endpoints' | 'order' | 'policy'
> & { candidates: PageCandidate[] };

/** A fresh order as its page has it. */
export type PageOrder = Pick<Case, 'order_id' | 'cookie' | 'sheet'>;

/** How the shop is talked to. Everything has a default. */
export interface BenchOptions {
  /** Instead of the network: a shop in the same process. */
  fetch?: (request: Request) => Promise<Response>;
  /** Sent with every request, for example the Authorization of a protected staging shop. Never reported. */
  headers?: Readonly<Record<string, string>>;
  /** The secret of the shop's hooks. */
  secret?: string;
  /** Between two polls of a status. */
  pollMs?: number;
}

const answerWithinMs = 30_000;
const shownCharacters = 2000;
const defaultPollMs = 250;

/** What the operating system says where there is no server; Node puts it into the cause of fetch's error. */
const noServer: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH']);

/** The sentence and the code of a failed fetch. */
export function failureOf(error: unknown): { text: string; code: string; away: boolean } {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const given = (cause as { code?: unknown } | null)?.code;
  const code = typeof given === 'string' ? given : '';
  const text = cause instanceof Error && cause.message !== '' ? cause.message : String(error);
  return { text: text === '' ? code : text, code, away: noServer.has(code) || text === 'bad port' };
}

const shorten = (text: string): string =>
  text.replace(/eyJ[\w-]{8,}(\.[\w-]*){0,2}/g, token => `${token.slice(0, 8)}…`).slice(0, shownCharacters);

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** What a page sends of the consent: the offer's whole text; true where it has none. */
export function agreed({ offer: { consent }, sheet: { locale } }: Case): unknown {
  if (consent?.text === undefined) return true;
  return { text: consent.text, ...(consent.version && { version: consent.version }), locale };
}

export class Bench {
  readonly exchanges: Exchange[] = [];

  constructor(
    private readonly base: URL,
    private readonly discovery: Discovery,
    readonly engine: Engine,
    private readonly options: BenchOptions = {},
  ) {}

  /** Waits between two looks at the same thing. */
  pause(): Promise<void> {
    return new Promise(resolve => setTimeout(resolve, this.options.pollMs ?? defaultPollMs));
  }

  get origin(): string {
    return this.discovery.origin;
  }

  /** One request, written down. Errors: Broken where no answer comes. */
  async send(
    method: string,
    url: string,
    init: { headers?: Record<string, string>; body?: string } = {},
  ): Promise<Answer> {
    const target = new URL(url, this.base);
    const given = Object.entries(init.headers ?? {}).filter(([, value]) => value !== '');
    const headers = { ...this.options.headers, ...Object.fromEntries(given) };
    const hidden = new Set([...Object.keys(this.options.headers ?? {}), CONFORMANCE_SECRET]);
    const shown = given.filter(([name]) => !hidden.has(name));
    const sent = {
      method,
      url: target.href,
      headers: Object.fromEntries(shown.map(([name, value]) => [name, name === 'cookie' ? "(the buyer's)" : value])),
      body: init.body === undefined ? null : shorten(init.body),
    };
    try {
      const request = new Request(target, {
        method,
        headers,
        redirect: 'manual',
        signal: AbortSignal.timeout(answerWithinMs),
        ...(init.body === undefined ? {} : { body: init.body }),
      });
      const response = await (this.options.fetch ?? fetch)(request);
      const text = await response.text();
      this.exchanges.push({
        sent,
        received: { status: response.status, headers: Object.fromEntries(response.headers), body: shorten(text) },
      });
      const json = parsed(text);
      const type = typeof json['type'] === 'string' ? json['type'].replace(/^.*[/#:]/, '') : null;
      return { status: response.status, headers: response.headers, text, json, type };
    } catch (error) {
      const { text, away } = failureOf(error);
      if (away) throw new Unreachable(`${target.origin} cannot be reached: ${text}. Is the shop running?`);
      this.exchanges.push({ sent, received: { error: text } });
      throw new Broken(`expected an answer to ${method} ${target.pathname}; none came: ${text}`);
    }
  }

  /** Asks the shop's test hook. Errors: Untested where it has none. */
  async hook<T>(name: string, input: object = {}): Promise<T> {
    const url = this.discovery.hooks[name];
    if (url === undefined) throw new Untested(`the shop has no hook "${name}"`);
    const answer = await this.send('POST', url, {
      headers: {
        'content-type': 'application/json',
        origin: this.origin,
        [CONFORMANCE_SECRET]: this.options.secret ?? '',
      },
      body: JSON.stringify(input),
    });
    if (answer.status === 401)
      throw new Unreachable(`the hook "${name}" wants its secret: set ENCORE_CONFORMANCE_SECRET to the shop's`);
    if (answer.status !== 200) throw new Untested(`the hook "${name}" answered ${String(answer.status)}`);
    return answer.json as T;
  }

  /** A fresh order; `wants` says what its sheet should hold, where the shop can choose. */
  async order(wants?: ConformanceWish): Promise<PageOrder> {
    const { order_id, cookie, sheet } = await this.hook<ConformanceOrder>(
      'order',
      wants === undefined ? {} : { wants },
    );
    return { order_id, cookie, sheet: sheet as unknown as PageSheet };
  }

  /** One offer of an order at the variant and quantity that the page would show first. */
  of(order: PageOrder, offer: PageCandidate): Case {
    const variantId = offer.product.variants.find(v => v.stock !== 0)?.id ?? '';
    return this.choose({ ...order, offer }, variantId, offer.quantity?.default ?? 1);
  }

  /** The same offer at another variant or quantity. */
  choose(at: PageOrder & Pick<Case, 'offer'>, variant_id: string, quantity: number): Case {
    const quote = this.price(at.sheet, at.offer, variant_id, quantity);
    const { total, currency } = quote;
    return { ...at, variant_id, quantity, quote, total, currency };
  }

  /** What the order can buy by one click at once: begun, and no successor of another offer. */
  offers({ sheet }: PageOrder): PageCandidate[] {
    const issued = Date.parse(sheet.issued_at);
    return sheet.candidates.filter(
      ({ accept, funnel_only: successor, availability }) =>
        (accept?.mode ?? 'one_click') === 'one_click' &&
        accept?.token &&
        successor !== true &&
        !(Date.parse(availability?.from ?? '') > issued),
    );
  }

  /** A fresh order, and the offer of it that allows most: variants first, then quantities. */
  async open(): Promise<Case> {
    const order = await this.order();
    const rank = (c: PageCandidate): number =>
      (c.replaces == null ? 1_000_000 : 0) + c.product.variants.length * 1000 + (c.quantity?.max ?? 1);
    const [offer] = this.offers(order).sort((a, b) => rank(b) - rank(a));
    if (offer === undefined) throw new Untested("the order's sheet has no one-click candidate with a token");
    return this.of(order, offer);
  }

  /** What the page would show, by the same core. */
  private price(sheet: PageSheet, offer: PageCandidate, variant_id: string, quantity: number): Quote {
    const quote = this.engine.quote(sheet, {
      candidate_id: offer.id,
      variant_id,
      quantity,
      now: Date.parse(sheet.issued_at),
    });
    if (isRefusal(quote)) throw new Untested(`the page sheet is refused: ${JSON.stringify(quote.issues[0])}`);
    if ('ok' in quote) throw new Untested(`the page sheet gives no price: ${quote.fault}`);
    return quote;
  }

  /** The body a page would send, with changes. */
  body(at: Case, changes: Record<string, unknown> = {}): Record<string, unknown> {
    return {
      sheet_id: at.sheet.id,
      order_id: at.order_id,
      candidate_id: at.offer.id,
      variant_id: at.variant_id,
      quantity: at.quantity,
      token: at.offer.accept?.token,
      expected: { total: at.total, currency: at.currency },
      consent: agreed(at),
      decision: {
        decision_id: 'conformance',
        slots: [{ candidate_id: at.offer.id, step: 1 }],
        arms: {},
        propensity_ppb: 1_000_000_000,
      },
      last_refusal: 0,
      ...changes,
    };
  }

  /** POST accept. `raw` sends this text instead of the body; a header set to '' is left out. */
  accept(
    at: Case,
    changes: Record<string, unknown> = {},
    headers: Record<string, string> = {},
    raw?: string,
  ): Promise<Answer> {
    return this.post(at, this.endpoint(at, 'accept'), raw ?? this.body(at, changes), headers);
  }

  /** An address of the sheet's endpoints. Errors: Untested where it names none. */
  endpoint(at: PageOrder, name: 'accept' | 'status' | 'quote' | 'next' | 'extend' | 'events'): string {
    const url = at.sheet.endpoints?.[name];
    if (url == null) throw new Untested(`the sheet names no endpoints.${name}`);
    return url;
  }

  /** Where the page asks what became of the offer's key. */
  statusOf(at: Case, key = at.offer.accept?.key ?? ''): string {
    const url = this.endpoint(at, 'status');
    return `${url}${url.includes('?') ? '&' : '?'}key=${encodeURIComponent(key)}`;
  }

  get(at: PageOrder, url: string, cookie = at.cookie): Promise<Answer> {
    return this.send('GET', url, { headers: { cookie } });
  }

  /** POST as the order's page would. */
  post(at: Case, url: string, body: object | string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send('POST', url, {
      headers: {
        origin: this.origin,
        cookie: at.cookie,
        'content-type': 'application/json',
        'idempotency-key': at.offer.accept?.key ?? '',
        ...headers,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  }

  books(at: Pick<Case, 'order_id'>): Promise<ConformanceBooks> {
    return this.hook<ConformanceBooks>('books', { order_id: at.order_id });
  }
}
