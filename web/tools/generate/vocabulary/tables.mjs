// SPDX-License-Identifier: MIT
//
// Reads the tables of src/vocabulary and refuses what does not fit: an unknown key or column, a value of another type
// than its column's, a word that stands twice. Each message names the file, the vocabulary and the word.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const tableKeys = ['about', 'header', 'namespace', 'vocabularies'];
const vocabularyKeys = [
  'name',
  'plural',
  'about',
  'cpp',
  'number',
  'short',
  'typescript',
  'absent',
  'schema',
  'columns',
  'words',
];
const columnKeys = ['name', 'type', 'about', 'from', 'default', 'cpp', 'typescript', 'subset', 'union'];
const wordKeys = ['word', 'meaning', 'cpp'];
/** Column types; any other type is the name of a vocabulary, and its value one of that vocabulary's words. */
const plainTypes = { flag: 'boolean', integer: 'number', text: 'string', 'list of text': 'object' };

/** The vocabulary of whose words a column holds a list, if it is one. */
export const listedType = type => (type === 'list of text' ? undefined : /^list of (\w+)$/.exec(type)?.[1]);

export const isWordType = type => !Object.hasOwn(plainTypes, type) && listedType(type) === undefined;

/** The enumerator of a word: the word itself, unless C++ reserves it or the table names another. */
export const enumerator = ({ word, cpp }) => cpp ?? word;

/**
 * The value of a column for a word: its default, else undefined, where the table leaves it out; an absent flag is
 * false.
 */
export const valueOf = (entry, { name, type, default: otherwise }) =>
  entry[name] ?? otherwise ?? (type === 'flag' ? false : undefined);

function unknownKeys(where, object, known) {
  const wrong = Object.keys(object).filter(key => !known.includes(key));
  return wrong.map(key => `${where}: unknown key "${key}"; known: ${known.join(', ')}`);
}

function columnFaults(where, vocabulary, column, words) {
  const faults = unknownKeys(`${where}, column ${column.name}`, column, columnKeys);
  const listed = listedType(column.type);
  const expected = plainTypes[listed ? 'list of text' : column.type];
  const others = expected && !listed ? undefined : words.get(listed ?? column.type);
  if ((listed || !expected) && !others)
    faults.push(`${where}, column ${column.name}: there is no type or vocabulary "${column.type}"`);
  for (const entry of vocabulary.words) {
    const value = valueOf(entry, column);
    if (value === undefined) continue;
    const place = `${where}, ${entry.word}: ${column.name} is ${JSON.stringify(value)}`;
    if (expected && typeof value !== expected) faults.push(`${place}; the column holds a ${column.type}`);
    const stranger = others && [value].flat().find(one => !others.has(one));
    if (stranger !== undefined)
      faults.push(`${place}; "${stranger}" is not a ${listed ?? column.type}: ${[...others].join(', ')}`);
  }
  return faults;
}

function vocabularyFaults(where, vocabulary, words) {
  const faults = unknownKeys(where, vocabulary, vocabularyKeys);
  const seen = new Set();
  for (const entry of vocabulary.words) {
    const known = [...wordKeys, ...vocabulary.columns.map(({ name }) => name)];
    faults.push(...unknownKeys(`${where}, ${entry.word}`, entry, known));
    if (typeof entry.word !== 'string' || entry.word === '') faults.push(`${where}: an entry without a word`);
    if (seen.has(entry.word)) faults.push(`${where}: "${entry.word}" stands twice`);
    if (!/^[^\n]+[.)]$/.test(entry.meaning ?? ''))
      faults.push(`${where}, ${entry.word}: the meaning is not one sentence`);
    seen.add(entry.word);
  }
  return [...faults, ...vocabulary.columns.flatMap(column => columnFaults(where, vocabulary, column, words))];
}

/** A vocabulary's words under its name, and those that a flag marks under the subset's. */
function wordSets({ name, words, columns }) {
  const subsets = columns.filter(({ subset }) => subset);
  return [
    [name, new Set(words.map(({ word }) => word))],
    ...subsets.map(of => [of.subset.name, new Set(words.filter(entry => entry[of.name]).map(({ word }) => word))]),
  ];
}

/** Fills each column that is written the other way round: with the word whose `from` lists the entry. */
function fillReversed(all) {
  const faults = [];
  for (const { file, vocabulary } of all) {
    for (const { name, type, from } of vocabulary.columns) {
      if (from === undefined) continue;
      const entries = new Map(vocabulary.words.map(entry => [entry.word, entry]));
      const other = all.find(one => one.vocabulary.name === type);
      for (const { word, [from]: listed = [] } of other?.vocabulary.words ?? []) {
        for (const one of listed) {
          const entry = entries.get(one);
          if (entry === undefined || entry[name] !== undefined)
            faults.push(
              `${other.file}, ${type}, ${word}: ${from} lists "${one}", ${entry ? `as ${entry[name]} does` : `which is no ${vocabulary.name} of ${file}`}`,
            );
          else entry[name] = word;
        }
      }
    }
  }
  return faults;
}

/** The tables of a folder by name, complete with defaults. Throws one error that lists all faults. */
export function readTables(folder) {
  const files = readdirSync(folder)
    .filter(name => name.endsWith('.json'))
    .sort();
  const tables = files.map(file => {
    const table = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    const vocabularies = table.vocabularies.map(vocabulary => ({
      plural: `${vocabulary.name}s`,
      columns: [],
      ...vocabulary,
    }));
    return { file, namespace: 'encore', ...table, vocabularies };
  });
  const all = tables.flatMap(({ file, vocabularies }) => vocabularies.map(vocabulary => ({ file, vocabulary })));
  const words = new Map(all.flatMap(({ vocabulary }) => wordSets(vocabulary)));
  const faults = [
    ...fillReversed(all),
    ...tables.flatMap(({ file, ...table }) => unknownKeys(`src/vocabulary/${file}`, table, tableKeys)),
    ...(new Set(all.map(({ vocabulary: { name } }) => name)).size < all.length
      ? ['src/vocabulary: two vocabularies of one name']
      : []),
    ...all.flatMap(({ file, vocabulary }) => vocabularyFaults(`${file}, ${vocabulary.name}`, vocabulary, words)),
  ];
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return tables;
}
