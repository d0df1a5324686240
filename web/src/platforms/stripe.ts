// SPDX-License-Identifier: MIT
//
// A completed Checkout Session of Stripe, with `line_items` expanded. Amounts are integers of
// Stripe's own units, which differ from ISO 4217's for three currencies. Whether tax is in the
// prices is what the session's own sums say. Order discounts are in each line's `amount_discount`.
import { currencyDigits } from '../engine/money.js';
import { toMinor } from './decimal.js';
import {
  refuse,
  settle,
  type Conversion,
  type ConversionOptions,
  type DraftLine,
  type OrderStatus,
  type PaymentKind,
} from './order.js';
import { Findings, rootOf, type Field } from './reader.js';
import { stripeDigits } from './stripe-units.js';

const kinds: Record<string, PaymentKind> = {
  card: 'card',
  link: 'wallet',
  paypal: 'wallet',
  alipay: 'wallet',
  wechat_pay: 'wallet',
  amazon_pay: 'wallet',
  klarna: 'bnpl',
  afterpay_clearpay: 'bnpl',
  affirm: 'bnpl',
  zip: 'bnpl',
  customer_balance: 'invoice',
};

function statusOf(session: Field, options: ConversionOptions, refunded: number, total: number): OrderStatus {
  const status = session.at('status').needed().text ?? '';
  if (status !== 'complete') {
    refuse(session.findings, options, 'status', `is "${status}", a checkout that was not completed`);
    return status === 'expired' ? 'cancelled' : 'pending';
  }
  if (refunded > 0) return refunded >= total ? 'returned' : 'partially_returned';
  return session.at('payment_status').needed().text === 'unpaid' ? 'pending' : 'paid';
}

const expand = "expand it: expand: ['line_items.data.price.product']";
const days: Record<string, number> = { day: 1, week: 7, month: 30, year: 365 };

// Long: one order as one object; each line names the field of theirs that one of ours is read from.
export function fromStripe(document: unknown, options: ConversionOptions = {}): Conversion {
  const findings = new Findings();
  const root = rootOf(document, findings);
  const session = root.at('data', 'object').present ? root.at('data', 'object') : root;
  const currency = session.at('currency').needed().text?.toUpperCase() ?? '';
  const digits = currencyDigits(currency);
  const money = (field: Field): number => {
    const minor = field.minor;
    return minor === undefined ? 0 : toMinor({ digits: BigInt(minor), scale: stripeDigits(currency) }, digits).minor;
  };
  const amount = (...names: string[]): number => money(session.at(...names));
  if (!session.at('line_items').present) session.at('line_items').needed(expand);
  if (session.at('line_items', 'has_more').flag)
    findings.fault(
      'line_items.has_more',
      'there are more lines; list them with GET /v1/checkout/sessions/{id}/line_items and put all in',
    );
  const lines = session.list('line_items');
  const off = (line: Field): number => money(line.at('amount_discount'));
  const added = lines.filter(
    line =>
      money(line.at('amount_subtotal')) - off(line) + money(line.at('amount_tax')) === money(line.at('amount_total')),
  );
  const contained = lines.filter(
    line => money(line.at('amount_subtotal')) - off(line) === money(line.at('amount_total')),
  );
  const taxIncluded =
    options.taxIncluded ??
    (amount('total_details', 'amount_tax') > 0 && contained.length === lines.length && lines.length > 0);
  if (!taxIncluded && added.length < lines.length)
    findings.warn('line_items', 'some prices contain tax and some do not; what each line paid is given without tax');

  const lineOf = (line: Field): DraftLine => {
    const price = line.at('price');
    const product = price.at('product');
    const total = money(line.at('amount_total').needed());
    const tax = money(line.at('amount_tax'));
    const paid = taxIncluded ? total : total - tax;
    const unit = price.at('unit_amount');
    const interval = price.at('recurring', 'interval').text;
    return {
      id: line.at('id').needed().text,
      productId: product.at('id').text ?? product.text,
      variantId: price.at('id').text,
      title: line.at('description').text ?? product.at('name').text ?? product.needed(expand).text,
      quantity: line.at('quantity').needed().decimal,
      unitPrice: unit.present ? money(unit) : undefined,
      list: paid + off(line),
      paid,
      tax,
      intervalDays:
        interval === undefined
          ? undefined
          : (days[interval] ?? 1) * (price.at('recurring', 'interval_count').number ?? 1),
    };
  };

  const total = amount('amount_total');
  session.at('amount_total').needed();
  const shipping = session.at('shipping_cost');
  const shippingTotal = shipping.present
    ? money(shipping.at('amount_total'))
    : amount('total_details', 'amount_shipping');
  const refunded = amount('payment_intent', 'latest_charge', 'amount_refunded');
  const created = session.at('created').needed().number;
  const customer = session.at('customer');
  const details = session.at('customer_details');
  const method =
    session.at('payment_intent', 'payment_method', 'type').text ?? session.at('payment_method_types').texts[0];
  const delivery = session.either('collected_information.shipping_details', 'shipping_details', 'customer_details');
  return settle(
    {
      id: session.at('id').needed().text,
      number: session.at('client_reference_id').text,
      placedAt: created === undefined ? undefined : new Date(created * 1000).toISOString(),
      status: statusOf(session, options, refunded, total),
      currency,
      taxIncluded,
      lines: lines.map(lineOf),
      discount: amount('total_details', 'amount_discount'),
      shipping: shippingTotal - (taxIncluded ? 0 : money(shipping.at('amount_tax'))),
      tax: amount('total_details', 'amount_tax'),
      total,
      refunded,
      billing: { country: details.at('address', 'country').text, region: details.at('address', 'state').text },
      delivery: { country: delivery.at('address', 'country').text, region: delivery.at('address', 'state').text },
      test: session.at('livemode').value === false,
      payment:
        method === undefined
          ? undefined
          : {
              kind: (Object.hasOwn(kinds, method) ? kinds[method] : undefined) ?? 'other',
              label: cardLabel(session.at('payment_intent', 'payment_method', 'card')),
            },
      customer: {
        id: customer.at('id').text ?? customer.text,
        firstName: details.at('name').text?.split(' ')[0],
        country: details.at('address', 'country').text,
      },
    },
    findings,
  );
}

function cardLabel(card: Field): string | undefined {
  const [brand, last4] = [card.at('brand').text, card.at('last4').text];
  return brand && last4 ? `${brand.charAt(0).toUpperCase()}${brand.slice(1)} ending in ${last4}` : undefined;
}
