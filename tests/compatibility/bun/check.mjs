// SPDX-License-Identifier: MIT
export default {
  program: {
    steps: [['bun', 'program.mjs']],
    prints: /^shows offer-card and offer-protection; the token is for ord_20417$/m,
  },
};
