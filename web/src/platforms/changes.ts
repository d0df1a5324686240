// SPDX-License-Identifier: MIT
//
// The way back: an accepted offer as the change that a platform's own API takes. Pure functions
// from the quote that was charged to the request's method, path and body (or mutation and
// variables); sending it, with the shop's credentials, is the port's business. The price is
// always said outright, so that no rule of the platform changes what the shopper agreed to.
import { currencyDigits, decimal } from '../engine/money.js';
import { perPiece } from './decimal.js';
import { stripeAmount } from './stripe-units.js';

/** What was bought: the quote's figures in minor units, as the accept port is handed them. */
export interface Acceptance {
  /** The purchase's key, the same at every retry: goes where the platform has room for it. */
  purchase_id: string;
  order_id: string;
  product_id: string;
  variant_id: string;
  title: string;
  currency: string;
  quantity: number;
  /** One piece before the discount. */
  unit_price: number;
  discount: number;
  /** What the line costs: unit price x quantity - discount. */
  subtotal: number;
  /** Tax of the line and its shipping. */
  tax: number;
  tax_included: boolean;
  /** What is charged. */
  total: number;
}

/** A REST request. */
export interface Request {
  method: 'POST' | 'PUT';
  path: string;
  body: Record<string, unknown>;
  headers?: Record<string, string>;
}

/** A GraphQL mutation, in the order to be sent. */
export interface Mutation {
  mutation: string;
  variables: Record<string, unknown>;
}

const text = (amount: number, currency: string): string => decimal(amount, currencyDigits(currency));
/** Tax that is added to the line, and the line without what tax it contains. */
const netOf = (bought: Acceptance): number => (bought.tax_included ? bought.subtotal - bought.tax : bought.subtotal);
const grossOf = (bought: Acceptance): number => (bought.tax_included ? bought.subtotal : bought.subtotal + bought.tax);

/**
 * Amounts of a line by the piece, in whole minor units that sum to them exactly: where they do not divide, some pieces
 * cost one unit more, and stand in a group of their own.
 */
function pieces(amounts: number[], quantity: number): { quantity: number; each: number[] }[] {
  const upTo = (amount: number, count: number): number => Number((BigInt(amount) * BigInt(count)) / BigInt(quantity));
  const groups = new Map<string, { quantity: number; each: number[] }>();
  for (let piece = 0; piece < quantity; piece++) {
    const each = amounts.map(amount => upTo(amount, piece + 1) - upTo(amount, piece));
    const group = groups.get(each.join()) ?? { quantity: 0, each };
    group.quantity++;
    groups.set(each.join(), group);
  }
  return [...groups.values()];
}

/** The `changes` of a post-purchase changeset, to be signed as Shopify asks. */
export function toShopifyChangeset(bought: Acceptance): { changes: Record<string, unknown>[] } {
  const change = { type: 'add_variant', variantID: Number(bought.variant_id), quantity: bought.quantity };
  if (bought.discount === 0) return { changes: [change] };
  const discount = {
    value: Number(text(bought.discount, bought.currency)),
    valueType: 'fixed_amount',
    title: bought.title,
  };
  return { changes: [{ ...change, discount }] };
}

const edit = (name: string, args: string, use: string, selection: string): string =>
  `mutation ${name}(${args}) { ${name}(${use}) { ${selection} userErrors { field message } } }`;
const begin = edit('orderEditBegin', '$id: ID!', 'id: $id', 'calculatedOrder { id }');
const addVariant = edit(
  'orderEditAddVariant',
  '$id: ID!, $variantId: ID!, $quantity: Int!',
  'id: $id, variantId: $variantId, quantity: $quantity, allowDuplicates: true',
  'calculatedLineItem { id }',
);
const addDiscount = edit(
  'orderEditAddLineItemDiscount',
  '$id: ID!, $lineItemId: ID!, $discount: OrderEditAppliedDiscountInput!',
  'id: $id, lineItemId: $lineItemId, discount: $discount',
  'addedDiscountStagedChange { id }',
);
const commit = edit(
  'orderEditCommit',
  '$id: ID!, $staffNote: String',
  'id: $id, notifyCustomer: true, staffNote: $staffNote',
  'order { id }',
);

/**
 * An order edit: begin, add the variant, take the discount off each piece, commit. The ids of the calculated order and
 * line come back from one step and go into the next, under the names given here in braces.
 */
export function toShopifyOrderEdit(bought: Acceptance): Mutation[] {
  const calculated = { id: '{calculatedOrder.id}' };
  const added = pieces([bought.discount], bought.quantity).flatMap(({ quantity, each: [off = 0] }) => {
    const variant = { variantId: `gid://shopify/ProductVariant/${bought.variant_id}`, quantity };
    const fixedValue = { amount: text(off, bought.currency), currencyCode: bought.currency };
    const discount = { description: bought.title, fixedValue };
    const add = { mutation: addVariant, variables: { ...calculated, ...variant } };
    const reduce = { ...calculated, lineItemId: '{calculatedLineItem.id}', discount };
    return off === 0 ? [add] : [add, { mutation: addDiscount, variables: reduce }];
  });
  return [
    { mutation: begin, variables: { id: `gid://shopify/Order/${bought.order_id}` } },
    ...added,
    { mutation: commit, variables: { ...calculated, staffNote: `Offer ${bought.purchase_id}` } },
  ];
}

