// SPDX-License-Identifier: MIT
//
// Where the element's tests live: the repository served on one origin under the strict policy,
// with the built files at /dist/, and a page of an engine opened on the gallery.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { EnginePool } from '../engines.mjs';
import { serve, strictPolicy } from '../serve.mjs';

const root = fileURLToPath(new URL('../../../', import.meta.url));
/** The built files under test. */
export const dist = process.env.ENCORE_DIST ?? `${root}dist`;
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The site, closed when the test ends. */
export async function site(t, options = {}) {
  const server = await serve({ '/': root, '/dist/': dist }, { policy: strictPolicy, ...options });
  t.after(() => server.close());
  return server;
}

/** The engines of this file's tests. */
const pool = new EnginePool();
after(() => pool.close());

/** An engine's page, closed when the test ends. */
export async function browse(t, engine, options) {
  const page = await pool.page(engine, options);
  t.after(() => page.close());
  return page;
}

/** The gallery in a page, painted. `query` as gallery.html lists it. */
export async function openGallery(page, server, query = '') {
  await page.goto(`${server.origin}/tests/browser/gallery.html?${query}`);
  await page.waitFor(() => 'ready' in document.documentElement.dataset);
}

/** A page of one's own markup, served at /page. */
export const pageRoute =
  (body, head = '<script src="/dist/encore.js"></script>') =>
  (request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Order</title>${head}</head><body><main><h1>Thank you</h1>${body}</main></body></html>`,
    );
  };

/** The time `fromNow` milliseconds from now, as sheets and replies write it. */
export const iso = fromNow => new Date(Date.now() + fromNow).toISOString();

/** A route that answers with a script. */
export const script = text => (request, response) => response.setHeader('content-type', 'text/javascript').end(text);

/** Answers as an endpoint does: JSON with the server's time, never cached. */
export const json = (response, status, body) =>
  response
    .writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end(JSON.stringify({ server_time: iso(0), ...body }));

/** What axe finds wrong: one line for each rule and place. Every rule counts, best practices too. */
export async function findings(page, context = 'main') {
  await page.addScript(axeSource);
  return page.evaluate(async context => {
    const { violations } = await globalThis.axe.run(context, { resultTypes: ['violations'] });
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(
        node => `${id}: ${help} — ${node.target.flat().join(' ')} ${node.any.map(check => check.message).join(' ')}`,
      ),
    );
  }, context);
}
