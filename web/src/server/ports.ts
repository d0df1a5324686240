// SPDX-License-Identifier: MIT
//
// Everything the server kit asks of a shop, as interfaces. The kit owns the order of work
// (reserve, charge, add the line, reply) and every reply; a shop owns its database, its
// payment provider, its orders and its buyers. Three promises carry the whole safety:
//
//   storage   `reserve` inserts one row per token id and per (issuer, order, candidate), or says
//             which one was first; `swap` and `commit` change what has not changed meanwhile
//   gateway   one key, one charge: a repeated key answers what the first one led to
//   orders    one purchase id, one line: adding or removing twice is the same as once
//
// With them, a process may die between any two calls and a later one finishes the work.
// Amounts are minor units, `_ms` milliseconds since the epoch. A port may throw: see README.md.
import type { Published } from '../engine/engine.js';
import type { CandidateKind, PurchaseState } from '../engine/vocabulary.js';
import type { Decision, Quote, Refusal } from '../engine/wire.js';
import type { ProblemType } from './problems.js';
import type { ConsentProof, ReceiptLinks } from './receipt.js';
import type { Telemetry } from './telemetry.js';

export type { PurchaseState };

/** One row of the purchase table, one per token id. Everything a finisher needs is in it. */
export interface Purchase {
  /** The token's id, which is also the idempotency key and the purchase's public id. */
  jti: string;
  /** Whose offer it is: several shops may keep their purchases in one table. */
  issuer: string;
  order_id: string;
  candidate_id: string;
  surface: string;
  /** 1 for an offer that was shown first, 2 for the successor of such a one, and so on. */
  step: number;
  /** The offer whose refusal brought this one; null for offers shown first, and after an accept. */
  instead_of: string | null;
  /** Candidate, variant and quantity: what makes two requests under one key the same. */
  fingerprint: string;
  state: PurchaseState;
  /** Part of the gateway's key; rises only after a definite decline. */
  attempt: number;
  /** Rises with every change; `swap` compares it. */
  version: number;
  /** Until then the process at work owns the row; afterwards anyone may finish it. */
  lease_until_ms: number;
  /** When the reconciler looks at an unsettled row next; further away after every vain try. */
  retry_at_ms: number;
  /** Tries since the row last moved on. */
  tries: number;
  /** The time of acceptance: when the reservation was first made; of a refusal, when it was written. */
  reserved_at_ms: number;
  /** The id under which this reservation takes from stock; every reservation has its own. */
  hold: string;
  amount: number;
  currency: string;
  /** What is bought, to the cent: enough to add the line without the request. */
  line: PurchaseLine;
  /** The wording the shopper consented to, as digest; null where none was needed. */
  consent_digest: string | null;
  consent: ConsentProof | null;
  keep_until_ms: number | null;
  sheet_id: string;
  /** The page's decision {decision_id, slots, arms, propensity_ppb}, as sent; for the events. */
  decision: unknown;
  charge_id: string | null;
  line_id: string | null;
  order_total: number | null;
  /** How long the shopper may take it back once it is accepted, as the token promised. */
  undo_seconds: number;
  undo_until_ms: number | null;
  action_url: string | null;
  /** The problem type that freed or ended the row. */
  problem: ProblemType | null;
  /** Of `not_offered`: the reason given. */
  problem_reason: string | null;
}

/** The order line to add, as bought. */
export interface PurchaseLine {
  kind: CandidateKind;
  product_id: string;
  variant_id: string;
  title: string;
  quantity: number;
  quote: Quote;
  /** What to take from stock: the components of a bundle, each variant once; else the one variant. */
  items: StockItem[];
  /** An upgrade takes this line's place. */
  replaces: { line_id: string; quantity: number } | null;
  /** Protection covers this line. */
  covers: { line_id: string; term_months: number } | null;
  /** Two covers of one family cover the same thing. */
  family: string | null;
  links?: ReceiptLinks;
}

export interface StockItem {
  product_id: string;
  variant_id: string;
  quantity: number;
}

/** What the first publication of an order's offers promised and allowed. Later ones add to it and change nothing. */
export interface PublishedRecord {
  at_ms: number;
  /** The order is in a holdout: no offer is shown or sold. */
  holdout: boolean;
  /** What gifts and samples may cost together; null: no limit. */
  giveaway_budget: number | null;
  /** How many offers the order may take in all; null: no limit. */
  max_accepts: number | null;
  surfaces: Record<string, { max_offers: number; max_steps: number }>;
  /** Units of each order line, without the returned ones, as first published. */
  lines: Record<string, number>;
  offers: Record<string, PublishedOffer>;
}

export interface PublishedOffer {
  /** The first announced deadline; null where none was announced. No later rendering lengthens it. */
  deadline_ms: number | null;
  /** Of gifts and samples: what a piece of each variant costs the shop. */
  costs: Record<string, number> | null;
}

