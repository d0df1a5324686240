// SPDX-License-Identifier: MIT
//
// Every converter by the name that `encore convert --from` takes.
import { fromAdobeCommerce } from './adobe-commerce.js';
import { fromBigCommerce, fromBigCommerceStorefront } from './bigcommerce.js';
import { fromCommercetools } from './commercetools.js';
import { fromMedusa } from './medusa.js';
import type { Conversion, ConversionOptions } from './order.js';
import { fromSaleor } from './saleor.js';
import { fromSchemaOrg } from './schema-org.js';
import { fromShopify, fromShopifyGraphql, fromShopifyPostPurchase } from './shopify.js';
import { fromStripe } from './stripe.js';
import { fromVendure } from './vendure.js';
import { fromWooCommerce } from './woocommerce.js';

export type Converter = (document: unknown, options?: ConversionOptions) => Conversion;

export const converters: Readonly<Record<string, Converter>> = {
  'adobe-commerce': fromAdobeCommerce,
  bigcommerce: fromBigCommerce,
  'bigcommerce-storefront': fromBigCommerceStorefront,
  commercetools: fromCommercetools,
  medusa: fromMedusa,
  saleor: fromSaleor,
  'schema-org': fromSchemaOrg,
  shopify: fromShopify,
  'shopify-graphql': fromShopifyGraphql,
  'shopify-post-purchase': fromShopifyPostPurchase,
  stripe: fromStripe,
  vendure: fromVendure,
  woocommerce: fromWooCommerce,
};

export type { Conversion, ConversionOptions, ConvertedCustomer, ConvertedOrder, OrderLine } from './order.js';
export type { Finding } from './reader.js';
