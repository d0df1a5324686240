// SPDX-License-Identifier: MIT
//
// What a shop can do wrong around the kit: in its ports, its options, or what stands before
// it. Each names the rules of which at least these must fail.
import { memoryStorage } from 'encore-offers/server';

const ports = plant => ({ plant: shop => plant(shop.ports, shop) });

/** Middleware before the kit: what it makes of the request, and of the reply. */
const middleware = ({ request = given => given, reply = given => given }) => ({
  wrap: kit => async given => reply(await kit(await request(given)), given),
});

const withHeaders = (given, changes) => {
  const headers = new Headers(given.headers);
  for (const [name, value] of Object.entries(changes)) headers.set(name, value);
  return headers;
};

/** The reply with other JSON. */
const rewritten = change => async given => {
  const text = await given.text();
  const body = text === '' ? null : JSON.stringify(change(JSON.parse(text)));
  return new Response(body, { status: given.status, headers: given.headers });
};

/** A POST in place of the request. */
const posted = (given, more = {}) =>
  new Request(given.url, {
    method: 'POST',
    headers: withHeaders(given, { 'content-type': 'application/json', origin: 'https://shop.example' }),
    body: '{}',
    ...more,
  });

/** A storage whose method is another one. */
const storage = change => ({ options: { storage: Object.assign(memoryStorage(), change(memoryStorage())) } });

