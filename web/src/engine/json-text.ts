// SPDX-License-Identifier: MIT
//
// Plain data as JSON text, the bytes that JSON.stringify gives, without asking anything for its
// `toJSON`: scripts as old as Prototype.js put one on arrays, and every list would become a
// string. What the core, the storage and the server read must not depend on that.

/**
 * Requires: strings, numbers, booleans, null, arrays and plain objects of them. Members that are undefined are left
 * out.
 */
export function jsonText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(jsonText).join()}]`;
  if (!value || typeof value !== 'object') return JSON.stringify(value);
  return `{${Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([key, member]) => `${jsonText(key)}:${jsonText(member)}`)
    .join()}}`;
}
