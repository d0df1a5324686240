// SPDX-License-Identifier: MIT
//
// The check of the layers finds what it is there to find.

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import {
  checkLayers,
  cppBreaches,
  importBreaches,
  importCircles,
  linkBreaches,
} from '../../web/tools/checks/layers.mjs';

const includes = (path, text, count) => assert.equal(cppBreaches(path, text).length, count, `${path}: ${text}`);
const imports = (path, text, count) => assert.equal(importBreaches(path, text).length, count, `${path}: ${text}`);

test('a layer may include layers below it and itself, nothing above or beside', () => {
  includes(
    'price/quote.cpp',
    '#include "encore/price/quote.hpp"\n#include "encore/money/minor.hpp"\n#include <vector>',
    0,
  );
  includes('money/minor.cpp', '#include "encore/sheet/sheet.hpp"', 1);
  includes('price/quote.cpp', '#include "encore/json/parse.hpp"', 1);
  includes('base/text.cpp', '#include "text.hpp"', 1);
  includes('api.cpp', '#include "encore/api.hpp"\n#include "encore/session/advance.hpp"', 0);
  includes('session/view.cpp', '#include "encore/api.hpp"', 1);
  includes('wasm/bindings.cpp', '#include "encore/api.hpp"', 0);
});

test('an include is seen however it is written', () => {
  includes('base/text.cpp', '#include <encore/base/text.hpp>', 0);
  includes('base/text.cpp', '#include <encore/select/rank.hpp>', 1);
  includes('base/text.cpp', '#include "encore/base/../select/rank.hpp"', 1);
  includes('base/text.cpp', '#define RANK "encore/select/rank.hpp"\n#include RANK', 1);
  includes('base/text.cpp', '/* why */ #include "encore/select/rank.hpp"', 1);
  includes('base/text.cpp', '# /* why */ include "encore/select/rank.hpp"', 1);
  includes('base/text.cpp', '#inc\\\nlude "encore/select/rank.hpp"', 1);
  includes('base/text.cpp', '%:include "encore/select/rank.hpp"', 1);
  includes('base/text.cpp', '#include_next <string>', 1);
  includes('base/text.cpp', '#include "encore/base/words.txt"', 1);
});

test('a layer without a place may include nothing', () => {
  includes('strange/x.cpp', '#include "encore/session/view.hpp"', 1);
  includes('strange.hpp', '#include "encore/session/view.hpp"', 1);
});

test('the core reaches no clock, and one file knows the JSON library', () => {
  for (const header of ['chrono', 'cstdlib', 'sys/time.h', 'unistd.h', 'emscripten.h', 'print']) {
    includes('base/text.cpp', `#include <${header}>`, 1);
  }
  includes('json/decode.cpp', '#include <nlohmann/json.hpp>', 1);
  includes('json/parse.cpp', '#include <nlohmann/json.hpp>', 0);
  includes('json/parse.cpp', '#include "nlohmann/json.hpp"', 1);
  includes('wasm/page.cpp', '#include <chrono>', 1);
});

test('a layer links only layers below it', () => {
  const links = (text, count) => assert.equal(linkBreaches(text).length, count, text);
  links('encore_layer(price\n  SOURCES quote.cpp  # all of it\n  DEPENDS sheet money)', 0);
  links('encore_layer(base SOURCES text.cpp)', 0);
  links('encore_layer(money SOURCES minor.cpp DEPENDS base sheet)', 1);
  links('encore_layer(price SOURCES quote.cpp DEPENDS rules)', 1);
  links('encore_layer(price DEPENDS strange SOURCES quote.cpp)', 3);
  links('encore_layer(strange SOURCES x.cpp)', 1);
  links('target_link_libraries(encore_money PRIVATE encore_base borrowed_nlohmann)', 0);
  links('target_link_libraries(encore_money PRIVATE encore_select)', 1);
});

test('page code never imports Node, the server kit or an unknown package', () => {
  imports('element/card.ts', "import { html } from 'lit';\nimport type { Quote } from '../engine/wire.js';", 0);
  imports('host/host.ts', "import { readFileSync } from 'node:fs';", 1);
  imports('element/card.ts', "import {\n  sign,\n} from '../server/tokens.js';", 1);
  imports('engine/engine.ts', "export { x } from '../host/host.js';", 1);
  imports('host/host.ts', "import x from 'left-pad';", 1);
  imports('strange/x.ts', '', 1);
});

test('an import is seen however it is written', () => {
  const sees = (text, count = 1) => imports('element/card.ts', text, count);
  sees("import{sign}from'../server/tokens.js';");
  sees("import '../engine/wire.js'; import '../server/tokens.js';");
  sees("export * from '../server/tokens.js'; export type { T } from '../server/tokens.js';", 2);
  sees("const a = 1; export{ sign }from '../server/tokens.js';");
  sees('void import(`../server/tokens.js`);');
  sees("void import(/* @vite-ignore */ '../server/tokens.js');");
  sees("void import('../server/tokens.js', {});");
  sees("let tokens: typeof import('../server/tokens.js');");
  sees("import tokens = require('../server/tokens.js');");
  sees("const { sign } = require('../server/tokens.js');");
  sees('/// <reference path="../server/tokens.ts" />');
  // A reader of tokens alone takes the quote inside the expression for the beginning of a string.
  sees("const quote = /`/; import('../server/tokens.js');\nimport '../server/tokens.js';", 2);
  sees("// import '../server/tokens.js'\nconst text = \"import '../server/tokens.js'\";", 0);
});

