// SPDX-License-Identifier: MIT
export default {
  build: {
    steps: [['next', 'build']],
    page: { server: ['next', 'start', '--hostname', '127.0.0.1', '--port', 'PORT'] },
    assets: '.next/static',
  },
  'build with webpack': {
    steps: [['next', 'build', '--webpack']],
    page: { server: ['next', 'start', '--hostname', '127.0.0.1', '--port', 'PORT'] },
    assets: '.next/static',
  },
};
