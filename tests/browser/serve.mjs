// SPDX-License-Identifier: MIT
//
// A file server for tests, on 127.0.0.1 and a free port: right media types (a Wasm served as anything else does not
// compile while it streams), caching as a shop should have it (hashed names for ever, the rest revalidated), the strict
// Content-Security-Policy when asked, a log of what was requested, and routes for answers that are not files.

import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
};

/** The policy a careful shop sets; the element must live under it. */
export const strictPolicy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; " +
  "img-src 'self'; require-trusted-types-for 'script'";

const hashedName = /\.[A-Z0-9]{8}\.\w+$/;

function findFile(folders, path) {
  const [, prefix, folder] =
    Object.entries(folders)
      .map(([p, f]) => [p.length, p, f])
      .sort((a, b) => b[0] - a[0])
      .find(([, p]) => path.startsWith(p)) ?? [];
  if (!folder) return null;
  const rest = normalize(`/${path.slice(prefix.length)}`); // an absolute path cannot climb above its folder
  const file = join(folder, rest.endsWith('/') ? `${rest}index.html` : rest);
  try {
    return statSync(file).isFile() ? file : null;
  } catch {
    return null;
  }
}

/**
 * Serves folders by URL prefix.
 * @param {Record<string, string>} folders such as { '/': '/some/folder', '/dist/': '/another' }; the longest prefix
 * wins
 * @param {object} [options]
 * @param {string} [options.policy] a Content-Security-Policy for every answer (a worker follows its own)
 * @param {Record<string, string>} [options.headers] further headers for every answer
 * @param {Record<string, (request: import('node:http').IncomingMessage & {body: string}, response:
 * import('node:http').ServerResponse) => unknown>} [options.routes]
 *   by path; asked before the folders, with the request's body read
 * @returns {Promise<{origin: string, requests: {method: string, path: string}[], close: () => Promise<void>}>}
 */
export async function serve(folders, { policy, headers = {}, routes = {} } = {}) {
  const requests = [];
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    requests.push({ method: request.method, path });
    if (policy) response.setHeader('content-security-policy', policy);
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    if (Object.hasOwn(routes, path)) {
      const chunks = [];
      for await (const chunk of request) chunks.push(chunk);
      request.body = Buffer.concat(chunks).toString('utf8');
      return routes[path](request, response);
    }
    const file = findFile(folders, path);
    if (!file) return response.writeHead(404, { 'content-type': 'text/plain' }).end(`nothing at ${path}`);
    response.writeHead(200, {
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      'cache-control': hashedName.test(file) ? 'public, max-age=31536000, immutable' : 'no-cache',
    });
    if (request.method === 'HEAD') return response.end();
    return createReadStream(file).pipe(response);
  });
  await new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    requests,
    close: () =>
      new Promise(resolve => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}
