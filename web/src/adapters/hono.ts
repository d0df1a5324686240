// SPDX-License-Identifier: MIT
//
// An offer server as Hono handler: `app.all('/encore/*', honoEncore(server))`, before or after middleware that reads
// the body by `c.req.json()`, `text()` or `parseBody()`: Hono keeps what they read. `raw` of the request that the buyer
// port sees is Hono's context, with its variables and bindings.
import type { OfferServer } from '../server/ports.js';
import { answerFetch } from './fetch.js';

/** Only what is used, so that the package needs no Hono types. */
interface Context {
  req: { raw: Request; text(): Promise<string> };
}

/** The same request with its body again, where Hono has kept it; else as it is, which is then answered with 500. */
async function unread({ req }: Context): Promise<Request> {
  const { url, method, headers, bodyUsed } = req.raw;
  if (!bodyUsed) return req.raw;
  try {
    return new Request(url, { method, headers, body: await req.text() });
  } catch {
    return req.raw;
  }
}

/** The handler. */
export function honoEncore(server: OfferServer): (context: unknown) => Promise<Response> {
  return async context => answerFetch(server, await unread(context as Context), context);
}
