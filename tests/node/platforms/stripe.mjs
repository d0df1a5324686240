// SPDX-License-Identifier: MIT
//
// Checkout Sessions of Stripe with their line items expanded.

const line = (id, quantity, subtotal, { off = 0, tax = 0, total = subtotal - off + tax, ...more } = {}) => ({
  id: `li_${id}`,
  object: 'item',
  description: `Product ${id}`,
  quantity,
  currency: 'usd',
  amount_subtotal: subtotal,
  amount_discount: off,
  amount_tax: tax,
  amount_total: total,
  price: {
    id: `price_${id}`,
    object: 'price',
    product: `prod_${id}`,
    unit_amount: subtotal / quantity,
    recurring: null,
    tax_behavior: 'exclusive',
  },
  ...more,
});

const session = ({ lines, total, off = 0, tax = 0, shipping = 0, ...more }) => ({
  id: 'cs_test_a1',
  object: 'checkout.session',
  created: 1795255200,
  livemode: true,
  status: 'complete',
  payment_status: 'paid',
  mode: 'payment',
  currency: 'usd',
  client_reference_id: '1042',
  amount_subtotal: lines?.reduce((sum, { amount_subtotal }) => sum + amount_subtotal, 0),
  amount_total: total,
  total_details: { amount_discount: off, amount_shipping: shipping, amount_tax: tax },
  shipping_cost: shipping ? { amount_subtotal: shipping, amount_tax: 0, amount_total: shipping } : null,
  customer: 'cus_1',
  customer_details: { email: 'mia@example.com', name: 'Mia Doe', address: { country: 'US', state: 'CA' } },
  payment_method_types: ['card'],
  payment_intent: {
    id: 'pi_1',
    payment_method: { type: 'card', card: { brand: 'visa', last4: '4242' } },
    latest_charge: { amount_refunded: 0 },
  },
  line_items: lines && { object: 'list', data: lines, has_more: false },
  ...more,
});

export const orders = {
  plain: {
    document: session({ lines: [line(1, 2, 10000, { tax: 800 })], tax: 800, shipping: 500, total: 11300 }),
    expect: {
      total: 11300,
      subtotal: 10000,
      shipping: 500,
      tax: 800,
      paid: [10000],
      status: 'paid',
      label: 'Visa ending in 4242',
    },
  },
  discount: {
    document: session({
      lines: [line(1, 1, 6000, { off: 600 }), line(2, 1, 4000, { off: 400 })],
      off: 1000,
      total: 9000,
    }),
    expect: { total: 9000, discount: 1000, paid: [5400, 3600] },
  },
  'tax included': {
    document: session({
      currency: 'eur',
      lines: [line(1, 1, 10000, { tax: 1597, total: 10000 })],
      tax: 1597,
      total: 10000,
    }),
    expect: { total: 10000, subtotal: 10000, tax: 1597, tax_included: true, paid: [10000] },
  },
  yen: {
    document: session({ currency: 'jpy', lines: [line(1, 1, 1980)], total: 1980 }),
    expect: { total: 1980, paid: [1980] },
  },
  "a currency of Stripe's own decimals": {
    document: session({ currency: 'isk', lines: [line(1, 1, 198000)], total: 198000 }),
    expect: { total: 1980, paid: [1980], units: [1980] },
  },
  'partly refunded': {
    document: session({
      lines: [line(1, 1, 2000)],
      payment_intent: { id: 'pi_1', latest_charge: { amount_refunded: 1000 } },
      total: 2000,
    }),
    expect: { total: 2000, refunded: 1000, status: 'partially_returned' },
  },
  'a subscription': {
    document: session({
      mode: 'subscription',
      lines: [
        line(1, 1, 1500, {
          price: {
            id: 'price_1',
            product: { id: 'prod_1', name: 'Coffee' },
            unit_amount: 1500,
            recurring: { interval: 'week', interval_count: 2 },
          },
        }),
      ],
      total: 1500,
    }),
    expect: { total: 1500, intervals: [14] },
  },
};

export const refused = [
  { document: session({ lines: [line(1, 1, 1)], status: 'open', total: 1 }), path: 'status' },
  { document: session({ lines: [line(1, 1, 1)], status: 'expired', total: 1 }), path: 'status' },
  { document: session({ lines: undefined, total: 1 }), path: 'line_items' },
];
