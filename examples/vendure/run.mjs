// SPDX-License-Identifier: MIT
//
// `npm run vendure`: builds Encore, installs Vendure beside the packed package in a folder of its own, starts a
// PostgreSQL that is gone afterwards (or takes DATABASE_URL), and serves the shop on PORT (8788) until Ctrl-C.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { environment, pack, prepare } from '../../tests/compatibility/project.mjs';
import { startCluster } from '../../tests/node/storefront/cluster.mjs';
import { build } from '../../web/tools/build/build.mjs';
import { setup } from '../../web/tools/build/setup.mjs';

await setup(['core', 'npm']);
await build();
const project = await prepare('vendure', await pack(), fileURLToPath(new URL('.', import.meta.url)));
const cluster = process.env.DATABASE_URL ? undefined : await startCluster();
const env = { ...process.env, ...environment(project), DATABASE_URL: process.env.DATABASE_URL ?? cluster.url };
const shop = spawn('node', ['shop.mjs'], { cwd: project, env, stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => shop.kill(signal));
[process.exitCode] = await once(shop, 'exit');
await cluster?.stop();
