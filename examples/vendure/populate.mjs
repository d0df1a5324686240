// SPDX-License-Identifier: MIT
//
// The catalogue of the example: one camera and what goes with it, in euros, prices with 19 % VAT in them.
import {
  ChannelService,
  LanguageCode,
  ProductService,
  ProductVariantService,
  RequestContextService,
  TaxCategoryService,
} from '@vendure/core';
import { populateInitialData } from '@vendure/core/cli/index.js';

const products = [
  { sku: 'CAMERA', name: 'Lumen 6 camera', price: 64900, stock: 20 },
  { sku: 'CARD-128', name: 'Memory card 128 GB', price: 2495, stock: 5 },
  { sku: 'STRAP', name: 'Wool felt strap', price: 2990, stock: 5 },
];

const initial = {
  defaultLanguage: LanguageCode.en,
  defaultZone: 'Europe',
  countries: [{ name: 'Germany', code: 'DE', zone: 'Europe' }],
  taxRates: [{ name: 'Standard Tax', percentage: 19 }],
  shippingMethods: [{ name: 'Parcel', price: 490 }],
  paymentMethods: [{ name: 'Card', handler: { code: 'card', arguments: [] } }],
  collections: [],
};

export async function populate(app) {
  const context = () => app.get(RequestContextService).create({ apiType: 'admin' });
  const variants = app.get(ProductVariantService);
  if ((await variants.findAll(await context())).totalItems > 0) return;
  await populateInitialData(app, initial);
  const { channelId } = await context();
  await app
    .get(ChannelService)
    .update(await context(), {
      id: channelId,
      availableCurrencyCodes: ['EUR'],
      defaultCurrencyCode: 'EUR',
      pricesIncludeTax: true,
    });
  const ctx = await context();
  const [{ id: taxCategoryId }] = (await app.get(TaxCategoryService).findAll(ctx)).items;
  for (const { sku, name, price, stock } of products) {
    const translations = [{ languageCode: LanguageCode.en, name, slug: sku.toLowerCase(), description: name }];
    const { id: productId } = await app.get(ProductService).create(ctx, { enabled: true, translations });
    await variants.create(ctx, [
      {
        productId,
        sku,
        price,
        taxCategoryId,
        stockOnHand: stock,
        trackInventory: 'TRUE',
        translations: [{ languageCode: LanguageCode.en, name }],
      },
    ]);
  }
}
