// SPDX-License-Identifier: MIT
//
// Accepted offers as each platform's own change: the price is the one that was quoted, digit by digit.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bundled } from '../../bundled.mjs';

const to = await bundled('platforms/changes.ts');

const bought = {
  purchase_id: 'jti-1',
  order_id: '727',
  product_id: '93',
  variant_id: '2093',
  title: 'Post-purchase offer',
  currency: 'EUR',
  quantity: 2,
  unit_price: 2495,
  discount: 998,
  subtotal: 3992,
  tax: 637,
  tax_included: true,
  total: 3992,
};
const net = { ...bought, tax_included: false, tax: 758, total: 4750 };
const yen = {
  ...bought,
  currency: 'JPY',
  quantity: 1,
  unit_price: 1980,
  discount: 0,
  subtotal: 1980,
  tax: 180,
  total: 1980,
};

test('Shopify: a changeset with the discount in the order’s currency, none where there is none', () => {
  const discount = { value: 9.98, valueType: 'fixed_amount', title: 'Post-purchase offer' };
  assert.deepEqual(to.toShopifyChangeset(bought), {
    changes: [{ type: 'add_variant', variantID: 2093, quantity: 2, discount }],
  });
  assert.deepEqual(to.toShopifyChangeset(yen).changes, [{ type: 'add_variant', variantID: 2093, quantity: 1 }]);
});

test('Shopify: an order edit begins, adds, discounts each piece and commits', () => {
  const steps = to.toShopifyOrderEdit(bought);
  assert.deepEqual(
    steps.map(({ mutation }) => /^mutation (\w+)/.exec(mutation)[1]),
    ['orderEditBegin', 'orderEditAddVariant', 'orderEditAddLineItemDiscount', 'orderEditCommit'],
  );
  assert.deepEqual(steps[2].variables.discount.fixedValue, { amount: '4.99', currencyCode: 'EUR' });
  assert.equal(steps[1].variables.variantId, 'gid://shopify/ProductVariant/2093');
  assert.equal(to.toShopifyOrderEdit(yen).length, 3);
});

test('WooCommerce: net amounts both ways', () => {
  const [line] = to.toWooCommerce(net).body.line_items;
  assert.equal(line.subtotal, '49.90');
  assert.equal(line.total, '39.92');
  const [gross] = to.toWooCommerce(bought).body.line_items;
  assert.equal(gross.total, '33.55', 'what the price contains of tax is computed by the shop');
  assert.equal(to.toWooCommerce(bought).path, '/wp-json/wc/v3/orders/727');
});

test('BigCommerce: the price of a piece with tax and without', () => {
  const [product] = to.toBigCommerce(net).body.products;
  assert.deepEqual([product.price_ex_tax, product.price_inc_tax], [19.96, 23.75]);
});

test('Medusa: an order edit is made, filled, requested and confirmed', () => {
  const steps = to.toMedusa(bought);
  assert.deepEqual(
    steps.map(({ path }) => path),
    [
      '/admin/order-edits',
      '/admin/order-edits/727/items',
      '/admin/order-edits/727/request',
      '/admin/order-edits/727/confirm',
    ],
  );
  assert.equal(steps[1].body.items[0].unit_price, 19.96);
});

test('an amount that the pieces do not divide is split, never rounded away', () => {
  const odd = { ...bought, quantity: 3, unit_price: 1500, discount: 500, subtotal: 4000, total: 4000 };
  const { items } = to.toMedusa(odd)[1].body;
  assert.deepEqual(
    items.map(({ quantity, unit_price }) => [quantity, unit_price]),
    [
      [2, 13.33],
      [1, 13.34],
    ],
  );
  const { products } = to.toBigCommerce(odd).body;
  assert.equal(
    products.reduce((sum, { quantity, price_inc_tax }) => sum + quantity * Math.round(price_inc_tax * 100), 0),
    4000,
  );
  const off = to.toShopifyOrderEdit(odd).flatMap(({ variables: { discount } }) => discount?.fixedValue.amount ?? []);
  assert.deepEqual(off, ['1.66', '1.67']);
});

test('Vendure: a discount is a surcharge below zero, of two decimals for yen too', () => {
  const { input } = to.toVendure(bought).variables;
  assert.deepEqual(input.addItems, [{ productVariantId: '2093', quantity: 2 }]);
  assert.deepEqual(input.surcharges, [{ description: 'Post-purchase offer', price: -998, priceIncludesTax: true }]);
  const discounted = { ...yen, discount: 198, subtotal: 1782, total: 1782 };
  assert.equal(to.toVendure(discounted).variables.input.surcharges[0].price, -19800);
});

test('commercetools: the total is said outright, so that halves of a cent stay with it', () => {
  const [action] = to.toCommercetools({ ...bought, subtotal: 3991 }).body.stagedActions;
  assert.equal(action.externalTotalPrice.totalPrice.centAmount, 3991);
  assert.equal(action.externalTotalPrice.totalPrice.fractionDigits, 2);
});

test('Stripe: the shopper is present, retries are one charge, and Stripe’s own decimals are met', () => {
  const saved = { customer: 'cus_1', payment_method: 'pm_1', return_url: 'https://shop.example/thanks' };
  const request = to.toStripe(bought, saved);
  assert.equal(request.headers['Idempotency-Key'], 'jti-1');
  assert.equal(request.body.amount, 3992);
  assert.equal(request.body.confirm, true);
  assert.ok(!('off_session' in request.body));
  assert.equal(to.toStripe({ ...yen, currency: 'ISK' }, saved).body.amount, 198000);
  assert.equal(to.toStripe(yen, saved).body.amount, 1980);
});
