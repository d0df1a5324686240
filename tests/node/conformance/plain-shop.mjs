// SPDX-License-Identifier: MIT
//
// An accept endpoint as somebody would write it by hand, without the kit's flows: maps of
// orders and purchases, and functions of checks. Without a defect it keeps every rule of the
// conformance kit, which shows that the rules ask for behaviour and not for our code. Each
// defect of plain-defects.mjs takes one check away; the rule that is about it must fail.
import { conformanceHooks, consentDigest, publish } from 'encore-offers/server';
import { loadEngine } from 'encore-offers/engine';
import { keyring, ORIGIN, START } from '../server/shop.mjs';
import { PLAIN_DEFECTS } from './plain-defects.mjs';
import { createBank } from './plain-bank.mjs';
import { refusedByOrder } from './plain-ledger.mjs';
import { conformanceSheet } from './sheet.mjs';

const LIMIT = 65_536;
const DEEP = 50;
const HOUR = 3_600_000;

const depthOf = text => {
  let depth = 0;
  let deepest = 0;
  for (const character of text) {
    if (character === '[' || character === '{') deepest = Math.max(deepest, (depth += 1));
    else if (character === ']' || character === '}') depth -= 1;
  }
  return deepest;
};

const problem = (type, status, more = {}) => ({ status, body: { type, status, ...more } });

