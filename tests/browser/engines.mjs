// SPDX-License-Identifier: MIT
//
// The three engines behind one small page, so that a test is written once and run in each: Chromium and stock Firefox
// through Playwright, WebKit through its own WebDriver (webkit.mjs). The page offers what all three can do; what only
// Playwright can (network interception, several tabs, tracing) is reached through `page.raw`, which is null in WebKit.
//
//   for (const engine of engines) test(`… (${engine})`, async t => {
//     const page = await launch(engine, { width: 390 });
//     t.after(() => page.close());
//     await page.goto(url);
//     await page.click('encore-offers', '[part~="accept"]');
//
// Selectors: one or more; each further one looks inside the open shadow root of the element before.

import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, firefox } from 'playwright-core';
import { launchWebKit } from './webkit.mjs';

/**
 * Brings what is to be pressed into view; whether presses on its card count by now. Runs in the page; waiting for it is
 * waiting for the guard, which has the page's own clock.
 */
export const isSettled = async (...selectors) => {
  // What has just been changed is laid out, and seen by the guard, with the next frame.
  await new Promise(resolve => void requestAnimationFrame(() => requestAnimationFrame(resolve)));
  const node = selectors.reduce((at, one, index) => (index ? at?.shadowRoot : at)?.querySelector(one), document);
  const box = node?.getBoundingClientRect();
  if (box && (box.top < 0 || box.bottom > innerHeight)) node.scrollIntoView({ block: 'center', behavior: 'instant' });
  return !!node?.closest('[data-slot][data-settled]');
};

/** The same of a Playwright locator. */
export async function settle(locator) {
  await locator.scrollIntoViewIfNeeded();
  await locator.evaluate(
    node =>
      new Promise(resolve => {
        const look = () => (node.closest('[data-slot][data-settled]') ? resolve() : requestAnimationFrame(look));
        look();
      }),
  );
  return locator;
}

/** All engines, or those that the environment names: ENCORE_ENGINES=chromium,webkit. */
export const engines = (process.env.ENCORE_ENGINES ?? 'chromium,firefox,webkit').split(',');

const quietChromium = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];
/** The environment of an engine: of all fonts that a machine has, it sees those that the fixtures name. */
export const engineEnvironment = (more = {}) => ({
  ...process.env,
  FONTCONFIG_FILE: fileURLToPath(new URL('fixtures/fonts/fonts.conf', import.meta.url)),
  ...more,
});
/** For pictures that are to be the same on every machine. */
const stablePicture = [
  '--font-render-hinting=none',
  '--disable-lcd-text',
  '--force-color-profile=srgb',
  '--hide-scrollbars',
];

/**
 * @typedef {object} PageOptions
 * @property {number} [width] of the viewport in CSS pixels, 390
 * @property {number} [height] 844
 * @property {number} [scale] device pixels per CSS pixel, 1
 * @property {string} [locale] en-US; Chromium and Firefox only, WebKit has the system's
 * @property {string} [timeZone] UTC
 * @property {'light'|'dark'} [colorScheme] light
 * @property {boolean} [reducedMotion] false
 * @property {boolean} [forcedColors] false; Chromium and Firefox only
 * @property {boolean} [javaScript] true; Chromium only
 * @property {boolean} [touch] false; Chromium only
 */

/**
 * @typedef {object} Page
 * @property {string} engine
 * @property {string} version
 * @property {import('playwright-core').Page | null} raw
 * @property {(url: string) => Promise<void>} goto resolves when the page has loaded
 * @property {() => Promise<void>} reload
 * @property {(fn: Function, ...args: unknown[]) => Promise<any>} evaluate runs a function in the page; arguments and
 * result as JSON
 * @property {(source: string) => Promise<void>} addScript runs source text, whatever the page's policy (for axe)
 * @property {(fn: Function, options?: {limitMs?: number, args?: unknown[]}) => Promise<any>} waitFor until it returns
 * something true; resolves to that
 * @property {(...selectors: string[]) => Promise<void>} click
 * @property {(...selectors: string[]) => Promise<void>} press clicks in a card of the element, once its presses count
 * @property {(place: [number, number], times: number) => Promise<void>} tap presses a point of the viewport so often
 * @property {(place: [number, number], times: number) => Promise<void>} touch the same with a finger; WebKit's driver
 * has none and presses as with a mouse
 * @property {(...selectors: string[]) => Promise<string>} text its textContent
 * @property {(text: string, ...selectors: string[]) => Promise<void>} type into a field
 * @property {(...names: string[]) => Promise<void>} keys such as 'Tab', 'Shift+Tab', 'Enter', 'Space', 'a'
 * @property {(path: string) => Promise<void>} screenshot of the viewport
 * @property {() => Promise<void>} close the page, and the browser where it was launched for it
 */

