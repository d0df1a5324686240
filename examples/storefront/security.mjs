// SPDX-License-Identifier: MIT
//
// What every answer of the shop carries: a Content Security Policy with Trusted Types, and a refusal of form
// posts that come from another site. The policy allows WebAssembly and nothing inline; a page that needs a
// style or a script must bring it as a file of the shop's own.

export const kPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

/** @param {import('fastify').FastifyInstance} app */
export function protect(app) {
  app.addHook('onSend', async (request, reply, payload) => {
    if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', kPolicy);
    reply.header('x-content-type-options', 'nosniff');
    reply.header('referrer-policy', 'same-origin');
    reply.header('cross-origin-opener-policy', 'same-origin');
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
    return payload;
  });
  // SameSite=Lax keeps cookies out of foreign posts; this refuses the posts themselves. A missing Origin
  // (old clients, command line) is let through: without a cookie it can do nothing.
  app.addHook('preHandler', async (request, reply) => {
    if (request.method !== 'POST' || !request.headers['content-type']?.startsWith('application/x-www-form-urlencoded'))
      return;
    const { origin } = request.headers;
    if (origin && (!URL.canParse(origin) || new URL(origin).host !== request.headers.host)) {
      return reply.code(403).type('text/plain').send('This form was sent from another site.');
    }
  });
}

/** The longest a request may take to arrive, head and body. */
export const kRequestMs = 15_000;

const kBuyerSeconds = 30 * 86_400;

/**
 * The cookie that makes a browser the buyer of its orders. Over HTTPS it is a __Host- cookie: no sub-domain and no
 * plain connection can set it.
 * @param {string[]} origins the shop's public addresses
 */
export function buyerCookie(origins) {
  const secure = origins.some(origin => origin.startsWith('https:'));
  const name = secure ? '__Host-shop_buyer' : 'shop_buyer';
  return {
    name,
    read: request => request.cookies?.[name],
    write: (reply, secret) =>
      reply.setCookie(name, secret, { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge: kBuyerSeconds }),
  };
}

/**
 * A rate limit in memory, for one instance: so many requests of one address in a minute. Behind a proxy the address is
 * the proxy's unless Fastify's trustProxy says otherwise; several instances need a shared counter.
 * @param {{ now: () => number, most?: number }} options
 */
export function limitRequests({ now, most = 240 }) {
  const seen = new Map();
  let minute = 0;
  return async request => {
    const current = Math.floor(now() / 60_000);
    if (current !== minute) seen.clear();
    minute = current;
    const { ip } = request.raw;
    const count = (seen.get(ip) ?? 0) + 1;
    seen.set(ip, count);
    return count > most ? { retry_after_s: 60 - (Math.floor(now() / 1000) % 60) } : null;
  };
}
