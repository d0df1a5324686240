// SPDX-License-Identifier: MIT
//
// A table as a C++ header, laid out as clang-format would. For each vocabulary: the enum, its count, its words on the
// wire, `word(value)`, and a function for each column that C++ asks for.

import { enumerator, isWordType, valueOf } from './tables.mjs';

const width = 100;

/** `text` as comment lines that begin with `mark`. */
function comment(text, mark) {
  const lines = [];
  for (const paragraph of text.split('\n')) {
    let line = mark;
    for (const word of paragraph.split(' ').filter(Boolean)) {
      if (line.length + 1 + word.length > width) {
        lines.push(line);
        line = mark;
      }
      line += ` ${word}`;
    }
    lines.push(line);
  }
  return lines.join('\n');
}

const literal = text => JSON.stringify(text);
const pascal = name => name.replace(/(?:^|_)(\w)/g, (_, letter) => letter.toUpperCase());
const camelToSnake = name => name.replace(/(?<=[a-z])[A-Z]/g, '_$&').toLowerCase();

/** The C++ type of a column, and how a value is written in it. Values that are left out need an optional. */
function columnType(vocabulary, column) {
  const values = vocabulary.words.map(entry => valueOf(entry, column));
  const optional = values.includes(undefined);
  const wrapped = (type, write) => ({
    type: optional ? `std::optional<${type}>` : type,
    write: value => (value === undefined ? 'std::nullopt' : write(value)),
  });
  if (column.type === 'flag') return { type: 'bool', write: String };
  if (column.type === 'text') return { type: 'std::string_view', write: (value = '') => literal(value) };
  if (column.type === 'integer') {
    const large = values.some(value => Math.abs(value ?? 0) > 0x7fffffff);
    return wrapped(large ? 'std::int64_t' : 'std::int32_t', String);
  }
  if (!isWordType(column.type)) throw new Error(`${vocabulary.name}, column ${column.name}: not for C++`);
  return wrapped(column.type, value => `${column.type}::${column.enumeratorOf(value)}`);
}

function enumeration({ name, about, words, absent, number }) {
  const line = entry => `${comment(entry.meaning, '  ///')}\n  ${enumerator(entry)},\n`;
  const type = number ?? (words.length > 255 ? 'std::uint16_t' : 'std::uint8_t');
  const entries = [...words, ...(absent ? [{ cpp: absent.cpp, meaning: absent.meaning }] : [])];
  return `${comment(about, '///')}\nenum class ${name} : ${type} {\n${entries.map(line).join('')}};`;
}

function column(vocabulary, { about, ...of }) {
  const { type, write } = columnType(vocabulary, of);
  const table = `k${vocabulary.name}${pascal(of.name)}`;
  const rows = vocabulary.words.map(
    entry => `    {${vocabulary.name}::${enumerator(entry)}, ${write(valueOf(entry, of))}},\n`,
  );
  return `inline constexpr EnumArray<${vocabulary.name}, ${type}> ${table} = {{
${rows.join('')}}};
${comment(about, '///')}
constexpr ${type} ${of.name}(${vocabulary.name} value) {
  return ${table}[value];
}`;
}

/** Said in the namespace of the template itself. */
function count(namespace, { name, words, absent }) {
  const inner = namespace.replace(/^encore(?:::)?/, '');
  const type = inner ? `${inner}::${name}` : name;
  return `template <>\ninline constexpr std::size_t kEnumCount<${type}> = ${words.length + (absent ? 1 : 0)};`;
}

/**
 * Codes of one length as texts without separators, one for each value of the first column: a hundred codes are then no
 * heavier than their letters. `<column>_of(code)` looks in all but the default's; `is_<name>(code)` in every one.
 */
