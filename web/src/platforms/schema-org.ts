// SPDX-License-Identifier: MIT
//
// A schema.org Order, as JSON-LD on a page or in a confirmation mail has it. It has neither
// tax nor shipping: what of the price the offers do not make up is named in a warning, and only
// the total is certain.
import { currencyDigits } from '../engine/money.js';
import {
  momentOf,
  one,
  paymentKind,
  settle,
  type Conversion,
  type ConversionOptions,
  type DraftLine,
  type OrderStatus,
} from './order.js';
import { Field, Findings, rootOf } from './reader.js';

const statuses: Record<string, OrderStatus> = {
  OrderProcessing: 'paid',
  OrderInTransit: 'paid',
  OrderDelivered: 'paid',
  OrderPickupAvailable: 'paid',
  OrderPaymentDue: 'pending',
  OrderProblem: 'on_hold',
  OrderCancelled: 'cancelled',
  OrderReturned: 'returned',
};

/** JSON-LD has one thing or a list of them under a name. */
function things(field: Field): Field[] {
  if (!field.present) return [];
  return Array.isArray(field.value)
    ? field.value.map((value: unknown, index) => new Field(value, `${field.path}[${String(index)}]`, field.findings))
    : [field];
}

const idOf = (thing: Field): string | undefined =>
  thing.either('productID', 'sku', '@id', 'url', 'gtin13', 'gtin', 'name').text;

function lineOf(offer: Field, index: number, currency: string, digits: number): DraftLine {
  // An order names what was bought as an offer, as a line, or as the product itself.
  const isProduct = offer.at('name').present && !offer.at('itemOffered').present && !offer.at('orderedItem').present;
  const product = isProduct ? offer : offer.either('itemOffered', 'orderedItem').needed();
  const count = offer.either('eligibleQuantity.value', 'eligibleQuantity', 'orderQuantity').decimal ?? one;
  const said = offer
    .either('price', 'priceSpecification.price', 'orderedItem.offers.price', 'offers.price')
    .needed('the price of one piece');
  const unit = said.money(digits) ?? 0;
  const theirs = offer.either('priceCurrency', 'priceSpecification.priceCurrency').text;
  if (theirs !== undefined && theirs !== currency)
    offer.findings.fault(`${offer.path}.priceCurrency`, `is ${theirs}, the order's is ${currency}`);
  const list = Number((BigInt(unit) * count.digits) / 10n ** BigInt(count.scale));
  return {
    id: offer.either('orderItemNumber', 'identifier', '@id').text ?? `line-${String(index + 1)}`,
    productId: idOf(product),
    variantId: product.at('sku').text,
    title: product.at('name').needed().text,
    quantity: count,
    unitPrice: unit,
    list,
    paid: list,
    tax: 0,
  };
}

/** Takes the order's discount off the lines by what they cost, so that they sum to what was paid. */
function discounted(lines: DraftLine[], discount: number): DraftLine[] {
  const all = lines.reduce((sum, line) => sum + (line.list ?? 0), 0);
  let left = discount;
  let rest = all;
  return lines.map(line => {
    const list = line.list ?? 0;
    const off = rest === 0 ? 0 : Number((BigInt(left) * BigInt(list)) / BigInt(rest));
    left -= off;
    rest -= list;
    return { ...line, paid: list - off };
  });
}

export function fromSchemaOrg(document: unknown, options: ConversionOptions = {}): Conversion {
  const findings = new Findings();
  const root = rootOf(document, findings);
  const graph = root.list('@graph').find(node => /(?:^|\/)Order$/.test(node.at('@type').text ?? ''));
  const order = graph ?? root;
  const currency = order.either('priceCurrency', 'acceptedOffer.priceCurrency').needed().text ?? '';
  const digits = currencyDigits(currency);
  const offers = things(order.at('acceptedOffer'));
  const items = things(order.at('orderedItem'));
  const used = offers.length > 0 ? offers : items;
  if (used.length === 0) order.at('acceptedOffer').needed('a list of Offer with itemOffered and price');
  const lines = used.map((offer, index) => lineOf(offer, index, currency, digits));
  const discount = order.at('discount').money(digits) ?? 0;
  const word = order.at('orderStatus').text?.replace(/^https?:\/\/schema\.org\//, '') ?? '';
  const status = Object.hasOwn(statuses, word) ? statuses[word] : undefined;
  if (!status) findings.warn('orderStatus', `is "${word}"; taken for "open", which takes no one-click offer`);
  const customer = order.at('customer');
  const country = order.either('billingAddress.addressCountry.name', 'billingAddress.addressCountry').text;
  const method = order.either('paymentMethod.name', 'paymentMethod').text?.replace(/^.*[/#]/, '');
  return settle(
    {
      id: order.either('orderNumber', 'identifier', '@id').needed().text,
      number: order.at('orderNumber').text,
      placedAt: momentOf(order.at('orderDate').needed(), options.offset),
      status: status ?? 'open',
      currency,
      taxIncluded: options.taxIncluded ?? false,
      lines: discounted(lines, discount),
      shipping: 0,
      tax: 0,
      total:
        order.either('price', 'totalPaymentDue.price', 'partOfInvoice.totalPaymentDue.price').needed().money(digits) ??
        0,
      billing: { country, region: order.at('billingAddress', 'addressRegion').text },
      delivery: { country: order.either('orderDelivery.deliveryAddress.addressCountry').text },
      coupons: [order.at('discountCode').text ?? ''].filter(Boolean),
      payment: method === undefined ? undefined : { kind: paymentKind(method) },
      customer: {
        id: customer.either('identifier', '@id', 'email').text,
        firstName: customer.at('givenName').text ?? customer.at('name').text?.split(' ')[0],
        country,
      },
    },
    findings,
  );
}
