// SPDX-License-Identifier: MIT
//
// Files: the stylesheet and pictures under hashed names, and Encore's build. A hashed name may be kept for ever;
// `encore.js` keeps its name, so browsers ask each time whether it changed.

import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import fastifyStatic from '@fastify/static';

const kForever = 'public, max-age=31536000, immutable';
const isHashed = (file) => /[.-][0-9A-Za-z_-]{8,}\.(?:js|wasm|css)$/.test(file);

/** The stylesheet's address and text. */
export function readStyles() {
  const text = fs.readFileSync(new URL('../style.css', import.meta.url), 'utf8');
  return { url: `/assets/shop.${createHash('sha256').update(text).digest('hex').slice(0, 10)}.css`, text };
}

/**
 * What the thank-you page may fetch ahead: the element and the modules it imports at once. The Wasm is not: it is
 * fetched without credentials, which no preload can ask for. The build's manifest
 * is read again when it has changed; without a build there is nothing to hint at.
 * @returns {() => { rel: string, href: string, integrity: string }[]}
 */
export function preloadHints(dist) {
  const file = path.join(dist, 'manifest.json');
  let readAt;
  let hints = [];
  return () => {
    try {
      const { mtimeMs } = fs.statSync(file);
      if (mtimeMs !== readAt) {
        hints = hintsOf(JSON.parse(fs.readFileSync(file, 'utf8')));
        readAt = mtimeMs;
      }
    } catch {
      hints = [];
    }
    return hints;
  };
}

function hintsOf({ element, modules }) {
  const needed = new Set();
  const visit = (name) => { if (!needed.has(name)) { needed.add(name); modules[name].imports.forEach(visit); } };
  visit(element);
  return [...needed].map((name) => ({ rel: 'modulepreload', href: `/encore/${name}`, integrity: modules[name].integrity }));
}

/** @param {import('fastify').FastifyInstance} app */
export async function serveFiles(app, { dist, styles, pictures }) {
  app.get(styles.url, (request, reply) => reply.header('cache-control', kForever).type('text/css; charset=utf-8').send(styles.text));
  app.get('/favicon.svg', (request, reply) => reply.header('cache-control', 'public, max-age=86400').type('image/svg+xml').send(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#1f5c45"/><path d="M16 26V9M16 12c0-4 2.500-6 6-6 0 4-2 6-6 6Zm0 8c0-4 3-6.500 7-6.500 0 4-3 6.500-7 6.500Zm0 0c0-4-3-6.500-7-6.500 0 4 3 6.500 7 6.500Z" fill="#e2f0e8" stroke="#e2f0e8" stroke-width="1.500"/></svg>'));
  app.get('/pictures/:name', (request, reply) => {
    const svg = pictures.file(request.params.name);
    if (!svg) return reply.callNotFound();
    return reply.header('cache-control', kForever).type('image/svg+xml').send(svg);
  });
  await app.register(fastifyStatic, {
    root: dist, prefix: '/encore/', index: false, cacheControl: false, decorateReply: false,
    setHeaders: (reply, file) => {
      // Modules and Wasm are fetched in CORS mode with integrity; from this origin that needs nothing more.
      reply.header('cache-control', isHashed(path.basename(file)) ? kForever : 'no-cache');
    },
  });
}
