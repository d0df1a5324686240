// SPDX-License-Identifier: MIT
//
// Orders in the shape of Shopify's Admin REST resource, its GraphQL Order, and a post-purchase extension's inputData.

const set = (amount, currency = 'USD', shop = amount, shopCurrency = currency) => ({
  shop_money: { amount: shop, currency_code: shopCurrency },
  presentment_money: { amount, currency_code: currency },
});

const line = (id, price, quantity, { currency = 'USD', off = [], tax = [], ...more } = {}) => ({
  id,
  admin_graphql_api_id: `gid://shopify/LineItem/${id}`,
  product_id: id + 1000,
  variant_id: id + 2000,
  title: `Product ${id}`,
  variant_title: null,
  name: `Product ${id}`,
  sku: `SKU-${id}`,
  quantity,
  current_quantity: quantity,
  fulfillable_quantity: quantity,
  fulfillment_status: null,
  gift_card: false,
  price,
  price_set: set(price, currency),
  total_discount: '0.00',
  total_discount_set: set('0.00', currency),
  discount_allocations: off.map((amount, index) => ({
    amount,
    amount_set: set(amount, currency),
    discount_application_index: index,
  })),
  tax_lines: tax.map(amount => ({ title: 'Tax', rate: 0.08, price: amount, price_set: set(amount, currency) })),
  properties: [],
  duties: [],
  requires_shipping: true,
  taxable: true,
  ...more,
});

const order = ({
  currency = 'USD',
  shop = currency,
  rate,
  lines,
  shipping = '0.00',
  tax = '0.00',
  total,
  ...more
}) => ({
  order: {
    id: 820982911946154,
    admin_graphql_api_id: 'gid://shopify/Order/820982911946154',
    name: '#1001',
    order_number: 1001,
    created_at: '2026-11-21T10:00:00-05:00',
    processed_at: '2026-11-21T10:00:00-05:00',
    cancelled_at: null,
    currency: shop,
    presentment_currency: currency,
    financial_status: 'paid',
    fulfillment_status: null,
    confirmed: true,
    test: false,
    taxes_included: false,
    total_price: rate ? rate.total : total,
    total_price_set: set(total, currency, rate ? rate.total : total, shop),
    total_tax: tax,
    total_tax_set: set(tax, currency),
    total_tip_received: '0.00',
    total_shipping_price_set: set(shipping, currency),
    original_total_duties_set: null,
    original_total_additional_fees_set: null,
    discount_codes: [],
    payment_gateway_names: ['shopify_payments'],
    source_name: 'web',
    refunds: [],
    customer: {
      id: 207119551,
      first_name: 'Mia',
      orders_count: 1,
      tags: 'gold, newsletter',
      default_address: { country_code: 'US' },
    },
    billing_address: { country_code: 'US', province_code: 'NY' },
    shipping_address: { country_code: 'US', province_code: 'NY' },
    line_items: lines,
    shipping_lines: [
      {
        id: 1,
        title: 'Standard',
        price: shipping,
        price_set: set(shipping, currency),
        discounted_price_set: set(shipping, currency),
        discount_allocations: [],
        tax_lines: [],
      },
    ],
    ...more,
  },
});

