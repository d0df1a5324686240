// SPDX-License-Identifier: MIT
//
// schema.org Orders as JSON-LD.

const offer = (id, price, count = 1, currency = 'USD') => ({
  '@type': 'Offer',
  itemOffered: { '@type': 'Product', name: `Product ${id}`, sku: `SKU-${id}` },
  price,
  priceCurrency: currency,
  eligibleQuantity: { '@type': 'QuantitativeValue', value: count },
});

const order = ({ offers, price, ...more }) => ({
  '@context': 'https://schema.org',
  '@type': 'Order',
  orderNumber: '2026-1',
  orderDate: '2026-11-21T10:00:00Z',
  orderStatus: 'https://schema.org/OrderProcessing',
  priceCurrency: 'USD',
  price,
  acceptedOffer: offers,
  customer: { '@type': 'Person', givenName: 'Mia' },
  billingAddress: { '@type': 'PostalAddress', addressCountry: 'US', addressRegion: 'CA' },
  paymentMethod: { '@type': 'PaymentMethod', name: 'http://purl.org/goodrelations/v1#PayPal' },
  ...more,
});

export const orders = {
  plain: {
    document: order({ offers: [offer(1, '50.00', 2)], price: '100.00' }),
    expect: { total: 10000, paid: [10000], status: 'paid' },
  },
  'one offer, a discount': {
    document: order({ offers: offer(1, '60.00'), discount: '10.00', discountCode: 'TEN', price: '50.00' }),
    expect: { total: 5000, discount: 1000, paid: [5000], coupons: ['TEN'] },
  },
  'in a graph': {
    document: {
      '@context': 'https://schema.org',
      '@graph': [{ '@type': 'Organization' }, order({ offers: [offer(1, 12.5)], price: 12.5 })],
    },
    expect: { total: 1250, paid: [1250] },
  },
  yen: {
    document: order({ priceCurrency: 'JPY', offers: [offer(1, '1980', 1, 'JPY')], price: '1980' }),
    expect: { total: 1980 },
  },
  'shipping that is not said': {
    document: order({ offers: [offer(1, '20.00')], price: '24.90' }),
    expect: { total: 2490, paid: [2000], warned: ['total'] },
  },
  returned: {
    document: order({ offers: [offer(1, '20.00')], price: '20.00', orderStatus: 'OrderReturned' }),
    expect: { status: 'returned' },
  },
  'a product by itself': {
    document: order({
      offers: undefined,
      orderedItem: { '@type': 'Product', name: 'Furnace', productID: 'ABC123', offers: { price: '30.00' } },
      price: '30.00',
    }),
    expect: { total: 3000, titles: ['Furnace'], products: ['ABC123'] },
  },
};

export const refused = [
  { document: order({ offers: undefined, price: '1' }), path: 'acceptedOffer' },
  { document: order({ offers: [offer(1, '1', 1, 'EUR')], price: '1' }), path: 'acceptedOffer[0].priceCurrency' },
];
