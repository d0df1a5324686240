// SPDX-License-Identifier: MIT
// Lit announces its development build, which Vite serves to developers.
const ignore = [/Lit is in dev mode/];

export default {
  build: { steps: [['vite', 'build']], page: { folder: 'dist' }, assets: 'dist' },
  dev: { page: { server: ['vite', '--host', '127.0.0.1', '--port', 'PORT', '--strictPort'] }, ignore },
};
