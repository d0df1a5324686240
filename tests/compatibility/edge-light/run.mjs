// SPDX-License-Identifier: MIT
//
// Bundles the function with the condition `edge-light`, gives it the Wasm module compiled, as the platforms do, and
// runs it in Vercel's edge runtime, which compiles no WebAssembly and evaluates no text.
import { readFileSync } from 'node:fs';
import { EdgeRuntime } from 'edge-runtime';
import { build } from 'esbuild';

const modules = {};
const compiledWasm = {
  name: 'compiled-wasm',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\.wasm\?module$/ }, ({ path, resolveDir }) => ({
      path: new URL(path.replace('?module', ''), `file://${resolveDir}/`).pathname,
      namespace: 'compiled-wasm',
    }));
    onLoad({ filter: /.*/, namespace: 'compiled-wasm' }, async ({ path }) => {
      modules.wasm_encore = await WebAssembly.compile(readFileSync(path));
      return { contents: 'export default globalThis.wasm_encore;' };
    });
  },
};
const {
  outputFiles: [{ text }],
} = await build({
  entryPoints: ['function.js'],
  bundle: true,
  write: false,
  format: 'iife',
  conditions: ['edge-light'],
  plugins: [compiledWasm],
});
const runtime = new EdgeRuntime({ initialCode: text, extend: context => Object.assign(context, modules) });
const sheet = readFileSync('camera.json', 'utf8');
const answer = await runtime.dispatchFetch('https://function.example/', { method: 'POST', body: sheet });
console.log(answer.status, await answer.text());
