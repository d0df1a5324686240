// SPDX-License-Identifier: MIT
//
// A function of the product fits on a screen: it has at most 70 lines, or a comment right above it that says why it is
// longer ("Long: …"). C++ is read as clang-format lays it out: a block ends with a brace at the indentation of the line
// that begins its declaration, and everything between is deeper. TypeScript is read by its own parser.

import ts from 'typescript';

const longest = 70;
const reason = /(?:\/\/|\*)\s*Long: \S/;

const breach = (name, lines, first) =>
  `line ${first + 1}: ${name} has ${lines} lines; split it, or say why in a comment above it: "Long: …"`;

/** Whether the comment that ends above line `index` gives a reason. */
function hasReason(lines, index) {
  for (let at = index - 1; at >= 0 && /^\s*(?:\/\/|\/?\*|template <|export )/.test(lines[at]); at -= 1)
    if (reason.test(lines[at])) return true;
  return false;
}

/** What holds declarations and is no function itself; a struct ends with "};". */
const container = /^\s*(?:namespace\b|extern "C")/;

function longInCpp(lines) {
  const ends = [...lines.keys()].filter(index => /^ *\}$/.test(lines[index]));
  return ends.flatMap(end => {
    const indent = lines[end].length - 1;
    let first = end - 1;
    while (
      first > 0 &&
      (!/\S/.test(lines[first]) || lines[first].startsWith('#') || lines[first].search(/\S/) > indent)
    )
      first -= 1;
    const count = end - first + 1;
    if (count <= longest || container.test(lines[first]) || hasReason(lines, first)) return [];
    return [breach(/[\w~:]+(?=\()/.exec(lines[first])?.[0] ?? 'a block', count, first)];
  });
}

function longInTypeScript(path, text, lines) {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found = [];
  const lineOf = position => file.getLineAndCharacterOfPosition(position).line;
  const visit = node => {
    if (ts.isFunctionLike(node) && node.body) {
      // An arrow function has the name, and the comment, of what it is assigned to.
      const named = ts.isArrowFunction(node) || ts.isFunctionExpression(node) ? node.parent : node;
      const first = lineOf((ts.isVariableDeclaration(named) ? named.parent.parent : named).getStart(file));
      const count = lineOf(node.end) - lineOf(node.getStart(file)) + 1;
      const name = named.name?.getText(file) ?? 'a function';
      if (count > longest && !hasReason(lines, first)) found.push(breach(name, count, first));
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** The functions of one file that are too long, without a reason. */
export function longFunctions(path, text) {
  const lines = text.split('\n');
  return /\.[ch]pp$/.test(path) ? longInCpp(lines) : longInTypeScript(path, text, lines);
}
