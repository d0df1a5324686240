// SPDX-License-Identifier: MIT
//
// schema.org: an Order as JSON-LD.
export { fromSchemaOrg } from '../platforms/schema-org.js';
export type { Conversion, ConversionOptions, ConvertedCustomer, ConvertedOrder, Finding } from '../platforms/index.js';
