// SPDX-License-Identifier: MIT
//
// What a replay found, as a table for a person.
import type { Tally } from './replay-batch.js';

const percent = (part: number, whole: number): string =>
  whole === 0 ? '0.0 %' : `${((100 * part) / whole).toFixed(1)} %`;

export function summary(tally: Tally, seconds: number, threads: number): string {
  const decided = tally.sheets - tally.refused;
  const reasons = Object.entries(tally.reasons).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const width = Math.max(20, ...reasons.map(([reason]) => reason.length));
  const row = (name: string, count: number, whole: number): string =>
    `  ${name.padEnd(width)}  ${String(count).padStart(9)}  ${percent(count, whole).padStart(7)}`;
  return `${[
    `${tally.sheets} sheets in ${seconds.toFixed(2)} s on ${threads} thread${threads === 1 ? '' : 's'}: ${Math.round(tally.sheets / Math.max(seconds, 0.001))} a second`,
    'decisions',
    row('two offers', tally.slots[2], decided),
    row('one offer', tally.slots[1], decided),
    row('none', tally.slots[0], decided),
    row('of these, held out', tally.holdouts, decided),
    ...(tally.refused > 0 ? [row('refused', tally.refused, tally.sheets)] : []),
    `${tally.candidates} candidates, left out for (one may have several)`,
    ...reasons.map(([reason, count]) => row(reason, count, tally.candidates)),
  ].join('\n')}\n`;
}
