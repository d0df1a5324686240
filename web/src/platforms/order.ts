// SPDX-License-Identifier: MIT
//
// From what a platform's document says to the sheet's `order` and `customer`. Each platform's
// file reads its own document into a `Draft`; what holds for all of them is decided here: how
// parts make up the total, what a line has paid, what is refused.
//
// - The total is the platform's, always. Where its parts do not make it up, a warning says by how much.
// - `paid` is exact: what the document says of the line after every discount. `unit_price` is for display;
//   a gross piece that is no whole minor unit is rounded there, and that is never taken for a discount.
// - `subtotal - discount` is the sum of what the lines have paid.
import { decimalText, perPiece, readDecimal, type Decimal } from './decimal.js';
import type { Field, Finding, Findings } from './reader.js';

export type OrderStatus =
  | 'open'
  | 'paid'
  | 'pending'
  | 'authorized'
  | 'on_hold'
  | 'partially_paid'
  | 'cancelled'
  | 'returned'
  | 'partially_returned';

export type PaymentKind = 'card' | 'wallet' | 'bnpl' | 'cash' | 'invoice' | 'other';

export interface Fee {
  title: string;
  amount: number;
}

/** A line of the sheet's order, as schema/offer-sheet-1.schema.json describes it. */
export interface OrderLine {
  id: string;
  product_id: string | null;
  variant_id?: string;
  title: string;
  quantity: number | string;
  unit_price: number;
  paid: number;
  tax: number;
  returned_quantity?: number | string;
  refunded?: number;
  fulfilled_quantity?: number | string;
  parent_line_id?: string;
  gift_card?: boolean;
  categories?: string[];
  tags?: string[];
  interval_days?: number;
  unit_cost?: number;
}

/** The sheet's order; amounts are minor units of `currency`. */
export interface ConvertedOrder {
  id: string;
  number?: string;
  placed_at: string | null;
  status: OrderStatus;
  currency: string;
  lines: OrderLine[];
  subtotal: number;
  discount: number;
  shipping: number;
  tax: number;
  total: number;
  tax_included: boolean;
  tips?: number;
  duties?: number;
  fees?: Fee[];
  gift_cards?: number;
  rounding?: number;
  refunded?: number;
  shop_currency?: string;
  rate?: string;
  billing_country?: string;
  billing_region?: string;
  shipping_country?: string;
  shipping_region?: string;
  coupons?: string[];
  channel?: string;
  test?: boolean;
  payment?: { kind: PaymentKind; label?: string };
  fulfilment?: { released: boolean };
}

export interface ConvertedCustomer {
  id?: string;
  first_name?: string;
  orders_count?: number;
  segments?: string[];
  country?: string;
}

export interface ConversionOptions {
  /** Where the sheet is shown; thank_you refuses what is no placed order. Default thank_you. */
  surface?: 'thank_you' | 'order_status' | 'tracking' | 'cart' | 'checkout';
  /** Whether prices contain tax, where the platform's document does not say. */
  taxIncluded?: boolean;
  /** The shop's zone, for dates that the document gives without one: "+01:00". Default UTC. */
  offset?: string;
  /** When the order was placed, where the document does not say. */
  placedAt?: string;
  /** Decimals of stored amounts, where the platform stores integers of its own precision (Vendure). Default 2. */
  precision?: number;
}

/** What a conversion gives. A warning says what does not add up or could not be carried. */
export type Conversion =
  | { ok: true; order: ConvertedOrder; customer: ConvertedCustomer; warnings: Finding[] }
  | { ok: false; faults: Finding[]; warnings: Finding[] };

/** A line as a platform's file reads it. `list` is what all pieces cost before any discount; absent, what is `paid`. */
export interface DraftLine {
  id: string | undefined;
  productId: string | undefined;
  variantId?: string | undefined;
  title: string | undefined;
  quantity: Decimal | undefined;
  /** Absent: the list price by the piece. */
  unitPrice?: number | undefined;
  list?: number | undefined;
  paid: number;
  tax: number;
  returned?: Decimal | undefined;
  refunded?: number | undefined;
  fulfilled?: Decimal | undefined;
  parent?: string | undefined;
  giftCard?: boolean | undefined;
  categories?: string[] | undefined;
  tags?: string[] | undefined;
  intervalDays?: number | undefined;
  unitCost?: number | undefined;
}

