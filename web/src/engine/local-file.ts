// SPDX-License-Identifier: MIT
//
// Bytes of a file: address, which `fetch` refuses: a desktop shell's page (Electron and its
// like), or a test that runs browser code under Node, as Jest's jsdom does. Reached through
// `process`, so that no bundler of a page looks for Node's modules.

interface NodeProcess {
  getBuiltinModule?: (name: 'node:fs') => { readFileSync: (path: URL | string) => Uint8Array<ArrayBuffer> };
}

/** Errors: a rejected promise that names the file. */
export async function readLocalFile(url: URL): Promise<Uint8Array<ArrayBuffer> | ArrayBuffer> {
  const { process } = globalThis as { process?: NodeProcess };
  const fs = process?.getBuiltinModule?.('node:fs');
  if (fs) {
    // A page simulated under Node has a URL class of its own, which Node's file system does not take.
    const path = decodeURIComponent(url.pathname);
    return fs.readFileSync(/^\/[A-Za-z]:\//.test(path) ? path.slice(1) : path);
  }
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('GET', url);
    request.responseType = 'arraybuffer';
    const fail = (): void => reject(new Error(`encore: ${url.href} cannot be read from a page of this kind`));
    request.onerror = fail;
    request.onload = () => (request.response instanceof ArrayBuffer ? resolve(request.response) : fail());
    request.send();
  });
}
