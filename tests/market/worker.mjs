// SPDX-License-Identifier: MIT
//
// One world at a time, asked by market.mjs.
import { parentPort } from 'node:worker_threads';
import { contenders } from './contenders.mjs';
import { afterLogs, loops } from './run-world.mjs';
import { World } from './world.mjs';

parentPort.on('message', ({ kind, seed, sizes, orders, loop }) => {
  const world = new World(kind, seed);
  const { values, calibration, reserves } = afterLogs(world, contenders, sizes, orders);
  if (loop > 0) {
    const own = loops(world, contenders, loop);
    values.loop = own.values;
    calibration.loop = own.calibration;
  }
  parentPort.postMessage({ name: kind.name, seed, values, calibration, reserves });
});
