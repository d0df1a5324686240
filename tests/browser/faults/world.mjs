// SPDX-License-Identifier: MIT
//
// The common clock of shop, network and pages. Time passes only when all that can go on without it has been done: what
// is left then is held by the proxy, sleeps in the shop until a moment comes, or has stopped dead with it.

const kOutageMs = 3_000;

export class World {
  /** The browser's context of this schedule. */
  context = null;

  /**
   * @param {{ shop: import('./shop.mjs').ShopProcess, proxy: import('./proxy.mjs').Proxy, diary:
   * import('./diary.mjs').Diary }} parts
   */
  constructor({ shop, proxy, diary }) {
    Object.assign(this, { shop, proxy, diary });
  }

  now() {
    return this.shop.now();
  }

  ask(deed, given) {
    return this.diary.wait(`the shop to do: ${deed}`, this.shop.ask(deed, given));
  }

  /** Resolves once nothing goes on without the clock. */
  idle() {
    const { shop, proxy } = this;
    return this.diary.wait(
      'what is on its way',
      proxy.until(() => proxy.moving + shop.reconciling <= shop.asleep + (shop.halted ? 1 : 0)),
    );
  }

  /** Time passes: for the shop, for what is on its way, and on every page. */
  async advance(ms) {
    await this.#pass(ms);
    await this.diary.wait('the pages to see time pass', this.context.clock.fastForward(ms));
  }

  /** Time passes, and the shopper's machine sleeps through it: the wall clock has moved, no timer has rung. */
  async sleep(ms) {
    await this.#pass(ms);
    const [page] = this.context.pages();
    const wall = await this.diary.wait(
      "the page's clock",
      page.evaluate(() => Date.now()),
    );
    await this.diary.wait('the pages to wake', this.context.clock.setSystemTime(wall + ms));
  }

  async #pass(ms) {
    // A shop that dies meanwhile starts again with the clock it should have.
    await this.diary.wait(
      'the shop to see time pass',
      this.shop.advance(ms).catch(() => {}),
    );
    this.proxy.advance(ms);
  }

  /** Kills a shop that has stopped dead; starts one that was killed. It is out of reach for a while yet. */
  async revive() {
    const { shop, proxy, diary } = this;
    if (shop.halted) {
      diary.note(`kill -9, halted ${shop.halted}`);
      await diary.wait('the killed shop to end', shop.kill(shop.halted));
    }
    if (shop.url !== null) return;
    diary.note('the shop starts again');
    proxy.down(kOutageMs);
    await diary.wait('the shop to start', shop.start());
  }

  /** The shop is there, and can be reached. */
  async reach() {
    await this.revive();
    if (this.proxy.downForMs > 0) await this.advance(this.proxy.downForMs);
  }

  /** The shopper is gone; the reconciler finishes what is left. */
  async rest(rounds, ms) {
    for (let i = 0; i < rounds; i += 1) {
      await this.#pass(ms);
      await this.idle();
      await this.revive();
      this.shop.reconcile();
      await this.idle();
      await this.revive();
    }
  }
}
