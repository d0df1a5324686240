// SPDX-License-Identifier: MIT
export default {
  mode: 'production',
  entry: './main.js',
  experiments: { outputModule: true },
  output: { module: true, filename: 'main.js', path: import.meta.dirname + '/public', publicPath: '/' },
};
