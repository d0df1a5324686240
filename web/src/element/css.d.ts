// SPDX-License-Identifier: MIT
//
// A style sheet imported as its minified text (`stylePlugin` in web/build.mjs).
declare module '*.css' {
  const text: string;
  export default text;
}
