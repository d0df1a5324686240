// SPDX-License-Identifier: MIT
//
// A place of a document, as sentences name it: what stands there, what the schema wants there, an example.
import { sheetFields, type FieldNote } from './fields.js';

/** Longer values are cut: the place says where to read them. */
const longest = 80;

const stepsOf = (path: string): string[] =>
  path
    .split('/')
    .slice(1)
    .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'));

/** The value at a JSON Pointer; undefined where there is none. */
export function valueAt(document: unknown, path: string): unknown {
  let at = document;
  for (const step of stepsOf(path)) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined;
    at = (at as Record<string, unknown>)[step];
  }
  return at;
}

/** A value as JSON, cut where it is long; '' of no value. */
export function shown(value: unknown): string {
  if (value === '') return 'an empty text';
  const text = value === undefined ? '' : JSON.stringify(value);
  const letters = Array.from(text);
  return letters.length > longest ? `${letters.slice(0, longest - 1).join('')}…` : text;
}

/** The last member of a path; of an item of a list, the list's name with its number. */
export function nameOf(path: string): string {
  const steps = stepsOf(path);
  const last = steps.pop();
  if (last === undefined) return 'the document';
  return /^\d+$/.test(last) && steps.length > 0 ? `${steps.pop()}/${last}` : last;
}

/** What the schema says of the place: a field, or an item of one; nothing where it has no record for it. */
export function fieldAt(path: string): FieldNote | undefined {
  if (path === '') return { takes: 'an object', example: '' };
  let record: string | undefined = 'sheet';
  let field: FieldNote | undefined;
  let isItem = false;
  for (const step of stepsOf(path)) {
    if (/^\d+$/.test(step) && field !== undefined) {
      isItem = true;
      continue;
    }
    isItem = false;
    // A member of an object whose keys are the shop's own, such as a variant's options.
    if (record === undefined && field?.takes === 'an object' && field.example.startsWith('{')) {
      const [value] = Object.values(JSON.parse(field.example) as object) as unknown[];
      return { takes: typeof value === 'string' ? 'a text' : 'a whole number', example: shown(value) };
    }
    field = record === undefined ? undefined : sheetFields[record]?.[step];
    if (field === undefined) return undefined;
    record = field.of;
  }
  if (!isItem || field === undefined) return field;
  // Of a list of records its example shows one; of other lists the first value.
  const takes = field.of === undefined ? field.takes.replace(/^a list of (.*)s$/, 'a $1') : 'an object';
  const [first] = field.example.startsWith('[') ? (JSON.parse(field.example) as unknown[]) : [];
  return { takes, example: shown(first) };
}

/** What the member `name` of the record at `path` takes. */
export const memberAt = (path: string, name: string): FieldNote | undefined => fieldAt(`${path}/${name}`);
