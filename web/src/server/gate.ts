// SPDX-License-Identifier: MIT
//
// What a request must be before anybody looks inside: from a page the shop allows, JSON, of
// a sane size. A cross-site form can send neither application/json nor an allowed Origin, so
// both together keep another site from spending a shopper's cookie. Also the answer to CORS
// preflights. Nothing here depends on offers.
import type { KitRequest, KitResponse } from './ports.js';
import { problem, type Reply } from './problems.js';

/** An accept is under 8 KB with a token of one candidate; beacons are batched. */
export const MAX_BODY_BYTES = 64 * 1024;

export interface OriginPolicy {
  origins: ReadonlySet<string>;
}

/** Origins as browsers send them: scheme, host and port, in lower case, nothing else. */
export function readOrigins(origins: readonly string[]): ReadonlySet<string> {
  return new Set(
    origins.map(origin => {
      const url = new URL(origin);
      if (url.origin === 'null') throw new TypeError(`an allowed origin needs http or https: ${origin}`);
      return url.origin;
    }),
  );
}

/** The headers that let an allowed page read the reply. */
export function corsHeaders(request: KitRequest, { origins }: OriginPolicy): Record<string, string> {
  const { origin } = request.headers;
  if (origin === undefined || !origins.has(origin)) return { vary: 'Origin' };
  return {
    vary: 'Origin',
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    'access-control-expose-headers': 'Retry-After, Date',
  };
}

export function preflight(request: KitRequest, gate: OriginPolicy): KitResponse {
  const allowed = request.headers['origin'] !== undefined && gate.origins.has(request.headers['origin']);
  if (!allowed) return { status: 403, headers: { vary: 'Origin' }, body: '' };
  return {
    status: 204,
    body: '',
    headers: {
      ...corsHeaders(request, gate),
      'access-control-allow-methods': 'GET, HEAD, POST',
      'access-control-allow-headers': 'content-type, idempotency-key',
      'access-control-max-age': '600',
    },
  };
}

/** The reply that refuses a request at the door, or null. */
export function checkRequest(request: KitRequest, { origins }: OriginPolicy): Reply | null {
  const { origin, 'content-type': type } = request.headers;
  // Browsers send Origin with every POST; a request without one does not come from a page.
  const post = request.method === 'POST';
  if (origin === undefined ? post : !origins.has(origin))
    return problem('unauthorized', "Requests are taken from the shop's own pages only.");
  if (!post) return null;
  if (!/^application\/json\s*(;|$)/i.test(type ?? ''))
    return problem('invalid', 'The content type must be application/json.', {}, 415);
  const size = request.body === null ? 0 : Buffer.byteLength(request.body);
  if (request.oversized === true || size > MAX_BODY_BYTES)
    return problem('invalid', `The body may have ${String(MAX_BODY_BYTES)} bytes.`, {}, 413);
  return null;
}
