// SPDX-License-Identifier: MIT
//
// What a TEST shop serves so that `encore conformance URL` can examine its accept endpoint
// from outside: a discovery document, and six actions that bring about what a rule is about
// (a fresh paid order, an empty shelf, a declined card, a later hour). Never mount this in a
// shop that takes real money: whoever reaches it can order and advance the clock.
//
//   GET  /.well-known/encore-conformance          -> {version: 1, origin, hooks: {order, books, …}}
//   POST hooks.<action>, application/json         -> JSON, as ConformanceActions says
import type { KitRequest, KitResponse } from './ports.js';
import { readObject } from './request.js';

/** Where the discovery document stands, from the shop's root. */
export const CONFORMANCE_PATH = '/.well-known/encore-conformance';

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
  order(): Promise<ConformanceOrder>;
  books(input: { order_id: string }): Promise<ConformanceBooks>;
  /** Moves the shop's clock forward, for all orders. */
  clock?(input: { advance_ms: number }): Promise<void>;
  /** Sets how many pieces of a variant are left. */
  stock?(input: { variant_id: string; pieces: number }): Promise<void>;
  /** Packs the order: no line can be added any more. */
  release?(input: { order_id: string }): Promise<void>;
  /**
   * What the gateway does with this order's next charge, once: decline it, or charge it and answer nothing
   * (`timeout`).
   */
  gateway?(input: { order_id: string; next: 'decline' | 'timeout' }): Promise<void>;
}

const json = (status: number, value: unknown): KitResponse => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
  body: JSON.stringify(value),
});

/**
 * Answers the discovery document and the actions; null for any other path, which is the shop's own.
 * `origin` is an Origin that the shop's accept endpoint allows.
 */
export function conformanceHooks(options: {
  origin: string;
  actions: ConformanceActions;
}): (request: KitRequest) => Promise<KitResponse | null> {
  const { origin, actions } = options;
  const table = actions as unknown as Record<string, ((input: unknown) => Promise<unknown>) | undefined>;
  const names = Object.keys(actions).filter(name => typeof table[name] === 'function');
  const hooks = Object.fromEntries(names.map(name => [name, `${CONFORMANCE_PATH}/${name}`]));
  return async request => {
    const { pathname } = new URL(request.url, 'http://kit.invalid');
    if (pathname === CONFORMANCE_PATH) return json(200, { version: 1, origin, hooks });
    if (!pathname.startsWith(`${CONFORMANCE_PATH}/`)) return null;
    const name = pathname.slice(CONFORMANCE_PATH.length + 1);
    const action = names.includes(name) ? table[name] : undefined;
    if (action === undefined || request.method !== 'POST') return json(404, { error: 'no such action' });
    return json(200, (await action(readObject(request.body) ?? {})) ?? {});
  };
}
