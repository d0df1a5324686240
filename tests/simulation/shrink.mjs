// SPDX-License-Identifier: MIT
//
// Makes a violating world small enough to read: fewer clicks, then fewer faults, as long as
// the same invariant breaks. Chance is drawn by name (random.mjs), so leaving a fault out
// does not reshuffle the rest.

/** The smallest world found that breaks the same invariant: {suppressed, actions, violation, fired}. */
export function shrink(run, violation, { actions, fired }) {
  let best = { suppressed: new Set(), actions, violation, fired };
  const attempt = (suppressed, count) => {
    const found = run({ suppressed, actions: count });
    if (found.violation?.invariant !== violation.invariant) return false;
    best = { suppressed, actions: count, ...found };
    return true;
  };
  for (let count = 1; count < best.actions; count++) if (attempt(best.suppressed, count)) break;
  // Halves first, then quarters, down to single faults.
  for (let size = Math.ceil(best.fired.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < best.fired.length;) {
      const out = best.fired.slice(from, from + size);
      if (!attempt(new Set([...best.suppressed, ...out]), best.actions)) from += size;
    }
  }
  return best;
}