test('an address is relative to its file, and a computed one needs leave', () => {
  imports('element/card.ts', "fetch(new URL('../server/tokens.js', import.meta.url));", 1);
  imports('element/card.ts', "fetch(new URL('themes/../../server/tokens.js', import.meta.url));", 1);
  imports('element/card.ts', "fetch(new URL('icons.svg', import.meta.url)); fetch(new URL('/a', location.href));", 0);
  imports('element/card.ts', 'void import(`../${folder}/tokens.js`);', 1);
  imports('element/card.ts', 'fetch(new URL(name, import.meta.url));', 1);
  imports('element/card.ts', "const base = import.meta.url; fetch(new URL('../server/tokens.js', base));", 1);
  imports('element/card.ts', "import.meta.resolve('../server/tokens.js');", 1);
  imports('loader.ts', 'void import(url);', 0);
});

test('what comes later is reached from the element by import() and for its types alone', () => {
  imports('element/define.ts', "void import('../inspector/index.js');", 0);
  imports('element/define.ts', "import '../inspector/index.js';", 1);
  imports('element/reporter.ts', "import type { Beacon } from '../analytics/beacon.js';", 0);
  imports('element/reporter.ts', "import { Beacon } from '../analytics/beacon.js';", 1);
});

test('imports that go round in a circle are found, types and import() aside', () => {
  const circles = files => importCircles(new Map(Object.entries(files)));
  const a = "import { b } from './b.js';";
  assert.deepEqual(circles({ 'host/a.ts': a, 'host/b.ts': "import { a } from './a.js';" }), [
    'host/a.ts -> host/b.ts -> host/a.ts',
  ]);
  assert.deepEqual(circles({ 'host/a.ts': a, 'host/b.ts': "import type { A } from './a.js';" }), []);
  assert.deepEqual(circles({ 'host/a.ts': a, 'host/b.ts': "void import('./a.js');" }), []);
});

test('nothing may import what it does not need today', () => {
  const needless = {
    adapters: ['../engine/engine.js', '../analytics/beacon.js', 'fastify', 'express'],
    server: ['../node/index.js', '../analytics/beacon.js', 'pg', '@electric-sql/pglite', 'fastify', 'express'],
    cli: ['../analytics/beacon.js', '../../schema/generate.mjs', 'jose'],
    node: ['../../schema/generate.mjs', 'encore:glue'],
    host: ['../analytics/beacon.js'],
    inspector: ['../analytics/beacon.js', '../messages/en.js'],
  };
  for (const [part, targets] of Object.entries(needless))
    for (const target of targets) imports(`${part}/x.ts`, `import '${target}';`, 1);
});

test('no file and no folder of the tree is passed over', context => {
  const top = mkdtempSync(join(tmpdir(), 'layers-'));
  context.after(() => rmSync(top, { recursive: true }));
  const files = {
    'src/encore/CMakeLists.txt': 'encore_layer(api SOURCES api.cpp DEPENDS session)',
    'src/encore/money/CMakeLists.txt': 'encore_layer(money SOURCES minor.cpp DEPENDS sheet)',
    'src/encore/session/CMakeLists.txt': 'encore_layer(session SOURCES view.cpp DEPENDS select)',
    'src/encore/session/view.cpp': '#include "encore/select/rank.hpp"\n#include "encore/price/quote.hpp"',
    'src/encore/select/README.md': '#include "encore/api.hpp"',
    'src/encore/base/table.inc': '#include <encore/select/rank.hpp>',
    'src/encore/base/table.h': '#include <ctime>',
    'src/encore/strange/README.md': '',
    'src/native/main.cpp': '#include <cstdio>\n#include "encore/api.hpp"',
    'wasm/page.cpp': '#include <ctime>',
    'web/src/build.d.ts': "declare const x: import('./server/index.js').Server;",
    'web/src/host/a.mts': "import '../server/index.js';",
    'web/src/host/b.cts': "import '../server/index.js';",
    'web/src/host/c.tsx': "import '../server/index.js';",
    'web/src/strange/page.css': '',
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(top, name)), { recursive: true });
    writeFileSync(join(top, name), text);
  }
  const { lines, files: count } = checkLayers(top);
  assert.equal(count, Object.keys(files).length - 3); // the two of prose and the style sheet are not read
  const seen = lines.filter(line => !line.startsWith('web/tools/checks/layers.mjs: unused permission'));
  assert.deepEqual(seen.map(line => line.split(':')[0]).sort(), [
    'src/encore/base/table.h',
    'src/encore/base/table.inc',
    'src/encore/money/CMakeLists.txt',
    'src/encore/session',
    'src/encore/strange',
    'wasm/page.cpp',
    'web/src/build.d.ts',
    'web/src/host/a.mts',
    'web/src/host/b.cts',
    'web/src/host/c.tsx',
    'web/src/strange',
  ]);
  assert.ok(lines.includes('web/tools/checks/layers.mjs: unused permission "element lit"'));
  assert.ok(!lines.includes('web/tools/checks/layers.mjs: unused permission "native/main.cpp cstdio"'));
});
