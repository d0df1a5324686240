// SPDX-License-Identifier: MIT
//
// The blocks of README and the references that are not carried out elsewhere (guides: tests/guides; accept.md:
// server/contract.test.mjs). JavaScript runs, with what its reader brings, and does what the text says; JSON parses and
// is held to the schema of its heading; markup names files and elements that there are; a command of ours runs, and a
// script is one that there is. The validator is tried with blocks that are wrong.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import Ajv2020 from 'ajv/dist/2020.js';
import { PGlite } from '@electric-sql/pglite';
import { root } from '../../web/tools/build/steps.mjs';
import { rest } from './platforms/shopify.mjs';
import { FakeStripe } from './server/fake-stripe.mjs';
import { createTestShop, sheetFor } from './server/shop.mjs';

const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const commands = new Set(readdirSync(join(root, 'web/src/cli')).map(file => file.replace(/\.ts$/, '')));

const secret = 'a secret of more than thirty-two bytes, for tests only';
const holdsSheet = html => assert.match(html, /<encore-offers><script type="application\/json">/);

/** What the readers of a JavaScript block have beside it, the block's own names, and what is to hold afterwards. */
const surroundings = {
  'README.md'() {
    return {
      given: { secret, sheet: sheetFor('o1', Date.now()), html: '' },
      gives: ['html'],
      holds: ({ html }) => holdsSheet(html),
    };
  },
  async 'web/src/server/README.md'() {
    const { ports } = await createTestShop();
    const pool = await PGlite.create();
    const registered = [];
    const timers = [];
    const setInterval = (work, ms) => void timers.push({ work, ms });
    const app = { register: (plugin, options) => void registered.push(options.prefix) };
    const { gateway, orders, stock, buyers } = ports;
    const own = { gateway, orders, stock, buyers, buyer_present: true, privateSheet: sheetFor('o1', Date.now()) };
    return {
      given: { ...own, secret, pool, app, setInterval, html: '' },
      gives: ['html'],
      async holds({ html }) {
        holdsSheet(html);
        assert.deepEqual(registered, ['/encore']);
        for (const { work } of timers) await work();
        assert.equal(timers.length, 1);
        await pool.close();
      },
    };
  },
  async 'web/reference/payments.md'() {
    const pool = await PGlite.create();
    await pool.query('CREATE TABLE gateway_keys (key text PRIMARY KEY, value text NOT NULL)');
    const process = { env: { STRIPE_KEY: 'sk_test' } };
    return {
      given: { pool, process, savedMethodOf: () => ({ customer: 'cus_1', payment_method: 'pm_good' }) },
      gives: ['gateway', 'keys'],
      async holds({ gateway, keys }) {
        for (const port of ['charge', 'lookup', 'cancel', 'refund']) assert.equal(typeof gateway[port], 'function');
        assert.equal(await keys.find('k'), null);
        assert.deepEqual([await keys.first('k', 'a'), await keys.first('k', 'b')], ['a', 'a']);
        await pool.close();
      },
    };
  },
  'web/reference/platforms.md': () => ({
    given: { document: rest.plain.document },
    gives: ['order', 'warnings'],
    holds: ({ order }) => assert.ok(order.lines.length > 0),
  }),
};
const packages = { stripe: { default: FakeStripe } };
const AsyncFunction = (async () => {}).constructor;

/** Runs a block with `given` as its surroundings; returns the names of `gives`. Its imports are the real ones. */
async function carryOut(code, { given, gives }) {
  const body = code.replace(/^import (\w+|\{[^}]*\}) from '([^']+)';/gm, (_, names, from) => {
    const wanted = names.startsWith('{') ? names.replaceAll(' as ', ': ') : `{ default: ${names} }`;
    return `const ${wanted} = await load('${from}');`;
  });
  const load = async from => {
    const module = packages[from] ?? (await import(from));
    // Not `then`, which an await looks for.
    const get = (target, name) => {
      if (name !== 'then' && !(name in target)) throw new Error(`${from} exports no ${String(name)}`);
      return target[name];
    };
    return new Proxy(module, { get });
  };
  const work = new AsyncFunction('load', ...Object.keys(given), `${body}\nreturn { ${gives.join(', ')} };`);
  return work(load, ...Object.values(given));
}

const schemas = new Map(
  readdirSync(join(root, 'dist/schema')).map(file => [
    file.replace('.schema.json', ''),
    JSON.parse(readFileSync(join(root, 'dist/schema', file), 'utf8')),
  ]),
);
const ajv = new Ajv2020({ strict: false, validateFormats: false });
for (const schema of schemas.values()) ajv.addSchema(schema);
const { tags } = JSON.parse(readFileSync(join(root, 'web/reference/html-custom-data.json'), 'utf8'));

