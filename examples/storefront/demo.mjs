// SPDX-License-Identifier: MIT
//
// `npm run demo`: sets up what is missing, builds Encore, and serves the example shop until Ctrl-C.
//
//   PORT          where to listen (8787)
//   HOST          on which address (127.0.0.1)
//   DATABASE_URL  a PostgreSQL database; otherwise one embedded in DATA_DIR
//   DATA_DIR      default .data beside this file; `memory://` forgets everything at the end
//   OPERATOR_SECRET  opens the merchant's page; otherwise one kept in the database
//   SKIP_BUILD=1  serve dist/ as it is

import { fileURLToPath } from 'node:url';
import { kTestCards } from './gateway/cards.mjs';
import { kExperiment } from './history/records.mjs';

if (!process.env.SKIP_BUILD) {
  const { setup } = await import('../../web/tools/build/setup.mjs');
  const { build } = await import('../../web/tools/build/build.mjs');
  try {
    await setup(['core', 'npm']);
    await build();
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}

let last = '';
function tell(step, done, all) {
  const text = all ? `shop  ${step} ${Math.floor((done * 100) / all)} %` : `shop  ${step}`;
  if (text === last) return;
  if (process.stdout.isTTY && all) process.stdout.write(`\r${text}${done === all ? '\n' : ''}`);
  else if (!all || done === all) console.log(text);
  last = text;
}

const { createShop } = await import('./shop.mjs');
const {
  PORT = '8787',
  HOST = '127.0.0.1',
  DATABASE_URL,
  OPERATOR_SECRET,
  DATA_DIR = fileURLToPath(new URL('.data/', import.meta.url)),
} = process.env;
let shop;
try {
  shop = await createShop({
    databaseUrl: DATABASE_URL,
    dataDir: DATA_DIR,
    port: Number(PORT),
    host: HOST,
    onProgress: tell,
    operatorSecret: OPERATOR_SECRET,
    holdoutBps: 1000,
    experiments: [
      {
        key: kExperiment,
        about: 'Half of the customers may see two offers, half see one at most.',
        variations: [{}, { policy: { second_offer: 'never' } }],
      },
    ],
    logger: { level: 'error' },
  });
} catch (error) {
  if (error.code === 'EADDRINUSE') console.error(`Port ${PORT} is taken. Choose another: PORT=8788 npm run demo`);
  else console.error(`The shop could not be opened: ${error.stack ?? error.message}`);
  process.exit(1);
}

// A customer of its own each time, and one outside the holdout: what another Clara bought or refused must not hide the
// offers.
let ready;
for (let nth = 0; nth < 20; nth += 1) {
  const email = `clara.${Date.now().toString(36)}.${nth}@example.com`;
  ready = await shop.paidOrder(['aurora-black'], { email });
  const published = await shop.offers.publish(await shop.orders.find(ready.id), true);
  if (!published.holdout) break;
}
const width = Math.max(...kTestCards.map(({ number }) => number.length));
console.log(`
Fern & Field is open.

  The shop              ${shop.url}/
  A thank-you page      ${ready.thankYou}
  The same order        ${ready.page}
  What offers achieve   ${shop.url}/merchant (any name, password ${shop.operatorSecret})

  Test cards, with any future date and any three digits:
${kTestCards.map(({ number, says }) => `  ${number.padEnd(width)}   ${says}`).join('\n')}

  Database: ${shop.db.engine === 'postgresql' ? 'PostgreSQL' : `PGlite, in ${DATA_DIR}`}. Ctrl-C closes the shop.
`);

let isClosing = false;
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, async () => {
    if (isClosing) process.exit(1);
    isClosing = true;
    await shop.close();
    process.exit(0);
  });
}