/** One order's record: what was published, and what was refused on the way to a successor. */
export interface OrderLedger {
  issuer: string;
  order_id: string;
  /** Rises with every commit, so that reservations of one order are judged one after the other. 0: nothing stored. */
  version: number;
  /** Null where no page sheet was published with this storage. */
  published: PublishedRecord | null;
  /** The step at which each candidate was refused. */
  declined: Record<string, number>;
}

/** Rows of purchases, and one ledger per order. Every method is atomic. */
export interface StoragePort {
  find(jti: string): Promise<Purchase | null>;
  /** Inserts the row unless one with its jti, or its issuer, order and candidate, exists. */
  reserve(fresh: Purchase): Promise<{ won: true; purchase: Purchase } | { won: false; purchase: Purchase }>;
  /** Applies the changes and raises the version if it still is `version`; else null. */
  swap(jti: string, version: number, changes: Partial<Purchase>): Promise<Purchase | null>;
  /** Unsettled rows of this issuer whose lease has ended and whose next try is due, longest due first. */
  due(issuer: string, nowMs: number, limit: number): Promise<Purchase[]>;
  /** The order's ledger (version 0 where there is none), and its purchases, at least as new as the ledger. */
  ledger(issuer: string, orderId: string): Promise<{ ledger: OrderLedger; purchases: Purchase[] }>;
  /**
   * Writes both or neither: the ledger if its version is still the one given, which is raised by one; and the
   * purchase, inserted where its version is 1, else in place of the row whose version is one less. False: one of them
   * has changed.
   */
  commit(change: { ledger: OrderLedger; purchase: Purchase | null }): Promise<boolean>;
  /** Remembers the one extension of an offer; a second call returns the first one's deadline. */
  extendOnce(jti: string, deadlineMs: number): Promise<number>;
  /** The extended deadline of an offer, if it has one. */
  extension(jti: string): Promise<number | null>;
}

export interface RetainingStorage extends StoragePort {
  /**
   * Deletes settled purchases reserved before that time (not those whose consent is kept at `nowMs`), ledgers of orders
   * without purchases not written since, and extensions that ended. Returns how many purchases went. Requires: every
   * token signed before then has run out; a deleted purchase could otherwise be made once more.
   */
  purge(beforeMs: number, nowMs?: number): Promise<number>;
}

export type GatewayOutcome =
  /** `captured` and `authorized` say which; `approved` is either. What is authorized, the shop captures itself. */
  | { outcome: 'approved' | 'captured' | 'authorized'; charge_id: string }
  /** Definite: nothing was charged and nothing will be under this key. */
  | { outcome: 'declined'; code?: string }
  | { outcome: 'action_required'; url: string }
  /** The answer did not come; the money may have moved. */
  | { outcome: 'unknown' };

export interface ChargeRequest {
  /** `jti:attempt`. The same key never charges twice, whatever happens. */
  key: string;
  order_id: string;
  amount: number;
  currency: string;
  /** Where the bank sends the shopper after authentication; null from the reconciler. */
  return_url: string | null;
  /**
   * Who asks: always the customer, by the click, also where the reconciler repeats it. Strong authentication applies;
   * a port must not mark the charge as off-session or merchant-initiated, and asks for no exemption that the shop has
   * not agreed with its provider.
   */
  initiator: 'customer';
  /** True for the first charge of a subscription: the port sets up the mandate for those that follow. */
  recurring: boolean;
}

/**
 * The payment provider, charging what the order was paid with. A decline may be thrown as PaymentDeclined, or as the
 * provider's own card error.
 */
export interface GatewayPort {
  /** Charges, or answers what the first call under this key led to. */
  charge(request: ChargeRequest): Promise<GatewayOutcome>;
  /**
   * Sets up the mandate of a subscription that begins with nothing to pay (a trial): as `charge`, with amount 0 and
   * `recurring`. Absent: such a subscription is sold without one.
   */
  setUp?(request: ChargeRequest): Promise<GatewayOutcome>;
  /** What became of a key; `none` if the provider never saw it. */
  lookup(key: string): Promise<GatewayOutcome | { outcome: 'none' }>;
  /** Ends a key: afterwards no charge under it can succeed, unless one already has. */
  cancel(
    key: string,
  ): Promise<
    | { outcome: 'cancelled' }
    | { outcome: 'approved' | 'captured' | 'authorized'; charge_id: string }
    | { outcome: 'unknown' }
  >;
  /**
   * Gives the money of a charge back: refunds what was captured, voids what was only authorized. The same key refunds
   * once. False: not known, ask again.
   */
  refund(request: {
    key: string;
    charge_id: string;
    amount: number;
    currency: string;
    order_id: string;
    reason: 'undo' | 'order_released';
  }): Promise<boolean>;
}