export const rest = {
  plain: {
    document: order({
      lines: [line(1, '649.00', 1, { tax: ['51.92'] }), line(2, '12.50', 3, { tax: ['3.00'] })],
      shipping: '5.00',
      tax: '54.92',
      total: '746.42',
    }),
    expect: {
      total: 74642,
      subtotal: 68650,
      discount: 0,
      shipping: 500,
      tax: 5492,
      paid: [64900, 3750],
      status: 'paid',
    },
  },
  discount: {
    document: order({
      lines: [line(1, '100.00', 1, { off: ['6.67', '2.00'] }), line(2, '50.00', 1, { off: ['3.33'] })],
      total: '138.00',
      discount_codes: [{ code: 'TEN', amount: '10.00', type: 'fixed_amount' }],
    }),
    expect: { total: 13800, subtotal: 15000, discount: 1200, paid: [9133, 4667], coupons: ['TEN'], status: 'paid' },
  },
  'tax included, tip, duties, two currencies': {
    document: order({
      currency: 'EUR',
      shop: 'USD',
      rate: { total: '133.10' },
      taxes_included: true,
      lines: [line(1, '100.00', 1, { currency: 'EUR', tax: ['15.97'] })],
      shipping: '4.90',
      tax: '16.75',
      total: '121.00',
      total_tip_received_set: set('6.10', 'EUR'),
      original_total_duties_set: set('10.00', 'EUR'),
    }),
    expect: {
      total: 12100,
      subtotal: 10000,
      shipping: 490,
      tax: 1675,
      tips: 610,
      duties: 1000,
      tax_included: true,
      paid: [10000],
      shop_currency: 'USD',
      rate: '0.90909091',
    },
  },
  yen: {
    document: order({
      currency: 'JPY',
      taxes_included: true,
      lines: [line(1, '1980', 2, { currency: 'JPY', tax: ['360'] })],
      tax: '360',
      total: '3960',
    }),
    expect: { total: 3960, subtotal: 3960, tax: 360, paid: [3960], tax_included: true },
  },
  refunded: {
    document: order({
      financial_status: 'partially_refunded',
      lines: [line(1, '20.00', 3)],
      total: '60.00',
      refunds: [
        {
          id: 1,
          transactions: [
            { id: 1, kind: 'refund', status: 'success', amount: '15.00', currency: 'USD' },
            { id: 2, kind: 'refund', status: 'failure', amount: '99.00', currency: 'USD' },
          ],
          refund_line_items: [{ line_item_id: 1, quantity: 1, subtotal: '20.00' }],
          order_adjustments: [],
        },
      ],
    }),
    expect: { total: 6000, refunded: 1500, paid: [6000], status: 'partially_returned', returned: [1] },
  },
  'a tip among the lines': {
    document: order({
      lines: [
        line(1, '20.00', 1),
        line(9, '3.00', 1, { product_id: null, tip: { payment_gateway: 'shopify_payments' } }),
      ],
      total_tip_received: '3.00',
      total_tip_received_set: set('3.00'),
      total: '23.00',
    }),
    expect: { total: 2300, tips: 300, paid: [2000] },
  },
  'cancelled although paid': {
    document: order({ lines: [line(1, '20.00', 1)], total: '20.00', cancelled_at: '2026-11-21T11:00:00-05:00' }),
    expect: { total: 2000, status: 'cancelled' },
  },
  'cash on delivery, custom item': {
    document: order({
      financial_status: 'pending',
      payment_gateway_names: ['Cash on Delivery (COD)'],
      lines: [line(1, '20.00', 1, { product_id: null, variant_id: null })],
      total: '20.00',
    }),
    expect: { total: 2000, status: 'open', products: [null] },
  },
};

const camel = value =>
  Array.isArray(value)
    ? value.map(camel)
    : value && typeof value === 'object'
      ? Object.fromEntries(
          Object.entries(value).map(([key, inner]) => [key.replace(/_(\w)/g, (_, c) => c.toUpperCase()), camel(inner)]),
        )
      : value;

/** The same order as the GraphQL API answers it: connections, gids and words in capitals. */
function graphql({ order: from }) {
  const node = camel(from);
  const gid = (kind, id) => (id === null ? null : `gid://shopify/${kind}/${id}`);
  return {
    data: {
      order: {
        id: from.admin_graphql_api_id,
        name: node.name,
        createdAt: node.createdAt,
        processedAt: node.processedAt,
        cancelledAt: node.cancelledAt,
        currencyCode: node.currency,
        presentmentCurrencyCode: node.presentmentCurrency,
        displayFinancialStatus: node.financialStatus.toUpperCase(),
        displayFulfillmentStatus: 'UNFULFILLED',
        taxesIncluded: node.taxesIncluded,
        totalPriceSet: node.totalPriceSet,
        totalTaxSet: node.totalTaxSet,
        totalTipReceivedSet: node.totalTipReceivedSet ?? null,
        originalTotalDutiesSet: node.originalTotalDutiesSet,
        originalTotalAdditionalFeesSet: null,
        discountCodes: node.discountCodes.map(({ code }) => code),
        paymentGatewayNames: node.paymentGatewayNames,
        sourceName: node.sourceName,
        test: node.test,
        customer: {
          id: gid('Customer', node.customer.id),
          firstName: node.customer.firstName,
          numberOfOrders: '1',
          tags: ['gold', 'newsletter'],
          defaultAddress: { countryCodeV2: 'US' },
        },
        billingAddress: { countryCodeV2: 'US', provinceCode: 'NY' },
        shippingAddress: { countryCodeV2: 'US', provinceCode: 'NY' },
        lineItems: {
          nodes: node.lineItems
            .filter(({ tip }) => !tip)
            .map(item => ({
              id: gid('LineItem', item.id),
              title: item.title,
              quantity: item.quantity,
              currentQuantity: item.currentQuantity,
              isGiftCard: false,
              originalUnitPriceSet: item.priceSet,
              discountAllocations: item.discountAllocations.map(({ amountSet }) => ({ allocatedAmountSet: amountSet })),
              taxLines: item.taxLines.map(({ title, rate, priceSet }) => ({ title, rate, priceSet })),
              product: item.productId && { id: gid('Product', item.productId) },
              variant: item.variantId && { id: gid('ProductVariant', item.variantId) },
            })),
          pageInfo: { hasNextPage: false },
        },
        shippingLines: {
          edges: node.shippingLines.map(({ discountedPriceSet }) => ({ node: { discountedPriceSet } })),
        },
        refunds: node.refunds.map(refund => ({
          transactions: {
            nodes: refund.transactions.map(({ kind, status, amount, currency }) => ({
              kind: kind.toUpperCase(),
              status: status.toUpperCase(),
              amountSet: camel(set(amount, currency)),
            })),
          },
          refundLineItems: {
            nodes: refund.refundLineItems.map(({ lineItemId, quantity }) => ({
              quantity,
              lineItem: { id: gid('LineItem', lineItemId) },
            })),
          },
        })),
      },
    },
  };
}

