// SPDX-License-Identifier: MIT
//
// A page rendered on a server imports the element like any other module: nothing is touched
// that only a browser has.

import assert from 'node:assert/strict';
import { test } from 'node:test';

test('the package is imported in Node without a document', async () => {
  const { EncoreOffers, EncoreAcceptEvent, EncoreSession } = await import('encore-offers');
  assert.equal(typeof EncoreOffers, 'function');
  assert.equal(typeof EncoreSession, 'function');
  assert.equal(new EncoreAcceptEvent({ slot: 0 }).cancelable, true);
  assert.equal('document' in globalThis, false);
});
