// SPDX-License-Identifier: MIT
//
// One of many processes that want the same lock. The holder is alone in the room, a folder that only one can make,
// and writes down that it was there. Each dies in its last turn with the lock in its hand, as a build does that is
// killed.
//
//   node contender.mjs LOCK ROOM TURNS

import { appendFileSync, mkdirSync, rmdirSync } from 'node:fs';
import { withLock } from '../../../web/tools/build/lock.mjs';

const [path, room, turns] = process.argv.slice(2);
const leaveRoomToOthers = () =>
  new Promise(done => {
    setImmediate(done);
  });

for (let turn = 1; turn <= Number(turns); turn += 1) {
  await withLock(
    path,
    async () => {
      mkdirSync(room);
      await leaveRoomToOthers();
      rmdirSync(room);
      appendFileSync(`${room}.book`, `${process.pid}\n`);
      if (turn === Number(turns)) process.kill(process.pid, 'SIGKILL');
    },
    { everyMs: 1 },
  );
}
