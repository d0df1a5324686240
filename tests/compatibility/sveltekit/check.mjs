// SPDX-License-Identifier: MIT
export default { build: { steps: [['vite', 'build']], page: { folder: 'build' }, assets: 'build' } };
