// SPDX-License-Identifier: MIT
//
// What `encore serve` carries on this machine: publishes a second without the ledger and with it, and accepts a second
// through a shop's webhooks, each beside a bare Fastify route in the same run, with the 99th percentile. Server, shop
// and the ones who ask are processes of their own on the same cores, so a machine of its own carries more.
//
//   npm run load [-- --seconds 5] [--connections 16]

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, createServer, request } from 'node:http';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { sheetFor } from '../node/server/shop.mjs';

const secret = '0f1e2d3c4b5a69788796a5b4c3d2e1f0';
const webhookSecret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const signingSecret = 'a3f9c07be1d24856a3f9c07be1d24857';
const origin = 'https://shop.example';
const goals = { 'publish, no ledger': 600, 'accept through webhooks': 100 };

/** The shop behind the webhooks: answers at once, for what is measured is the road to it. */
async function serveShop() {
  const answers = {
    owns: () => true,
    order: ({ order_id }) => ({
      id: order_id,
      currency: 'EUR',
      total: 79_900,
      lines: [{ id: 'l1', quantity: 1 }],
      released: false,
      one_click: true,
      hold_until_ms: Date.now() + 3_600_000,
    }),
    charge: ({ key }) => ({ outcome: 'approved', charge_id: `ch-${key}` }),
    add_line: ({ line }) => ({ line_id: 'l2', order_total: 79_900 + line.quote.total }),
    take: () => true,
    live: () => null,
  };
  const server = createServer(async (incoming, response) => {
    const { type, data } = JSON.parse(await text(incoming));
    response.end(JSON.stringify(answers[type]?.(data) ?? null));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server.address().port;
}

/** A bare route that reads and writes as much as /publish, and the kit's publish without a store. */
async function serveBare() {
  const { fastify } = await import('fastify');
  const { loadEngine } = await import('encore-offers/engine');
  const { createKeyring, publish } = await import('encore-offers/server');
  const engine = await loadEngine();
  const keys = await createKeyring({
    issuer: origin,
    current: 'k',
    keys: [{ kid: 'k', alg: 'HS256', secret: signingSecret }],
  });
  const app = fastify();
  app.post('/bare', (incoming, reply) => reply.send(incoming.body));
  app.post('/publish', async (incoming, reply) =>
    reply.send(await publish(incoming.body, { now: Date.now(), keys, engine })),
  );
  await app.listen({ port: 0, host: '127.0.0.1' });
  return app.server.address().port;
}

async function serveEncore([webhookPort, data]) {
  const { openStore, startServe } = await import('encore-offers/serve');
  const config = {
    host: '127.0.0.1',
    port: 0,
    data,
    databaseUrl: process.env.DATABASE_URL ?? null,
    secret,
    keys: { issuer: origin, current: 'k', keys: [{ kid: 'k', alg: 'HS256', secret: signingSecret }] },
    webhook: { url: `http://127.0.0.1:${webhookPort}/`, secret: webhookSecret, timeoutMs: 5000 },
    origins: [origin],
    base: '/encore',
    returnUrl: '/orders/{order_id}',
    reconcileSeconds: 3600,
    leaseSeconds: 30,
    suggest: null,
    dev: false,
  };
  const { address } = await startServe(config, () => openStore(config.databaseUrl, data));
  return Number(new URL(address).port);
}

const parts = { shop: serveShop, bare: serveBare, encore: serveEncore };

/** Starts a part as a process; its port and an end. */
async function start(part, ...args) {
  const child = fork(fileURLToPath(import.meta.url), [part, ...args.map(String)]);
  const [port] = await once(child, 'message');
  return { port, end: () => child.kill('SIGKILL') };
}

const agent = new Agent({ keepAlive: true, maxSockets: Infinity });

/** One POST. Errors: any status but 200. */
async function post(port, path, body, headers = {}) {
  const sent = request({
    agent,
    port,
    path,
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...headers },
  });
  sent.end(body);
  const [reply] = await once(sent, 'response');
  const answer = await text(reply);
  if (reply.statusCode !== 200) throw new Error(`${path} answered ${reply.statusCode}: ${answer.slice(0, 200)}`);
  return answer;
}

/** Asks from `connections` sides at once until the time is over or `ask` has no more. */
async function measured(name, { seconds, connections }, ask) {
  const times = [];
  const begin = performance.now();
  const end = begin + seconds * 1000;
  let next = 0;
  const side = async () => {
    while (performance.now() < end) {
      const asked = ask(next++);
      if (asked === undefined) return;
      const sent = performance.now();
      await asked;
      times.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: connections }, side));
  const took = (performance.now() - begin) / 1000;
  times.sort((a, b) => a - b);
  const at = share => times[Math.min(times.length - 1, Math.floor(times.length * share))];
  const perSecond = times.length / took;
  const goal = goals[name];
  const verdict = goal === undefined ? '' : perSecond >= goal ? `at least ${goal}: yes` : `at least ${goal}: NO`;
  const figures = [perSecond.toFixed(0).padStart(8), at(0.5).toFixed(1).padStart(9), at(0.99).toFixed(1).padStart(9)];
  console.log(`${name.padEnd(28)}${figures.join('')}   ${verdict}`);
  return goal === undefined || perSecond >= goal;
}