/** A line as the order holds it now: without units that were returned, or replaced by an accepted offer. */
export interface OrderLineSnapshot {
  id: string;
  quantity: number;
  /** Of these units, how many have left the warehouse. Default 0. */
  fulfilled_quantity?: number;
  /** Made for this buyer: nothing replaces it any more. */
  customised?: boolean;
  /** What the shopper has paid for these units, after discounts and refunds. Absent: as it was when published. */
  paid?: number;
}

/** The order as it stands now. */
export interface OrderSnapshot {
  id: string;
  currency: string;
  total: number;
  /** Refunds so far; default 0. */
  refunded?: number;
  /** Offers about a line (upgrades, protection) are held against these before anything is charged. */
  lines: OrderLineSnapshot[];
  /** Packed, cancelled or returned: no line can be added or removed any more. */
  released: boolean;
  /** The payment used can be charged again without the shopper. */
  one_click: boolean;
  /** When fulfilment takes the order; extensions never pass it. */
  hold_until_ms: number | null;
}

export interface OrderPort {
  order(orderId: string): Promise<OrderSnapshot | null>;
  /**
   * Adds the line, or answers the one this purchase already added (also where the order was released since). Refuses a
   * released order, a purchase that removeLine was called for (a process that lags behind must not bring it back), and
   * `line_changed` where too few units are left of the line that it replaces or covers. The kit looks before it
   * charges; this is the last look, in the transaction that changes the order. Units that are replaced, or that
   * customer service takes out, end what covers them.
   */
  addLine(request: {
    purchase_id: string;
    order_id: string;
    candidate_id: string;
    charge_id: string | null;
    line: PurchaseLine;
  }): Promise<{ line_id: string; order_total: number } | { refused: 'order_released' | 'removed' | 'line_changed' }>;
  /** Takes the purchase's line out again, for good; fine if it is not there. Refuses a released order. */
  removeLine(request: {
    purchase_id: string;
    order_id: string;
  }): Promise<{ order_total: number } | { refused: 'order_released' }>;
}

export interface StockPort {
  /**
   * Takes all items or none; a repeated hold is fine and takes nothing more. False: out of stock, or given back
   * before.
   */
  take(request: { hold: string; order_id: string; items: StockItem[] }): Promise<boolean>;
  /**
   * Gives back what this hold took, if it did. Final: a process that lags behind can take nothing under it any more.
   */
  giveBack(request: { hold: string }): Promise<void>;
}

/** A request as every adapter hands it over. Header names are lower case. */
export interface KitRequest {
  method: string;
  /** Path and query as received, e.g. `/encore/status/abc`. */
  url: string;
  headers: Readonly<Record<string, string | undefined>>;
  /** The body's bytes as text; null where there is none. */
  body: string | null;
  /** Set by an adapter that stopped reading at the limit. */
  oversized?: boolean;
  /** Set by an adapter that could not read the body: why, and what to change. Answered with 500. */
  unreadable?: string;
  /** The framework's own request, for the buyer port. */
  raw?: unknown;
}

export interface KitResponse {
  status: number;
  headers: Record<string, string>;
  /** JSON text; empty for 204. */
  body: string;
}

/** Who is asking. A forwarded link to the order page must not be enough. */
export interface BuyerPort {
  /** True if the request carries the session, or the cookie set at payment, of this order's buyer. */
  owns(request: KitRequest, orderId: string): Promise<boolean>;
}

/** Today's tax and shipping, where they may differ from the signed ones. */
export interface LivePort {
  live(request: {
    order: OrderSnapshot;
    line: Omit<PurchaseLine, 'quote'>;
  }): Promise<{
    taxes?: { title: string; rate_ppm: number }[];
    shipping?: { amount: number; taxable?: boolean; free_from?: number | null };
  } | null>;
}

/** The private sheet of an order as it would be emitted now, for successors' tokens. */
export interface SheetPort {
  sheet(orderId: string): Promise<string | object | null>;
}

/** Where page events and the server's own `refunded` go. One JSON object each, with its id. */
export interface EventPort {
  append(events: readonly Record<string, unknown>[]): Promise<void>;
}

/** What happened to an offer; amounts where money moved. Nothing of the shopper is in it. */
export interface OfferNotice {
  order_id: string;
  candidate_id: string;
  purchase_id?: string;
  amount?: number;
  currency?: string;
  reason?: string;
}

/**
 * Called after the fact, once it is on record; what they throw is reported to `onError` and changes nothing. A process
 * that dies in between calls none: keep in the hook nothing that only the hook does.
 */
