// SPDX-License-Identifier: MIT
export default { build: { steps: [['astro', 'build']], page: { folder: 'dist' }, assets: 'dist' } };
