// SPDX-License-Identifier: MIT
//
// Builds the WebAssembly modules: CMake configures once, Ninja compiles what changed, and binaryen's wasm-opt (the npm
// package, newer than Debian's) takes the last bytes off. The optimised file is kept beside the one it was made from
// and made again only when that one changed.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { progress, root, run } from './steps.mjs';

// What every engine in use has had since 2021; nothing newer may be introduced.
const features = ['mutable-globals', 'sign-ext', 'bulk-memory', 'nontrapping-float-to-int'].map(
  name => `--enable-${name}`,
);

// --low-memory-unused: Emscripten keeps the first KiB of memory empty, so that address and offset may be folded
// together.
// --dealign: hints at alignment speed nothing up where memory is aligned anyway, and are bytes that differ.
// --flatten --rereloop: rebuilt control flow is more alike from function to function, which brotli takes.
const passes = ['-Oz', '--flatten', '--rereloop', '-Oz', '-Oz', '--converge', '--low-memory-unused', '--dealign'];

// npm puts the package's programs first in the path, and Emscripten would take that wasm-opt for its own: of another
// version, it leaves the names of imports long where the glue has them short.
const systemPath = () =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .filter(folder => !folder.endsWith(join('node_modules', '.bin')))
    .join(delimiter);

/** Configures a preset of CMakePresets.json where it has not been yet; returns its folder. */
export async function configure(preset) {
  const folder = join(root, 'build', preset);
  if (!existsSync(join(folder, 'build.ninja'))) await run('cmake', ['--preset', preset]);
  return folder;
}

/** The targets that a configured folder can build. */
export async function targetsOf(folder) {
  const list = await run('ninja', ['-C', folder, '-t', 'targets', 'all']);
  return new Set([...list.matchAll(/^([^:\s]+): /gm)].map(([, name]) => name));
}

/**
 * Configures a preset where needed and builds the targets named (all, if none). Errors: the compiler's last lines.
 */
export async function buildNative(preset, targets = [], print = () => {}) {
  const folder = await configure(preset);
  const tell = progress(print);
  const count = /^\[(\d+)\/(\d+)\] (.*)/;
  await run('cmake', ['--build', folder, '--parallel', ...targets.flatMap(target => ['--target', target])], {
    env: { PATH: systemPath() },
    onLine: line => {
      const [, done, total, what] = count.exec(line) ?? [];
      if (Number(total) > 1) tell(Number(done), Number(total), what.replace(/\S*CMakeFiles\/\S*\.dir\//, ''));
    },
  });
  return folder;
}

/**
 * Emscripten shortens the names of imports in both of its files; glue that does not know the module's names never
 * starts.
 */
function holdTogether(glue, linked) {
  const text = readFileSync(glue, 'utf8');
  const strange = WebAssembly.Module.imports(new WebAssembly.Module(readFileSync(linked))).filter(
    ({ name }) => !text.includes(`"${name}":`),
  );
  if (strange.length === 0) return;
  for (const file of [glue, linked]) rmSync(file, { force: true }); // so that the next build links again
  throw new Error(
    `${glue} does not know the module's imports ${strange.map(({ name }) => name).join(' ')}: build again`,
  );
}

async function optimise(folder, name) {
  const linked = join(folder, `${name}.wasm`);
  const optimised = join(folder, `${name}.opt.wasm`);
  const stamp = join(folder, `${name}.opt.from`);
  const digest = createHash('sha256').update(passes.join(' ')).update(readFileSync(linked)).digest('hex');
  if (!existsSync(optimised) || !existsSync(stamp) || readFileSync(stamp, 'utf8') !== digest) {
    await run(process.execPath, [
      join(root, 'node_modules/binaryen/bin/wasm-opt'),
      ...passes,
      ...features,
      linked,
      '-o',
      optimised,
    ]);
    writeFileSync(stamp, digest);
  }
  return optimised;
}

/**
 * Builds both modules: the whole core, and the part of it that a thank-you page loads. Returns for each the paths of
 * its glue (an ES module) and of its optimised Wasm.
 */
export async function buildModules(print) {
  const folder = join(await buildNative('wasm', ['encore', 'encore_page'], print), 'wasm');
  const glue = join(folder, 'encore.mjs');
  holdTogether(glue, join(folder, 'encore.wasm'));
  return {
    whole: { glue, wasm: await optimise(folder, 'encore') },
    page: { glue: join(root, 'wasm/page.mjs'), wasm: await optimise(folder, 'encore_page') },
  };
}
