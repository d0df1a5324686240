// SPDX-License-Identifier: MIT
//
// The check of the floors finds what it is there to find.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cppBreaches, importBreaches } from '../floors.mjs';

test('a floor may include floors below it and itself, nothing above or beside', () => {
  assert.deepEqual(cppBreaches('price/quote.cpp', '#include "encore/price/quote.hpp"\n#include "encore/money/minor.hpp"\n#include <vector>'), []);
  assert.equal(cppBreaches('money/minor.cpp', '#include "encore/sheet/sheet.hpp"').length, 1);
  assert.equal(cppBreaches('price/quote.cpp', '#include "encore/json/parse.hpp"').length, 1);
  assert.equal(cppBreaches('base/text.cpp', '#include "text.hpp"').length, 1);
  assert.deepEqual(cppBreaches('api.cpp', '#include "encore/api.hpp"\n#include "encore/session/advance.hpp"'), []);
});

test('the core reaches no clock, and one file knows the JSON library', () => {
  assert.equal(cppBreaches('base/text.cpp', '#include <chrono>').length, 1);
  assert.equal(cppBreaches('json/decode.cpp', '#include <nlohmann/json.hpp>').length, 1);
  assert.deepEqual(cppBreaches('json/parse.cpp', '#include <nlohmann/json.hpp>'), []);
});

test('page code never imports Node, the server kit or an unknown package', () => {
  assert.deepEqual(importBreaches('element/card.ts', "import { html } from 'lit';\nimport type { Quote } from '../engine/wire.js';"), []);
  assert.equal(importBreaches('host/host.ts', "import { readFileSync } from 'node:fs';").length, 1);
  assert.equal(importBreaches('element/card.ts', "import {\n  sign,\n} from '../server/tokens.js';").length, 1);
  assert.equal(importBreaches('engine/engine.ts', "export { x } from '../host/host.js';").length, 1);
  assert.equal(importBreaches('host/host.ts', "import x from 'left-pad';").length, 1);
  assert.equal(importBreaches('strange/x.ts', '').length, 1);
});

test('the inspector is reached only by import() from the element', () => {
  assert.deepEqual(importBreaches('element/define.ts', "void import('../inspector/index.js');"), []);
  assert.equal(importBreaches('element/define.ts', "import '../inspector/index.js';").length, 1);
});
