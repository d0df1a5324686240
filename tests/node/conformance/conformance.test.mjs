// SPDX-License-Identifier: MIT
//
// The conformance kit judged from both sides: the kit's own server and a shop written by
// hand pass every rule; each fault that can be switched on in the latter breaks the rule
// that is about it. Run as the command, so that output and exit codes are those of CI.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { FAULTS, openPlainShop } from './plain-shop.mjs';
import { openReferenceShop } from './reference.mjs';

const CLI = process.env.ENCORE_CLI ?? fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));

const encore = (...args) =>
  new Promise(resolve => {
    execFile(process.execPath, [CLI, 'conformance', ...args], { maxBuffer: 64 << 20 }, (error, stdout, stderr) =>
      resolve({ code: error ? error.code : 0, stdout, stderr }),
    );
  });

async function during(opening, use) {
  const shop = await opening;
  try {
    return await use(shop);
  } finally {
    shop.close();
  }
}

test("the kit's own server keeps every rule", () =>
  during(openReferenceShop(), async ({ url }) => {
    const { code, stdout, stderr } = await encore(url);
    assert.match(stdout, /\n\d+ passed, 0 failed, 0 not examined\n$/, stdout + stderr);
    assert.equal(code, 0);
  }));

test('a shop written by hand keeps every rule', () =>
  during(openPlainShop(), async ({ url }) => {
    const { code, stdout, stderr } = await encore(url);
    assert.equal(code, 0, stdout + stderr);
  }));

test('every rule has a fault that breaks it', async () => {
  const { stdout } = await encore('--help');
  const rules = stdout.match(/Rules: (.*)/)[1].split(' ');
  const broken = new Set(Object.values(FAULTS).flat());
  assert.deepEqual(
    rules.filter(rule => !broken.has(rule)),
    [],
  );
});

for (const [fault, rules] of Object.entries(FAULTS)) {
  test(`found: a shop that ${fault}`, () =>
    during(openPlainShop([fault]), async ({ url }) => {
      const { code, stdout, stderr } = await encore(url, '--json', ...rules.flatMap(rule => ['--only', rule]));
      assert.equal(code, 1, stdout + stderr);
      const { findings } = JSON.parse(stdout);
      for (const rule of rules) {
        const finding = findings.find(found => found.rule === rule);
        assert.equal(finding.verdict, 'fail', `${rule}: ${finding.detail}`);
        assert.ok(finding.detail.startsWith('expected '), finding.detail);
        assert.ok(finding.exchanges.length > 0, 'what was sent and received is reported');
      }
    }));
}

test('a hook that is missing leaves rules unexamined, which is a finding unless allowed', () =>
  during(openReferenceShop({ without: ['clock'] }), async ({ url }) => {
    const strict = await encore(url, '--only', 'accept', '--only', 'expired-token');
    assert.match(
      strict.stdout,
      /n\/a {3}expired-token[^]*the shop has no hook "clock"[^]*1 passed, 0 failed, 1 not examined/,
    );
    assert.equal(strict.code, 1);
    assert.equal((await encore(url, '--only', 'accept', '--only', 'expired-token', '--partial')).code, 0);
  }));

test('JUnit output, a hooks file, and no token in any report', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'encore-conformance-'));
  try {
    await during(openPlainShop(['believes the expected price']), async ({ url }) => {
      const junit = join(folder, 'report.xml');
      const hooks = join(folder, 'hooks.json');
      await writeFile(hooks, await (await fetch(`${url}/.well-known/encore-conformance`)).text());
      const { code, stdout } = await encore(
        url,
        '--hooks',
        hooks,
        '--junit',
        junit,
        '--verbose',
        '--only',
        'replay',
        '--only',
        'tampered-price',
      );
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

test('usage: a wrong address, an unknown rule and a shop that is not there exit with 2', async () => {
  assert.equal((await encore('shop.example')).code, 2);
  assert.equal((await encore('http://127.0.0.1:9', '--only', 'nothing')).code, 2);
  const away = await encore('http://127.0.0.1:9');
  assert.equal(away.code, 2);
  assert.match(away.stderr, /could not be read/);
});
