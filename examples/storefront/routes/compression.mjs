// SPDX-License-Identifier: MIT
//
// Text leaves compressed: files at the best setting, once; pages quickly, each time. Pages that carry a token hold
// nothing that a stranger could write into them (not even the query of their address), so their compressed
// length tells nothing about it.

import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const kSmallest = 860; // below this a packet is a packet
const kTypes = /^(?:text\/|application\/(?:javascript|json|wasm)|image\/svg)/;

/** The encoding to answer with: `br`, `gzip` or none. Browsers offer Brotli only where it is safe from meddling. */
export function encodingFor(request) {
  const offered = String(request.headers['accept-encoding'] ?? '')
    .split(',')
    .map(part => part.trim().split(';')[0]);
  return ['br', 'gzip'].find(name => offered.includes(name));
}

export const compress = (bytes, encoding, { best }) =>
  encoding === 'br'
    ? brotliCompressSync(bytes, {
        params: { [constants.BROTLI_PARAM_QUALITY]: best ? 11 : 4, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
      })
    : gzipSync(bytes, { level: best ? 9 : 5 });

/** Whether an answer of this type and size is worth it. */
export const isWorthIt = (type, size) => size >= kSmallest && kTypes.test(type);

/** Compresses pages on their way out. @param {import('fastify').FastifyInstance} app */
export function compressPages(app) {
  app.addHook('onSend', async (request, reply, payload) => {
    const type = String(reply.getHeader('content-type') ?? '');
    if (typeof payload !== 'string' || !type.startsWith('text/html') || !isWorthIt(type, Buffer.byteLength(payload)))
      return payload;
    reply.header('vary', 'accept-encoding');
    const encoding = encodingFor(request);
    if (!encoding) return payload;
    reply.header('content-encoding', encoding).removeHeader('content-length');
    return compress(Buffer.from(payload), encoding, { best: false });
  });
}
