// SPDX-License-Identifier: MIT
//
// A stranger's project: a folder of tests/compatibility, copied aside, with its own tools as its lock file says and the
// package installed from the tarball that `npm pack` makes.

import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { root, run } from '../../web/tools/build/steps.mjs';

const folder = join(root, 'tests/compatibility');
/** Outside the repository, so that nothing is found in a folder above that a stranger has not. */
const aside = join(tmpdir(), 'encore-compatibility');

/** Packs what is built; resolves to the tarball's path. */
export async function pack() {
  mkdirSync(aside, { recursive: true });
  const printed = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', aside]);
  const [{ filename }] = JSON.parse(printed.slice(printed.indexOf('[')));
  return join(aside, filename);
}

/** The environment of a project's tools: its own programs first, its own Node among them where it has one. */
export const environment = project => ({
  PATH: `${join(project, 'node_modules/.bin')}${delimiter}${process.env.PATH}`,
  CI: '1',
  NO_COLOR: '1',
  FORCE_COLOR: '0',
  NODE_ENV: undefined,
  NEXT_TELEMETRY_DISABLED: '1',
  NUXT_TELEMETRY_DISABLED: '1',
  ASTRO_TELEMETRY_DISABLED: '1',
  WRANGLER_SEND_METRICS: 'false',
});

/**
 * Puts the project of `name` together, from its folder or another `source`, and resolves to where it is. What its lock
 * file asks for is installed once, the package every time.
 */
export async function prepare(name, tarball, source = join(folder, name)) {
  const project = join(aside, name);
  const lock = readFileSync(join(source, 'package-lock.json'));
  const stamp = createHash('sha256').update(lock).digest('hex');
  const stampFile = join(project, 'node_modules/.encore-stamp');
  for (const entry of existsSync(project) ? readdirSync(project) : [])
    if (entry !== 'node_modules') rmSync(join(project, entry), { recursive: true, force: true });
  cpSync(source, project, { recursive: true, filter: path => !/node_modules/.test(path) });
  for (const file of ['program.mjs', 'accepting.mjs']) cpSync(join(folder, file), join(project, file));
  cpSync(join(root, 'examples/sheets/camera.json'), join(project, 'camera.json'));
  const npm = (...args) =>
    run('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: project,
      env: { NODE_ENV: undefined },
    });
  if (!existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== stamp) {
    await npm('ci');
    mkdirSync(join(project, 'node_modules'), { recursive: true });
    writeFileSync(stampFile, stamp);
  }
  await npm('install', '--no-save', '--prefer-offline', tarball);
  return project;
}
