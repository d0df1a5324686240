// SPDX-License-Identifier: MIT
//
// A stream of bytes as batches of whole lines, without making text of them: that is left to the threads that decide.
// A line ends with LF; a CR before it is white space of JSON.
import { lineFeed, type Batch } from './replay-batch.js';

/** As much as a thread gets at once: many sheets, and few enough that none waits long for the last. */
const batchBytes = 256 * 1024;

/** Line feeds in a piece. */
function linesIn(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(lineFeed); at >= 0; at = bytes.indexOf(lineFeed, at + 1)) lines += 1;
  return lines;
}

/** Bytes of their own, which may be handed to another thread. */
function owned(pieces: readonly Buffer[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(pieces.reduce((all, { length }) => all + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** The input's batches in their order; the last line need not end. */
export async function* batchesOf(input: NodeJS.ReadableStream): AsyncGenerator<Batch> {
  let pieces: Buffer[] = [];
  let size = 0;
  let first = 1;
  let lines = 0;
  for await (const chunk of input) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    const end = bytes.lastIndexOf(lineFeed) + 1;
    size += bytes.length;
    if (end === 0 || size < batchBytes) {
      pieces.push(bytes);
      lines += end === 0 ? 0 : linesIn(bytes);
      continue;
    }
    pieces.push(bytes.subarray(0, end));
    lines += linesIn(bytes);
    yield { first, bytes: owned(pieces) };
    first += lines;
    lines = 0;
    pieces = end < bytes.length ? [bytes.subarray(end)] : [];
    size = bytes.length - end;
  }
  if (size > 0) yield { first, bytes: owned(pieces) };
}