async function main() {
  const { values } = parseArgs({
    options: { seconds: { type: 'string', default: '5' }, connections: { type: 'string', default: '16' } },
  });
  const load = { seconds: Number(values.seconds), connections: Number(values.connections) };
  const data = mkdtempSync(join(tmpdir(), 'encore-load-'));
  const shop = await start('shop');
  const bare = await start('bare');
  const encore = await start('encore', shop.port, data);
  const backend = { authorization: `Bearer ${secret}` };
  const sheet = id => JSON.stringify(sheetFor(id, Date.now()));
  const one = sheet('o');
  const store = process.env.DATABASE_URL ? 'PostgreSQL' : 'SQLite';
  console.log(`${cpus().length} cores, ${load.connections} connections, ${load.seconds} s each, ${store}\n`);
  console.log(
    `${''.padEnd(28)}${['a second', 'p50 ms', 'p99 ms'].map((head, i) => head.padStart(i ? 9 : 8)).join('')}`,
  );
  const held = [];
  try {
    held.push(await measured('bare Fastify route', load, () => post(bare.port, '/bare', one)));
    held.push(await measured('publish, no ledger', load, () => post(bare.port, '/publish', one)));
    let orders = 0;
    const published = [];
    held.push(
      await measured('publish, with ledger', load, () => {
        const id = `o${orders++}`;
        return post(encore.port, '/publish', sheet(id), backend).then(answer => published.push([id, answer]));
      }),
    );
    held.push(
      await measured('accept through webhooks', load, index => {
        if (index >= published.length) return undefined;
        const [order_id, answer] = published[index];
        const { token, key } = JSON.parse(answer).tokens.find(({ candidate_id }) => candidate_id === 'card');
        const body = {
          sheet_id: `sh-${order_id}`,
          order_id,
          candidate_id: 'card',
          variant_id: 'mem-64',
          quantity: 1,
          token,
          expected: { total: 2035, currency: 'EUR' },
        };
        const headers = { origin, cookie: 'buyer=1', 'idempotency-key': key };
        return post(encore.port, '/encore/accept', JSON.stringify(body), headers);
      }),
    );
  } finally {
    for (const part of [shop, bare, encore]) part.end();
    agent.destroy();
    rmSync(data, { recursive: true, force: true });
  }
  process.exitCode = held.every(Boolean) ? 0 : 1;
}

const [part, ...args] = process.argv.slice(2);
if (parts[part] && process.send) process.send(await parts[part](args));
else await main();
