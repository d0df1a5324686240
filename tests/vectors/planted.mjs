// SPDX-License-Identifier: MIT
//
// The sheet that mistakes are planted in (mistakes.json), with values set by JSON Pointer. "(absent)" takes a member
// away; a list grows by the index after its last.
import { readFileSync } from 'node:fs';

const sound = readFileSync(new URL('mistakes.json', import.meta.url), 'utf8');

/** A copy of the sound sheet, changed. */
export function planted(set = {}) {
  const sheet = JSON.parse(sound);
  for (const [pointer, value] of Object.entries(set)) {
    const steps = pointer
      .slice(1)
      .split('/')
      .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'));
    const last = steps.pop();
    const holder = steps.reduce((at, step) => (at[step] ??= {}), sheet);
    if (value === '(absent)') delete holder[last];
    else holder[last] = structuredClone(value);
  }
  return sheet;
}
