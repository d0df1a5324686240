// SPDX-License-Identifier: MIT
//
// `encore conformance` as CI runs it: the command over the network, its output, its files and
// its exit codes. What the rules find is held in defects.test.mjs.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openKitShop } from './kit-shop.mjs';
import { openPlainShop } from './plain-shop.mjs';

const CLI = process.env.ENCORE_CLI ?? fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));

const encore = (args, env = {}) =>
  new Promise(resolve => {
    execFile(
      process.execPath,
      [CLI, 'conformance', ...args],
      { maxBuffer: 64 << 20, env: { ...process.env, ...env } },
      (error, stdout, stderr) => resolve({ code: error ? error.code : 0, stdout, stderr }),
    );
  });

/** `handle` behind a port; `guard(request)` may answer first. */
async function listen({ handle }, guard = () => null) {
  const http = createServer(async (request, response) => {
    const { method, url, headers } = request;
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = ['GET', 'HEAD'].includes(method) ? undefined : Buffer.concat(chunks);
    const given = new Request(`http://shop.example${url}`, { method, headers, body });
    const reply = guard(given) ?? (await handle(given));
    response.writeHead(reply.status, Object.fromEntries(reply.headers)).end(await reply.text());
  });
  await new Promise(resolve => {
    http.listen(0, '127.0.0.1', resolve);
  });
  return { url: `http://127.0.0.1:${http.address().port}`, close: () => http.close() };
}

async function during(opening, use) {
  const shop = await opening;
  try {
    return await use(shop);
  } finally {
    shop.close();
  }
}

test("the kit's own server keeps every rule over HTTP", async () =>
  during((await openKitShop()).listen(), async ({ url }) => {
    const { code, stdout, stderr } = await encore([url]);
    assert.match(stdout, /\n\d+ passed, 0 failed, 0 not examined\n$/, stdout + stderr);
    assert.equal(code, 0);
  }));

test('a defect is named, with what was sent and received, and the reason for the rule', async () =>
  during(listen(await openPlainShop(['lets strangers undo'])), async ({ url }) => {
    const { code, stdout, stderr } = await encore([url, '--only', 'undo-stranger']);
    assert.equal(code, 1, stdout + stderr);
    assert.match(stdout, /FAIL {2}undo-stranger[^]*expected a refusal of a stranger[^]*why: Purchase ids/);
    assert.match(stdout, /> POST http[^]*< 200/);
  }));

test('a hook that is missing leaves rules unexamined, which is a finding unless allowed or skipped', async () =>
  during((await openKitShop({ without: ['clock'] })).listen(), async ({ url }) => {
    const two = [url, '--only', 'accept', '--only', 'expired-token'];
    const strict = await encore(two);
    assert.match(
      strict.stdout,
      /n\/a {3}expired-token[^]*the shop has no hook "clock"[^]*1 passed, 0 failed, 1 not examined/,
    );
    assert.equal(strict.code, 1);
    assert.equal((await encore([...two, '--partial'])).code, 0);
    const skipped = await encore([...two, '--skip', 'expired-token']);
    assert.match(skipped.stdout, /\n1 passed, 0 failed, 0 not examined/);
    assert.equal(skipped.code, 0);
  }));

test('a staging shop behind a login, and hooks behind a secret', async () => {
  const login = 'Basic c3RhZ2luZzpzZWNyZXQ=';
  const guard = ({ headers }) => (headers.get('authorization') === login ? null : new Response('', { status: 401 }));
  await during(listen(await openKitShop({ secret: 'only for tests' }), guard), async ({ url }) => {
    const header = ['--header', `Authorization: ${login}`];
    const secret = { ENCORE_CONFORMANCE_SECRET: 'only for tests' };
    const out = await encore([url, '--only', 'accept'], secret);
    assert.equal(out.code, 2);
    assert.match(out.stderr, /answered 401[^]*--header/);
    const locked = await encore([url, ...header, '--only', 'accept']);
    assert.equal(locked.code, 2);
    assert.match(locked.stderr, /ENCORE_CONFORMANCE_SECRET/);
    const { code, stdout, stderr } = await encore([url, ...header, '--verbose', '--only', 'accept'], secret);
    assert.equal(code, 0, stdout + stderr);
    for (const kept of ['c3RhZ2luZzpzZWNyZXQ', 'only for tests']) assert.ok(!stdout.includes(kept), stdout);
    assert.equal((await encore([url, '--header', 'nonsense'])).code, 2);
  });
});

test('JUnit output, a hooks file, and no token in any report', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'encore-conformance-'));
  try {
    await during(listen(await openPlainShop(['believes the expected price'])), async ({ url }) => {
      const junit = join(folder, 'report.xml');
      const hooks = join(folder, 'hooks.json');
      await writeFile(hooks, await (await fetch(`${url}/.well-known/encore-conformance`)).text());
      const rules = ['--only', 'replay', '--only', 'tampered-price'];
      const { code, stdout } = await encore([url, '--hooks', hooks, '--junit', junit, '--verbose', ...rules]);
      assert.equal(code, 1);
      const xml = await readFile(junit, 'utf8');
      assert.match(xml, /<testsuite [^>]*tests="2" failures="1" skipped="0"/);
      assert.match(xml, /<testcase classname="conformance" name="tampered-price"[^>]*><failure message="expected /);
      assert.match(stdout, /> POST http/);
      for (const report of [xml, stdout]) assert.doesNotMatch(report, /eyJ[\w-]{20,}/);
    });
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('a closed port is reported at once, also with a hooks file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'encore-conformance-'));
  try {
    const { url, close } = await listen(await openKitShop());
    close();
    const hooks = join(folder, 'hooks.json');
    const at = name => `/.well-known/encore-conformance/${name}`;
    const discovery = { version: 1, origin: url, hooks: { order: at('order'), books: at('books') } };
    await writeFile(hooks, JSON.stringify(discovery));
    for (const args of [[url], [url, '--hooks', hooks]]) {
      const away = await encore(args);
      assert.equal(away.code, 2);
      assert.match(away.stderr, /ECONNREFUSED/);
      assert.equal(away.stdout, '');
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('usage: a wrong address, an unknown rule and a shop that is not there exit with 2', async () => {
  assert.equal((await encore(['shop.example'])).code, 2);
  assert.equal((await encore(['http://127.0.0.1:9', '--only', 'nothing'])).code, 2);
  assert.equal((await encore(['http://127.0.0.1:9', '--skip', 'nothing'])).code, 2);
  const away = await encore(['http://127.0.0.1:9']);
  assert.equal(away.code, 2);
  assert.match(away.stderr, /could not be read/);
});
