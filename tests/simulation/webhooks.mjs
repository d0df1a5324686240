// SPDX-License-Identifier: MIT
//
// The road of `encore serve` to a shop: what only the shop can do is asked over a network that loses requests and
// replies, delivers twice, and delivers after the caller has given up. The shop records its final answer by webhook id
// and repeats it, as the contract asks; ids and the meaning of silence are those of web/src/serve/ports.ts.
import { PortFailure } from './port-failure.mjs';

/** The idempotency key of each call; reads have none and are asked afresh. */
const keys = {
  owns: null,
  order: null,
  lookup: null,
  live: null,
  charge: ({ key }) => key,
  cancel: ({ key }) => key,
  refund: ({ key }) => key,
  add_line: ({ purchase_id }) => purchase_id,
  remove_line: ({ purchase_id }) => purchase_id,
  take: ({ hold }) => hold,
  give_back: ({ hold }) => hold,
};
const unknownWhereSilent = new Set(['charge', 'lookup', 'cancel']);
/** "Not known" is no answer to repeat: the same id asks again, and must be able to hear more. */
const isFinal = (call, answer) => answer?.outcome !== 'unknown' && !(call === 'refund' && answer === false);
const copy = value => JSON.parse(JSON.stringify(value ?? null));

export class WebhookRoad {
  /**
   * `perform(call, data)` is the shop's work. Planted bugs: `forgetful` shops keep no record, `stubborn` ones repeat
   * that they do not know.
   */
  constructor(world, perform, { forgetful = false, stubborn = false } = {}) {
    Object.assign(this, { world, perform, forgetful, stubborn, answers: new Map() });
  }

  takes(call) {
    return Object.hasOwn(keys, call);
  }

  /** What the kit's port hears. */
  ask(call, asked) {
    const { world } = this;
    const data = copy(asked);
    const silent = () => {
      if (unknownWhereSilent.has(call)) return { outcome: 'unknown' };
      throw new PortFailure(call);
    };
    if (world.fault('webhook lost', world.rates.webhook)) return silent();
    if (world.fault('webhook late', world.rates.webhook)) {
      this.#later(call, data);
      return silent();
    }
    if (world.fault('webhook duplicated', world.rates.webhook)) this.#later(call, data);
    const answer = this.#deliver(call, data);
    return world.fault('webhook reply lost', world.rates.webhook) ? silent() : answer;
  }

  /** It arrives, though nothing waits for the answer. */
  #later(call, data) {
    this.world.after(this.world.chance.between('webhook late ms', 10, 60_000), () => {
      try {
        this.#deliver(call, data);
      } catch (error) {
        if (!(error instanceof PortFailure)) throw error;
      }
    });
  }

  #deliver(call, data) {
    const key = keys[call]?.(data) ?? null;
    const id = `${call}:${key}`;
    if (key !== null && !this.forgetful && this.answers.has(id)) return copy(this.answers.get(id));
    const answer = copy(this.perform(call, this.forgetful && call === 'charge' ? this.#withFreshKey(data) : data));
    if (key !== null && (this.stubborn || isFinal(call, answer))) this.answers.set(id, answer);
    return answer;
  }

  /** Without a record each delivery of a charge is one of its own. */
  #withFreshKey(data) {
    const times = (this.deliveries ??= new Map()).get(data.key) ?? 0;
    this.deliveries.set(data.key, times + 1);
    return times === 0 ? data : { ...data, key: `${data.key}#${times}` };
  }
}