const judge = {
  async js(code, { path }) {
    if (!surroundings[path]) throw new Error(`${path}: say in this test what surrounds its block`);
    const { holds, ...about } = await surroundings[path]();
    await holds(await carryOut(code, about));
  },
  json(code, { heading }) {
    const value = JSON.parse(code);
    const schema = schemas.get(heading);
    if (schema && !ajv.validate(schema.$id, value)) throw new Error(`${heading}: ${ajv.errorsText()}`);
  },
  html(code) {
    for (const [, file] of code.matchAll(/(?:src|href)="\/encore\/([^"]+)"/g)) {
      const name = new RegExp(`^${file.replace('.', '\\.').replace('<hash>', '[\\w-]+')}$`);
      if (!readdirSync(join(root, 'dist')).some(built => name.test(built))) throw new Error(`no ${file} is built`);
    }
    for (const [, name] of code.matchAll(/<([a-z]+-[a-z-]+)/g))
      if (!tags.some(tag => tag.name === name)) throw new Error(`no element ${name}`);
  },
  sh(code) {
    for (const [, script] of code.matchAll(/^(?:\w+=\S+ )*npm run ([\w-]+)/gm))
      if (!(script in scripts)) throw new Error(`no script ${script}`);
    for (const [line, command, words] of code.matchAll(/^(?:npx encore|node dist\/cli\.js) ([a-z-]+)(.*)$/gm)) {
      if (!commands.has(command)) throw new Error(`no command ${command}`);
      // Without the shop that a line names, only that there is such a command can be said.
      if (!/https?:/.test(line)) execFileSync('node', ['dist/cli.js', command, ...words.trim().split(/\s+/)], quiet);
    }
  },
};
const quiet = { cwd: root, stdio: 'pipe' };

/** The blocks of a text, each with the heading above it. */
function blocksOf(text) {
  const headings = [...text.matchAll(/^#+ (.*)$/gm)];
  return [...text.matchAll(/^```(\w+)[^\n]*\n([^]*?)^```$/gm)].map(({ index, 1: language, 2: code }) => ({
    language,
    code,
    heading: headings.findLast(heading => heading.index < index)?.[1],
  }));
}

const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'web/src/server/README.md',
  'examples/storefront/README.md',
  ...readdirSync(join(root, 'web/reference'))
    .filter(name => name.endsWith('.md'))
    .map(name => `web/reference/${name}`),
];
for (const path of documents)
  test(`${path}: its blocks hold`, async () => {
    const blocks = blocksOf(readFileSync(join(root, path), 'utf8'));
    const elsewhere = path === 'web/reference/accept.md';
    for (const { language, code, heading } of elsewhere ? [] : blocks) await judge[language]?.(code, { path, heading });
  });

const readme = { path: 'README.md' };
for (const [what, language, code, about] of [
  ['JavaScript that does not compile', 'js', 'const = 1', readme],
  ['JavaScript that throws', 'js', 'throw new Error("no");', readme],
  ['JavaScript that leaves nothing on the page', 'js', 'const keys = secret;', readme],
  ['JavaScript of which is not known what surrounds it', 'js', '1;', { path: 'other.md' }],
  ['a name that the package does not export', 'js', "import { sellAll } from 'encore-offers/server';", readme],
  ['JSON that is none', 'json', '{"a": 1,}', {}],
  ['JSON that its schema refuses', 'json', '{"id": 3}', { heading: 'refunds-1' }],
  ['a file that is not built', 'html', '<script src="/encore/encores.js"></script>', {}],
  ['an element that there is not', 'html', '<encore-offer></encore-offer>', {}],
  ['a script that is not there', 'sh', 'npm run sell', {}],
  ['a command that is not there', 'sh', 'npx encore sell', {}],
  ['a command that fails', 'sh', 'npx encore decide nothing.json', {}],
])
  test(`the validator finds ${what}`, () => assert.rejects(async () => judge[language](code, about)));

test('the guide of the accept endpoint gives each problem the status of its table', () => {
  const { vocabularies } = JSON.parse(readFileSync(join(root, 'src/vocabulary/problems.json'), 'utf8'));
  const statuses = new Map(vocabularies[0].words.map(({ word, status }) => [word, status]));
  const guide = readFileSync(join(root, 'web/guides/accept.md'), 'utf8');
  let named = 0;
  for (const [, cell, words] of guide.matchAll(/^\| (\d{3}(?:, \d{3})*)[^|]*\| (.+) \|$/gm)) {
    for (const [, word] of words.matchAll(/`(\w+)`/g)) {
      if (!statuses.has(word)) continue;
      named += 1;
      assert.ok(cell.split(', ').includes(String(statuses.get(word))), `${word} is ${statuses.get(word)}, not ${cell}`);
    }
  }
  assert.ok(named >= 10, 'the table is read');
});
