// SPDX-License-Identifier: MIT
//
// The draws a market is made of, from one seed: normal, weighted and discrete, over tests/random.mjs. A stream is
// named, so that adding a draw to one part of a world leaves the others as they were.
import { uniform } from '../random.mjs';

/** A 32-bit hash of text (FNV-1a): the seed of a named stream. */
export const seedOf = (...parts) => {
  let hash = 0x811c9dc5;
  for (const unit of parts.join('/')) hash = Math.imul(hash ^ unit.codePointAt(0), 0x01000193) >>> 0;
  return hash;
};

/** An index, with probability in proportion to its weight, from a uniform draw; -1 where all weights are 0. */
export function drawIndex(weights, uniformDraw) {
  let all = 0;
  for (let i = 0; i < weights.length; i++) all += weights[i];
  let left = uniformDraw * all;
  let last = -1;
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] <= 0) continue;
    last = i;
    if ((left -= weights[i]) < 0) return i;
  }
  return last;
}

/** Draws of the stream that `parts` name. */
export function dice(...parts) {
  const next = uniform(seedOf(...parts));
  for (let i = 0; i < 8; i++) next();
  const normal = (mean = 0, deviation = 1) =>
    mean + deviation * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return {
    next,
    normal,
    below: n => Math.floor(next() * n),
    chance: p => next() < p,
    /** A sum of `shape` exponentials (shape an integer), as beta draws want them. */
    gamma: shape => {
      let sum = 0;
      if (shape > 30) return Math.max(normal(shape, Math.sqrt(shape)), 1e-9);
      for (let i = 0; i < shape; i++) sum -= Math.log(1 - next());
      return sum;
    },
  };
}
