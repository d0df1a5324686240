// SPDX-License-Identifier: MIT
//
// `encore serve` as one object: store, keys, ports, routes and the reconciler's timer, started and stopped together. To
// stop is to take no new request, to let those at work finish, and then to close the store; what a killed process
// leaves behind, the next one's reconciler finishes.
import type { AddressInfo } from 'node:net';
import type { fastify } from 'fastify';
import { loadEngine } from '../node/index.js';
import { createKeyring, createOfferServer } from '../server/index.js';
import { registerRoutes } from './app.js';
import type { ServeConfig } from './config.js';
import { Metrics } from './metrics.js';
import { webhookPorts } from './ports.js';
import { openSuggester } from './suggest.js';
import type { OpenStore } from './store.js';
import { createShopCaller, ShopCallError } from './webhooks.js';

export interface RunningServe {
  /** Where it listens, e.g. `http://127.0.0.1:8899`. */
  address: string;
  /** One run of the reconciler, besides those of the timer. */
  reconcile(): Promise<Record<string, number>>;
  stop(): Promise<void>;
}

/** One line of JSON on standard error, without personal data: no header, body, address or name. */
const logLine = (level: 'info' | 'error', fields: Record<string, unknown>): void => {
  process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), level, ...fields })}\n`);
};

async function loadFastify(): Promise<typeof fastify> {
  try {
    return (await import('fastify')).fastify;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new Error('the package "fastify" is needed for encore serve and is not installed: npm install fastify', {
      cause: error,
    });
  }
}

/**
 * Starts to serve. Errors: what the keyring, the store or the port say; nothing is left open then.
 *
 * Long: puts the process together in the order in which it has to start, and to stop.
 */
export async function startServe(
  config: ServeConfig,
  open: () => Promise<OpenStore>,
  clock: () => number = Date.now,
): Promise<RunningServe> {
  const createApp = await loadFastify();
  const engine = await loadEngine();
  const keys = await createKeyring(config.keys);
  const metrics = new Metrics();
  const onError = (error: unknown, operation: string): void => {
    if (error instanceof ShopCallError) metrics.webhookFailure(error.type);
    logLine('error', { operation, message: error instanceof Error ? error.message : String(error) });
  };
  const suggester =
    config.suggest &&
    (await openSuggester(config.suggest, fault => {
      logLine('error', { operation: 'suggest', message: fault });
    }));
  const store = await open();
  const call = createShopCaller({ ...config.webhook, clock });
  const server = createOfferServer({
    ...webhookPorts(call, onError),
    keys,
    engine,
    storage: store.storage,
    clock,
    origins: config.origins,
    base: config.base,
    returnUrl: orderId => config.returnUrl.replaceAll('{order_id}', encodeURIComponent(orderId)),
    onError,
    leaseMs: config.leaseSeconds * 1000,
  });
  let stopping = false;
  const app = createApp({ logger: false, bodyLimit: 64 * 1024, requestTimeout: 30_000, forceCloseConnections: 'idle' });
  registerRoutes(app, {
    engine,
    keys,
    server,
    storage: store.storage,
    suggester,
    onError,
    metrics,
    secret: config.secret,
    base: config.base,
    clock,
    stopping: () => stopping,
  });
  const reconcile = async (): Promise<Record<string, number>> => {
    const outcomes = { ...(await server.reconcile()) };
    metrics.reconciled(outcomes);
    return outcomes;
  };
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> = Promise.resolve();
  const again = (): void => {
    timer = setTimeout(() => {
      running = reconcile()
        .catch((error: unknown) => {
          onError(error, 'reconcile');
        })
        .finally(() => {
          if (!stopping) again();
        });
    }, config.reconcileSeconds * 1000);
  };
  try {
    await app.listen({ host: config.host, port: config.port });
  } catch (error) {
    await store.close();
    throw error;
  }
  again();
  const { port } = app.server.address() as AddressInfo;
  return {
    address: `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`,
    reconcile,
    async stop() {
      stopping = true;
      clearTimeout(timer);
      await app.close();
      await running;
      await store.close();
    },
  };
}
