// SPDX-License-Identifier: MIT
//
// One schedule, lived through in a browser: pays an order, opens its thank-you page, does what the schedule says, and
// lets time pass until every card on every page has come to rest. Time passes in steps, for shop, network and pages
// alike; nothing waits on the machine's own clock but for work that is really being done.

import { denied, outdated, unbalanced, unfounded } from './verdict.mjs';

const REST = new Set(['offering', 'accepted', 'undone', 'declined', 'expired', 'price_changed', 'out_of_stock', 'order_released', 'failed']);
const kMinuteMs = 60_000;
const kNumbers = { declined: '4000 0000 0000 0341', dropped: '4000 0000 0000 9979' };
const kManners = { slow: 'slow', authenticate: 'authenticate', refused_by_the_bank: 'authenticate' };
/** Longer than the page asks, longer than the shop keeps an unfinished reservation. */
const kLongestMs = 30 * kMinuteMs;
const kOutageMs = 3_000;
/** A click so long before the deadline, held on its way beyond it. */
const kBeforeDeadlineMs = 8_000;

export class Shopper {
  #pages = [];
  #context;
  #claims = [];
  differences = new Set();

  /** @param {{ browser: any, shop: import('./shop.mjs').ShopProcess, proxy: import('./proxy.mjs').Proxy, schedule: any }} world */
  constructor({ browser, shop, proxy, schedule }) { Object.assign(this, { browser, shop, proxy, schedule }); }

  /** Lives the schedule. Resolves to what was seen; throws where something never came to rest. */
  async live() {
    const { schedule, shop, proxy } = this;
    this.order = await shop.ask('order', { number: kNumbers[schedule.card] ?? '4242 4242 4242 4242', manner: kManners[schedule.card], email: `s${schedule.number}@example.com` });
    if (kManners[schedule.card]) shop.manners[this.order.id] = kManners[schedule.card];
    const faults = [...schedule.faults];
    if (schedule.time === 'deadline_in_transit') faults.splice(0, faults.length, { on: 'accept', nth: 1, kind: 'delay', ms: 15_000 });
    if (schedule.afterwards === 'undo_unheard') faults.push({ on: 'undo', nth: 1, kind: 'drop_reply' });
    proxy.script(faults);
    this.#context = await this.browser.newContext({ viewport: { width: 390, height: 844 } });
    try {
      await this.#context.clock.install({ time: shop.now() + schedule.skewMs });
      const page = await this.#open(proxy.url + this.order.thankYou);
      this.address = page.url();
      if (schedule.time === 'deadline_passed') await this.#letPass();
      else await this.#buy(page);
      return await this.#close();
    } finally {
      await this.#context.close();
      proxy.releaseAll();
    }
  }

