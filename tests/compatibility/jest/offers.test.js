// SPDX-License-Identifier: MIT
//
// What a shop's own unit tests do: import the element and the engine in a page that jsdom pretends to be.
import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { EncoreOffers, isRefusal } from 'encore-offers';
import { loadEngine } from 'encore-offers/engine';

test('the element is defined', () => {
  expect(customElements.get('encore-offers')).toBe(EncoreOffers);
  expect(document.createElement('encore-offers')).toBeInstanceOf(EncoreOffers);
});

test('the engine decides a sheet', async () => {
  const engine = await loadEngine();
  const decision = engine.decide(readFileSync('camera.json', 'utf8'), { now: Date.parse('2026-11-21T10:05:00Z') });
  expect(isRefusal(decision)).toBe(false);
  expect(decision.slots.map(({ candidate_id }) => candidate_id)).toEqual(['offer-card', 'offer-protection']);
});
