// SPDX-License-Identifier: MIT
//
// An order of Medusa v2, from the Store or the Admin API. Amounts are major units; each item
// says whether its price contains tax, and its `total` is what was paid with tax, after
// discounts. Money given back is the summary's and the payments' own, not what returns are worth.
import { currencyDigits } from '../engine/money.js';
import {
  momentOf,
  paymentKind,
  refuse,
  settle,
  type Conversion,
  type ConversionOptions,
  type DraftLine,
  type OrderStatus,
} from './order.js';
import { Findings, rootOf, type Field } from './reader.js';

const payments: Record<string, OrderStatus> = {
  not_paid: 'pending',
  awaiting: 'pending',
  requires_action: 'pending',
  partially_authorized: 'pending',
  authorized: 'authorized',
  captured: 'paid',
  partially_captured: 'partially_paid',
  partially_refunded: 'partially_returned',
  refunded: 'returned',
  canceled: 'cancelled',
};

function statusOf(order: Field, options: ConversionOptions): OrderStatus {
  const status = order.at('status').text;
  if (status === 'draft' || order.at('is_draft_order').flag) refuse(order.findings, options, 'status', 'is a draft');
  if (status === 'canceled' || order.at('canceled_at').present) return 'cancelled';
  const word = order.at('payment_status').needed("add payment_status to the request's fields").text ?? '';
  const known = Object.hasOwn(payments, word) ? payments[word] : undefined;
  if (!known && word)
    order.findings.fault('payment_status', `is "${word}"; known: ${Object.keys(payments).join(', ')}`);
  return known ?? 'open';
}

const ask = "add it to the request's fields, for example fields=+items.*,+items.tax_lines,*shipping_methods";

function lineOf(item: Field, taxIncluded: boolean, digits: number): DraftLine {
  const tax = item.at('tax_total').needed(ask).money(digits) ?? 0;
  const total = item.at('total').needed(ask).money(digits) ?? 0;
  const originalTax = item.at('original_tax_total').money(digits) ?? tax;
  const original = item.at('original_total').money(digits);
  const detail = item.at('detail');
  return {
    id: item.at('id').needed().text,
    productId: item.at('product_id').text,
    variantId: item.at('variant_id').text,
    title: item.either('product_title', 'title').needed().text,
    quantity: item.either('quantity', 'detail.quantity').needed().decimal,
    unitPrice: item.at('is_tax_inclusive').flag === taxIncluded ? item.at('unit_price').money(digits) : undefined,
    list: original === undefined ? undefined : taxIncluded ? original : original - originalTax,
    paid: taxIncluded ? total : total - tax,
    tax,
    returned: detail.at('return_received_quantity').decimal,
    fulfilled: detail.at('fulfilled_quantity').decimal,
    giftCard: item.at('is_giftcard').flag,
  };
}

function refundedOf(order: Field, digits: number): number {
  const said = order.at('summary', 'refunded_total').money(digits);
  if (said !== undefined) return said;
  const refunds = order
    .list('payment_collections')
    .flatMap(collection => collection.list('payments'))
    .flatMap(payment => payment.list('refunds'));
  return refunds.reduce((all, refund) => all + (refund.at('amount').money(digits) ?? 0), 0);
}

export function fromMedusa(document: unknown, options: ConversionOptions = {}): Conversion {
  const findings = new Findings();
  const root = rootOf(document, findings);
  const order = root.at('order').present ? root.at('order') : root;
  const currency = order.at('currency_code').needed().text?.toUpperCase() ?? '';
  const digits = currencyDigits(currency);
  if (!order.at('items').present) order.at('items').needed(ask);
  const items = order.list('items');
  const inclusive = items.filter(item => item.at('is_tax_inclusive').flag).length;
  const taxIncluded = options.taxIncluded ?? (items.length > 0 && inclusive === items.length);
  if (inclusive > 0 && inclusive < items.length && options.taxIncluded === undefined)
    findings.warn('items', 'some prices contain tax and some do not; all are given without');
  const amount = (name: string): number => order.at(name).money(digits) ?? 0;
  const provider = order
    .list('payment_collections')
    .flatMap(collection => collection.list('payments'))
    .map(payment => payment.at('provider_id').text)[0];
  const fulfilment = order.at('fulfillment_status').text;
  const address = order.at('billing_address');
  return settle(
    {
      id: order.at('id').needed().text,
      number: order.at('display_id').text,
      placedAt: momentOf(order.at('created_at').needed()),
      status: statusOf(order, options),
      currency,
      taxIncluded,
      lines: items.map(item => lineOf(item, taxIncluded, digits)),
      shipping: amount('shipping_total') - (taxIncluded ? 0 : amount('shipping_tax_total')),
      tax: amount('tax_total'),
      total: order.at('total').needed(ask).money(digits) ?? 0,
      giftCards: amount('gift_card_total') + amount('credit_line_total'),
      refunded: refundedOf(order, digits),
      billing: { country: address.at('country_code').text, region: address.at('province').text },
      delivery: {
        country: order.at('shipping_address', 'country_code').text,
        region: order.at('shipping_address', 'province').text,
      },
      coupons: order.list('promotions').map(promotion => promotion.at('code').text ?? ''),
      channel: order.at('sales_channel', 'name').text,
      payment: provider === undefined ? undefined : { kind: paymentKind(provider) },
      released: fulfilment !== undefined && /shipped|delivered/.test(fulfilment),
      customer: {
        id: order.at('customer_id').text,
        firstName: order.either('customer.first_name', 'billing_address.first_name').text,
        country: address.at('country_code').text,
      },
    },
    findings,
  );
}
