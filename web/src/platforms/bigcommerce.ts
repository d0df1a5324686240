// SPDX-License-Identifier: MIT
//
// BigCommerce: the Orders V2 resource with its products put in, and the Storefront API's order.
// V2 gives every amount with tax and without; which of them the shop shows is
// `is_tax_inclusive_pricing`. Its amounts are of `default_currency_code`, which is what the
// shopper pays in, whatever the name; `currency_code` is for display only.
// Store credit and gift certificates are payments there, not discounts.
import { currencyDigits } from '../engine/money.js';
import { decimalText, readDecimal } from './decimal.js';
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
import { asWritten, camelCase, Findings, rootOf, type Field } from './reader.js';

const statuses: Record<string, OrderStatus> = {
  0: 'pending', // Incomplete, refused below
  1: 'pending', // Pending
  2: 'paid', // Shipped
  3: 'paid', // Partially Shipped
  4: 'returned', // Refunded
  5: 'cancelled', // Cancelled
  6: 'cancelled', // Declined
  7: 'pending', // Awaiting Payment
  8: 'paid', // Awaiting Pickup
  9: 'paid', // Awaiting Shipment
  10: 'paid', // Completed
  11: 'paid', // Awaiting Fulfillment
  12: 'on_hold', // Manual Verification Required
  13: 'on_hold', // Disputed
  14: 'partially_returned', // Partially Refunded
};
const released = new Set(['2', '3', '10']);

function statusOf(order: Field, options: ConversionOptions): OrderStatus {
  const id = order.at('status_id').needed().text ?? '';
  if (id === '0') refuse(order.findings, options, 'status_id', 'is 0, an order that is not finished');
  if (order.at('is_deleted').flag) return 'cancelled';
  const status = statuses[id] ?? 'open';
  if (status === 'paid' && /authori[sz]ed/i.test(order.at('payment_status').text ?? '')) return 'authorized';
  return status === 'paid' && /cash|cod/i.test(order.at('payment_method').text ?? '') ? 'open' : status;
}

function lineOf(line: Field, way: 'inc_tax' | 'ex_tax', digits: number): DraftLine {
  const total = line.at(`total_${way}`).needed().money(digits) ?? 0;
  const off = line.list('applied_discounts').reduce((all, one) => all + (one.at('amount').money(digits) ?? 0), 0);
  const variant = line.at('variant_id').text;
  const product = line.at('product_id').text;
  const back = line.at('quantity_refunded');
  return {
    id: line.at('id').needed().text,
    productId: product === '0' ? undefined : product,
    variantId: variant === '0' ? undefined : variant,
    title: line.at('name').needed().text,
    quantity: line.at('quantity').needed().decimal,
    unitPrice: line.at(`price_${way}`).money(digits),
    list: total,
    paid: total - off,
    tax: line.at('total_tax').money(digits) ?? 0,
    returned: back.decimal,
    refunded: line.at('refund_amount').money(digits),
    fulfilled: line.at('quantity_shipped').decimal,
    parent: line.at('parent_order_product_id').text,
    giftCard: line.at('type').text === 'giftcertificate',
  };
}

