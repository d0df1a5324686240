// SPDX-License-Identifier: MIT
//
// A Vendure shop with offers on its thank-you page: PORT (default 8788), DATABASE_URL of a PostgreSQL, which is filled
// with a catalogue where it is empty. `npm run vendure` at the root starts it with a database of its own.
import { bootstrap, DefaultLogger, LogLevel } from '@vendure/core';
import { OffersPlugin } from './offers/plugin.mjs';
import { pages } from './pages.mjs';
import { populate } from './populate.mjs';

const port = Number(process.env.PORT ?? 8788);
const origin = `http://127.0.0.1:${port}`;
const databaseUrl = process.env.DATABASE_URL;
if (!databaseUrl) throw new Error('DATABASE_URL is not set; wanted: postgres://USER@HOST:PORT/NAME');
const superadmin = { identifier: 'superadmin', password: 'superadmin' };

const app = await bootstrap({
  apiOptions: {
    port,
    hostname: '127.0.0.1',
    adminApiPath: 'admin-api',
    shopApiPath: 'shop-api',
    middleware: [{ route: 'shop', handler: pages({ origin }) }],
  },
  authOptions: { tokenMethod: ['bearer', 'cookie'], superadminCredentials: superadmin, requireVerification: false },
  // For an example; a shop of yours has migrations.
  dbConnectionOptions: { type: 'postgres', url: databaseUrl, synchronize: true, logging: false, migrations: [] },
  paymentOptions: { paymentMethodHandlers: [] },
  logger: new DefaultLogger({ level: LogLevel.Warn }),
  plugins: [OffersPlugin.init({ origin, databaseUrl })],
});
await populate(app);
console.log(`the shop is at ${origin}/shop/`);
