// SPDX-License-Identifier: MIT
//
// Orders in the shape of commercetools' Order.

const money = (centAmount, currencyCode = 'EUR', fractionDigits = 2) => ({
  type: 'centPrecision',
  currencyCode,
  centAmount,
  fractionDigits,
});

const line = (
  id,
  quantity,
  unit,
  {
    total = unit * quantity,
    net = total,
    gross = total,
    included = true,
    currency = 'EUR',
    digits = 2,
    discounted,
  } = {},
) => ({
  id: `line-${id}`,
  productId: `product-${id}`,
  name: { en: `Product ${id}`, de: `Produkt ${id}` },
  productType: { typeId: 'product-type', id: 'main' },
  variant: { id: 1, sku: `SKU-${id}`, prices: [] },
  quantity,
  price: {
    id: 'p',
    value: money(unit, currency, digits),
    ...(discounted && { discounted: { value: money(discounted, currency, digits) } }),
  },
  discountedPricePerQuantity: [],
  totalPrice: money(total, currency, digits),
  taxRate: { name: '19 %', amount: 0.19, includedInPrice: included, country: 'DE' },
  taxedPrice: {
    totalNet: money(net, currency, digits),
    totalGross: money(gross, currency, digits),
    totalTax: money(gross - net, currency, digits),
  },
  state: [{ quantity, state: { typeId: 'state', id: 's' } }],
});

const order = ({ lines, total, net = total, currency = 'EUR', digits = 2, ...more }) => ({
  type: 'Order',
  id: 'order-uuid',
  version: 3,
  orderNumber: '2026-1',
  createdAt: '2026-11-21T10:00:00.000Z',
  orderState: 'Open',
  paymentState: 'Paid',
  locale: 'de-DE',
  customerId: 'customer-uuid',
  totalPrice: money(total, currency, digits),
  taxedPrice: { totalNet: money(net, currency, digits), totalGross: money(total, currency, digits), taxPortions: [] },
  lineItems: lines,
  customLineItems: [],
  discountCodes: [],
  shippingInfo: {
    shippingMethodName: 'Standard',
    price: money(0, currency, digits),
    taxRate: { includedInPrice: true },
  },
  billingAddress: { firstName: 'Mia', country: 'DE' },
  shippingAddress: { country: 'DE' },
  ...more,
});

export const orders = {
  'plain, tax included': {
    document: order({
      lines: [line(1, 2, 5000, { net: 8403 })],
      shippingInfo: { price: money(490) },
      total: 10490,
      net: 8815,
    }),
    expect: {
      total: 10490,
      subtotal: 10000,
      shipping: 490,
      tax: 1675,
      tax_included: true,
      paid: [10000],
      status: 'paid',
      titles: ['Produkt 1'],
    },
  },
  net: {
    document: order({
      lines: [line(1, 1, 10000, { included: false, gross: 10800 })],
      total: 10800,
      net: 10000,
      shippingInfo: undefined,
    }),
    expect: { total: 10800, subtotal: 10000, tax: 800, tax_included: false, paid: [10000] },
  },
  'discounts on a line and on the total': {
    document: order({
      lines: [line(1, 1, 6000, { total: 5400 }), line(2, 1, 4000)],
      discountOnTotalPrice: { discountedAmount: money(100), includedDiscounts: [] },
      discountCodes: [
        { discountCode: { typeId: 'discount-code', id: 'd', obj: { code: 'TEN' } }, state: 'MatchesCart' },
      ],
      total: 9300,
    }),
    expect: { total: 9300, subtotal: 10000, discount: 700, paid: [5343, 3957], coupons: ['TEN'] },
  },
  'a sale price is the price': {
    document: order({ lines: [line(1, 1, 6000, { total: 4500, discounted: 4500 })], total: 4500 }),
    expect: { total: 4500, units: [4500], discount: 0 },
  },
  yen: {
    document: order({
      currency: 'JPY',
      digits: 0,
      lines: [line(1, 1, 1980, { currency: 'JPY', digits: 0 })],
      shippingInfo: undefined,
      total: 1980,
    }),
    expect: { total: 1980, paid: [1980] },
  },
  'partly refunded, a custom line': {
    document: order({
      paymentState: 'CreditOwed',
      lines: [line(1, 2, 1000)],
      customLineItems: [
        {
          id: 'c1',
          name: { de: 'Gravur' },
          slug: 'engraving',
          money: money(500),
          quantity: 1,
          totalPrice: money(500),
          taxRate: { includedInPrice: true },
        },
      ],
      returnInfo: [
        {
          items: [
            { id: 'r', type: 'LineItemReturnItem', lineItemId: 'line-1', quantity: 1, shipmentState: 'Returned' },
          ],
        },
      ],
      paymentInfo: {
        payments: [
          {
            typeId: 'payment',
            id: 'p',
            obj: {
              paymentMethodInfo: { method: 'CREDIT_CARD' },
              transactions: [{ type: 'Refund', state: 'Success', amount: money(1000) }],
            },
          },
        ],
      },
      total: 2500,
    }),
    expect: {
      total: 2500,
      refunded: 1000,
      returned: [1, undefined],
      products: ['product-1', null],
      status: 'partially_returned',
    },
  },
  'two shipments to two addresses': {
    document: order({
      lines: [line(1, 2, 1000)],
      shippingMode: 'Multiple',
      shippingInfo: undefined,
      shipping: [
        { shippingKey: 'a', shippingInfo: { price: money(490), taxRate: { includedInPrice: true } } },
        { shippingKey: 'b', shippingInfo: { price: money(590), discountedPrice: { value: money(290) } } },
      ],
      total: 2780,
    }),
    expect: { total: 2780, shipping: 780, paid: [2000] },
  },
  'a price finer than a cent is no discount': {
    document: order({
      lines: [
        {
          ...line(1, 1000, 0, { total: 1250 }),
          price: { value: { ...money(1, 'EUR', 5), type: 'highPrecision', preciseAmount: 1250 } },
        },
      ],
      total: 1250,
    }),
    expect: { total: 1250, discount: 0, paid: [1250], units: [1] },
  },
};

export const refused = [
  { document: order({ lines: undefined, total: 1 }), path: 'lineItems' },
  { document: { ...order({ lines: [], total: 1 }), totalPrice: undefined }, path: 'totalPrice.currencyCode' },
];