/** An order as a platform's file reads it. All amounts are the shopper's; `shipping` is after its discounts. */
export interface Draft {
  id: string | undefined;
  number?: string | undefined;
  placedAt: string | undefined;
  status: OrderStatus;
  currency: string;
  taxIncluded: boolean;
  lines: DraftLine[];
  /** What the document says was taken off the lines in all, held against the lines. */
  discount?: number | undefined;
  shipping: number;
  tax: number;
  total: number;
  tips?: number | undefined;
  duties?: number | undefined;
  fees?: Fee[] | undefined;
  /** Gift cards and credit that the platform has taken off `total`. */
  giftCards?: number | undefined;
  rounding?: number | undefined;
  refunded?: number | undefined;
  shop?: { currency: string; rate: string } | undefined;
  billing?: { country?: string | undefined; region?: string | undefined };
  delivery?: { country?: string | undefined; region?: string | undefined };
  coupons?: string[];
  channel?: string | undefined;
  test?: boolean;
  payment?: { kind: PaymentKind; label?: string | undefined } | undefined;
  released?: boolean | undefined;
  customer: {
    id?: string | undefined;
    firstName?: string | undefined;
    ordersCount?: number | undefined;
    segments?: string[];
    country?: string | undefined;
  };
}

/** The members that are there: what a document does not say is left out, not null. */
function without<T extends object>(members: { [K in keyof T]: T[K] | undefined }): T {
  const kept = Object.entries(members).filter(([, value]) => value !== undefined && value !== '');
  return Object.fromEntries(kept) as T;
}

const some = <T>(list: T[] | undefined): T[] | undefined => (list && list.length > 0 ? list : undefined);
const nonZero = (amount: number | undefined): number | undefined => (amount ? amount : undefined);
const sum = (amounts: number[]): number => amounts.reduce((all, amount) => all + amount, 0);

/** A count as the sheet takes it: an integer as a number, other decimals as text. */
const count = (decimal: Decimal): number | string => {
  const text = decimalText(decimal);
  return text.includes('.') ? text : Number(text);
};
const counted = (decimal: Decimal | undefined): number | string | undefined =>
  decimal && decimal.digits !== 0n ? count(decimal) : undefined;

const none: Decimal = { digits: 0n, scale: 0 };

function lineOf(draft: DraftLine): OrderLine {
  const quantity = draft.quantity ?? none;
  const list = draft.list ?? draft.paid;
  const line = {
    id: draft.id,
    product_id: draft.productId ?? null,
    variant_id: draft.variantId,
    title: draft.title,
    quantity: count(quantity),
    unit_price: draft.unitPrice ?? (quantity.digits === 0n ? 0 : perPiece(list, quantity)),
    paid: draft.paid,
    tax: draft.tax,
    returned_quantity: counted(draft.returned),
    refunded: nonZero(draft.refunded),
    fulfilled_quantity: counted(draft.fulfilled),
    parent_line_id: draft.parent,
    gift_card: draft.giftCard ? true : undefined,
    categories: some(draft.categories),
    tags: some(draft.tags),
    interval_days: draft.intervalDays,
    unit_cost: draft.unitCost,
  };
  return without<OrderLine>(line);
}

/** What the shopper may see of an amount that does not fit. */
const inUnits = (amount: number, currency: string): string => `${String(amount)} (minor units of ${currency})`;

function warnOfDifferences(draft: Draft, discount: number, subtotal: number, findings: Findings): void {
  const { currency } = draft;
  if (draft.discount !== undefined && draft.discount !== discount) {
    findings.warn(
      'discount',
      `the order's discount is ${inUnits(draft.discount, currency)}, its lines' together ${inUnits(discount, currency)}`,
    );
  }
  const parts =
    subtotal -
    discount +
    draft.shipping +
    (draft.taxIncluded ? 0 : draft.tax) +
    (draft.tips ?? 0) +
    (draft.duties ?? 0) +
    sum((draft.fees ?? []).map(({ amount }) => amount)) +
    (draft.rounding ?? 0);
  const total = draft.total + (draft.giftCards ?? 0);
  if (parts !== total) {
    findings.warn(
      'total',
      `the order's total is ${inUnits(total, currency)}, its parts make ${String(parts)}; the total stands`,
    );
  }
}

/** Cash on delivery is open until it arrives: nothing of it is authorised, and nothing is waited for before. */
const standing = ({ status, payment }: Draft): OrderStatus =>
  payment?.kind === 'cash' && (status === 'pending' || status === 'authorized') ? 'open' : status;

