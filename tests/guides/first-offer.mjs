// SPDX-License-Identifier: MIT
//
// A first offer from the guides, word by word: a clean folder, the blocks of a guide up to its server, the page in
// Chromium, the offer seen and (where the guide has an endpoint) bought and undone. With --packed the package is the
// tarball that npm would publish, installed by the reader's own npm; each step is timed.
//
//   npm run first-offer

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { root } from '../../web/tools/build/steps.mjs';
import { blocksOf, onFreePorts } from './blocks.mjs';
import { openFolder } from './folder.mjs';

/** A registry that has this one package, and sends for all others to the reader's own. */
async function openRegistry() {
  const folder = mkdtempSync(join(tmpdir(), 'encore-registry-'));
  const pack = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  const [{ filename }] = JSON.parse(execFileSync('npm', pack, { cwd: root, encoding: 'utf8' }));
  const tarball = readFileSync(join(folder, filename));
  rmSync(folder, { recursive: true });
  const others = execFileSync('npm', ['config', 'get', 'registry'], { cwd: root, encoding: 'utf8' }).trim();
  const description = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const { name, version } = description;
  const server = createServer((request, response) => {
    if (request.url.endsWith('.tgz') && request.url.startsWith(`/${name}/`)) return response.end(tarball);
    if (request.url !== `/${name}`)
      return response.writeHead(307, { location: new URL(request.url.slice(1), others).href }).end();
    const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
    const dist = { tarball: `http://${request.headers.host}/${name}/${name}.tgz`, integrity };
    const packument = { name, 'dist-tags': { latest: version }, versions: { [version]: { ...description, dist } } };
    return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(packument));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `http://127.0.0.1:${server.address().port}/`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** What the shopper does on each guide's page. */
const visits = {
  'start-theme.md': async (page, portOf) => {
    await page.goto(`http://127.0.0.1:${portOf(8791)}/thank-you.html`);
    await page.getByText('Descaler').first().waitFor();
  },
  'start-node.md': async (page, portOf) => {
    await page.goto(`http://127.0.0.1:${portOf(8790)}/pay`);
    const offer = page.locator('encore-offers');
    await offer.locator('[part~=accept]').click();
    await page.locator('#total', { hasText: '87.10' }).waitFor();
    await offer.locator('[part~=undo]').click();
    await page.locator('#total', { hasText: '79.00' }).waitFor();
  },
};
export const guides = Object.keys(visits);

/** Follows one guide to its first offer. Returns [what was done, milliseconds] in order. Errors: what went wrong. */
export async function firstOffer(guide, { registry } = {}) {
  const { blocks, portOf } = await onFreePorts(blocksOf(readFileSync(join(root, 'web/guides', guide), 'utf8')));
  const folder = openFolder({ registry });
  const steps = [];
  const timed = async (what, work) => {
    const begin = performance.now();
    await work();
    steps.push([what, Math.round(performance.now() - begin)]);
  };
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
  try {
    for (const block of blocks.slice(0, blocks.findIndex(({ kind }) => kind === 'background') + 1))
      await timed(block.file ?? block.code.split('\n')[0], () => folder.carryOut(block));
    const page = await browser.newPage();
    const complaints = [];
    page.on('pageerror', error => complaints.push(error.message));
    page.on('response', response => {
      if (response.status() >= 400 && !response.url().endsWith('/favicon.ico'))
        complaints.push(`${response.status()} ${response.url()}`);
    });
    await timed('the offer on the page', () => visits[guide](page, portOf)).catch(error => {
      throw new Error(`${error.message}\n${complaints.join('\n')}`, { cause: error });
    });
    assert.deepEqual(complaints, []);
  } finally {
    await browser.close();
    folder.close();
  }
  return steps;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const registry = process.argv.includes('--packed') ? await openRegistry() : undefined;
  try {
    for (const guide of guides) {
      const steps = await firstOffer(guide, { registry: registry?.address });
      console.log(`\n${guide}`);
      for (const [what, ms] of steps) console.log(`${String(ms).padStart(8)} ms  ${what}`);
      console.log(`${String(steps.reduce((all, [, ms]) => all + ms, 0)).padStart(8)} ms  together`);
    }
  } finally {
    registry?.close();
  }
}
