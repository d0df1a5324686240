// SPDX-License-Identifier: MIT
//
// Adobe Commerce (Magento 2): orders of the REST API.
export { fromAdobeCommerce } from '../platforms/adobe-commerce.js';
export type { Conversion, ConversionOptions, ConvertedCustomer, ConvertedOrder, Finding } from '../platforms/index.js';
