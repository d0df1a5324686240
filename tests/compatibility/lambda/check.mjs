// SPDX-License-Identifier: MIT
export default {
  accepts: { steps: [['node', 'run.mjs']], prints: /^(?:Lambda, .*: bought once, taken back\n?){6}$/m },
};
