// SPDX-License-Identifier: MIT
//
// Saleor: orders of the GraphQL API.
export { fromSaleor } from '../platforms/saleor.js';
export type { Conversion, ConversionOptions, ConvertedCustomer, ConvertedOrder, Finding } from '../platforms/index.js';
