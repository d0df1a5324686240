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
    reply.header('content-security-policy', kPolicy);
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
