// SPDX-License-Identifier: MIT
export default {
  program: {
    steps: [['node', 'program.mjs']],
    prints: /^shows offer-card and offer-protection; the token is for ord_20417$/m,
  },
};