export interface OfferHooks {
  accepted?: (notice: OfferNotice) => unknown;
  /** A page said so: a claim, and only of shoppers who consent. */
  declined?: (notice: OfferNotice) => unknown;
  undone?: (notice: OfferNotice) => unknown;
  refunded?: (notice: OfferNotice) => unknown;
  /** A click was refused because the price is not the one shown any more. */
  price_changed?: (notice: OfferNotice) => unknown;
}

/** One line of a log: what was asked and how it ended. No token, no address, no person. */
export interface RequestLog {
  at: string;
  level: 'info' | 'warn' | 'error';
  route: string;
  method: string;
  status: number;
  /** The problem type of a refusal. */
  problem?: string;
  duration_ms: number;
}

/** Answers how long to wait, or null to let the request pass. */
export type RateLimit = (request: KitRequest) => Promise<{ retry_after_s: number } | null>;

/** What the kit needs of the core: the `Engine` of `encore-offers/engine` is one. */
export interface EnginePort {
  quote(
    sheet: object,
    options: { candidate_id: string; variant_id?: string; quantity?: number; now: number },
  ): Quote | { ok: false };
  publish(sheet: string | object, options: { now: number; visitor?: string }): Published | Refusal;
  decide(
    sheet: string | object,
    options: { now: number; visitor?: string; explain?: boolean; slates?: boolean; force?: string },
  ): Decision | Refusal;
}

export type Clock = () => number;

/** One key of the ring. HS256 takes `secret`, ES256 JWKs; without the private part a key only verifies. */
export type KeyEntry =
  | { kid: string; alg: 'HS256'; secret: string | Uint8Array }
  | { kid: string; alg: 'ES256'; private_jwk?: object; public_jwk: object };

/** What a shop hands to `createOfferServer`. */
export interface OfferServerOptions {
  /** `createKeyring({ issuer, current: kid, keys })`. */
  keys: KeyringPort;
  engine: EnginePort;
  storage: StoragePort;
  gateway: GatewayPort;
  orders: OrderPort;
  stock: StockPort;
  buyers: BuyerPort;
  live?: LivePort;
  sheets?: SheetPort;
  /** Gets page events, and the server's own `accepted`, `undone` and `refunded`. */
  events?: EventPort;
  hooks?: OfferHooks;
  /** Spans and counters: `await openTelemetry()`. */
  telemetry?: Telemetry;
  /** Gets one entry for each request. */
  log?: (entry: RequestLog) => void;
  clock?: Clock;
  rateLimit?: RateLimit;
  /** Public address of the routes below, e.g. `https://shop.example/encore` or `/encore`. */
  base?: string;
  /** Origins whose pages may call; requests that carry another `Origin` are refused. */
  origins: readonly string[];
  /** How long one process may work on a row before others finish it. */
  leaseMs?: number;
  /** A reservation never charged within this time is cancelled instead of charged late. */
  finishWithinMs?: number;
  /** Where the bank sends the shopper back to, by order. */
  returnUrl?: (orderId: string) => string;
  /** Gets every thrown error with the operation it broke, never a token. Default: prints it to the error stream. */
  onError?: (error: unknown, operation: string) => void;
  /** After this long an unsettled purchase is reported to `onStuck` at every try. Default: an hour. */
  stuckAfterMs?: number;
  /** Default: an `onError`. A person should then look at the order, the gateway and the stock. */
  onStuck?: (purchase: StuckPurchase) => void;
}

/** The handler surface; adapters wrap `handle`, a timer in the shop calls `reconcile`. */
export interface OfferServer {
  /**
   * POST accept, quote, next, extend, events, undo/<jti>; GET status/<jti> (or status?key=<jti>), time, health; OPTIONS
   * any. `health` answers 200 `{"ok": true}` where the storage answers, else 503.
   * Paths are matched below `base`. Never throws; any other path answers 404 `invalid`.
   */
  handle(request: KitRequest): Promise<KitResponse>;
  /** Finishes or refunds what other processes left; safe to run anywhere, any time. */
  reconcile(
    limit?: number,
  ): Promise<{ seen: number; finished: number; refunded: number; freed: number; waiting: number; stuck: number }>;
  /** What to put into the sheet's `endpoints`. */
  endpoints(): {
    accept: string;
    status: string;
    undo: string;
    extend: string;
    quote: string;
    next: string;
    time: string;
    events: string;
  };
}

/** An unsettled purchase that has been so for too long, for the people who run the shop. */
export type StuckPurchase = Pick<
  Purchase,
  'jti' | 'order_id' | 'candidate_id' | 'state' | 'amount' | 'currency' | 'reserved_at_ms' | 'tries'
>;

/** Signs and verifies tokens; see keys.ts. */
export interface KeyringPort {
  readonly issuer: string;
  sign(claims: object): Promise<string>;
  /** The claims of a token whose signature holds, else null. Time is not judged here. */
  verify(token: string): Promise<Record<string, unknown> | null>;
}
