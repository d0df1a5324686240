// SPDX-License-Identifier: MIT
//
// The check of the house's rules finds what it is there to find. The words it looks for are put together here, so that
// it does not find this file.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { houseBreaches } from '../../web/tools/checks/house.mjs';

const head = '// SPDX-License-Identifier: MIT\n';

test('a file with a licence line and nothing left to do is in order', () => {
  assert.deepEqual(houseBreaches('src/a.cpp', `${head}int a;\n`), []);
  assert.deepEqual(houseBreaches('README.md', 'Open https://example.com/work/shop and ./home/page.\n'), []);
});

test('a literal that cannot be broken may be wider than a line', () => {
  assert.deepEqual(houseBreaches('a.mjs', `${head}test('${'word '.repeat(30)}', async t => {});\n`), []);
  assert.deepEqual(houseBreaches('a.ts', `${head}html\`${'<b class="x">'.repeat(20)}\${a}</b>\`;\n`), []);
});

test('each rule is held', () => {
  const one = (path, text) => assert.equal(houseBreaches(path, text).length, 1, text);
  one('src/a.cpp', 'int a;\n');
  one('src/a.cpp', head + 'int a;\n'.repeat(400));
  one('src/a.cpp', `${head}// ${'TO' + 'DO'}: later\n`);
  one('tests/a.test.mjs', `${head}test.${'skip'}('x');\n`);
  one('tests/a_test.cpp', `${head}TEST_CASE("x", "[${'.'}]") {}\n`);
  one('a.mjs', `${head}/** ${'word '.repeat(30)}*/\n`);
  one('a.ts', `${head}call(${Array.from({ length: 40 }, (_, i) => `a${i}`).join(', ')});\n`);
  one('README.md', `cd ${'/ro' + 'ot'}/shop\n`);
});

test('a function of the product fits on a screen, or says why not', () => {
  const statements = count => '  a();\n'.repeat(count);
  const found = (path, text) => houseBreaches(path, head + text);
  for (const [path, begin, end] of [
    ['src/a.cpp', 'void f(int a,\n       int b) {\n', '}\n'],
    ['web/src/a.ts', 'export function f(): void {\n', '}\n'],
    ['web/src/a.ts', 'export const f = (): void => {\n', '};\n'],
    ['web/src/a.ts', '/** What it does. */\nexport const f = function (): void {\n', '};\n'],
  ]) {
    assert.deepEqual(found(path, begin + statements(67) + end), [], path);
    const [breach, ...more] = found(path, begin + statements(70) + end);
    assert.match(breach, /^line \d: f has 7[23] lines; split it, or say why/);
    assert.deepEqual(more, []);
    assert.deepEqual(found(path, `// Long: a table.\n${begin}${statements(70)}${end}`), []);
    assert.equal(found(path, `// Long: \n${begin}${statements(70)}${end}`).length, 1);
    assert.deepEqual(found(path.replace(/^(?:web\/)?src/, 'tests'), begin + statements(70) + end), []);
  }
});

test('what holds functions may be longer than one', () => {
  const short = 'void f() {\n  a();\n}\n\n'.repeat(30);
  const members = '  void f() {\n    a();\n  }\n\n'.repeat(30);
  assert.deepEqual(houseBreaches('src/a.cpp', `${head}namespace {\n\n${short}}  // namespace\n`), []);
  assert.deepEqual(houseBreaches('src/a.cpp', `${head}class A {\n${members}};\n`), []);
  const methods = '  f(): void {\n    a();\n  }\n'.repeat(30);
  assert.deepEqual(houseBreaches('web/src/a.ts', `${head}export class A {\n${methods}}\n`), []);
});
