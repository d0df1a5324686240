// SPDX-License-Identifier: MIT
//
// What a TEST shop serves so that `encore conformance URL` can examine its accept endpoint
// from outside: a discovery document, and actions that bring about what a rule is about (a
// fresh paid order, an empty shelf, a declined card, a later hour). Never mount this in a
// shop that takes real money: anyone who reaches it can order and advance the clock. A staging
// shop that others can reach gives it a secret.
//
//   GET  /.well-known/encore-conformance          -> {version: 1, origin, hooks: {order, books, …}}
//   POST hooks.<action>, application/json         -> JSON, as ConformanceActions says
//   both with the header x-encore-conformance: SECRET where one is set
import { createHash, timingSafeEqual } from 'node:crypto';
import type { KitRequest, KitResponse } from './ports.js';
import { readObject } from './request.js';

/** Where the discovery document stands, from the shop's root. */
export const CONFORMANCE_PATH = '/.well-known/encore-conformance';

/** The header that carries the hooks' secret. */
export const CONFORMANCE_SECRET = 'x-encore-conformance';

/**
 * What a rule would like to find in the order's sheet: an offer that needs consent, can be extended, has an
 * `on_decline`, begins later; more plain offers than `max_offers`; two offers that replace one line. A shop whose test
 * sheet has all of it need not look.
 */
export type ConformanceWish = 'consent' | 'extend' | 'funnel' | 'not_started' | 'replacements' | 'slots';

/** A fresh, paid order on a card that can be charged again, and its page sheet as the page gets it. */
export interface ConformanceOrder {
  order_id: string;
  /** The Cookie header of its buyer's browser. */
  cookie: string;
  /** Page sheet: at least one one_click candidate; two variants and quantities let more rules be examined. */
  sheet: Record<string, unknown>;
}

/** What the shop's books say about one order, beyond what was paid at checkout. */
export interface ConformanceBooks {
  charges: { amount: number; refunded: number }[];
  lines: { candidate_id: string; variant_id: string; quantity: number; amount: number }[];
}

/** Each is optional; rules that need a missing one are reported as untested. */
export interface ConformanceActions {
  order(input: { wants?: ConformanceWish }): Promise<ConformanceOrder>;
  books(input: { order_id: string }): Promise<ConformanceBooks>;
  /** Moves the shop's clock forward, for all orders. */
  clock?(input: { advance_ms: number }): Promise<void>;
  /** Sets how many pieces of a variant are left. */
  stock?(input: { variant_id: string; pieces: number }): Promise<void>;
  /** Packs the order: no line can be added any more. */
  release?(input: { order_id: string }): Promise<void>;
  /**
   * What the gateway does with this order's next charge, once: decline it; charge it and answer nothing (`timeout`);
   * neither charge nor answer (`lost`); ask for authentication; or keep it waiting (`hold`) until `go` lets every
   * waiting charge of the order go on. `hold` stays for all charges of the order until then.
   */
  gateway?(input: {
    order_id: string;
    next: 'decline' | 'timeout' | 'lost' | 'authenticate' | 'hold' | 'go';
  }): Promise<void>;
  /** How many charges of the order wait at the gateway. */
  held?(input: { order_id: string }): Promise<{ charges: number }>;
  /** The shopper answers the bank's question about the order's charge. */
  authenticate?(input: { order_id: string; approve: boolean }): Promise<void>;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

const json = (status: number, value: unknown): KitResponse => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
  body: JSON.stringify(value),
});

/**
 * Answers the discovery document and the actions; null for any other path, which is the shop's own.
 * `origin` is an Origin that the shop's accept endpoint allows; `secret`, what the header x-encore-conformance must
 * hold.
 */
export function conformanceHooks(options: {
  origin: string;
  actions: ConformanceActions;
  secret?: string;
}): (request: KitRequest) => Promise<KitResponse | null> {
  const { origin, actions, secret } = options;
  if (secret === '') throw new TypeError('the secret of the conformance hooks is empty');
  const table = actions as unknown as Record<string, ((input: unknown) => Promise<unknown>) | undefined>;
  const names = Object.keys(actions).filter(name => typeof table[name] === 'function');
  const hooks = Object.fromEntries(names.map(name => [name, `${CONFORMANCE_PATH}/${name}`]));
  return async request => {
    const { pathname } = new URL(request.url, 'http://kit.invalid');
    if (pathname !== CONFORMANCE_PATH && !pathname.startsWith(`${CONFORMANCE_PATH}/`)) return null;
    const given = request.headers[CONFORMANCE_SECRET] ?? '';
    if (secret !== undefined && !timingSafeEqual(digest(given), digest(secret)))
      return json(401, { error: `the header ${CONFORMANCE_SECRET} must hold the hooks' secret` });
    if (pathname === CONFORMANCE_PATH) return json(200, { version: 1, origin, hooks });
    const name = pathname.slice(CONFORMANCE_PATH.length + 1);
    const action = names.includes(name) ? table[name] : undefined;
    if (action === undefined || request.method !== 'POST') return json(404, { error: 'no such action' });
    return json(200, (await action(readObject(request.body) ?? {})) ?? {});
  };
}
