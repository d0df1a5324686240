// SPDX-License-Identifier: MIT
//
// Rules that hold for every file of the repository and that no other tool reads: a licence line first, one concept (a
// bounded number of lines, unless generated), functions of the product that fit on a screen (functions.mjs), lines of
// 120 columns, no test that is switched off, nothing left to do, and nothing that is true on one machine only.
//
//   node web/tools/checks/house.mjs        prints each breach; ends with 1 if there is one

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { root } from '../build/steps.mjs';
import { longFunctions } from './functions.mjs';

const code = /\.(?:[ch]pp|ts|mjs|js|cmake)$|(?:^|\/)CMakeLists\.txt$|^\.ci\/run$/;
const longest = 400;
/** Laid out by a formatter, one member a line, tables and scripts are longer than the same thoughts in C++. */
const longestScript = 480;
/** One table of cases each. */
const tables = new Set(['tests/node/price/cases.mjs']);
/** What a command writes is as long as what it is written from. */
const generated = /^\/\/ Generated from \S+ by /m;
/** Split, so that this file does not find itself. */
const unfinished = new RegExp(
  `\\b(?:${['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X:', 'HA' + 'CK:', '@ts-no' + 'check'].join('|')})`,
);
const switchedOff = /\b(?:it|test|describe)\.(?:skip|only|todo)\b|TEST_CASE\([^)]*\[(?:\.|!hide|!mayfail|!shouldfail)/;
const oneMachine = /(?<![\w.~-])\/(?:root|home|work|Users)\/[a-z]/;

const widest = 120;
const literals = new Set([
  ts.SyntaxKind.StringLiteral,
  ts.SyntaxKind.NoSubstitutionTemplateLiteral,
  ts.SyntaxKind.TemplateExpression,
  ts.SyntaxKind.RegularExpressionLiteral,
]);

/** A literal that takes half of a wide line is why it is wide. */
const unbreakable = 60;

/**
 * The numbers of the lines that are too wide: Prettier breaks code, but neither comments nor literals. A line passes
 * for a long literal in it, which may hold what cannot be broken (markup, the title of a test, an expression).
 */
function wideLines(path, text) {
  const wide = text.split('\n').flatMap((line, index) => (line.length > widest ? [index] : []));
  if (wide.length === 0) return [];
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  const tooWide = new Set(wide);
  const spanOf = index => {
    const start = file.getPositionOfLineAndCharacter(index, 0);
    return { start, end: file.getLineEndOfPosition(start) };
  };
  const visit = node => {
    if (literals.has(node.kind)) {
      const from = node.getStart(file);
      for (const index of tooWide) {
        const { start, end } = spanOf(index);
        if (Math.min(node.end, end) - Math.max(from, start) >= unbreakable) tooWide.delete(index);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return [...tooWide];
}

/** The breaches of one file. */
export function houseBreaches(path, text) {
  const found = [];
  const lines = text.split('\n');
  if (code.test(path)) {
    if (!lines.slice(0, 3).some(line => line.includes('SPDX-License-Identifier: MIT')))
      found.push('no licence line at its head');
    if (
      lines.length - 1 > (/\.[ch]pp$/.test(path) ? longest : longestScript) &&
      !tables.has(path) &&
      !generated.test(text.slice(0, 300))
    )
      found.push(`${lines.length - 1} lines; are two concepts living together?`);
  }
  if (/^(?:src|wasm|web\/src)\/.*\.(?:[ch]pp|ts)$/.test(path)) found.push(...longFunctions(path, text));
  if (/\.(?:ts|mjs|js)$/.test(path) && !generated.test(text.slice(0, 300)))
    for (const index of wideLines(path, text)) found.push(`line ${index + 1}: wider than ${widest} columns`);
  for (const [index, line] of lines.entries()) {
    if (unfinished.test(line)) found.push(`line ${index + 1}: left to do`);
    if (switchedOff.test(line)) found.push(`line ${index + 1}: a test is switched off`);
    if (oneMachine.test(line)) found.push(`line ${index + 1}: a path of one machine`);
  }
  return found;
}

/** All breaches among the files git knows, and the number of files read. Pictures, fonts and locks are not read. */
export function checkHouse() {
  const paths = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
    .split('\0')
    .filter(
      path => path && !/\.(?:png|webp|jpg|woff2|wasm)$|package-lock\.json$/.test(path) && existsSync(join(root, path)),
    );
  return {
    files: paths.length,
    lines: paths.flatMap(path =>
      houseBreaches(path, readFileSync(join(root, path), 'utf8')).map(breach => `${path}: ${breach}`),
    ),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { lines, files } = checkHouse();
  for (const line of lines) console.error(line);
  console.log(`${files} files, ${lines.length} breaches of the house's rules`);
  process.exitCode = lines.length > 0 || files === 0 ? 1 : 0;
}
