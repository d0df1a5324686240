// SPDX-License-Identifier: MIT
//
// `npm run platforms [python php ruby] [-- --seed N]`: the shops of examples/platforms with the real interpreters, each
// behind an `encore serve` of its own, while either side is ended with kill -9 in the middle of purchases. Afterwards
// the shop's own tables are read: each order one charge, one line, the right total, the right stock; the undone one
// none. The interpreters come from Debian's packages php-cli php-sqlite3 python3 ruby ruby-sqlite3 ruby-webrick.
// Ends with "N passed, N failed".

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import Database from 'libsql';
import { setup } from '../../web/tools/build/setup.mjs';
import { root, seconds } from '../../web/tools/build/steps.mjs';
import { uniform } from '../random.mjs';
import { freePort } from '../free-port.mjs';

const orders = 10;
const price = 1900;
const total = 64_900;
const secrets = {
  ENCORE_SECRET: '0f1e2d3c4b5a69788796a5b4c3d2e1f0',
  ENCORE_WEBHOOK_SECRET: `whsec_${Buffer.alloc(32, 9).toString('base64')}`,
};
const examples = join(root, 'examples/platforms');

/** How the shop of each language is started; PHP makes its tables when asked. */
const shops = {
  python: (port, database) => ({ command: ['python3', join(examples, 'python/shop.py'), String(port), database] }),
  php: (port, database) => ({
    command: ['php', '-S', `127.0.0.1:${port}`, join(examples, 'php/shop.php')],
    environment: { SHOP_DATABASE: database, PHP_CLI_SERVER_WORKERS: '4' },
    ready: '/setup',
  }),
  ruby: (port, database) => ({ command: ['ruby', join(examples, 'ruby/shop.rb'), String(port), database] }),
};

const pause = ms => new Promise(resolve => setTimeout(resolve, ms));

/** A process that can be ended at any moment and started again, and that is known to listen. */
class Restarted {
  #child;
  constructor(command, environment, probe) {
    Object.assign(this, { command, environment, probe, output: '' });
  }

