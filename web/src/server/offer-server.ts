// SPDX-License-Identifier: MIT
//
// The kit in one object: routes below `base`, each a flow, driven against the shop's ports.
// Every reply is JSON with `server_time` and `no-store`. A port that throws is reported to
// `onError` and answered with `unavailable` (or, once money may have moved, by the flow with
// `in_progress`); no error reaches a framework, no token reaches a log.
import { accept, type Shop } from './accept.js';
import { checkOptions, judged, meaningOf, PaymentDeclined } from './answers.js';
import type { CallName, Calls, Flow, JudgedOutcome, Performers } from './calls.js';
import { routes, type RouteName } from './contract.js';
import { drive } from './drive.js';
import { readEvents, received } from './events.js';
import { DEFAULT_TIMEOUTS } from './finish.js';
import { corsHeaders, preflight, readOrigins, checkRequest, type OriginPolicy } from './gate.js';
import { extend, next, quote } from './offers.js';
import type {
  ChargeRequest,
  GatewayOutcome,
  GatewayPort,
  KitRequest,
  OfferServer,
  OfferServerOptions,
  Purchase,
} from './ports.js';
import { done, problem, type Reply } from './problems.js';
import { callHook, noticing, type Noticing } from './notices.js';
import { publish } from './publish.js';
import { reconcile } from './reconcile.js';
import { readObject } from './request.js';
import { status } from './status.js';
import { noTelemetry } from './telemetry.js';
import { undo } from './undo.js';
import { isReply, quotePerformer, triggerPerformer } from './verify-accept.js';

const NO_STORE = {
  'cache-control': 'no-store',
  'content-type': 'application/json; charset=utf-8',
  'x-content-type-options': 'nosniff',
};
const DEFAULT_LIMIT = 100;

const printError = (error: unknown, operation: string): void => {
  console.error(`encore: ${operation} failed:`, error);
};

/** What people need to know of a purchase that does not settle; no token, no name. */
function reportStuck({ onStuck, onError = printError }: OfferServerOptions, purchase: Purchase): void {
  const { jti, order_id, candidate_id, state, amount, currency, reserved_at_ms, tries } = purchase;
  const stuck = { jti, order_id, candidate_id, state, amount, currency, reserved_at_ms, tries };
  if (onStuck !== undefined) onStuck(stuck);
  else
    onError(
      new Error(`the purchase ${jti} of order ${order_id} is ${state} since ${new Date(reserved_at_ms).toISOString()}`),
      'reconcile',
    );
}

const NO_MANDATE: JudgedOutcome = { outcome: 'approved', charge_id: 'none' };

/** Nothing to pay, but a mandate to set up: a subscription that begins with a trial. */
const chargeOrSetUp = async (gateway: GatewayPort, request: ChargeRequest): Promise<GatewayOutcome> =>
  request.amount > 0 ? gateway.charge(request) : ((await gateway.setUp?.(request)) ?? NO_MANDATE);

/** Wraps a shop's ports as performers for one request; `request` is null for the reconciler. */
function performersFor(options: OfferServerOptions, request: KitRequest | null, clock: () => number): Performers<true> {
  const { keys, engine, storage, gateway, orders, stock, buyers, live, sheets, events } = options;
  return {
    now: clock,
    verify: ({ token }) => keys.verify(token),
    sign: ({ claims }) => keys.sign(claims),
    owns: ({ order_id }) => (request === null ? false : buyers.owns(request, order_id)),
    find: ({ jti }) => storage.find(jti),
    reserve: ({ fresh }) => storage.reserve(fresh),
    swap: ({ jti, version, changes }) => storage.swap(jti, version, changes),
    due: ({ issuer, now_ms, limit }) => storage.due(issuer, now_ms, limit),
    ledger: ({ issuer, order_id }) => storage.ledger(issuer, order_id),
    commit: change => storage.commit(change),
    extension: ({ jti }) => storage.extension(jti),
    extend_once: ({ jti, deadline_ms }) => storage.extendOnce(jti, deadline_ms),
    quote: quotePerformer(engine),
    trigger: triggerPerformer(engine),
    offers: async ({ order_id, now_ms }) => {
      const sheet = await sheets?.sheet(order_id);
      if (sheet === undefined || sheet === null) return null;
      const published = await publish(sheet, { now: now_ms, keys, engine, storage });
      return published.ok ? published : null;
    },
    order: ({ order_id }) => orders.order(order_id),
    live: input => live?.live(input) ?? null,
    take: input => stock.take(input),
    give_back: async input => {
      await stock.giveBack(input);
      return null;
    },
    charge: input => chargeOrSetUp(gateway, input) as Promise<JudgedOutcome>,
    lookup: ({ key }) => gateway.lookup(key) as Promise<JudgedOutcome | { outcome: 'none' }>,
    cancel: ({ key }) => gateway.cancel(key) as Promise<Calls['cancel']['out']>,
    refund: input => gateway.refund(input),
    add_line: input => orders.addLine(input),
    remove_line: input => orders.removeLine(input),
    events: async input => {
      await events?.append(input.events);
      return null;
    },
    stuck: ({ purchase }) => {
      reportStuck(options, purchase);
      return null;
    },
  };
}

