// SPDX-License-Identifier: MIT
//
// One world at a time, asked by market.mjs.
import { parentPort } from 'node:worker_threads';
import { contenders } from './contenders.mjs';
import { afterLogs, loops } from './run-world.mjs';
import { World } from './world.mjs';
import { WORLDS } from './worlds.mjs';

parentPort.on('message', ({ name, seed, sizes, orders, loop }) => {
  const world = new World(
    WORLDS.find(one => one.name === name),
    seed,
  );
  const values = afterLogs(world, contenders, sizes, orders);
  if (loop > 0) values.loop = loops(world, contenders, loop);
  parentPort.postMessage({ name, seed, values });
});
