// SPDX-License-Identifier: MIT
//
// An order of Adobe Commerce (Magento 2), GET /V1/orders/{id}. Whether the shop's prices
// contain tax is configuration that no order holds: `options.taxIncluded` says it, net is the
// default and adds up either way. Where prices contain tax, a discount takes some of it along;
// the "compensation" amounts are that share. Store credit, reward points and gift cards are
// taken off `grand_total`.
import { currencyDigits } from '../engine/money.js';
import { decimalText } from './decimal.js';
import {
  momentOf,
  paymentKind,
  refuse,
  settle,
  type Conversion,
  type ConversionOptions,
  type Draft,
  type DraftLine,
  type OrderStatus,
} from './order.js';
import { Findings, rootOf, type Field } from './reader.js';

const states: Record<string, OrderStatus> = {
  new: 'open',
  pending_payment: 'pending',
  payment_review: 'on_hold',
  processing: 'paid',
  complete: 'paid',
  closed: 'returned',
  canceled: 'cancelled',
  holded: 'on_hold',
};

function statusOf(order: Field, options: ConversionOptions): OrderStatus {
  const word = order.at('state').needed().text ?? '';
  const status = Object.hasOwn(states, word) ? states[word] : undefined;
  if (word === 'pending_payment')
    refuse(order.findings, options, 'state', 'is "pending_payment": the shopper has not paid yet');
  if (!status) order.findings.fault('state', `is "${word}"; known: ${Object.keys(states).join(', ')}`);
  const digits = 4;
  const refunded = order.at('total_refunded').money(digits) ?? 0;
  if (status === 'paid' && refunded > 0) return 'partially_returned';
  const due = order.at('total_due').money(digits) ?? 0;
  return status === 'paid' && due > 0
    ? (order.at('total_paid').money(digits) ?? 0) > 0
      ? 'partially_paid'
      : 'open'
    : (status ?? 'open');
}

/**
 * The items that were bought: a configurable's chosen simple product is the same piece once more, and a bundle's parts
 * are in its own row, but for what was taken off them.
 */
function rows(order: Field): { row: Field; parts: Field[] }[] {
  const all = order.list('items');
  return all
    .filter(row => !row.at('parent_item_id').present && !row.at('parent_item', 'item_id').present)
    .map(row => ({
      row,
      parts: all.filter(part => part.either('parent_item_id', 'parent_item.item_id').text === row.at('item_id').text),
    }));
}

function lineOf({ row, parts }: { row: Field; parts: Field[] }, taxIncluded: boolean, digits: number): DraftLine {
  const own = (name: string): number => row.at(name).money(digits) ?? 0;
  const total = (name: string): number =>
    own(name) || parts.reduce((all, part) => all + (part.at(name).money(digits) ?? 0), 0);
  const list = taxIncluded
    ? row.at('row_total_incl_tax').needed().money(digits)
    : row.at('row_total').needed().money(digits);
  const off = Math.abs(total('discount_amount')) - (taxIncluded ? 0 : total('discount_tax_compensation_amount'));
  // A configurable's variant is the simple product below it.
  const variant = row.at('product_type').text === 'configurable' ? parts[0]?.at('product_id').text : undefined;
  return {
    id: row.at('item_id').needed().text,
    productId: row.at('product_id').text,
    variantId: variant ?? row.at('sku').text,
    title: row.at('name').needed().text,
    quantity: row.at('qty_ordered').needed().decimal,
    unitPrice: row.at(taxIncluded ? 'price_incl_tax' : 'price').money(digits),
    list: list ?? 0,
    paid: (list ?? 0) - off,
    tax: total('tax_amount'),
    returned: row.at('qty_refunded').decimal,
    refunded: row.at('amount_refunded').money(digits),
    fulfilled: row.at('qty_shipped').decimal,
    giftCard: row.at('product_type').text === 'giftcard',
  };
}

const address = (field: Field): NonNullable<Draft['billing']> => ({
  country: field.at('country_id').text,
  region: field.at('region_code').text,
});

/** The order itself; an answer of the search has it in a list of one, an event of I/O Events under `data.value`. */
function orderOf(root: Field): Field {
  const event = root.at('data', 'value');
  if (event.present) return event;
  const [first, ...more] = root.at('total_count').present ? root.list('items') : [];
  return first !== undefined && more.length === 0 ? first : root;
}

export function fromAdobeCommerce(document: unknown, options: ConversionOptions = {}): Conversion {
  const findings = new Findings();
  const root = rootOf(document, findings);
  const order = orderOf(root);
  const currency = order.at('order_currency_code').needed().text ?? '';
  const digits = currencyDigits(currency);
  const taxIncluded = options.taxIncluded ?? false;
  const amount = (...names: string[]): number => order.at(...names).money(digits) ?? 0;
  const shopCurrency = order.at('base_currency_code').text;
  const rate = order.at('base_to_order_rate').decimal;
  const assignments = order.list('extension_attributes', 'shipping_assignments');
  const method = order.at('payment', 'method').text;
  const shippingOff =
    amount('shipping_discount_amount') - (taxIncluded ? 0 : amount('shipping_discount_tax_compensation_amount'));
  const credit =
    Math.abs(amount('customer_balance_amount')) +
    Math.abs(amount('extension_attributes', 'customer_balance_amount')) +
    Math.abs(amount('extension_attributes', 'gift_cards_amount')) +
    Math.abs(amount('extension_attributes', 'reward_currency_amount'));
  if (!order.at('items').present) order.at('items').needed();
  return settle(
    {
      // An event is sent before the order's own id is in it; its payment and items have it.
      id: order.either('entity_id', 'payment.parent_id').needed().text,
      number: order.at('increment_id').text,
      placedAt: momentOf(order.at('created_at').needed()),
      status: statusOf(order, options),
      currency,
      taxIncluded,
      lines: rows(order).map(row => lineOf(row, taxIncluded, digits)),
      shipping: amount(taxIncluded ? 'shipping_incl_tax' : 'shipping_amount') - shippingOff,
      tax: amount('tax_amount'),
      total: order.at('grand_total').needed().money(digits) ?? 0,
      giftCards: credit,
      refunded: amount('total_refunded'),
      shop:
        shopCurrency !== undefined && shopCurrency !== currency && rate
          ? { currency: shopCurrency, rate: decimalText(rate) }
          : undefined,
      billing: address(order.at('billing_address')),
      delivery: address(assignments[0]?.at('shipping', 'address') ?? order.at('shipping_address')),
      coupons: [order.at('coupon_code').text ?? ''].filter(Boolean),
      channel: order.at('store_name').text?.split('\n').pop(),
      payment: method === undefined ? undefined : { kind: paymentKind(method) },
      released:
        order.at('state').text === 'complete' || rows(order).some(({ row }) => (row.at('qty_shipped').number ?? 0) > 0),
      customer: {
        id: order.at('customer_id').text,
        firstName: order.at('customer_firstname').text,
        segments: [order.at('customer_group_id').text ?? ''].filter(Boolean),
        country: order.at('billing_address', 'country_id').text,
      },
    },
    findings,
  );
}
