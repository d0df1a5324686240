// SPDX-License-Identifier: MIT
//
// An offer server as Koa middleware: `app.use(koaEncore(server))`, before or after a body parser. Requests outside
// `base` go on to the next. `raw` of the request that the buyer port sees is Koa's context, with its cookies and
// session.
import type { IncomingMessage } from 'node:http';
import type { OfferServer } from '../server/ports.js';
import { bodyOf, headersOf, pathOf } from './nodejs.js';

/** Only what is used, so that the package needs no Koa types. */
interface Context {
  req: IncomingMessage;
  request: object;
  method: string;
  originalUrl: string;
  /** Set by koa-mount. */
  mountPath?: string;
  status: number;
  body: unknown;
  set(headers: Record<string, string>): void;
}

/** The middleware. By koa-mount it belongs at the path of `base`; elsewhere it throws a sentence that names both. */
export function koaEncore(server: OfferServer): (context: unknown, next: () => Promise<unknown>) => Promise<void> {
  const base = pathOf(server);
  return async (given, next) => {
    const context = given as Context;
    if (context.mountPath !== undefined && context.mountPath !== base)
      throw new Error(`the offers are mounted at ${context.mountPath}, but base of createOfferServer is ${base}`);
    const [path = ''] = context.originalUrl.split('?', 1);
    if (!path.startsWith(`${base}/`)) {
      await next();
      return;
    }
    const read = await bodyOf(context.req, context.request);
    const { status, headers, body } = await server.handle({
      method: context.method,
      url: context.originalUrl,
      headers: headersOf(context.req),
      ...read,
      raw: context,
    });
    context.status = status;
    context.set(read.oversized ? { ...headers, connection: 'close' } : headers);
    context.body = body;
  };
}
