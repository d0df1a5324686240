// SPDX-License-Identifier: MIT
//
// `encore serve`: the server kit as a process of its own, for shops whose backend is not JavaScript.
import { once } from 'node:events';
import { ConfigError, readServeConfig } from '../serve/config.js';
import { startServe } from '../serve/process.js';
import { openStore } from '../serve/store.js';
import type { Command } from './index.js';
import { readArguments, UsageError } from './usage.js';

const help = `encore serve --data DIR [--config FILE] [--port 8899] [--host 127.0.0.1] [--dev]

Serves the server kit over HTTP: check, publish, decide and verify for the shop's backend, and the accept endpoint for
shoppers. What only the shop can do (who is the buyer, charge, add the line, refund, stock) comes back to it as webhooks
signed as Standard Webhooks says. GET /openapi.json describes every route and webhook.

  --data DIR      folder of the database (SQLite; PostgreSQL where DATABASE_URL is set)
  --config FILE   JSON: {"issuer", "keys", "secret", "webhook": {"url", "secret"}, "origins", "base", "return_url"}
  --port PORT     default 8899; 0 takes a free one
  --host HOST     default 127.0.0.1: put a proxy of the shop's own origin in front
  --dev           makes keys and secrets, keeps them in DIR/dev.json and prints them

Environment: ENCORE_SECRET, ENCORE_WEBHOOK_SECRET and DATABASE_URL come before the file.
Exit code: 0 stopped by SIGINT or SIGTERM, 2 the configuration or the port is not usable.
`;

export const run: Command = async args => {
  const options = {
    port: { type: 'string' },
    host: { type: 'string' },
    data: { type: 'string' },
    config: { type: 'string' },
    dev: { type: 'boolean' },
  } as const;
  const given = readArguments(args, help, options, 0);
  if (!given) return 0;
  let config;
  try {
    config = readServeConfig(given.values, process.env);
  } catch (error) {
    if (error instanceof ConfigError) throw new UsageError(`${error.message}\n\n${help}`);
    throw error;
  }
  const store = await openStore(config.databaseUrl, config.data);
  const serve = await startServe(config, () => Promise.resolve(store));
  process.stdout.write(`encore serve: ${serve.address} (${store.description})\n`);
  if (config.dev) {
    process.stdout.write(
      `  development keys, kept in ${config.data}/dev.json; not for production\n` +
        `  ENCORE_SECRET=${config.secret}\n  ENCORE_WEBHOOK_SECRET=${config.webhook.secret}\n` +
        `  webhooks go to ${config.webhook.url}\n`,
    );
  }
  await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
  process.stdout.write('encore serve: stopping\n');
  await serve.stop();
  return 0;
};
