// SPDX-License-Identifier: MIT
export default {
  build: { steps: [['nuxt', 'generate']], page: { folder: '.output/public' }, assets: '.output/public' },
};
