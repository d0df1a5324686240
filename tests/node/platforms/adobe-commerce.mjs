// SPDX-License-Identifier: MIT
//
// Orders in the shape of Adobe Commerce's GET /V1/orders/{id}.

const item = (id, qty, price, { incl = price, off = 0, tax = 0, compensation = 0, ...more } = {}) => ({
  item_id: id,
  order_id: 7,
  product_id: id + 40,
  product_type: 'simple',
  sku: `SKU-${id}`,
  name: `Product ${id}`,
  qty_ordered: qty,
  qty_canceled: 0,
  qty_invoiced: qty,
  qty_refunded: 0,
  qty_shipped: 0,
  price,
  base_price: price,
  original_price: incl,
  price_incl_tax: incl,
  row_total: Number((price * qty).toFixed(4)),
  row_total_incl_tax: Number((incl * qty).toFixed(4)),
  discount_amount: off,
  discount_percent: 0,
  discount_tax_compensation_amount: compensation,
  tax_amount: tax,
  tax_percent: 19,
  is_virtual: 0,
  ...more,
});

const order = ({ items, total, ...more }) => ({
  entity_id: 7,
  increment_id: '000000007',
  created_at: '2026-11-21 10:00:00',
  state: 'processing',
  status: 'processing',
  store_name: 'Main Website\nMain Website Store\nDefault',
  base_currency_code: 'USD',
  global_currency_code: 'USD',
  order_currency_code: 'USD',
  base_to_order_rate: 1,
  subtotal: 0,
  discount_amount: 0,
  shipping_amount: 0,
  shipping_incl_tax: 0,
  shipping_tax_amount: 0,
  shipping_discount_amount: 0,
  tax_amount: 0,
  grand_total: total,
  total_paid: total,
  total_due: 0,
  customer_id: 3,
  customer_is_guest: 0,
  customer_group_id: 1,
  customer_firstname: 'Mia',
  items,
  billing_address: { country_id: 'US', region_code: 'CA', firstname: 'Mia' },
  payment: { method: 'checkmo', additional_information: ['Check / Money order'] },
  extension_attributes: {
    shipping_assignments: [
      { shipping: { address: { country_id: 'US', region_code: 'CA' }, method: 'flatrate_flatrate' } },
    ],
  },
  ...more,
});

export const orders = {
  plain: {
    document: order({
      items: [item(1, 2, 50, { tax: 8 })],
      shipping_amount: 5,
      shipping_incl_tax: 5,
      tax_amount: 8,
      total: 113,
    }),
    expect: { total: 11300, subtotal: 10000, shipping: 500, tax: 800, paid: [10000], status: 'paid' },
  },
  discount: {
    document: order({
      items: [item(1, 1, 60, { off: 6 }), item(2, 1, 40, { off: 4 })],
      discount_amount: -10,
      coupon_code: 'TEN',
      total: 90,
    }),
    expect: { total: 9000, discount: 1000, paid: [5400, 3600], coupons: ['TEN'] },
  },
  'tax included, discounted': {
    options: { taxIncluded: true },
    document: order({
      items: [item(1, 1, 84.03, { incl: 100, off: 10, tax: 14.37, compensation: 1.6 })],
      shipping_amount: 4.2,
      shipping_incl_tax: 5,
      shipping_tax_amount: 0.8,
      discount_amount: -10,
      tax_amount: 15.17,
      total: 95,
    }),
    expect: {
      total: 9500,
      subtotal: 10000,
      discount: 1000,
      shipping: 500,
      tax: 1517,
      paid: [9000],
      tax_included: true,
    },
  },
  'the same, net': {
    document: order({
      items: [item(1, 1, 84.03, { incl: 100, off: 10, tax: 14.37, compensation: 1.6 })],
      shipping_amount: 4.2,
      shipping_incl_tax: 5,
      discount_amount: -10,
      tax_amount: 15.17,
      total: 95,
    }),
    expect: { total: 9500, subtotal: 8403, discount: 840, shipping: 420, paid: [7563] },
  },
  yen: {
    document: order({ order_currency_code: 'JPY', base_to_order_rate: 150.25, items: [item(1, 1, 1980)], total: 1980 }),
    expect: { total: 1980, paid: [1980], shop_currency: 'USD', rate: '150.25' },
  },
  'partly refunded': {
    document: order({
      items: [item(1, 2, 10, { qty_refunded: 1, amount_refunded: 10 })],
      total_refunded: 10,
      total: 20,
    }),
    expect: { total: 2000, refunded: 1000, returned: [1], status: 'partially_returned' },
  },
  'configurable product, store credit': {
    document: order({
      items: [
        item(1, 1, 30, { product_type: 'configurable', sku: 'SHIRT-M' }),
        item(2, 1, 0, { parent_item_id: 1, parent_item: { item_id: 1 } }),
      ],
      customer_balance_amount: 10,
      total: 20,
    }),
    expect: { total: 3000, subtotal: 3000, paid: [3000], products: ['41'], variants: ['42'], gift_cards: 1000 },
  },
  'an event, whose order has no id of its own yet': {
    document: {
      data: {
        key: 'k',
        value: order({
          entity_id: undefined,
          items: [item(1, 1, 505.75, { off: 101.15 })],
          discount_amount: -101.15,
          shipping_amount: 5,
          total_paid: undefined,
          total_due: undefined,
          payment: { method: 'braintree', parent_id: '673' },
          total: 409.6,
        }),
      },
    },
    expect: { id: '673', total: 40960, discount: 10115, paid: [40460], status: 'paid' },
  },
  'the one order that a search found': {
    document: { items: [order({ items: [item(1, 1, 20)], total: 20 })], search_criteria: {}, total_count: 1 },
    expect: { id: '7', total: 2000 },
  },
};

export const refused = [
  { document: order({ items: [], state: 'pending_payment', total: 1 }), path: 'state' },
  { document: order({ items: undefined, total: 1 }), path: 'items' },
];
