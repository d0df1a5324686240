// SPDX-License-Identifier: MIT
//
// Encore as a Vendure plugin: the accept endpoint at /encore, the reconciler, and the page sheet of a placed order.
// Written without decorators, which Node does not run.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { Inject } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { PluginCommonModule, ProductVariantService, RequestContextService, VendurePlugin } from '@vendure/core';
import { expressEncore } from 'encore-offers/adapters/express';
import { loadEngine } from 'encore-offers/engine';
import { createKeyring, createOfferServer, migrate, postgresStorage, publish } from 'encore-offers/server';
import { orderPort } from './orders.mjs';
import { cardHandler, Provider } from './provider.mjs';
import { sheetOf } from './sheet.mjs';

// For an example. Yours come from where your secrets are.
const secret = process.env.OFFERS_SECRET ?? 'an example of a secret, of more than thirty-two bytes';
const mac = text => createHmac('sha256', secret).update(`buyer ${text}`).digest('base64url');

/** The cookie that the checkout sets when an order was paid: who has it may buy for this order. */
export const buyerCookie = orderId => `buyer-${orderId}=${mac(orderId)}`;

function ownsOrder(cookie, orderId) {
  const given = Buffer.from((cookie ?? '').split('; ').find(pair => pair.startsWith(`buyer-${orderId}=`)) ?? '');
  const wanted = Buffer.from(buyerCookie(orderId));
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

export class OffersPlugin {
  /** Where the plugin is once Vendure has started; the routes wait for it. */
  static running = Promise.withResolvers?.() ?? resolvers();

  static init(options) {
    OffersPlugin.options = options;
    OffersPlugin.provider = new Provider(options.databaseUrl);
    return OffersPlugin;
  }

  constructor(modules) {
    this.get = token => modules.get(token, { strict: false });
  }

  async onApplicationBootstrap() {
    const { origin } = OffersPlugin.options;
    const { provider } = OffersPlugin;
    await provider.open();
    await provider.pool.query('CREATE TABLE IF NOT EXISTS offers_ended (id text PRIMARY KEY)');
    await migrate(provider.pool);
    this.engine = await loadEngine();
    this.storage = postgresStorage(provider.pool);
    this.keys = await createKeyring({ issuer: origin, current: '1', keys: [{ kid: '1', alg: 'HS256', secret }] });
    this.orders = orderPort(this.get, { beforeModification: crashPoint });
    this.server = createOfferServer({
      keys: this.keys,
      engine: this.engine,
      storage: this.storage,
      gateway: provider,
      orders: this.orders,
      stock: this.stockPort(),
      buyers: { owns: async ({ headers }, orderId) => ownsOrder(headers.cookie, orderId) },
      sheets: { sheet: orderId => this.sheet(orderId) },
      origins: [origin],
      base: '/encore',
      leaseMs: 3000,
    });
    this.timer = setInterval(() => this.server.reconcile().catch(console.error), 1000);
    this.handler = expressEncore(this.server);
    OffersPlugin.running.resolve(this);
  }

  async onApplicationShutdown() {
    clearInterval(this.timer);
    await OffersPlugin.provider.pool.end();
  }

  /** Looks; the modification of the order takes, and says so where another one was quicker. */
  stockPort() {
    const { pool } = OffersPlugin.provider;
    const variants = this.get(ProductVariantService);
    return {
      take: async ({ hold, items }) => {
        const ended = await pool.query('SELECT 1 FROM offers_ended WHERE id = $1', [hold]);
        if (ended.rowCount > 0) return false;
        const ctx = await this.get(RequestContextService).create({ apiType: 'admin' });
        for (const { variant_id, quantity } of items) {
          const variant = await variants.findOne(ctx, variant_id);
          if (!variant || (await variants.getSaleableStockLevel(ctx, variant)) < quantity) return false;
        }
        return true;
      },
      giveBack: async ({ hold }) => {
        await pool.query('INSERT INTO offers_ended VALUES ($1) ON CONFLICT DO NOTHING', [hold]);
      },
    };
  }

  /** The private sheet of a placed order, as it is now. */
  async sheet(orderId) {
    const order = await this.orders.read(orderId);
    if (!order?.orderPlacedAt) return null;
    return sheetOf(this.get, order, { endpoints: this.server.endpoints(), now: Date.now() });
  }

  /** What the thank-you page embeds, and the order: for its buyer alone. */
  async pageFor(orderId, cookie) {
    if (!ownsOrder(cookie, orderId)) return null;
    const sheet = await this.sheet(orderId);
    if (sheet === null) return null;
    const { keys, engine, storage } = this;
    const page = await publish(sheet, { now: Date.now(), keys, engine, storage });
    return { sheet: page.ok ? page.sheet : null, order: await this.orders.read(orderId) };
  }
}

function resolvers() {
  const made = {};
  made.promise = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }));
  return made;
}

/** For the test of a power cut: the process ends between the charge and the modification, the first time. */
async function crashPoint() {
  if (process.env.OFFERS_CRASH === 'before-modification') process.kill(process.pid, 'SIGKILL');
}

Inject(ModuleRef)(OffersPlugin, undefined, 0);
VendurePlugin({
  imports: [PluginCommonModule],
  compatibility: '^3.5.0',
  configuration(config) {
    config.paymentOptions.paymentMethodHandlers.push(cardHandler(OffersPlugin.provider));
    config.apiOptions.middleware.push({
      route: '/encore',
      // Before Vendure's own body parser.
      beforeListen: true,
      handler: (request, response, next) =>
        OffersPlugin.running.promise.then(({ handler }) => handler(request, response, next), next),
    });
    return config;
  },
})(OffersPlugin);
