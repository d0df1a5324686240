// SPDX-License-Identifier: MIT
//
// A port of 127.0.0.1 for a process that cannot be asked which it took: free when looked for.

import { createServer } from 'node:net';

export const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer()
      .once('error', reject)
      .listen(0, '127.0.0.1', () => {
        const { port } = server.address();
        server.close(() => resolve(port));
      });
  });
