// SPDX-License-Identifier: MIT
//
// Lighthouse on the example shop's thank-you page, with its offers: performance, accessibility
// and best practices, as a phone sees it.
//
// node tests/browser/lighthouse.mjs [--json] [--desktop]     scores, and every audit that costs points; ends with 1
// below 100
//
// Its figures depend on the machine, so no test asserts the first of them.

import { launch } from 'chrome-launcher';
import lighthouse, { desktopConfig } from 'lighthouse';
import { createShop } from '../../examples/storefront/shop.mjs';

const categories = ['performance', 'accessibility', 'best-practices'];

/**
 * The cookies and the address behind a link that signs its holder in: the page itself is examined, without the way to
 * it.
 */
async function signIn(link) {
  const reply = await fetch(link, { redirect: 'manual' });
  return {
    url: new URL(reply.headers.get('location') ?? link, link).href,
    cookie: reply.headers
      .getSetCookie()
      .map(cookie => cookie.split(';')[0])
      .join('; '),
  };
}

/** Visits once: the server compresses a file when it is first asked for, and a shop has had a first visitor. */
async function warm(url, cookie) {
  const { origin } = new URL(url);
  const headers = { cookie, 'accept-encoding': 'gzip, deflate, br' };
  const page = await (await fetch(url, { headers })).text();
  const ask = async path => (await fetch(new URL(path, origin), { headers })).arrayBuffer();
  await Promise.all(
    [...page.matchAll(/(?:href|src)="(\/(?:encore|assets|pictures)\/[^"]+)"/g)].map(([, path]) => ask(path)),
  );
}

/** Runs it against a page. Returns {scores, lost}: 0 to 100 by category, and the audits that cost points. */
export async function examine(url, { desktop = false, cookie = '' } = {}) {
  await warm(url, cookie);
  const chrome = await launch({
    chromePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
    chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
  try {
    const run = () =>
      lighthouse(
        url,
        { port: chrome.port, onlyCategories: categories, logLevel: 'error', extraHeaders: { Cookie: cookie } },
        desktop ? desktopConfig : undefined,
      );
    let result = await run();
    // A start that got lost says nothing about the page.
    if (result.lhr.runtimeError?.code === 'NO_NAVSTART') result = await run();
    const { lhr } = result;
    if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
    const lost = categories.flatMap(name =>
      lhr.categories[name].auditRefs
        .filter(({ id, weight }) => weight > 0 && lhr.audits[id].score !== null && lhr.audits[id].score < 1)
        .map(({ id }) => ({
          category: name,
          id,
          title: lhr.audits[id].title,
          value: lhr.audits[id].displayValue ?? '',
          items: lhr.audits[id].details?.items?.slice(0, 3) ?? [],
        })),
    );
    const { benchmarkIndex } = lhr.environment;
    const metrics = Object.fromEntries(
      [
        'first-contentful-paint',
        'largest-contentful-paint',
        'total-blocking-time',
        'cumulative-layout-shift',
        'speed-index',
      ].map(id => [id, lhr.audits[id].displayValue]),
    );
    return {
      scores: Object.fromEntries(categories.map(name => [name, Math.round(lhr.categories[name].score * 100)])),
      lost,
      metrics,
      benchmarkIndex,
    };
  } finally {
    await chrome.kill();
  }
}

const shop = await createShop({ background: false });
try {
  const { thankYou } = await shop.paidOrder(['aurora-black'], { email: 'lighthouse@example.com' });
  const { url, cookie } = await signIn(thankYou);
  const result = await examine(url, { cookie, desktop: process.argv.includes('--desktop') });
  if (process.argv.includes('--json')) {
    console.log(JSON.stringify(result, null, 2));
  } else {
    for (const [name, score] of Object.entries(result.scores))
      console.log(`${name.padEnd(16)} ${String(score).padStart(3)}`);
    for (const [name, value] of Object.entries(result.metrics)) console.log(`  ${name.padEnd(26)} ${value}`);
    console.log(
      `  this machine's benchmark index: ${Math.round(result.benchmarkIndex)} (a quiet desk computer has 1500 or more; Lighthouse slows a phone's page fourfold on top)`,
    );
    for (const { category, id, title, value, items } of result.lost)
      console.log(`lost in ${category}: ${id}: ${title} ${value} ${JSON.stringify(items).slice(0, 600)}`);
  }
  if (Object.values(result.scores).some(score => score < 100)) process.exitCode = 1;
} finally {
  await shop.close();
}
