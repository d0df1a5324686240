// SPDX-License-Identifier: MIT
//
// An accept endpoint as somebody would write it by hand, without the kit's flows: one map of
// purchases, one function of checks. Without faults it keeps every rule of the conformance
// kit, which shows that the rules ask for behaviour and not for our code. Each fault named
// below takes one check away, and the kit must name the rule that breaks.
import { createServer } from 'node:http';
import { conformanceHooks, publish } from 'encore-offers/server';
import { loadEngine } from 'encore-offers/engine';
import { keyring, ORIGIN, sheetFor, START } from '../server/shop.mjs';

/** fault → the rules of which at least these must fail. */
export const FAULTS = {
  'charges one cent too much': ['accept'],
  'forgets server_time': ['reply-headers'],
  'lets replies be cached': ['reply-headers'],
  'buys again on a replay': ['replay'],
  'looks up before and reserves after charging': ['concurrent-duplicates'],
  'answers any variant with the first purchase': ['another-variant'],
  'sells a second variant under one key': ['another-variant'],
  'keeps the key after a decline': ['retry-after-decline'],
  'reports a gateway timeout as a decline': ['gateway-timeout'],
  'charges again after a gateway timeout': ['gateway-timeout'],
  'judges the deadline before the replay': ['replay-after-deadline'],
  'does not ask who the buyer is': ['no-buyer'],
  'believes the expected price': ['tampered-price'],
  'believes the quantity': ['tampered-quantity'],
  'takes an unknown variant for the first one': ['tampered-variant'],
  'believes the order in the body': ['tampered-order'],
  'takes the order from the token alone': ['foreign-token'],
  'does not verify signatures': ['unsigned-token', 'altered-token'],
  'accepts the algorithm none': ['none-token'],
  'makes its own key when none matches': ['wrong-key'],
  'never expires': ['expired-token'],
  'does not look at stock': ['out-of-stock'],
  'adds to packed orders': ['order-released'],
  'refunds at every undo': ['undo-twice'],
  'sells again after an undo': ['undo-twice'],
  'undoes at any time': ['undo-late'],
  'answers bad JSON with an error page': ['malformed-json'],
  'reads bodies of any size': ['oversized-body'],
  'reads any content type': ['content-type'],
  'does not look at the origin': ['foreign-origin'],
  'allows every origin': ['cors-preflight'],
  'forgets the preflight': ['cors-preflight'],
  'answers problems as plain JSON': ['tampered-price'],
};

const LIMIT = 65_536;

