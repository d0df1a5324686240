// SPDX-License-Identifier: MIT
//
// A shop behind webhooks: the models of the simulation, an HTTP server that checks each signature by itself, and a
// record of answers by webhook id, as the contract asks. `misbehave(type, data)` may answer in the shop's place.

import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { Gateway, OrderBook, StockRoom } from '../../simulation/models.mjs';
import { sheetFor } from '../server/shop.mjs';

export const webhookSecret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const reads = new Set(['owns', 'order', 'lookup', 'live', 'sheet']);

/** Whether the three headers are what Standard Webhooks asks for, worked out here once more. */
function isGenuine(headers, body) {
  const key = Buffer.from(webhookSecret.slice('whsec_'.length), 'base64');
  const timestamp = headers['webhook-timestamp'];
  const wanted = `v1,${createHmac('sha256', key).update(`${headers['webhook-id']}.${timestamp}.${body}`).digest('base64')}`;
  const fresh = Math.abs(Date.now() / 1000 - Number(timestamp)) < 300;
  return fresh && (headers['webhook-signature'] ?? '').split(' ').includes(wanted);
}

/** Starts the shop; it is closed when the test ends. */
export async function webhookShop(t) {
  const gateway = new Gateway();
  const book = new OrderBook();
  const room = new StockRoom({ 'mem-64': 5, 'mem-128': 5 });
  const shop = {
    gateway,
    book,
    room,
    calls: [],
    careless: false,
    unknown: 422,
    misbehave: () => undefined,
    answers: new Map(),
  };
  const handlers = {
    owns: ({ order_id, headers }) =>
      (headers.cookie ?? '').split('; ').includes(`buyer=${book.orders.get(order_id)?.buyer}`),
    order: ({ order_id }) => book.order(order_id),
    charge: data => gateway.charge(data),
    lookup: ({ key }) => gateway.lookup(key),
    cancel: ({ key }) => gateway.cancel(key),
    refund: data => gateway.refund(data),
    add_line: data => book.addLine(data),
    remove_line: data => book.removeLine(data),
    take: data => room.take(data),
    give_back: data => room.giveBack(data) ?? null,
    live: () => null,
    sheet: ({ order_id }) => (book.orders.has(order_id) ? sheetFor(order_id, Date.now()) : null),
  };
  const server = createServer(async (request, response) => {
    const body = await text(request);
    if (!shop.careless && !isGenuine(request.headers, body)) return response.writeHead(401).end();
    let call;
    try {
      call = JSON.parse(body);
    } catch {
      return response.writeHead(shop.unknown).end();
    }
    const { type, data } = call;
    if (handlers[type] === undefined) return response.writeHead(shop.unknown).end();
    const id = request.headers['webhook-id'];
    shop.calls.push({ type, id, data });
    const odd = await shop.misbehave(type, data);
    if (odd === 'hang') return undefined;
    if (odd !== undefined) return response.writeHead(odd.status ?? 200).end(odd.body);
    if (!reads.has(type) && shop.answers.has(id)) return response.end(shop.answers.get(id));
    const answer = JSON.stringify(handlers[type](data) ?? null);
    if (!reads.has(type)) shop.answers.set(id, answer);
    return response.end(answer);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  shop.url = `http://127.0.0.1:${server.address().port}/encore-webhook`;
  return shop;
}
