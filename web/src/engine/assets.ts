// SPDX-License-Identifier: MIT
//
// Where the package's Wasm files are fetched from. Bundlers that know assets (Vite, webpack,
// Parcel and what stands on them) need nothing: they rewrite the address beside the module.
// esbuild and Rollup leave it as it is; there `encore assets DIR` copies the files, and
// `setAssetBase` names the folder. The script tag's modules always lie beside their Wasm.

let base: URL | undefined;

/**
 * Names the folder that holds what `encore assets DIR` wrote: an address, relative to the page, before anything is
 * loaded: `setAssetBase('/encore/')`. Errors: TypeError where it is no address.
 */
export function setAssetBase(url: string | URL): void {
  const page = typeof document === 'undefined' ? undefined : document.baseURI;
  const folder = new URL(url, page);
  if (!folder.pathname.endsWith('/')) folder.pathname += '/';
  base = folder;
}

export const hasAssetBase = (): boolean => base !== undefined;

/** The address of a file of the package; `beside` gives the one that bundlers rewrite. */
export const assetUrl = (file: string, beside: () => URL): URL => (base ? new URL(file, base) : beside());
