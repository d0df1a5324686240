// SPDX-License-Identifier: MIT
//
// Medusa v2: orders of the Store and Admin APIs, and accepted offers as its own changes.
export { fromMedusa } from '../platforms/medusa.js';
export type { Conversion, ConversionOptions, ConvertedCustomer, ConvertedOrder, Finding } from '../platforms/index.js';
export { toMedusa } from '../platforms/changes.js';
export type { Acceptance, Request } from '../platforms/changes.js';
