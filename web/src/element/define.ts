// SPDX-License-Identifier: MIT
//
// Gives the element its name. Harmless on a server and when it runs twice.

import { EncoreOffers } from './encore-offers.js';

if (typeof customElements !== 'undefined' && !customElements.get('encore-offers'))
  customElements.define('encore-offers', EncoreOffers);

declare global {
  interface HTMLElementTagNameMap {
    'encore-offers': EncoreOffers;
  }
}
