// SPDX-License-Identifier: MIT
//
// Decisions as the numbers that the core fits (src/encore/learn/observations.hpp). Names are numbered as they come and
// renumbered in sorted order at the end, and lines stand in sorted order, so that the same log gives the same text
// whatever order it is read in. A million shows take some hundred megabytes.
import { factors } from '../engine/vocabulary.js';
import { LIFT_BANDS, type CardLevels } from './features.js';

/** What was shown and what came of it. */
export interface Decision {
  cards: readonly CardLevels[];
  /** For each card. */
  accepted: readonly boolean[];
  /** Drawn by a known chance, not shown because it was best. */
  explored: boolean;
  /** Kept out of the fit, to test it. */
  held?: boolean;
  /** A whole day, counted from any one: old evidence fades by its distance from the newest. Default 0. */
  day?: number;
}

/** Factors whose levels are names from the data. */
export const NAMED = ['family', 'product', 'family_pair', 'product_pair'] as const;
export type Named = (typeof NAMED)[number];

const WEIGHT_UNIT = 1024;
const CARD = factors.length;
const META = 4; // cards, mask of accepts, flags, day
export const isNamed = (factor: string): factor is Named => (NAMED as readonly string[]).includes(factor);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Integers, as many as come. */
class Numbers {
  #values = new Int32Array(1 << 12);
  length = 0;
  push(value: number): void {
    if (this.length === this.#values.length) {
      const larger = new Int32Array(2 * this.length);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.length++] = value;
  }
  at(index: number): number {
    return this.#values[index] ?? 0;
  }
}

interface Rows {
  starts: Int32Array;
  numbers: Int32Array;
}

