// SPDX-License-Identifier: MIT
//
// Publishing and signing: what stands in a token, which offers get one, and that a page
// sheet is safe to put into HTML.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { consentDigest, publish, sheetJson, sheetScript, tokenId, verifyAccept } from 'encore-offers/server';
import { loadEngine } from 'encore-offers/engine';
import { createTestShop, keyring, ORIGIN, sheetFor, START } from './shop.mjs';

const engine = await loadEngine();
const keys = await keyring();
const read = token => JSON.parse(Buffer.from(token.split('.')[1], 'base64url'));
const publishAt = (sheet, options = {}) => publish(sheet, { now: START, keys, engine, ...options });

test('each one-click offer gets a token whose key is its id, and the page needs nothing else', async () => {
  const { sheet, tokens } = await publishAt(sheetFor('o1'));
  assert.deepEqual(tokens.map(t => t.candidate_id).sort(), ['card', 'care']);
  for (const { candidate_id, token, key, deadline_ms } of tokens) {
    const { accept } = sheet.candidates.find(c => c.id === candidate_id);
    assert.equal(accept.token, token);
    assert.equal(accept.key, key);
    assert.equal(key, tokenId(ORIGIN, 'o1', candidate_id));
    const claims = read(token);
    assert.equal(claims.jti, key);
    assert.equal(claims.exp * 1000, deadline_ms);
    assert.equal(claims.order, 'o1');
    assert.equal(claims.terms.candidates.length, 1);
    assert.deepEqual(await keys.verify(token), claims);
  }
});

test('a token carries no private number', async () => {
  const sheet = sheetFor('o1');
  sheet.candidates[0].product.variants[0].unit_cost = 7654321;
  sheet.candidates[0].evidence = { shows: 7654322, accepts: 12 };
  const { sheet: page, tokens } = await publishAt(sheet);
  const text = JSON.stringify(page) + tokens.map(({ token }) => JSON.stringify(read(token))).join('');
  assert.ok(!text.includes('7654321') && !text.includes('7654322'), 'cost and evidence stay on the server');
});

test("the deadline in a token is the offer's, or the policy's minutes", async () => {
  const sheet = sheetFor('o1');
  delete sheet.candidates[1].availability;
  delete sheet.order.fulfilment; // the hold would be a deadline of its own
  sheet.policy.token_minutes = 45;
  const { tokens } = await publishAt(sheet);
  assert.equal(tokens.find(t => t.candidate_id === 'card').deadline_ms, START + 60 * 60_000);
  assert.equal(tokens.find(t => t.candidate_id === 'care').deadline_ms, START + 45 * 60_000);
});

test('agreement is required where the sheet or the law says so', async () => {
  const sheet = sheetFor('o1');
  const claimsOf = async changes => {
    const { tokens } = await publishAt({ ...sheet, ...changes });
    return Object.fromEntries(tokens.map(t => [t.candidate_id, read(t.token).consent]));
  };
  const digest = consentDigest({ text: 'I agree to the terms.', url: `${ORIGIN}/care` });
  assert.deepEqual(await claimsOf({}), { card: null, care: digest });
  const digital = {
    ...sheet.candidates[0],
    kind: 'digital',
    consent: { text: 'Start at once; I lose my right of withdrawal.' },
  };
  assert.ok((await claimsOf({ candidates: [digital] })).card, 'digital goods under EU law');
  assert.equal(
    (await claimsOf({ candidates: [digital], policy: { ...sheet.policy, consumer_law: 'none' } })).card,
    null,
  );
});

test("on a page that is not the buyer's, one-click offers become links or are left out", async () => {
  const sheet = sheetFor('o1');
  sheet.candidates[0].accept = { mode: 'one_click', url: `${ORIGIN}/products/mem` };
  const { sheet: page, tokens } = await publishAt(sheet, { buyer_present: false });
  assert.deepEqual(tokens, []);
  assert.deepEqual(
    page.candidates.map(c => [c.id, c.accept.mode]),
    [['card', 'link']],
  );
});

test("a malformed sheet is refused with the core's issues", async () => {
  const refusal = await publishAt('{"version":1');
  assert.equal(refusal.ok, false);
  assert.ok(refusal.issues.length > 0);
});

test('a sheet inside a script element cannot end it', () => {
  const hostile = { text: '</script><script>alert(1)</script><!-- \u2028\u2029' };
  const html = sheetScript(hostile);
  assert.equal(html.match(/<\/script/g).length, 1);
  assert.doesNotMatch(html, /<!--|[\u2028\u2029]/);
  assert.deepEqual(JSON.parse(sheetJson(hostile)), hostile);
  assert.deepEqual(JSON.parse(sheetJson(JSON.stringify(hostile))), hostile);
});

test('verifyAccept recomputes the price from the claims alone', async () => {
  const shop = await createTestShop();
  const published = await shop.order();
  const { body, key } = shop.acceptBody(published, 'card', { quantity: 2, variant_id: 'mem-128' });
  const verify = (changes = {}, more = {}) =>
    verifyAccept(
      { body: JSON.stringify({ ...body, ...changes }), idempotencyKey: key },
      { keys, engine, now: START, ...more },
    );
  const good = await verify();
  assert.ok(good.ok);
  assert.equal(good.quote.total, body.expected.total);
  assert.deepEqual(good.line.items, [{ product_id: 'mem', variant_id: 'mem-128', quantity: 2 }]);
  const type = async (...values) => (await verify(...values)).problem.body.type;
  assert.equal(await type({ expected: { total: 1, currency: 'EUR' } }), 'price_changed');
  assert.equal(await type({}, { now: START + 3_600_000 }), 'expired');
  assert.equal(await type({ token: `${body.token}x` }), 'unauthorized');
  assert.equal(await type({ quantity: 9 }), 'invalid');
  assert.equal(await type({ order_id: 'o2' }), 'unauthorized');
});
