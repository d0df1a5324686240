// SPDX-License-Identifier: MIT
//
// `npm run load-shop`: accepts per second through the example shop, end to end, with PostgreSQL: HTTP, cookie,
// signature, ledger, reservation, stock, gateway, order line, events. Each accept is the first of an order of its own,
// as on a good day. Beside it, on the same machine in the same minute, a bare Fastify route that writes one row.
import { fork } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import http from 'node:http';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { startCluster } from '../node/storefront/cluster.mjs';

const HELP = `npm run load-shop -- [--accepts N] [--clients N] [--instances 1,2] [--fsync] [--json]

Sends N accepts (default 1000 for each row) over N connections (default 16) to the example shop on a PostgreSQL of
its own, with one instance and with two, and prints accepts per second, p50, p99, and what shop and database computed
for each (a machine that does other things as well shows it in the first three, hardly in this), and what this command
computed, on the same cores, to send it.

  --fsync   every commit waits for the disk, as in production; default: not, so that the disk is not what is measured

Exit code: 0 every accept was granted, 1 some were not, 2 usage.
`;

/** So many before each row, that no process is measured while its code is still being compiled. */
const WARM_UP = 600;
/** So many more after the database has counted its rows, for it then plans its statements again. */
const PLANNED = 200;

const child = fileURLToPath(new URL('shop-process.mjs', import.meta.url));

/** A process of shop-process.mjs that listens. */
async function start(options) {
  const process = fork(child, [JSON.stringify(options)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const next = () =>
    new Promise((resolve, reject) => {
      process.once('message', message =>
        message.failed === undefined ? resolve(message) : reject(new Error(message.failed)),
      );
      process.once('exit', code => reject(new Error(`the shop ended with ${code}`)));
    });
  const { url } = await next();
  return {
    url,
    pid: process.pid,
    async prepare(range) {
      process.send(range);
      return (await next()).requests;
    },
    stop() {
      process.removeAllListeners('exit');
      process.disconnect();
    },
  };
}

const sum = texts => texts.reduce((total, text) => total + Number(text), 0);

/** What these processes, and all below them, have computed so far, in ms; null where the system does not tell. */
function computed(roots) {
  let ticks = 0;
  try {
    const all = readdirSync('/proc')
      .filter(name => /^\d+$/.test(name))
      .flatMap(pid => {
        try {
          const [, rest] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(/\) /);
          const [, parent, ...fields] = rest.split(' ');
          return [{ pid: Number(pid), parent: Number(parent), ticks: sum(fields.slice(9, 13)) }];
        } catch {
          return []; // it has ended meanwhile
        }
      });
    const inside = new Set(roots);
    for (let grown = 0; grown !== inside.size;) {
      grown = inside.size;
      for (const { pid, parent } of all) if (inside.has(parent)) inside.add(pid);
    }
    for (const one of all) if (inside.has(one.pid)) ticks += one.ticks;
  } catch {
    return null;
  }
  return ticks * 10;
}

/** One request over a kept connection: its status, and how long it took. */
function send(agent, url, { path, headers, body }) {
  return new Promise((resolve, reject) => {
    const begun = performance.now();
    const options = {
      method: 'POST',
      agent,
      headers: { ...headers, origin: url, 'content-length': Buffer.byteLength(body) },
    };
    const request = http.request(new URL(path, url), options, response => {
      response.resume();
      response.on('end', () => resolve({ status: response.statusCode, ms: performance.now() - begun }));
    });
    request.on('error', reject);
    request.end(body);
  });
}

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];