export async function openPlainShop(faults = []) {
  for (const fault of faults) if (!(fault in FAULTS)) throw new Error(`no such fault: ${fault}`);
  const has = fault => faults.includes(fault);
  const engine = await loadEngine();
  const keys = await keyring();
  const orders = new Map();
  const purchases = new Map();
  const stock = new Map();
  let now = START;
  let count = 0;

  async function order() {
    const id = `p${++count}`;
    const published = await publish(sheetFor(id, now), { now, keys, engine });
    published.sheet.endpoints = { accept: '/shop/accept' };
    orders.set(id, { id, charges: [], lines: [], released: false, next: null, total: 79900 });
    return { order_id: id, cookie: `buyer_${id}=${id}`, sheet: published.sheet };
  }

  const actions = {
    order,
    books: async ({ order_id }) => ({ charges: orders.get(order_id).charges, lines: orders.get(order_id).lines }),
    clock: async ({ advance_ms }) => void (now += advance_ms),
    stock: async ({ variant_id, pieces }) => void stock.set(variant_id, pieces),
    release: async ({ order_id }) => void (orders.get(order_id).released = true),
    gateway: async ({ order_id, next }) => void (orders.get(order_id).next = next),
  };
  const hooks = conformanceHooks({ origin: ORIGIN, actions });

  // Without a reservation two requests must be able to meet at the gateway: the first waits for the second.
  let second;
  const together = new Promise(resolve => {
    second = resolve;
  });
  let callers = 0;

  async function charge(at, amount) {
    const { next } = at;
    at.next = null;
    if (has('looks up before and reserves after charging')) await (++callers > 1 ? second() : together);
    if (next === 'decline') return 'declined';
    at.charges.push({ amount, refunded: 0 });
    return next === 'timeout' ? 'unknown' : 'approved';
  }

  async function claimsOf(token) {
    const [header, payload] = token.split('.');
    const unchecked = () => JSON.parse(Buffer.from(payload, 'base64url'));
    const { alg } = (() => {
      try {
        return JSON.parse(Buffer.from(header, 'base64url'));
      } catch {
        return {};
      }
    })();
    if (has('does not verify signatures') || (has('accepts the algorithm none') && alg === 'none')) return unchecked();
    return keys.verify(token);
  }

  const problem = (type, status, more = {}) => ({ status, body: { type, ...more } });
  const ownedBy = (headers, id) =>
    has('does not ask who the buyer is') || (headers.cookie ?? '').split('; ').includes(`buyer_${id}=${id}`);
  const success = bought => ({
    status: 200,
    body: {
      purchase_id: bought.key,
      line_id: bought.line_id,
      charged: bought.amount,
      order_total: bought.order_total,
      undo: { url: `/shop/undo/${encodeURIComponent(bought.key)}`, until: new Date(bought.until).toISOString() },
    },
  });

  function deliver(bought) {
    const at = orders.get(bought.order_id);
    bought.line_id ??= `line-${bought.key}`;
    at.lines.push({
      candidate_id: bought.candidate_id,
      variant_id: bought.variant_id,
      quantity: bought.quantity,
      amount: bought.amount,
    });
    at.total += bought.amount;
    Object.assign(bought, { state: 'accepted', order_total: at.total, until: now + 30_000 });
    return success(bought);
  }

  function known(bought, body) {
    if (bought.state === 'pending')
      return problem('in_progress', 409, { status_url: `/shop/status/${encodeURIComponent(bought.key)}` });
    if (bought.state === 'undone') return problem('already_accepted', 409, { state: 'undone' });
    const same = bought.variant_id === body.variant_id && bought.quantity === body.quantity;
    if (same || has('answers any variant with the first purchase')) return success(bought);
    return problem('already_accepted', 409, { variant_id: bought.variant_id, quantity: bought.quantity });
  }

  async function accept(headers, text) {
    let body;
    try {
      body = JSON.parse(text);
    } catch {
      body = null;
    }
    if (typeof body !== 'object' || body === null || Array.isArray(body)) {
      return has('answers bad JSON with an error page')
        ? { status: 500, html: '<h1>SyntaxError</h1>' }
        : problem('invalid', 400);
    }
    const claims = await claimsOf(String(body.token));
    if (!claims) return problem('unauthorized', 403);
    const orderId = has('believes the order in the body') ? body.order_id : claims.order;
    if (body.order_id !== orderId && !has('takes the order from the token alone')) return problem('unauthorized', 403);
    const foreign = has('takes the order from the token alone') && body.order_id !== orderId;
    if (!foreign && !ownedBy(headers, orderId)) return problem('unauthorized', 403);
    let key = headers['idempotency-key'];
    if (has('takes the order from the token alone')) key = claims.jti;
    if (key !== claims.jti && !has('makes its own key when none matches')) return problem('invalid', 422);
    key = has('believes the order in the body') ? `${orderId}:${claims.jti}` : claims.jti;
    if (has('sells a second variant under one key')) key += body.variant_id;
    if (has('buys again on a replay')) key += `#${count++}`;

    const expired = now >= claims.exp * 1000 && !has('never expires');
    if (expired && has('judges the deadline before the replay')) return problem('expired', 410);
    const bought = purchases.get(key);
    if (bought && !(bought.state === 'undone' && has('sells again after an undo'))) return known(bought, body);
    if (expired) return problem('expired', 410);

    const at = orders.get(orderId);
    const [candidate] = claims.terms.candidates;
    const max = candidate.quantity?.max ?? 1;
    const within = Number.isInteger(body.quantity) && body.quantity >= 1 && body.quantity <= max;
    if (!within && !has('believes the quantity')) return problem('invalid', 422);
    let { variant_id } = body;
    if (!candidate.product.variants.some(variant => variant.id === variant_id)) {
      if (!has('takes an unknown variant for the first one')) return problem('invalid', 422);
      variant_id = candidate.product.variants[0].id;
    }
    const quote = engine.quote(claims.terms, {
      candidate_id: candidate.id,
      variant_id,
      quantity: within ? body.quantity : 1,
      now,
    });
    let { total } = quote;
    if (body.expected?.total !== total && !has('does not verify signatures') && !has('accepts the algorithm none')) {
      if (!has('believes the expected price')) return problem('price_changed', 409, { quote, token: body.token });
      total = body.expected.total;
    }
    if (has('charges one cent too much')) total += 1;
    if (at.released && !has('adds to packed orders')) return problem('order_released', 409);
    if ((stock.get(variant_id) ?? 100) < 1 && !has('does not look at stock')) return problem('out_of_stock', 409);

    const fresh = {
      key,
      order_id: orderId,
      candidate_id: candidate.id,
      variant_id,
      quantity: body.quantity,
      amount: total,
      state: 'pending',
    };
    if (!has('looks up before and reserves after charging')) purchases.set(key, fresh);
    const outcome = await charge(at, total);
    purchases.set(key, fresh);
    if (outcome === 'approved') return deliver(fresh);
    if (outcome === 'unknown') {
      if (has('reports a gateway timeout as a decline')) return problem('payment_declined', 402);
      if (has('charges again after a gateway timeout')) await charge(at, total);
      return known(fresh, body);
    }
    if (!has('keeps the key after a decline')) purchases.delete(key);
    return problem('payment_declined', 402);
  }

  function status(key, headers) {
    const bought = purchases.get(key);
    if (!bought) return problem('invalid', 404);
    if (!ownedBy(headers, bought.order_id)) return problem('unauthorized', 403);
    // Whoever asks about a charge that was never answered makes the shop look it up.
    return bought.state === 'pending' ? deliver(bought) : known(bought, bought);
  }

  function undo(key, headers) {
    const bought = purchases.get(key);
    if (!bought || !ownedBy(headers, bought.order_id)) return problem('unauthorized', 403);
    if (now > bought.until && !has('undoes at any time')) return problem('expired', 410);
    const at = orders.get(bought.order_id);
    if (bought.state !== 'undone' || has('refunds at every undo')) at.charges[0].refunded += bought.amount;
    if (bought.state !== 'undone') at.lines.pop();
    bought.state = 'undone';
    return { status: 200, body: { order_total: at.total } };
  }

  async function handle(request, text) {
    const { headers, method, url } = request;
    const hooked = await hooks({ method, url, headers, body: text });
    if (hooked) return { status: hooked.status, body: JSON.parse(hooked.body) };
    const cors = has('allows every origin') ? headers.origin : ORIGIN;
    if (method === 'OPTIONS') {
      if (has('forgets the preflight')) return problem('invalid', 405);
      const allowed = headers.origin === cors;
      return {
        status: allowed ? 204 : 403,
        headers: allowed
          ? {
              'access-control-allow-origin': cors,
              'access-control-allow-credentials': 'true',
              'access-control-allow-headers': 'content-type, idempotency-key',
            }
          : {},
      };
    }
    if (url.startsWith('/shop/status/')) return status(decodeURIComponent(url.slice(13)), headers);
    if (headers.origin !== ORIGIN && !has('does not look at the origin')) return problem('unauthorized', 403);
    if (!/^application\/json/.test(headers['content-type'] ?? '') && !has('reads any content type'))
      return problem('invalid', 415);
    if (text.length > LIMIT && !has('reads bodies of any size')) return problem('invalid', 413);
    if (url.startsWith('/shop/undo/')) return undo(decodeURIComponent(url.slice(11)), headers);
    return url === '/shop/accept' ? accept(headers, text) : problem('invalid', 404);
  }

  const http = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request.setEncoding('utf8')) text += chunk;
    const reply = await handle(request, text);
    response.statusCode = reply.status;
    for (const [name, value] of Object.entries(reply.headers ?? {})) response.setHeader(name, value);
    if (!has('lets replies be cached')) response.setHeader('cache-control', 'no-store');
    if (reply.html) return response.end(reply.html);
    if (!reply.body) return response.end();
    const isProblem = reply.status >= 400 && !has('answers problems as plain JSON');
    response.setHeader('content-type', isProblem ? 'application/problem+json' : 'application/json');
    return response.end(
      JSON.stringify(
        has('forgets server_time') ? reply.body : { ...reply.body, server_time: new Date(now).toISOString() },
      ),
    );
  });
  await new Promise(resolve => {
    http.listen(0, '127.0.0.1', resolve);
  });
  return { url: `http://127.0.0.1:${http.address().port}`, close: () => http.close() };
}
