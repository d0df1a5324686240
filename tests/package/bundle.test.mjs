// SPDX-License-Identifier: MIT
//
// One bundler of the many in tests/compatibility, quick enough for every run: the packed tarball in a stranger's
// folder, bundled by esbuild as web/guides/bundlers.md says, opened in Chromium, an offer seen and accepted.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { build } from 'esbuild';
import { root } from '../../web/tools/build/steps.mjs';
import { serve } from '../browser/serve.mjs';
import { visit } from '../compatibility/visit.mjs';

const guide = readFileSync(join(root, 'web/guides/bundlers.md'), 'utf8');
let shop; // a stranger's project

before(() => {
  shop = mkdtempSync(join(tmpdir(), 'encore-bundle-'));
  const installed = join(shop, 'node_modules/encore-offers');
  mkdirSync(installed, { recursive: true });
  const [{ filename }] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', shop], {
      cwd: root,
      encoding: 'utf8',
    }),
  );
  execFileSync('tar', ['-xzf', join(shop, filename), '--strip-components=1', '-C', installed]);
  for (const name of ['jose', 'lit', 'lit-html', 'lit-element', '@lit'])
    symlinkSync(join(root, 'node_modules', name), join(shop, 'node_modules', name));
  cpSync(join(root, 'tests/compatibility/esbuild/main.js'), join(shop, 'main.js'));
  cpSync(join(root, 'tests/compatibility/esbuild/public'), join(shop, 'public'), { recursive: true });
});
after(() => rmSync(shop, { recursive: true, force: true }));

test('a page that esbuild has bundled shows an offer and sells it', async () => {
  const { warnings } = await build({
    absWorkingDir: shop,
    entryPoints: ['main.js'],
    outdir: 'public/bundle',
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    logLevel: 'silent',
  });
  assert.deepEqual(warnings, []);
  execFileSync(process.execPath, ['node_modules/encore-offers/dist/cli.js', 'assets', 'public/encore'], { cwd: shop });
  const server = await serve({ '/': join(shop, 'public') });
  try {
    await visit(`${server.origin}/`);
  } finally {
    await server.close();
  }
});

test('the guide names the folder as the page does, and a project for every row of its table', () => {
  assert.ok(guide.includes("import { setAssetBase } from 'encore-offers';\nsetAssetBase('/encore/');"));
  const projects = [...guide.matchAll(/`npm run compatibility ([a-z0-9 -]+)`/g)].flatMap(([, names]) =>
    names.split(' '),
  );
  assert.ok(projects.length > 10);
  for (const name of projects)
    assert.ok(existsSync(join(root, 'tests/compatibility', name, 'check.mjs')), `tests/compatibility/${name}`);
});
