// SPDX-License-Identifier: MIT
//
// The package as its users get it: packed by npm, unpacked into a folder of its own, imported by name, type-checked by
// a stranger's settings. Only what stands in the tarball can make these tests pass.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import { root } from '../../web/tools/build/steps.mjs';

const description = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
let shop; // a stranger's project
let installed; // the package in its node_modules

before(() => {
  shop = mkdtempSync(join(tmpdir(), 'encore-package-'));
  installed = join(shop, 'node_modules/encore-offers');
  mkdirSync(installed, { recursive: true });
  const [{ filename }] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', shop], {
      cwd: root,
      encoding: 'utf8',
    }),
  );
  execFileSync('tar', ['-xzf', join(shop, filename), '--strip-components=1', '-C', installed]);
  // Its dependencies as npm would put them beside it, and the declarations its types are written in.
  for (const name of [
    ...Object.keys(description.dependencies),
    '@lit',
    'lit-html',
    'lit-element',
    '@types',
    'undici-types',
  ]) {
    if (existsSync(join(root, 'node_modules', name)))
      symlinkSync(join(root, 'node_modules', name), join(shop, 'node_modules', name));
  }
});
after(() => rmSync(shop, { recursive: true, force: true }));

const runScript = (source, ...args) =>
  spawnSync(process.execPath, ['--input-type=module', '-e', source, ...args], { cwd: shop, encoding: 'utf8' });

/** Files that a target such as ./dist/adapters/*.js stands for. */
function expand(target) {
  if (!target.includes('*')) return existsSync(join(installed, target)) ? [target] : [];
  const [before, behind] = target.split('*');
  const folder = join(installed, before);
  return existsSync(folder) ? readdirSync(folder).filter(name => name.endsWith(behind)) : [];
}

test('the tarball holds what is built, the licence and the papers, and nothing else', () => {
  assert.deepEqual(
    readdirSync(installed)
      .filter(name => !/^(?:CHANGELOG|LICENSE|README)/.test(name))
      .sort(),
    ['ARCHITECTURE.md', 'CONTRIBUTING.md', 'SECURITY.md', 'dist', 'examples', 'package.json', 'web'],
  );
  // The clients in other languages and the Vendure plugin are there to be copied.
  const readable = name => /\.(?:md|json|png|svg|webp|php|py|rb|mjs|service)$|^Dockerfile$/.test(name);
  for (const folder of ['web', 'examples']) {
    const files = readdirSync(join(installed, folder), { recursive: true, withFileTypes: true });
    const named = files.filter(entry => entry.isFile()).map(({ name }) => name);
    assert.deepEqual(
      named.filter(name => !readable(name)),
      [],
      'of the sources only what people read',
    );
  }
  const files = readdirSync(join(installed, 'dist'), { recursive: true });
  assert.deepEqual(
    files.filter(name => /\.map$|\.test\./.test(name)),
    [],
  );
  assert.ok(existsSync(join(installed, 'LICENSE')));
});

