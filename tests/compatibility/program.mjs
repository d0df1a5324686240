// SPDX-License-Identifier: MIT
//
// The engine and the server kit in one runtime after the other: a sheet is published and signed, what a page would
// decide from it is decided, and the token of what is shown is verified. Copied into each project beside camera.json.

import { readFile } from 'node:fs/promises';
import { loadEngine } from 'encore-offers/engine';
import { createKeyring, publish } from 'encore-offers/server';

const sheet = await readFile(new URL('camera.json', import.meta.url), 'utf8');
const now = Date.parse('2026-11-21T10:05:00Z');
const engine = await loadEngine();
const secret = '3D5nB7uQOp9I3HyCXuek74l91Vs167PJCWazpIavE9o';
const keys = await createKeyring({
  issuer: 'https://shop.example',
  current: '1',
  keys: [{ kid: '1', alg: 'HS256', secret }],
});
const page = await publish(sheet, { now, keys, engine });
if (!page.ok) throw new Error(JSON.stringify(page));
const { slots } = engine.decide(page.sheet, { now, page: true });
const { accept } = page.sheet.candidates.find(({ id }) => id === slots[0].candidate_id);
const claims = await keys.verify(accept.token);
console.log(`shows ${slots.map(({ candidate_id }) => candidate_id).join(' and ')}; the token is for ${claims.order}`);
