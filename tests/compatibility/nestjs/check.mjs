// SPDX-License-Identifier: MIT
export default {
  accepts: {
    steps: [['node', 'run.mjs']],
    prints: /^(?:NestJS, .*: bought once, taken back\n){4}NestJS, .*: 500 and a sentence$/m,
  },
};
