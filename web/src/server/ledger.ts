// SPDX-License-Identifier: MIT
//
// What an order may still take, judged for a new reservation: the order's ledger says what
// was published and refused, its purchase rows say what was taken. Nothing is counted twice,
// because nothing but those rows is counted: an undone purchase has left its slot, its line
// and the budget as soon as its row says so. Where nothing was published with this storage,
// the token's own claims count, and budgets are not held.
//
// The caller writes the reservation by `commit`, which raises the ledger's version: of two
// reservations of one order, the second is judged again with the first one in sight.
import { givenAwayKinds, standingStates } from '../engine/vocabulary.js';
import type { OfferClaims } from './claims.js';
import type { OrderLedger, OrderSnapshot, Purchase, PurchaseLine } from './ports.js';
import { notOffered, problem, type Reply } from './problems.js';

/** An order's ledger with its purchases, as the storage port gives them. */
export interface OrderRecord {
  ledger: OrderLedger;
  purchases: readonly Purchase[];
}

/** How the shopper came to an offer. */
export interface Path {
  step: number;
  /** The candidate whose refusal brought it; null for any other way. */
  instead_of: string | null;
}

/** True where a purchase takes a slot, a line and the budget: it is bought, or may still become so. */
export const stands = (purchase: Purchase): boolean => standingStates.has(purchase.state);

const SUPERSEDED = problem('superseded', 'What this offer was the alternative to has been bought.');
const DECLINED = problem('superseded', 'This offer was declined, and another one came in its place.');

/** The purchases that stand, without the offer in question. */
const others = ({ purchases }: OrderRecord, claims: OfferClaims): Purchase[] =>
  purchases.filter(purchase => stands(purchase) && purchase.candidate_id !== claims.candidate);

/**
 * The way that led to this offer, or the reply where there is none. `from` is what the request says: the candidate
 * whose refusal brought the offer.
 */
export function pathTo(claims: OfferClaims, from: string | null, record: OrderRecord): Path | Reply {
  const standing = others(record, claims);
  const bought = (candidate: string): Purchase | undefined => standing.find(row => row.candidate_id === candidate);
  const { declined } = record.ledger;
  const refused =
    from !== null && claims.declined_candidates.includes(from)
      ? from
      : claims.declined_candidates.find(candidate => candidate in declined && bought(candidate) === undefined);
  if (refused !== undefined) {
    if (bought(refused) !== undefined) return SUPERSEDED;
    const step = declined[refused] ?? Math.max(1, claims.step - 1);
    return { step: step + 1, instead_of: refused };
  }
  const before = claims.accepted_candidates.map(bought).find(row => row?.state === 'accepted');
  if (before !== undefined) return { step: before.step + 1, instead_of: null };
  if (!claims.funnel_only) return { step: 1, instead_of: null };
  if (claims.declined_candidates.some(candidate => bought(candidate) !== undefined)) return SUPERSEDED;
  return notOffered('funnel_only', 'Another offer has to be answered first.');
}

/** An original that was refused, or whose alternative stands, is not sold beside it. */
function supersededByAnswer(claims: OfferClaims, record: OrderRecord): Reply | null {
  if (claims.candidate in record.ledger.declined) return DECLINED;
  return others(record, claims).some(row => row.instead_of === claims.candidate) ? SUPERSEDED : null;
}

/** More offers than the surface, the steps of a slot, or the order may take. */
function beyondSlots(claims: OfferClaims, path: Path, record: OrderRecord): Reply | null {
  const standing = others(record, claims);
  const { published } = record.ledger;
  const { surface } = claims.limits;
  const limits = published?.surfaces[surface] ?? claims.limits;
  const spent = (limit: number, actual: number, detail: string): Reply =>
    notOffered('slots_spent', detail, { limit, actual });
  const steps = limits.max_steps ?? Infinity;
  if (path.step > steps) return spent(steps, path.step, 'This slot has had all its offers.');
  const slots = limits.max_offers ?? Infinity;
  const first = standing.filter(row => row.surface === surface && row.step === 1).length + 1;
  if (path.step === 1 && first > slots) return spent(slots, first, 'The order has taken its offers.');
  const all = (published === null ? claims.limits.max_accepts : published.max_accepts) ?? Infinity;
  return standing.length >= all ? spent(all, standing.length + 1, 'The order has taken its offers.') : null;
}

/** Gifts and samples whose costs together pass the order's budget. Needs the published record. */
function beyondBudget(claims: OfferClaims, line: PurchaseLine, record: OrderRecord): Reply | null {
  const { published } = record.ledger;
  const budget = published?.giveaway_budget ?? null;
  if (published === null || budget === null || !givenAwayKinds.has(line.kind)) return null;
  const cost = (candidate: string, { variant_id, quantity }: PurchaseLine): number =>
    (published.offers[candidate]?.costs?.[variant_id] ?? 0) * quantity;
  const spent = others(record, claims)
    .filter(row => givenAwayKinds.has(row.line.kind))
    .reduce((sum, row) => sum + cost(row.candidate_id, row.line), 0);
  const actual = spent + cost(claims.candidate, line);
  return actual > budget
    ? notOffered('giveaway_budget_spent', 'The gifts of this order are given.', { limit: budget, actual })
    : null;
}

