// SPDX-License-Identifier: MIT
//
// The proof of a consent: what is taken for one, what is kept of it, for how long, and how one order's are read.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { consentsOf, contractEnded, memoryStorage, PurchaseTable } from 'encore-offers/server';
import { createTestShop, sheetFor, START } from './shop.mjs';

const DAY = 86_400_000;
const WORDS = 'I agree to the terms of the protection plan, 24 months for 79.00.';

async function shopWithPlan(consent = { text: WORDS, url: '/terms', version: '2026-11', required: true }, more = {}) {
  const storage = memoryStorage(new PurchaseTable());
  const shop = await createTestShop({
    storage,
    sheet: id => {
      const sheet = sheetFor(id);
      const candidates = sheet.candidates.map(one => (one.id === 'care' ? { ...one, consent, ...more } : one));
      return { ...sheet, candidates };
    },
  });
  const published = await shop.order();
  const about = { issuer: shop.keys.issuer, order_id: 'o1' };
  return { shop, storage, published, consents: () => consentsOf(storage, about) };
}

test('the whole consent is kept with time, sum and language, and read for one order', async () => {
  const { shop, published, consents } = await shopWithPlan();
  shop.now = START + 1234;
  const agreed = { text: WORDS, version: '2026-11', locale: 'de-DE' };
  const reply = await shop.accept(published, 'care', { consent: agreed });
  assert.equal(reply.status, 200, reply.body);
  const [one, ...others] = await consents();
  assert.deepEqual(others, []);
  assert.deepEqual(one.consent, {
    ...agreed,
    url: '/terms',
    at_ms: START + 1234,
    total: reply.json.charged,
    currency: 'EUR',
  });
  assert.equal(one.purchase_id, reply.json.purchase_id);
  assert.equal(one.candidate_id, 'care');
});

test('a page that says only that it was ticked: the signed text is kept, in the language of the sheet', async () => {
  const { shop, published, consents } = await shopWithPlan();
  assert.equal((await shop.accept(published, 'care', { consent: true })).status, 200);
  const [{ consent }] = await consents();
  assert.equal(consent.text, WORDS);
  assert.equal(consent.locale, published.sheet.locale);
  assert.equal(consent.version, '2026-11');
});

test('another text, another version, or none is no consent; what is no text is refused', async () => {
  const { shop, published, consents } = await shopWithPlan();
  const tries = [
    [{ text: `${WORDS} `, version: '2026-11', locale: 'de' }, 'consent_required'],
    [{ text: 'I agree.' }, 'consent_required'],
    [{ text: WORDS, version: '2025-01' }, 'consent_required'],
    [false, 'consent_required'],
    [null, 'consent_required'],
    [{}, 'invalid'],
    [{ text: '' }, 'invalid'],
    [{ text: 5 }, 'invalid'],
    [{ text: WORDS, locale: 5 }, 'invalid'],
    [{ text: '\0' }, 'invalid'],
    [{ text: 'x'.repeat(20_001) }, 'invalid'],
    ['yes', 'invalid'],
    [[WORDS], 'invalid'],
  ];
  for (const [consent, type] of tries)
    assert.equal((await shop.accept(published, 'care', { consent })).json.type, type, JSON.stringify(consent));
  assert.deepEqual(await consents(), []);
  assert.equal(shop.books().count, 0);
});

test('an offer that needs no consent keeps none, whatever the page sends', async () => {
  const { shop, published, consents } = await shopWithPlan();
  assert.equal((await shop.accept(published, 'card', { consent: { text: 'anything' } })).status, 200);
  assert.deepEqual(await consents(), []);
});

test('purging respects it: three years, or a year after the contract has ended, whichever is longer', async () => {
  const { shop, storage, published, consents } = await shopWithPlan();
  await shop.accept(published, 'care', { consent: true });
  const [{ purchase_id, keep_until_ms }] = await consents();
  assert.ok(keep_until_ms >= START + 3 * 365 * DAY);
  const purged = now => storage.purge(START + DAY, now);
  assert.equal(await purged(START + 2 * 365 * DAY), 0);
  // The plan is prolonged: its contract ends in five years.
  const ends = START + 5 * 365 * DAY;
  const until = await contractEnded(storage, purchase_id, ends);
  assert.ok(until >= ends + 365 * DAY);
  assert.equal(await purged(keep_until_ms + 1), 0);
  assert.equal(await purged(until + 1), 1);
  assert.equal(await contractEnded(storage, purchase_id, ends), null);
});

test('the receipt says where to withdraw and to cancel, for what has such a right', async () => {
  const links = { withdrawal_url: '/withdraw', cancel_url: '/cancel' };
  const shop = await createTestShop({
    sheet: id => {
      const sheet = sheetFor(id);
      return { ...sheet, order: { ...sheet.order, ...links } };
    },
  });
  const published = await shop.order();
  const reply = await shop.accept(published, 'card');
  assert.equal(reply.json.withdrawal_url, '/withdraw');
  assert.equal(reply.json.cancel_url, undefined, 'nothing runs on');
  const again = await shop.accept(published, 'card');
  assert.equal(again.json.withdrawal_url, '/withdraw', 'at every replay');
});
