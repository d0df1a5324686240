// SPDX-License-Identifier: MIT
//
// An Order of commercetools. Amounts are `centAmount` with their own `fractionDigits`. Whether
// prices contain tax is each line's rate (`includedInPrice`). A line's `totalPrice` is after its
// own discounts; a discount on the total is spread over the lines by what they are worth, as
// `taxedPrice` has it.
import { currencyDigits } from '../engine/money.js';
import { toMinor } from './decimal.js';
import {
  momentOf,
  paymentKind,
  settle,
  type Conversion,
  type ConversionOptions,
  type DraftLine,
  type OrderStatus,
} from './order.js';
import { Findings, rootOf, type Field } from './reader.js';

const payments: Record<string, OrderStatus> = {
  Paid: 'paid',
  Pending: 'pending',
  BalanceDue: 'open',
  CreditOwed: 'partially_returned',
  Failed: 'pending',
};

function statusOf(order: Field): OrderStatus {
  if (order.at('orderState').needed().text === 'Cancelled') return 'cancelled';
  const word = order.at('paymentState').text;
  if (word === undefined) {
    order.findings.warn('paymentState', 'is not set; the order is taken for "open", which takes no one-click offer');
    return 'open';
  }
  return (Object.hasOwn(payments, word) ? payments[word] : undefined) ?? 'open';
}

/** A localized text, in the order's language where it has that. */
function localized(field: Field, locale: string | undefined): string | undefined {
  if (typeof field.value === 'string') return field.text;
  const texts = (field.value ?? {}) as Record<string, unknown>;
  const found = [locale, locale?.split('-')[0], 'en', ...Object.keys(texts)].map(key => (key ? texts[key] : undefined));
  return found.find(text => typeof text === 'string' && text !== '') as string | undefined;
}

/** The parts of a discount on the total that the lines have not in `totalPrice`: by largest remainder. */
export function spread(amount: number, weights: number[]): number[] {
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  if (all === 0) return weights.map(() => 0);
  const exact = weights.map(weight => BigInt(amount) * BigInt(weight));
  const parts = exact.map(product => Number(product / BigInt(all)));
  const order = exact
    .map((product, index) => ({ index, rest: product % BigInt(all) }))
    .sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1));
  let left = amount - parts.reduce((sum, part) => sum + part, 0);
  for (const { index } of order) {
    if (left <= 0) break;
    parts[index] = (parts[index] ?? 0) + 1;
    left--;
  }
  return parts;
}

