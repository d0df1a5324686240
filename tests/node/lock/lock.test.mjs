// SPDX-License-Identifier: MIT
//
// The lock of a working tree's builds: one at a time, and no waiting for the dead.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { withLock } from '../../../web/tools/build/lock.mjs';

const kContender = fileURLToPath(new URL('contender.mjs', import.meta.url));
/** No process has it: beyond what Linux and macOS give out. */
const kNobody = '4194305';

function folder(t) {
  const path = mkdtempSync(join(tmpdir(), 'lock-'));
  t.after(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

test('the lock is given back, whatever the work came to', async t => {
  const path = join(folder(t), 'deeper/lock');
  assert.equal(await withLock(path, () => existsSync(path) && 7), 7);
  assert.equal(existsSync(path), false);
  await assert.rejects(
    withLock(path, () => {
      throw new Error('no luck');
    }),
    /no luck/,
  );
  assert.deepEqual(readdirSync(join(path, '..')), []);
});

test('a waiting process says so once, and goes on when the other has left', async t => {
  const path = join(folder(t), 'lock');
  const order = [];
  let leave;
  const first = withLock(
    path,
    () =>
      new Promise(done => {
        leave = () => {
          order.push('first leaves');
          done();
        };
      }),
  );
  while (!leave)
    await new Promise(done => {
      setImmediate(done);
    });
  const second = withLock(path, () => order.push('second enters'), {
    everyMs: 1,
    onWait: () => {
      order.push('second waits');
      setImmediate(leave);
    },
  });
  await Promise.all([first, second]);
  assert.deepEqual(order, ['second waits', 'first leaves', 'second enters']);
});

test('a lock, and the right to remove it, are taken over from the dead', async t => {
  const path = join(folder(t), 'lock');
  writeFileSync(path, `${kNobody} 0e6c2d1a-0000-4000-8000-00000000000a`);
  writeFileSync(`${path}.00000000000a`, `${kNobody} 0e6c2d1a-0000-4000-8000-00000000000b`);
  assert.equal(await withLock(path, () => readFileSync(path, 'utf8').startsWith(`${process.pid} `)), true);
  assert.deepEqual(readdirSync(join(path, '..')), []);
});

// Each process kills itself with the lock in its hand, so that all the others find it stale at the same time.
test('many processes over a stale lock: one at a time, again and again', async t => {
  const [processes, turns] = [12, 6];
  const path = join(folder(t), 'lock');
  const room = `${path}.room`;
  writeFileSync(path, `${kNobody} 0e6c2d1a-0000-4000-8000-00000000000a`);
  const ended = Array.from(
    { length: processes },
    () =>
      new Promise(done => {
        const child = spawn(process.execPath, [kContender, path, room, String(turns)], {
          stdio: ['ignore', 'ignore', 'pipe'],
        });
        let said = '';
        child.stderr.on('data', text => {
          said += text;
        });
        child.on('close', (code, signal) => done({ signal, said }));
      }),
  );
  assert.deepEqual(await Promise.all(ended), Array(processes).fill({ signal: 'SIGKILL', said: '' }));
  assert.equal(readFileSync(`${room}.book`, 'utf8').trim().split('\n').length, processes * turns);
});
