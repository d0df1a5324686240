// SPDX-License-Identifier: MIT
export default {
  'two instances that start together, a hundred rounds': {
    database: true,
    steps: [['node', 'starting.mjs']],
    prints: /^100 rounds, 200 instances came up$/m,
  },
  'connections that are lost in the middle of accepts': {
    database: true,
    steps: [['node', 'losing.mjs']],
    prints: /^\d+ requests, \d+ lost their connection; every row stands once$/m,
  },
};
