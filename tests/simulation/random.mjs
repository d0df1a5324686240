// SPDX-License-Identifier: MIT
//
// Chance, by name. Every decision of a world is a draw that depends on the seed, on what is
// decided, and on how often that was decided before; not on what else was drawn. So one
// fault can be left out of a world (to shrink it) without changing the odds of the others.

/** Mixes two 32-bit integers into one; the finaliser of MurmurHash3, twice. */
function mix(a, b) {
  let h = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ b;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  h ^= h >>> 16;
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
  return (h ^ (h >>> 15)) >>> 0;
}

const names = new Map();
function numberOf(name) {
  let hash = names.get(name);
  if (hash === undefined) {
    hash = 0x811c9dc5;
    for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193) >>> 0;
    names.set(name, hash);
  }
  return hash;
}

export class Chance {
  constructor(seed, suppressed = new Set()) {
    this.seed = mix(seed >>> 0, Math.floor(seed / 2 ** 32) >>> 0);
    this.counts = new Map();
    this.suppressed = suppressed;
    /** Faults that happened, in order, as `kind#n`. */
    this.fired = [];
  }

  /** Uniform in [0, 1). */
  draw(name) {
    const n = this.counts.get(name) ?? 0;
    this.counts.set(name, n + 1);
    return mix(mix(this.seed, numberOf(name)), n) / 2 ** 32;
  }

  /** Uniform integer in [from, to]. */
  between(name, from, to) {
    return from + Math.floor(this.draw(name) * (to - from + 1));
  }

  pick(name, list) {
    return list[Math.floor(this.draw(name) * list.length)];
  }

  /** Does this fault happen now? */
  fault(kind, probability) {
    const n = this.counts.get(kind) ?? 0;
    if (this.draw(kind) >= probability) return false;
    const id = `${kind}#${n}`;
    if (this.suppressed.has(id)) return false;
    this.fired.push(id);
    return true;
  }
}