export async function openPlainShop(defects = [], { secret } = {}) {
  for (const defect of defects) if (!(defect in PLAIN_DEFECTS)) throw new Error(`no such defect: ${defect}`);
  const has = defect => defects.includes(defect);
  const engine = await loadEngine();
  const keys = await keyring();
  const shop = { now: START, orders: new Map(), purchases: new Map(), refusals: new Map(), extensions: new Map() };
  const stock = new Map();
  const bank = createBank(has);
  let count = 0;

  async function order() {
    const id = `p${++count}`;
    const published = await publish(conformanceSheet(id, shop.now), { now: shop.now, keys, engine });
    const url = name => `/shop/${name}`;
    const endpoints = Object.fromEntries(
      ['accept', 'quote', 'next', 'extend', 'events'].map(name => [name, url(name)]),
    );
    const { sheet } = published;
    sheet.endpoints = { ...endpoints, status: `/shop/status?order=${id}` };
    if (has('leaves the unit cost in the page sheet')) sheet.candidates[0].product.variants[0].unit_cost = 700;
    shop.orders.set(id, {
      id,
      sheet,
      tokens: published.tokens,
      lines: [],
      released: false,
      total: 79900,
      hold_until: shop.now + 3 * HOUR,
      declined: new Set(),
    });
    return { order_id: id, cookie: `buyer_${id}=${id}`, sheet };
  }

  const actions = {
    order,
    books: async ({ order_id }) => ({ charges: bank.charges(order_id), lines: shop.orders.get(order_id).lines }),
    clock: async ({ advance_ms }) => void (shop.now += advance_ms),
    stock: async ({ variant_id, pieces }) => void stock.set(variant_id, pieces),
    release: async ({ order_id }) => void (shop.orders.get(order_id).released = true),
    gateway: async ({ order_id, next }) => bank.arm(order_id, next),
    held: async ({ order_id }) => ({ charges: bank.held(order_id) }),
    authenticate: async ({ order_id, approve }) => bank.authenticate(order_id, approve),
  };
  const hooks = conformanceHooks({ origin: ORIGIN, actions, ...(secret && { secret }) });

  async function claimsOf(token) {
    const [header = '', payload = ''] = String(token).split('.');
    const decoded = part => {
      try {
        return JSON.parse(Buffer.from(part, 'base64url'));
      } catch {
        return {};
      }
    };
    const none = has('accepts the algorithm none') && decoded(header).alg === 'none';
    return has('does not verify signatures') || none ? decoded(payload) : keys.verify(token);
  }

  const ownedBy = ({ cookie }, id) => {
    if (has('does not ask who the buyer is')) return true;
    const cookies = (cookie ?? '').split('; ');
    return cookies.includes(`buyer_${id}=${id}`) || (has('takes any signed-in customer for the buyer') && !!cookie);
  };

  function success(row) {
    const undoMs = has('allows ten seconds for the undo') ? 10_000 : 30_000;
    const until = new Date(row.accepted_at + undoMs).toISOString();
    const { order_total: total } = row;
    return {
      status: 200,
      body: {
        purchase_id: has('answers a numeric purchase_id') ? 17 : row.key,
        line_id: has('answers a numeric line_id') ? 12 : row.line_id,
        charged: row.amount,
        order_total: has('answers order_total as text') ? `${total}` : total,
        undo: has('offers no undo') ? null : { url: `/shop/undo/${encodeURIComponent(row.key)}`, until },
        state: 'accepted',
      },
    };
  }

  const giveBack = row => {
    if (stock.has(row.variant_id)) stock.set(row.variant_id, stock.get(row.variant_id) + row.quantity);
  };
  const statusOf = row => `/shop/status?order=${row.order_id}&key=${encodeURIComponent(row.key)}`;

  /** A refusal that a copy of the click must get as well. */
  function refuse(key, reply) {
    const number = (shop.refusals.get(key)?.number ?? 0) + 1;
    shop.refusals.set(key, { number, reply });
    return { ...reply, body: { ...reply.body, last_refusal: number } };
  }

  function free(row, reply) {
    if (!has('keeps the stock of a declined payment')) giveBack(row);
    if (!has('keeps the key after a decline')) shop.purchases.delete(row.key);
    return refuse(row.key, reply);
  }

  function deliver(row) {
    const at = shop.orders.get(row.order_id);
    if (at.released && !has('adds to an order that was packed meanwhile') && !has('adds to packed orders')) {
      if (!has('keeps the charge of an order that was packed meanwhile')) bank.refund(row.order_id, row.bankKey);
      return free(row, problem('order_released', 409));
    }
    row.line_id ??= `line-${row.key}`;
    const { candidate_id, quantity, amount } = row;
    const variant_id = has('adds the first variant whatever was chosen') ? row.first_variant : row.variant_id;
    if (!has('charges and never adds the line'))
      at.lines.push({ key: row.key, candidate_id, variant_id, quantity, amount });
    const before = at.total;
    at.total += row.amount;
    const order_total = has('answers the old order_total') ? before : at.total;
    Object.assign(row, { state: 'accepted', order_total, accepted_at: shop.now });
    return success(row);
  }

  /** What the gateway's answer makes of a row; asked again, it looks the charge up. */
  function settle(row, outcome) {
    if (outcome === 'approved') return deliver(row);
    if (outcome === 'declined') return free(row, problem('payment_declined', 402));
    if (outcome === 'action_required') {
      if (has('sells before the bank has answered')) return deliver(row);
      row.state = 'authenticating';
      const urls = { action_url: `/bank/${row.order_id}`, status_url: statusOf(row) };
      if (has('sends no one to the bank')) return problem('in_progress', 409, { status_url: urls.status_url });
      return problem('action_required', 402, urls);
    }
    if (has('reports a gateway timeout as a decline')) return problem('payment_declined', 402);
    return problem('in_progress', 409, { status_url: statusOf(row) });
  }

  async function lookUp(row) {
    const seen = bank.lookup(row.order_id, row.bankKey);
    if (seen === 'declined' && row.state === 'authenticating' && has('sells after a failed authentication'))
      return deliver(row);
    if (seen !== 'none') return settle(row, seen);
    return has('takes a lost charge for a sale') ? deliver(row) : settle(row, await bank.charge(row));
  }

  function known(row, body) {
    if (row.state === 'undone' && !has('says accepted after an undo'))
      return problem('already_accepted', 409, { state: 'undone', variant_id: row.variant_id, quantity: row.quantity });
    if (row.state === 'pending') {
      if (has('answers a copy with success before the gateway has')) return success({ ...row, accepted_at: shop.now });
      return problem('in_progress', 409, { status_url: statusOf(row) });
    }
    if (row.state === 'authenticating') return settle(row, 'action_required');
    const same = row.variant_id === body.variant_id && row.quantity === body.quantity;
    const again = success(row);
    if (has('answers another order_total on a replay')) again.body.order_total += row.amount;
    if (same || has('answers any choice with the first purchase')) return again;
    const what = has('does not say what was bought') ? {} : { variant_id: row.variant_id, quantity: row.quantity };
    return problem('already_accepted', 409, what);
  }

  function read(text) {
    const deep = depthOf(text) > DEEP;
    if (deep && has('walks nested JSON without a limit')) return { wrong: { status: 500, body: {} } };
    let body;
    try {
      body = deep ? null : JSON.parse(text);
    } catch {
      body = null;
    }
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return { body };
    const page = { status: 500, html: '<h1>SyntaxError</h1>' };
    return { wrong: has('answers bad JSON with an error page') ? page : problem('invalid', 400) };
  }

  const unstorable = text => /\\u0000|\\ud[89ab][0-9a-f]{2}(?!\\ud[c-f])/i.test(text);

  /** The price of what is asked for, or why it has none. */
  function priced(claims, body) {
    const [candidate] = claims.terms.candidates;
    const { min = 1, max = 1 } = candidate.quantity ?? {};
    const within = Number.isInteger(body.quantity) && body.quantity >= min && body.quantity <= max;
    if (!within && !has('believes the quantity')) return { wrong: problem('invalid', 422) };
    let { variant_id } = body;
    if (!candidate.product.variants.some(variant => variant.id === variant_id)) {
      if (!has('takes an unknown variant for the first one')) return { wrong: problem('invalid', 422) };
      variant_id = candidate.product.variants[0].id;
    }
    const quantity = within ? body.quantity : 1;
    const quote = engine.quote(claims.terms, { candidate_id: candidate.id, variant_id, quantity, now: shop.now });
    const single = engine.quote(claims.terms, { candidate_id: candidate.id, variant_id, quantity: 1, now: shop.now });
    return { variant_id, quote, single };
  }

  /** The amount to charge, or the reply to another price than the one shown. */
  function agreed({ quote, single }, body, key) {
    const { expected } = body;
    const charged = has('charges one piece whatever the quantity') ? single.total : quote.total;
    if (typeof expected?.total !== 'number' || typeof expected.currency !== 'string')
      return has('sells without an expected price') ? { amount: charged } : { wrong: problem('invalid', 422) };
    const same = expected.total === quote.total;
    const currency = expected.currency === quote.currency || has('compares numbers without their currency');
    const unsigned = has('does not verify signatures') || has('accepts the algorithm none');
    if ((same && currency) || unsigned) return { amount: charged + (has('charges one cent too much') ? 1 : 0) };
    if (has('believes the expected price')) return { amount: expected.total };
    const more = has('refuses another price without the true quote') ? {} : { quote, token: body.token };
    return { wrong: refuse(key, problem('price_changed', 409, more)) };
  }

  const deadlineOf = claims => {
    const end = claims.exp * 1000;
    if (has('forgets the extension it gave')) return Math.min(end, shop.firstEnd ?? end);
    if (has('an extension never ends') && shop.extensions.has(claims.jti)) return Infinity;
    return Math.max(end, shop.extensions.get(claims.jti) ?? 0);
  };

  function keyOf(claims, body, orderId, given) {
    let key = has('takes the order from the token alone') ? claims.jti : given;
    if (key !== claims.jti && !has('makes its own key when none matches')) return null;
    key = has('believes the order in the body') ? `${orderId}:${claims.jti}` : claims.jti;
    if (has('sells a second variant under one key')) key += body.variant_id;
    if (has('buys again on a replay')) key += `#${count++}`;
    return key;
  }

  async function accept(headers, text) {
    const { body, wrong } = read(text);
    if (wrong) return wrong;
    const late = has('charges before it finds that a text cannot be stored');
    if (unstorable(text) && !late) return problem('invalid', 422);
    const claims = await claimsOf(body.token);
    if (!claims?.terms) return problem('unauthorized', 403);
    const orderId = has('believes the order in the body') ? body.order_id : claims.order;
    const foreign = body.order_id !== orderId;
    if (foreign && !has('takes the order from the token alone')) return problem('unauthorized', 403);
    if (body.candidate_id !== claims.candidate && !has('does not compare the candidate'))
      return problem('unauthorized', 403);
    if (!foreign && !ownedBy(headers, orderId)) return problem('unauthorized', 403);
    const key = keyOf(claims, body, orderId, headers['idempotency-key']);
    if (key === null) return problem('invalid', 422);

    const expired = shop.now >= deadlineOf(claims) && !has('never expires');
    if (expired && has('judges the deadline before the replay')) return problem('expired', 410);
    const row = shop.purchases.get(key);
    if (row && !(row.state === 'undone' && has('sells again after an undo'))) return known(row, body);
    const refusal = shop.refusals.get(key);
    if (refusal && body.last_refusal < refusal.number && !has('sells to a late copy of a refused click'))
      return { ...refusal.reply, body: { ...refusal.reply.body, last_refusal: refusal.number } };
    if (claims.consent !== null && !has('does not ask for consent')) {
      const { url } = claims.consent_of ?? {};
      const agreed = body.consent === true || consentDigest({ text: body.consent?.text, url }) === claims.consent;
      if (!agreed && !(has('takes any value for consent') && body.consent)) return problem('consent_required', 422);
    }
    const price = priced(claims, body);
    if (price.wrong) return price.wrong;
    if (expired) return refuse(key, problem('expired', 410));
    return sell({ claims, body, key, orderId, price, text, late });
  }

  async function sell({ claims, body, key, orderId, price, text, late }) {
    const at = shop.orders.get(orderId);
    if (at.released && !has('adds to packed orders')) return refuse(key, problem('order_released', 409));
    const barred = refusedByOrder(claims, body, at, shop, has);
    if (barred) return refuse(key, problem(...barred));
    const { amount, wrong } = agreed(price, body, key);
    if (wrong) return wrong;
    const { variant_id } = price;
    if ((stock.get(variant_id) ?? 100) < body.quantity && !has('does not look at stock'))
      return refuse(key, problem('out_of_stock', 409));
    if (stock.has(variant_id) && !has('takes nothing from the shelf'))
      stock.set(variant_id, stock.get(variant_id) - body.quantity);
    const row = {
      key,
      bankKey: `${key}:${shop.refusals.get(key)?.number ?? 0}`,
      order_id: orderId,
      candidate_id: claims.candidate,
      replaces: claims.terms.candidates[0].replaces?.line_id ?? null,
      instead_of: claims.declined_candidates.includes(body.from) ? body.from : null,
      first_variant: claims.terms.candidates[0].product.variants[0].id,
      variant_id,
      quantity: body.quantity,
      amount,
      state: 'pending',
    };
    const writesLate = has('charges first and writes down afterwards');
    if (!writesLate) shop.purchases.set(key, row);
    const outcome = has('adds the line and never charges') ? 'approved' : await bank.charge(row);
    if (late && unstorable(text)) return problem('unavailable', 503);
    if (writesLate) shop.purchases.set(key, row);
    return settle(row, outcome);
  }

  async function status(query, headers) {
    const key = query.get('key') ?? '';
    const row = shop.purchases.get(key);
    const strangers = has('tells strangers whether a key was used') && !row;
    if (!ownedBy(headers, query.get('order')) && !has('tells anybody the status') && !strangers)
      return problem('unauthorized', 403);
    if (!row && shop.refusals.has(key)) return shop.refusals.get(key).reply;
    if (!row) return has('knows no status before a purchase') ? { status: 200, body: {} } : problem('invalid', 404);
    if (row.state === 'pending' || row.state === 'authenticating') return lookUp(row);
    return known(row, row);
  }

  function undo(key, headers) {
    const row = shop.purchases.get(key);
    if (!row || !(ownedBy(headers, row.order_id) || has('lets strangers undo'))) return problem('unauthorized', 403);
    const at = shop.orders.get(row.order_id);
    const first = row.state !== 'undone';
    if (first && shop.now > row.accepted_at + 30_000 && !has('undoes at any time')) return problem('expired', 410);
    if (first && at.released && !has('undoes in packed orders')) return problem('order_released', 409);
    const before = at.total;
    if ((first && !has('keeps the money of an undone purchase')) || has('refunds at every undo'))
      bank.refund(row.order_id, row.bankKey);
    if (first) {
      if (!has('keeps the line of an undone purchase')) at.lines = at.lines.filter(line => line.key !== key);
      if (!has('never gives stock back')) giveBack(row);
      at.total -= row.amount;
    }
    row.state = 'undone';
    return { status: 200, body: { order_total: has('answers the total before the undo') ? before : at.total } };
  }

  /** quote, extend and next: about an offer, changing no order. */
  async function about(name, headers, text) {
    const { body, wrong } = read(text);
    if (wrong) return wrong;
    const open = {
      quote: 'quotes to strangers',
      extend: 'extends for strangers',
      next: 'gives successors to strangers',
    };
    if (!ownedBy(headers, body.order_id) && !has(open[name])) return problem('unauthorized', 403);
    const at = shop.orders.get(body.order_id);
    if (name === 'next') {
      const found = at?.tokens.find(({ candidate_id }) => candidate_id === body.candidate_id);
      if (!found) return problem('superseded', 409);
      at.declined.add(body.from);
      const key = has('gives a successor a key of its own') ? `next-${found.key}` : found.key;
      return { status: 200, body: { token: found.token, key } };
    }
    const forged = name === 'quote' && has('quotes forged tokens');
    const claims = forged ? JSON.parse(Buffer.from(body.token.split('.')[1], 'base64url')) : await claimsOf(body.token);
    if (!claims?.terms || claims.order !== body.order_id) return problem('unauthorized', 403);
    if (name === 'extend') return extend(claims, at);
    const { quote, wrong: no } = priced(claims, body);
    if (no) return no;
    return { status: 200, body: { quote: has('quotes the list price') ? { ...quote, total: quote.list } : quote } };
  }

  async function extend(claims, at) {
    const end = claims.exp * 1000;
    shop.firstEnd ??= end;
    const before = shop.extensions.get(claims.jti);
    const again = has('extends again and again');
    if (before !== undefined && !again) {
      const token = await keys.sign({ ...claims, exp: before / 1000 });
      return { status: 200, body: { token, key: claims.jti, deadline: new Date(before).toISOString() } };
    }
    if (shop.now >= end) return problem('expired', 410);
    const latest = has('extends past packing') ? Infinity : at.hold_until;
    const until = Math.min((again ? (before ?? end) : end) + (has('extends past packing') ? 9 : 1) * HOUR, latest);
    shop.extensions.set(claims.jti, until);
    const token = await keys.sign({ ...claims, exp: until / 1000 });
    return { status: 200, body: { token, key: claims.jti, deadline: new Date(until).toISOString() } };
  }

  function preflight(origin) {
    if (has('forgets the preflight')) return problem('invalid', 405);
    const allowed = has('allows every origin') || origin === ORIGIN;
    const headers = {
      'access-control-allow-origin': origin,
      'access-control-allow-credentials': 'true',
      'access-control-allow-headers': 'content-type, idempotency-key',
    };
    return { status: allowed ? 204 : 403, headers: allowed ? headers : {} };
  }

  /** Why this request is not taken from a page of the shop, or null. */
  function atTheDoor({ origin, 'content-type': type }, text, path) {
    const own =
      origin === ORIGIN ||
      has('does not look at the origin') ||
      (has('undoes for other sites') && path.startsWith('/shop/undo/')) ||
      (has('takes a missing origin for its own') && origin === undefined) ||
      (has('compares the beginning of the origin') && origin?.startsWith(ORIGIN));
    if (!own) return problem('unauthorized', 403);
    if (!/^application\/json/.test(type ?? '') && !has('reads any content type')) return problem('invalid', 415);
    return text.length > LIMIT && !has('reads bodies of any size') ? problem('invalid', 413) : null;
  }

  async function route(method, { pathname: path, searchParams: query }, headers, text) {
    if (method === 'OPTIONS') return preflight(headers.origin);
    const undoing = path.startsWith('/shop/undo/');
    const undoKey = decodeURIComponent(path.slice('/shop/undo/'.length));
    if (path === '/shop/status' && method === 'GET') return status(query, headers);
    if (method === 'GET' && undoing && has('undoes by GET')) return undo(undoKey, headers);
    if (method === 'GET' && path === '/shop/accept' && has('buys by GET')) {
      const json = value => (/^[[{\d]|^(true|false)$/.test(value) ? JSON.parse(value) : value);
      const body = Object.fromEntries([...query].map(([name, value]) => [name, json(value)]));
      return accept(headers, JSON.stringify(body));
    }
    if (method === 'HEAD') return { status: 200, headers: {} };
    const posted = method === 'POST' || (method === 'PUT' && has('takes PUT for POST'));
    if (!posted) return problem('invalid', 405);
    const refused = atTheDoor(headers, text, path);
    if (refused) return refused;
    if (undoing) return undo(undoKey, headers);
    if (path === '/shop/accept') return accept(headers, text);
    if (path === '/shop/events') return has('believes events') ? { status: 200, body: {} } : problem('invalid', 422);
    const name = path.slice('/shop/'.length);
    return ['quote', 'extend', 'next'].includes(name) ? about(name, headers, text) : problem('invalid', 404);
  }

  /** The shop as `Request -> Response`. */
  async function handle(request) {
    const url = new URL(request.url);
    const headers = Object.fromEntries(request.headers);
    const text = await request.text();
    const hooked = await hooks({ method: request.method, url: url.pathname, headers, body: text });
    if (hooked) return new Response(hooked.body, { status: hooked.status, headers: hooked.headers });
    const reply = await route(request.method, url, headers, text);
    const sent = new Headers(reply.headers ?? {});
    if (!has('lets replies be cached')) sent.set('cache-control', 'no-store');
    if (reply.html) return new Response(reply.html, { status: reply.status, headers: sent });
    if (!reply.body) return new Response(null, { status: reply.status, headers: sent });
    const isProblem = reply.status >= 400 && !has('answers problems as plain JSON');
    const type = isProblem ? 'application/problem+json' : 'application/json';
    sent.set('content-type', has('answers text/html') && !isProblem ? 'text/html' : type);
    const { status: code, ...rest } = reply.body;
    const body =
      reply.status >= 400 && !has('answers problems without their status') ? { status: code, ...rest } : rest;
    const clock = has('forgets server_time') ? {} : { server_time: new Date(shop.now).toISOString() };
    return new Response(JSON.stringify({ ...body, ...clock }), { status: reply.status, headers: sent });
  }

  return { handle };
}
