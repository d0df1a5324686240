// SPDX-License-Identifier: MIT
//
// The HTTP side of `encore serve`, on Fastify. Two kinds of routes and nothing between them: the backend's (check,
// publish, decide, verify …), which ask for the caller's secret, and the shopper's below `base`, which are the server
// kit's own and are reached through the shop's origin. A sheet travels as the request's body, byte for byte, so that
// the core reads what the shop wrote.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { fastifyEncore } from '../adapters/fastify.js';
import { isRefusal, type Engine } from '../engine/engine.js';
import { spokenIssues } from '../engine/check.js';
import { publish } from '../server/publish.js';
import { sheetScript } from '../server/sheet-script.js';
import { verifyQuote, type QuoteDispute } from '../server/verify-quote.js';
import type { KeyringPort, OfferServer, StoragePort } from '../server/ports.js';
import type { Metrics } from './metrics.js';
import { openApi } from './openapi.js';
import type { OrderSuggester } from './suggest.js';

/** What the routes stand on. */
export interface ServeParts {
  engine: Engine;
  keys: KeyringPort;
  server: OfferServer;
  /** Where the ledgers of published orders are kept. */
  storage: StoragePort;
  /** Null where the configuration names no catalogue and model. */
  suggester: OrderSuggester | null;
  onError: (error: unknown, operation: string) => void;
  metrics: Metrics;
  /** The caller's secret. */
  secret: string;
  base: string;
  clock: () => number;
  /** True once the process is to end: `/health` then answers 503, so that a load balancer sends nothing more. */
  stopping: () => boolean;
}

const longestSheet = 16 * 1024 * 1024;
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
}
const problem = (reply: FastifyReply, status: number, title: string, detail: string): FastifyReply =>
  reply
    .code(status)
    .type('application/problem+json; charset=utf-8')
    .send({
      type: status === 403 || status === 401 ? 'unauthorized' : 'invalid',
      title,
      status,
      detail,
    } satisfies Problem);

/**
 * The moment a request names by `?now=`, as RFC 3339 or milliseconds; the present where it names none; NaN where
 * unusable.
 */
function momentOf(given: unknown, clock: () => number): number {
  if (given === undefined) return clock();
  if (typeof given !== 'string') return NaN;
  if (/^\d{1,16}$/.test(given)) return Number(given);
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/i.test(given) ? Date.parse(given) : NaN;
}

type Query = Record<string, string | undefined>;
const bodyOf = (request: FastifyRequest): string => (typeof request.body === 'string' ? request.body : '');
const optional = <K extends string>(name: K, value: string | undefined): Partial<Record<K, string>> =>
  value === undefined ? {} : ({ [name]: value } as Partial<Record<K, string>>);

/** Answers 400 and false where a query names a member that the route does not know, or a moment that is none. */
function queryFault(request: FastifyRequest, reply: FastifyReply, known: readonly string[], now: number): boolean {
  const stranger = Object.keys(request.query as Query).find(name => !known.includes(name));
  if (stranger !== undefined) {
    void problem(
      reply,
      400,
      'Unknown query parameter',
      `"${stranger}" is not known here; known are ${known.join(', ')}.`,
    );
  } else if (Number.isNaN(now)) {
    const given = (request.query as Query)['now'] ?? '';
    void problem(reply, 400, 'Not a moment', `now=${given} is not usable; send 2026-11-21T10:05:00Z or milliseconds.`);
  } else {
    return false;
  }
  return true;
}

/** Answers an order with a private sheet. */
function suggestFor(
  request: FastifyRequest,
  reply: FastifyReply,
  suggester: OrderSuggester | null,
  clock: () => number,
): FastifyReply {
  const query = request.query as Query;
  const now = momentOf(query['now'], clock);
  if (queryFault(request, reply, ['now', 'limit'], now)) return reply;
  const limit = query['limit'];
  if (limit !== undefined && !/^[1-9]\d{0,2}$/.test(limit))
    return problem(reply, 400, 'Not a limit', `limit=${limit} is not usable; send an integer from 1 to 999.`);
  if (suggester === null)
    return problem(reply, 404, 'No model', 'Name "suggest": {"catalogue", "model"} in the configuration.');
  let record: unknown;
  try {
    record = JSON.parse(bodyOf(request));
  } catch (error) {
    return problem(reply, 400, 'Not JSON', `The body is not JSON: ${(error as Error).message}`);
  }
  const sheet = suggester.suggest(record, now, limit === undefined ? undefined : Number(limit));
  return typeof sheet === 'string' ? problem(reply, 422, 'Not an order', sheet) : reply.send(sheet);
}

