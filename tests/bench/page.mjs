// SPDX-License-Identifier: MIT
//
// What Encore costs the page it stands on: the example shop's thank-you page in Chromium, the processor slowed four times,
// the network as slow 4G (1.6 Mbit/s, 150 ms), once with Encore and once with its script refused, in pairs, so that a noisy
// minute strikes both. Prints medians; fails for nothing, because machines differ.
//
//   node tests/bench/page.mjs                 five pairs
//   node tests/bench/page.mjs --pairs 11      more
//   node tests/bench/page.mjs --json          {"with": {…}, "without": {…}, "lcp_ratio", "click_to_feedback_ms"}
//
// LCP, CLS and the long tasks are the browser's own entries, from the start to the offer's standing there and the page at
// rest. TBT is what long tasks take beyond 50 ms. The click is measured in the page, from the press on "accept" to the
// first frame in which the card says something else; INP is the longest of the browser's event entries.

import { parseArgs } from 'node:util';
import { createShop } from '../../examples/storefront/shop.mjs';
import { launchChromium } from '../browser/engines.mjs';

const { values } = parseArgs({ options: { pairs: { type: 'string', default: '5' }, json: { type: 'boolean' } } });
const slowdown = 4;
const slow4g = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 };

/** Runs in the page before anything of its own. */
function observe() {
  const seen = { lcp: 0, cls: 0, tasks: [], events: [] };
  globalThis.seen = seen;
  const on = (type, take, more) => new PerformanceObserver(list => list.getEntries().forEach(take)).observe({ type, buffered: true, ...more });
  on('largest-contentful-paint', ({ startTime }) => { seen.lcp = startTime; });
  on('layout-shift', ({ value, hadRecentInput }) => { seen.cls += hadRecentInput ? 0 : value; });
  on('longtask', ({ duration }) => seen.tasks.push(duration));
  on('event', ({ duration }) => seen.events.push(duration), { durationThreshold: 16 });
}

/** Presses accept; resolves to the milliseconds until a frame in which the card differs. */
function pressAccept() {
  const root = document.querySelector('encore-offers').shadowRoot;
  const button = [...root.querySelectorAll('.accept')].find(one => !one.disabled && !one.closest('article')?.querySelector('input[type=checkbox]')) ?? root.querySelector('.accept');
  const before = root.innerHTML;
  const start = performance.now();
  return new Promise(resolve => {
    const look = () => void (root.innerHTML === before ? requestAnimationFrame(look) : resolve(performance.now() - start));
    button.click();
    requestAnimationFrame(look);
  });
}

const quiet = page => page.evaluate(() => new Promise(resolve => void requestIdleCallback(() => requestAnimationFrame(() => resolve()))));

async function visit(browser, shop, withEncore) {
  const order = await shop.paidOrder(['aurora-black'], { email: `timing.${Math.random().toString(36).slice(2)}@example.com` });
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  try {
    const page = await context.newPage();
    const client = await context.newCDPSession(page);
    await client.send('Network.enable');
    await client.send('Network.emulateNetworkConditions', slow4g);
    await client.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    if (!withEncore) await client.send('Network.setBlockedURLs', { urls: ['*/encore/*'] });
    await page.addInitScript(observe);
    await page.goto(order.thankYou, { waitUntil: 'load' });
    if (withEncore) {
      await page.waitForFunction(() => document.querySelector('encore-offers')?.shadowRoot?.querySelector('.accept'), undefined, { timeout: 60_000 });
    }
    await quiet(page);
    const { lcp, cls, tasks } = await page.evaluate(() => globalThis.seen);
    const click = withEncore ? await page.evaluate(pressAccept) : null;
    if (withEncore) await quiet(page);
    const inp = withEncore ? await page.evaluate(() => Math.max(0, ...globalThis.seen.events)) : null;
    return { lcp, cls, longest_task: Math.max(0, ...tasks), tbt: tasks.reduce((sum, duration) => sum + Math.max(0, duration - 50), 0), click, inp };
  } finally {
    await context.close();
  }
}

const median = list => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const medians = visits => Object.fromEntries(Object.keys(visits[0]).map(key => [key, visits[0][key] === null ? null : Math.round(median(visits.map(one => one[key])) * 1000) / 1000]));

const shop = await createShop({ background: false, history: 500, wait: async () => {} });
const browser = await launchChromium();
const runs = { with: [], without: [] };
try {
  await visit(browser, shop, true);  // fills the shop's caches
  for (let pair = 0; pair < Number(values.pairs); pair += 1) {
    for (const side of pair % 2 ? ['with', 'without'] : ['without', 'with']) runs[side].push(await visit(browser, shop, side === 'with'));
  }
} finally {
  await browser.close();
  await shop.close();
}

const result = { with: medians(runs.with), without: medians(runs.without) };
result.lcp_ratio = Math.round(median(runs.with.map(({ lcp }, i) => lcp / runs.without[i].lcp)) * 1000) / 1000;
result.click_to_feedback_ms = result.with.click;
if (values.json) {
  console.log(JSON.stringify(result));
} else {
  const row = cells => console.log(cells.map((cell, i) => (i ? String(cell ?? '').padStart(14) : String(cell).padEnd(26))).join(''));
  row(['medians of paired visits', 'without', 'with']);
  for (const [key, name] of [['lcp', 'LCP, ms'], ['cls', 'CLS'], ['tbt', 'TBT, ms'], ['longest_task', 'longest task, ms'], ['click', 'click to feedback, ms'], ['inp', 'INP, ms']]) {
    row([name, result.without[key], result.with[key]]);
  }
  console.log(`LCP ratio ${result.lcp_ratio} (at most 1.02); goals: CLS 0, no long task over 50 ms of ours, feedback under 100 ms`);
}