test('every link and picture of a document in the package leads to a file of the package', () => {
  const documents = readdirSync(installed, { recursive: true }).filter(name => name.endsWith('.md'));
  assert.ok(documents.includes('README.md') && documents.includes('web/schema/README.md'));
  for (const document of documents) {
    const text = readFileSync(join(installed, document), 'utf8').replace(/^```[^]*?^```/gm, '');
    const links = [...text.matchAll(/\]\(([^)\s]+)\)|\bsrc="([^"]+)"/g)].map(([, link, src]) => link ?? src);
    for (const link of links.filter(target => !/^(?:https:|#)/.test(target)))
      assert.ok(
        existsSync(join(installed, dirname(document), link.replace(/#.*/, ''))),
        `${document} links to ${link}, which the package lacks: see "files" in package.json`,
      );
  }
});

test('every export leads to a file', () => {
  const targets = value => (typeof value === 'string' ? [value] : Object.values(value).flatMap(targets));
  for (const [name, value] of Object.entries(description.exports)) {
    for (const target of targets(value)) assert.notEqual(expand(target).length, 0, `${name} -> ${target}`);
  }
});

test('every entry can be imported by Node, the element too: nothing touches a page while it loads', () => {
  const adapters = expand(description.exports['./adapters/*'].default).map(
    file => `encore-offers/adapters/${file.replace(/\.js$/, '')}`,
  );
  for (const name of ['encore-offers', 'encore-offers/engine', 'encore-offers/server', ...adapters]) {
    const { status, stderr } = runScript(
      `const found = await import('${name}'); if (Object.keys(found).length === 0) process.exit(3);`,
    );
    assert.equal(status, 0, `${name}: ${stderr}`);
  }
});

test('its types hold under the strictest settings of a stranger, for Node and for bundlers', () => {
  writeFileSync(join(shop, 'package.json'), '{ "type": "module" }');
  writeFileSync(
    join(shop, 'use.ts'),
    ['.', './engine', './server']
      .map(
        (entry, index) =>
          `import * as entry${index} from 'encore-offers${entry.slice(1)}';\nexport const value${index}: object = entry${index};\n`,
      )
      .join(''),
  );
  for (const [module, moduleResolution] of [
    ['nodenext', 'nodenext'],
    ['esnext', 'bundler'],
  ]) {
    const result = spawnSync(
      process.execPath,
      [
        join(root, 'node_modules/typescript/bin/tsc'),
        '--noEmit',
        '--strict',
        '--exactOptionalPropertyTypes',
        '--target',
        'es2022',
        '--lib',
        'es2022,es2023.intl,dom,dom.iterable',
        '--types',
        'node',
        '--module',
        module,
        '--moduleResolution',
        moduleResolution,
        'use.ts',
      ],
      { cwd: shop, encoding: 'utf8' },
    );
    assert.equal(result.status, 0, `${moduleResolution}:\n${result.stdout}`);
  }
});

test('the types of what runs without a page need neither the dom library nor those of Node', () => {
  const entries = ['engine', 'server', 'adapters/shopify', 'adapters/stripe'];
  const imports = entries.map((entry, index) => `export * as entry${index} from 'encore-offers/${entry}';`);
  writeFileSync(join(shop, 'headless.ts'), imports.join('\n'));
  for (const condition of ['default', 'workerd', 'edge-light', 'node']) {
    const args = ['--noEmit', '--strict', '--target', 'es2022', '--lib', 'es2022', '--typeRoots', 'none'];
    const resolution = ['--module', 'esnext', '--moduleResolution', 'bundler', '--customConditions', condition];
    const result = spawnSync(
      process.execPath,
      [join(root, 'node_modules/typescript/bin/tsc'), ...args, ...resolution, 'headless.ts'],
      { cwd: shop, encoding: 'utf8' },
    );
    assert.equal(result.status, 0, `${condition}:\n${result.stdout}`);
  }
});

test('the command says how it is used, and ends with 2 when it is used otherwise', () => {
  const cli = join(installed, description.bin.encore);
  assert.match(readFileSync(cli, 'utf8'), /^#!\/usr\/bin\/env node\n/);
  const help = spawnSync(process.execPath, [cli, '--help'], { cwd: shop, encoding: 'utf8' });
  assert.equal(help.status, 0, help.stderr);
  for (const command of ['check', 'decide', 'publish', 'rule', 'verify', 'conformance', 'replay'])
    assert.match(help.stdout, new RegExp(`\\b${command}\\b`));
  assert.equal(spawnSync(process.execPath, [cli, 'no-such-command'], { cwd: shop }).status, 2);
});

test('the module exports three functions, as its declaration says', async () => {
  const { default: createModule } = await import(join(root, 'build/wasm/wasm/encore.mjs'));
  const module = await createModule({ wasmBinary: readFileSync(join(installed, 'dist/encore.wasm')) });
  const bound = Object.keys(module).filter(
    name => typeof module[name] === 'function' && !/^(?:[_A-Z]|run$)/.test(name),
  ); // run is Emscripten's own
  assert.deepEqual(bound.sort(), ['call', 'input', 'output']);
  assert.ok(module.HEAPU8.length <= 2 * 1024 * 1024, 'a page starts with 2 MiB');
});

test('nothing that is shipped evaluates text', () => {
  for (const name of readdirSync(join(installed, 'dist'), { recursive: true }).filter(file => file.endsWith('.js'))) {
    assert.doesNotMatch(readFileSync(join(installed, 'dist', name), 'utf8'), /\bnew Function\b|\beval\(/, name);
  }
});

test('the manifest names every module of the script tag, with its integrity', async () => {
  const { createHash } = await import('node:crypto');
  const manifest = JSON.parse(readFileSync(join(installed, 'dist/manifest.json'), 'utf8'));
  const named = [
    ...[manifest.wasm, manifest.whole].map(({ file, integrity }) => [file, integrity]),
    ...Object.entries(manifest.modules).map(([file, { integrity }]) => [file, integrity]),
  ];
  for (const [file, integrity] of [...named, [manifest.loader, manifest.loader_integrity]]) {
    assert.equal(
      `sha384-${createHash('sha384')
        .update(readFileSync(join(installed, 'dist', file)))
        .digest('base64')}`,
      integrity,
      file,
    );
  }
  const hashed = readdirSync(join(installed, 'dist')).filter(
    name => /\.[A-Z0-9]{8}\.(?:js|wasm)$/.test(name) && !name.startsWith('part.'),
  );
  assert.deepEqual(hashed.sort(), named.map(([file]) => file).sort());
  assert.ok(
    brotliCompressSync(readFileSync(join(installed, 'dist', manifest.loader))).length <= 2048,
    'the loader weighs at most 2 KB',
  );
});
