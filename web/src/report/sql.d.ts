// SPDX-License-Identifier: MIT
//
// A file of SQL imported as its text (the build's loader for .sql).
declare module '*.sql' {
  const text: string;
  export default text;
}
