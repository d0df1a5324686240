// SPDX-License-Identifier: MIT
//
// Plays a list of schedules: one shop on PGlite and one on a PostgreSQL of its own, each behind the proxy, one browser
// for all. At the end the shop's own audit holds every order against the gateway's ledger.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startCluster } from '../../node/storefront/cluster.mjs';
import { launchChromium } from '../engines.mjs';
import { Proxy } from './proxy.mjs';
import { Shopper } from './shopper.mjs';
import { ShopProcess } from './shop.mjs';

/**
 * @param {any[]} list from schedules.mjs
 * @param {(schedule: any, seen: any) => void | Promise<void>} [tell] after each
 * @param {{ planted?: 'key_per_try' }} [options] a bug for the shop to have
 * @returns {Promise<{ faults: Record<string, number>, kills: number, orders: number, differences: any[] }>}
 */
export async function play(list, tell = () => {}, { planted } = {}) {
  const browser = await launchChromium();
  const sum = { faults: {}, kills: 0, orders: 0, differences: [] };
  try {
    for (const engine of new Set(list.map((schedule) => schedule.engine))) await playOn(engine, list.filter((schedule) => schedule.engine === engine), { browser, sum, tell, planted });
  } finally {
    await browser.close();
  }
  return sum;
}

async function playOn(engine, list, { browser, sum, tell, planted }) {
  const cluster = engine === 'postgresql' ? await startCluster() : null;
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'faults-'));
  const proxy = new Proxy();
  await proxy.listen();
  const shop = new ShopProcess({ ...(cluster ? { databaseUrl: cluster.url } : { dataDir: path.join(dataDir, 'data') }), planted, origins: [proxy.url], onChange: () => proxy.look() });
  proxy.shop = shop;
  proxy.onKill = () => shop.kill();
  try {
    await shop.start();
    for (const schedule of list) {
      const shopper = new Shopper({ browser, shop, proxy, schedule });
      let seen;
      try {
        seen = await shopper.live();
      } catch (error) {
        seen = { differences: [...shopper.differences, error.message], claims: [], accepted: 0, undone: 0, refused: 0, charges: 0 };
        if (shop.halted) await shop.kill();
        if (shop.url === null) await shop.start();
      }
      for (const difference of seen.differences) sum.differences.push({ schedule, difference });
      await tell(schedule, seen);
    }
    const audit = await shop.ask('audit');
    sum.orders += audit.orders;
    for (const { order_id, due, captured } of audit.differences) sum.differences.push({ schedule: null, difference: `${engine}, order ${order_id}: due ${due}, captured ${captured}` });
    for (const [kind, count] of Object.entries(proxy.done)) sum.faults[kind] = (sum.faults[kind] ?? 0) + count;
    sum.kills += shop.kills;
  } finally {
    await shop.stop();
    await proxy.close();
    await cluster?.stop();
    fs.rmSync(dataDir, { recursive: true, force: true });
  }
}
