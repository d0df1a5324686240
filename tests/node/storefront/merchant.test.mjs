// SPDX-License-Identifier: MIT
// The merchant's page: who gets in, what it says of an order, what the night changes.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createShop } from '../../../examples/storefront/shop.mjs';
import { visitor } from './browser-like.mjs';

const kNow = Date.parse('2026-11-21T10:00:00Z');
const kSecret = 'open sesame: two';
const kExperiments = [
  { key: 'second-offer', about: 'One or two.', variations: [{}, { policy: { second_offer: 'never' } }] },
];
const authorization = `Basic ${Buffer.from(`anyone:${kSecret}`).toString('base64')}`;
let shop;

before(async () => {
  shop = await createShop({
    now: () => kNow,
    history: 5200,
    background: false,
    operatorSecret: kSecret,
    holdoutBps: 3000,
    experiments: kExperiments,
    wait: async () => {},
  });
});
after(() => shop?.close());

const asMerchant = (path, options = {}) => visitor(shop.url).get(path, { headers: { authorization }, ...options });

test('nothing of the merchant is seen or done without the secret, or from another site', async () => {
  const stranger = visitor(shop.url);
  for (const path of ['/merchant', '/merchant/report', '/merchant?order=E10001']) {
    const { status, headers } = await stranger.get(path);
    assert.equal(status, 401, path);
    assert.match(headers.get('www-authenticate'), /^Basic /);
  }
  for (const given of ['Basic ', `Basic ${Buffer.from('a:wrong').toString('base64')}`, `Bearer ${kSecret}`])
    assert.equal((await stranger.get('/merchant', { headers: { authorization: given } })).status, 401);
  assert.equal((await stranger.post('/merchant/nightly', {})).status, 401);
  const elsewhere = { authorization, origin: 'https://elsewhere.example' };
  const foreign = await fetch(`${shop.url}/merchant/nightly`, { method: 'POST', headers: elsewhere });
  assert.equal(foreign.status, 403);
});

test('the page shows figures, the experiment, and the report in a frame that may run nothing', async () => {
  const { status, text, headers } = await asMerchant('/merchant');
  assert.equal(status, 200);
  assert.match(text, /<iframe[^>]+src="\/merchant\/report"/);
  assert.match(text, /second-offer<\/strong> runs with 2 variations/);
  assert.match(headers.get('content-security-policy'), /frame-src 'self'/);
  assert.doesNotMatch(text, / style=|undefined|\[object|\bNaN\b/);
  const report = await asMerchant('/merchant/report');
  assert.equal(report.status, 200);
  assert.match(report.headers.get('content-security-policy'), /sandbox/);
  assert.match(report.text, /<h2>What it earned<\/h2>[\s\S]*<h2>Experiments<\/h2>/);
  assert.doesNotMatch(report.text, /<script/);
});

/** An order whose page was rendered for its buyer, held out or not. */
async function rendered(isHeldOut) {
  for (let nth = 0; nth < 60; nth += 1) {
    const { id } = await shop.paidOrder(['aurora-black'], { email: `${isHeldOut}${nth}@example.com` });
    const order = await shop.orders.find(id);
    const published = await shop.offers.publish(order, true);
    if (published.holdout === isHeldOut) return order;
  }
  throw new Error('no such order in sixty');
}

test('an order number is answered with what was chosen, or with why nothing was', async () => {
  const shown = (await asMerchant(`/merchant?order=${(await rendered(false)).number}`)).text;
  assert.match(shown, /It was offered [a-z-]+\.[a-z0-9-]+/);
  assert.match(shown, /<ul class="plain-list reasons">[\s\S]+already in order|outranked|funnel only/);
  const held = (await asMerchant(`/merchant?order=${(await rendered(true)).number.toLowerCase()}`)).text;
  assert.match(held, /Its customer is in the holdout/);
  const { id } = await shop.paidOrder(['film-20'], { email: 'unseen@example.com' });
  const { number } = await shop.orders.find(id);
  assert.match((await asMerchant(`/merchant?order=${number}`)).text, /was never opened by its buyer/);
  assert.match((await asMerchant('/merchant?order=%3Cb%3E')).text, /There is no order &lt;b&gt;/);
});

test('the nightly command learns, pauses with the counts it stood on, and the merchant lets an offer go on', async () => {
  const script = fileURLToPath(new URL('../../../examples/storefront/nightly.mjs', import.meta.url));
  const run = secret =>
    promisify(execFile)(process.execPath, [script, shop.url], { env: { ...process.env, OPERATOR_SECRET: secret } });
  await assert.rejects(run('wrong'), /401/);
  const { stdout } = await run(kSecret);
  assert.match(stdout, /^Model \w+\. To be paused: .*sample\.sample-serum/);
  const order = await rendered(false);
  const sheet = await shop.offers.privateSheet(order, true);
  assert.ok(sheet.model.rows.length > 10, 'the next sheet is chosen by what was learned');
  const { text } = await asMerchant('/merchant');
  const [, shows, accepts] =
    /<th scope="row">sample\.sample-serum<\/th>\s*<td class="number">(\d+)<\/td>\s*<td class="number">(\d+)<\/td>/.exec(
      text,
    );
  assert.ok(Number(shows) >= 100 && Number(accepts) >= 10, `${shows} shows, ${accepts} accepts`);
  assert.match(text, /at most \d+ cents a show, where 25 are asked/);
  const names = async () => {
    const { id } = await shop.paidOrder(['cream-50', 'serum-30'], { email: 'sample@example.com' });
    const { candidates } = await shop.offers.privateSheet(await shop.orders.find(id), true);
    return candidates.map(one => one.id);
  };
  assert.ok(!(await names()).includes('sample.sample-serum'));
  const form = { candidate_id: 'sample.sample-serum' };
  await visitor(shop.url).post('/merchant/resume', form, { headers: { authorization }, follow: false });
  assert.ok((await names()).includes('sample.sample-serum'));
});
