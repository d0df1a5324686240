// SPDX-License-Identifier: MIT
//
// An offer server as Express middleware: `app.use('/encore', expressEncore(server))`, before or
// after a body parser. `raw` of the request that the buyer port gets is Express's own, with
// its session and cookies.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { OfferServer } from '../server/ports.js';
import { answer, pathOf } from './nodejs.js';

/** Only what is used, so that the package needs no Express types. */
type ExpressRequest = IncomingMessage & { originalUrl: string; baseUrl: string };

/**
 * The middleware. Mount it where `base` of the server points to; mounted elsewhere it hands every request to the error
 * handler with a sentence that names both.
 */
export function expressEncore(
  server: OfferServer,
): (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => void {
  const base = pathOf(server);
  return (request, response, next) => {
    const { originalUrl, baseUrl } = request as ExpressRequest;
    // NestJS mounts a module's middleware at the whole path of each request.
    if (baseUrl !== '' && baseUrl !== base && !baseUrl.startsWith(`${base}/`)) {
      next(new Error(`the offers are mounted at ${baseUrl}, but base of createOfferServer is ${base}`));
      return;
    }
    answer(server, request, response, originalUrl).catch(next);
  };
}
