// SPDX-License-Identifier: MIT
//
// Every golden vector in every engine: the module gives the bytes that it gives under Node,
// which tests/vectors holds to the native build's. The page digests all answers; where the
// digest differs, the first vector that does is named.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { loadEngine } from 'encore-offers/engine';
import { allVectors } from '../vectors/cases.mjs';
import { engines, launch } from './engines.mjs';
import { serve, strictPolicy } from './serve.mjs';

const vectors = allVectors();
const requests = vectors.map(({ operation, head, body }) => ({ operation, head, body }));
const digest = text => createHash('sha256').update(text).digest('hex');
let server;
let answers;

before(async () => {
  const engine = await loadEngine();
  answers = requests.map(({ operation, head, body }) => engine.run(operation, head, body));
  server = await serve(
    { '/dist/': fileURLToPath(new URL('../../dist/', import.meta.url)) },
    {
      policy: strictPolicy,
      routes: {
        '/': (request, response) =>
          response.setHeader('content-type', 'text/html').end('<!doctype html><html lang="en"><title>vectors</title>'),
        '/vectors.json': (request, response) =>
          response.setHeader('content-type', 'application/json').end(JSON.stringify(requests)),
      },
    },
  );
});
after(() => server?.close());

/** Runs in the page. */
const digests = async () => {
  const { loadEngine: load } = await import('/dist/engine.js');
  const [engine, asked] = await Promise.all([load(), fetch('/vectors.json').then(reply => reply.json())]);
  const hex = async text =>
    [...new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))]
      .map(byte => byte.toString(16).padStart(2, '0'))
      .join('');
  return Promise.all(asked.map(({ operation, head, body }) => hex(engine.run(operation, head, body))));
};

for (const engine of engines) {
  test(`${engine} answers every golden vector with the bytes of Node`, async t => {
    const page = await launch(engine, { width: 390, height: 700 });
    t.after(() => page.close());
    await page.goto(`${server.origin}/`);
    const found = await page.evaluate(digests);
    assert.equal(found.length, vectors.length);
    const differs = found.findIndex((hash, at) => hash !== digest(answers[at]));
    assert.equal(
      differs,
      -1,
      differs >= 0 ? `${vectors[differs].folder}/${vectors[differs].file}: ${vectors[differs].name}` : '',
    );
    t.diagnostic(`${found.length} vectors equal`);
  });
}
