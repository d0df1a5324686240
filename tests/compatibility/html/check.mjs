// SPDX-License-Identifier: MIT
export default {
  'script tag': { steps: [['cp', '-r', 'node_modules/encore-offers/dist', 'encore']], page: { folder: '.' } },
};
