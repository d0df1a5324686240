// SPDX-License-Identifier: MIT
export default {
  accepts: {
    steps: [['node', 'run.mjs']],
    prints: /^(?:Functions host, .*: bought once, taken back\n){3}Functions host, .*: 500 and a sentence$/m,
  },
};