/** Holds every answer to its shape, hands `onError` everything a port throws, and passes it on. */
function reporting(performers: Performers<true>, tell: (error: unknown, operation: string) => void): Performers<true> {
  const wrapped = Object.entries(performers).map(([name, perform]) => [
    name,
    async (input: never): Promise<unknown> => {
      try {
        return judged(name as CallName, await (perform as (input: never) => unknown)(input));
      } catch (error) {
        const meaning = meaningOf(name as CallName, error);
        if (!(error instanceof PaymentDeclined)) tell(error, name);
        if (meaning !== undefined) return meaning;
        throw error;
      }
    },
  ]);
  return Object.fromEntries(wrapped) as Performers<true>;
}

interface Route {
  name: RouteName;
  id: string;
  orderId: string | null;
}

/** Where the route begins, and its argument: `undo/abc` → ['undo', 'abc']. Null outside of `base`. */
function route(url: string, base: string): Route | null {
  const at = new URL(url, 'http://kit.invalid');
  const prefix = new URL(base, 'http://kit.invalid').pathname.replace(/\/$/, '');
  if (!at.pathname.startsWith(`${prefix}/`)) return null;
  const [name = '', id = '', ...rest] = at.pathname.slice(prefix.length + 1).split('/');
  if (rest.length > 0 || !Object.hasOwn(routes, name)) return null;
  return {
    name: name as RouteName,
    id: id || (at.searchParams.get('key') ?? ''),
    orderId: at.searchParams.get('order_id'),
  };
}

/**
 * See OfferServer in ports.ts for what it does, OfferServerOptions for what it takes.
 *
 * Long: the server's parts share its options, and each of them is a function of its own.
 */
