// SPDX-License-Identifier: MIT
//
// An Order of Saleor's GraphQL API. Every amount has gross and net; `displayGrossPrices` says
// which the shop shows. A line's undiscounted total against its total is what was taken off it,
// shares of an order's voucher included. Gift cards are payments; they are not taken off `total`.
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

const unfinished = new Set(['DRAFT', 'UNCONFIRMED', 'EXPIRED']);
const payments: Record<string, OrderStatus> = {
  NOT_CHARGED: 'pending',
  PENDING: 'pending',
  PARTIALLY_CHARGED: 'partially_paid',
  FULLY_CHARGED: 'paid',
  PARTIALLY_REFUNDED: 'partially_returned',
  FULLY_REFUNDED: 'returned',
  REFUSED: 'pending',
  CANCELLED: 'cancelled',
  // Of chargeStatus, which newer shops have.
  NONE: 'pending',
  PARTIAL: 'partially_paid',
  FULL: 'paid',
  OVERCHARGED: 'paid',
};

function statusOf(order: Field, options: ConversionOptions): OrderStatus {
  const status = order.at('status').needed('ask for status').text ?? '';
  if (unfinished.has(status)) refuse(order.findings, options, 'status', `is "${status}"`);
  if (status === 'CANCELED') return 'cancelled';
  if (status === 'RETURNED') return 'returned';
  if (status === 'PARTIALLY_RETURNED') return 'partially_returned';
  const said = order.either('paymentStatus', 'chargeStatus').needed('ask for paymentStatus, or chargeStatus');
  const word = said.text ?? '';
  const known = Object.hasOwn(payments, word) ? payments[word] : undefined;
  if (known === 'pending' && order.at('authorizeStatus').text === 'FULL') return 'authorized';
  return known ?? 'open';
}

// Long: one order as one object; each line names the field of theirs that one of ours is read from.
export function fromSaleor(document: unknown, options: ConversionOptions = {}): Conversion {
  const findings = new Findings();
  const root = rootOf(document, findings);
  const order = [root.at('data', 'order'), root.at('order')].find(({ present }) => present) ?? root;
  const total = order.at('total', 'gross');
  const currency =
    order
      .either('total.gross.currency', 'total.currency', 'total.net.currency')
      .needed('ask for total { gross { amount currency } net { amount } }').text ?? '';
  const digits = currencyDigits(currency);
  const shows = order.at('displayGrossPrices');
  const taxIncluded = options.taxIncluded ?? shows.needed('ask for displayGrossPrices, or pass {taxIncluded}').flag;
  const way = taxIncluded ? 'gross' : 'net';
  const amount = (field: Field, hint: string): number => field.at(way, 'amount').needed(hint).money(digits) ?? 0;
  const taxOf = (field: Field): number =>
    (field.at('gross', 'amount').money(digits) ?? 0) - (field.at('net', 'amount').money(digits) ?? 0);
  const both = (name: string): string => `ask for ${name} { gross { amount } net { amount } }`;

  const lineOf = (line: Field): DraftLine => {
    const undiscounted = line.at('undiscountedTotalPrice');
    const paid = amount(line.at('totalPrice'), both('totalPrice'));
    return {
      id: line.at('id').needed().text,
      productId: line.at('variant', 'product', 'id').text,
      variantId: line.either('variant.id', 'productVariantId').text,
      title: line.at('productName').needed('ask for productName').text,
      quantity: line.at('quantity').needed().decimal,
      unitPrice:
        line.at('undiscountedUnitPrice', way, 'amount').money(digits) ??
        line.at('unitPrice', way, 'amount').money(digits),
      list: undiscounted.present ? amount(undiscounted, both('undiscountedTotalPrice')) : paid,
      paid,
      tax: taxOf(line.at('totalPrice')),
      fulfilled: line.at('quantityFulfilled').decimal,
      categories: [line.at('variant', 'product', 'category', 'name').text ?? ''].filter(Boolean),
    };
  };

  if (!order.at('lines').present) order.at('lines').needed('ask for lines { … }');
  const refunded = order.at('totalRefunded', 'amount').money(digits) ?? 0;
  const address = order.at('billingAddress');
  const status = order.at('status').text ?? '';
  const gateway = order.list('payments')[0]?.at('gateway').text ?? order.list('transactions')[0]?.at('name').text;
  return settle(
    {
      id: order.at('id').needed().text,
      number: order.at('number').text,
      placedAt: momentOf(order.at('created').needed('ask for created')),
      status: statusOf(order, options),
      currency,
      taxIncluded,
      lines: order.list('lines').map(lineOf),
      shipping: amount(order.at('shippingPrice'), both('shippingPrice')),
      tax: taxOf(order.at('total')),
      total: total.at('amount').needed().money(digits) ?? 0,
      refunded,
      billing: { country: address.at('country', 'code').text, region: address.at('countryArea').text },
      delivery: {
        country: order.at('shippingAddress', 'country', 'code').text,
        region: order.at('shippingAddress', 'countryArea').text,
      },
      coupons: [order.either('voucherCode', 'voucher.code').text ?? ''].filter(Boolean),
      channel: order.at('channel', 'slug').text,
      payment: gateway === undefined ? undefined : { kind: paymentKind(gateway) },
      released: /FULFILLED|RETURNED/.test(status.replace('UNFULFILLED', '')),
      customer: {
        id: order.at('user', 'id').text,
        firstName: order.either('user.firstName', 'billingAddress.firstName').text,
        country: address.at('country', 'code').text,
      },
    },
    findings,
  );
}
