// SPDX-License-Identifier: MIT
//
// A deployment starts two processes at once on a database that has never been migrated: both must come up, each time.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import pg from 'pg';
import { migrate, postgresStorage } from 'encore-offers/server';

const rounds = 100;
const [, file, schema] = process.argv;

if (schema !== undefined) {
  const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });
  await migrate(pool, { schema });
  await postgresStorage(pool, { schema }).find('nothing');
  await pool.end();
} else {
  for (let round = 0; round < rounds; round += 1) {
    const children = [1, 2].map(() =>
      spawn(process.execPath, [file, `round_${round}`], { stdio: ['ignore', 'inherit', 'inherit'] }),
    );
    const codes = await Promise.all(children.map(async child => (await once(child, 'close'))[0]));
    assert.deepEqual(codes, [0, 0], `round ${round}`);
  }
  console.log(`${rounds} rounds, ${2 * rounds} instances came up`);
}
