// SPDX-License-Identifier: MIT
//
// What Encore costs the page it stands on: the example shop's thank-you page in Chromium, the processor slowed four
// times, the network as slow 4G (1.6 Mbit/s, 150 ms), once with Encore and once with its script refused, in pairs, so
// that a noisy minute strikes both. Prints medians; fails for nothing, because machines differ.
//
//   node tests/bench/page.mjs                 five pairs
//   node tests/bench/page.mjs --pairs 11      more
//   node tests/bench/page.mjs --json          {"with": {…}, "without": {…}, "lcp_ratio", "click_to_feedback_ms"}
//
// LCP, CLS and the long tasks are the browser's own entries, from the start to the offer's standing there and the page
// at rest. TBT is what long tasks take beyond 50 ms. "Accept" is pressed by the browser's own input; what is measured
// is the time from the press to the first frame in which the card says something else, and INP, the longest of the
// browser's event entries that belong to an interaction.

import { parseArgs } from 'node:util';
import { createShop } from '../../examples/storefront/shop.mjs';
import { launchChromium } from '../browser/engines.mjs';
import { median } from './median.mjs';

const { values } = parseArgs({ options: { pairs: { type: 'string', default: '5' }, json: { type: 'boolean' } } });
const slowdown = 4;
const slow4g = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 };

/** Runs in the page before anything of its own. */
function observe() {
  const seen = { lcp: 0, cls: 0, tasks: [], events: [] };
  globalThis.seen = seen;
  const on = (type, take, more) =>
    new PerformanceObserver(list => list.getEntries().forEach(take)).observe({ type, buffered: true, ...more });
  seen.painted = new Promise(resolve =>
    on('largest-contentful-paint', ({ startTime }) => {
      seen.lcp = startTime;
      resolve();
    }),
  );
  on('layout-shift', ({ value, hadRecentInput }) => {
    seen.cls += hadRecentInput ? 0 : value;
  });
  on('longtask', ({ duration }) => seen.tasks.push(duration));
  seen.offered = new Promise(resolve => {
    document.addEventListener('encore-shown', ({ timeStamp }) => resolve(timeStamp), { once: true });
  });
  on('event', ({ duration, interactionId }) => interactionId && seen.events.push(duration), { durationThreshold: 16 });
}

/**
 * Brings the button into sight and waits for the press on it. Returns where to press; `feedback` is then the
 * milliseconds from the press to the first frame in which its card stands elsewhere.
 */
async function awaitPress() {
  const root = document.querySelector('encore-offers').shadowRoot;
  // A card whose consent is due would need a press more.
  const button = [...root.querySelectorAll('.accept')].find(
    one => !one.closest('article').querySelector('[type=checkbox]'),
  );
  button.scrollIntoView({ block: 'center', behavior: 'instant' });
  while (!button.closest('[data-settled]')) await new Promise(resolve => void requestAnimationFrame(resolve));
  const card = button.closest('article');
  const before = card.dataset.state;
  globalThis.feedback = new Promise(resolve => {
    button.addEventListener(
      'pointerdown',
      ({ timeStamp }) => {
        const look = () =>
          void (card.dataset.state === before ? requestAnimationFrame(look) : resolve(performance.now() - timeStamp));
        requestAnimationFrame(look);
      },
      { once: true },
    );
  });
  const { left, top, width, height } = button.getBoundingClientRect();
  return [left + width / 2, top + height / 2];
}

/** Presses accept as a hand does: the browser's own input, so that its event timing counts it. */
async function press(page, ask) {
  const place = await ask(awaitPress);
  await ask(quiet);
  await page.mouse.click(...place);
  const click = await ask(() => globalThis.feedback);
  await ask(quiet);
  return { click, inp: await ask(() => Math.max(0, ...globalThis.seen.events)) };
}

/** Two idle moments with a frame between them: what was under way has been reported. */
const quiet = () =>
  new Promise(
    resolve =>
      void requestIdleCallback(
        () => requestAnimationFrame(() => requestIdleCallback(() => resolve(true), { timeout: 5000 })),
        { timeout: 5000 },
      ),
  );

async function visit(browser, shop, withEncore) {
  const order = await shop.paidOrder(['aurora-black'], {
    email: `timing.${Math.random().toString(36).slice(2)}@example.com`,
  });
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  try {
    const page = await context.newPage();
    const client = await context.newCDPSession(page);
    await client.send('Network.enable');
    await client.send('Network.emulateNetworkConditions', slow4g);
    await client.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    if (!withEncore) await client.send('Network.setBlockedURLs', { urls: ['*/encore/*'] });
    // Asked in the plain protocol: what Playwright puts into a page to ask it would itself be a long task there.
    const ask = async fn => {
      const { result, exceptionDetails } = await client.send('Runtime.evaluate', {
        expression: `(${fn})()`,
        awaitPromise: true,
        returnByValue: true,
      });
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value;
    };
    await page.addInitScript(observe);
    await page.goto(order.thankYou, { waitUntil: 'load' });
    await ask(() => globalThis.seen.painted.then(() => true)); // a page may have loaded before it has painted
    const offered = withEncore ? await ask(() => globalThis.seen.offered) : null;
    await ask(quiet);
    const { lcp, cls, tasks } = await ask(() => ({ ...globalThis.seen, painted: null, offered: null }));
    const { click, inp } = withEncore ? await press(page, ask) : { click: null, inp: null };
    return {
      lcp,
      offered,
      cls,
      longest_task: Math.max(0, ...tasks),
      tbt: tasks.reduce((sum, duration) => sum + Math.max(0, duration - 50), 0),
      click,
      inp,
    };
  } finally {
    await context.close();
  }
}

const medians = visits =>
  Object.fromEntries(
    Object.keys(visits[0]).map(key => [
      key,
      visits[0][key] === null ? null : Math.round(median(visits.map(one => one[key])) * 1000) / 1000,
    ]),
  );

const shop = await createShop({ background: false, history: 500, wait: async () => {} });
const browser = await launchChromium();
const runs = { with: [], without: [] };
try {
  await visit(browser, shop, true); // fills the shop's caches
  for (let pair = 0; pair < Number(values.pairs); pair += 1) {
    for (const side of pair % 2 ? ['with', 'without'] : ['without', 'with'])
      runs[side].push(await visit(browser, shop, side === 'with'));
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
  const row = cells =>
    console.log(cells.map((cell, i) => (i ? String(cell ?? '').padStart(14) : String(cell).padEnd(26))).join(''));
  row(['medians of paired visits', 'without', 'with']);
  for (const [key, name] of [
    ['lcp', 'LCP, ms'],
    ['offered', 'offers shown, ms'],
    ['cls', 'CLS'],
    ['tbt', 'TBT, ms'],
    ['longest_task', 'longest task, ms'],
    ['click', 'click to feedback, ms'],
    ['inp', 'INP, ms'],
  ]) {
    row([name, result.without[key], result.with[key]]);
  }
  console.log(
    `LCP ratio ${result.lcp_ratio} (at most 1.02); goals: CLS 0, no long task over 50 ms of ours, feedback under 100 ms`,
  );
}
