// SPDX-License-Identifier: MIT
const program = ['deno', 'run', '--node-modules-dir=manual', '--allow-read', '--allow-env', 'program.mjs'];

export default {
  program: { steps: [program], prints: /^shows offer-card and offer-protection; the token is for ord_20417$/m },
};
