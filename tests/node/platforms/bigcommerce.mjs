// SPDX-License-Identifier: MIT
//
// Orders in the shape of BigCommerce's V2 Orders API, products put in, and of its Storefront API.

const product = (id, quantity, exTax, incTax, off = '0.0000', more = {}) => ({
  id,
  order_id: 118,
  product_id: id + 70,
  variant_id: id + 300,
  order_address_id: 16,
  name: `Product ${id}`,
  sku: `SKU-${id}`,
  type: 'physical',
  base_price: exTax,
  price_ex_tax: exTax,
  price_inc_tax: incTax,
  total_ex_tax: (Number(exTax) * quantity).toFixed(4),
  total_inc_tax: (Number(incTax) * quantity).toFixed(4),
  total_tax: (Number(incTax) * quantity - Number(exTax) * quantity).toFixed(4),
  quantity,
  quantity_shipped: 0,
  quantity_refunded: 0,
  refund_amount: '0.0000',
  is_refunded: false,
  parent_order_product_id: null,
  applied_discounts: off === '0.0000' ? [] : [{ id: 'coupon', amount: off, name: 'Ten', code: 'TEN', target: 'order' }],
  ...more,
});

const order = ({ products, total, ...more }) => ({
  id: 118,
  customer_id: 11,
  date_created: 'Sat, 21 Nov 2026 10:00:00 +0000',
  status_id: 11,
  status: 'Awaiting Fulfillment',
  shipping_cost_ex_tax: '0.0000',
  shipping_cost_inc_tax: '0.0000',
  handling_cost_ex_tax: '0.0000',
  handling_cost_inc_tax: '0.0000',
  wrapping_cost_ex_tax: '0.0000',
  wrapping_cost_inc_tax: '0.0000',
  total_tax: '0.0000',
  total_inc_tax: total,
  payment_method: 'Credit Card',
  payment_status: 'captured',
  refunded_amount: '0.0000',
  store_credit_amount: '0.0000',
  gift_certificate_amount: '0.0000',
  currency_code: 'USD',
  currency_exchange_rate: '1.0000000000',
  default_currency_code: 'USD',
  store_default_currency_code: 'USD',
  store_default_to_transactional_exchange_rate: '1.0000000000',
  discount_amount: '0.0000',
  coupon_discount: '0.0000',
  is_deleted: false,
  is_tax_inclusive_pricing: false,
  order_source: 'www',
  billing_address: { first_name: 'Mia', country: 'United States', country_iso2: 'US', state: 'California' },
  products,
  shipping_addresses: {
    url: 'https://api.example/v2/orders/118/shipping_addresses',
    resource: '/orders/118/shipping_addresses',
  },
  coupons: { url: 'https://api.example/v2/orders/118/coupons', resource: '/orders/118/coupons' },
  ...more,
});

export const orders = {
  plain: {
    document: order({
      products: [product(1, 2, '50.0000', '54.0000')],
      shipping_cost_ex_tax: '5.0000',
      shipping_cost_inc_tax: '5.0000',
      total_tax: '8.0000',
      total: '113.0000',
    }),
    expect: { total: 11300, subtotal: 10000, shipping: 500, tax: 800, paid: [10000], status: 'paid' },
  },
  discount: {
    document: order({
      products: [product(1, 1, '60.0000', '60.0000', '6.0000'), product(2, 1, '40.0000', '40.0000', '4.0000')],
      coupon_discount: '10.0000',
      total: '90.0000',
    }),
    expect: { total: 9000, subtotal: 10000, discount: 1000, paid: [5400, 3600] },
  },
  'tax included, gift wrapping, two currencies': {
    document: order({
      currency_code: 'EUR',
      default_currency_code: 'EUR',
      store_default_to_transactional_exchange_rate: '0.9000000000',
      is_tax_inclusive_pricing: true,
      products: [product(1, 1, '84.0336', '100.0000')],
      shipping_cost_ex_tax: '4.2017',
      shipping_cost_inc_tax: '5.0000',
      wrapping_cost_ex_tax: '1.6807',
      wrapping_cost_inc_tax: '2.0000',
      total_tax: '17.0840',
      total: '107.0000',
    }),
    expect: {
      total: 10700,
      subtotal: 10000,
      shipping: 500,
      tax: 1708,
      tax_included: true,
      rate: '0.9',
      shop_currency: 'USD',
      fees: [{ title: 'Gift wrapping', amount: 200 }],
    },
  },
  yen: {
    document: order({
      default_currency_code: 'JPY',
      currency_code: 'JPY',
      store_default_currency_code: 'JPY',
      products: [product(1, 1, '1980.0000', '1980.0000')],
      total: '1980.0000',
    }),
    expect: { total: 1980, paid: [1980] },
  },
  'partly refunded': {
    document: order({
      status_id: 14,
      products: [product(1, 2, '10.0000', '10.0000', '0.0000', { quantity_refunded: 1, refund_amount: '10.0000' })],
      refunded_amount: '10.0000',
      total: '20.0000',
    }),
    expect: { total: 2000, refunded: 1000, returned: [1], status: 'partially_returned' },
  },
  'an order of before prices could contain tax': {
    document: order({
      products: [product(1, 1, '50.0000', '54.0000')],
      is_tax_inclusive_pricing: undefined,
      total_tax: '4.0000',
      total: '54.0000',
    }),
    expect: { total: 5400, paid: [5000], tax: 400, tax_included: false, warned: ['is_tax_inclusive_pricing'] },
  },
};

