// SPDX-License-Identifier: MIT
//
// The parent's end of the shop's process: starts it, asks it, kills it without warning and starts it again on the same
// database. What was asked of a process that died is answered with an error, as a broken connection would be. Its end
// is remembered, so that no caller waits for an end that has been.

import { fork } from 'node:child_process';

const kProgram = new URL('shop-process.mjs', import.meta.url);
const kHistory = 900;
const kTail = 4000;
/**
 * It is started again and again, and lives for seconds: PGlite's WebAssembly is compiled quickly rather than well, in
 * half the time.
 */
const kNodeFlags = ['--liftoff-only'];

export class ShopProcess {
  #child = null;
  #ended = Promise.resolve();
  /** Whether the end of this child was asked for. */
  #dismissed = false;
  #waiting = new Map();
  #ids = 0;
  #options;
  #onChange;
  #tail = '';
  shiftMs = 0;
  url = null;
  /** Charges of a slow card that the schedule's clock has to end. */
  asleep = 0;
  /** Where it has stopped dead: 'before_charge' or 'after_charge'. */
  halted = null;
  /** Runs of the reconciler under way: one, or none. */
  reconciling = 0;
  /** kill -9, by the moment. */
  kills = {};
  /** Unexpected ends, each with its last output. */
  deaths = [];
  /** How the cards of orders behave, by order id: a card's manners outlive the shop's process. */
  manners = {};

  /**
   * @param {{ databaseUrl?: string, dataDir?: string, origins: string[], planted?: string, onChange: () => void }}
   * options onChange: it stopped, slept, woke or finished something
   */
  constructor({ onChange, ...options }) {
    this.#options = options;
    this.#onChange = onChange;
  }

  /** Resolves when it listens. Errors: it ended before. */
  async start() {
    const given = JSON.stringify({ ...this.#options, shiftMs: this.shiftMs, manners: this.manners, history: kHistory });
    const child = fork(kProgram, [given], { execArgv: kNodeFlags, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    this.#child = child;
    this.#dismissed = false;
    this.#tail = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', text => {
        this.#tail = (this.#tail + text).slice(-kTail);
      });
    child.on('error', error => {
      this.#tail += error;
    });
    const ended = new Promise(done => {
      child.once('exit', (code, signal) => done(signal ?? code));
    });
    this.#ended = ended.then(how => this.#end(child, how));
    await new Promise((ready, failed) => {
      ended.then(how => failed(new Error(`the shop did not start (${how}):\n${this.#tail}`)));
      child.on('message', message => {
        if (child === this.#child) this.#hear(message, ready);
      });
    });
  }

  #hear({ event, id, value, error, ...more }, ready) {
    if (event === 'ready') {
      this.url = more.url;
      ready();
    } else if (event === 'asleep') this.asleep = more.count;
    else if (event === 'halted') this.halted = more.at;
    else {
      const { done, failed } = this.#waiting.get(id) ?? {};
      this.#waiting.delete(id);
      if (error) failed?.(new Error(error));
      else done?.(value);
    }
    this.#onChange();
  }

  #end(child, how) {
    if (child !== this.#child) return;
    if (!this.#dismissed) this.deaths.push(`the shop ended by itself (${how}):\n${this.#tail}`);
    this.#child = null;
    this.url = null;
    this.asleep = 0;
    this.halted = null;
    for (const { failed } of this.#waiting.values()) failed(new Error('the shop died'));
    this.#waiting.clear();
    this.#onChange();
  }

  ask(deed, given = {}) {
    if (this.url === null) return Promise.reject(new Error('the shop is down'));
    const id = (this.#ids += 1);
    return new Promise((done, failed) => {
      this.#waiting.set(id, { done, failed });
      this.#child.send({ id, deed, given }, error => {
        if (error) failed(error);
      });
    });
  }

  now() {
    return Date.now() + this.shiftMs;
  }

  /** Moves its clock; kept for the next start where it is down. */
  async advance(ms) {
    this.shiftMs += ms;
    if (this.url !== null) await this.ask('shift', { ms });
  }

  /**
   * Has the reconciler run once more, unless it is at it. It is not waited for: it may charge a slow card, which ends
   * only as the clock moves on, or stop dead with the process.
   */
  reconcile() {
    if (this.url === null || this.reconciling > 0) return;
    this.reconciling = 1;
    const over = () => {
      this.reconciling = 0;
      this.#onChange();
    };
    this.ask('reconcile').then(over, over);
  }

  /** SIGKILL: nothing is flushed, no one is notified. `moment`: for the books on what was done. */
  async kill(moment) {
    if (this.#child && !this.#dismissed) {
      this.#dismissed = true;
      this.kills[moment] = (this.kills[moment] ?? 0) + 1;
      this.#child.kill('SIGKILL');
    }
    await this.#ended;
  }

  async stop() {
    if (this.#child && !this.#dismissed) {
      this.#dismissed = true;
      this.#child.kill('SIGTERM');
    }
    await this.#ended;
  }

  /** How it stands, in words. */
  text() {
    const state = this.url === null ? 'down' : `at ${this.url}`;
    return `  the shop is ${state}, halted ${this.halted}, ${this.asleep} asleep, ${this.reconciling} reconciling, ${this.#waiting.size} questions open\n${this.#tail}`;
  }
}
