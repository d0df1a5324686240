// SPDX-License-Identifier: MIT
//
// Native against WebAssembly on everything the fuzzers begin with: their committed corpus, the example sheets, the
// sheets of the schema's tests. Each document goes through every operation that takes one, page sheet or not; each
// visit event by event, the session carried on as text. The answers are the same bytes.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { loadEngine } from 'encore-offers/engine';
import { readCorpus, targets } from '../fuzz/corpus.mjs';
import { nativeAnswers } from '../native.mjs';

const engine = await loadEngine();
const now = Date.parse('2026-11-21T10:10:00Z');

/** A fuzzer's input as {head, body}; null where it is no text, or its head no JSON (Node can pass neither). */
const read = bytes => {
  const text = bytes.toString('utf8');
  if (!Buffer.from(text).equals(bytes)) return null;
  const at = text.indexOf('\n');
  try {
    return { head: at < 0 ? {} : JSON.parse(text.slice(0, at)), body: text.slice(at + 1) };
  } catch {
    return null;
  }
};

/** The requests of one input, and the Wasm's answers to them. */
function ask(target, { head, body }) {
  const requests = [];
  const run = (operation, asked) => {
    const answer = engine.run(operation, asked, body);
    requests.push({ operation, head: asked, body, answer });
    return answer;
  };
  if (target === 'rule') {
    run('rule', head);
  } else if (target === 'advance') {
    let session = null;
    for (const event of Array.isArray(head) ? head.slice(0, 24) : []) {
      const answer = JSON.parse(run('advance', { session, event, now }));
      if (!('session' in answer)) break;
      ({ session } = answer);
    }
  } else {
    for (const operation of ['check', 'decide', 'quote', 'publish', 'terms']) run(operation, head);
    run('decide', { ...head, explain: true, page: true });
  }
  return requests;
}

function compare(asked) {
  const native = nativeAnswers(asked);
  asked.forEach(({ operation, head, body, answer }, at) => {
    assert.equal(answer, native[at], `${operation} ${JSON.stringify(head)}\n${body}`);
  });
  return asked.length;
}

for (const target of targets) {
  test(`${target}: the fuzzers' corpus is answered alike by native and Wasm`, () => {
    const inputs = readCorpus(target)
      .map(read)
      .filter(input => input !== null && typeof input.head === 'object' && input.head !== null);
    const count = compare(inputs.flatMap(input => ask(target, input)));
    console.log(`${target}: ${inputs.length} inputs, ${count} answers equal in native and Wasm`);
    assert.ok(inputs.length > 20);
  });
}

test('the example sheets and the corpus of the schema are answered alike by native and Wasm', () => {
  const folders = ['../../examples/sheets/', '../../examples/sheets/shapes/', './sheets/'].map(
    name => new URL(name, import.meta.url),
  );
  const bodies = folders.flatMap(folder =>
    readdirSync(folder)
      .filter(name => name.endsWith('.json'))
      .map(name => readFileSync(new URL(name, folder), 'utf8')),
  );
  const ids = body =>
    [...body.matchAll(/"id":\s*"([^"]+)"/g)].map(match => match[1]).find(id => id.startsWith('offer')) ?? 'a';
  const count = compare(
    bodies.flatMap(body => ask('decide', { head: { now, visitor: 'v-1', candidate_id: ids(body) }, body })),
  );
  console.log(`${bodies.length} documents, ${count} answers equal in native and Wasm`);
  assert.ok(count > 500);
});
