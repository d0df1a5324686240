// SPDX-License-Identifier: MIT
//
// Orders in the shape of Saleor's GraphQL Order.

const taxed = (gross, net = gross, currency = 'USD') => ({
  gross: { amount: gross, currency },
  net: { amount: net, currency },
  tax: { amount: Number((gross - net).toFixed(3)), currency },
});

const line = (id, quantity, unit, { total = taxed(unit * quantity), full = total, fullUnit = taxed(unit) } = {}) => ({
  id: `T3JkZXJMaW5l${id}`,
  productName: `Product ${id}`,
  variantName: 'M',
  quantity,
  quantityFulfilled: 0,
  undiscountedUnitPrice: fullUnit,
  unitPrice: fullUnit,
  undiscountedTotalPrice: full,
  totalPrice: total,
  variant: { id: `VmFyaWFudA${id}`, product: { id: `UHJvZHVjdA${id}`, category: { name: 'Shirts' } } },
});

const order = ({ lines, total, ...more }) => ({
  data: {
    order: {
      id: 'T3JkZXI6MQ==',
      number: '1',
      created: '2026-11-21T10:00:00.000000+00:00',
      status: 'UNFULFILLED',
      paymentStatus: 'FULLY_CHARGED',
      displayGrossPrices: false,
      total,
      shippingPrice: taxed(0),
      lines,
      voucherCode: null,
      totalRefunded: { amount: 0 },
      user: { id: 'VXNlcjox', firstName: 'Mia' },
      billingAddress: { country: { code: 'US' }, countryArea: 'CA' },
      shippingAddress: { country: { code: 'US' }, countryArea: 'CA' },
      channel: { slug: 'default-channel' },
      payments: [{ gateway: 'saleor.payments.stripe' }],
      ...more,
    },
  },
});

export const orders = {
  plain: {
    document: order({
      lines: [line(1, 2, 50, { total: taxed(108, 100) })],
      shippingPrice: taxed(5.4, 5),
      total: taxed(113.4, 105),
    }),
    expect: { total: 11340, subtotal: 10000, shipping: 500, tax: 840, paid: [10000], status: 'paid' },
  },
  discount: {
    document: order({
      lines: [
        line(1, 1, 60, { total: taxed(54), full: taxed(60) }),
        line(2, 1, 40, { total: taxed(36), full: taxed(40) }),
      ],
      voucherCode: 'TEN',
      total: taxed(90),
    }),
    expect: { total: 9000, discount: 1000, paid: [5400, 3600], coupons: ['TEN'] },
  },
  'tax included': {
    document: order({
      displayGrossPrices: true,
      lines: [line(1, 3, 3.33, { total: taxed(10, 8.4, 'EUR'), fullUnit: taxed(3.333, 2.8, 'EUR') })],
      shippingPrice: taxed(5, 4.2, 'EUR'),
      total: taxed(15, 12.6, 'EUR'),
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
    document: order({
      lines: [line(1, 1, 1980, { total: taxed(1980, 1800, 'JPY') })],
      displayGrossPrices: true,
      total: taxed(1980, 1800, 'JPY'),
    }),
    expect: { total: 1980, paid: [1980], tax: 180 },
  },
  'partly refunded': {
    document: order({
      status: 'PARTIALLY_RETURNED',
      paymentStatus: 'PARTIALLY_REFUNDED',
      lines: [line(1, 2, 10)],
      totalRefunded: { amount: 10 },
      total: taxed(20),
    }),
    expect: { total: 2000, refunded: 1000, status: 'partially_returned' },
  },
  'charge status, and a currency beside the amounts': {
    document: order({
      lines: [line(1, 1, 12)],
      paymentStatus: undefined,
      chargeStatus: 'FULL',
      total: { currency: 'USD', gross: { amount: 12 }, net: { amount: 12 } },
    }),
    expect: { total: 1200, status: 'paid', currency: 'USD' },
  },
};

export const refused = [
  { document: order({ lines: [], status: 'DRAFT', total: taxed(1) }), path: 'status' },
  { document: order({ lines: [], displayGrossPrices: undefined, total: taxed(1) }), path: 'displayGrossPrices' },
];