/** The conversion's result: the draft where nothing is missing, else what is. */
export function settle(draft: Draft, findings: Findings): Conversion {
  const { faults, warnings } = findings;
  if (faults.length > 0) return { ok: false, faults, warnings };
  const paid = sum(draft.lines.map(line => line.paid));
  const discount = sum(draft.lines.map(line => (line.list ?? line.paid) - line.paid));
  const subtotal = paid + discount;
  warnOfDifferences(draft, discount, subtotal, findings);
  const order = {
    id: draft.id,
    number: draft.number,
    placed_at: draft.placedAt,
    status: standing(draft),
    currency: draft.currency,
    lines: draft.lines.map(lineOf),
    subtotal,
    discount,
    shipping: draft.shipping,
    tax: draft.tax,
    // Gift cards pay an order, they do not make it cheaper; a platform that takes them off its total is added up again.
    total: draft.total + (draft.giftCards ?? 0),
    tax_included: draft.taxIncluded,
    tips: nonZero(draft.tips),
    duties: nonZero(draft.duties),
    fees: some(draft.fees?.filter(({ amount }) => amount !== 0)),
    gift_cards: nonZero(draft.giftCards),
    rounding: nonZero(draft.rounding),
    refunded: nonZero(draft.refunded),
    shop_currency: draft.shop?.currency,
    rate: draft.shop?.rate,
    billing_country: country(draft.billing?.country),
    billing_region: region(draft.billing),
    shipping_country: country(draft.delivery?.country),
    shipping_region: region(draft.delivery),
    coupons: some(draft.coupons),
    channel: draft.channel,
    test: draft.test ? true : undefined,
    payment: draft.payment && without<{ kind: PaymentKind; label?: string }>(draft.payment),
    fulfilment: draft.released === undefined ? undefined : { released: draft.released },
  };
  const { customer } = draft;
  return {
    ok: true,
    order: without<ConvertedOrder>(order),
    customer: without<ConvertedCustomer>({
      id: customer.id,
      first_name: customer.firstName,
      orders_count: customer.ordersCount,
      segments: some(customer.segments),
      country: country(customer.country),
    }),
    warnings,
  };
}

/** ISO 3166-1 alpha-2, or nothing. */
const country = (code: string | undefined): string | undefined =>
  code && /^[A-Za-z]{2}$/.test(code) ? code.toUpperCase() : undefined;

/** ISO 3166-2 without its country, or nothing: "us-ny", "US-NY" and "ny" are NY; a name such as "Texas" is none. */
function region(place: { country?: string | undefined; region?: string | undefined } | undefined): string | undefined {
  const code = place?.region?.trim().toUpperCase() ?? '';
  const own = code.startsWith(`${place?.country?.toUpperCase() ?? ''}-`) ? code.slice(code.indexOf('-') + 1) : code;
  return /^[A-Z0-9]{1,3}$/.test(own) ? own : undefined;
}

/**
 * A moment as RFC 3339 with zone: what has one as it is, what has none in the shop's zone.
 * Reads "2026-11-21T10:05:00", "2026-11-21 10:05:00" and what RFC 2822 writes.
 */
export function moment(text: string | undefined, offset = 'Z'): string | undefined {
  if (text === undefined) return undefined;
  const [, day, time, zone] = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2}(?:\.\d+)?)(.*)$/.exec(text.trim()) ?? [];
  if (day && time) {
    const given = zone?.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2').toUpperCase();
    return `${day}T${time}${given || offset}`;
  }
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return `${text}T00:00:00${offset}`;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}

/** The moment that a field gives, as `moment` reads it; a fault where it holds something else, or no day there is. */
export function momentOf(field: Field, offset?: string): string | undefined {
  const { text } = field;
  if (text === undefined) return undefined;
  const read = moment(text, offset);
  // JavaScript takes the 31st of February for the 3rd of March.
  const day = read?.slice(0, 10);
  const ms = Date.parse(`${day ?? ''}T00:00:00Z`);
  const exists = !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(day ?? '');
  if (read !== undefined && exists && !Number.isNaN(Date.parse(read))) return read;
  field.findings.fault(field.path, `is ${JSON.stringify(text)}, which is no date such as "2026-11-21T10:05:00Z"`);
  return undefined;
}

/** One piece, where a document gives no count. */
export const one: Decimal = { digits: 1n, scale: 0 };

/** The quantity of a line; a fault where there is none. */
export const quantityOf = (value: unknown): Decimal | undefined => readDecimal(value);

const kinds: [PaymentKind, RegExp][] = [
  ['bnpl', /klarna|afterpay|clearpay|affirm|sezzle|zip(?:_|\b)|scalapay|bread|laybuy|pay_?later|ratepay/i],
  ['cash', /cash|\bcod\b|cashondelivery/i],
  [
    'invoice',
    /invoice|bank[ _-]?(?:deposit|transfer)|bacs|purchase[ _-]?order|purchaseorder|che(?:que|ck)(?:mo)?|sepa_credit|prepayment|money[ _-]?order/i,
  ],
  ['wallet', /paypal|apple[ _-]?pay|google[ _-]?pay|shop[ _-]?pay|amazon|alipay|wechat|link\b|venmo|ppcp/i],
  [
    'card',
    /card|visa|master|amex|stripe|shopify_payments|braintree|adyen|mollie|authorize|cybersource|square|woocommerce_payments|pp_stripe/i,
  ],
];

/** The kind of a payment by what a platform calls its method. */
export const paymentKind = (method: string | undefined): PaymentKind =>
  kinds.find(([, words]) => method !== undefined && words.test(method))?.[0] ?? 'other';

/** A fault where the document is no placed order and the surface needs one. */
export function refuse(findings: Findings, options: ConversionOptions, path: string, what: string): void {
  const surface = options.surface ?? 'thank_you';
  if (surface !== 'cart' && surface !== 'checkout')
    findings.fault(path, `${what}; an offer on ${surface} needs a placed order`);
}
