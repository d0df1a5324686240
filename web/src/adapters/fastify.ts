// SPDX-License-Identifier: MIT
//
// An offer server as Fastify plugin: `app.register(fastifyEncore, { prefix: '/encore',
// server })`. It takes over body parsing inside its own prefix only, so that a malformed
// body gets the kit's problem document and not the framework's error. `raw` of the request
// that the buyer port gets is Fastify's request, with its cookies and session.
import type { IncomingMessage } from 'node:http';
import type { OfferServer } from '../server/ports.js';
import { headersOf, pathOf, readBody } from './nodejs.js';

/** Only what is used, so that the package needs no Fastify types. */
interface Reply {
  code(status: number): Reply;
  headers(headers: Record<string, string>): Reply;
  send(body: string): Reply;
}
interface Request {
  method: string;
  url: string;
  raw: IncomingMessage;
  body: unknown;
}
interface Instance {
  prefix: string;
  removeAllContentTypeParsers(): void;
  addContentTypeParser(type: string, parse: (request: Request, payload: IncomingMessage) => Promise<unknown>): void;
  route(options: { method: string[]; url: string; handler: (request: Request, reply: Reply) => Promise<Reply> }): void;
}

/** The plugin. Its prefix is where `base` of the server points to; another one is refused when it is registered. */
export function fastifyEncore(
  app: unknown,
  options: { server: OfferServer },
  registered: (error?: Error) => void,
): void {
  const instance = app as Instance;
  const base = pathOf(options.server);
  if (instance.prefix !== base) {
    registered(
      new Error(`the offers are registered at "${instance.prefix}", but base of createOfferServer is "${base}"`),
    );
    return;
  }
  instance.removeAllContentTypeParsers();
  instance.addContentTypeParser('*', (_request, payload) => readBody(payload));
  instance.route({
    method: ['GET', 'HEAD', 'POST', 'OPTIONS', 'PUT', 'PATCH', 'DELETE'],
    url: '/*',
    async handler(request, reply) {
      const read = (request.body ?? { body: null, oversized: false }) as Awaited<ReturnType<typeof readBody>>;
      const { status, headers, body } = await options.server.handle({
        method: request.method,
        url: request.url,
        headers: headersOf(request.raw),
        ...read,
        raw: request,
      });
      const closing: Record<string, string> = read.oversized ? { connection: 'close' } : {};
      return reply
        .code(status)
        .headers({ ...headers, ...closing })
        .send(body);
    },
  });
  registered();
}
