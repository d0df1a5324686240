// SPDX-License-Identifier: MIT
//
// WebKit, one page at a time. Stock WebKitGTK is driven only by its own WebDriver, so this file speaks that
// protocol: Xvfb gives a screen, matchbox makes the window fill it (so the screen's size sets the viewport, which
// mobile widths need), and WebKitWebDriver starts MiniBrowser. Everything lives in a home folder of its own and ends
// with it. WebKit has no network interception: tests change the server's answers instead.

import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isSettled } from './engines.mjs';
import { freePort } from '../free-port.mjs';

const toolbarHeight = 38; // of MiniBrowser, in CSS pixels
const startLimitMs = 15_000;
const elementKey = 'element-6066-11e4-a52e-4f735466cecf'; // fixed by the WebDriver standard
const keyCodes = {
  Tab: '\uE004',
  Enter: '\uE007',
  Escape: '\uE00C',
  Space: ' ',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Home: '\uE011',
  End: '\uE010',
  Shift: '\uE008',
  Backspace: '\uE003',
};

/** Finds an element; each further selector looks inside the open shadow root of the one before. Runs in the page. */
const pick = (...selectors) =>
  selectors.reduce((node, selector, index) => (index ? node?.shadowRoot : node)?.querySelector(selector), document);

/** MiniBrowser, wherever this system's multiarch folder is. */
function miniBrowser() {
  for (const arch of readdirSync('/usr/lib').filter(name => name.includes('-linux-gnu'))) {
    for (const version of ['4.1', '6.0', '4.0']) {
      const folder = `/usr/lib/${arch}/webkit2gtk-${version}`;
      try {
        if (readdirSync(folder).includes('MiniBrowser')) return join(folder, 'MiniBrowser');
      } catch {
        /* this version is not installed */
      }
    }
  }
  throw new Error('MiniBrowser was not found; install the package webkit2gtk-driver (npm run setup)');
}

/** Asks again until `attempt` stops throwing. Errors: the last one, after `limitMs`. */
async function until(attempt, limitMs, pauseMs = 25) {
  for (const end = performance.now() + limitMs; ; await wait(pauseMs)) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > end) throw error;
    }
  }
}

/** The processes of one WebKit, ended in reverse order, and its home folder. */
class Household {
  #children = [];
  home = mkdtempSync(join(tmpdir(), 'encore-webkit-'));

  start(command, args, options = {}) {
    const child = spawn(command, args, { stdio: 'ignore', ...options });
    child.on('error', () => {}); // shows as a timeout with a clear message where the process was awaited
    this.#children.push(child);
    return child;
  }

  async end() {
    for (const child of this.#children.reverse()) {
      if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) continue;
      const gone = new Promise(resolve => child.once('exit', resolve));
      child.kill();
      const timer = setTimeout(() => child.kill('SIGKILL'), 2000);
      await gone;
      clearTimeout(timer);
    }
    rmSync(this.home, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** A screen of the size given; resolves to its DISPLAY name. */
function startScreen(household, width, height) {
  const screen = household.start(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', `${width}x${height}x24`, '-nolisten', 'tcp'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  return new Promise((resolve, reject) => {
    screen.stdio[3].once('data', data => resolve(`:${String(data).trim()}`));
    screen.once('error', reject);
    screen.once('exit', code => reject(new Error(`Xvfb ended with ${code}`)));
    setTimeout(() => reject(new Error('Xvfb did not start')), startLimitMs).unref();
  });
}

/** WebKit takes its preferences from GTK's settings. */
function writeSettings(home, { colorScheme, reducedMotion }) {
  const folder = join(home, '.config/gtk-3.0');
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'settings.ini'),
    [
      '[Settings]',
      `gtk-application-prefer-dark-theme=${colorScheme === 'dark'}`,
      `gtk-enable-animations=${!reducedMotion}`,
      '',
    ].join('\n'),
  );
}

