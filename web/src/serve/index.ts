// SPDX-License-Identifier: MIT
//
// The package's `./serve`: what the command `encore serve` is made of, for programs that start it themselves, and
// `verifyWebhook` for shops in JavaScript that answer its webhooks. Needs the optional package `fastify`, and `libsql`
// or `pg` for the store.
export { ConfigError, readServeConfig, type ConfigFault, type ServeArguments, type ServeConfig } from './config.js';
export { openApi } from './openapi.js';
export { startServe, type RunningServe } from './process.js';
export { openStore, type OpenStore } from './store.js';
export {
  ShopCallError,
  verifyWebhook,
  webhookHeaders,
  webhookKey,
  webhookTypes,
  type WebhookType,
} from './webhooks.js';