const compareRows = ({ starts, numbers }: Rows, a: number, b: number): number => {
  let j = starts[b] ?? 0;
  for (let i = starts[a] ?? 0; i < (starts[a + 1] ?? 0); i++, j++) {
    const difference = (numbers[i] ?? 0) - (numbers[j] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
};

const SPACE = 32;
const LINE_FEED = 10;
const ZERO = 48;

/** Lines of whole numbers, put together as bytes: a million lines as strings would take a gigabyte. */
class Lines {
  #bytes = new Uint8Array(1 << 16);
  #length = 0;

  add(before: readonly number[], numbers: Int32Array, from: number, to: number): void {
    const most = 17 * (before.length + to - from);
    if (this.#length + most > this.#bytes.length) {
      const larger = new Uint8Array(2 * this.#bytes.length + most);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    for (const number of before) this.#number(number);
    for (let i = from + 1; i < to; i++) this.#number(numbers[i] ?? 0);
    this.#bytes[this.#length - 1] = LINE_FEED;
  }

  // A number and a space. No number is negative.
  #number(number: number): void {
    let digits = 1;
    for (let rest = number; rest >= 10; rest = Math.floor(rest / 10)) digits++;
    let rest = number;
    for (let at = this.#length + digits - 1; at >= this.#length; at--) {
      const next = Math.floor(rest / 10);
      this.#bytes[at] = ZERO + rest - 10 * next;
      rest = next;
    }
    this.#length += digits;
    this.#bytes[this.#length++] = SPACE;
  }

  text(): string {
    return new TextDecoder().decode(this.#bytes.subarray(0, this.#length));
  }
}

export class Observations {
  readonly #names: Record<Named, Map<string, number>> = {
    family: new Map(),
    product: new Map(),
    family_pair: new Map(),
    product_pair: new Map(),
  };
  readonly #meta = new Numbers();
  readonly #cards = new Numbers();
  #newest = -Infinity;
  decisions = 0;
  shows = 0;
  accepts = 0;

  constructor(readonly half_life_days = 90) {}

  /** Makes sure that a level has a row, shown or not. */
  name(factor: Named, level: string): number {
    const names = this.#names[factor];
    let number = names.get(level);
    if (number === undefined) names.set(level, (number = names.size + 1));
    return number;
  }

  add({ cards, accepted, explored, held = false, day = 0 }: Decision): void {
    this.#meta.push(cards.length);
    this.#meta.push((accepted[0] ? 1 : 0) + (accepted[1] ? 2 : 0));
    this.#meta.push((explored ? 1 : 0) + (held ? 2 : 0));
    this.#meta.push(day);
    this.#newest = Math.max(this.#newest, day);
    cards.forEach((card, position) => {
      this.#push(card, position, cards.length);
    });
    this.decisions++;
    this.shows += cards.length;
    this.accepts += accepted.filter(Boolean).length;
  }

  #push(card: CardLevels, position: number, cards: number): void {
    const named = (factor: Named): number => {
      const level = card[factor];
      return level === undefined ? 0 : this.name(factor, level);
    };
    const numbers = [
      1,
      card.relevance_price + 1,
      card.kind + 1,
      card.discount + 1,
      named('family'),
      named('product'),
      named('family_pair'),
      card.lift === undefined ? 0 : card.lift + 1,
      named('product_pair'),
      card.customer === undefined ? 0 : card.customer + 1,
      position === 1 ? 1 : 0,
      cards === 2 ? 1 : 0,
    ];
    for (const number of numbers) this.#cards.push(number);
  }

  /** The names of a factor's levels, sorted: level n has name n - 1. */
  names(factor: Named): string[] {
    return [...this.#names[factor].keys()].sort(compare);
  }

  /** Levels of each factor; 0 where the core counts them itself. */
  levelCounts(): number[] {
    return factors.map(factor => (factor === 'lift' ? LIFT_BANDS : isNamed(factor) ? this.#names[factor].size : 0));
  }

  /**
   * The lines. Equal decisions are one; what is held back keeps its order and stands last. `all`: nothing is held back
   * any longer.
   */
  text(all = false): string {
    const rows = this.#rows(all);
    const { starts, numbers } = rows;
    const kept: number[] = [];
    const held: number[] = [];
    const flagsAt = 1;
    for (let i = 0; i < this.decisions; i++) ((numbers[(starts[i] ?? 0) + flagsAt] ?? 0) & 2 ? held : kept).push(i);
    const order = Int32Array.from(kept).sort((a, b) => compareRows(rows, a, b));
    const scale = this.#scale(all);
    const weightOf = (i: number): number => Math.round(WEIGHT_UNIT * scale * this.#fresh(this.#meta.at(i * META + 3)));
    const lines = new Lines();
    for (let from = 0, to = 0; from < order.length; from = to) {
      const first = order[from] ?? 0;
      let weight = 0;
      do weight += weightOf(order[to++] ?? 0);
      while (to < order.length && compareRows(rows, first, order[to] ?? 0) === 0);
      lines.add([to - from, weight], numbers, starts[first] ?? 0, starts[first + 1] ?? 0);
    }
    for (const i of held) lines.add([1, weightOf(i)], numbers, starts[i] ?? 0, starts[i + 1] ?? 0);
    return lines.text();
  }

  // Each decision as it is written, without count and weight, names renumbered in sorted order; `starts` has one more.
  // The number of cards comes first, to be sorted by, and is not written.
  #rows(all: boolean): Rows {
    const renumbered = factors.map(factor => (isNamed(factor) ? this.#renumbering(factor) : null));
    const starts = new Int32Array(this.decisions + 1);
    const numbers = new Int32Array(3 * this.decisions + this.#cards.length);
    let to = 0;
    for (let i = 0, from = 0; i < this.decisions; i++) {
      const [cards, mask, flags] = [this.#meta.at(i * META), this.#meta.at(i * META + 1), this.#meta.at(i * META + 2)];
      starts[i] = to;
      numbers[to++] = cards;
      numbers[to++] = all ? flags & 1 : flags;
      numbers[to++] = mask;
      for (let card = 0; card < cards; card++) {
        for (let f = 0; f < CARD; f++) {
          const number = this.#cards.at(from++);
          numbers[to++] = renumbered[f]?.[number] ?? number;
        }
      }
    }
    starts[this.decisions] = to;
    return { starts, numbers };
  }

  /** What age leaves of a decision's weight. */
  #fresh(day: number): number {
    return 2 ** ((day - this.#newest) / this.half_life_days);
  }

  // Fading says how decisions weigh against each other. All together they weigh what a mean of theirs is worth: the
  // effective number of them (Kish), else a log of one half-life would be taken for a third smaller than it is.
  #scale(all: boolean): number {
    let sum = 0;
    let squares = 0;
    for (let decision = 0; decision < this.decisions; decision++) {
      if (!all && (this.#meta.at(decision * META + 2) & 2) !== 0) continue;
      const fresh = this.#fresh(this.#meta.at(decision * META + 3));
      sum += fresh;
      squares += fresh * fresh;
    }
    return squares > 0 ? sum / squares : 1;
  }

  #renumbering(factor: Named): Int32Array {
    const numbers = new Int32Array(this.#names[factor].size + 1);
    this.names(factor).forEach((name, i) => {
      numbers[this.#names[factor].get(name) ?? 0] = i + 1;
    });
    return numbers;
  }
}
