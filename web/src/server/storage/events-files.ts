// SPDX-License-Identifier: MIT
//
// A collector of events in files, one a day by the moment of writing: `events-2026-11-21.ndjson`, one event a line,
// which is what `encore report`, `learn` and `evaluate` read. Files are only appended to; an event that is sent twice
// stands there twice, and readers count it once.
import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock, EventPort } from '../ports.js';

/** Writes to `folder`, which is made. `append` answers when the lines are written; batches do not run into another. */
export function fileEvents(folder: string, clock: Clock = Date.now): EventPort {
  let last: Promise<void> = mkdir(folder, { recursive: true }).then(() => undefined);
  return {
    append(events) {
      if (events.length === 0) return Promise.resolve();
      const lines = events.map(event => `${JSON.stringify(event)}\n`).join('');
      const write = (): Promise<void> => {
        const day = new Date(clock()).toISOString().slice(0, 10);
        return appendFile(join(folder, `events-${day}.ndjson`), lines);
      };
      const mine = last.then(write);
      // A disk that is full now may have room later: what failed is this batch, not the collector.
      last = mine.catch(() => undefined);
      return mine;
    },
  };
}
