// SPDX-License-Identifier: MIT
//
// Bytes to text, for people's documents: where they cease to be UTF-8 is said, not papered over with replacement
// characters. Lines and columns count from 1, columns in characters.
const REPLACEMENT = '\uFFFD';

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

const sizeOf = (character: string): number => new TextEncoder().encode(character).length;

/** Where bytes cease to be UTF-8; null where they never do. */
export function utf8Fault(bytes: Uint8Array): { line: number; column: number } | null {
  if (isUtf8(bytes)) return null;
  let line = 1;
  let from = 0;
  for (let end = bytes.indexOf(10); end >= 0 && isUtf8(bytes.subarray(from, end)); end = bytes.indexOf(10, from)) {
    from = end + 1;
    line += 1;
  }
  // A replacement character stands where the first sequence is broken, unless the text has one itself.
  const end = bytes.indexOf(10, from);
  const rest = Array.from(textOf(bytes.subarray(from, end < 0 ? undefined : end)));
  let read = 0;
  const broken = rest.findIndex(character => {
    const size = sizeOf(character);
    const whole = character !== REPLACEMENT || isUtf8(bytes.subarray(from + read, from + read + size));
    read += size;
    return !whole;
  });
  return { line, column: broken + 1 };
}

/** The text of bytes, a byte order mark included. */
export const textOf = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
