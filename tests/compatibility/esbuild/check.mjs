// SPDX-License-Identifier: MIT
const bundle = ['esbuild', 'main.js', '--bundle', '--minify', '--splitting', '--format=esm', '--target=es2022'];
const steps = [
  [...bundle, '--outdir=public/bundle'],
  ['encore', 'assets', 'public/encore'],
];

export default {
  build: { steps, page: { folder: 'public' }, assets: 'public' },
  // As a desktop shell opens its pages: from the disk, with files as one origin.
  'file:': { steps, page: { file: 'public/file.html', args: ['--allow-file-access-from-files'] } },
};