// Long: one order as one object; each line names the field of theirs that one of ours is read from.
export function fromCommercetools(document: unknown, options: ConversionOptions = {}): Conversion {
  const findings = new Findings();
  const order = rootOf(document, findings);
  const currency = order.at('totalPrice', 'currencyCode').needed().text ?? '';
  const digits = currencyDigits(currency);
  const money = (field: Field): number | undefined => {
    const cents = field.at('centAmount').minor;
    if (cents === undefined) return undefined;
    // Of high precision money, `fractionDigits` are those of `preciseAmount`; `centAmount` is rounded by the platform.
    if (field.at('type').text === 'highPrecision') return cents;
    return toMinor({ digits: BigInt(cents), scale: field.at('fractionDigits').number ?? digits }, digits).minor;
  };
  const items = order.list('lineItems');
  const customs = order.list('customLineItems');
  const rates = [...items, ...customs]
    .map(line => line.at('taxRate', 'includedInPrice'))
    .filter(({ present }) => present);
  const taxIncluded = options.taxIncluded ?? (rates.length > 0 && rates.every(({ flag }) => flag));
  const locale = order.at('locale').text;
  const offTotal = money(order.at('discountOnTotalPrice', 'discountedAmount')) ?? 0;
  const totals = [...items, ...customs].map(line => money(line.at('totalPrice').needed()) ?? 0);
  const shares = spread(offTotal, totals);

  const lineOf = (line: Field, index: number): DraftLine => {
    const custom = !line.at('productId').present;
    const price = custom ? line.at('money') : line.either('price.discounted.value', 'price.value');
    const total = totals[index] ?? 0;
    const unit = money(price.needed());
    const quantity = line.at('quantity').needed();
    const returned = order
      .list('returnInfo')
      .flatMap(info => info.list('items'))
      .filter(item => item.either('lineItemId', 'customLineItemId').text === line.at('id').text)
      .reduce((all, item) => all + (item.at('quantity').number ?? 0), 0);
    return {
      id: line.at('id').needed().text,
      productId: line.at('productId').text,
      variantId: line.either('variant.sku', 'variant.id').text,
      title: localized(line.at('name').needed(), locale),
      quantity: quantity.decimal,
      unitPrice: unit,
      list: listOf(price, unit, quantity),
      paid: total - (shares[index] ?? 0),
      tax: taxOf(line),
      returned: returned > 0 ? { digits: BigInt(returned), scale: 0 } : undefined,
    };
  };
  /** All pieces at their price; of high precision money from the exact price, which a rounded piece would falsify. */
  const listOf = (price: Field, unit: number | undefined, quantity: Field): number | undefined => {
    const count = quantity.number ?? 0;
    const precise = price.at('type').text === 'highPrecision' ? price.at('preciseAmount').minor : undefined;
    if (precise === undefined) return unit === undefined ? undefined : unit * count;
    const scale = price.at('fractionDigits').number ?? digits;
    return toMinor({ digits: BigInt(precise) * BigInt(count), scale }, digits).minor;
  };
  const taxOf = (line: Field): number =>
    money(line.at('taxedPrice', 'totalTax')) ??
    (money(line.at('taxedPrice', 'totalGross')) ?? 0) - (money(line.at('taxedPrice', 'totalNet')) ?? 0);

  if (!order.at('lineItems').present) order.at('lineItems').needed();
  // In the shipping mode Multiple each address has a shipment of its own.
  const shipments = [order.at('shippingInfo'), ...order.list('shipping').map(one => one.at('shippingInfo'))];
  const shipping = shipments.reduce(
    (all, one) => all + (money(one.at('discountedPrice', 'value')) ?? money(one.at('price')) ?? 0),
    0,
  );
  const taxed = order.at('taxedPrice');
  const gross = money(taxed.at('totalGross'));
  const net = money(taxed.at('totalNet'));
  const country = order.at('billingAddress', 'country').text ?? order.at('country').text;
  const method = order
    .list('paymentInfo', 'payments')
    .map(payment => payment.either('obj.paymentMethodInfo.method', 'paymentMethodInfo.method').text)[0];
  const customer = order.at('customerId').text;
  const released = /Shipped|Delivered|Partial/.test(order.at('shipmentState').text ?? '');
  if (!taxed.present && !taxIncluded) findings.warn('taxedPrice', 'is not set; the order carries no tax');
  return settle(
    {
      id: order.at('id').needed().text,
      number: order.at('orderNumber').text,
      placedAt: momentOf(order.either('completedAt', 'createdAt').needed()),
      status: statusOf(order),
      currency,
      taxIncluded,
      lines: [...items, ...customs].map(lineOf),
      shipping,
      tax: gross !== undefined && net !== undefined ? gross - net : 0,
      total: gross ?? money(order.at('totalPrice')) ?? 0,
      billing: { country, region: order.at('billingAddress', 'state').text },
      delivery: {
        country: order.at('shippingAddress', 'country').text,
        region: order.at('shippingAddress', 'state').text,
      },
      coupons: order
        .list('discountCodes')
        .map(code => code.at('discountCode', 'obj', 'code').text ?? '')
        .filter(Boolean),
      channel: order.at('store', 'key').text,
      payment: method === undefined ? undefined : { kind: paymentKind(method) },
      refunded: refundedOf(order, money),
      released,
      customer: {
        id: customer,
        firstName: order.at('billingAddress', 'firstName').text,
        country,
        segments: [order.at('customerGroup', 'key').text ?? ''].filter(Boolean),
      },
    },
    findings,
  );
}

/** What successful refund transactions of expanded payments gave back. */
const refundedOf = (order: Field, money: (field: Field) => number | undefined): number =>
  order
    .list('paymentInfo', 'payments')
    .flatMap(payment =>
      payment.at('obj').present ? payment.list('obj', 'transactions') : payment.list('transactions'),
    )
    .filter(transaction => transaction.at('type').text === 'Refund' && transaction.at('state').text === 'Success')
    .reduce((all, transaction) => all + (money(transaction.at('amount')) ?? 0), 0);