export const refused = [
  {
    document: order({ products: { url: 'https://api.example', resource: '/orders/118/products' }, total: '1.0000' }),
    path: 'products',
  },
  { document: order({ status_id: 0, products: [], total: '1.0000' }), path: 'status_id' },
];

const storefront = ({ items, amount, ...more }) => ({
  orderId: 118,
  cartId: 'b20deef40f9699e48671bbc3fef6ca44dc80e3c7',
  currency: { name: 'US Dollar', code: 'USD', symbol: '$', decimalPlaces: 2 },
  isTaxIncluded: false,
  baseAmount: amount,
  discountAmount: 0,
  orderAmount: amount,
  orderAmountAsInteger: Math.round(amount * 100),
  shippingCostTotal: 0,
  handlingCostTotal: 0,
  giftWrappingCostTotal: 0,
  taxTotal: 0,
  coupons: [],
  lineItems: { physicalItems: items, digitalItems: [], customItems: [], giftCertificates: [] },
  customerId: 11,
  billingAddress: { firstName: 'Mia', countryCode: 'US', stateOrProvinceCode: 'CA' },
  status: 'AWAITING_FULFILLMENT',
  isComplete: true,
  ...more,
});
const item = (id, quantity, price, discounts = []) => ({
  id,
  productId: id + 70,
  variantId: id + 300,
  name: `Product ${id}`,
  quantity,
  listPrice: price,
  salePrice: price,
  extendedListPrice: Number((price * quantity).toFixed(2)),
  extendedSalePrice: Number((price * quantity).toFixed(2)),
  discounts: discounts.map(discountedAmount => ({ id: 'c', discountedAmount })),
});
const placedAt = '2026-11-21T10:00:00Z';

export const storefrontOrders = {
  plain: {
    document: storefront({ items: [item(1, 2, 50)], taxTotal: 8.25, amount: 108.25 }),
    options: { placedAt },
    expect: { total: 10825, tax: 825, paid: [10000] },
  },
  discount: {
    document: storefront({ items: [item(1, 1, 60, [6])], discountAmount: 6, amount: 54 }),
    options: { placedAt },
    expect: { total: 5400, discount: 600, paid: [5400] },
  },
  'tax included': {
    document: storefront({
      isTaxIncluded: true,
      items: [item(1, 1, 100)],
      taxTotal: 15.97,
      shippingCostTotal: 4.9,
      amount: 104.9,
    }),
    options: { placedAt },
    expect: { total: 10490, tax: 1597, shipping: 490 },
  },
  yen: {
    document: storefront({ currency: { code: 'JPY', decimalPlaces: 0 }, items: [item(1, 1, 1980)], amount: 1980 }),
    options: { placedAt },
    expect: { total: 1980 },
  },
  'awaiting payment': {
    document: storefront({ status: 'AWAITING_PAYMENT', items: [item(1, 1, 0.1), item(2, 1, 0.2)], amount: 0.3 }),
    options: { placedAt },
    expect: { total: 30, paid: [10, 20], status: 'pending' },
  },
};
