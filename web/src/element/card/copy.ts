// SPDX-License-Identifier: MIT
//
// Fills `{{path|fallback}}` in a shop's sentences. The result is plain text and is only ever
// set as text, so a first name of `<img onerror=…>` is just an odd first name. Paths reach
// own, plain values of four objects, never a prototype; an unknown path gives its fallback,
// or nothing, and leaves no double space behind. A fallback holds no brace: a search for its
// end that stopped at none would take the square of a text's length.

export type CopyValues = Readonly<Record<string, object | null | undefined>>;

/** A template with its values filled in. Requires values of `quote` to be formatted already. */
export function fillCopy(template: string, values: CopyValues): string {
  return template
    .replace(/\{\{\s*([\w.]+)\s*(?:\|([^{}]*))?\}\}/g, (_, path: string, fallback?: string) => {
      let value: unknown = values;
      for (const key of path.split('.')) {
        value =
          typeof value === 'object' && value !== null && Object.hasOwn(value, key)
            ? (value as Record<string, unknown>)[key]
            : undefined;
      }
      return typeof value === 'string' || typeof value === 'number' ? String(value) : (fallback?.trim() ?? '');
    })
    .replace(/ {2,}/g, ' ')
    .trim();
}
