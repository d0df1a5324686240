// SPDX-License-Identifier: MIT
//
// The fenced blocks of a guide, as orders to a machine. What a block is for stands behind its language, where readers
// do not see it:
//
//   ```js file=shop.mjs           written to that file in the guide's folder; `add` appends to it
//   ```sh                         run by bash in that folder; must end with 0, or with `exit=1`
//   ```sh background port=8790    started, and ended with the guide; the port answers before the guide goes on. A test
//                                 puts a free one in its place, unless `fixed` stands behind it
//   ```text output                lines that the commands before printed, in this order; "…" stands for anything
//   ```js                         a module of its own, run by Node
//
// A block that is none of these is a mistake of the guide: nothing in it is left unproven.

import { freePort } from '../free-port.mjs';

const written = ['html', 'css', 'json', 'http', 'php', 'python', 'ruby', 'toml', 'jsx', 'vue'];

function orderOf(language, words, code, line) {
  const options = Object.fromEntries(words.map(word => [word.split('=')[0], word.split('=')[1] ?? true]));
  const at = { code, line };
  if (options.file) return { kind: 'file', file: options.file, add: options.add === true, ...at };
  if (language === 'sh' && options.background)
    return { kind: 'background', port: Number(options.port), ...(options.fixed && { fixed: true }), ...at };
  if (language === 'sh') return { kind: 'run', exit: Number(options.exit ?? 0), ...at };
  if (language === 'text' && options.output) return { kind: 'output', ...at };
  if (language === 'js') return { kind: 'module', ...at };
  const remedy = written.includes(language) ? 'say file=NAME' : 'say what it is for (tests/guides/blocks.mjs)';
  throw new Error(`line ${line}: a block of "${language || 'no language'}" is not run; ${remedy}`);
}

/** All blocks of a guide's text, in their order. Errors: a block that is not closed, or that nothing would prove. */
export function blocksOf(text) {
  const blocks = [];
  let open = null;
  for (const [index, line] of text.split('\n').entries()) {
    if (open && line.trimEnd() === '```') {
      blocks.push(orderOf(open.language, open.words, open.lines.join('\n') + '\n', open.line));
      open = null;
    } else if (open) {
      open.lines.push(line);
    } else if (line.startsWith('```')) {
      const [language, ...words] = line.slice(3).trim().split(/\s+/);
      open = { language, words, lines: [], line: index + 1 };
    }
  }
  if (open) throw new Error(`line ${open.line}: this block is not closed`);
  return blocks;
}

/**
 * The same blocks with free ports in the place of those that the guide names, so that two runs on one machine do not
 * meet: {blocks, portOf}, where `portOf` gives the free one for the guide's. `fixed` behind a port keeps it: a default
 * of a command, which the guide does not say.
 */
export async function onFreePorts(blocks) {
  const ports = new Map();
  for (const { port, fixed } of blocks) if (port && !fixed && !ports.has(port)) ports.set(port, await freePort());
  const names = new RegExp(`\\b(?:${[...ports.keys()].join('|') || '(?!)'})\\b`, 'g');
  const moved = blocks.map(block => ({
    ...block,
    code: block.code.replace(names, name => ports.get(Number(name))),
    ...(ports.has(block.port) && { port: ports.get(block.port) }),
  }));
  return { blocks: moved, portOf: port => ports.get(port) };
}

const escaped = text => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The first expected line that does not come in `printed` after those before it; undefined where all do. */
export function missingLine(expected, printed) {
  const lines = printed.split('\n');
  let from = 0;
  for (const wanted of expected.split('\n').filter(line => line.trim() !== '')) {
    const pattern = new RegExp(`^\\s*${wanted.trim().split('…').map(escaped).join('.*')}\\s*$`);
    const found = lines.findIndex((line, index) => index >= from && pattern.test(line));
    if (found < 0) return wanted;
    from = found + 1;
  }
  return undefined;
}
