// SPDX-License-Identifier: MIT
//
// A shopper in Chromium at the running Vendure shop. After each click, Vendure's order, its payments and stock, and the
// provider's charges are read and held against what the page said.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import pg from 'pg';
import { chromium } from 'playwright-core';
import { settle } from '../../browser/engines.mjs';

const limitMs = 30_000;
const euros = minor => `€ ${(minor / 100).toFixed(2)}`;

/** Starts the shop's process and resolves once it serves. `crash`: where it kills itself. */
async function startShop(project, env, crash) {
  const child = spawn('node', ['shop.mjs'], {
    cwd: project,
    env: { ...process.env, ...env, ...(crash && { OFFERS_CRASH: crash }) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  let printed = '';
  await new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', chunk => {
        printed += chunk;
        if (printed.includes('the shop is at')) resolve();
      });
    ended.then(() => reject(new Error(`the shop ended:\n${printed}`)));
  });
  return { ended, printed: () => printed, kill: () => (child.kill('SIGKILL'), ended) };
}

/** Vendure's own word on an order, by its Admin API. */
async function adminOf(origin) {
  let token;
  const ask = async (query, variables) => {
    const reply = await fetch(`${origin}/admin-api`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ query, variables }),
    });
    token = reply.headers.get('vendure-auth-token') ?? token;
    const { data, errors } = await reply.json();
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  };
  await ask('mutation { login(username: "superadmin", password: "superadmin") { __typename } }');
  return async id => {
    const query = `query ($id: ID!) { order(id: $id) { state totalWithTax
      lines { quantity proratedLinePriceWithTax productVariant { sku stockLevels { stockAllocated } } }
      surcharges { priceWithTax } payments { amount state refunds { total state } } modifications { note priceChange } } }`;
    const { order } = await ask(query, { id });
    const sum = (list, of) => list.reduce((all, one) => all + of(one), 0);
    const paid = sum(order.payments, ({ amount }) => amount);
    const refunded = sum(order.payments, ({ refunds }) => sum(refunds, ({ total }) => total));
    assert.equal(order.state, 'PaymentSettled');
    assert.equal(paid - refunded, order.totalWithTax, 'what was paid is what the order comes to');
    return {
      total: order.totalWithTax,
      refunded,
      lines: order.lines.filter(({ quantity }) => quantity > 0).map(line => line.productVariant.sku),
      allocated: sum(
        order.lines.filter(line => line.productVariant.sku === 'CARD-128'),
        line => line.productVariant.stockLevels[0].stockAllocated,
      ),
      modifications: order.modifications.length,
    };
  };
}

/** Buys the camera; resolves to the order's id. */
async function buyCamera(page, origin) {
  await page.goto(`${origin}/shop/`);
  await page.getByRole('button', { name: 'Buy' }).click();
  await page.waitForURL(/thank-you/);
  return new URL(page.url()).pathname.split('/').at(-1);
}

/** Presses a part of the card that shows `title`, once it can be pressed; resolves to the endpoint's answer. */
async function press(page, title, part, endpoint) {
  const card = page.locator('encore-offers [part~=card]').filter({ hasText: title });
  const answer = endpoint && page.waitForResponse(response => response.url().includes(endpoint) && response.ok());
  await (await settle(card.locator(`[part~=${part}]`))).click();
  return endpoint && (await answer).json();
}

const total = page => page.locator('#total');
const shows = (page, amount) =>
  total(page)
    .filter({ hasText: euros(amount) })
    .waitFor();

/** One order: its card bought and taken back, its strap declined. */
async function buyAndTakeBack(page, origin, orderOf) {
  const id = await buyCamera(page, origin);
  const before = await orderOf(id);
  const { charged, order_total } = await press(page, 'Memory card', 'accept', '/encore/accept');
  await shows(page, before.total + charged);
  const bought = await orderOf(id);
  assert.equal(order_total, before.total + charged);
  assert.deepEqual([bought.total, bought.lines, bought.allocated], [order_total, ['CAMERA', 'CARD-128'], 1]);

  await press(page, 'Memory card', 'undo', '/encore/undo');
  await shows(page, before.total);
  const undone = await orderOf(id);
  assert.deepEqual(
    [undone.total, undone.refunded, undone.lines, undone.allocated],
    [before.total, charged, ['CAMERA'], 0],
  );

  await press(page, 'strap', 'decline');
  await page.locator('encore-offers [part~=card]').filter({ hasText: 'strap' }).waitFor({ state: 'detached' });
  assert.deepEqual(await orderOf(id), undone, 'a decline changes nothing');
  return { before: before.total, bought: bought.total, undone: undone.total, charged };
}

export async function shopAndShopper(project, { DATABASE_URL, port }) {
  const origin = `http://127.0.0.1:${port}`;
  const env = { DATABASE_URL, PORT: String(port) };
  const database = new pg.Pool({ connectionString: DATABASE_URL });
  const charges = async order =>
    (await database.query('SELECT amount, refunded FROM provider_charges WHERE order_id = $1 ORDER BY key', [order]))
      .rows.length;
  let shop = await startShop(project, env);
  const refusals = [];
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
  try {
    // All of it in sight: what scrolls has to settle again.
    const page = await browser.newPage({ viewport: { width: 1280, height: 1600 } });
    page.setDefaultTimeout(limitMs);
    page.on('response', async response => {
      if (response.status() >= 400) refusals.push(`${response.status()} ${response.url()} ${await response.text()}`);
    });
    const amounts = await buyAndTakeBack(page, origin, await adminOf(origin));
    console.log(`      bought and taken back: ${JSON.stringify(amounts)}`);

    await shop.kill();
    shop = await startShop(project, env, 'before-modification');
    const id = await buyCamera(page, origin);
    const before = await (await adminOf(origin))(id);
    await press(page, 'Memory card', 'accept');
    await shop.ended;
    assert.equal(await charges(id), 2, 'the checkout was charged, and the offer');
    shop = await startShop(project, env);
    await shows(page, before.total + amounts.charged);
    const after = await (await adminOf(origin))(id);
    assert.deepEqual(
      [after.total, after.lines, after.modifications, await charges(id)],
      [before.total + amounts.charged, ['CAMERA', 'CARD-128'], 1, 2],
    );
    console.log(`      killed after the charge, finished by the next process: ${after.total}`);
  } catch (error) {
    throw new Error([error.message, ...refusals, shop.printed()].join('\n'), { cause: error });
  } finally {
    await browser.close();
    await shop.kill();
    await database.end();
  }
}
