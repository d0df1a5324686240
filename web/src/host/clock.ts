// SPDX-License-Identifier: MIT
//
// What time it is on the server. The local clock may be wrong by days, may be set in the
// middle of a visit, and stands still nowhere a script can see. Every observation (a
// `server_time` in a reply, a `Date` header, the sheet's `issued_at`) says "it was at least
// so late on the server when I was read here": caches, queues and latency only make it too
// small. So the largest offset seen holds, until the local clock steps.
//
// A step (or a sleep during which the monotonic clock stood still) shows as the two local
// clocks disagreeing by 2 s or more. Then what the monotonic clock says is a lower bound
// again, and the clock is uncertain until the server has answered.

/** Below this, two clocks that drift or are read a little apart; above it, somebody moved one. */
const STEP_MS = 2000;

export class ServerClock {
  readonly #wall: () => number;
  readonly #steady: () => number;
  #offset: number;
  #wallThen: number;
  #steadyThen: number;
  /** Whether the server has answered since the local clock last stepped. */
  certain = false;

  constructor(wall: () => number, steady: () => number, issuedAtMs: number) {
    this.#wall = wall;
    this.#steady = steady;
    this.#wallThen = wall();
    this.#steadyThen = steady();
    this.#offset = issuedAtMs - this.#wallThen;
  }

  /** Server time, as far as it is known. */
  now(): number {
    this.check();
    return Math.round(this.#wall() + this.#offset);
  }

  /** Looks whether the local clock stepped; true when this call found that it had. */
  check(): boolean {
    const wall = this.#wall();
    const steady = this.#steady();
    // Against the last answer, not the last look: many small steps are one large one.
    const drift = wall - this.#wallThen - (steady - this.#steadyThen);
    if (Math.abs(drift) < STEP_MS) return false;
    this.#wallThen = wall;
    this.#steadyThen = steady;
    this.#offset -= drift;
    this.certain = false;
    return true;
  }

  /** The server said that it was `serverMs`, a moment ago at the latest. */
  observe(serverMs: number): void {
    if (!Number.isFinite(serverMs)) return;
    this.check();
    this.#wallThen = this.#wall();
    this.#steadyThen = this.#steady();
    this.#offset = Math.max(this.#offset, serverMs - this.#wallThen);
    this.certain = true;
  }

  /** It is at least so late: an earlier visit has seen that moment. */
  atLeast(serverMs: number): void {
    this.#offset = Math.max(this.#offset, serverMs - this.#wall());
  }

  /** Restored from a cache, woken: what was known is a lower bound until the server answers. */
  doubt(): void {
    this.check();
    this.certain = false;
  }
}
