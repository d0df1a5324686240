// SPDX-License-Identifier: MIT
//
// `npm run workbench`: a page for authors of sheets and themes, on 127.0.0.1. Bundles the page
// from its sources and the built package, under the policy a careful shop sets, and draws a
// stand-in for any picture of a sheet that is not there.
//
//   PORT          where to listen (8788)
//   SKIP_BUILD=1  use dist/ as it is

import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { basename, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '../..');
const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
};
/** As in a shop; only pictures may come from where a sheet says. */
const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self' http: https:; frame-src 'self'; " +
  "frame-ancestors 'self'; require-trusted-types-for 'script'";

/** A picture for a product that has none here: a quiet ground, and its file's first letter. */
function standIn(path) {
  const [letter = '?'] = basename(path)
    .replace(/[^a-z0-9]/gi, '')
    .toUpperCase();
  const hue = [...path].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % 360, 7);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 300"><rect width="480" height="300" fill="hsl(${hue} 35% 88%)"/><circle cx="240" cy="150" r="78" fill="hsl(${hue} 35% 76%)"/>` +
    `<text x="240" y="150" dy=".35em" text-anchor="middle" font-family="sans-serif" font-size="84" font-weight="700" fill="hsl(${hue} 40% 30%)">${letter}</text></svg>`
  );
}

async function bundle(dist) {
  const esbuild = await import('esbuild');
  const { outputFiles } = await esbuild.build({
    entryPoints: { workbench: join(here, 'workbench.mjs'), frame: join(here, 'frame.mjs') },
    outdir: here,
    write: false,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    logLevel: 'warning',
    tsconfig: join(root, 'tsconfig.json'),
    alias: { 'encore-offers': join(dist, 'element.js') },
    nodePaths: [join(root, 'node_modules')],
  });
  return Object.fromEntries(outputFiles.map(({ path, contents }) => [`/${basename(path)}`, Buffer.from(contents)]));
}

/** Serves the workbench from a build in `dist`. Returns {url, close}. */
export async function startWorkbench({ port = 0, dist = join(root, 'dist') } = {}) {
  const sheets = join(root, 'examples/sheets');
  const names = readdirSync(sheets)
    .filter(name => name.endsWith('.json'))
    .map(name => basename(name, '.json'));
  const files = {
    ...(await bundle(dist)),
    '/encore.wasm': readFileSync(join(dist, 'encore.wasm')),
    '/sheets.json': Buffer.from(JSON.stringify(names)),
    ...Object.fromEntries(names.map(name => [`/sheets/${name}.json`, readFileSync(join(sheets, `${name}.json`))])),
    ...Object.fromEntries(
      ['index.html', 'frame.html', 'workbench.css', 'frame.css'].map(name => [
        `/${name}`,
        readFileSync(join(here, name)),
      ]),
    ),
  };
  files['/'] = files['/index.html'];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const picture = /\.(?:svg|png|jpe?g|webp|avif|gif)$/.test(pathname);
    const body = Object.hasOwn(files, pathname) ? files[pathname] : picture ? standIn(pathname) : undefined;
    const type = picture ? 'image/svg+xml' : types[pathname === '/' ? '.html' : extname(pathname)];
    response.writeHead(body === undefined ? 404 : 200, {
      'content-type': type ?? 'text/plain',
      'content-security-policy': policy,
      'cache-control': 'no-store',
    });
    response.end(body ?? `nothing at ${pathname}`);
  });
  await new Promise((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    close: () =>
      new Promise(resolve => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    if (!process.env.SKIP_BUILD) {
      const { setup } = await import('../tools/build/setup.mjs');
      const { build } = await import('../tools/build/build.mjs');
      await setup(['core', 'npm']);
      await build();
    }
    const { url } = await startWorkbench({ port: Number(process.env.PORT ?? 8788) });
    console.log(`\nThe workbench is at ${url}  (Ctrl-C ends it)`);
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
