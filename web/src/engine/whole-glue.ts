// SPDX-License-Identifier: MIT
//
// The glue of the whole core, in a file of its own: a page whose own module has a glue of its own loads this one only
// when it needs it.
export { default } from 'encore:glue';
