// SPDX-License-Identifier: MIT
export default { build: { steps: [['webpack']], page: { folder: 'public' }, assets: 'public' } };
