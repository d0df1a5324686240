// SPDX-License-Identifier: MIT
//
// An offer server as Express middleware: `app.use('/encore', expressEncore(server))`, before
// any body parser. `raw` of the request that the buyer port sees is Express's own, with its
// session and cookies.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { OfferServer } from '../server/ports.js';
import { answer } from './nodejs.js';

/** Only what is used, so that the package needs no Express types. */
type ExpressRequest = IncomingMessage & { originalUrl: string };

/** The middleware. Mount it where `base` of the server points to. */
export function expressEncore(
  server: OfferServer,
): (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => void {
  return (request, response, next) => {
    answer(server, request, response, (request as ExpressRequest).originalUrl).catch(next);
  };
}
