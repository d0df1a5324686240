// SPDX-License-Identifier: MIT
//
// One schedule, lived through in a browser: pays an order, opens its thank-you page, does what the schedule says, and
// lets time pass until every card on every page has come to rest. Time passes in steps, for shop, network and pages
// alike; nothing waits on the machine's own clock but for work that is really being done.

import { cardsOf, press } from './pages.mjs';
import { denied, outdated, tooLate, unbalanced, unfounded } from './verdict.mjs';

const REST = new Set([
  'offering',
  'accepted',
  'undone',
  'declined',
  'expired',
  'price_changed',
  'out_of_stock',
  'order_released',
  'failed',
]);
const kMinuteMs = 60_000;
const kNumbers = { declined: '4000 0000 0000 0341', dropped: '4000 0000 0000 9979' };
const kManners = { slow: 'slow', authenticate: 'authenticate', refused_by_the_bank: 'authenticate' };
/** Longer than the page asks, longer than the shop keeps an unfinished reservation. */
const kLongestMs = 30 * kMinuteMs;
/** A click so long before the deadline, held on its way beyond it. */
const kBeforeDeadlineMs = 8_000;
const kInTransitMs = 15_000;
/**
 * A page's clock is behind the shop's by as much as the best answer took to come; on a busy machine that is seconds.
 */
const kAWhileMs = 30_000;
/** After so many looks at nothing, the page is loaded again. */
const kPatience = 15;
/** How often a page that the shop could not serve is asked for. */
const kTries = 3;

export class Shopper {
  #pages = [];
  #context;
  #claims = [];
  /** How often a page had nothing to show when it was looked at, one time after the other. */
  #blank = new Map();
  /** The latest moment at which each candidate was on offer, by its page. */
  #deadlines = {};
  differences = new Set();
  /** Clicks that came after the deadline, and were sent. */
  late = 0;

  /** @param {{ browser: any, world: import('./world.mjs').World, schedule: any }} parts */
  constructor({ browser, world, schedule }) {
    Object.assign(this, { browser, world, schedule, shop: world.shop, proxy: world.proxy, diary: world.diary });
  }

  /** Lives the schedule. Resolves to what was seen; throws where something never came to rest. */
  async live() {
    const { schedule, shop, proxy, world } = this;
    this.order = await world.ask('order', {
      number: kNumbers[schedule.card] ?? '4242 4242 4242 4242',
      manner: kManners[schedule.card],
      email: `s${schedule.number}@example.com`,
    });
    if (kManners[schedule.card]) shop.manners[this.order.id] = kManners[schedule.card];
    proxy.script([
      ...schedule.faults,
      ...(schedule.afterwards === 'undo_unheard' ? [{ on: 'undo', nth: 1, kind: 'drop_reply' }] : []),
    ]);
    this.#context = await this.diary.wait(
      'a browser window',
      this.browser.newContext({ viewport: { width: 390, height: 4000 } }),
    );
    // One bound for all: the schedule's.
    this.#context.setDefaultTimeout(0);
    world.context = this.#context;
    try {
      await this.#context.clock.install({ time: shop.now() + schedule.skewMs });
      const page = await this.#open(proxy.url + this.order.thankYou);
      this.address = page.url();
      await this.#buy(page);
      await this.#afterwards();
      await this.#late(page);
    } finally {
      await this.diary.wait('the windows to close', this.#context.close());
      proxy.releaseAll();
      if (shop.url !== null) await world.ask('halt', {}).catch(() => {});
    }
    return this.#judge();
  }

