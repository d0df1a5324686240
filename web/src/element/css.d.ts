// SPDX-License-Identifier: MIT
//
// A style sheet imported as its minified text (web/css-text.mjs).
declare module '*.css' {
  const text: string;
  export default text;
}
