// SPDX-License-Identifier: MIT
//
// Chance from a seed, for tests that draw their cases (mulberry32): the same draws for the same seed, on every machine.
// The simulation has its own, in which leaving one draw out does not change the others.

/** Returns a function that draws uniformly from [0, 1), in steps of 2^-32. */
export function uniform(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * The draws that most tests need: `next` as above, `below(n)` an integer in 0..n-1, `chance(percent)`, `pick(list)`.
 */
export function generator(seed) {
  const next = uniform(seed);
  const below = n => Math.floor(next() * n);
  return { next, below, chance: percent => below(100) < percent, pick: list => list[below(list.length)] };
}
