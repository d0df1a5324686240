// SPDX-License-Identifier: MIT
//
// One build of a working tree at a time: `npm test` in one terminal and `npm run demo` in another share the compiler's
// output and dist/. The lock is a file naming the process that holds it; one whose process has gone is taken over.

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { root } from '../wasm/steps.mjs';

const path = join(root, 'build/lock');

function isHeld() {
  try {
    process.kill(Number(readFileSync(path, 'utf8')), 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';  // alive, but another user's
  }
}

/** Runs `work` while no other process of this tree does the same; waits for its turn. */
export async function withBuildLock(work) {
  mkdirSync(join(root, 'build'), { recursive: true });
  for (let told = false; ;) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (!isHeld()) {
      rmSync(path, { force: true });
      continue;
    }
    if (!told) console.log('      another build of this tree is running; waiting for it');
    told = true;
    await wait(200);
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}
