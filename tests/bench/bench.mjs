// SPDX-License-Identifier: MIT
//
// `npm run bench`: how long deciding takes, text in and text out, beside JSON.parse alone, the native core and the same
// job from npm's parts, on sheets of 2 to 2,000 full candidates. Builds the native timing program; takes dist/ as it
// is.
// Prints medians and how far they are from the goals; never fails for being slow, because machines differ.
//
//   npm run bench                 the table
//   npm run bench -- --json       [{"candidates", "json_parse_us", "decide_us", "native_us", "peers_us"}]
//   npm run bench -- --seconds 5  measures longer (default: about 1 s for each row and column)

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildNative } from '../../web/tools/build/modules.mjs';
import { root } from '../../web/tools/build/steps.mjs';
import { withBuildLock } from '../../web/tools/build/lock.mjs';
import { choices, counts, measureAdvance, measureDecide } from './measure.mjs';
import { measureLearning } from './learning.mjs';
import { initialMemory } from './memory.mjs';
import { measurePublish } from './publishing.mjs';
import { measureReplay } from './replaying.mjs';
import { loadEngine } from 'encore-offers/engine';

const { values } = parseArgs({ options: { json: { type: 'boolean' }, seconds: { type: 'string', default: '1' } } });

await withBuildLock(() => buildNative('release', ['encore_timing']));
const rows = [];
for (const count of counts) {
  const { core, peers } = await choices(count);
  if (JSON.stringify(core) !== JSON.stringify(peers))
    throw new Error(`on ${count} candidates the core chose ${core}, the peers ${peers}`);
  rows.push(await measureDecide(count, { seconds: Number(values.seconds) }));
}

if (values.json) {
  console.log(JSON.stringify(rows));
} else {
  const line = cells => console.log(cells.map(cell => String(cell).padStart(12)).join(''));
  line(['candidates', 'JSON.parse', 'decide', 'native', 'peers', 'x parse', 'x peers']);
  for (const { candidates, json_parse_us, decide_us, native_us, peers_us } of rows) {
    line([
      candidates,
      json_parse_us,
      decide_us,
      native_us,
      peers_us,
      (decide_us / json_parse_us).toFixed(2),
      (decide_us / peers_us).toFixed(2),
    ]);
  }
  const [, , some, many] = rows;
  const memory = initialMemory(readFileSync(join(root, 'dist/encore.wasm')));
  console.log(`\nmicroseconds, medians; decide is text in, text out, in WebAssembly under Node ${process.versions.node}
goals: decide at most 4.5 x JSON.parse (aim 3.5), faster than the peers from 20 candidates on
time(2000) / time(200): ${(many.decide_us / some.decide_us).toFixed(2)} (at most 12)
advance: ${await measureAdvance()} us (under 50)
initial WebAssembly memory: ${memory / 1024} KiB (at most 2048)`);
  const engine = await loadEngine();
  const sheet = await measurePublish(engine, { seconds: Number(values.seconds) });
  const ms = value => `${value.toFixed(2)} ms`;
  console.log(`publish, 20 candidates, HS256: ${ms(sheet.publish_ms)} of CPU (goal 0.80), ${ms(sheet.core_ms)} of it in the core
  beside it: JSON.parse of the sheet ${ms(sheet.json_parse_ms)}, jose signing the same ${sheet.tokens} claims ${ms(sheet.jose_ms)}`);
  const { replay_per_s, alone_per_s, json_parse_per_s } = measureReplay(engine);
  const perSecond = value => `${Math.round(value)} sheets a second`;
  console.log(`replay on two threads: ${perSecond(replay_per_s)}, ${(replay_per_s / alone_per_s).toFixed(2)} x one core alone (goal 1.70)
  beside it: one core alone ${perSecond(alone_per_s)}, JSON.parse of the same file ${perSecond(json_parse_per_s)}`);
  const learned = await measureLearning(engine, { seconds: Number(values.seconds) });
  const more = 100 * (learned.model_us / learned.plain_us - 1);
  console.log(`a learned model, 20 candidates: ${learned.model_us.toFixed(0)} us beside ${learned.plain_us.toFixed(0)}, ${more.toFixed(0)} % more (at most 10)
suggest, 10,000 products: ${ms(learned.suggest_ms)} (under 2)`);
}
