// SPDX-License-Identifier: MIT
//
// Holds the order of the floors: what each part may include or import. In C++ a floor uses only floors below it, only one
// file knows the JSON library, and nothing in the core can reach a clock, randomness or the outside, because the headers
// for them are refused. In TypeScript the page's parts never reach Node, the server kit or the command line.
//
//   node tests/floors.mjs        prints each breach; ends with 1 if there is one

import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../wasm/steps.mjs';

/** From the ground up; floors on one line do not see each other. */
const floors = [['base'], ['money'], ['sheet'], ['json', 'rules', 'price'], ['select'], ['session'], ['api']];
const level = new Map(floors.flatMap((names, index) => names.map(name => [name, index])));

/** Impure, or too heavy for a page. */
const refusedHeaders = new Set(['chrono', 'ctime', 'time.h', 'random', 'thread', 'mutex', 'atomic', 'future', 'locale', 'iostream', 'ostream',
  'istream', 'fstream', 'sstream', 'iomanip', 'filesystem', 'regex', 'functional', 'map', 'set', 'unordered_map', 'unordered_set', 'cstdio', 'stdio.h']);

/** What each part of web/src may import from; a dynamic import() may also reach what stands in `later`. */
const parts = {
  engine: { from: [], page: true },
  analytics: { from: ['engine'], page: true },
  messages: { from: [], page: true },
  host: { from: ['engine', 'analytics'], page: true },
  element: { from: ['engine', 'analytics', 'host', 'messages'], later: ['inspector', '../themes'], packages: ['lit'], page: true },
  inspector: { from: ['engine', 'analytics', 'host', 'element', 'messages'], packages: ['lit'], page: true },
  loader: { from: [], page: true },
  adapters: { from: ['engine', 'analytics', 'server'], packages: ['fastify', 'express'] },
  node: { from: ['engine', '../schema'] },
  server: { from: ['engine', 'node', 'analytics'], packages: ['jose', 'pg', '@electric-sql/pglite', 'fastify', 'express'] },
  cli: { from: ['engine', 'node', 'server', 'analytics', '../schema'], packages: ['jose'] },
};

/** The breaches of one C++ file of src/encore; `path` is relative to that folder. */
export function cppBreaches(path, text) {
  const floor = path.includes('/') ? path.split('/')[0] : 'api';
  const found = [];
  for (const [, quote, header] of text.matchAll(/^\s*#\s*include\s*(["<])([^">]+)[">]/gm)) {
    if (quote === '<') {
      if (refusedHeaders.has(header)) found.push(`<${header}> is refused in the core`);
      if (header.startsWith('nlohmann/') && path !== 'json/parse.cpp') found.push('only json/parse.cpp knows the JSON library');
      continue;
    }
    const [top, other, file] = header.split('/');
    if (header === 'encore/api.hpp' && floor === 'api') continue;
    if (top !== 'encore' || !level.has(other) || !file) found.push(`"${header}" is not a path of the form encore/<floor>/<file>`);
    else if (other !== floor && level.get(other) >= level.get(floor)) found.push(`${floor} may not include ${header}: it is not below`);
  }
  return found;
}

/** The breaches of one TypeScript file of web/src; `path` is relative to that folder. */
export function importBreaches(path, text) {
  const part = path.split('/')[0].replace(/\.ts$/, '');
  const rules = parts[part];
  if (!rules) return [`${part} is not a known part of web/src; add it to tests/floors.mjs with what it may import`];
  const found = [];
  const statements = [...text.matchAll(/^\s*(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]|^\s*import\s*['"]([^'"]+)['"]/gm)]
    .map(match => ({ target: match[1] ?? match[2], later: false }));
  const dynamic = [...text.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g)].map(match => ({ target: match[1], later: true }));
  for (const { target, later } of [...statements, ...dynamic]) {
    if (target === 'encore:glue' || target === 'encore:glue/whole') {
      if (part !== 'engine' && part !== 'node') found.push('only the engine meets the glue');
    } else if (target.startsWith('.')) {
      const steps = posix.join(posix.dirname(path), target).split('/');
      const other = steps[0] === '..' ? `../${steps[1]}` : steps[0].replace(/\.[jt]s$/, '');
      const allowed = [part, ...rules.from, ...(later ? rules.later ?? [] : [])];
      if (!allowed.includes(other)) found.push(`${part} may not import ${other} (${target})`);
    } else if (target.startsWith('node:')) {
      if (rules.page) found.push(`${part} runs in pages and may not import ${target}`);
    } else {
      const name = target.startsWith('@') ? target.split('/').slice(0, 2).join('/') : target.split('/')[0];
      if (!(rules.packages ?? []).includes(name)) found.push(`${part} may not import the package ${name}`);
    }
  }
  return found;
}

const filesUnder = (folder, ending) => readdirSync(join(root, folder), { recursive: true })
  .map(name => name.replaceAll('\\', '/')).filter(name => ending.test(name) && !name.endsWith('.d.ts'));

/** All breaches of the tree, one line each, and the number of files read. */
export function checkFloors() {
  const lines = [];
  let files = 0;
  for (const [folder, ending, breaches] of [['src/encore', /\.[ch]pp$/, cppBreaches], ['web/src', /\.ts$/, importBreaches]]) {
    for (const name of filesUnder(folder, ending)) {
      files++;
      for (const breach of breaches(name, readFileSync(join(root, folder, name), 'utf8'))) lines.push(`${folder}/${name}: ${breach}`);
    }
  }
  return { lines, files };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { lines, files } = checkFloors();
  for (const line of lines) console.error(line);
  console.log(`${files} files, ${lines.length} breaches of the floors`);
  process.exitCode = lines.length > 0 || files === 0 ? 1 : 0;
}
