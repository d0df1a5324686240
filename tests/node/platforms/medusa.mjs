// SPDX-License-Identifier: MIT
//
// Orders in the shape of Medusa v2's Store API.

const item = (
  id,
  quantity,
  unit,
  { inclusive = false, total, tax = 0, original = total, originalTax = tax, ...more },
) => ({
  id: `ordli_${id}`,
  title: 'Default variant',
  product_title: `Product ${id}`,
  product_id: `prod_${id}`,
  variant_id: `variant_${id}`,
  quantity,
  unit_price: unit,
  is_tax_inclusive: inclusive,
  is_giftcard: false,
  subtotal: total - tax,
  total,
  tax_total: tax,
  original_total: original,
  original_tax_total: originalTax,
  discount_total: original - total,
  detail: { quantity, fulfilled_quantity: 0, return_received_quantity: 0 },
  adjustments: [],
  tax_lines: [],
  ...more,
});

const order = ({ items, total, ...more }) => ({
  order: {
    id: 'order_01J',
    version: 1,
    display_id: 12,
    status: 'pending',
    payment_status: 'captured',
    fulfillment_status: 'not_fulfilled',
    currency_code: 'usd',
    created_at: '2026-11-21T10:00:00.000Z',
    email: 'mia@example.com',
    customer_id: 'cus_1',
    region_id: 'reg_1',
    items,
    shipping_methods: [],
    shipping_total: 0,
    shipping_tax_total: 0,
    tax_total: 0,
    discount_total: 0,
    gift_card_total: 0,
    credit_line_total: 0,
    total,
    summary: { paid_total: total, refunded_total: 0, current_order_total: total, original_order_total: total },
    billing_address: { first_name: 'Mia', country_code: 'us', province: 'ca' },
    shipping_address: { first_name: 'Mia', country_code: 'us', province: 'ca' },
    payment_collections: [{ payments: [{ provider_id: 'pp_stripe_stripe', refunds: [] }] }],
    ...more,
  },
});

export const orders = {
  plain: {
    document: order({
      items: [item(1, 2, 50, { total: 108, tax: 8 })],
      shipping_total: 5.4,
      shipping_tax_total: 0.4,
      tax_total: 8.4,
      total: 113.4,
    }),
    expect: { total: 11340, subtotal: 10000, shipping: 500, tax: 840, paid: [10000], units: [5000], status: 'paid' },
  },
  discount: {
    document: order({
      items: [item(1, 1, 60, { total: 54, original: 60 }), item(2, 3, 13.33, { total: 35.99, original: 39.99 })],
      discount_total: 10,
      promotions: [{ code: 'TEN' }],
      total: 89.99,
    }),
    expect: { total: 8999, subtotal: 9999, discount: 1000, paid: [5400, 3599], coupons: ['TEN'] },
  },
  'tax included': {
    document: order({
      currency_code: 'eur',
      items: [item(1, 1, 100, { inclusive: true, total: 100, tax: 15.97 })],
      shipping_total: 4.9,
      shipping_tax_total: 0.78,
      tax_total: 16.75,
      total: 104.9,
    }),
    expect: { total: 10490, subtotal: 10000, shipping: 490, tax: 1675, tax_included: true, paid: [10000] },
  },
  yen: {
    document: order({
      currency_code: 'jpy',
      items: [item(1, 1, 1980, { inclusive: true, total: 1980, tax: 180 })],
      tax_total: 180,
      total: 1980,
    }),
    expect: { total: 1980, paid: [1980], tax: 180 },
  },
  'partly refunded': {
    document: order({
      payment_status: 'partially_refunded',
      items: [
        item(1, 2, 10, { total: 20, detail: { quantity: 2, fulfilled_quantity: 2, return_received_quantity: 1 } }),
      ],
      summary: { paid_total: 20, refunded_total: 10 },
      total: 20,
    }),
    expect: { total: 2000, refunded: 1000, returned: [1], status: 'partially_returned' },
  },
  'gift card, cents that floats blur': {
    document: order({
      items: [item(1, 1, 0.1, { total: 0.1 }), item(2, 1, 0.2, { total: 0.2 })],
      gift_card_total: 0.1,
      total: 0.2,
    }),
    expect: { total: 30, subtotal: 30, gift_cards: 10, paid: [10, 20] },
  },
};

export const refused = [
  { document: order({ items: [], status: 'draft', total: 1 }), path: 'status' },
  { document: order({ items: [], payment_status: undefined, total: 1 }), path: 'payment_status' },
  { document: order({ items: [{ id: 'ordli_1', title: 'x', quantity: 1 }], total: 1 }), path: 'items[0].total' },
];