const usual = {
  width: 390,
  height: 844,
  scale: 1,
  locale: 'en-US',
  timeZone: 'UTC',
  colorScheme: 'light',
  reducedMotion: false,
  forcedColors: false,
};

/** Those options that are the process's in this engine; pages of other such options need another process. */
const ofProcess = {
  chromium: () => ({}),
  firefox: ({ colorScheme, reducedMotion, forcedColors, locale, timeZone }) => ({
    colorScheme,
    reducedMotion,
    forcedColors,
    locale,
    timeZone,
  }),
  webkit: ({ width, height, scale, timeZone, colorScheme, reducedMotion }) => ({
    width,
    height,
    scale,
    timeZone,
    colorScheme,
    reducedMotion,
  }),
};

/**
 * Starts an engine. Its pages have a context of their own, or, in WebKit, which gives one page at a time, emptied
 * storage and no key or button held down. Playwright 1.65 cannot drive Firefox ESR, and nothing older than 1.58 can.
 */
async function start(engine, options) {
  if (engine === 'webkit') return launchWebKit(options, engineEnvironment());
  const browser = engine === 'chromium' ? await launchChromium() : await launchFirefox(options);
  return {
    isFree: () => browser.isConnected(),
    page: async options => PlaywrightPage.open(engine, browser, options),
    close: () => browser.close(),
  };
}

/**
 * Starts an engine of its own with one page, which ends with it.
 * @param {'chromium'|'firefox'|'webkit'} engine
 * @param {PageOptions} [options]
 * @returns {Promise<Page>}
 */
export async function launch(engine, options) {
  const pool = new EnginePool();
  try {
    const page = await pool.page(engine, options);
    const closePage = page.close.bind(page);
    page.close = async () => {
      try {
        await closePage();
      } finally {
        await pool.close();
      }
    };
    return page;
  } catch (error) {
    await pool.close();
    throw error;
  }
}

/** Engines that stay for the next page: to start one takes seconds of a processor, a page of a running one does not. */
export class EnginePool {
  /** By what is the process's own, those that were started: promises, so that two at once are two. */
  #browsers = new Map();

  /** A page as `launch` gives it, in a browser that may have had pages before and stays when this one is closed. */
  async page(engine, options) {
    const all = { ...usual, ...options };
    const key = `${engine} ${JSON.stringify(ofProcess[engine](all))}`;
    const started = this.#browsers.get(key) ?? [];
    this.#browsers.set(key, started);
    for (const one of started) {
      const browser = await one;
      if (browser.isFree()) return browser.page(all);
    }
    const starting = start(engine, all);
    started.push(starting);
    try {
      return await (await starting).page(all);
    } catch (error) {
      started.splice(started.indexOf(starting), 1);
      await starting.then(browser => browser.close()).catch(() => {});
      throw error;
    }
  }

  async close() {
    const started = [...this.#browsers.values()].flat();
    this.#browsers.clear();
    await Promise.all(started.map(one => one.then(browser => browser.close()).catch(() => {})));
  }
}

/**
 * Chromium itself, for tests that need several contexts or its developer protocol. Playwright turns the back/forward
 * cache off; `backForwardCache` leaves it on.
 */
export const launchChromium = ({ args = [], backForwardCache = false } = {}) =>
  chromium.launch({
    executablePath: '/usr/bin/chromium',
    headless: true,
    args: [...quietChromium, ...stablePicture, ...args],
    env: engineEnvironment(),
    ...(backForwardCache && { ignoreDefaultArgs: ['--disable-back-forward-cache'] }),
  });

/** Stock Firefox over WebDriver BiDi. It ignores Playwright's media settings, so they are given as its preferences. */
export const launchFirefox = ({
  colorScheme,
  reducedMotion,
  forcedColors,
  locale = 'en-US',
  timeZone = 'UTC',
  prefs = {},
} = {}) =>
  firefox.launch({
    channel: 'moz-firefox',
    executablePath: '/usr/bin/firefox-esr',
    headless: true,
    env: engineEnvironment({ TZ: timeZone }),
    firefoxUserPrefs: {
      'layout.css.prefers-color-scheme.content-override': colorScheme === 'dark' ? 0 : 1,
      'ui.prefersReducedMotion': reducedMotion ? 1 : 0,
      'browser.display.document_color_use': forcedColors ? 2 : 0,
      'ui.useAccessibilityTheme': forcedColors ? 1 : 0,
      'intl.accept_languages': locale,
      ...prefs,
    },
  });

class PlaywrightPage {
  #context;

