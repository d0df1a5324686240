// SPDX-License-Identifier: MIT
//
// `npm run compatibility [NAME …]`: the packed package in strangers' projects. Each folder here is one: its tools with
// their lock file, a page or a program, and check.mjs, which lists what is to hold:
//
//   steps    commands, which must end well and warn of nothing
//   page     {folder} of a static site or {server} command: opened in Chromium, an offer seen and accepted; of a
//            {file}, which no server answers, seen
//   assets   the folder that the page's files are in: each Wasm file must be there once
//   prints   what the last command must have printed
//   database true: a PostgreSQL of its own, empty, at DATABASE_URL
//   run      instead of these: a function of the project's folder and {DATABASE_URL, port}
//
// A check.mjs may export `source`, the folder of an example whose package and lock file are taken.
//
// Needs `npm run build` and the browsers of `node web/tools/build/setup.mjs browsers`. Ends with "N passed, N failed".

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, run, seconds } from '../../web/tools/build/steps.mjs';
import { serve } from '../browser/serve.mjs';
import { startCluster } from '../node/storefront/cluster.mjs';
import { environment, pack, prepare } from './project.mjs';
import { visit } from './visit.mjs';
import { freePort } from '../free-port.mjs';

const folder = join(root, 'tests/compatibility');
const names = readdirSync(folder, { withFileTypes: true })
  .filter(entry => entry.isDirectory() && existsSync(join(folder, entry.name, 'check.mjs')))
  .map(({ name }) => name);

/** Starts a project's own server and resolves once it answers: {url, close}. */
async function startServer(project, command) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  const [program, ...args] = command.map(word => word.replace('PORT', port));
  const child = spawn(program, args, {
    cwd: project,
    env: { ...process.env, ...environment(project), PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (output += chunk));
  const ended = new Promise(resolve => child.once('close', resolve));
  const close = () => {
    if (child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
    return ended;
  };
  for (let tries = 0; ; tries++) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return { url, close };
    if (child.exitCode !== null || tries === 240) {
      await close();
      throw new Error(`${command.join(' ')} does not answer:\n${output}`);
    }
    await new Promise(resolve => setTimeout(resolve, 250));
  }
}

/** Each Wasm file of the package, as it was built, exactly once. */
function assertAssets(assets) {
  const digest = path => createHash('sha256').update(readFileSync(path)).digest('hex');
  const wanted = ['page.wasm', 'encore.wasm'].map(file => digest(join(root, 'dist', file)));
  const found = readdirSync(assets, { recursive: true })
    .filter(name => name.endsWith('.wasm'))
    .map(name => digest(join(assets, name)));
  assert.deepEqual(found.sort(), wanted.sort(), `each Wasm file once in ${assets}`);
}

/** Runs `work` with the environment of a database of its own. */
async function withDatabase(work) {
  const { url, stop } = await startCluster();
  try {
    await work({ DATABASE_URL: url });
  } finally {
    await stop();
  }
}

async function check(project, what, more = {}) {
  if (what.run) return what.run(project, { ...more, port: await freePort() });
  const { steps = [], page, assets, prints, ignore, warnings = [] } = what;
  let output = '';
  for (const [program, ...args] of steps) {
    output = await run(program, args, { cwd: project, env: { ...environment(project), ...more } });
    const warned = output
      .split('\n')
      .filter(line => /\bwarn(?:ing)?\b/i.test(line) && !warnings.some(known => known.test(line)));
    assert.deepEqual(warned, [], `${program} warns of nothing`);
  }
  if (prints) assert.match(output, prints);
  if (assets) assertAssets(join(project, assets));
  if (!page) return;
  if (page.file)
    return void (await visit(pathToFileURL(join(project, page.file)).href, { buys: false, args: page.args }));
  const server = page.server
    ? await startServer(project, page.server)
    : await serve({ '/': join(project, page.folder) }).then(({ origin, close }) => ({ url: `${origin}/`, close }));
  try {
    await visit(server.url, { ignore });
  } finally {
    await server.close();
  }
}

async function main() {
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter(name => !names.includes(name));
  if (unknown.length > 0) {
    console.error(`unknown ${unknown.join(', ')}; known: ${names.join(' ')}`);
    process.exit(2);
  }
  const counts = { passed: 0, failed: 0 };
  const tarball = await pack();
  for (const name of wanted.length > 0 ? wanted : names) {
    const { default: checks, source } = await import(`./${name}/check.mjs`);
    let project;
    for (const [title, what] of Object.entries(checks)) {
      const start = performance.now();
      try {
        project ??= await prepare(name, tarball, source && join(root, source));
        if (what.database) await withDatabase(env => check(project, what, env));
        else await check(project, what);
        counts.passed++;
        console.log(`ok    ${name}: ${title}  ${seconds(start)}`);
      } catch (error) {
        counts.failed++;
        console.log(`FAIL  ${name}: ${title}  ${seconds(start)}\n${error.message.replace(/^/gm, '   | ')}`);
      }
    }
  }
  console.log(`${counts.passed} passed, ${counts.failed} failed`);
  process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;
}

await main();
