// SPDX-License-Identifier: MIT
//
// Node's own request and response: what the Fastify and Express adapters share, and enough
// for a bare `http.createServer`. The body is read here, from the raw stream, so that no
// framework parses, rejects or changes it first; it stops at the limit.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { KitRequest, OfferServer } from '../server/ports.js';

const LIMIT = 64 * 1024;

/** The body's text, or that it was too much; the rest is then left to the closing connection. */
export function readBody(stream: IncomingMessage): Promise<{ body: string | null; oversized: boolean }> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    stream.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= LIMIT) chunks.push(chunk);
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
  });
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
    ...(await readBody(request)),
    raw,
  };
  const reply = await server.handle(given);
  if (given.oversized) response.setHeader('connection', 'close');
  response.writeHead(reply.status, reply.headers);
  response.end(reply.body);
}

/** For `http.createServer(nodeHandler(server))`. */
export function nodeHandler(server: OfferServer): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    answer(server, request, response).catch(() => {
      response.destroy();
    });
  };
}