/** The backend's routes; each takes a sheet (or what its line in the OpenAPI document says) as its body. */
function backendRoutes(app: FastifyInstance, { engine, keys, clock, storage, suggester, onError }: ServeParts): void {
  app.post('/check', (request, reply) => {
    const query = request.query as Query;
    if (queryFault(request, reply, ['page', 'origin'], 0)) return reply;
    return reply.send(
      engine.check(bodyOf(request), {
        ...(query['page'] === 'true' && { page: true }),
        ...optional('origin', query['origin']),
      }),
    );
  });

  app.post('/decide', (request, reply) => {
    const query = request.query as Query;
    const now = momentOf(query['now'], clock);
    if (queryFault(request, reply, ['now', 'visitor', 'seed'], now)) return reply;
    const options = { now, ...optional('visitor', query['visitor']), ...optional('seed', query['seed']) };
    const decision = engine.decide(bodyOf(request), options);
    if (!isRefusal(decision)) return reply.send(decision);
    return reply.code(422).send({ ok: false, issues: spokenIssues(decision.issues, bodyOf(request)) });
  });

  app.post('/publish', async (request, reply) => {
    const query = request.query as Query;
    const now = momentOf(query['now'], clock);
    if (queryFault(request, reply, ['now', 'visitor', 'buyer_present'], now)) return reply;
    const published = await publish(bodyOf(request), {
      now,
      keys,
      engine,
      storage,
      onError,
      ...optional('visitor', query['visitor']),
      buyer_present: query['buyer_present'] !== 'false',
    });
    if (isRefusal(published))
      return reply.code(422).send({ ok: false, issues: spokenIssues(published.issues, bodyOf(request)) });
    return reply.send({ ...published, script: sheetScript(published.sheet) });
  });

  app.post('/suggest', (request, reply) => suggestFor(request, reply, suggester, clock));

  app.post('/verify', (request, reply) => {
    if (queryFault(request, reply, [], 0)) return reply;
    let dispute: Partial<QuoteDispute> | null;
    try {
      dispute = JSON.parse(bodyOf(request)) as Partial<QuoteDispute> | null;
    } catch (error) {
      return problem(reply, 400, 'Not JSON', `The body is not JSON: ${(error as Error).message}`);
    }
    if (typeof dispute?.request !== 'object' || !dispute.sheet) {
      return problem(reply, 422, 'Not a dispute', 'The body needs "request" (what was posted to accept) and "sheet".');
    }
    return reply.send(verifyQuote(engine, dispute as QuoteDispute));
  });
}

/** Registers everything on a Fastify instance. */
export function registerRoutes(app: FastifyInstance, parts: ServeParts): void {
  const { metrics, secret, base, server } = parts;
  const wanted = digest(`Bearer ${secret}`);

  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    metrics.request(route, reply.statusCode, reply.elapsedTime / 1000);
    done();
  });
  app.get('/health', (_request, reply) =>
    parts.stopping() ? reply.code(503).send({ status: 'stopping' }) : reply.send({ status: 'ok' }),
  );
  app.register((instance, _options, registered) => {
    instance.addHook('onRequest', (request, reply, done) => {
      // Digests of one length: the comparison reveals nothing of the secret, not even its length.
      if (timingSafeEqual(digest(request.headers.authorization ?? ''), wanted)) done();
      else
        void problem(
          reply,
          401,
          'Caller not known',
          'Send "Authorization: Bearer" and the secret of the configuration.',
        );
    });
    instance.removeAllContentTypeParsers();
    instance.addContentTypeParser(
      'application/json',
      { parseAs: 'string', bodyLimit: longestSheet },
      (_, body, done) => {
        done(null, body);
      },
    );
    backendRoutes(instance, parts);
    instance.get('/metrics', (_request, reply) => reply.type('text/plain; version=0.0.4').send(metrics.text()));
    instance.get('/openapi.json', (_request, reply) => reply.send(openApi(base)));
    registered();
  });
  app.register(fastifyEncore, { prefix: base, server });
}
