// SPDX-License-Identifier: MIT
//
// JSON from outside may be nested deeper than anything that walks it can go: a reply, or
// storage that somebody edited. It is looked at before it is used, to a bounded depth.

/** Whether a value read from JSON has containers within containers more than `levels` deep. */
export const isDeeper = (value: unknown, levels: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some(member => isDeeper(member, levels - 1)));
