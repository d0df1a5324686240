// SPDX-License-Identifier: MIT
//
// Orders in the shape of Vendure's GraphQL APIs: integers of two decimals, whatever the currency.

const line = (id, quantity, unit, { rate = 0, prorated, ...more } = {}) => {
  const gross = amount => Math.round(amount * (1 + rate));
  const paid = prorated ?? unit * quantity;
  return {
    id: String(id),
    quantity,
    orderPlacedQuantity: quantity,
    unitPrice: unit,
    unitPriceWithTax: gross(unit),
    linePrice: unit * quantity,
    linePriceWithTax: gross(unit) * quantity,
    proratedLinePrice: paid,
    proratedLinePriceWithTax: gross(paid),
    taxRate: rate * 100,
    productVariant: { id: String(id + 20), name: `Variant ${id}`, product: { id: String(id + 10) } },
    ...more,
  };
};

const order = ({ lines, net, gross = net, ...more }) => ({
  data: {
    order: {
      id: '1',
      code: 'T_1',
      state: 'PaymentSettled',
      active: false,
      orderPlacedAt: '2026-11-21T10:00:00.000Z',
      currencyCode: 'USD',
      lines,
      surcharges: [],
      couponCodes: [],
      subTotal: net,
      shipping: 0,
      shippingWithTax: 0,
      total: net,
      totalWithTax: gross,
      customer: { id: '1', firstName: 'Mia' },
      billingAddress: { countryCode: 'US', province: 'CA' },
      shippingAddress: { countryCode: 'US', province: 'CA' },
      payments: [{ id: '1', method: 'stripe-payment', amount: gross, state: 'Settled', refunds: [] }],
      ...more,
    },
  },
});

export const orders = {
  plain: {
    document: order({
      lines: [line(1, 2, 5000, { rate: 0.2 })],
      shipping: 500,
      shippingWithTax: 600,
      net: 10500,
      gross: 12600,
    }),
    expect: { total: 12600, subtotal: 10000, shipping: 500, tax: 2100, paid: [10000], status: 'paid' },
  },
  discount: {
    document: order({
      lines: [line(1, 1, 6000, { prorated: 5400 }), line(2, 1, 4000, { prorated: 3600 })],
      couponCodes: ['TEN'],
      net: 9000,
    }),
    expect: { total: 9000, discount: 1000, paid: [5400, 3600], coupons: ['TEN'] },
  },
  'tax included': {
    options: { taxIncluded: true },
    document: order({
      lines: [line(1, 1, 10000, { rate: 0.2 })],
      shipping: 500,
      shippingWithTax: 600,
      net: 10500,
      gross: 12600,
    }),
    expect: { total: 12600, subtotal: 12000, shipping: 600, tax: 2100, tax_included: true, paid: [12000] },
  },
  'yen, stored with two decimals': {
    document: order({ currencyCode: 'JPY', lines: [line(1, 1, 198000)], net: 198000 }),
    expect: { total: 1980, paid: [1980] },
  },
  'partly refunded, surcharge as a discount': {
    document: order({
      lines: [line(1, 2, 1000)],
      surcharges: [{ id: '4', description: 'Offer discount', price: -300, priceWithTax: -300 }],
      payments: [
        {
          method: 'stripe-payment',
          refunds: [
            { total: 500, state: 'Settled' },
            { total: 900, state: 'Failed' },
          ],
        },
      ],
      net: 1700,
    }),
    expect: { total: 1700, paid: [2000, -300], refunded: 500, status: 'partially_returned' },
  },
};

export const refused = [
  { document: order({ lines: [], state: 'ArrangingPayment', net: 1 }), path: 'state' },
  {
    document: order({ lines: [line(1, 1, 1, { proratedLinePrice: undefined })], net: 1 }),
    path: 'lines[0].proratedLinePrice',
  },
];
