// SPDX-License-Identifier: MIT
//
// An offer server as `Request -> Response`, for workers, Deno, Bun, Hono, Next.js routes and
// whatever else follows the Fetch standard. Reads at most the body limit, then stops.
import type { KitRequest, OfferServer } from '../server/ports.js';

/** As many bytes as the kit takes. */
const LIMIT = 64 * 1024;

async function readText(request: Request): Promise<Pick<KitRequest, 'body' | 'oversized' | 'unreadable'>> {
  if (request.bodyUsed)
    return {
      body: null,
      oversized: false,
      unreadable: 'The body of this request was read before it reached the offers.',
    };
  if (request.body === null) return { body: null, oversized: false };
  const reader = request.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { body: text + decoder.decode(), oversized: false };
    size += value.byteLength;
    if (size > LIMIT) {
      await reader.cancel();
      return { body: null, oversized: true };
    }
    text += decoder.decode(value, { stream: true });
  }
}

/** One request, answered. `raw` is what the buyer port is to see of it. */
export async function answerFetch(server: OfferServer, request: Request, raw: unknown = request): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const given: KitRequest = {
    method: request.method,
    url: pathname + search,
    headers: Object.fromEntries(request.headers),
    ...(await readText(request)),
    raw,
  };
  const { status, headers, body } = await server.handle(given);
  const empty = body === '' || status === 204;
  return new Response(empty ? null : body, { status, headers });
}

/** The handler. `raw` of the request that the buyer port gets is the Request itself. */
export function fetchHandler(server: OfferServer): (request: Request) => Promise<Response> {
  return request => answerFetch(server, request);
}
