// SPDX-License-Identifier: MIT
export default {
  accepts: {
    steps: [['node', 'run.mjs']],
    prints: /^(?:Hono.*: bought once, taken back\n){8}(?:Hono.*: 500 and a sentence\n?){2}$/m,
  },
};
