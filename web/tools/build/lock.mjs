// SPDX-License-Identifier: MIT
//
// One build of a working tree at a time: `npm test` in one terminal and `npm run demo` in another share the compiler's
// output and dist/. The lock is a file naming the process that holds it; one whose process has gone is taken over.
//
// Taking over is what goes wrong in such locks: of two that have seen the same dead holder, the second removes what the
// first has just made. So every holding has a name of its own, and the right to remove the file of a dead one is again
// a lock, called after that holding; who has it looks again whether the file is still the same. Should that process die
// too, its right is taken over in the same way.

import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { root } from './steps.mjs';

/** What the file says: the process, and a name that no other holding ever has. Null where there is none. */
function holding(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

function isAlive(holder) {
  try {
    process.kill(Number.parseInt(holder, 10), 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM'; // alive, but another user's
  }
}

/** Makes `path` hold what `mine` holds, in one step, unless it is there. */
function claim(mine, path) {
  try {
    linkSync(mine, path);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

async function acquire(path, mine, { everyMs, onWait }) {
  for (let waited = false; !claim(mine, path);) {
    const holder = holding(path);
    if (holder === null) continue;
    if (isAlive(holder)) {
      if (!waited) onWait();
      waited = true;
      await wait(everyMs);
      continue;
    }
    const right = `${path}.${holder.slice(-12)}`;
    await acquire(right, mine, { everyMs, onWait: () => {} });
    if (holding(path) === holder) rmSync(path);
    rmSync(right);
  }
}

/**
 * Runs `work` while no other process holds the file `path`; waits for its turn.
 * @param {string} path @param {() => any} work
 * @param {{ everyMs?: number, onWait?: () => void }} [options] how often it looks again; called once, if it has to wait
 */
export async function withLock(path, work, { everyMs = 200, onWait = () => {} } = {}) {
  mkdirSync(dirname(path), { recursive: true });
  const name = `${process.pid} ${randomUUID()}`;
  const mine = `${path}-${name.slice(-12)}`;
  writeFileSync(mine, name);
  try {
    await acquire(path, mine, { everyMs, onWait });
  } finally {
    rmSync(mine);
  }
  try {
    return await work();
  } finally {
    rmSync(path);
  }
}

/** `withLock` for what this working tree builds. */
export const withBuildLock = work =>
  withLock(join(root, 'build/lock'), work, {
    onWait: () => console.log('      another build of this tree is running; waiting for it'),
  });
