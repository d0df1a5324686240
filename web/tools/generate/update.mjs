// SPDX-License-Identifier: MIT
//
// `npm run update`: renews every generated and every golden file, and names those that changed. What changed is read
// before it is committed: a golden file holds what a person has accepted.
//
//   npm run update                    generated files, then golden files (builds the core and dist/ where needed)
//   npm run update -- generated       only what scripts make from other files: seconds, no build
//   npm run update -- shots           the gallery's and the reference's pictures as well (Chromium)
//
// The fuzzers' corpus grows by running them: `npm run fuzz -- --keep`.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from '../build/build.mjs';
import { isDistFresh } from '../build/freshness.mjs';
import { withBuildLock } from '../build/lock.mjs';
import { buildNative } from '../build/modules.mjs';
import { setup } from '../build/setup.mjs';
import { root, run } from '../build/steps.mjs';
import { generators, goldenTests } from './files.mjs';

const words = process.argv.slice(2);
const known = ['generated', 'shots'];

async function writeGenerated() {
  for (const { name, files } of generators) {
    console.log(name);
    for (const [path, text] of Object.entries(await files())) {
      const file = join(root, path);
      if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
      console.log(`   ${path}`);
    }
  }
}

async function writeGolden() {
  const env = { UPDATE_GOLDEN: '1' };
  const folder = await withBuildLock(() =>
    buildNative(
      'asan',
      goldenTests.native.map(({ target }) => target),
      line => console.log(line),
    ),
  );
  for (const { target, folder: place, writes } of goldenTests.native) {
    console.log(writes);
    await run(join(folder, place, target), [], { env });
  }
  // What was generated may be part of the build, so this is asked only now.
  if (!isDistFresh()) await build();
  for (const { file, writes } of goldenTests.node) {
    console.log(writes);
    await run(process.execPath, ['--test', file], { env });
  }
}

/** The state of the working tree, so that the end can say what this run changed. */
const changed = () => {
  const { stdout } = spawnSync('git', ['status', '--porcelain'], { cwd: root, encoding: 'utf8' });
  return stdout ?? '';
};

const unknown = words.filter(word => !known.includes(word));
if (unknown.length > 0) {
  console.error(`unknown: ${unknown.join(' ')}; npm run update -- ${known.join(' | ')}`);
  process.exit(2);
}
try {
  await setup(words.includes('generated') ? ['npm'] : ['core', 'npm']);
  await writeGenerated();
  if (!words.includes('generated')) await writeGolden();
  if (words.includes('shots'))
    for (const script of ['shots', 'law-pictures']) await run(process.execPath, [`tests/browser/${script}.mjs`]);
  console.log(changed() === '' ? 'nothing changed' : `now different from the last commit:\n${changed()}`);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
