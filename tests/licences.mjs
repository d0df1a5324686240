// SPDX-License-Identifier: MIT
//
// `npm run licences`: which licences stand behind what is installed, what of it a user of the package gets, and what npm's audit
// knows of it. Read from the lock file and the installed packages alone; the audit is asked of the network and is left out,
// saying so, where there is none. Ends with 1 where a licence is unknown or not on the list, or the audit finds something in
// what is shipped.

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../wasm/steps.mjs';

/** May stand in what we ship. */
const shipped = new Set(['MIT', 'BSD-3-Clause', 'BSD-2-Clause', 'ISC', 'Apache-2.0', '0BSD', 'CC0-1.0', 'Unlicense']);
/** May stand in the tools, too: none of it is linked or distributed. */
const tools = new Set([...shipped, 'MPL-2.0', 'BlueOak-1.0.0', 'CC-BY-3.0', 'CC-BY-4.0', 'Python-2.0', 'PSF-2.0', 'MIT-0', 'WTFPL', 'BSD', 'Artistic-2.0', 'PostgreSQL', 'CC-BY-SA-4.0']);

/** Whether an SPDX expression can be met from the list: any side of OR, all sides of AND. */
export function allowed(expression, list) {
  return expression.replace(/[()]/g, '').split(/\s+OR\s+/).some(side => side.split(/\s+AND\s+/).every(name => list.has(name.trim())));
}

/** What a package says of itself; older ones have an object or a list. */
export function licenceOf(manifest) {
  const { license, licenses } = manifest;
  if (typeof license === 'string') return license;
  if (license?.type) return license.type;
  if (Array.isArray(licenses)) return licenses.map(one => one.type ?? one).join(' OR ');
  return 'unknown';
}

const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
const packages = Object.entries(lock.packages).filter(([path, { link }]) => path && !link && existsSync(join(root, path, 'package.json'))).map(([path, entry]) => {
  const manifest = JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8'));
  return { name: manifest.name, version: manifest.version, licence: licenceOf(manifest), shipped: !entry.dev && !entry.devOptional && !entry.optional };
});

const by = new Map();
for (const { licence, shipped: ours } of packages) {
  const counts = by.get(licence) ?? { shipped: 0, tools: 0 };
  counts[ours ? 'shipped' : 'tools']++;
  by.set(licence, counts);
}
console.log(`${'licence'.padEnd(36)}${'shipped'.padStart(8)}${'tools'.padStart(8)}`);
for (const [licence, counts] of [...by].sort(([, a], [, b]) => b.shipped + b.tools - a.shipped - a.tools)) {
  console.log(`${licence.padEnd(36)}${String(counts.shipped).padStart(8)}${String(counts.tools).padStart(8)}`);
}
for (const { name, version, licence } of packages.filter(one => one.shipped)) console.log(`shipped: ${name} ${version}, ${licence}`);

// Linked into the module, from the system's packages and from Emscripten; their notices stand in Debian's copyright files.
for (const [name, licence, copyright] of [
  ['nlohmann/json', 'MIT', 'nlohmann-json3-dev'], ['Emscripten: system libraries and glue', 'MIT OR NCSA', 'emscripten'],
  ['musl (in Emscripten)', 'MIT', 'emscripten'], ['libc++ and compiler-rt (in Emscripten)', 'Apache-2.0 WITH LLVM-exception', 'emscripten'],
]) {
  const stated = existsSync(`/usr/share/doc/${copyright}/copyright`) ? `stated in ${copyright}'s copyright file` : 'its package is not installed here';
  console.log(`in the module: ${name}, ${licence}; ${stated}`);
}

const wrong = packages.filter(one => !allowed(one.licence, one.shipped ? shipped : tools));
for (const { name, version, licence, shipped: ours } of wrong) console.log(`NOT ON THE LIST: ${name} ${version}, ${licence}${ours ? ', shipped' : ''}`);

/** npm's audit as {info, low, moderate, high, critical}; null where the registry cannot be asked. */
function audit(...args) {
  const { stdout } = spawnSync('npm', ['audit', '--json', ...args], { cwd: root, encoding: 'utf8', timeout: 60_000 });
  try {
    return JSON.parse(stdout).metadata?.vulnerabilities ?? null;
  } catch {
    return null;
  }
}
const count = found => (found ? Object.entries(found).filter(([, n]) => n > 0).map(([level, n]) => `${n} ${level}`).join(', ') || 'nothing known' : 'not asked: no advisory service can be reached');
const ours = audit('--omit=dev');
console.log(`audit of what is shipped: ${count(ours)}`);
console.log(`audit of everything: ${count(audit())}`);
console.log(`npm ${execFileSync('npm', ['--version'], { encoding: 'utf8' }).trim()}, ${packages.length} packages installed, ${packages.filter(one => one.shipped).length} shipped, ${wrong.length} not on the list`);
process.exitCode = wrong.length > 0 || (ours?.total ?? 0) > 0 || packages.length === 0 ? 1 : 0;
