// SPDX-License-Identifier: MIT
//
// What a play is waiting for. Every wait has a name here, so that one that never ends stands out from one that is
// merely slow: a schedule that outlives its bound fails with the names of what it was waiting for, and with what it did
// last. The bound is a diagnosis and decides nothing; no schedule needs a tenth of it.

const kLines = 40;

/** Thrown for a schedule that did not end. Its message is the diary. */
export class Overdue extends Error {}

export class Diary {
  #waits = new Set();
  #lines = [];
  #began = performance.now();

  #seconds() {
    return ((performance.now() - this.#began) / 1000).toFixed(1);
  }

  /** A new page: what was before is over. */
  begin(title) {
    this.#began = performance.now();
    this.#waits.clear();
    this.#lines = [];
    this.note(title);
  }

  note(line) {
    this.#lines.push(`${this.#seconds()} s  ${line}`);
    if (this.#lines.length > kLines) this.#lines.shift();
  }

  /** @template T @param {string} what @param {Promise<T>} work @returns {Promise<T>} */
  async wait(what, work) {
    const entry = { what, since: this.#seconds() };
    this.#waits.add(entry);
    try {
      return await work;
    } finally {
      this.#waits.delete(entry);
    }
  }

  /** What is under way, and the last lines. */
  text() {
    const waits = [...this.#waits].map(({ what, since }) => `  ${what}, since ${since} s`);
    return [
      'waiting for',
      ...(waits.length > 0 ? waits : ['  nothing that has a name']),
      'so far',
      ...this.#lines.map(line => `  ${line}`),
    ].join('\n');
  }

  /**
   * Lets `life` take so long. Errors: its own, or Overdue with the diary and what `more` says.
   * @template T @param {number} ms @param {() => Promise<T>} life @param {() => string} [more] @returns {Promise<T>}
   */
  async within(ms, life, more = () => '') {
    let timer;
    const bound = new Promise((_, failed) => {
      timer = setTimeout(() => failed(new Overdue(`not over after ${ms / 1000} s\n${this.text()}\n${more()}`)), ms);
    });
    try {
      return await Promise.race([life(), bound]);
    } finally {
      clearTimeout(timer);
    }
  }
}