const shopMoney = amount => ({ shopMoney: { amount } });

export const graphqlOrders = {
  ...Object.fromEntries(
    Object.entries(rest).map(([name, { document, expect }]) => [name, { document: graphql(document), expect }]),
  ),
  'shop money only, one shipping line, line totals after discounts': {
    document: {
      data: {
        order: {
          id: 'gid://shopify/Order/1918',
          name: 'S-1918',
          createdAt: '2026-11-21T10:00:00Z',
          displayFinancialStatus: 'PAID',
          displayFulfillmentStatus: 'UNFULFILLED',
          currencyCode: 'USD',
          taxesIncluded: false,
          totalPriceSet: shopMoney('48.18'),
          totalTaxSet: shopMoney('3.20'),
          shippingLine: { title: 'Ground', originalPriceSet: shopMoney('5.00') },
          lineItems: {
            edges: [
              {
                node: {
                  id: 'gid://shopify/LineItem/1',
                  title: 'T-shirt',
                  quantity: 2,
                  originalUnitPriceSet: shopMoney('24.99'),
                  discountedTotalSet: shopMoney('39.98'),
                },
              },
            ],
          },
        },
      },
    },
    expect: { total: 4818, shipping: 500, tax: 320, paid: [3998], discount: 1000, warned: ['presentmentCurrencyCode'] },
  },
};

const purchase = (totalPrice, items, currency = 'USD') => ({
  extensionPoint: 'Checkout::PostPurchase::Render',
  locale: 'en-US',
  shop: { id: 1, domain: 'shop.example' },
  token: 'a.b.c',
  version: 'unstable',
  inputData: {
    initialPurchase: {
      referenceId: 'ref-1',
      customerId: '207119551',
      destinationCountryCode: 'US',
      totalPriceSet: camel(set(totalPrice, currency)),
      lineItems: items.map(([id, total, quantity]) => ({
        product: { id, title: `Product ${id}`, variant: { id: id + 2000, title: 'Default' } },
        quantity,
        totalPriceSet: camel(set(total, currency)),
      })),
    },
  },
});
const placedAt = '2026-11-21T10:00:00Z';

export const postPurchase = {
  plain: {
    document: purchase('662.00', [
      [1, '649.00', 1],
      [2, '13.00', 1],
    ]),
    options: { placedAt },
    expect: { total: 66200, paid: [64900, 1300] },
  },
  'several pieces': {
    document: purchase('37.50', [[1, '37.50', 3]]),
    options: { placedAt },
    expect: { total: 3750, units: [1250] },
  },
  'a price that is no whole cent': {
    document: purchase('10.00', [[1, '10.00', 3]]),
    options: { placedAt },
    expect: { total: 1000, paid: [1000], units: [333], discount: 0 },
  },
  yen: {
    document: purchase('3960', [[1, '3960', 2]], 'JPY'),
    options: { placedAt },
    expect: { total: 3960, units: [1980] },
  },
  'with shipping and tax': {
    document: purchase('70.00', [[1, '60.00', 1]]),
    options: { placedAt },
    expect: { total: 7000, paid: [6000], warned: ['total'] },
  },
};
