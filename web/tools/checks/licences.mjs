// SPDX-License-Identifier: MIT
//
// `npm run licences`: which licences stand behind what is installed, what of it a user of the package gets, and what
// npm's audit knows of it. The licences are read from the lock file and the installed packages alone. The audit is
// asked of the network: where no advisory service can be reached it says so, and that is no fault.
//
//   node web/tools/checks/licences.mjs                 both
//   node web/tools/checks/licences.mjs --offline       the licences alone: a job of the suite `lint`
//   node web/tools/checks/licences.mjs --root FOLDER   of another project
//
// Ends with 1 where a licence is unknown or not on the list, where something is shipped that is not on the list,
// or where the audit finds something in what is shipped.

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { root as ownRoot } from '../build/steps.mjs';

/** May stand in what we ship. */
const shippable = new Set([
  'MIT',
  'BSD-3-Clause',
  'BSD-2-Clause',
  'ISC',
  'Apache-2.0',
  'Apache-2.0 WITH LLVM-exception',
  '0BSD',
  'CC0-1.0',
  'Unlicense',
]);
/** May stand in the tools, too: none of it is linked or distributed. `BSD` is what some older packages call theirs. */
const usable = new Set([
  ...shippable,
  'MPL-2.0',
  'BlueOak-1.0.0',
  'CC-BY-3.0',
  'CC-BY-4.0',
  'Python-2.0',
  'PSF-2.0',
  'MIT-0',
  'WTFPL',
  'BSD',
]);
/**
 * What a user of the package gets: `lit` and `jose`, and what lit brings. Another one is a decision, and is made here.
 */
const known = new Set([
  'lit',
  'jose',
  'lit-html',
  'lit-element',
  '@lit/reactive-element',
  '@lit-labs/ssr-dom-shim',
  '@types/trusted-types',
]);

/**
 * Linked into the module, from the system's packages and from Emscripten; their notices stand in Debian's copyright
 * files.
 */
const linked = [
  ['nlohmann/json', 'MIT', 'nlohmann-json3-dev'],
  ['Emscripten: system libraries and glue', 'MIT OR NCSA', 'emscripten'],
  ['musl (in Emscripten)', 'MIT', 'emscripten'],
  ['libc++ and compiler-rt (in Emscripten)', 'Apache-2.0 WITH LLVM-exception', 'emscripten'],
];

/**
 * Whether an SPDX expression can be met from the list: any side of OR, all sides of AND, which binds closer.
 * What is no expression is not met.
 */
export function allowed(expression, list) {
  const words = expression.match(/[()]|[^\s()]+/g) ?? [];
  let at = 0;
  const name = () => {
    const first = words[at++];
    if (words[at] !== 'WITH') return list.has(first);
    at += 2;
    return list.has(`${first} WITH ${words[at - 1]}`);
  };
  const one = () => {
    if (words[at] !== '(') return name();
    at++;
    const met = any();
    return words[at++] === ')' && met;
  };
  const every = () => {
    let met = one();
    while (words[at] === 'AND') {
      at++;
      met = one() && met;
    }
    return met;
  };
  const any = () => {
    let met = every();
    while (words[at] === 'OR') {
      at++;
      met = every() || met;
    }
    return met;
  };
  return any() && at === words.length;
}

/** What a package says of itself; older ones have an object or a list. */
export function licenceOf({ license, licenses }) {
  if (typeof license === 'string') return license;
  if (license?.type) return license.type;
  if (Array.isArray(licenses)) return licenses.map(one => one.type ?? one).join(' OR ');
  return 'unknown';
}

/**
 * The packages of a project's lock file: {name, version, licence, shipped, installed}. What is installed speaks for
 * itself; what this system has no use for, a build for another one, is taken at the lock file's word.
 */
export function packagesOf(root) {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return Object.entries(packages)
    .filter(([path, { link }]) => path && !link)
    .map(([path, entry]) => {
      const own = join(root, path, 'package.json');
      const installed = existsSync(own);
      const manifest = installed ? JSON.parse(readFileSync(own, 'utf8')) : entry;
      return {
        name: entry.name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
        version: entry.version,
        licence: licenceOf(manifest),
        shipped: !entry.dev && !entry.devOptional,
        installed,
      };
    });
}

/** What may not be, one line each. */
export function licenceFaults(packages) {
  return packages.flatMap(({ name, version, licence, shipped }) => [
    ...(allowed(licence, shipped ? shippable : usable)
      ? []
      : [`${name} ${version}: ${licence} is not on the list${shipped ? ' of what may be shipped' : ''}`]),
    ...(shipped && !known.has(name) ? [`${name} ${version}: shipped, and not on the list`] : []),
  ]);
}

/** npm's audit as {info, low, moderate, high, critical, total}; null where no advisory service can be asked. */
function audit(root, ...args) {
  const { stdout } = spawnSync('npm', ['audit', '--json', ...args], { cwd: root, encoding: 'utf8', timeout: 60_000 });
  try {
    return JSON.parse(stdout).metadata?.vulnerabilities ?? null;
  } catch {
    return null;
  }
}

function main() {
  const { values } = parseArgs({
    options: { offline: { type: 'boolean' }, root: { type: 'string', default: ownRoot } },
  });
  const root = resolve(values.root);
  const packages = packagesOf(root);

  const by = new Map();
  for (const { licence, shipped } of packages) {
    const counts = by.get(licence) ?? { shipped: 0, tools: 0 };
    counts[shipped ? 'shipped' : 'tools']++;
    by.set(licence, counts);
  }
  console.log(`${'licence'.padEnd(36)}${'shipped'.padStart(8)}${'tools'.padStart(8)}`);
  for (const [licence, counts] of [...by].sort(([, a], [, b]) => b.shipped + b.tools - a.shipped - a.tools)) {
    console.log(`${licence.padEnd(36)}${String(counts.shipped).padStart(8)}${String(counts.tools).padStart(8)}`);
  }
  for (const { name, version, licence } of packages.filter(one => one.shipped))
    console.log(`shipped: ${name} ${version}, ${licence}`);
  for (const [name, licence, copyright] of linked) {
    const stated = existsSync(`/usr/share/doc/${copyright}/copyright`)
      ? `stated in ${copyright}'s copyright file`
      : 'its package is not installed here';
    console.log(`in the module: ${name}, ${licence}; ${stated}`);
  }

  const faults = licenceFaults(packages);
  for (const [name, licence] of linked)
    if (!allowed(licence, shippable)) faults.push(`${name}, in the module: ${licence} is not on the list`);
  if (packages.length === 0) faults.push('no package was found');
  if (values.offline) {
    console.log('audit: not asked for');
  } else {
    const count = found =>
      found
        ? Object.entries(found)
            .filter(([level, n]) => n > 0 && level !== 'total')
            .map(([level, n]) => `${n} ${level}`)
            .join(', ') || 'nothing known'
        : 'not asked: no advisory service can be reached';
    const ours = audit(root, '--omit=dev');
    console.log(`audit of what is shipped: ${count(ours)}`);
    console.log(`audit of everything: ${count(audit(root))}`);
    if (ours?.total > 0) faults.push(`the audit knows of ${ours.total} in what is shipped`);
  }
  for (const fault of faults) console.error(fault);
  console.log(
    `${packages.length} packages, ${packages.filter(one => one.installed).length} installed, ${packages.filter(one => one.shipped).length} shipped, ${faults.length} faults`,
  );
  process.exitCode = faults.length > 0 ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