  async #open(url) {
    const page = await this.#context.newPage();
    this.#pages.push(page);
    await this.#go(page, () => page.goto(url), url);
    return page;
  }

  /** Goes there, and again as long as the shop cannot be reached. */
  async #go(page, how, url = this.address) {
    this.#blank.delete(page);
    this.diary.note('goes to a page');
    for (let tried = 1; ; tried += 1) {
      try {
        const reply = await this.diary.wait('a page', tried === 1 ? how() : page.goto(url));
        if (reply && reply.status() >= 500) throw new Error(`the shop's page is answered with ${reply.status()}`);
        break;
      } catch (error) {
        if (tried === kTries) throw error;
        this.diary.note(`could not: ${error.message.split('\n', 1)[0]}`);
        await this.world.reach();
      }
    }
  }

  /** The first card whose button can be pressed, that asks for no tick rather than one that does. */
  async #offer(page) {
    const cards = (await cardsOf(page))?.filter(({ ready }) => ready) ?? [];
    return cards.find(({ needsTick }) => !needsTick) ?? cards[0];
  }

  /**
   * Presses accept as the schedule says, on these pages at once. Resolves once it has left; false where nothing was
   * sent.
   */
  async #accept(pages, { slot }) {
    const before = this.proxy.count('accept');
    const times = this.schedule.deed === 'double_click' ? 2 : 1;
    const pressed = await Promise.all(pages.map(page => press(page, slot, 'accept', times)));
    this.diary.note(`accepts in slot ${slot}: ${pressed.join(', ')}`);
    // The answer may have come before the page was looked at again.
    if (!pressed.includes('submitting') && this.proxy.count('accept') === before) return false;
    await this.diary.wait(
      'the click to be sent',
      this.proxy.until(() => this.proxy.count('accept') > before),
    );
    return true;
  }

  async #buy(page) {
    const { schedule, world } = this;
    if (schedule.crash !== 'none') await world.ask('halt', { at: schedule.crash, order_id: this.order.id });
    const pages = schedule.deed === 'two_tabs' ? [page, await this.#open(this.address)] : [page];
    await this.#settle();
    if (!(await this.#accept(pages, await this.#offer(page)))) throw new Error('there was nothing to accept');
    await this.#meanwhile(page);
    // Undone at once: the shop allows it for half a minute.
    await this.#settle({ toUndo: schedule.afterwards.startsWith('undo') });
  }

  async #meanwhile(page) {
    // A shop that has stopped dead still serves pages until it is killed; so all of this happens in mid-request.
    switch (this.schedule.meanwhile) {
      case 'reload':
        await this.#go(page, () => page.reload());
        break;
      case 'second_tab':
        await this.#open(this.address);
        break;
      case 'back_forward':
        await this.#go(page, () => page.goto(`${this.proxy.url}/terms`), `${this.proxy.url}/terms`);
        await this.#go(page, () => page.goBack());
        break;
      default:
    }
  }

  async #afterwards() {
    const { afterwards } = this.schedule;
    if (afterwards === 'reload') await this.#go(this.#pages[0], () => this.#pages[0].reload());
    if (afterwards.startsWith('undo')) {
      for (const page of this.#pages) {
        const bought = (await cardsOf(page))?.find(({ state }) => state === 'accepted');
        if (!bought || !(await press(page, bought.slot, 'undo'))) continue;
        this.diary.note('undoes');
        break;
      }
    }
    await this.#settle();
  }

  /**
   * Once more, on whatever is still offered: after the deadline on a machine that slept through it, or on the way
   * beyond it.
   */
  async #late(page) {
    const { time, deed } = this.schedule;
    const { world, proxy } = this;
    if (time === 'early') return;
    const offer = await this.#offer(page);
    if (!offer) return;
    const leftMs = offer.deadline_ms - world.now();
    if (time === 'deadline_passed') await world.sleep(leftMs + 1000);
    else {
      await world.advance(Math.max(0, leftMs - kBeforeDeadlineMs));
      await this.#settle();
      proxy.expect('accept', { kind: 'delay', ms: kInTransitMs });
    }
    if (await this.#accept(deed === 'two_tabs' ? this.#pages : [page], offer)) this.late += 1;
    await this.#settle();
    await world.advance(Math.max(0, offer.deadline_ms + 2 * kAWhileMs - world.now()));
    await this.#settle();
    for (const { candidate_id, state } of this.#claims) {
      if (state === 'offering' && world.now() > this.#deadlines[candidate_id] + kAWhileMs)
        this.differences.add(`${candidate_id} is still offered after its deadline`);
    }
  }

  /** What the pages say now: what is painted, card by card. */
  async #look() {
    const all = await this.diary.wait(
      'the pages to be read',
      Promise.all(this.#pages.map(async page => ({ page, cards: await cardsOf(page) }))),
    );
    this.#claims = all.flatMap(({ cards }) => cards ?? []);
    for (const { candidate_id, deadline_ms } of this.#claims) {
      if (deadline_ms !== null)
        this.#deadlines[candidate_id] = Math.max(deadline_ms, this.#deadlines[candidate_id] ?? 0);
    }
    return all;
  }

  /** Holds the claims against the books. True where a page has yet to learn what another tab knows. */
  async #hold() {
    if (!this.#claims.some(({ state }) => state === 'accepted' || state === 'undone') || this.shop.url === null)
      return false;
    const books = await this.world.ask('books', { id: this.order.id }).catch(() => null);
    if (!books) return false;
    for (const difference of unfounded(this.#claims, books, this.proxy.bought)) this.differences.add(difference);
    return outdated(this.#claims, books).length > 0;
  }

  /** Until all rests; `toUndo`: or something can be undone. */
  async #settle({ toUndo = false } = {}) {
    const { world, diary } = this;
    let step = 400;
    for (let spent = 0; ;) {
      await world.idle();
      await world.revive();
      const pages = await this.#look();
      const behind = await this.#hold();
      const asked = pages.find(({ cards }) =>
        cards?.some(({ state, settled }) => state === 'action_required' && settled),
      );
      if (asked && (await this.#authenticate(asked))) continue;
      await this.#reloadBlank(pages);
      const rests = pages.every(({ cards }) =>
        cards?.every(({ state, meant, settled }) => REST.has(state) && state === meant && settled),
      );
      if (rests && !behind) return;
      if (toUndo && this.#claims.some(({ state, settled }) => state === 'accepted' && settled)) return;
      if (spent >= kLongestMs) {
        if (
          behind ||
          pages.every(({ cards }) => cards?.every(({ state }) => REST.has(state) || state === 'unconfirmed'))
        )
          return;
        throw new Error(`no rest after ${spent / kMinuteMs} minutes: ${JSON.stringify(this.#claims)}\n${diary.text()}`);
      }
      diary.note(`${step} ms pass; ${this.#claims.map(({ state }) => state).join(', ')}`);
      await world.advance(step);
      spent += step;
      step = Math.min(Math.round(step * 1.3), 10_000);
      this.shop.reconcile();
    }
  }

  /**
   * A page whose scripts never came, because the shop died meanwhile, is whole but has no offers: the shopper loads it
   * again.
   */
  async #reloadBlank(pages) {
    for (const { page, cards } of pages) {
      const times = cards === null ? (this.#blank.get(page) ?? 0) + 1 : 0;
      this.#blank.set(page, times);
      if (times >= kPatience) await this.#go(page, () => page.reload());
    }
  }

  /** The bank's page, and back. False where the page asks for it no more: another tab was there first. */
  async #authenticate({ page, cards }) {
    const word = this.schedule.card === 'authenticate' ? 'approve' : 'refuse';
    await this.world.reach();
    if (!(await press(page, cards.find(({ state }) => state === 'action_required').slot, 'confirm'))) return false;
    this.diary.note(`${word}s at the bank`);
    try {
      await this.diary.wait("the bank's page", page.waitForURL(/\/bank\/authenticate\//));
      const answer = page.locator(`button[value="${word}"], a.button:text("Back to the shop")`).first();
      await this.diary.wait(
        'the way back from the bank',
        Promise.all([page.waitForURL(/\/thank-you/), answer.click()]),
      );
    } catch (error) {
      // The shop died under way: the shopper opens the page again.
      this.diary.note(`lost on the way: ${error.message.split('\n', 1)[0]}`);
      await this.world.reach();
      await this.#go(page, () => page.goto(this.address));
    }
    return true;
  }

  /** The shopper is gone; the reconciler finishes what is left; then the books. */
  async #judge() {
    const { world, order } = this;
    const claims = this.#claims;
    await world.rest(4, 6 * kMinuteMs);
    const books = await world.ask('books', { id: order.id });
    for (const difference of [
      ...outdated(claims, books),
      ...denied(claims, books),
      ...unbalanced(books),
      ...tooLate(books, this.#deadlines),
    ])
      this.differences.add(difference);
    return {
      accepted: books.purchases.filter(({ state }) => state === 'accepted').length,
      undone: books.purchases.filter(({ state }) => state === 'undone').length,
      refused: books.purchases.filter(({ state }) => state === 'free' || state === 'refunded').length,
      late: this.late,
      claims: claims.map(
        ({ candidate_id, state, problem }) => `${candidate_id} ${state}${problem ? ` (${problem})` : ''}`,
      ),
      differences: [...this.differences],
    };
  }
}