export function createOfferServer(options: OfferServerOptions): OfferServer {
  const { clock = Date.now, base = '/encore', rateLimit, onError = printError } = options;
  checkOptions(options);
  const gate: OriginPolicy = { origins: readOrigins(options.origins) };
  const shop: Shop = {
    issuer: options.keys.issuer,
    base: base.replace(/\/$/, ''),
    returnUrl: options.returnUrl ?? (orderId => `/orders/${encodeURIComponent(orderId)}`),
    leaseMs: options.leaseMs ?? DEFAULT_TIMEOUTS.leaseMs,
    finishWithinMs: options.finishWithinMs ?? DEFAULT_TIMEOUTS.finishWithinMs,
    stuckAfterMs: options.stuckAfterMs ?? DEFAULT_TIMEOUTS.stuckAfterMs,
  };
  const tell = (error: unknown, operation: string): void => onError(error, operation);
  const { telemetry = noTelemetry, log } = options;
  const notices: Noticing = {
    clock,
    events: options.events,
    hooks: options.hooks,
    count: (what, attributes) => {
      telemetry.count(`encore.${what}`, attributes);
    },
    tell,
  };
  const run = <T>(flow: Flow<T>, request: KitRequest | null): Promise<T> =>
    drive(flow, noticing(reporting(performersFor(options, request, clock), tell), notices));

  async function events(request: KitRequest): Promise<Reply> {
    const read = await readEvents(request.body, options.keys, clock());
    if (isReply(read)) return read;
    await options.events?.append(read);
    for (const { event, order_id, candidate_id } of read)
      if (event === 'declined')
        await callHook(notices, 'declined', { order_id: String(order_id), candidate_id: String(candidate_id) });
    return received(read.length);
  }

  /** A storage that answers a look-up of a key that nothing has is a storage that works. */
  async function health(): Promise<Reply> {
    try {
      await options.storage.find('health');
      return done({ ok: true });
    } catch (error) {
      tell(error, 'health');
      return { ...problem('unavailable', 'The storage does not answer.'), retry_after_s: 5 };
    }
  }

  /** A click at a price that is no longer the one; the request was verified before it was so answered. */
  async function noticePrice(request: KitRequest, reply: Reply): Promise<void> {
    const { order_id, candidate_id } = readObject(request.body) ?? {};
    if (reply.body['type'] !== 'price_changed' || typeof order_id !== 'string' || typeof candidate_id !== 'string')
      return;
    await callHook(notices, 'price_changed', { order_id, candidate_id });
  }

  function purchaseOf(request: KitRequest, id: string): string {
    const named = readObject(request.body)?.['purchase_id'];
    return id !== '' ? id : typeof named === 'string' ? named : '';
  }

  async function answer(request: KitRequest, { name, id, orderId }: Route): Promise<Reply> {
    const text = request.body;
    switch (name) {
      case 'accept':
        return run(accept({ text, key: request.headers['idempotency-key'] }, shop), request);
      case 'quote':
        return run(quote(text, shop), request);
      case 'next':
        return run(next(text, shop), request);
      case 'extend':
        return run(extend(text, shop), request);
      case 'undo':
        return run(undo(purchaseOf(request, id), shop), request);
      case 'status':
        return run(status({ jti: id, orderId }, shop), request);
      case 'events':
        return events(request);
      case 'health':
        return health();
      default:
        return done({});
    }
  }

  /** Answers inside a span, and says in one line of the log what was asked and how it ended. */
  async function observed(request: KitRequest, work: () => Promise<Reply>): Promise<Reply> {
    const name = route(request.url, shop.base)?.name ?? 'none';
    const began = clock();
    return telemetry.span('encore.request', { 'encore.route': name }, async set => {
      const reply = await work();
      const { type } = reply.body;
      const outcome = typeof type === 'string' ? { problem: type } : {};
      set({ 'http.response.status_code': reply.status, ...outcome });
      telemetry.count('encore.requests', { 'encore.route': name, status: reply.status, ...outcome });
      log?.({
        at: new Date(began).toISOString(),
        level: reply.status >= 500 ? 'error' : reply.status >= 400 ? 'warn' : 'info',
        route: name,
        method: request.method,
        status: reply.status,
        ...outcome,
        duration_ms: clock() - began,
      });
      return reply;
    });
  }

  /** The pause asked of this request, or null. A limit that fails lets nothing through, and says so. */
  async function limited(request: KitRequest): Promise<{ retry_after_s: number } | null> {
    try {
      return (await rateLimit?.(request)) ?? null;
    } catch (error) {
      tell(error, 'rateLimit');
      throw error;
    }
  }

  async function dispatch(request: KitRequest): Promise<Reply> {
    if (request.unreadable !== undefined) {
      tell(new Error(request.unreadable), 'request');
      return { ...problem('unavailable', request.unreadable, {}, 500), retry_after_s: 1 };
    }
    const at = route(request.url, shop.base);
    if (at === null) return problem('invalid', 'There is no such address.', {}, 404);
    const { method } = routes[at.name];
    // A HEAD of any route gives the server's time in its Date header.
    if (request.method === 'HEAD') return done({});
    if (request.method !== method) return problem('invalid', `Use ${method}.`, {}, 405);
    const refused = checkRequest(request, gate);
    if (refused !== null) return refused;
    const wait = at.name === 'time' || at.name === 'health' ? null : await limited(request);
    if (wait !== null)
      return { ...problem('rate_limited', 'Try again later with the same key.'), retry_after_s: wait.retry_after_s };
    return answer(request, at);
  }

  return {
    async handle(request) {
      if (request.method === 'OPTIONS') {
        const allowed = preflight(request, gate);
        return { ...allowed, headers: { ...allowed.headers, date: new Date(clock()).toUTCString() } };
      }
      const reply = await observed(request, () =>
        dispatch(request).catch(() => ({
          ...problem('unavailable', 'Try again with the same key.'),
          retry_after_s: 1,
        })),
      );
      await noticePrice(request, reply);
      const now = clock();
      const headers: Record<string, string> = {
        ...NO_STORE,
        date: new Date(now).toUTCString(),
        ...corsHeaders(request, gate),
      };
      if ('type' in reply.body) headers['content-type'] = 'application/problem+json; charset=utf-8';
      if (reply.status === 405) headers['allow'] = 'GET, HEAD, POST, OPTIONS';
      if (reply.retry_after_s !== undefined) headers['retry-after'] = String(reply.retry_after_s);
      const body =
        request.method === 'HEAD' ? '' : JSON.stringify({ ...reply.body, server_time: new Date(now).toISOString() });
      return { status: reply.status, headers, body };
    },

    reconcile: (limit = DEFAULT_LIMIT) => run(reconcile(limit, shop), null),

    endpoints() {
      const url = (name: string): string => `${shop.base}/${name}`;
      return {
        accept: url('accept'),
        status: url('status'),
        undo: url('undo'),
        extend: url('extend'),
        quote: url('quote'),
        next: url('next'),
        time: url('time'),
        events: url('events'),
      };
    },
  };
}
