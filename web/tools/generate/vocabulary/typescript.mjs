// SPDX-License-Identifier: MIT
//
// All tables as one TypeScript module. Every list and every column is a constant of its own, so that a bundler keeps
// only what a page uses: the module as a whole is longer than the page's other code.

import { readFileSync } from 'node:fs';
import prettier from 'prettier';
import { isWordType, listedType, valueOf } from './tables.mjs';

const rules = JSON.parse(readFileSync(new URL('../../../../.prettierrc.json', import.meta.url), 'utf8'));

/** ProblemTypes -> problemTypes */
const camel = name => name[0].toLowerCase() + name.slice(1);
const literal = value => JSON.stringify(value);
const note = text => `/** ${text.replaceAll('\n', ' ')} */\n`;

const typeNames = new Map();

function valueType({ type }) {
  const listed = listedType(type);
  if (listed) return `readonly ${typeNames.get(listed) ?? listed}[]`;
  if (isWordType(type)) return typeNames.get(type) ?? type;
  return { flag: 'boolean', integer: 'number', text: 'string', 'list of text': 'readonly string[]' }[type];
}

/** A list of words and the type of its members. */
const list = (about, type, name, words) =>
  `${note(about)}export const ${name} = ${literal(words)} as const;\nexport type ${type} = (typeof ${name})[number];\n`;

/** A column of packed codes: the codes of each value as one text, but for the default's. */
function packedColumn(words, of) {
  const values = [...new Set(words.map(entry => valueOf(entry, of)))].filter(value => value !== of.default).sort();
  const codes = value => words.filter(entry => valueOf(entry, of) === value).map(({ word }) => word);
  const members = values.map(value => `${literal(value)}: ${literal(codes(value).join(' '))}`);
  const about = `${of.about} By value; every other code: ${of.default}.`;
  return `${note(about)}export const ${of.typescript}: Readonly<Record<string, string>> = {${members.join(', ')}};\n`;
}

/** One column: the words that have a flag, else what each word says; words that say nothing are left out. */
function column(type, words, of) {
  const given = words.filter(entry => valueOf(entry, of) !== undefined);
  if (of.subset) {
    const { name, list: named } = of.subset;
    const members = words.filter(entry => valueOf(entry, of)).map(({ word }) => word);
    return list(of.about, name, named, members);
  }
  if (of.type === 'flag') {
    const members = words.filter(entry => valueOf(entry, of)).map(({ word }) => word);
    return `${note(of.about)}export const ${of.typescript}: ReadonlySet<${type}> = /* @__PURE__ */ new Set<${type}>(${literal(members)});\n`;
  }
  const whole = given.length === words.length;
  const value = of.union ? [...new Set(given.map(entry => literal(valueOf(entry, of))))].join(' | ') : valueType(of);
  const record = `Readonly<${whole ? `Record<${type}, ${value}>` : `Partial<Record<${type}, ${value}>>`}>`;
  const members = given.map(entry => `${literal(entry.word)}: ${literal(valueOf(entry, of))}`);
  return `${note(of.about)}export const ${of.typescript}: ${record} = {${members.join(', ')}};\n`;
}

/** Columns that are read together: one object for each word. */
function rows(type, words, { rows: name, row }, columns) {
  const optional = of => words.some(entry => valueOf(entry, of) === undefined);
  const members = columns.map(of => `${note(of.about)}${of.name}${optional(of) ? '?' : ''}: ${valueType(of)};`);
  const object = entry =>
    columns
      .filter(of => valueOf(entry, of) !== undefined)
      .map(of => `${of.name}: ${literal(valueOf(entry, of))}`)
      .join(', ');
  return (
    `export interface ${row} {\n${members.join('\n')}\n}\n` +
    `export const ${name}: Readonly<Record<${type}, ${row}>> = {${words.map(entry => `${literal(entry.word)}: {${object(entry)}}`).join(', ')}};\n`
  );
}

function vocabularyText({ name, plural, about, columns, words, cpp, typescript: names = {} }) {
  const type = names.type ?? name;
  const own = columns.filter(of => typeof of.typescript === 'string' || of.subset);
  const together = columns.filter(of => of.typescript === true);
  // Where a flag marks the words that have these columns, the table is of those alone.
  const scope = columns.find(of => of.name === names.of);
  const scoped = scope ? words.filter(entry => valueOf(entry, scope)) : words;
  return [
    list(
      about,
      type,
      names.list ?? camel(plural),
      words.map(({ word }) => word),
    ),
    ...own.map(of => (cpp === 'packed' && of.type === 'integer' ? packedColumn(words, of) : column(type, words, of))),
    ...(together.length > 0 ? [rows(scope?.subset.name ?? type, scoped, names, together)] : []),
  ].join('\n');
}

/** The text of the module. */
export async function typescript(tables) {
  const all = tables.flatMap(({ vocabularies }) => vocabularies);
  typeNames.clear();
  for (const { name, typescript: names } of all) typeNames.set(name, names?.type ?? name);
  const head = `// SPDX-License-Identifier: MIT
//
// Generated from src/vocabulary/*.json by web/tools/generate/vocabulary.mjs; do not edit.
//
// The closed lists of words that the core, its hosts and the server share. Each constant stands alone: a bundle holds
// those it uses.

`;
  return prettier.format(head + all.map(vocabularyText).join('\n'), { ...rules, parser: 'typescript' });
}
