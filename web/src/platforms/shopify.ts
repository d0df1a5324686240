// SPDX-License-Identifier: MIT
//
// Shopify's orders: the Admin REST resource, the GraphQL Admin API's Order, and what a
// post-purchase extension is given (`inputData`). REST and GraphQL say the same in two
// spellings and are read by one function; amounts are the presentment money, which is the
// shopper's, with the shop's currency and the rate beside it.
//
// `total_price` is the order as placed: tips, duties and additional fees are in it, gift cards
// are payments and are not taken off. Money goes back by transactions; refund lines only count pieces.
import { currencyDigits } from '../engine/money.js';
import { perPiece, ratio, readDecimal } from './decimal.js';
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
import type { Field } from './reader.js';
import { asWritten, camelCase, Findings, rootOf } from './reader.js';

const statuses: Record<string, OrderStatus> = {
  pending: 'pending',
  authorized: 'authorized',
  partially_paid: 'partially_paid',
  paid: 'paid',
  partially_refunded: 'partially_returned',
  refunded: 'returned',
  voided: 'cancelled',
  expired: 'cancelled',
};

const onReceipt = /cash on delivery|\bcod\b|cash_on_delivery/i;

function statusOf(order: Field, gateways: string[]): OrderStatus {
  if (order.at('cancelled_at').present) return 'cancelled';
  const fulfilment = order.at('display_fulfillment_status').text;
  if (fulfilment === 'ON_HOLD') return 'on_hold';
  const said = order.either('financial_status', 'display_financial_status');
  const word = said.text?.toLowerCase();
  if (word === undefined) {
    said.needed('ask for displayFinancialStatus');
    return 'open';
  }
  // Cash on delivery is paid when it arrives; the order stands until then.
  if (word === 'pending' && gateways.some(name => onReceipt.test(name))) return 'open';
  const status = Object.hasOwn(statuses, word) ? statuses[word] : undefined;
  if (!status) order.findings.fault(said.path, `is "${word}"; known: ${Object.keys(statuses).join(', ')}`);
  return status ?? 'open';
}

