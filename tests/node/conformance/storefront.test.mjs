// SPDX-License-Identifier: MIT
//
// The example shop keeps every rule of the conformance kit, examined from outside over HTTP
// by the command, on its own database. It sells nothing that begins later, no two upgrades
// of one line, and one piece of each: the rules about those are left out by name.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openStorefront } from './storefront.mjs';

const CLI = process.env.ENCORE_CLI ?? fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));

const NOT_SOLD = ['another-quantity', 'line-replaced-once', 'not-started'];

test('the example shop keeps every rule', async () => {
  const { url, hooks, close } = await openStorefront();
  try {
    const { code, stdout, stderr } = await new Promise(resolve => {
      execFile(
        process.execPath,
        [CLI, 'conformance', url, '--hooks', hooks, ...NOT_SOLD.flatMap(rule => ['--skip', rule])],
        { maxBuffer: 64 << 20 },
        (error, out, err) => resolve({ code: error ? error.code : 0, stdout: out, stderr: err }),
      );
    });
    assert.match(stdout, /\n\d+ passed, 0 failed, 0 not examined\n$/, stdout + stderr);
    assert.equal(code, 0);
  } finally {
    await close();
  }
});
