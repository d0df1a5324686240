// SPDX-License-Identifier: MIT
//
// What the inspector shows, as a command for a terminal: `encore decide` with the same sheet,
// moment, visitor and what is forced, so that the answer in the page can be had again, kept
// in a ticket, and looked at without the page. The sheet goes along as a here-document.

import type { DecideOptions } from '../engine/engine.js';

/** A word for a POSIX shell. */
const quoted = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

/** Requires: `sheetText` is JSON. It is written on one line, which no marker can equal. */
export function decideCommand(
  sheetText: string,
  { now, visitor, seed, page, force, arms = {}, exclude = [] }: DecideOptions,
): string {
  const words = ['npx', 'encore', 'decide', '-', '--now', new Date(now).toISOString()];
  if (visitor !== undefined) words.push('--visitor', visitor);
  if (seed !== undefined) words.push('--seed', seed);
  if (force !== undefined) words.push('--force', force);
  for (const [experiment, arm] of Object.entries(arms)) words.push('--arm', `${experiment}=${arm}`);
  for (const id of exclude) words.push('--exclude', id);
  if (page) words.push('--page');
  words.push('--explain');
  return `${words.map(quoted).join(' ')} <<'SHEET'\n${JSON.stringify(JSON.parse(sheetText))}\nSHEET\n`;
}
