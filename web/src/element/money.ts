// SPDX-License-Identifier: MIT
//
// The element formats amounts as every other part does; see engine/money.ts.
export { currencyDigits, decimal, moneyFormat } from '../engine/money.js';
