// SPDX-License-Identifier: MIT
//
// Files: the stylesheet and pictures under hashed names, and Encore's build. A hashed name may be kept for ever;
// `encore.js` keeps its name, so browsers ask each time whether it changed, by its ETag. Files are read and
// compressed once and kept in memory until they change on disk: there are few, and they are small.

import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { kGrounds } from '../pictures/pictures.mjs';
import { compress, encodingFor, isWorthIt } from './compression.mjs';

const kForever = 'public, max-age=31536000, immutable';
const isHashed = file => /[.-][0-9A-Za-z_-]{8,}\.(?:js|wasm|css)$/.test(file);

/** The address and text of a script that keeps what stands beside the offers true: `receipt`, or `basket`. */
export function readScript(name) {
  const text = fs.readFileSync(new URL(`../pages/${name}.js`, import.meta.url), 'utf8');
  return { url: `/assets/${name}.${createHash('sha256').update(text).digest('hex').slice(0, 10)}.js`, text };
}

/** The stylesheet's address and text: style.css, and behind the pictures of offers the ground that is in them. */
export function readStyles() {
  const grounds = Object.entries(kGrounds)
    .map(([trade, colour]) => `encore-offers.${trade}::part(media) { background: ${colour}; }\n`)
    .join('');
  const text = fs.readFileSync(new URL('../style.css', import.meta.url), 'utf8') + grounds;
  return { url: `/assets/shop.${createHash('sha256').update(text).digest('hex').slice(0, 10)}.css`, text };
}

/**
 * What the thank-you page says about Encore's files: the integrity of `encore.js`, without which a browser runs it
 * however it was changed on the way, and what it may fetch ahead: the element, its words, and the Wasm, so
 * that all of it is under way together once the page itself has been painted. The build's manifest is read again when
 * it has changed; without a build there is nothing to say.
 * @returns {() => { integrity?: string, hints: { rel: string, href: string, integrity: string, as?: string,
 * crossorigin?: string }[] }}
 */
export function preloadHints(dist) {
  const file = path.join(dist, 'manifest.json');
  let readAt;
  let known;
  return () => {
    try {
      const { mtimeMs } = fs.statSync(file);
      if (mtimeMs !== readAt) {
        const manifest = JSON.parse(fs.readFileSync(file, 'utf8'));
        known = { integrity: manifest.loader_integrity, hints: hintsOf(manifest) };
        readAt = mtimeMs;
      }
      return known;
    } catch {
      return { hints: [] };
    }
  };
}

function hintsOf({ element, modules, wasm }) {
  // The words of the shop's language: the element would ask for them, but only once it is there itself.
  const later = ['messages/en'].flatMap(role => Object.keys(modules).find(file => modules[file].role === role) ?? []);
  return [
    ...[element, ...later].map(name => ({
      rel: 'modulepreload',
      href: `/encore/${name}`,
      integrity: modules[name].integrity,
    })),
    // The element fetches it with its integrity.
    { rel: 'preload', as: 'fetch', crossorigin: 'anonymous', href: `/encore/${wasm.file}` },
  ];
}

const kMimeTypes = {
  '.js': 'text/javascript; charset=utf-8',
  '.wasm': 'application/wasm',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** A file ready to be sent, in every encoding somebody has asked for. */
function sendable(bytes, type) {
  const encoded = new Map();
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
  return {
    send(request, reply, cacheControl) {
      reply.header('cache-control', cacheControl).header('vary', 'accept-encoding').type(type);
      const encoding = isWorthIt(type, bytes.length) ? encodingFor(request) : undefined;
      const tag = encoding ? etag.replace(/"$/, `-${encoding}"`) : etag;
      reply.header('etag', tag);
      if (request.headers['if-none-match'] === tag) return reply.code(304).send();
      if (!encoding) return reply.send(bytes);
      if (!encoded.has(encoding)) encoded.set(encoding, compress(bytes, encoding, { best: true }));
      return reply.header('content-encoding', encoding).send(encoded.get(encoding));
    },
  };
}

/** The files of a folder by name, without its subfolders; read when first asked for, and again when they change. */
function folderOf(folder) {
  const known = new Map();
  return name => {
    const type = kMimeTypes[path.extname(name)];
    if (!type || !/^[\w.-]+$/.test(name)) return undefined;
    const file = path.join(folder, name);
    const stat = fs.statSync(file, { throwIfNoEntry: false });
    if (!stat?.isFile()) return undefined;
    const version = `${stat.mtimeMs} ${stat.size}`;
    if (known.get(name)?.version !== version) known.set(name, { version, file: sendable(fs.readFileSync(file), type) });
    return known.get(name).file;
  };
}

const kIcon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#1f5c45"/><path d="M16 26V9M16 12c0-4 2-6 6-6 0 4-2 6-6 6Zm0 8c0-4 3-6 7-6 0 4-3 6-7 6Zm0 0c0-4-3-6-7-6 0 4 3 6 7 6Z" fill="#e2f0e8" stroke="#e2f0e8" stroke-width="1.5"/></svg>';

/** @param {import('fastify').FastifyInstance} app */
export function serveFiles(app, { dist, styles, scripts, pictures }) {
  const stylesheet = sendable(Buffer.from(styles.text), kMimeTypes['.css']);
  const icon = sendable(Buffer.from(kIcon), kMimeTypes['.svg']);
  const drawn = new Map();
  const built = folderOf(dist);
  app.get(styles.url, (request, reply) => stylesheet.send(request, reply, kForever));
  for (const { url, text } of scripts) {
    const script = sendable(Buffer.from(text), kMimeTypes['.js']);
    app.get(url, (request, reply) => script.send(request, reply, kForever));
  }
  app.get('/favicon.svg', (request, reply) => icon.send(request, reply, 'public, max-age=86400'));
  app.get('/pictures/:name', (request, reply) => {
    const { name } = request.params;
    const svg = pictures.file(name);
    if (!svg) return reply.callNotFound();
    if (!drawn.has(name)) drawn.set(name, sendable(Buffer.from(svg), kMimeTypes['.svg']));
    return drawn.get(name).send(request, reply, kForever);
  });
  app.get('/encore/:name', (request, reply) => {
    const { name } = request.params;
    const file = built(name);
    return file ? file.send(request, reply, isHashed(name) ? kForever : 'no-cache') : reply.callNotFound();
  });
}
