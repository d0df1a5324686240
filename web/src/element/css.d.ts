// SPDX-License-Identifier: MIT
//
// A style sheet imported as its minified text (`stylePlugin` in web/tools/build/build.mjs).
declare module '*.css' {
  const text: string;
  export default text;
}