/** All requests, by so many clients that each wait for their answer; spread over the addresses. */
async function measure(urls, requests, clients, pids) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: clients });
  const left = requests.map((request, i) => ({ request, url: urls[i % urls.length] })).reverse();
  const replies = [];
  const before = computed(pids);
  const own = process.cpuUsage();
  const begun = performance.now();
  const client = async () => {
    for (let next = left.pop(); next !== undefined; next = left.pop())
      replies.push(await send(agent, next.url, next.request));
  };
  await Promise.all(Array.from({ length: clients }, client));
  const seconds = (performance.now() - begun) / 1000;
  agent.destroy();
  const after = computed(pids);
  const { user, system } = process.cpuUsage(own);
  const times = replies.map(({ ms }) => ms).sort((a, b) => a - b);
  return {
    accepts: replies.length,
    refused: replies.filter(({ status }) => status !== 200).length,
    per_second: Math.round(replies.length / seconds),
    p50_ms: Math.round(at(times, 0.5) * 10) / 10,
    p99_ms: Math.round(at(times, 0.99) * 10) / 10,
    cpu_ms: before === null || after === null ? null : Math.round(((after - before) / replies.length) * 10) / 10,
    generator_ms: Math.round((user + system) / replies.length / 100) / 10,
  };
}

const natural = (text, name) => {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new TypeError(`--${name} takes positive integers`);
  return value;
};

/** The rows of the table: the shop with each number of instances, then the peer. */
async function load({ accepts, clients, instances, fsync }) {
  const cluster = await startCluster({ fsync });
  const running = [];
  const open = async options => {
    const one = await start({ databaseUrl: cluster.url, ...options });
    running.push(one);
    return one;
  };
  try {
    const rows = [];
    let orders = 0;
    for (const count of instances) {
      while (running.length < count) await open({});
      const urls = running.slice(0, count).map(({ url }) => url);
      const pids = [cluster.pid, ...running.map(({ pid }) => pid)];
      const prepare = async more => {
        const requests = await running[0].prepare({ from: orders, to: orders + more });
        orders += more;
        return requests;
      };
      await measure(urls, await prepare(WARM_UP), clients, pids);
      const requests = await prepare(PLANNED + accepts);
      await measure(urls, requests.splice(0, PLANNED), clients, pids);
      rows.push({
        what: `example shop, ${count} instance${count === 1 ? '' : 's'}`,
        ...(await measure(urls, requests, clients, pids)),
      });
    }
    const body = JSON.stringify({ order_id: 'o', candidate_id: 'c', token: 'x'.repeat(2000) });
    const bare = Array.from({ length: accepts }, (_, i) => ({
      path: '/offers/accept',
      headers: { 'content-type': 'application/json', 'idempotency-key': `bare-${i}` },
      body,
    }));
    const { url, pid } = await open({ bare: true });
    rows.push({ what: 'bare Fastify route, one INSERT', ...(await measure([url], bare, clients, [cluster.pid, pid])) });
    return rows;
  } finally {
    running.forEach(one => one.stop());
    await cluster.stop();
  }
}

async function main() {
  const { values } = parseArgs({
    options: {
      accepts: { type: 'string', default: '1000' },
      clients: { type: 'string', default: '16' },
      instances: { type: 'string', default: '1,2' },
      fsync: { type: 'boolean', default: false },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return void process.stdout.write(HELP);
  const rows = await load({
    accepts: natural(values.accepts, 'accepts'),
    clients: natural(values.clients, 'clients'),
    instances: values.instances.split(',').map(text => natural(text, 'instances')),
    fsync: values.fsync,
  });
  if (values.json) process.stdout.write(`${JSON.stringify({ cores: availableParallelism(), ...values, rows })}\n`);
  else {
    const line = (...cells) =>
      process.stdout.write(
        `${cells.map((c, i) => (i === 0 ? String(c).padEnd(34) : String(c).padStart(12))).join('')}\n`,
      );
    line('', 'accepts/s', 'p50 ms', 'p99 ms', 'CPU ms each', 'to send it', 'refused');
    for (const { what, per_second, p50_ms, p99_ms, cpu_ms, generator_ms, refused } of rows)
      line(what, per_second, p50_ms, p99_ms, cpu_ms ?? '', generator_ms, refused);
    line(`${availableParallelism()} cores, ${values.clients} connections${values.fsync ? ', fsync' : ''}`);
  }
  process.exitCode = rows.every(({ refused }) => refused === 0) ? 0 : 1;
}

main().catch(error => {
  process.stderr.write(`${error instanceof TypeError ? `${error.message}\n\n${HELP}` : error.stack}\n`);
  process.exitCode = 2;
});
