// SPDX-License-Identifier: MIT
//
// An Order of Vendure, as its GraphQL APIs or its entities give it. Amounts are integers of the
// store's precision (two decimals unless its money strategy says otherwise, for yen too), each
// with tax and without; `options.taxIncluded` says which of them the shop shows. A line's
// "prorated" price is what was paid for it, shares of order discounts included.
import { currencyDigits } from '../engine/money.js';
import { toMinor } from './decimal.js';
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
import { camelCase, Findings, rootOf, type Field } from './reader.js';

const states: Record<string, OrderStatus> = {
  PaymentAuthorized: 'authorized',
  PaymentSettled: 'paid',
  PartiallyShipped: 'paid',
  Shipped: 'paid',
  PartiallyDelivered: 'paid',
  Delivered: 'paid',
  Modifying: 'on_hold',
  ArrangingAdditionalPayment: 'partially_paid',
  Cancelled: 'cancelled',
};
const unfinished = new Set(['Created', 'Draft', 'AddingItems', 'ArrangingPayment']);

function statusOf(order: Field, options: ConversionOptions, refunded: number, total: number): OrderStatus {
  const word = order.at('state').needed().text ?? '';
  if (unfinished.has(word)) {
    refuse(order.findings, options, 'state', `is "${word}", an order that is not placed`);
    return 'pending';
  }
  const status = (Object.hasOwn(states, word) ? states[word] : undefined) ?? 'open';
  if (status === 'open') order.findings.warn('state', `is "${word}", a state of the shop's own; taken for "open"`);
  if (status !== 'paid' || refunded === 0) return status;
  return refunded >= total ? 'returned' : 'partially_returned';
}

// Long: one order as one object; each line names the field of theirs that one of ours is read from.
export function fromVendure(document: unknown, options: ConversionOptions = {}): Conversion {
  const findings = new Findings();
  const root = rootOf(document, findings, camelCase);
  const order =
    [root.at('data', 'order'), root.at('data', 'order_by_code'), root.at('order')].find(({ present }) => present) ??
    root;
  const currency = order.at('currency_code').needed().text ?? '';
  const digits = currencyDigits(currency);
  const precision = options.precision ?? 2;
  const taxIncluded = options.taxIncluded ?? false;
  const way = taxIncluded ? '_with_tax' : '';
  const money = (field: Field): number => {
    const minor = field.minor;
    if (minor === undefined) return 0;
    return toMinor({ digits: BigInt(minor), scale: precision }, digits).minor;
  };
  const amount = (name: string, hint = ''): number => money(order.at(name).needed(hint));

  const lineOf = (line: Field): DraftLine => {
    const variant = line.at('product_variant').needed('ask for productVariant { id name product { id } }');
    const net = money(line.at('prorated_line_price').needed('ask for proratedLinePrice and proratedLinePriceWithTax'));
    const gross = money(line.at('prorated_line_price_with_tax').needed('ask for proratedLinePriceWithTax'));
    const placed = line.at('order_placed_quantity').number;
    const quantity = line.at('quantity');
    return {
      id: line.at('id').needed().text,
      productId: variant.either('product.id', 'product_id').text,
      variantId: variant.at('id').text,
      title: variant.either('name', 'product.name').needed('ask for productVariant { name }').text,
      quantity: quantity.needed().decimal,
      unitPrice: money(line.at(`unit_price${way}`).needed()),
      list: money(line.at(`line_price${way}`).needed(`ask for linePrice${taxIncluded ? 'WithTax' : ''}`)),
      paid: taxIncluded ? gross : net,
      tax: gross - net,
      returned:
        placed !== undefined && quantity.number !== undefined && placed > quantity.number
          ? { digits: BigInt(placed - quantity.number), scale: 0 }
          : undefined,
    };
  };
  const surchargeOf = (surcharge: Field): DraftLine => ({
    id: `surcharge-${surcharge.at('id').text ?? surcharge.at('sku').text ?? surcharge.path}`,
    productId: undefined,
    title: surcharge.at('description').text ?? 'Surcharge',
    quantity: one,
    paid: money(surcharge.at(`price${way}`)),
    tax: money(surcharge.at('price_with_tax')) - money(surcharge.at('price')),
  });

  if (!order.at('lines').present) order.at('lines').needed('ask for lines { … }');
  const total = amount('total_with_tax', 'ask for totalWithTax');
  const net = amount('total', 'ask for total');
  const refunds = order.list('payments').flatMap(payment => payment.list('refunds'));
  const refunded = refunds
    .filter(refund => refund.at('state').text === 'Settled')
    .reduce((all, refund) => all + money(refund.at('total')), 0);
  const method = order.list('payments')[0]?.at('method').text;
  const state = order.at('state').text ?? '';
  const customer = order.at('customer');
  return settle(
    {
      id: order.at('id').needed().text,
      number: order.at('code').text,
      placedAt: momentOf(order.at('order_placed_at').needed('the order is not placed, or ask for orderPlacedAt')),
      status: statusOf(order, options, refunded, total),
      currency,
      taxIncluded,
      lines: [...order.list('lines').map(lineOf), ...order.list('surcharges').map(surchargeOf)],
      shipping: amount(`shipping${way}`, 'ask for shipping and shippingWithTax'),
      tax: total - net,
      total,
      refunded,
      billing: {
        country: order.at('billing_address', 'country_code').text,
        region: order.at('billing_address', 'province').text,
      },
      delivery: {
        country: order.at('shipping_address', 'country_code').text,
        region: order.at('shipping_address', 'province').text,
      },
      coupons: order.at('coupon_codes').texts,
      payment: method === undefined ? undefined : { kind: paymentKind(method) },
      released: /Shipped|Delivered/.test(state),
      customer: {
        id: customer.at('id').text,
        firstName: customer.at('first_name').text,
        segments: customer.list('groups').map(group => group.at('name').text ?? ''),
      },
    },
    findings,
  );
}