/** A line of a WooCommerce order. Its amounts are net; the shop computes the tax again by its own rates. */
export function toWooCommerce(bought: Acceptance): Request {
  const net = netOf(bought);
  const before = net + (bought.tax_included ? 0 : bought.discount);
  return {
    method: 'PUT',
    path: `/wp-json/wc/v3/orders/${bought.order_id}`,
    body: {
      line_items: [
        {
          product_id: Number(bought.product_id),
          ...(bought.variant_id !== bought.product_id && { variation_id: Number(bought.variant_id) }),
          quantity: bought.quantity,
          subtotal: text(before, bought.currency),
          total: text(net, bought.currency),
          meta_data: [{ key: '_encore_purchase', value: bought.purchase_id }],
        },
      ],
    },
  };
}

/** Products of a BigCommerce order, with prices of one piece both ways. */
export function toBigCommerce(bought: Acceptance): Request {
  const number = (amount = 0): number => Number(text(amount, bought.currency));
  const products = pieces([netOf(bought), grossOf(bought)], bought.quantity).map(
    ({ quantity, each: [net, gross] }) => ({
      product_id: Number(bought.product_id),
      variant_id: Number(bought.variant_id),
      quantity,
      price_ex_tax: number(net),
      price_inc_tax: number(gross),
    }),
  );
  return { method: 'PUT', path: `/v2/orders/${bought.order_id}`, body: { products } };
}

/** An order edit of Medusa v2: made, filled, requested and confirmed. */
export function toMedusa(bought: Acceptance): Request[] {
  const base = `/admin/order-edits/${bought.order_id}`;
  const items = pieces([bought.subtotal], bought.quantity).map(({ quantity, each: [price = 0] }) => ({
    variant_id: bought.variant_id,
    quantity,
    unit_price: Number(text(price, bought.currency)),
    metadata: { encore_purchase: bought.purchase_id },
  }));
  return [
    { method: 'POST', path: '/admin/order-edits', body: { order_id: bought.order_id } },
    { method: 'POST', path: `${base}/items`, body: { items } },
    { method: 'POST', path: `${base}/request`, body: {} },
    { method: 'POST', path: `${base}/confirm`, body: {} },
  ];
}

/**
 * Vendure's `modifyOrder`. It takes no price for an item, so a discount is a surcharge below zero; amounts have the
 * store's precision.
 */
export function toVendure(bought: Acceptance, precision = 2): Mutation {
  const stored = (amount: number): number => amount * 10 ** (precision - currencyDigits(bought.currency));
  return {
    mutation:
      'mutation modifyOrder($input: ModifyOrderInput!) { modifyOrder(input: $input) { __typename ... on Order { id totalWithTax } ... on ErrorResult { errorCode message } } }',
    variables: {
      input: {
        dryRun: false,
        orderId: bought.order_id,
        note: `Offer ${bought.purchase_id}`,
        addItems: [{ productVariantId: bought.variant_id, quantity: bought.quantity }],
        surcharges:
          bought.discount === 0
            ? []
            : [{ description: bought.title, price: -stored(bought.discount), priceIncludesTax: bought.tax_included }],
      },
    },
  };
}

/** A staged change of a commercetools order edit, with the price said outright. */
export function toCommercetools(bought: Acceptance): Request {
  const digits = currencyDigits(bought.currency);
  const money = (centAmount: number): Record<string, unknown> => ({
    type: 'centPrecision',
    currencyCode: bought.currency,
    centAmount,
    fractionDigits: digits,
  });
  return {
    method: 'POST',
    path: '/orders/edits',
    body: {
      key: `encore-${bought.purchase_id}`,
      resource: { typeId: 'order', id: bought.order_id },
      stagedActions: [
        {
          action: 'addLineItem',
          productId: bought.product_id,
          sku: bought.variant_id,
          quantity: bought.quantity,
          externalTotalPrice: {
            price: money(perPiece(bought.subtotal, { digits: BigInt(bought.quantity), scale: 0 })),
            totalPrice: money(bought.subtotal),
          },
        },
      ],
    },
  };
}

/** The saved method to charge, and where a bank's confirmation returns to. */
export interface SavedMethod {
  customer: string;
  payment_method: string;
  return_url: string;
}

/**
 * A PaymentIntent with the shopper present: confirmed at once, without `off_session`, so that the bank may ask for a
 * confirmation (`requires_action`). The purchase's key makes every retry the same charge.
 * Errors: RangeError for an amount that Stripe's units of the currency cannot say.
 */
export function toStripe(bought: Acceptance, saved: SavedMethod): Request {
  return {
    method: 'POST',
    path: '/v1/payment_intents',
    headers: { 'Idempotency-Key': bought.purchase_id },
    body: {
      amount: stripeAmount(bought.total, bought.currency),
      currency: bought.currency.toLowerCase(),
      customer: saved.customer,
      payment_method: saved.payment_method,
      return_url: saved.return_url,
      confirm: true,
      metadata: { encore_purchase: bought.purchase_id, order: bought.order_id },
    },
  };
}
