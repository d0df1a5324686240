// SPDX-License-Identifier: MIT
export default {
  build: {
    steps: [
      ['rollup', '--config'],
      ['encore', 'assets', 'public/encore'],
    ],
    page: { folder: 'public' },
    assets: 'public',
  },
};