/** Starts WebKit, its processes in `environment`. Options and the page's methods: see engines.mjs. */
export async function launchWebKit({ width, height, scale, timeZone, colorScheme, reducedMotion }, environment) {
  const household = new Household();
  try {
    writeSettings(household.home, { colorScheme, reducedMotion });
    const display = await startScreen(household, width * scale, (height + toolbarHeight) * scale);
    const env = {
      ...environment,
      DISPLAY: display,
      HOME: household.home,
      XDG_RUNTIME_DIR: household.home,
      XDG_CONFIG_HOME: join(household.home, '.config'),
      GDK_BACKEND: 'x11',
      GDK_SCALE: String(scale),
      LIBGL_ALWAYS_SOFTWARE: '1',
      NO_AT_BRIDGE: '1',
      TZ: timeZone,
      ...(colorScheme === 'dark' && { GTK_THEME: 'Adwaita:dark' }),
    };
    household.start('matchbox-window-manager', ['-use_titlebar', 'no'], { env });
    const port = await freePort();
    household.start('WebKitWebDriver', [`--port=${port}`], { env });

    const send = async (method, path, body = {}) => {
      const reply = await fetch(`http://127.0.0.1:${port}${path}`, {
        method,
        ...(method === 'POST' && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      });
      const { value } = await reply.json();
      if (value?.error) throw new Error(`WebKit: ${value.error}: ${value.message}`);
      return value;
    };
    await until(() => send('GET', '/status'), startLimitMs);
    const session = await send('POST', '/session', {
      capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': { binary: miniBrowser(), args: ['--automation'] } } },
    });
    const page = new WebKitPage(send, session);
    await until(async () => {
      if ((await page.evaluate(() => innerWidth)) !== width)
        throw new Error(`WebKit: the window did not become ${width} wide`);
    }, 3000);
    return new WebKit(send, page, household);
  } catch (error) {
    await household.end();
    throw error;
  }
}

/** One window, which is one page at a time. */
class WebKit {
  #send;
  #window;
  #household;
  #busy = false;

  constructor(send, window, household) {
    this.#send = send;
    this.#window = window;
    this.#household = household;
  }

  isFree() {
    return !this.#busy;
  }

  async page() {
    this.#busy = true;
    // Automation keeps nothing on the disk; what the page before kept in memory goes with it here.
    // One that does not answer any more stays busy, so that no other test gets it.
    this.#window.close = () =>
      this.#window.forget().then(
        () => {
          this.#busy = false;
        },
        () => {},
      );
    return this.#window;
  }

  async close() {
    await this.#send('DELETE', this.#window.path).catch(() => {}); // a browser that is gone already is closed, too
    await this.#household.end();
  }
}

class WebKitPage {
  engine = 'webkit';
  raw = null;
  #send;

  constructor(send, session) {
    this.#send = send;
    this.path = `/session/${session.sessionId}`;
    this.version = session.capabilities.browserVersion;
  }

  #script(kind, script, args) {
    return this.#send('POST', `${this.path}/execute/${kind}`, { script, args });
  }

  async #element(selectors) {
    const found = await this.#script('sync', `return (${pick})(...arguments)`, selectors);
    if (!found) throw new Error(`no element ${selectors.join(' >> ')}`);
    return `${this.path}/element/${found[elementKey]}`;
  }

  goto(url) {
    return this.#send('POST', `${this.path}/url`, { url });
  }

  reload() {
    return this.#send('POST', `${this.path}/refresh`);
  }

  async evaluate(fn, ...args) {
    const result = await this.#script(
      'async',
      `const args = [...arguments], done = args.pop();
      (async () => (${fn})(...args))().then(v => done({ v: v === undefined ? null : v }), e => done({ e: String(e) }));`,
      args,
    );
    if ('e' in result) throw new Error(result.e);
    return result.v;
  }

  async addScript(source) {
    await this.#script('sync', `${source}\n;return 1`, []);
  }

  waitFor(fn, { limitMs = 30_000, args = [] } = {}) {
    return until(async () => {
      const value = await this.evaluate(fn, ...args);
      if (!value) throw new Error(`waited ${limitMs} ms in vain for ${fn}`);
      return value;
    }, limitMs);
  }

  async click(...selectors) {
    await this.#send('POST', `${await this.#element(selectors)}/click`);
  }

  async press(...selectors) {
    await this.waitFor(isSettled, { args: selectors });
    await this.click(...selectors);
  }

  async tap([x, y], times) {
    const press = [
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ];
    const actions = [{ type: 'pointerMove', x: Math.round(x), y: Math.round(y) }, ...Array(times).fill(press).flat()];
    await this.#send('POST', `${this.path}/actions`, {
      actions: [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }],
    });
  }

  touch(place, times) {
    return this.tap(place, times);
  }

  text(...selectors) {
    return this.#script('sync', `return (${pick})(...arguments).textContent`, selectors);
  }

  async type(text, ...selectors) {
    await this.#send('POST', `${await this.#element(selectors)}/value`, { text });
  }

  async keys(...names) {
    const strokes = names.flatMap(name => {
      const codes = name.split('+').map(part => keyCodes[part] ?? part);
      return [
        ...codes.map(value => ({ type: 'keyDown', value })),
        ...codes.reverse().map(value => ({ type: 'keyUp', value })),
      ];
    });
    await this.#send('POST', `${this.path}/actions`, { actions: [{ type: 'key', id: 'keyboard', actions: strokes }] });
  }

  /** Waits two frames first: the picture would otherwise be the one before the last change. */
  async screenshot(path) {
    await this.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done()))));
    writeFileSync(path, Buffer.from(await this.#send('GET', `${this.path}/screenshot`), 'base64'));
  }

  /** Lets go of keys and buttons, empties what the page kept, and leaves it. */
  async forget() {
    await this.#send('DELETE', `${this.path}/actions`);
    await this.evaluate(() => {
      localStorage.clear();
      sessionStorage.clear();
    }).catch(() => {}); // a page without an origin has none
    await this.#send('DELETE', `${this.path}/cookie`);
    await this.goto('about:blank');
  }
}
