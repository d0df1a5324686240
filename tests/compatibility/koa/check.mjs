// SPDX-License-Identifier: MIT
export default {
  accepts: {
    steps: [['node', 'run.mjs']],
    prints: /^(?:Koa, .*: bought once, taken back\n){2}Koa, .*: 500 and a sentence$/m,
  },
};
