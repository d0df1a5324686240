// SPDX-License-Identifier: MIT
//
// The offer sheet of a placed order: the order by the kit's converter, the offers from Vendure's catalogue at Vendure's
// prices. What goes with what is a rule of the shop: here a list, in a shop of yours perhaps a facet or a model.
import { ProductVariantService, RequestContextService } from '@vendure/core';
import { fromVendure } from 'encore-offers/adapters/vendure';

const offers = [
  { sku: 'CARD-128', pairs: 'CAMERA', discount: { type: 'percent', bps: 1000 } },
  { sku: 'STRAP', pairs: 'CAMERA' },
];

/** The order as Vendure's GraphQL API gives it, from its entity. */
const documentOf = order => ({
  id: String(order.id),
  code: order.code,
  state: order.state,
  orderPlacedAt: order.orderPlacedAt.toISOString(),
  currencyCode: order.currencyCode,
  lines: order.lines
    .filter(({ quantity }) => quantity > 0)
    .map(line => ({
      id: String(line.id),
      quantity: line.quantity,
      orderPlacedQuantity: line.quantity,
      unitPrice: line.unitPrice,
      unitPriceWithTax: line.unitPriceWithTax,
      linePrice: line.linePrice,
      linePriceWithTax: line.linePriceWithTax,
      proratedLinePrice: line.proratedLinePrice,
      proratedLinePriceWithTax: line.proratedLinePriceWithTax,
      productVariant: {
        id: String(line.productVariant.id),
        name: line.productVariant.name,
        product: { id: String(line.productVariant.productId) },
      },
    })),
  surcharges: order.surcharges.map(({ id, description, price, priceWithTax }) => ({
    id: String(id),
    description,
    price,
    priceWithTax,
  })),
  shipping: order.shipping,
  shippingWithTax: order.shippingWithTax,
  total: order.total,
  totalWithTax: order.totalWithTax,
  customer: { id: String(order.customer.id), firstName: order.customer.firstName },
  billingAddress: { countryCode: order.shippingAddress.countryCode },
  shippingAddress: { countryCode: order.shippingAddress.countryCode },
  couponCodes: order.couponCodes,
  // The checkout's. What later ones paid and gave back is in the total already.
  payments: [{ method: 'card', state: 'Settled', amount: order.totalWithTax, refunds: [] }],
});

/** @returns {Promise<object>} the private sheet */
export async function sheetOf(get, order, { endpoints, now }) {
  const ctx = await get(RequestContextService).create({ apiType: 'admin' });
  const variants = get(ProductVariantService);
  const converted = fromVendure(documentOf(order), { taxIncluded: true });
  if (!converted.ok) throw new Error(JSON.stringify(converted.faults));
  const { items } = await variants.findAll(ctx, { take: 100 });
  const bySku = new Map(items.map(variant => [variant.sku, variant]));
  const candidates = [];
  for (const { sku, pairs, discount } of offers) {
    const variant = bySku.get(sku);
    candidates.push({
      id: `offer-${sku.toLowerCase()}`,
      kind: 'cross_sell',
      pairs_with: [String(bySku.get(pairs).productId)],
      product: {
        id: String(variant.productId),
        title: variant.name,
        variants: [
          {
            id: String(variant.id),
            price: variant.priceWithTax,
            stock: Math.max(0, await variants.getSaleableStockLevel(ctx, variant)),
          },
        ],
      },
      ...(discount && { discount }),
      taxes: [{ title: 'VAT', rate_ppm: 190000 }],
      accept: { mode: 'one_click' },
    });
  }
  return {
    version: 1,
    id: `sh-${order.id}`,
    issued_at: new Date(now).toISOString(),
    locale: 'en-DE',
    currency: order.currencyCode,
    surface: 'thank_you',
    order: {
      ...converted.order,
      payment: { kind: 'card', one_click: true, label: 'Visa ending in 42' },
      fulfilment: { hold_until: new Date(order.orderPlacedAt.getTime() + 3_600_000).toISOString() },
    },
    customer: converted.customer,
    policy: { id: 'vendure-1', undo_seconds: 600, token_minutes: 60 },
    candidates,
    endpoints,
  };
}
