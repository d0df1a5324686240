// SPDX-License-Identifier: MIT
//
// The worker that wrangler has bundled, run by the runtime it is for.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Miniflare } from 'miniflare';

const folder = join(import.meta.dirname, 'bundle');
const wasm = readdirSync(folder).filter(name => name.endsWith('.wasm'));
const worker = new Miniflare({
  compatibilityDate: '2026-07-01',
  compatibilityFlags: ['nodejs_compat'],
  modules: [
    { type: 'ESModule', path: join(folder, 'worker.js') },
    ...wasm.map(name => ({ type: 'CompiledWasm', path: join(folder, name) })),
  ],
  modulesRoot: folder,
});
try {
  const sheet = readFileSync(join(import.meta.dirname, 'camera.json'), 'utf8');
  const answer = await worker.dispatchFetch('http://worker.example/', { method: 'POST', body: sheet });
  console.log(answer.status, await answer.text());
} finally {
  await worker.dispose();
}