export const KIT_DEFECTS = {
  'owns says yes to everybody': {
    rules: ['no-buyer', 'status-stranger', 'undo-stranger', 'quote-guarded', 'extend-guarded', 'next-guarded'],
    ...ports(all => (all.buyers.owns = async () => true)),
  },
  'owns says yes to anyone signed in': {
    rules: ['no-buyer', 'undo-stranger'],
    ...ports(all => (all.buyers.owns = async request => (request.headers.cookie ?? '') !== '')),
  },
  'charge forgets its key': {
    rules: ['gateway-timeout'],
    ...ports(all => {
      const { charge } = all.gateway;
      let count = 0;
      all.gateway.charge = request => charge({ ...request, key: `${request.key}-${(count += 1)}` });
      all.gateway.lookup = async () => ({ outcome: 'none' });
    }),
  },
  'charge adds a fee': {
    rules: ['accept', 'choice'],
    ...ports(all => {
      const { charge } = all.gateway;
      all.gateway.charge = request => charge({ ...request, amount: request.amount + 30 });
    }),
  },
  'charge takes a question of the bank for a yes': {
    rules: ['authentication'],
    ...ports(all => {
      const { charge } = all.gateway;
      all.gateway.charge = async request => {
        const seen = await charge(request);
        return seen.outcome === 'action_required' ? { outcome: 'approved', charge_id: 'pi_1' } : seen;
      };
    }),
  },
  'charge answers a decline as unknown': {
    rules: ['retry-after-decline', 'copy-of-a-refused-click'],
    ...ports(all => {
      const { charge } = all.gateway;
      all.gateway.charge = async request => {
        const seen = await charge(request);
        return seen.outcome === 'declined' ? { outcome: 'unknown' } : seen;
      };
    }),
  },
  'charge answers a timeout as declined': {
    rules: ['gateway-timeout'],
    ...ports(all => {
      const { charge } = all.gateway;
      all.gateway.charge = async request => {
        const seen = await charge(request);
        return seen.outcome === 'unknown' ? { outcome: 'declined' } : seen;
      };
    }),
  },
  'lookup takes a failed authentication for a charge': {
    rules: ['authentication-refused'],
    ...ports(all => {
      const { lookup } = all.gateway;
      all.gateway.lookup = async key => {
        const seen = await lookup(key);
        return seen.outcome === 'declined' ? { outcome: 'approved', charge_id: 'pi_1' } : seen;
      };
    }),
  },
  'lookup takes what it does not know for a charge': {
    rules: ['gateway-lost'],
    ...ports(all => {
      const { charge } = all.gateway;
      all.gateway.charge = async request => {
        const seen = await charge(request);
        return seen.outcome === 'unknown' ? { outcome: 'approved', charge_id: 'pi_1' } : seen;
      };
    }),
  },
  'refund says yes and does nothing': {
    rules: ['undo-twice', 'order-released-while-charging'],
    ...ports(all => (all.gateway.refund = async () => true)),
  },
  'refund gives half of it back': {
    rules: ['undo-twice'],
    ...ports(all => {
      const { refund } = all.gateway;
      all.gateway.refund = request => refund({ ...request, amount: Math.floor(request.amount / 2) });
    }),
  },
  'addLine takes packed orders': {
    rules: ['order-released-while-charging'],
    ...ports((all, { book }) => {
      const { addLine } = all.orders;
      all.orders.addLine = async request => {
        const order = book.orders.get(request.order_id);
        const { released } = order;
        order.released = false;
        const seen = await addLine(request);
        order.released = released;
        return seen;
      };
    }),
  },
  'addLine adds one piece': {
    rules: ['choice'],
    ...ports(all => {
      const { addLine } = all.orders;
      all.orders.addLine = request => addLine({ ...request, line: { ...request.line, quantity: 1 } });
    }),
  },
  'addLine answers the total of before': {
    rules: ['order-total'],
    ...ports((all, { book }) => {
      const { addLine } = all.orders;
      all.orders.addLine = async request => {
        const { total } = book.orders.get(request.order_id);
        return { ...(await addLine(request)), order_total: total };
      };
    }),
  },
  'removeLine forgets the line': {
    rules: ['undo-twice'],
    ...ports((all, { book }) => {
      all.orders.removeLine = async ({ order_id }) => ({ order_total: book.orders.get(order_id).total });
    }),
  },
  'removeLine takes lines out of packed orders': {
    rules: ['undo-of-a-packed-order'],
    ...ports((all, { book }) => {
      const { removeLine } = all.orders;
      all.orders.removeLine = async request => {
        book.orders.get(request.order_id).released = false;
        return removeLine(request);
      };
    }),
  },
  'removeLine answers the total of before': {
    rules: ['undo-total'],
    ...ports((all, { book }) => {
      const { removeLine } = all.orders;
      all.orders.removeLine = async request => {
        const { total } = book.orders.get(request.order_id);
        await removeLine(request);
        return { order_total: total };
      };
    }),
  },
  'order never says released': {
    rules: ['order-released'],
    ...ports((all, { book }) => {
      const { addLine, order } = all.orders;
      all.orders.order = async id => ({ ...(await order(id)), released: false });
      all.orders.addLine = async request => {
        book.orders.get(request.order_id).released = false;
        return addLine(request);
      };
    }),
  },
  'take says yes to an empty shelf': {
    rules: ['out-of-stock', 'last-piece'],
    ...ports(all => (all.stock.take = async () => true)),
  },
  'giveBack does nothing': {
    rules: ['undo-restocks', 'decline-restocks'],
    ...ports(all => (all.stock.giveBack = async () => {})),
  },
  'the clock stands still': {
    rules: ['expired-token', 'undo-late', 'extend-ends'],
    options: { clock: () => Date.parse('2026-11-21T10:00:00Z') },
  },
  'every origin is allowed by the proxy': {
    rules: ['foreign-origin', 'missing-origin', 'undo-origin'],
    ...middleware({
      request: given =>
        given.method === 'POST'
          ? new Request(given, { headers: withHeaders(given, { origin: 'https://shop.example' }) })
          : given,
    }),
  },
  'a proxy answers preflights for all': {
    rules: ['cors-preflight'],
    wrap: kit => async given =>
      given.method === 'OPTIONS'
        ? new Response(null, {
            status: 204,
            headers: { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' },
          })
        : kit(given),
  },
  'a parser makes JSON of every type': {
    rules: ['content-type', 'undo-content-type'],
    ...middleware({
      request: given =>
        given.method === 'POST'
          ? new Request(given, { headers: withHeaders(given, { 'content-type': 'application/json' }) })
          : given,
    }),
  },
  'a method override undoes by GET': {
    rules: ['undo-by-post'],
    ...middleware({
      request: given => (given.method === 'GET' && given.url.includes('/undo/') ? posted(given) : given),
    }),
  },
  'a proxy labels every reply text/html': {
    rules: ['reply-type'],
    ...middleware({
      reply: given =>
        new Response(given.body, {
          status: given.status,
          headers: withHeaders(given, { 'content-type': 'text/html' }),
        }),
    }),
  },
  'a cache lets replies be kept': {
    rules: ['reply-headers'],
    ...middleware({
      reply: given =>
        new Response(given.body, {
          status: given.status,
          headers: withHeaders(given, { 'cache-control': 'public, max-age=60' }),
        }),
    }),
  },
  'a serializer makes numbers of ids': {
    rules: ['ids-are-text'],
    ...middleware({ reply: rewritten(body => ({ ...body, ...(body.line_id && { line_id: 12 }) })) }),
  },
  'a gateway hides what went wrong behind 200': {
    rules: ['retry-after-decline', 'no-buyer', 'tampered-price'],
    ...middleware({ reply: given => new Response(given.body, { status: 200, headers: given.headers }) }),
  },
  'ten seconds of the undo are kept back': {
    rules: ['undo-time'],
    ...middleware({
      reply: rewritten(body => {
        if (!body.undo?.until) return body;
        const until = new Date(Date.parse(body.undo.until) - 20_000).toISOString();
        return { ...body, undo: { ...body.undo, until } };
      }),
    }),
  },
  'the keyring verifies nothing': {
    rules: ['unsigned-token', 'none-token', 'altered-token'],
    ...ports(all => {
      const { keys } = all;
      all.keys = {
        ...keys,
        verify: async token =>
          JSON.parse(Buffer.from(String(token).split('.')[1] ?? '', 'base64url').toString() || '{}'),
      };
    }),
  },
  'reserve lets everybody win': {
    rules: ['concurrent-duplicates', 'reserve-first'],
    ...storage(inner => ({ commit: async () => true, find: async () => null, ledger: inner.ledger })),
  },
  'the ledger forgets what was taken': {
    rules: ['slots-spent', 'one-of-two-answers'],
    plant: shop => {
      const { ledger } = shop.ports.storage;
      shop.ports.storage.ledger = async (...of) => ({
        ...(await ledger.call(shop.ports.storage, ...of)),
        purchases: [],
      });
    },
  },
  'commit does not compare versions': {
    rules: ['slots-race'],
    plant: shop => {
      const { storage: at } = shop.ports;
      const { commit, ledger } = at;
      at.commit = async change => {
        // As slow as a database: every request has read the record before the first one writes.
        await new Promise(resolve => setTimeout(resolve, 5));
        const { ledger: now } = await ledger.call(at, change.ledger.issuer, change.ledger.order_id);
        return commit.call(at, { ...change, ledger: { ...change.ledger, version: now.version } });
      };
    },
  },
  'extendOnce extends each time': {
    rules: ['extend'],
    plant: shop => {
      const { storage: at } = shop.ports;
      let more = 0;
      at.extension = async () => null;
      at.extendOnce = async (jti, deadline) => deadline + (more += 60_000);
    },
  },
};
