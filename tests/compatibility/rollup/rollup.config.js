// SPDX-License-Identifier: MIT
import resolve from '@rollup/plugin-node-resolve';

export default { input: 'main.js', output: { dir: 'public/bundle', format: 'esm' }, plugins: [resolve()] };