/** An order of V2. `products` is a link there: put the answer of /orders/{id}/products in its place. */
export function fromBigCommerce(document: unknown, options: ConversionOptions = {}): Conversion {
  const findings = new Findings();
  const order = rootOf(document, findings, asWritten);
  const currency = order.either('default_currency_code', 'currency_code').needed().text ?? '';
  const digits = currencyDigits(currency);
  const inclusive = order.at('is_tax_inclusive_pricing').present
    ? order.at('is_tax_inclusive_pricing').flag
    : options.taxIncluded;
  if (inclusive === undefined)
    findings.warn(
      'is_tax_inclusive_pricing',
      'is missing, so prices are given without tax; pass {taxIncluded} to say otherwise',
    );
  const way = inclusive ? 'inc_tax' : 'ex_tax';
  if (!Array.isArray(order.at('products').value))
    findings.fault('products', 'is a link: put the list that GET /v2/orders/{id}/products answers in its place');
  const amount = (name: string): number => order.at(name).money(digits) ?? 0;
  const shopCurrency = order.at('store_default_currency_code').text;
  const rate = order.at('store_default_to_transactional_exchange_rate').decimal;
  const method = order.at('payment_method').text;
  const customer = order.at('customer_id').text;
  const address = order.at('billing_address');
  return settle(
    {
      id: order.at('id').needed().text,
      number: order.at('id').text,
      placedAt: momentOf(order.at('date_created').needed(), options.offset),
      status: statusOf(order, options),
      currency,
      taxIncluded: inclusive ?? false,
      lines: order.list('products').map(line => lineOf(line, way, digits)),
      discount: amount('discount_amount') + amount('coupon_discount'),
      shipping: amount(`shipping_cost_${way}`),
      tax: amount('total_tax'),
      total: order.at('total_inc_tax').needed().money(digits) ?? 0,
      fees: [
        { title: 'Handling', amount: amount(`handling_cost_${way}`) },
        { title: 'Gift wrapping', amount: amount(`wrapping_cost_${way}`) },
        ...order
          .list('fees')
          .map(fee => ({
            title: fee.either('display_name_customer', 'name').text ?? 'Fee',
            amount: fee.either(`cost_${way}`, 'cost').money(digits) ?? 0,
          })),
      ],
      refunded: amount('refunded_amount'),
      shop:
        shopCurrency !== undefined && shopCurrency !== currency && rate !== undefined
          ? { currency: shopCurrency, rate: decimalText(rate) }
          : undefined,
      billing: { country: address.at('country_iso2').text },
      delivery: { country: order.list('shipping_addresses')[0]?.at('country_iso2').text },
      coupons: Array.isArray(order.at('coupons').value)
        ? order.list('coupons').map(coupon => coupon.at('code').text ?? '')
        : [],
      channel: order.at('order_source').text,
      payment: method === undefined ? undefined : { kind: paymentKind(method), label: method },
      released: released.has(order.at('status_id').text ?? ''),
      customer: {
        id: customer === '0' ? undefined : customer,
        firstName: address.at('first_name').text,
        country: address.at('country_iso2').text,
      },
    },
    findings,
  );
}

/** An order of the Storefront API, as GET /api/storefront/orders/{id} answers on the confirmation page. */
export function fromBigCommerceStorefront(document: unknown, options: ConversionOptions = {}): Conversion {
  const findings = new Findings();
  const order = rootOf(document, findings, camelCase);
  const currency = order.at('currency', 'code').needed().text ?? '';
  const digits = currencyDigits(currency);
  if (order.at('is_complete').present && !order.at('is_complete').flag)
    refuse(findings, options, 'isComplete', 'is false');
  const lines = order.at('line_items').needed();
  const items = ['physical_items', 'digital_items', 'custom_items', 'gift_certificates'].flatMap(kind =>
    lines.list(kind),
  );
  const placed = order.at('order_date').present ? momentOf(order.at('order_date'), options.offset) : options.placedAt;
  if (placed === undefined)
    findings.fault('placedAt', "is missing: the Storefront API's order has no date; pass {placedAt}");
  return settle(
    {
      id: order.at('order_id').needed().text,
      number: order.at('order_id').text,
      placedAt: placed,
      status: /awaiting[ _]payment|pending/i.test(order.at('status').text ?? '') ? 'pending' : 'paid',
      currency,
      taxIncluded: order.at('is_tax_included').needed().flag,
      lines: items.map(item => {
        const list = item.either('extended_sale_price', 'extended_list_price', 'amount').needed().money(digits) ?? 0;
        const off = item
          .list('discounts')
          .reduce((all, one) => all + (one.either('discounted_amount', 'amount').money(digits) ?? 0), 0);
        const one = readDecimal(1);
        return {
          id: item.at('id').needed().text,
          productId: item.at('product_id').text,
          variantId: item.at('variant_id').text,
          title: item.at('name').needed().text,
          quantity: item.at('quantity').decimal ?? one,
          unitPrice: item.either('sale_price', 'list_price').money(digits),
          list,
          paid: list - off,
          tax: 0,
          giftCard: item.path.includes('gift_certificates'),
        };
      }),
      shipping: order.at('shipping_cost_total').money(digits) ?? 0,
      tax: order.at('tax_total').money(digits) ?? 0,
      total: order.at('order_amount').needed().money(digits) ?? 0,
      fees: [
        { title: 'Handling', amount: order.at('handling_cost_total').money(digits) ?? 0 },
        { title: 'Gift wrapping', amount: order.at('gift_wrapping_cost_total').money(digits) ?? 0 },
      ],
      billing: {
        country: order.at('billing_address', 'country_code').text,
        region: order.at('billing_address', 'state_or_province_code').text,
      },
      coupons: order.list('coupons').map(coupon => coupon.at('code').text ?? ''),
      customer: {
        id: order.at('customer_id').text === '0' ? undefined : order.at('customer_id').text,
        firstName: order.at('billing_address', 'first_name').text,
      },
    },
    findings,
  );
}
