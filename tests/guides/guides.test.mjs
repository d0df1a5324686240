// SPDX-License-Identifier: MIT
//
// The guides as their readers follow them: every block of every guide is carried out in a clean folder, from top to
// bottom. And the runner itself against guides that are wrong.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../web/tools/build/steps.mjs';
import { blocksOf, missingLine, onFreePorts } from './blocks.mjs';
import { openFolder } from './folder.mjs';

/** Carries out a guide's text. Errors: the first block that does not do what the guide says. */
async function follow(text) {
  const { blocks } = await onFreePorts(blocksOf(text));
  const folder = openFolder();
  try {
    for (const block of blocks) await folder.carryOut(block);
  } finally {
    folder.close();
  }
  return blocks.length;
}

const guides = join(root, 'web/guides');
for (const name of readdirSync(guides).filter(file => file.endsWith('.md'))) {
  test(`${name}: every block does what the guide says`, async () => {
    await follow(readFileSync(join(guides, name), 'utf8'));
  });
}

const fence = '```';
const wrong = {
  'a command that fails': [`${fence}sh\nfalse\n${fence}`, /line 1: ended with 1, not 0/],
  'a command in the middle that fails': [`Text.\n\n${fence}sh\ntrue\nfalse\ntrue\n${fence}`, /line 3: ended with 1/],
  'a command that should fail and does not': [`${fence}sh exit=1\ntrue\n${fence}`, /ended with 0, not 1/],
  'an output that is another': [
    `${fence}sh\necho two\n${fence}\n${fence}text output\none\n${fence}`,
    /line 4: "one" was not printed/,
  ],
  'a module that throws': [`${fence}js\nthrow new Error('no');\n${fence}`, /line 1: ended with 1/],
  'a block that nothing would prove': [`${fence}yaml\na: 1\n${fence}`, /line 1: a block of "yaml" is not run/],
  'markup without a file': [`${fence}html\n<p>\n${fence}`, /say file=NAME/],
  'a block without a language': [`${fence}\nx\n${fence}`, /no language/],
  'a block that does not end': [`${fence}sh\ntrue\n`, /line 1: this block is not closed/],
  'a server that does not start': [`${fence}sh background port=9\nexit 3\n${fence}`, /ended with 3 before port \d+/],
  'a package that is not there': [`${fence}sh\nnpm install encore-ofers\n${fence}`, /encore-ofers is not installed/],
};
for (const [name, [text, message]] of Object.entries(wrong)) {
  test(`the runner finds ${name}`, () => assert.rejects(async () => follow(text), message));
}

test('lines of an output are looked for in their order, with gaps', () => {
  assert.equal(missingLine('a\n…b…\n', 'x\n  a\ny\nabc\n'), undefined);
  assert.equal(missingLine('b\na', 'a\nb\n'), 'a');
  assert.equal(missingLine('1.00', '1x00'), '1.00');
});

test('the ports of a guide become free ones wherever it names them, and nothing else changes', async () => {
  const server = { kind: 'background', code: 'serve --port 8790\n', port: 8790 };
  const { blocks, portOf } = await onFreePorts([{ kind: 'file', code: 'http://x:8790/ 87900\n' }, server]);
  const port = portOf(8790);
  assert.notEqual(port, 8790);
  assert.deepEqual(blocks, [
    { kind: 'file', code: `http://x:${port}/ 87900\n` },
    { kind: 'background', code: `serve --port ${port}\n`, port },
  ]);
});
