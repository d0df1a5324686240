// SPDX-License-Identifier: MIT
//
// Plays a list of schedules: one shop on PGlite and one on a PostgreSQL of its own, each behind the proxy, one browser
// for all. At the end the shop's own audit holds every order against the gateway's ledger.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startCluster } from '../../node/storefront/cluster.mjs';
import { launchChromium } from '../engines.mjs';
import { Diary, Overdue } from './diary.mjs';
import { Proxy } from './proxy.mjs';
import { describe } from './schedules.mjs';
import { ShopProcess } from './shop.mjs';
import { Shopper } from './shopper.mjs';
import { World } from './world.mjs';

/** Seconds suffice on an idle machine; beyond this something waits for what never comes. */
const kScheduleMs = 4 * 60_000;
/** Opening and closing shop, database and browser. */
const kStageMs = 2 * 60_000;

const add = (sums, more) => {
  for (const [kind, count] of Object.entries(more)) sums[kind] = (sums[kind] ?? 0) + count;
};

/**
 * @param {any[]} list from schedules.mjs
 * @param {(schedule: any, seen: any) => void | Promise<void>} [tell] after each
 * @param {{ planted?: 'key_per_try' }} [options] a bug for the shop to have
 * @returns {Promise<{ faults: Record<string, number>, kills: Record<string, number>, orders: number, due: number,
 * captured: number, differences: any[] }>}
 *   Errors: Overdue, where a schedule does not end.
 */
export async function play(list, tell = () => {}, { planted } = {}) {
  const diary = new Diary();
  const sum = { faults: {}, kills: {}, orders: 0, due: 0, captured: 0, differences: [] };
  const browser = await launchChromium();
  try {
    for (const engine of new Set(list.map(schedule => schedule.engine))) {
      await playOn(
        engine,
        list.filter(schedule => schedule.engine === engine),
        { browser, diary, sum, tell, planted },
      );
    }
  } finally {
    await diary.within(kStageMs, () => diary.wait('the browser to end', browser.close()));
  }
  return sum;
}

async function playOn(engine, list, { browser, diary, sum, tell, planted }) {
  diary.begin(`opens a shop on ${engine}`);
  const cluster = engine === 'postgresql' ? await startCluster() : null;
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'faults-'));
  const proxy = new Proxy();
  await proxy.listen();
  const shop = new ShopProcess({
    ...(cluster ? { databaseUrl: cluster.url } : { dataDir: path.join(dataDir, 'data') }),
    planted,
    origins: [proxy.url],
    onChange: () => proxy.look(),
  });
  proxy.shop = shop;
  proxy.onKill = () => shop.kill('after_answer');
  const how = () => `on their way\n${proxy.text()}\n${shop.text()}`;
  try {
    await diary.within(kStageMs, () => diary.wait('the shop to start', shop.start()), how);
    for (const schedule of list) {
      diary.begin(describe(schedule));
      const world = new World({ shop, proxy, diary });
      const shopper = new Shopper({ browser, world, schedule });
      const seen = await diary
        .within(kScheduleMs, () => shopper.live(), how)
        .catch(error => {
          if (error instanceof Overdue) throw new Overdue(`${describe(schedule)}: ${error.message}`);
          return {
            differences: [...shopper.differences, error.message],
            claims: [],
            accepted: 0,
            undone: 0,
            refused: 0,
            late: 0,
          };
        });
      seen.differences.push(...shop.deaths.splice(0));
      for (const difference of seen.differences) sum.differences.push({ schedule, difference });
      await tell(schedule, seen);
      await diary.within(kStageMs, () => world.revive(), how);
    }
    const audit = await diary.within(kStageMs, () => diary.wait('the audit', shop.ask('audit')), how);
    for (const { order_id, due, captured } of audit.differences)
      sum.differences.push({
        schedule: null,
        difference: `${engine}, order ${order_id}: due ${due}, captured ${captured}`,
      });
    for (const key of ['orders', 'due', 'captured']) sum[key] += audit[key];
    add(sum.faults, proxy.done);
    add(sum.kills, shop.kills);
  } finally {
    await diary.within(
      kStageMs,
      async () => {
        await diary.wait('the shop to stop', shop.stop());
        await diary.wait('the proxy to close', proxy.close());
        await diary.wait('the database to stop', Promise.resolve(cluster?.stop()));
      },
      how,
    );
    fs.rmSync(dataDir, { recursive: true, force: true });
  }
}
