// SPDX-License-Identifier: MIT
//
// `encore replay`: decides many sheets, one a line, on all cores, and says how fast and why
// offers were left out. Lines go to worker threads in batches and come back in order, so the
// answer is the same file whatever the number of threads; reading waits for deciding, so a
// log of any length fits in memory.
import { createReadStream, createWriteStream, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';
import type { Command } from './index.js';
import { decideLines, emptyTally, addTally, type Batch, type Decided, type ReplayDefaults } from './replay-batch.js';
import { batchesOf } from './replay-lines.js';
import { summary } from './replay-summary.js';
import { readArguments, readMoment, UsageError } from './usage.js';

const help = `encore replay FILE.ndjson [--now TIME] [--out FILE] [--threads N] [--progress]

Decides every line of a file ("-" for standard input): a sheet, or {"sheet", "now", "visitor", "seed"}. Prints one
decision a line, in the order of the input, and a summary by reason on standard error.

  --now TIME    moment for lines that name none, RFC 3339 with zone (default: each sheet's issued_at)
  --out FILE    where decisions go (default: standard output)
  --threads N   worker threads (default: one for each core)
  --progress    draw the progress bar although standard error is no terminal

Exit code: 0 all decided, 1 some lines were refused (their issues stand in the output), 2 usage.
`;

const chunkBytes = 256 * 1024;
const readyBatches = 3; // batches each thread may have waiting, so that none idles while lines are read

const marks = 'encore-replay';

function serve(defaults: ReplayDefaults): void {
  parentPort?.on('message', (batch: Batch) => {
    void decideLines(batch, defaults).then(decided => parentPort?.postMessage(decided, [decided.bytes.buffer]));
  });
}
if (!isMainThread && (workerData as { mark?: string } | null)?.mark === marks)
  serve((workerData as { defaults: ReplayDefaults }).defaults);

/** Hands batches to the least busy thread and gives results back in the order they were asked for. */
class Crew {
  readonly #workers: { worker: Worker; busy: number }[];
  readonly #waiting = new Map<number, { resolve: (decided: Decided) => void; reject: (error: Error) => void }>();

  constructor(threads: number, defaults: ReplayDefaults) {
    this.#workers = Array.from({ length: threads }, () => {
      const member = {
        worker: new Worker(fileURLToPath(import.meta.url), { workerData: { mark: marks, defaults } }),
        busy: 0,
      };
      member.worker.on('message', (decided: Decided) => {
        member.busy -= 1;
        this.#waiting.get(decided.first)?.resolve(decided);
        this.#waiting.delete(decided.first);
      });
      member.worker.on('error', error => {
        for (const { reject } of this.#waiting.values()) reject(error);
      });
      return member;
    });
  }

  get room(): number {
    return this.#workers.length * readyBatches;
  }

  decide(batch: Batch): Promise<Decided> {
    const member = this.#workers.reduce((least, one) => (one.busy < least.busy ? one : least));
    member.busy += 1;
    return new Promise((resolve, reject) => {
      this.#waiting.set(batch.first, { resolve, reject });
      member.worker.postMessage(batch, [batch.bytes.buffer]);
    });
  }

  async end(): Promise<void> {
    await Promise.all(this.#workers.map(({ worker }) => worker.terminate()));
  }
}

/** A line that redraws itself: how much of the input was read, how many sheets that were. */
const progressBar =
  (bytes: number | null): ((read: number, sheets: number) => void) =>
  (read, sheets) => {
    const share = bytes ? Math.min(read / bytes, 1) : null;
    const bar =
      share === null
        ? ''
        : `[${'#'.repeat(Math.round(share * 30)).padEnd(30, '.')}] ${String(Math.floor(share * 100)).padStart(3)} %  `;
    process.stderr.write(`\r${bar}${sheets} sheets`);
  };

async function write(to: Writable, text: Uint8Array): Promise<void> {
  if (!to.write(text))
    await new Promise<void>(resolve => {
      to.once('drain', () => {
        resolve();
      });
    });
}

function openInput(path: string): { input: NodeJS.ReadableStream; bytes: number | null } {
  if (path === '-') return { input: process.stdin, bytes: null };
  try {
    return { bytes: statSync(path).size, input: createReadStream(path, { highWaterMark: chunkBytes }) };
  } catch (error) {
    throw new UsageError(`cannot read ${path}: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
  }
}

export const run: Command = async args => {
  const given = readArguments(
    args,
    help,
    { now: { type: 'string' }, out: { type: 'string' }, threads: { type: 'string' }, progress: { type: 'boolean' } },
    1,
  );
  if (!given) return 0;
  const {
    values,
    positionals: [path = '-'],
  } = given;
  const threads = values.threads === undefined ? availableParallelism() : Number(values.threads);
  if (!Number.isInteger(threads) || threads < 1 || threads > 256)
    throw new UsageError('--threads takes a number from 1 to 256');
  const defaults: ReplayDefaults = { now: values.now === undefined ? null : readMoment(values.now) };
  const { input, bytes } = openInput(path);
  const out = values.out === undefined ? process.stdout : createWriteStream(values.out);
  const draw = values.progress || process.stderr.isTTY ? progressBar(bytes) : null;

  const started = performance.now();
  const crew = new Crew(threads, defaults);
  const total = emptyTally();
  const pending: Promise<Decided>[] = [];
  let read = 0;
  const settle = async (): Promise<void> => {
    const decided = await pending.shift();
    if (!decided) return;
    await write(out, decided.bytes);
    addTally(total, decided.tally);
    draw?.(read, total.sheets);
  };
  try {
    for await (const batch of batchesOf(input)) {
      read += batch.bytes.length;
      pending.push(crew.decide(batch));
      if (pending.length >= crew.room) await settle();
    }
    while (pending.length > 0) await settle();
  } finally {
    await crew.end();
    if (out !== process.stdout)
      await new Promise<void>(resolve => {
        out.end(() => {
          resolve();
        });
      });
  }
  if (draw) process.stderr.write('\n');
  process.stderr.write(summary(total, (performance.now() - started) / 1000, threads));
  return total.refused > 0 ? 1 : 0;
};
