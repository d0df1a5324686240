// SPDX-License-Identifier: MIT
//
// The offers in a Firebase or Cloud Function: their own host, which has read every body before a function sees it and
// leaves `rawBody` and a parsed `body`.
import { once } from 'node:events';
import { http } from '@google-cloud/functions-framework';
import { getTestServer } from '@google-cloud/functions-framework/testing';
import { nodeHandler } from 'encore-offers/adapters/nodejs';
import { buyFrom, openShop, refused } from './accepting.mjs';

for (const [what, change, attempt] of [
  ['body and rawBody', () => undefined, buyFrom],
  ['rawBody alone', request => delete request.body, buyFrom],
  ['a parsed body alone', request => delete request.rawBody, buyFrom],
  [
    'neither of them',
    request => {
      delete request.rawBody;
      delete request.body;
    },
    refused,
  ],
]) {
  const shop = await openShop();
  const handle = nodeHandler(shop.server);
  http('offers', (request, response) => {
    change(request);
    handle(request, response);
  });
  const server = getTestServer('offers').listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${server.address().port}`;
  await attempt(shop, (path, init) => fetch(origin + path, init), `Functions host, ${what}`);
  server.closeAllConnections();
  server.close();
}