  async #open(url) {
    const page = await this.#context.newPage();
    this.#pages.push(page);
    await page.goto(url);
    await page.locator('encore-offers [part~="card"]').first().waitFor({ state: 'attached' });
    return page;
  }

  /** The button of a card that asks for no tick. */
  #button(page) {
    return page.locator('encore-offers [part~="offer"]').filter({ hasNot: page.locator('input[type=checkbox]') }).first().locator('[part~="accept"]');
  }

  /** Of the card whose button is pressed, by the server's clock. */
  #deadline(page) {
    return this.#button(page).evaluate((button) => {
      const card = button.closest('[data-slot]');
      return card.getRootNode().host.view.slots.find(({ slot }) => String(slot) === card.dataset.slot).deadline_ms;
    });
  }

  async #letPass() {
    await this.#advance(61 * kMinuteMs);
    await this.#settle();
    for (const { state } of this.#claims) if (state === 'offering') this.differences.add('an offer is still made after its deadline');
  }

  async #buy(page) {
    const { schedule, shop, proxy } = this;
    if (schedule.time === 'deadline_in_transit') await this.#advance(await this.#deadline(page) - kBeforeDeadlineMs - shop.now());
    if (schedule.crash !== 'none') await shop.ask('halt', { at: schedule.crash });
    const other = schedule.deed === 'two_tabs' ? await this.#open(this.address) : null;
    const buttons = await Promise.all([page, ...other ? [other] : []].map((tab) => this.#button(tab).elementHandle()));
    if (schedule.deed === 'double_click') await buttons[0].evaluate((button) => { button.click(); button.click(); });
    else await Promise.all(buttons.map((button) => button.evaluate((one) => one.click())));
    await proxy.until(() => proxy.count('accept') > 0);
    await this.#meanwhile(page);
    await this.#settle();
    await this.#afterwards();
  }

  async #meanwhile(page) {
    // A shop that has stopped dead still serves pages until it is killed; so all of this happens in mid-request.
    switch (this.schedule.meanwhile) {
      case 'reload': await this.#go(page, () => page.reload()); break;
      case 'second_tab': {
        const tab = await this.#context.newPage();
        this.#pages.push(tab);
        await this.#go(tab, () => tab.goto(this.address));
        break;
      }
      case 'back_forward':
        await this.#go(page, () => page.goto(`${this.proxy.url}/terms`));
        await this.#go(page, () => page.goBack());
        break;
      default:
    }
  }

  /** Goes there, again if the shop has just died. */
  async #go(page, how) {
    try {
      await how();
    } catch {
      await this.#revive();
      await page.goto(this.address);
    }
  }

  async #afterwards() {
    const { afterwards } = this.schedule;
    if (afterwards === 'reload') await this.#go(this.#pages[0], () => this.#pages[0].reload());
    if (afterwards.startsWith('undo')) {
      for (const page of this.#pages) {
        const undo = page.locator('encore-offers [part~="undo"]').first();
        if (!(await undo.count())) continue;
        await undo.evaluate((button) => button.click());
        this.undid = true;
        break;
      }
    }
    await this.#settle();
  }

  /** What the pages say now: what is painted, card by card. */
  async #look() {
    const all = [];
    for (const page of this.#pages) {
      const cards = await page.evaluate(() => {
        const element = document.querySelector('encore-offers');
        if (!element) return location.href.startsWith('http') ? [] : null;
        if (!element.view || element.view.phase === 'starting') return null;
        return element.view.slots.map(({ slot, candidate_id, state, problem, charged }) => ({
          candidate_id, problem, charged, state: element.renderRoot.querySelector(`[data-slot="${slot}"]`)?.dataset.state ?? state, meant: state,
        }));
      }).catch(() => null);
      all.push({ page, cards });
    }
    this.#claims = all.flatMap(({ cards }) => cards ?? []);
    return all;
  }

  /** Holds the claims against the books. True where a page has yet to learn of an undo in another tab. */
  async #hold() {
    if (!this.#claims.some(({ state }) => state === 'accepted' || state === 'undone') || this.shop.url === null) return false;
    const books = await this.shop.ask('books', { id: this.order.id }).catch(() => null);
    if (!books) return false;
    for (const difference of unfounded(this.#claims, books, this.proxy.bought)) this.differences.add(difference);
    return outdated(this.#claims, books).length > 0;
  }

  async #settle() {
    let step = 400;
    for (let spent = 0; ;) {
      await this.proxy.idle();
      await this.#revive();
      const pages = await this.#look();
      const behind = await this.#hold();
      const asked = pages.find(({ cards }) => cards?.some(({ state }) => state === 'action_required'));
      if (asked && await this.#authenticate(asked.page)) continue;
      const rests = pages.every(({ cards }) => cards?.every(({ state, meant }) => REST.has(state) && state === meant));
      if (rests && !behind) return;
      if (spent >= kLongestMs) {
        if (behind || pages.every(({ cards }) => cards?.every(({ state }) => REST.has(state) || state === 'unconfirmed'))) return;
        throw new Error(`no rest after ${spent / kMinuteMs} minutes: ${JSON.stringify(this.#claims)}`);
      }
      await this.#advance(step);
      spent += step;
      step = Math.min(Math.round(step * 1.3), 10_000);
      await this.shop.ask('reconcile').catch(() => {});
    }
  }

  /** The bank's page, and back. False where the page asks for it no more: another tab was there first. */
  async #authenticate(page) {
    const word = this.schedule.card === 'authenticate' ? 'approve' : 'refuse';
    const [confirm] = await page.locator('encore-offers [part~="confirm"]').elementHandles();
    if (!confirm || !(await confirm.evaluate((button) => button.isConnected && (button.click(), true)))) return false;
    await page.waitForURL(/\/bank\/authenticate\//);
    await Promise.all([page.waitForURL(/\/thank-you/), page.locator(`button[value="${word}"], a.button:text("Back to the shop")`).first().click()]);
    return true;
  }

  /** Time passes: for the shop, for what is on its way, and on every page. */
  async #advance(ms) {
    await this.shop.advance(ms).catch(() => {});
    this.proxy.advance(ms);
    await this.#context.clock.fastForward(ms);
  }

  /** Kills a shop that has stopped dead; starts one that was killed. */
  async #revive() {
    const { shop, proxy } = this;
    if (shop.halted) await shop.kill();
    if (shop.url !== null) return;
    proxy.down(kOutageMs);
    await shop.start();
  }

  /** The shopper goes; the reconciler finishes what is left; then the books. */
  async #close() {
    const { shop, proxy, order } = this;
    const claims = this.#claims;
    for (let i = 0; i < 4; i += 1) {
      await shop.advance(6 * kMinuteMs);
      proxy.advance(6 * kMinuteMs);
      await proxy.idle();
      await this.#revive();
      await shop.ask('reconcile');
    }
    const books = await shop.ask('books', { id: order.id });
    for (const difference of [...outdated(claims, books), ...denied(claims, books), ...unbalanced(books)]) this.differences.add(difference);
    if (this.schedule.time === 'deadline_passed' && books.purchases.length > 0) this.differences.add('something was bought after the deadline, or by itself');
    return {
      accepted: books.purchases.filter(({ state }) => state === 'accepted').length, undone: books.purchases.filter(({ state }) => state === 'undone').length,
      refused: books.purchases.filter(({ state }) => state === 'free' || state === 'refunded').length, charges: books.charges.length - 1,
      claims: claims.map(({ candidate_id, state, problem }) => `${candidate_id} ${state}${problem ? ` (${problem})` : ''}`), differences: [...this.differences],
    };
  }
}
