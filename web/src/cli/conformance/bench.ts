// SPDX-License-Identifier: MIT
//
// The examiner's bench: talks to a shop as a page and a tester would, and writes down what
// was sent and received, with tokens and cookies shortened so that a report can be shared.
// A rule runs on a bench of its own with fresh orders, so no rule can lean on another.
import { isRefusal, type Engine } from '../../engine/public.js';
import type { Candidate, OfferSheet } from '../../engine/sheet.js';
import type { ConformanceBooks, ConformanceOrder } from '../../server/conformance-hooks.js';

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

/** An order on the bench: what is needed to accept the offer the rules are tried on. */
export interface Case {
  order_id: string;
  cookie: string;
  sheet: PageSheet;
  offer: PageCandidate;
  variant_id: string;
  total: number;
  currency: string;
}

export type PageCandidate = Pick<Candidate, 'id' | 'product' | 'quantity' | 'consent' | 'accept'>;

type PageSheet = Pick<OfferSheet, 'id' | 'issued_at' | 'currency' | 'endpoints'> & { candidates: PageCandidate[] };

const answerWithinMs = 30_000;
const shownCharacters = 2000;

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

export class Bench {
  readonly exchanges: Exchange[] = [];

  constructor(
    private readonly base: URL,
    private readonly discovery: Discovery,
    private readonly engine: Engine,
  ) {}

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
    const headers = Object.fromEntries(Object.entries(init.headers ?? {}).filter(([, value]) => value !== ''));
    const shown = { ...headers, ...(headers['cookie'] === undefined ? {} : { cookie: "(the buyer's)" }) };
    const sent = {
      method,
      url: target.href,
      headers: shown,
      body: init.body === undefined ? null : shorten(init.body),
    };
    try {
      const request: RequestInit = {
        method,
        headers,
        redirect: 'manual',
        signal: AbortSignal.timeout(answerWithinMs),
        ...(init.body === undefined ? {} : { body: init.body }),
      };
      const response = await fetch(target, request);
      const text = await response.text();
      this.exchanges.push({
        sent,
        received: { status: response.status, headers: Object.fromEntries(response.headers), body: shorten(text) },
      });
      const json = parsed(text);
      const type = typeof json['type'] === 'string' ? json['type'].replace(/^.*[/#:]/, '') : null;
      return { status: response.status, headers: response.headers, text, json, type };
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
      this.exchanges.push({ sent, received: { error: cause } });
      throw new Broken(`${method} ${target.pathname} was not answered: ${cause}`);
    }
  }

  /** Asks the shop's test hook. Errors: Untested where it has none. */
  async hook<T>(name: string, input: object = {}): Promise<T> {
    const url = this.discovery.hooks[name];
    if (url === undefined) throw new Untested(`the shop has no hook "${name}"`);
    const answer = await this.send('POST', url, {
      headers: { 'content-type': 'application/json', origin: this.origin },
      body: JSON.stringify(input),
    });
    if (answer.status !== 200) throw new Untested(`the hook "${name}" answered ${String(answer.status)}`);
    return answer.json as T;
  }

  /** A fresh order, and the offer of it that allows most: variants first, then quantities. */
  async open(): Promise<Case> {
    const order = await this.hook<ConformanceOrder>('order');
    const sheet = order.sheet as unknown as PageSheet;
    const rank = (c: PageCandidate): number => c.product.variants.length * 1000 + (c.quantity?.max ?? 1);
    const [offer] = sheet.candidates
      .filter(c => (c.accept?.mode ?? 'one_click') === 'one_click' && c.accept?.token)
      .sort((a, b) => rank(b) - rank(a));
    if (offer === undefined) throw new Untested("the order's sheet has no one-click candidate with a token");
    const variantId = offer.product.variants.find(v => v.stock !== 0)?.id ?? '';
    const { total, currency } = this.price(sheet, offer, variantId, this.quantity(offer));
    return { order_id: order.order_id, cookie: order.cookie, sheet, offer, variant_id: variantId, total, currency };
  }

  quantity(offer: PageCandidate): number {
    return offer.quantity?.default ?? 1;
  }

  /** What the page would show, by the same core. */
  price(
    sheet: PageSheet,
    offer: PageCandidate,
    variant_id: string,
    quantity: number,
  ): { total: number; currency: string } {
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
      quantity: this.quantity(at.offer),
      token: at.offer.accept?.token,
      expected: { total: at.total, currency: at.currency },
      consent: true,
      decision: {
        decision_id: 'conformance',
        slots: [{ candidate_id: at.offer.id, step: 1 }],
        arms: {},
        propensity_ppb: 1_000_000_000,
      },
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
    const url = at.sheet.endpoints?.accept;
    if (url == null) throw new Untested('the sheet names no endpoints.accept');
    return this.send('POST', url, {
      headers: {
        origin: this.origin,
        cookie: at.cookie,
        'content-type': 'application/json',
        'idempotency-key': at.offer.accept?.key ?? '',
        ...headers,
      },
      body: raw ?? JSON.stringify(this.body(at, changes)),
    });
  }

  acceptUrl(at: Case): string {
    return at.sheet.endpoints?.accept ?? '';
  }

  get(at: Case, url: string): Promise<Answer> {
    return this.send('GET', url, { headers: { cookie: at.cookie } });
  }

  post(at: Case, url: string, body: object): Promise<Answer> {
    return this.send('POST', url, {
      headers: {
        origin: this.origin,
        cookie: at.cookie,
        'content-type': 'application/json',
        'idempotency-key': at.offer.accept?.key ?? '',
      },
      body: JSON.stringify(body),
    });
  }

  books(at: Case): Promise<ConformanceBooks> {
    return this.hook<ConformanceBooks>('books', { order_id: at.order_id });
  }
}
