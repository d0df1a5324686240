// SPDX-License-Identifier: MIT
//
// The package's `./server`: publish and sign sheets, verify and answer accepts exactly once,
// reconcile what was interrupted. Start at createOfferServer; ports.ts says what a shop
// brings along. For a framework, see `encore-offers/adapters/{fastify,express,fetch}`.
export { createKeyring } from './keys.js';
export { publishedEvent, type ConsideredOffer, type PublishedEvent, type RecordOptions } from './published-event.js';
export { publish, type PublishedSheet, type PublishOptions } from './publish.js';
export { sheetJson, sheetScript } from './sheet-script.js';
export { verifyAccept, type VerifiedAccept } from './verify-accept.js';
export { verifyQuote, type QuoteDifference, type QuoteDispute, type QuoteVerdict } from './verify-quote.js';
export { createOfferServer } from './offer-server.js';
export { memoryStorage, PurchaseTable } from './storage/memory.js';
export { postgresStorage, type Queryable } from './storage/postgres.js';
export { sqliteStorage, type SqliteDatabase } from './storage/sqlite.js';
export { postgresEvents } from './storage/events-postgres.js';
export { fileEvents } from './storage/events-files.js';
export { openTelemetry, type Attributes, type Telemetry } from './telemetry.js';
export { migrate, type TableNames } from './storage/migrations.js';
export { consentsOf, contractEnded, type ConsentRecord } from './consent.js';
export { consentDigest, tokenId, type OfferClaims } from './claims.js';
export { routes, schemas, type RouteContract, type RouteName } from './contract.js';
export { offerApi, offerPaths } from './openapi.js';
export { problemDocuments, type ProblemType, type Reply } from './problems.js';
export { MAX_BODY_BYTES } from './gate.js';
export {
  conformanceHooks,
  CONFORMANCE_PATH,
  CONFORMANCE_SECRET,
  type ConformanceActions,
  type ConformanceBooks,
  type ConformanceOrder,
  type ConformanceWish,
} from './conformance-hooks.js';
export type * from './ports.js';

// The flows themselves, for shops that drive them otherwise, and for the simulation.
export { accept, type Shop } from './accept.js';
export { undo } from './undo.js';
export { status } from './status.js';
export { extend, next, quote } from './offers.js';
export { reconcile, type Reconciled } from './reconcile.js';
export { PaymentDeclined, PortAnswerError } from './answers.js';
export { drive } from './drive.js';
export type { Call, CallName, Calls, Flow, Performers } from './calls.js';
export { reasonFix, reasonSentence } from '../engine/reasons.js';