/** Units that purchases in this list replace of a line. */
const replacedUnits = (rows: readonly Purchase[], lineId: string): number =>
  rows.reduce((sum, { line }) => sum + (line.replaces?.line_id === lineId ? line.replaces.quantity : 0), 0);

/** Units of a line that a family of protection covers already. */
const coveredUnits = (rows: readonly Purchase[], lineId: string, family: string | null): number =>
  rows.reduce(
    (sum, { line }) => sum + (line.covers?.line_id === lineId && line.family === family ? line.quantity : 0),
    0,
  );

/** Units that the family with the most covers has covered: a unit is not replaced under its cover. */
const mostCovered = (rows: readonly Purchase[], lineId: string): number =>
  Math.max(0, ...rows.map(({ line }) => coveredUnits(rows, lineId, line.family)));

/** The line an offer is about, and how many units of it. */
function aboutLine(line: PurchaseLine): { id: string; units: number } | null {
  if (line.replaces !== null) return { id: line.replaces.line_id, units: line.replaces.quantity };
  return line.covers === null ? null : { id: line.covers.line_id, units: line.quantity };
}

const lineChanged = (limit: number, actual: number): Reply =>
  notOffered('line_changed', 'Too few units of the order line are left for this offer.', { limit, actual });

/** More units of a line replaced or covered than were there when the order's offers were first published. */
function beyondLine(claims: OfferClaims, line: PurchaseLine, record: OrderRecord): Reply | null {
  const about = aboutLine(line);
  if (about === null) return null;
  const standing = others(record, claims);
  const signed = claims.line?.id === about.id ? claims.line.units : null;
  const published = record.ledger.published?.lines[about.id];
  // What was replaced before the token was signed is missing from the units it names.
  const before = standing.filter(row => row.reserved_at_ms < claims.iat * 1000);
  const units = published ?? (signed === null ? null : signed + replacedUnits(before, about.id));
  if (units === null) return null;
  const covered =
    line.covers === null ? mostCovered(standing, about.id) : coveredUnits(standing, about.id, line.family);
  const taken = replacedUnits(standing, about.id) + covered;
  return taken + about.units > units ? lineChanged(units, taken + about.units) : null;
}

/** Fewer units in the order as it stands now: shipped, returned, taken out, or made for the buyer. */
export function beyondOrder(
  claims: OfferClaims,
  line: PurchaseLine,
  order: OrderSnapshot,
  record: OrderRecord,
): Reply | null {
  const about = aboutLine(line);
  if (about === null) return null;
  const now = order.lines.find(({ id }) => id === about.id);
  if (now === undefined) return lineChanged(0, about.units);
  if (line.replaces !== null && now.customised === true) return lineChanged(0, about.units);
  // What is reserved but not yet in the order will still take its units.
  const pending = others(record, claims).filter(row => row.state !== 'accepted' && row.state !== 'undoing');
  const shipped = line.replaces === null ? 0 : (now.fulfilled_quantity ?? 0);
  const left = now.quantity - shipped - replacedUnits(pending, about.id);
  return about.units > left ? lineChanged(Math.max(0, left), about.units) : null;
}

/** Why the order's record does not allow this purchase; null where it does. */
export function refusedByRecord(
  claims: OfferClaims,
  path: Path,
  line: PurchaseLine,
  record: OrderRecord,
): Reply | null {
  if (record.ledger.published?.holdout === true) return notOffered('holdout', 'This order is shown no offers.');
  return (
    supersededByAnswer(claims, record) ??
    beyondSlots(claims, path, record) ??
    beyondBudget(claims, line, record) ??
    beyondLine(claims, line, record)
  );
}

/** The ledger with one refusal more; the same object where it is on record. */
export function withDeclined(ledger: OrderLedger, candidate: string | null, step: number): OrderLedger {
  if (candidate === null || candidate in ledger.declined) return ledger;
  return { ...ledger, declined: { ...ledger.declined, [candidate]: step } };
}

/** The first announced deadline of an offer, which no later rendering moves; Infinity where none was announced. */
export const firstDeadline = ({ published }: OrderLedger, candidate: string): number =>
  published?.offers[candidate]?.deadline_ms ?? Infinity;

export const emptyLedger = (issuer: string, orderId: string): OrderLedger => ({
  issuer,
  order_id: orderId,
  version: 0,
  published: null,
  declined: {},
});
