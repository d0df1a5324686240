// SPDX-License-Identifier: MIT
// Top-level await in main.js is ES2022.
export default { build: { target: 'es2022' } };
