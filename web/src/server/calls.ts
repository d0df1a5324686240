// SPDX-License-Identifier: MIT
//
// The effects a flow may ask for, each with what it takes and what it gives. The server's
// logic is written once, as generators that yield these and receive their results: in
// production drive.ts performs them against a shop's ports, the simulation performs them
// against models and stops a flow at any of them, which is what a crash is. A flow does
// nothing else: no clock, no I/O, no randomness.
import type { Quote } from '../engine/wire.js';
import type {
  ChargeRequest,
  GatewayOutcome,
  LivePort,
  OrderLedger,
  OrderPort,
  OrderSnapshot,
  Purchase,
  PurchaseLine,
  StockItem,
} from './ports.js';
import type { PublishedSheet } from './publish.js';
import type { Terms } from './claims.js';

/** What a flow gets of a gateway: by then every approval is called `approved` (answers.ts). */
export type JudgedOutcome = Exclude<GatewayOutcome, { charge_id: string }> | { outcome: 'approved'; charge_id: string };

type Awaits<F> = F extends (...values: never[]) => Promise<infer R> ? R : never;

export interface Calls {
  now: { in: null; out: number };
  /** The payload of a token whose signature holds. */
  verify: { in: { token: string }; out: Record<string, unknown> | null };
  sign: { in: { claims: object }; out: string };
  /** Does the request in hand come from the buyer of this order? */
  owns: { in: { order_id: string }; out: boolean };
  find: { in: { jti: string }; out: Purchase | null };
  reserve: { in: { fresh: Purchase }; out: { won: boolean; purchase: Purchase } };
  swap: { in: { jti: string; version: number; changes: Partial<Purchase> }; out: Purchase | null };
  due: { in: { issuer: string; now_ms: number; limit: number }; out: Purchase[] };
  ledger: { in: { issuer: string; order_id: string }; out: { ledger: OrderLedger; purchases: Purchase[] } };
  commit: { in: { ledger: OrderLedger; purchase: Purchase | null }; out: boolean };
  extension: { in: { jti: string }; out: number | null };
  extend_once: { in: { jti: string; deadline_ms: number }; out: number };
  quote: {
    in: { terms: object; candidate_id: string; variant_id: string; quantity: number; now_ms: number };
    out: Quote | null;
  };
  /** Whether the trigger that the terms carry holds now; true where they carry none. */
  trigger: { in: { terms: Terms; now_ms: number }; out: boolean };
  /** The order's offers as they would be published now, signed; null where the shop gives no sheet. */
  offers: { in: { order_id: string; now_ms: number }; out: PublishedSheet | null };
  order: { in: { order_id: string }; out: OrderSnapshot | null };
  live: { in: { order: OrderSnapshot; line: Omit<PurchaseLine, 'quote'> }; out: Awaits<LivePort['live']> };
  take: { in: { hold: string; order_id: string; items: StockItem[] }; out: boolean };
  give_back: { in: { hold: string }; out: null };
  charge: { in: ChargeRequest; out: JudgedOutcome };
  lookup: { in: { key: string }; out: JudgedOutcome | { outcome: 'none' } };
  cancel: {
    in: { key: string };
    out: { outcome: 'cancelled' } | { outcome: 'approved'; charge_id: string } | { outcome: 'unknown' };
  };
  refund: {
    in: {
      key: string;
      charge_id: string;
      amount: number;
      currency: string;
      order_id: string;
      reason: 'undo' | 'order_released';
    };
    out: boolean;
  };
  add_line: { in: Parameters<OrderPort['addLine']>[0]; out: Awaits<OrderPort['addLine']> };
  remove_line: { in: Parameters<OrderPort['removeLine']>[0]; out: Awaits<OrderPort['removeLine']> };
  events: { in: { events: Record<string, unknown>[] }; out: null };
  /** Reports a purchase that has been unsettled for too long. */
  stuck: { in: { purchase: Purchase }; out: null };
}

export type CallName = keyof Calls;

/** One effect: what is asked, with its arguments. */
export type Call = { [K in CallName]: { call: K; in: Calls[K]['in'] } }[CallName];

/** A computation that requests effects and ends with a T. */
export type Flow<T> = Generator<Call, T, unknown>;

/** Asks for one effect: `const row = yield* ask('find', { jti })`. */
export function* ask<K extends CallName>(call: K, input: Calls[K]['in']): Generator<Call, Calls[K]['out'], unknown> {
  return (yield { call, in: input } as Call) as Calls[K]['out'];
}

/** Performs each kind of effect; async in production, sync in the simulation. */
export type Performers<Async extends boolean> = {
  [K in CallName]: (
    input: Calls[K]['in'],
  ) => Async extends true ? Calls[K]['out'] | Promise<Calls[K]['out']> : Calls[K]['out'];
};
