// SPDX-License-Identifier: MIT
//
// Builds the WebAssembly module: CMake configures once, Ninja compiles what changed, and binaryen's wasm-opt (the npm
// package, newer than Debian's) takes the last bytes off. The optimised file is kept beside the one it was made from and
// made again only when that one changed.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { progress, root, run } from './steps.mjs';

// What every engine in use has had since 2021; nothing newer may be introduced.
const features = ['mutable-globals', 'sign-ext', 'bulk-memory', 'nontrapping-float-to-int'].map(name => `--enable-${name}`);

/**
 * Configures a preset of CMakePresets.json where needed and builds the targets named (all, if none).
 * Errors: the compiler's last lines.
 */
export async function buildNative(preset, targets = [], print = () => {}) {
  const folder = join(root, 'build', preset);
  if (!existsSync(join(folder, 'build.ninja'))) await run('cmake', ['--preset', preset]);
  const tell = progress(print);
  const count = /^\[(\d+)\/(\d+)\] (.*)/;
  await run('cmake', ['--build', folder, '--parallel', ...targets.flatMap(target => ['--target', target])], {
    onLine: line => {
      const [, done, total, what] = count.exec(line) ?? [];
      if (Number(total) > 1) tell(Number(done), Number(total), what.replace(/\S*CMakeFiles\/\S*\.dir\//, ''));
    },
  });
  return folder;
}

/** Builds the module. Returns the paths of the glue (an ES module) and of the optimised Wasm. */
export async function buildModule(print) {
  const folder = join(await buildNative('wasm', ['encore'], print), 'wasm');
  const linked = join(folder, 'encore.wasm');
  const optimised = join(folder, 'encore.opt.wasm');
  const stamp = join(folder, 'encore.opt.from');
  const digest = createHash('sha256').update(readFileSync(linked)).digest('hex');
  if (!existsSync(optimised) || !existsSync(stamp) || readFileSync(stamp, 'utf8') !== digest) {
    await run(process.execPath, [join(root, 'node_modules/binaryen/bin/wasm-opt'), '-Oz', '--converge', ...features,
      linked, '-o', optimised]);
    writeFileSync(stamp, digest);
  }
  return { glue: join(folder, 'encore.mjs'), wasm: optimised };
}