  async start() {
    const [program, ...args] = this.command;
    const child = spawn(program, args, {
      detached: true,
      env: { ...process.env, ...this.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (this.output += chunk));
    child.once('error', error => (this.output += String(error)));
    for (let tries = 0; tries < 400; tries++) {
      if (await fetch(this.probe).catch(() => null)) return;
      if (child.exitCode !== null) break;
      await pause(50);
    }
    throw new Error(`${this.command.join(' ')} does not listen:\n${this.output}`);
  }

  /** Ends it and its workers at once, as a crash would. */
  async kill() {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise(resolve => child.once('close', resolve));
    process.kill(-child.pid, 'SIGKILL');
    await ended;
  }
}

async function platform(language, seed) {
  const folder = mkdtempSync(join(tmpdir(), `encore-${language}-`));
  const [servePort, shopPort] = [await freePort(), await freePort()];
  const database = join(folder, 'shop.sqlite');
  const shopUrl = `http://127.0.0.1:${shopPort}`;
  const config = join(folder, 'serve.json');
  writeFileSync(
    config,
    JSON.stringify({
      issuer: shopUrl,
      keys: { current: 'k', keys: [{ kid: 'k', alg: 'HS256', secret: 'a3f9c07be1d24856a3f9c07be1d24857' }] },
      webhook: { url: `${shopUrl}/encore-webhook`, timeout_ms: 2000 },
      origins: [shopUrl],
      return_url: `${shopUrl}/orders/{order_id}`,
      reconcile_seconds: 1,
      lease_seconds: 4,
    }),
  );
  const serveUrl = `http://127.0.0.1:${servePort}`;
  const serveCommand = [process.execPath, join(root, 'dist/cli.js'), 'serve', '--port', String(servePort)];
  const serve = new Restarted([...serveCommand, '--data', folder, '--config', config], secrets, `${serveUrl}/health`);
  const { command, environment, ready = '/orders/none' } = shops[language](shopPort, database);
  const shop = new Restarted(command, { ...secrets, ...environment, ENCORE_URL: serveUrl }, shopUrl + ready);
  try {
    await serve.start();
    await shop.start();
    const kills = await buyAll({ shop, serve, shopUrl, next: uniform(seed) });
    const books = readBooks(database);
    return { kills, books };
  } catch (error) {
    error.message += `\nshop:\n${shop.output.slice(-2000)}\nencore serve:\n${serve.output.slice(-2000)}`;
    throw error;
  } finally {
    await shop.kill();
    await serve.kill();
    rmSync(folder, { recursive: true });
  }
}

/**
 * What a page does: the token from the thank-you page, then the accept, repeated with the same key until it is settled.
 */
async function buyer(shopUrl, order) {
  const cookie = `buyer=secret-of-${order}`;
  const patient = async (path, options = {}) => {
    for (let tries = 0; tries < 1200; tries++) {
      const reply = await fetch(shopUrl + path, {
        ...options,
        headers: { cookie, origin: shopUrl, ...options.headers },
        signal: AbortSignal.timeout(10_000),
      })
        .then(async answer => ({ status: answer.status, text: await answer.text() }))
        .catch(() => null);
      if (reply !== null && options.settled(reply)) return reply;
      await pause(50);
    }
    throw new Error(`${order}: ${path} was never settled`);
  };
  const page = await patient(`/orders/${order}`, { settled: ({ text }) => text.includes('application/json') });
  const sheet = JSON.parse(/<script type="application\/json">(.*?)<\/script>/s.exec(page.text)[1]);
  const [{ id, accept, product }] = sheet.candidates;
  const body = JSON.stringify({
    sheet_id: sheet.id,
    order_id: order,
    candidate_id: id,
    variant_id: product.variants[0].id,
    quantity: 1,
    token: accept.token,
    expected: { total: price, currency: 'EUR' },
  });
  const post = (path, text, key) =>
    patient(path, {
      method: 'POST',
      body: text,
      headers: { 'content-type': 'application/json', ...(key && { 'idempotency-key': key }) },
      settled: ({ status }) => status === 200,
    });
  const bought = await post('/encore/accept', body, accept.key);
  return { key: accept.key, bought: JSON.parse(bought.text), undo: () => post(`/encore/undo/${accept.key}`, '{}') };
}

/** Buys once on every order while one side or the other is killed; undoes the last one. Returns how often each was. */
async function buyAll({ shop, serve, shopUrl, next }) {
  const kills = { shop: 0, serve: 0 };
  for (let i = 1; i <= orders; i++) {
    const buying = buyer(shopUrl, `o${i}`);
    const side = next() < 0.5 ? 'shop' : 'serve';
    await pause(Math.floor(next() * 120));
    const victim = side === 'shop' ? shop : serve;
    await victim.kill();
    kills[side]++;
    await victim.start();
    const { bought, undo } = await buying;
    assert.equal(bought.charged, price);
    if (i === orders) await undo();
  }
  return kills;
}

function readBooks(path) {
  const db = new Database(path);
  try {
    return {
      charges: db
        .prepare('SELECT order_id, count(*) AS charges, sum(amount - refunded) AS kept FROM charges GROUP BY order_id')
        .all(),
      lines: db.prepare('SELECT order_id, sum(1 - removed) AS lines FROM order_lines GROUP BY order_id').all(),
      totals: db.prepare(`SELECT id, total FROM orders WHERE total <> ${total} ORDER BY id`).all(),
      stock: db.prepare('SELECT pieces FROM stock').get().pieces,
    };
  } finally {
    db.close();
  }
}

function assertBooks({ charges, lines, totals, stock }) {
  assert.equal(charges.length, orders);
  for (const { order_id, charges: count, kept } of charges) {
    assert.equal(count, 1, `${order_id} is charged once`);
    assert.equal(kept, order_id === `o${orders}` ? 0 : price, order_id);
  }
  for (const { order_id, lines: count } of lines) assert.equal(count, order_id === `o${orders}` ? 0 : 1, order_id);
  assert.deepEqual(
    totals.map(order => order.total),
    Array.from({ length: orders - 1 }, () => total + price),
  );
  assert.equal(stock, 50 - (orders - 1));
}

const { values, positionals } = parseArgs({
  options: { seed: { type: 'string', default: '1' } },
  allowPositionals: true,
});
await setup(['platforms']);
const counts = { passed: 0, failed: 0 };
for (const language of positionals.length > 0 ? positionals : Object.keys(shops)) {
  const start = performance.now();
  try {
    const { kills, books } = await platform(language, Number(values.seed));
    assertBooks(books);
    counts.passed++;
    console.log(
      `ok    ${language}: ${orders} orders bought once, 1 undone; kill -9: shop ${kills.shop}, encore serve ${kills.serve}; seed ${values.seed}  ${seconds(start)}`,
    );
  } catch (error) {
    counts.failed++;
    console.log(`FAIL  ${language}: seed ${values.seed}  ${seconds(start)}\n${error.stack.replace(/^/gm, '   | ')}`);
  }
}
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;
