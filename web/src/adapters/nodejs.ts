// SPDX-License-Identifier: MIT
//
// Node's own request and response: what the Fastify and Express adapters share, and enough
// for a bare `http.createServer`. The body is read here, from the raw stream, up to the
// limit. Where other middleware or the host has read it first, what it left is used: the raw
// bytes (`rawBody`), a text, or a parsed value. Where it left nothing, the request is answered
// with 500 and a sentence, for a stream that has ended would be waited for for ever.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { KitRequest, OfferServer } from '../server/ports.js';

/** As many bytes of a body as the kit takes. */
export const LIMIT = 64 * 1024;
const BODILESS = new Set(['GET', 'HEAD', 'OPTIONS']);
const CONSUMED =
  'The body of this request was read before it reached the offers, and nothing is left of it: mount the offers before ' +
  'the body parser, or let the parser keep what it read in request.body or request.rawBody.';

type Body = Pick<KitRequest, 'body' | 'oversized' | 'unreadable'>;

/** The body's text, or that it was too much; the rest is then left to the closing connection. */
export function readBody(stream: IncomingMessage): Promise<Body> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    stream.on('data', (chunk: Buffer | string) => {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      size += bytes.length;
      if (size <= LIMIT) chunks.push(bytes);
      else {
        chunks.length = 0;
        stream.resume();
        resolve({ body: null, oversized: true });
      }
    });
    stream.on('end', () => {
      resolve({ body: size === 0 ? null : Buffer.concat(chunks).toString('utf8'), oversized: false });
    });
    stream.on('error', reject);
    stream.on('close', () => {
      reject(new Error('the connection was closed before the body had come'));
    });
  });
}

const asText = (left: unknown): string | null => {
  if (typeof left === 'string') return left;
  if (left instanceof Uint8Array) return Buffer.from(left).toString('utf8');
  return left === undefined || left === null ? null : JSON.stringify(left);
};

/** What other middleware left of a body that it has read; null where it left nothing. */
function leftOver({ rawBody, body }: { rawBody?: unknown; body?: unknown }): string | null {
  return asText(rawBody) ?? asText(body);
}

/** The body from wherever it is by now: see the head of this file. `kept` is what middleware keeps its reading in. */
export async function bodyOf(request: IncomingMessage, kept: object = request): Promise<Body> {
  if (BODILESS.has(request.method ?? 'GET')) return { body: null };
  const read = request.readableEnded || request.readableDidRead || request.destroyed;
  if (!read) return readBody(request);
  const text = leftOver(kept);
  if (text !== null) return { body: text };
  return request.headers['content-length'] === '0' ? { body: null } : { body: null, unreadable: CONSUMED };
}

export function headersOf(message: IncomingMessage): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(message.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
}

/** Answers one request. `url` is the full path where a framework has cut it. */
export async function answer(
  server: OfferServer,
  request: IncomingMessage,
  response: ServerResponse,
  url = request.url ?? '/',
  raw: unknown = request,
): Promise<void> {
  const given: KitRequest = {
    method: request.method ?? 'GET',
    url,
    headers: headersOf(request),
    ...(await bodyOf(request)),
    raw,
  };
  const reply = await server.handle(given);
  if (given.oversized) response.setHeader('connection', 'close');
  response.writeHead(reply.status, reply.headers);
  response.end(reply.body);
}

/** The path below which a server's routes are, as its own endpoints say. */
export const pathOf = (server: OfferServer): string =>
  new URL(server.endpoints().accept, 'http://kit.invalid').pathname.replace(/\/accept$/, '');

/** For `http.createServer(nodeHandler(server))`. */
export function nodeHandler(server: OfferServer): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    answer(server, request, response).catch(() => {
      response.destroy();
    });
  };
}