/** "gid://shopify/Product/123" is 123, the id that REST has. */
const bareId = (id: string | undefined): string | undefined =>
  id?.replace(/^gid:\/\/shopify\/\w+\//, '').replace(/\?.*$/, '');

/** Reads amounts in the shopper's currency. */
class Money {
  readonly digits: number;

  constructor(
    readonly currency: string,
    readonly findings: Findings,
    /** Whether the shopper's currency is the shop's, so that the shop's amounts may stand for the shopper's. */
    readonly inShopMoney = false,
  ) {
    this.digits = currencyDigits(currency);
  }

  /** Of `<name>_set` where it is there, else of the plain field, which is in the shop's currency. */
  of(field: Field, name: string): number | undefined {
    const set = field.at(`${name}_set`, 'presentment_money');
    if (set.present) return set.at('amount').money(this.digits);
    const shop = field.at(`${name}_set`, 'shop_money', 'amount');
    return (shop.present && this.inShopMoney ? shop : field.at(name)).money(this.digits);
  }

  sum(fields: Field[], ...names: string[]): number {
    return fields.reduce(
      (all, field) => all + (names.map(name => this.of(field, name)).find(one => one !== undefined) ?? 0),
      0,
    );
  }
}

function lineOf(line: Field, money: Money, returned: Map<string, number>): DraftLine {
  const quantity = line.at('quantity').needed().decimal;
  const ordered = line.at('quantity').number ?? 0;
  const unitPrice = money.of(line, 'price') ?? money.of(line, 'original_unit_price');
  if (unitPrice === undefined)
    line
      .either('price_set', 'original_unit_price_set')
      .needed('ask for originalUnitPriceSet { presentmentMoney { amount currencyCode } }');
  const list = (unitPrice ?? 0) * ordered;
  const id = bareId(line.at('id').needed().text);
  const back = returned.get(id ?? '');
  return {
    id,
    productId: bareId(line.either('product_id', 'product.id').text),
    variantId: bareId(line.either('variant_id', 'variant.id').text),
    title: line.either('title', 'name').needed().text,
    quantity,
    unitPrice,
    list,
    paid: line.at('discount_allocations').present
      ? list - money.sum(line.list('discount_allocations'), 'amount', 'allocated_amount')
      : (money.of(line, 'discounted_total') ?? list),
    tax: money.sum(line.list('tax_lines'), 'price'),
    returned: back === undefined ? undefined : readDecimal(back),
    giftCard: line.either('gift_card', 'is_gift_card').flag,
  };
}

/** Pieces given back, by line. */
function returnedBy(order: Field): Map<string, number> {
  const pieces = new Map<string, number>();
  for (const refund of order.list('refunds')) {
    for (const line of refund.list('refund_line_items')) {
      const id = bareId(line.either('line_item_id', 'line_item.id').text) ?? '';
      pieces.set(id, (pieces.get(id) ?? 0) + (line.at('quantity').number ?? 0));
    }
  }
  return pieces;
}

function refundedOf(order: Field, money: Money): number {
  const total = order.at('total_refunded_set', 'presentment_money', 'amount');
  if (total.present) return total.money(money.digits) ?? 0;
  let all = 0;
  for (const refund of order.list('refunds')) {
    for (const paid of refund.list('transactions')) {
      if (paid.at('kind').text?.toLowerCase() !== 'refund' || paid.at('status').text?.toLowerCase() !== 'success')
        continue;
      const currency = paid.at('currency').text;
      if (currency !== undefined && currency !== money.currency) {
        paid.findings.warn(
          paid.at('amount').path,
          `is in ${currency}, the order in ${money.currency}; this refund is not counted`,
        );
        continue;
      }
      all += money.of(paid, 'amount') ?? 0;
    }
  }
  return all;
}

/** The shop's currency and how much of the shopper's one unit of it was, where the two differ. */
function shopOf(order: Field, money: Money): Draft['shop'] {
  const shop = order.at('total_price_set', 'shop_money');
  const currency = shop.either('currency_code', 'currency').text;
  if (currency === undefined || currency === money.currency) return undefined;
  const theirs = shop.at('amount').money(currencyDigits(currency)) ?? 0;
  const ours = money.of(order, 'total_price') ?? 0;
  if (theirs === 0) return undefined;
  const scale = 10 ** Math.abs(currencyDigits(currency) - money.digits);
  const larger = currencyDigits(currency) > money.digits;
  return { currency, rate: ratio(larger ? ours * scale : ours, larger ? theirs : theirs * scale) };
}

const place = (address: Field): { country: string | undefined; region: string | undefined } => ({
  country: address.either('country_code', 'country_code_v2').text,
  region: address.at('province_code').text,
});

const presentmentOf = (order: Field): string | undefined =>
  order.either('presentment_currency_code', 'presentment_currency').text;

const cashRounding = (order: Field, money: Money): number =>
  order.at('total_cash_rounding_payment_adjustment_set', 'presentment_money', 'amount').money(money.digits) ?? 0;

// Long: one order as one object; each line names the field of theirs that one of ours is read from.
function convert(order: Field, options: ConversionOptions): Conversion {
  const { findings } = order;
  const shop = order.either('currency', 'currency_code');
  // Without the `_set` fields, which older versions of the API have not, amounts are the shop's.
  const presented = order.at('total_price_set', 'presentment_money');
  const theirs = presented.either('currency_code', 'currency').text ?? presentmentOf(order);
  const shops = shop.text ?? order.at('total_price_set', 'shop_money', 'currency_code').text;
  const currency = theirs ?? shops ?? shop.needed('ask for currencyCode').text ?? '';
  const money = new Money(currency, findings, currency === shops);
  if (theirs === undefined && order.at('total_price_set').present)
    findings.warn(
      'presentmentCurrencyCode',
      'is not asked for, nor presentmentMoney; the shop money is taken for what the shopper paid',
    );
  const total = money.of(order, 'total_price');
  if (total === undefined)
    order.either('total_price_set', 'total_price').needed('ask for totalPriceSet { presentmentMoney shopMoney }');
  if (!order.at('line_items').present) order.at('line_items').needed('ask for lineItems(first: 250) { nodes { … } }');
  if (order.at('line_items', 'page_info', 'has_next_page').flag)
    findings.fault('lineItems.pageInfo', 'there are more lines than were asked for; ask for all of them');
  const lines = order.list('line_items');
  const single = order.at('shipping_line');
  const shippingLines = order.at('shipping_lines').present
    ? order.list('shipping_lines')
    : single.present
      ? [single]
      : [];
  const shipping = shippingLines.map(line => {
    const after = money.of(line, 'discounted_price');
    return (
      after ??
      (money.of(line, 'price') ?? money.of(line, 'original_price') ?? 0) -
        money.sum(line.list('discount_allocations'), 'amount', 'allocated_amount')
    );
  });
  const gateways = order.at('payment_gateway_names').texts;
  const codes = order.list('discount_codes');
  const customer = order.at('customer');
  const returned = returnedBy(order);
  const placed = order.either('processed_at', 'created_at').needed('ask for processedAt');
  const fulfilment = order.either('fulfillment_status', 'display_fulfillment_status').text?.toLowerCase();
  const fees = money.of(order, 'original_total_additional_fees') ?? 0;
  const tipLines = lines.filter(line => line.at('tip').present);
  const tips = tipsOf(order, tipLines, money);
  return settle(
    {
      id: bareId(order.at('id').needed('ask for id').text),
      number: order.at('name').text,
      placedAt: momentOf(placed, options.offset),
      status: statusOf(order, gateways),
      currency,
      taxIncluded: order.at('taxes_included').needed('ask for taxesIncluded').flag,
      lines: lines.filter(line => !tipLines.includes(line)).map(line => lineOf(line, money, returned)),
      shipping: shipping.reduce((all, one) => all + one, 0),
      tax: money.of(order, 'total_tax') ?? 0,
      total: total ?? 0,
      tips,
      duties: money.of(order, 'original_total_duties'),
      fees: [{ title: 'Additional fees', amount: fees }],
      rounding: cashRounding(order, money),
      refunded: refundedOf(order, money),
      shop: shopOf(order, money),
      billing: place(order.at('billing_address')),
      delivery: place(order.at('shipping_address')),
      coupons: codes
        .map(code => (typeof code.value === 'string' ? code.value : code.at('code').text) ?? '')
        .filter(Boolean),
      channel: order.at('source_name').text,
      test: order.at('test').flag,
      payment: gateways[0] === undefined ? undefined : { kind: paymentKind(gateways[0]) },
      released: fulfilment !== undefined && /^(?:partial|fulfilled|partially_fulfilled)$/.test(fulfilment),
      customer: {
        id: bareId(customer.at('id').text),
        firstName: customer.at('first_name').text,
        ordersCount: customer.either('orders_count', 'number_of_orders').number,
        segments: tagsOf(customer.at('tags')),
        country: customer.either('default_address.country_code', 'default_address.country_code_v2').text,
      },
    },
    findings,
  );
}

/** Tips stand among REST's lines, as lines of no product, and again as a sum, which is in the shop's currency. */
function tipsOf(order: Field, tipLines: Field[], money: Money): number {
  if (tipLines.length > 0) return money.sum(tipLines, 'price');
  const said = order.at('total_tip_received');
  const shop = order.either('currency', 'currency_code').text;
  const tips = money.of(order, 'total_tip_received') ?? 0;
  if (tips === 0 || shop === money.currency || order.at('total_tip_received_set').present) return tips;
  order.findings.warn(
    said.path,
    `is in ${shop ?? 'another currency'}, the order in ${money.currency}; the tip is left out`,
  );
  return 0;
}

/** REST has "gold, trade", GraphQL a list. */
const tagsOf = (tags: Field): string[] =>
  typeof tags.value === 'string' ? tags.value.split(/\s*,\s*/).filter(Boolean) : tags.texts;

/** An order of the Admin REST API: the resource itself or `{order}`. */
export function fromShopify(document: unknown, options: ConversionOptions = {}): Conversion {
  const findings = new Findings();
  const root = rootOf(document, findings, asWritten);
  const order = root.at('order').present ? root.at('order') : root;
  if (/DraftOrder/.test(order.at('admin_graphql_api_id').text ?? ''))
    refuse(findings, options, 'admin_graphql_api_id', 'is a draft order');
  return convert(order, options);
}

/** An Order of the GraphQL Admin API: the node itself, `{order}` or the whole response. */
export function fromShopifyGraphql(document: unknown, options: ConversionOptions = {}): Conversion {
  const findings = new Findings();
  const root = rootOf(document, findings, camelCase);
  const order =
    [root.at('data', 'order'), root.at('data', 'node'), root.at('order')].find(({ present }) => present) ?? root;
  if (/DraftOrder/.test(order.at('id').text ?? '')) refuse(findings, options, 'id', 'is a draft order');
  return convert(order, options);
}

/**
 * A post-purchase extension's `inputData`. It says neither when the order was placed (`options.placedAt`) nor what of
 * the total is shipping and tax; a warning says how much that is together.
 */
export function fromShopifyPostPurchase(document: unknown, options: ConversionOptions = {}): Conversion {
  const findings = new Findings();
  const root = rootOf(document, findings, camelCase);
  const purchase =
    [root.at('input_data', 'initial_purchase'), root.at('initial_purchase')].find(({ present }) => present) ?? root;
  const totals = purchase.at('total_price_set', 'presentment_money');
  const currency = totals.at('currency_code').needed().text ?? '';
  const money = new Money(currency, findings);
  if (options.placedAt === undefined)
    findings.fault('placedAt', 'is missing: inputData does not say it; pass {placedAt}');
  const lines = purchase.list('line_items').map(line => {
    const quantity = line.at('quantity').needed().decimal;
    const paid = money.of(line, 'total_price') ?? 0;
    line.at('total_price_set').needed();
    const variant = line.at('product', 'variant');
    return {
      id: variant.at('id').needed().text,
      productId: line.at('product', 'id').needed().text,
      variantId: variant.at('id').text,
      title: line.at('product', 'title').needed().text,
      quantity,
      unitPrice: money.of(line, 'price') ?? (quantity && quantity.digits !== 0n ? perPiece(paid, quantity) : 0),
      paid,
      tax: 0,
    };
  });
  return settle(
    {
      id: purchase.at('reference_id').needed().text,
      placedAt: options.placedAt,
      status: 'paid',
      currency,
      taxIncluded: options.taxIncluded ?? false,
      lines,
      shipping: 0,
      tax: 0,
      total: money.of(purchase, 'total_price') ?? 0,
      shop: shopOf(purchase, money),
      delivery: { country: purchase.at('destination_country_code').text },
      customer: { id: purchase.at('customer_id').text },
    },
    findings,
  );
}
