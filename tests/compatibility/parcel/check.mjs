// SPDX-License-Identifier: MIT
const build = ['parcel', 'build', 'index.html', '--no-cache', '--no-autoinstall'];

export default { build: { steps: [build], page: { folder: 'dist' }, assets: 'dist' } };
