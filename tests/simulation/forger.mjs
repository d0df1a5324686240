// SPDX-License-Identifier: MIT
//
// A script in the page that knows every token: it asks for offers that were never shown, in
// any order, with any predecessor's name, before their beginning and more than the slots
// allow, and it takes back what it bought. All it may get is what the order's ledger allows;
// the invariants say what that is. It has no card to show, so it claims nothing.
import { ORDER } from './sheets.mjs';

export class Forger {
  constructor(world) {
    Object.assign(this, { world, open: false, toldNothing: new Set(), count: 0, bought: [] });
  }

  name() {
    return 'a script';
  }

  /** One forged request. */
  act() {
    const { world } = this;
    const { chance } = world;
    if (this.bought.length > 0 && chance.draw('forged undo') < 0.3) this.#undo(chance.pick('forged', this.bought));
    else this.#accept(chance.pick('forged', [...world.sheet.offers.values()]));
  }

  #accept({ candidate_id, token, key }) {
    const { world } = this;
    const { chance } = world;
    const claims = world.server.tokens.verify(token);
    const variant_id = chance.pick('forged variant', world.sheet.variants[candidate_id]);
    const quote = world.engine.quote(claims.terms, { candidate_id, variant_id, quantity: 1, now: world.time });
    if ('ok' in quote) return;
    const from = chance.pick('forged from', [null, null, ...world.sheet.offers.keys()]);
    const body = {
      sheet_id: 'sheet-1',
      order_id: ORDER,
      candidate_id,
      variant_id,
      quantity: 1,
      token,
      expected: { total: quote.total, currency: quote.currency },
      consent: true,
      ...(from !== null && { from }),
      decision: null,
    };
    world.log?.(() => `a script asks for ${candidate_id}${from === null ? '' : ` in place of ${from}`}`);
    const totals = world.page.clicked.get(candidate_id) ?? new Set();
    world.page.clicked.set(candidate_id, totals.add(quote.total));
    this.#send({ kind: 'accept', url: '/encore/accept', key, body }, answer => {
      if (answer.status === 200 && answer.body.state === 'accepted') this.bought.push(answer.body.purchase_id);
    });
  }

  #undo(purchase_id) {
    this.#send({ kind: 'undo', url: `/encore/undo/${purchase_id}`, key: purchase_id, body: { purchase_id } }, () => {});
  }

  #send(request, answered) {
    this.world.network.send({ ...request, tab: this, click: `script ${++this.count}` }, answered);
  }
}