  constructor(engine, version, context, page) {
    this.engine = engine;
    this.version = version;
    this.raw = page;
    this.#context = context;
  }

  static async open(engine, browser, options) {
    const context = await browser.newContext({
      viewport: { width: options.width, height: options.height },
      deviceScaleFactor: options.scale,
      locale: options.locale,
      ...(engine === 'chromium' && {
        timezoneId: options.timeZone,
        colorScheme: options.colorScheme,
        reducedMotion: options.reducedMotion ? 'reduce' : 'no-preference',
        forcedColors: options.forcedColors ? 'active' : 'none',
        javaScriptEnabled: options.javaScript ?? true,
        hasTouch: options.touch ?? false,
      }),
    });
    const page = await context.newPage();
    // For `npm run coverage -- --browsers`; over all documents that the page visits.
    if (engine === 'chromium' && process.env.ENCORE_BROWSER_COVERAGE)
      await page.coverage.startJSCoverage({ resetOnNavigation: false });
    return new PlaywrightPage(engine, browser.version(), context, page);
  }

  #find(selectors) {
    return selectors
      .slice(1)
      .reduce((place, selector) => place.locator(selector).first(), this.raw.locator(selectors[0]).first());
  }

  async goto(url) {
    await this.raw.goto(url);
  }

  async reload() {
    await this.raw.reload();
  }

  evaluate(fn, ...args) {
    return this.raw.evaluate(`(${fn})(...${JSON.stringify(args)})`);
  }

  async addScript(source) {
    await this.raw.evaluate(`${source}\n;1`);
  }

  async waitFor(fn, { limitMs = 30_000, args = [] } = {}) {
    for (const end = performance.now() + limitMs; ;) {
      const value = await this.evaluate(fn, ...args);
      if (value) return value;
      if (performance.now() > end) throw new Error(`waited ${limitMs} ms in vain for ${fn}`);
      await this.raw.waitForTimeout(25);
    }
  }

  click(...selectors) {
    return this.#find(selectors).click();
  }

  async press(...selectors) {
    await this.waitFor(isSettled, { args: selectors });
    await this.click(...selectors);
  }

  /** Each press is an event of its own kind: the next does not wait for what the one before leads to. */
  async tap([x, y], times) {
    for (let count = 1; count <= times; count += 1) await this.raw.mouse.click(x, y, { clickCount: count });
  }

  /** Playwright leaves out what Firefox's own protocol can. */
  async touch([x, y], times) {
    for (let count = 1; count <= times; count += 1) {
      if (this.engine === 'chromium') await this.raw.touchscreen.tap(x, y);
      else await firefoxTouch(this.raw, Math.round(x), Math.round(y));
    }
  }

  text(...selectors) {
    return this.#find(selectors).textContent();
  }

  async type(text, ...selectors) {
    await this.#find(selectors).focus();
    await this.raw.keyboard.type(text);
  }

  /** Firefox loses keys on a page that is not in front. */
  async keys(...names) {
    if (this.engine === 'firefox') await this.raw.bringToFront();
    for (const name of names) await this.raw.keyboard.press(name);
  }

  async screenshot(path) {
    await this.raw.screenshot({ path, animations: 'disabled', caret: 'hide' });
  }

  async close() {
    if (this.engine === 'chromium' && process.env.ENCORE_BROWSER_COVERAGE) await keepCounts(this.raw).catch(() => {});
    await this.#context.close();
  }
}

async function firefoxTouch(page, x, y) {
  const session = page._connection.toImpl(page).delegate._session;
  await session.send('input.performActions', {
    context: session.sessionId,
    actions: [
      {
        type: 'pointer',
        id: 'finger',
        parameters: { pointerType: 'touch' },
        actions: [
          { type: 'pointerMove', x, y },
          { type: 'pointerDown', button: 0 },
          { type: 'pointerUp', button: 0 },
        ],
      },
    ],
  });
}

/** Writes what ran of the built files as V8 writes it for Node, under the files' own names. */
async function keepCounts(page) {
  const entries = await page.coverage.stopJSCoverage();
  const result = entries
    .map(({ url, scriptId, functions }) => ({
      file: /^http:\/\/127\.0\.0\.1:\d+\/(?:.*\/)?dist\/([\w.-]+\.js)$/.exec(url)?.[1],
      scriptId,
      functions,
    }))
    .filter(({ file }) => file)
    .map(({ file, ...counts }) => ({ url: new URL(`../../dist/${file}`, import.meta.url).href, ...counts }));
  const folder = process.env.ENCORE_BROWSER_COVERAGE;
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, `coverage-${process.pid}-${Date.now()}-${randomUUID().slice(0, 8)}.json`),
    JSON.stringify({ result }),
  );
}
