// SPDX-License-Identifier: MIT
//
// Orders in the shape of WooCommerce's REST API v3.

const line = (id, quantity, subtotal, total, tax = '0.00', subtotalTax = tax) => ({
  id,
  name: `Product ${id}`,
  product_id: id + 90,
  variation_id: 0,
  quantity,
  tax_class: '',
  subtotal,
  subtotal_tax: subtotalTax,
  total,
  total_tax: tax,
  taxes: [],
  meta_data: [],
  sku: `SKU-${id}`,
  price: Number(total) / quantity,
  image: { id: '', src: '' },
});

const order = ({ lines, total, ...more }) => ({
  id: 727,
  parent_id: 0,
  number: '727',
  order_key: 'wc_order_58d2d042d1d',
  created_via: 'checkout',
  version: '9.4.1',
  status: 'processing',
  currency: 'USD',
  date_created: '2026-11-21T11:00:00',
  date_created_gmt: '2026-11-21T10:00:00',
  discount_total: '0.00',
  discount_tax: '0.00',
  shipping_total: '0.00',
  shipping_tax: '0.00',
  cart_tax: '0.00',
  total,
  total_tax: '0.00',
  prices_include_tax: false,
  customer_id: 26,
  billing: { first_name: 'Mia', last_name: 'Doe', country: 'US', state: 'CA', postcode: '94103' },
  shipping: { first_name: 'Mia', last_name: 'Doe', country: 'US', state: 'CA', postcode: '94103' },
  payment_method: 'stripe',
  payment_method_title: 'Credit card',
  date_paid_gmt: '2026-11-21T10:00:05',
  meta_data: [],
  line_items: lines,
  tax_lines: [],
  shipping_lines: [{ id: 1, method_title: 'Flat rate', method_id: 'flat_rate', total: '0.00', total_tax: '0.00' }],
  fee_lines: [],
  coupon_lines: [],
  refunds: [],
  ...more,
});

export const orders = {
  plain: {
    document: order({
      lines: [line(1, 2, '20.00', '20.00', '1.60')],
      shipping_total: '10.00',
      total_tax: '1.60',
      total: '31.60',
    }),
    expect: { total: 3160, subtotal: 2000, shipping: 1000, tax: 160, paid: [2000], units: [1000], status: 'paid' },
  },
  discount: {
    document: order({
      lines: [line(1, 1, '50.00', '45.00'), line(2, 1, '30.00', '27.00')],
      discount_total: '8.00',
      coupon_lines: [{ id: 1, code: 'ten', discount: '8.00', discount_tax: '0.00' }],
      total: '72.00',
    }),
    expect: { total: 7200, subtotal: 8000, discount: 800, paid: [4500, 2700], coupons: ['ten'] },
  },
  'tax included': {
    document: order({
      currency: 'EUR',
      prices_include_tax: true,
      lines: [line(1, 3, '8.40', '8.40', '1.60')],
      shipping_total: '4.20',
      shipping_tax: '0.80',
      total_tax: '2.40',
      total: '15.00',
    }),
    expect: {
      total: 1500,
      subtotal: 1000,
      shipping: 500,
      tax: 240,
      paid: [1000],
      units: [333],
      discount: 0,
      tax_included: true,
    },
  },
  yen: {
    document: order({ currency: 'JPY', lines: [line(1, 1, '1800', '1800', '180')], total_tax: '180', total: '1980' }),
    expect: { total: 1980, paid: [1800], tax: 180 },
  },
  'partly refunded': {
    document: order({
      lines: [line(1, 2, '20.00', '20.00')],
      total: '20.00',
      refunds: [{ id: 9, reason: '', total: '-10.00' }],
    }),
    expect: { total: 2000, refunded: 1000, status: 'partially_returned' },
  },
  refunded: {
    document: order({
      status: 'refunded',
      lines: [line(1, 1, '20.00', '20.00')],
      total: '20.00',
      refunds: [{ id: 9, total: '-20.00' }],
    }),
    expect: { refunded: 2000, status: 'returned' },
  },
  'fee and voucher, guest, cash on delivery': {
    document: order({
      customer_id: 0,
      payment_method: 'cod',
      lines: [line(1, 1, '20.00', '20.00')],
      fee_lines: [
        { id: 5, name: 'Cash on delivery', total: '2.00', total_tax: '0.00' },
        { id: 6, name: 'Loyalty voucher', total: '-5.00', total_tax: '0.00' },
      ],
      total: '17.00',
    }),
    expect: {
      total: 1700,
      paid: [2000, -500],
      products: ['91', null],
      status: 'open',
      fees: [{ title: 'Cash on delivery', amount: 200 }],
    },
  },
  'two gift cards of the extension, taken off the total': {
    document: order({
      lines: [line(1, 1, '18.00', '18.00')],
      shipping_total: '10.00',
      gift_cards: [
        { id: 2, code: 'A', amount: 20 },
        { id: 4, code: 'B', amount: 4 },
      ],
      total: '4.00',
    }),
    expect: { total: 2800, gift_cards: 2400, paid: [1800], shipping: 1000 },
  },
};

export const refused = [
  { document: order({ status: 'checkout-draft', lines: [], total: '0.00' }), path: 'status' },
  { document: order({ lines: undefined, total: '1.00' }), path: 'line_items' },
  { document: order({ lines: [], total: 'ten' }), path: 'total' },
  { document: order({ lines: [], date_created_gmt: 'just now', total: '1.00' }), path: 'date_created_gmt' },
  { document: order({ lines: [], date_created_gmt: '2026-02-31T10:00:00', total: '1.00' }), path: 'date_created_gmt' },
  { document: order({ lines: [], total: '99999999999999999999.00' }), path: 'total' },
];
