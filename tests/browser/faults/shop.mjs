// SPDX-License-Identifier: MIT
//
// The parent's end of the shop's process: starts it, asks it, kills it without warning and starts it again on the same
// database. What was asked of a process that died is answered with an error, as a broken connection would be.

import { fork } from 'node:child_process';

const kProgram = new URL('shop-process.mjs', import.meta.url);
const kHistory = 900;

export class ShopProcess {
  #child;
  #waiting = new Map();
  #ids = 0;
  #options;
  #tail = '';
  shiftMs = 0;
  url = null;
  asleep = 0;
  halted = null;
  kills = 0;
  /** How the cards of orders behave, by order id: a card's manners outlive the shop's process. */
  manners = {};

  #onChange;

  /** @param {{ databaseUrl?: string, dataDir?: string, origins: string[], planted?: string, onChange: () => void }} options onChange: it stopped, slept or woke */
  constructor({ onChange, ...options }) {
    this.#options = options;
    this.#onChange = onChange;
  }

  /** Resolves when it listens. */
  async start() {
    const given = JSON.stringify({ ...this.#options, shiftMs: this.shiftMs, manners: this.manners, history: kHistory });
    const child = fork(kProgram, [given], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    this.#child = child;
    this.#tail = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => { this.#tail = (this.#tail + text).slice(-4000); });
    await new Promise((ready, failed) => {
      child.once('exit', (code, signal) => failed(new Error(`the shop did not start (${signal ?? code}):\n${this.#tail}`)));
      child.on('message', (message) => this.#hear(message, ready));
    });
    child.once('exit', () => this.#end(child));
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

  #end(child) {
    if (child !== this.#child) return;
    this.url = null;
    this.asleep = 0;
    this.halted = null;
    for (const { failed } of this.#waiting.values()) failed(new Error('the shop died'));
    this.#waiting.clear();
  }

  ask(deed, given = {}) {
    if (this.url === null) return Promise.reject(new Error('the shop is down'));
    const id = this.#ids += 1;
    return new Promise((done, failed) => {
      this.#waiting.set(id, { done, failed });
      this.#child.send({ id, deed, given }, (error) => { if (error) failed(error); });
    });
  }

  now() { return Date.now() + this.shiftMs; }

  /** Moves its clock; kept for the next start where it is down. */
  async advance(ms) {
    this.shiftMs += ms;
    if (this.url !== null) await this.ask('shift', { ms });
  }

  /** SIGKILL: nothing is flushed, nobody is told. */
  async kill() {
    const ended = new Promise((done) => { this.#child.once('exit', done); });
    this.#child.kill('SIGKILL');
    this.kills += 1;
    await ended;
    this.#end(this.#child);
  }

  async stop() {
    if (this.url === null) return;
    const ended = new Promise((done) => { this.#child.once('exit', done); });
    this.#child.kill('SIGTERM');
    await ended;
  }
}
