// SPDX-License-Identifier: MIT
//
// Where the package's Wasm files are fetched from. Bundlers that know assets (Vite, webpack,
// Parcel and what stands on them) need nothing: they rewrite the address beside the module.
// esbuild and Rollup leave it as it is; there `encore assets DIR` copies the files, and
// `setAssetBase` names the folder. The script tag's modules always lie beside their Wasm.

let folder: string | undefined;

/**
 * Names the folder that holds what `encore assets DIR` wrote, before anything is loaded: `setAssetBase('/encore/')`.
 * The address is relative to the page, and looked at only there: a server that renders the page may call it, too.
 */
export function setAssetBase(url: string | { readonly href: string }): void {
  const given = typeof url === 'string' ? url : url.href;
  folder = given.endsWith('/') ? given : `${given}/`;
}

/** The folder, with a slash at its end; undefined where none was named. */
export const assetBase = (): string | undefined => folder;
