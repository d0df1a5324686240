// SPDX-License-Identifier: MIT
//
// All that a new purchase has to meet at this moment, in order: begun, in time, the order
// open and chargeable, the offer one that this order may take, its order line still there,
// and the price the one shown. Nothing is changed here. A refusal found here depends on the
// moment, so accept.ts writes it down before it is answered.
import { ask, type Flow } from './calls.js';
import { milliseconds, type OfferClaims, type Terms } from './claims.js';
import {
  beyondOrder,
  firstDeadline,
  pathTo,
  refusedByRecord,
  withDeclined,
  type OrderRecord,
  type Path,
} from './ledger.js';
import type { OrderLedger, OrderSnapshot } from './ports.js';
import { notOffered, problem, type Reply } from './problems.js';
import { variantOf } from './request.js';
import {
  checkDeadline,
  isReply,
  lineOf,
  priceLine,
  triggerHolds,
  TRIGGER_FALSE,
  type Offer,
  type VerifiedRequest,
} from './verify-accept.js';

/** The offer at today's price, and why it cannot be bought at this moment, if so. */
export interface Judged {
  offer: Offer;
  path: Path;
  refused: Reply | null;
  /** Until when it may be reserved. */
  deadline: number;
  /** The order's ledger as read, with the refusal that led to this offer. */
  ledger: OrderLedger;
}

/** The signed terms with today's tax and shipping in them; the very same object where the shop names none. */
export function* currentTerms(
  claims: OfferClaims,
  order: OrderSnapshot,
  variantId: string,
  quantity: number,
): Flow<Terms> {
  const title = variantOf(claims, variantId)?.title;
  const live = yield* ask('live', { order, line: lineOf(claims, variantId, title, quantity) });
  const terms = withPaid(claims, order);
  if (live === null) return terms;
  const candidate = { ...terms.candidates[0] };
  if (live.taxes !== undefined) candidate.taxes = live.taxes;
  if (live.shipping !== undefined) candidate.shipping = live.shipping;
  return { ...terms, candidates: [candidate] };
}

/** Less was paid for the line than when the terms were signed (a refund since): what is left counts. */
function withPaid({ terms, line }: OfferClaims, order: OrderSnapshot): Terms {
  const now = line === null ? undefined : order.lines.find(({ id }) => id === line.id);
  const signed = terms.order.lines?.find(({ id }) => id === line?.id);
  if (now?.paid === undefined || signed === undefined) return terms;
  const paid = signed.paid ?? signed.unit_price * signed.quantity;
  // Units returned or replaced since took their share with them; only a lower price per unit changes the terms.
  const scaled = (BigInt(now.paid) * BigInt(signed.quantity)) / BigInt(Math.max(1, now.quantity));
  if (scaled >= BigInt(paid)) return terms;
  const lines = terms.order.lines?.map(one => (one.id === signed.id ? { ...one, paid: Number(scaled) } : one));
  return { ...terms, order: { ...terms.order, ...(lines && { lines }) } };
}

/** Until when this offer may be reserved: the earliest deadline it was announced with, or the one extension it got. */
function* deadlineOf(claims: OfferClaims, ledger: OrderLedger, now: number): Flow<number> {
  const end = Math.min(milliseconds(claims.exp), firstDeadline(ledger, claims.candidate));
  if (now < end) return end;
  return Math.max(end, (yield* ask('extension', { jti: claims.jti })) ?? 0);
}

/** What the order as it stands now says against any offer, or null. */
function closed(order: OrderSnapshot, { quote }: Offer): Reply | null {
  if (order.released) return problem('order_released', 'The order is packed, cancelled or returned.');
  // Nothing to pay needs no payment; a trial does, because its first renewal will be charged.
  const needsPayment = quote.total > 0 || quote.subscription !== undefined;
  if (!order.one_click && needsPayment)
    return problem('payment_declined', "The order's payment cannot be charged again. Nothing was charged.");
  return order.currency === quote.currency ? null : problem('invalid', "The offer is not in the order's currency.");
}

/** Whether the signed offer can be bought now, by the order's record and by the order itself. */
export function* judge({ body, claims }: VerifiedRequest, signed: Offer, record: OrderRecord): Flow<Judged> {
  const now = yield* ask('now', null);
  const deadline = yield* deadlineOf(claims, record.ledger, now);
  const judged: Judged = {
    offer: signed,
    path: { step: claims.step, instead_of: null },
    refused: null,
    deadline,
    ledger: record.ledger,
  };
  const no = (refused: Reply): Judged => ({ ...judged, refused });
  if (now < milliseconds(claims.nbf)) return no(notOffered('not_started', 'This offer has not begun.'));
  const late = checkDeadline(now, deadline);
  if (late !== null) return no(late);
  if (!(yield* triggerHolds(claims, now))) return no(TRIGGER_FALSE);
  const order = yield* ask('order', { order_id: claims.order });
  if (order === null) return no(problem('invalid', 'There is no such order.', {}, 404));
  const shut = closed(order, signed);
  if (shut !== null) return no(shut);
  const path = pathTo(claims, body.from, record);
  if (isReply(path)) return no(path);
  judged.path = path;
  judged.ledger = withDeclined(record.ledger, path.instead_of, path.step - 1);
  const barred = refusedByRecord(claims, path, signed.line, record) ?? beyondOrder(claims, signed.line, order, record);
  if (barred !== null) return no(barred);
  return yield* atTodaysPrice({ body, claims }, judged, order, now);
}

type Asked = Pick<VerifiedRequest, 'body' | 'claims'>;

/** The same offer with today's tax, shipping and credit; refused where that is not the price shown. */
function* atTodaysPrice({ body, claims }: Asked, judged: Judged, order: OrderSnapshot, now: number): Flow<Judged> {
  const terms = yield* currentTerms(claims, order, body.variant_id, body.quantity);
  const changed = terms !== claims.terms;
  const offer = changed ? yield* priceLine(claims, terms, body.variant_id, body.quantity, now) : judged.offer;
  if (isReply(offer)) return { ...judged, refused: offer };
  const { total, currency } = offer.quote;
  if (body.expected.total === total && body.expected.currency === currency) return { ...judged, offer };
  const token = changed ? yield* ask('sign', { claims: { ...claims, terms } }) : body.token;
  const refused = problem('price_changed', 'The price differs from the one shown.', {
    quote: offer.quote,
    token,
    key: claims.jti,
    deadline: new Date(milliseconds(claims.exp)).toISOString(),
  });
  return { ...judged, offer, refused };
}
