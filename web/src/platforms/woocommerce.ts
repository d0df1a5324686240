// SPDX-License-Identifier: MIT
//
// An order of WooCommerce's REST API v3. Its amounts are net, with the tax beside each; where
// the shop's prices include tax, both together are what the shopper was shown, and are given.
// A fee below zero is how Woo shops write a voucher: it becomes a line of no product. Gift cards
// (the Gift Cards extension's `gift_cards`) are taken off its total, and added to it again here.
import { currencyDigits } from '../engine/money.js';
import {
  momentOf,
  one,
  paymentKind,
  refuse,
  settle,
  type Conversion,
  type ConversionOptions,
  type DraftLine,
  type OrderStatus,
} from './order.js';
import { Findings, rootOf, type Field } from './reader.js';

const statuses: Record<string, OrderStatus> = {
  pending: 'pending',
  'on-hold': 'on_hold',
  processing: 'paid',
  completed: 'paid',
  cancelled: 'cancelled',
  refunded: 'returned',
  failed: 'pending',
};
const unfinished = new Set(['checkout-draft', 'auto-draft', 'trash', 'draft']);

function statusOf(order: Field, options: ConversionOptions, refunded: number): OrderStatus {
  const word = order.at('status').needed().text ?? '';
  if (unfinished.has(word)) refuse(order.findings, options, 'status', `is "${word}", a checkout that is not finished`);
  else if (!Object.hasOwn(statuses, word))
    order.findings.warn('status', `is "${word}", a status of the shop's own; taken for "open"`);
  const status = Object.hasOwn(statuses, word) ? (statuses[word] ?? 'open') : 'open';
  // Cash on delivery goes to processing before anything is paid.
  if (word === 'processing' && order.at('payment_method').text === 'cod') return 'open';
  return status === 'paid' && refunded > 0 ? 'partially_returned' : status;
}

/** Net and tax by their two fields: what the shopper was shown. */
type Shown = (field: Field, net: string, tax: string) => number;

function lineOf(line: Field, shown: Shown, digits: number): DraftLine {
  line.at('total').needed();
  const list = line.at('subtotal').present ? shown(line, 'subtotal', 'subtotal_tax') : undefined;
  const variation = line.at('variation_id').text;
  return {
    id: line.at('id').needed().text,
    productId: idOrNone(line.at('product_id')),
    variantId: variation === '0' ? undefined : variation,
    title: line.at('name').needed().text,
    quantity: line.at('quantity').needed().decimal,
    list,
    paid: shown(line, 'total', 'total_tax'),
    tax: line.at('total_tax').money(digits) ?? 0,
  };
}

/** WordPress writes 0 where there is none. */
const idOrNone = (field: Field): string | undefined => (field.text === '0' ? undefined : field.text);

function voucherOf(fee: Field, amount: number, digits: number): DraftLine {
  return {
    id: `fee-${fee.at('id').text ?? ''}`,
    productId: undefined,
    title: fee.at('name').text ?? 'Voucher',
    quantity: one,
    paid: amount,
    tax: fee.at('total_tax').money(digits) ?? 0,
  };
}

export function fromWooCommerce(document: unknown, options: ConversionOptions = {}): Conversion {
  const findings = new Findings();
  const order = rootOf(document, findings);
  const currency = order.at('currency').needed().text ?? '';
  const digits = currencyDigits(currency);
  const taxIncluded = order.at('prices_include_tax').needed().flag;
  const shown: Shown = (field, net, tax) =>
    (field.at(net).money(digits) ?? 0) + (taxIncluded ? (field.at(tax).money(digits) ?? 0) : 0);
  const fees = order
    .list('fee_lines')
    .map(fee => ({ fee, title: fee.at('name').text ?? 'Fee', amount: shown(fee, 'total', 'total_tax') }));
  const refunded = order.list('refunds').reduce((all, refund) => all - (refund.at('total').money(digits) ?? 0), 0);
  const placed = order.at('date_created_gmt').present
    ? momentOf(order.at('date_created_gmt'))
    : momentOf(order.at('date_created').needed(), options.offset);
  const total = order.at('total').needed().money(digits) ?? 0;
  if (!order.at('line_items').present) order.at('line_items').needed();
  const method = order.at('payment_method').text;
  const customer = order.at('customer_id').text;
  return settle(
    {
      id: order.at('id').needed().text,
      number: order.at('number').text,
      placedAt: placed,
      status: statusOf(order, options, refunded),
      currency,
      taxIncluded,
      lines: [
        ...order.list('line_items').map(line => lineOf(line, shown, digits)),
        ...fees.filter(({ amount }) => amount < 0).map(({ fee, amount }) => voucherOf(fee, amount, digits)),
      ],
      discount: order.at('discount_total').present ? shown(order, 'discount_total', 'discount_tax') : undefined,
      shipping: shown(order, 'shipping_total', 'shipping_tax'),
      tax: order.at('total_tax').money(digits) ?? 0,
      total,
      giftCards: order.list('gift_cards').reduce((all, card) => all + (card.at('amount').money(digits) ?? 0), 0),
      fees: fees.filter(({ amount }) => amount > 0).map(({ title, amount }) => ({ title, amount })),
      refunded: order.at('status').text === 'refunded' && refunded === 0 ? total : refunded,
      billing: { country: order.at('billing', 'country').text, region: order.at('billing', 'state').text },
      delivery: { country: order.at('shipping', 'country').text, region: order.at('shipping', 'state').text },
      coupons: order.list('coupon_lines').map(coupon => coupon.at('code').text ?? ''),
      channel: order.at('created_via').text,
      payment:
        method === undefined ? undefined : { kind: paymentKind(method), label: order.at('payment_method_title').text },
      released: order.at('status').text === 'completed',
      customer: {
        id: customer === '0' ? undefined : customer,
        firstName: order.at('billing', 'first_name').text,
        country: order.at('billing', 'country').text,
      },
    },
    findings,
  );
}
