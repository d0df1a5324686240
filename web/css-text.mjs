// SPDX-License-Identifier: MIT
//
// An esbuild plugin: `import text from './x.css'` is the sheet's minified text.
// The element hands such text to `CSSStyleSheet`, because adopted sheets are what a strict
// content security policy lets through; a <style> element or a style attribute is not.

import { readFile } from 'node:fs/promises';

export const cssText = {
  name: 'encore-css-text',
  setup(build) {
    build.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code, warnings } = await build.esbuild.transform(await readFile(path, 'utf8'), {
        loader: 'css', minify: true, target: 'chrome123',
      });
      return { contents: code.trim(), loader: 'text', warnings };
    });
  },
};