function packed({ name, plural, about, words, columns: [of] }) {
  const size = words[0].word.length;
  const values = [...new Set(words.map(entry => valueOf(entry, of)))];
  const list = value => `k${plural}${pascal(String(value))}`;
  const codes = value =>
    words
      .filter(entry => valueOf(entry, of) === value)
      .map(({ word }) => word)
      .join('')
      .match(/.{1,96}/g)
      .map(text => `\n    ${literal(text)}`)
      .join('');
  const others = values.filter(value => value !== of.default);
  const [type, term] =
    of.type === 'integer' ? ['int', String] : [of.type, value => `${of.type}::${of.enumeratorOf(value)}`];
  return `${comment(about, '///')}
${values.map(value => `inline constexpr std::string_view ${list(value)} =${codes(value)};`).join('\n')}

${comment(of.about, '///')}
constexpr ${type} ${of.name}_of(std::string_view code) {
${others.map(value => `  if (holds_code(${list(value)}, code, ${size})) return ${term(value)};\n`).join('')}  return ${term(of.default)};
}

constexpr bool is_${camelToSnake(name)}(std::string_view code) {
  return ${values.map(value => `holds_code(${list(value)}, code, ${size})`).join(' ||\n         ')};
}`;
}

function vocabularyText(vocabulary) {
  const { name, plural, about, words, columns, absent, cpp, short } = vocabulary;
  const list = `inline constexpr std::string_view k${plural}[] = {\n${words.map(({ word }) => `    ${literal(word)},\n`).join('')}};`;
  // Words that the core only checks, and never tells apart.
  if (cpp === 'packed') return packed(vocabulary);
  if (cpp === 'words') return `${comment(about, '///')}\n${list}`;
  const spelling = absent
    ? `  const auto at = static_cast<std::size_t>(value);\n  return at < ${words.length} ? k${plural}[at] : std::string_view{};`
    : `  return k${plural}[static_cast<std::size_t>(value)];`;
  return [
    list,
    `/// Its spelling on the wire${absent ? `; "" for ${absent.cpp}` : ''}.\nconstexpr std::string_view word(${name} value) {\n${spelling}\n}`,
    ...columns.filter(({ cpp: wanted }) => wanted).map(of => column(vocabulary, of)),
    ...(short
      ? [
          `/// Short for the enumerators: ${short}::${enumerator(words[0])}.\nnamespace ${short} {\nusing enum ${name};\n}`,
        ]
      : []),
  ].join('\n\n');
}

/** `parts`, pairs of a namespace and what stands in it, with neighbours of one namespace together. */
function inNamespaces(parts) {
  const blocks = [];
  for (const [namespace, texts] of parts) {
    const last = blocks.at(-1);
    if (last?.namespace === namespace) last.texts.push(...texts);
    else blocks.push({ namespace, texts: [...texts] });
  }
  return blocks
    .map(({ namespace, texts }) => [`namespace ${namespace} {`, ...texts, `}  // namespace ${namespace}`].join('\n\n'))
    .join('\n\n');
}

/** The header of one table. `tables` are all, for columns whose values are words of another. */
export function header(table, tables) {
  const byName = new Map(
    tables.flatMap(other => other.vocabularies.map(vocabulary => [vocabulary.name, { other, vocabulary }])),
  );
  const included = new Set();
  const vocabularies = table.vocabularies.map(vocabulary => ({
    ...vocabulary,
    columns: vocabulary.columns.map(of => {
      if (!of.cpp || !isWordType(of.type)) return of;
      const found = byName.get(of.type);
      if (found.other !== table) included.add(found.other.header);
      const words = new Map(found.vocabulary.words.map(entry => [entry.word, enumerator(entry)]));
      return { ...of, enumeratorOf: value => words.get(value) };
    }),
  }));
  const shown = vocabularies.filter(({ cpp }) => cpp !== 'none');
  const enums = shown.filter(({ cpp }) => cpp !== 'words' && cpp !== 'packed');
  const body = inNamespaces([
    [table.namespace, enums.map(enumeration)],
    ['encore', enums.map(vocabulary => count(table.namespace, vocabulary))],
    [table.namespace, shown.map(vocabularyText)],
  ]);
  const system = ['cstddef', 'cstdint', ...(body.includes('std::optional') ? ['optional'] : []), 'string_view'];
  const own = [...new Set(['base/enum_array.hpp', 'base/words.hpp', ...included])].sort();
  return `// SPDX-License-Identifier: MIT
//
// Generated from src/vocabulary/${table.file} by web/tools/generate/vocabulary.mjs; do not edit.
//
${comment(table.about, '//')}
#pragma once

${system.map(name => `#include <${name}>\n`).join('')}
${own.map(name => `#include "encore/${name}"\n`).join('')}
// One word a line, so that a difference shows words.
// clang-format off
${body}
`;
}
