// SPDX-License-Identifier: MIT
//
// Where the fuzzers begin. The committed corpus of a target is one file, a line for each input (JSON text of the bytes,
// or {"base64"} where they are no UTF-8), so that it can be read and compared. The example sheets and the golden
// vectors are added when it is unpacked, and the dictionary is drawn from the published schema: neither is kept twice.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../web/tools/build/steps.mjs';
import { allVectors } from '../vectors/cases.mjs';

export const targets = ['decide', 'advance', 'rule', 'quote', 'publish'];

const committed = target => join(root, 'tests/fuzz/corpus', `${target}.ndjson`);
const jsonFiles = folder =>
  readdirSync(join(root, folder))
    .filter(name => name.endsWith('.json'))
    .sort()
    .map(name => readFileSync(join(root, folder, name)));

/** The committed inputs of a target, as bytes; none where nothing was kept yet. */
export function readCorpus(target) {
  if (!existsSync(committed(target))) return [];
  return readFileSync(committed(target), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => {
      const value = JSON.parse(line);
      return typeof value === 'string' ? Buffer.from(value) : Buffer.from(value.base64, 'base64');
    });
}

/** Writes a target's inputs as its committed corpus, shortest first. */
export function writeCorpus(target, inputs) {
  const line = bytes => {
    const text = bytes.toString('utf8');
    return JSON.stringify(Buffer.from(text).equals(bytes) ? text : { base64: bytes.toString('base64') });
  };
  mkdirSync(join(root, 'tests/fuzz/corpus'), { recursive: true });
  const sorted = [...inputs].sort((a, b) => a.length - b.length || Buffer.compare(a, b));
  writeFileSync(committed(target), sorted.map(bytes => `${line(bytes)}\n`).join(''));
}

const visit = JSON.stringify([
  { type: 'start' },
  { type: 'shown', slot: 0 },
  { type: 'accept', slot: 0, total: 900, consent: true },
  {
    type: 'response',
    request: 1,
    status: 200,
    body: {
      purchase_id: 'p',
      line_id: 'l',
      charged: 900,
      order_total: 1900,
      undo: { url: '/undo', until: '2026-11-21T10:05:00Z' },
      server_time: '2026-11-21T10:00:01Z',
    },
  },
  { type: 'undo', slot: 0 },
  { type: 'decline', slot: 1 },
  { type: 'tick', after_ms: 60_000 },
]);

/** What the repository's own documents give a target to begin with. */
function seeds(target) {
  if (target === 'rule') {
    return allVectors()
      .filter(({ operation }) => operation === 'rule')
      .map(({ head, body }) => `${JSON.stringify(head)}\n${body}`);
  }
  const sheets = [...jsonFiles('examples/sheets/shapes'), ...jsonFiles('tests/vectors/sheets')].map(text => `${text}`);
  const now = Date.parse('2026-11-21T10:10:00Z');
  const ids = text => {
    try {
      return (JSON.parse(text).candidates ?? []).map(candidate => candidate?.id).filter(id => typeof id === 'string');
    } catch {
      return [];
    }
  };
  const head = text =>
    target === 'advance' ? visit : JSON.stringify({ now, visitor: 'a', candidate_id: ids(text)[0] });
  const vectors = allVectors()
    .filter(({ operation }) => operation === target)
    .map(({ head: asked, body }) => `${JSON.stringify(asked)}\n${body}`);
  return [...sheets.map(text => `${head(text)}\n${text}`), ...vectors];
}

/** Makes the folder of a target's inputs: committed, and from the repository's documents. Returns its path. */
export function unpack(target, folder) {
  mkdirSync(folder, { recursive: true });
  for (const input of [...readCorpus(target), ...seeds(target).map(text => Buffer.from(text))]) {
    writeFileSync(join(folder, createHash('sha1').update(input).digest('hex')), input);
  }
  return folder;
}

/** Every key and word of the sheet's schema, in libFuzzer's dictionary language. */
export function writeDictionary(path) {
  const words = new Set(['{"var":', 'null', 'true', 'false', '9007199254740991', '-1', '{{', '}}']);
  const walk = node => {
    if (node === null || typeof node !== 'object') return;
    for (const key of Object.keys(node.properties ?? {})) words.add(`"${key}":`);
    for (const word of node.enum ?? []) if (typeof word === 'string') words.add(`"${word}"`);
    Object.values(node).forEach(walk);
  };
  walk(JSON.parse(readFileSync(join(root, 'web/schema/offer-sheet-1.schema.json'), 'utf8')));
  writeFileSync(path, [...words].map(word => `"${word.replace(/["\\]/g, '\\$&')}"\n`).join(''));
  return words.size;
}
