// SPDX-License-Identifier: MIT
//
// `npm run build`: everything a shop or a package user takes, into dist/.
//
//   encore.js                   the script tag: a classic script, unhashed and tiny, that imports the element if needed
//   element.<hash>.js …         what the script tag loads: ES modules, Lit inside, one for the element and one for each
//                               import() in it, immutable; these share one hash, for each element names them all
//   page.<hash>.wasm            of the core what a thank-you page asks for
//   encore.<hash>.wasm          the whole core, for the inspector and for pages whose sheet takes more of it
//                               (experiments, bundles, subscriptions and the like)
//   page.wasm encore.wasm       the same two files for the package
//   element.js engine.js node.js server.js cli.js adapters/   the package's entries; dependencies stay imports
//   workerd.js edge-light.js    engine.js for runtimes that take compiled Wasm as an import
//   types/ schema/ themes/      declarations, JSON Schema, theme style sheets
//   manifest.json               the script tag's files: size, integrity and what each loads later, for preload hints;
//                               `loader_integrity` is encore.js's, for the tag itself
//
// dist/ is put together aside and exchanged at the end, so that a failed build leaves the last good one in place. A
// page heavier than tests/bench/budget.json allows makes the command fail at its end.
//
//   node web/tools/build/build.mjs [--sourcemap]     with maps, and not minified

import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildModules } from './modules.mjs';
import { buildDigest, rememberDist } from './freshness.mjs';
import { setup } from './setup.mjs';
import { root, run, runSteps } from './steps.mjs';
import { withBuildLock } from './lock.mjs';
import { overBudget, weigh } from './weight.mjs';

const source = join(root, 'web/src');
const dist = join(root, 'dist');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

const integrity = path => `sha384-${createHash('sha384').update(readFileSync(path)).digest('base64')}`;

/** Answers `import … from 'encore:glue'`, and 'encore:glue/page', with a module's JavaScript. */
const gluePlugin = (page, whole) => ({
  name: 'encore-glue',
  setup: build =>
    void build.onResolve({ filter: /^encore:glue(?:\/page)?$/ }, ({ path }) => ({
      path: (path === 'encore:glue' ? whole : page).glue,
    })),
});

/** How the runtimes that take compiled Wasm as an import spell it, by the entry they get. */
const compiledWasm = { workerd: './encore.wasm', 'edge-light': './encore.wasm?module' };
const compiledPlugin = path => ({
  name: 'encore-compiled',
  setup: build => void build.onResolve({ filter: /^encore:compiled$/ }, () => ({ path, external: true })),
});

/** `import text from './x.css'` gives the style sheet's minified text, for adoptedStyleSheets. */
const stylePlugin = esbuild => ({
  name: 'encore-style',
  setup: build =>
    void build.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await esbuild.transform(readFileSync(path, 'utf8'), {
        loader: 'css',
        minify: true,
        sourcefile: path,
      });
      return { contents: code.trim(), loader: 'text' };
    }),
});

/**
 * What all builds share. No `eval`, no helpers for old browsers: ES2022 is what every engine with our features has.
 * `page` is the module that an ordinary thank-you page loads, `whole` the one that knows all operations: {glue, wasm,
 * file} each. `packaged`: for other people's bundlers, which find the Wasm by its address relative to the module.
 */
const common = (esbuild, { page, whole, packaged = false, sourcemap }) => ({
  // What is to be debugged or counted line by line is not minified: of one long line, counts would find their way to no
  // source.
  bundle: true,
  minify: !sourcemap,
  target: 'es2022',
  charset: 'utf8',
  legalComments: 'external',
  logLevel: 'warning',
  metafile: true,
  sourcemap,
  sourcesContent: false,
  tsconfig: join(root, 'tsconfig.json'),
  absWorkingDir: root,
  loader: { '.sql': 'text' },
  plugins: [gluePlugin(page, whole), stylePlugin(esbuild)],
  define: {
    __ENCORE_VERSION__: JSON.stringify(version),
    __ENCORE_PACKAGE__: JSON.stringify(packaged),
    __ENCORE_WASM__: JSON.stringify(`./${whole.file}`),
    __ENCORE_WASM_INTEGRITY__: JSON.stringify(integrity(whole.wasm)),
    __ENCORE_PAGE_WASM__: JSON.stringify(`./${page.file}`),
    __ENCORE_PAGE_WASM_INTEGRITY__: JSON.stringify(integrity(page.wasm)),
  },
});

// What a thank-you page downloads goes through terser after esbuild: another 2.5 % off, in brotli. The footer, which
// terser drops, lets the name of a file know what was done to it.
const tightening = {
  module: true,
  ecma: 2022,
  compress: { passes: 3 },
  mangle: { toplevel: true },
  format: { comments: false },
};

const terserIs = () => JSON.parse(readFileSync(join(root, 'node_modules/terser/package.json'), 'utf8')).version;
const tightened = () => ({ js: `/* terser ${terserIs()} ${JSON.stringify(tightening)} */` });

async function tighten(path) {
  const { minify } = await import('terser');
  const { code } = await minify(readFileSync(path, 'utf8'), tightening);
  writeFileSync(path, code);
}

/**
 * Leaves each `import()` of a module in `files` (path in the repository -> file name) to the browser; notes whatever
 * it meets in `met`.
 */
const laterPlugin = (met, files) => ({
  name: 'encore-later',
  setup: build =>
    void build.onResolve({ filter: /^\./ }, async ({ path, kind, resolveDir }) => {
      if (kind !== 'dynamic-import') return undefined;
      const target = relative(root, join(resolveDir, path)).replace(/\.js$/, '.ts');
      met.add(target);
      return { path: files ? `./${files.get(target)}` : path, external: true };
    }),
});

/**
 * The modules behind the script tag. Returns the manifest's entries by file name. What the element loads later is
 * built first, each module with all that it needs: so the element is one file, where a chunk that it shared with the
 * inspector would cost every page a round trip, and half a kilobyte that compression finds in one file alone.
 */
async function buildPage(esbuild, outdir, settings) {
  const made = {};
  const bundle = async (entryPoints, hash, plugins) => {
    const { metafile } = await esbuild.build({
      ...settings,
      outdir,
      entryPoints,
      format: 'esm',
      platform: 'browser',
      entryNames: `[name].${hash}`,
      footer: tightened(),
      plugins: [...plugins, ...settings.plugins],
    });
    Object.assign(made, metafile.outputs);
    if (!settings.sourcemap)
      await Promise.all(
        Object.keys(metafile.outputs)
          .filter(path => path.endsWith('.js'))
          .map(path => tighten(join(root, path))),
      );
    return metafile.outputs;
  };
  const element = join(source, 'element/define.ts');
  const met = new Set();
  await esbuild.build({
    ...settings,
    entryPoints: [element],
    format: 'esm',
    write: false,
    outdir,
    plugins: [laterPlugin(met), ...settings.plugins],
  });
  const nameOf = path =>
    path
      .replace(/(?:\/index)?\.\w+$/, '')
      .split('/')
      .pop();
  const laterEntries = Object.fromEntries([...met].sort().map(path => [nameOf(path), join(root, path)]));
  const { outputFiles } = await esbuild.build({
    ...settings,
    entryPoints: laterEntries,
    format: 'esm',
    write: false,
    outdir,
    footer: tightened(),
    entryNames: '[name]',
  });
  const shared = outputFiles
    .filter(({ path }) => path.endsWith('.js'))
    .reduce((hash, { contents }) => hash.update(contents), createHash('sha256'))
    .digest('hex')
    .slice(0, 8)
    .toUpperCase();
  const later = await bundle(laterEntries, shared, []);
  const names = new Map(
    Object.entries(later)
      .filter(([, { entryPoint }]) => entryPoint)
      .map(([path, { entryPoint }]) => [entryPoint, basename(path)]),
  );
  await bundle({ element }, '[hash]', [laterPlugin(met, names)]);

  const files = {};
  for (const [path, output] of Object.entries(made)) {
    if (!path.endsWith('.js')) continue;
    files[basename(path)] = {
      role: relative('web/src', output.entryPoint).replace(/\.ts$/, ''),
      bytes: statSync(join(root, path)).size,
      integrity: integrity(join(root, path)),
      later: output.imports.filter(({ kind }) => kind === 'dynamic-import').map(({ path }) => basename(path)),
    };
  }
  return files;
}

/** The package's entries: Node's and the bundlers'. `lit` and `jose` stay imports, as package.json promises them. */
async function buildPackage(esbuild, outdir, settings) {
  const adapters = readdirSync(join(source, 'adapters')).filter(file => file.endsWith('.ts'));
  const forBoth = {
    element: join(source, 'element/index.ts'),
    engine: join(source, 'engine/index.ts'),
    react: join(source, 'frameworks/react.ts'),
    vue: join(source, 'frameworks/vue.ts'),
    analytics: join(source, 'analytics/mappings.ts'),
    ...Object.fromEntries(adapters.map(file => [`adapters/${basename(file, '.ts')}`, join(source, 'adapters', file)])),
  };
  const forNode = {
    node: join(source, 'node/index.ts'),
    server: join(source, 'server/index.ts'),
    'server-testing': join(source, 'server/testing.ts'),
    conformance: join(source, 'conformance/index.ts'),
    report: join(source, 'report/index.ts'),
    serve: join(source, 'serve/index.ts'),
    learn: join(source, 'learn/index.ts'),
    cli: join(source, 'cli/index.ts'),
  };
  const shared = {
    ...settings,
    outdir,
    format: 'esm',
    splitting: true,
    packages: 'external',
    chunkNames: 'part.[hash]',
  };
  await esbuild.build({ ...shared, entryPoints: forBoth, platform: 'neutral' });
  await esbuild.build({ ...shared, entryPoints: forNode, platform: 'node', target: 'node20' });
  for (const [name, wasm] of Object.entries(compiledWasm)) {
    const plugins = [compiledPlugin(wasm), ...settings.plugins];
    const entryPoints = { [name]: join(source, 'edge/index.ts') };
    await esbuild.build({ ...shared, entryPoints, platform: 'neutral', plugins });
  }
  chmodSync(join(outdir, 'cli.js'), 0o755);
  return Object.keys({ ...forBoth, ...forNode, ...compiledWasm });
}

async function buildThemes(esbuild, outdir) {
  const folder = join(root, 'web/themes');
  const sheets = readdirSync(folder).filter(file => file.endsWith('.css'));
  await esbuild.build({
    entryPoints: sheets.map(file => join(folder, file)),
    outdir: join(outdir, 'themes'),
    minify: true,
    logLevel: 'warning',
  });
  const schema = join(root, 'web/schema');
  cpSync(schema, join(outdir, 'schema'), { recursive: true, filter: path => !path.endsWith('.md') });
  return sheets.length;
}

/** Source maps name the sources as seen from where they were written; they are moved to `to`. */
function movedMaps(from, to) {
  for (const name of readdirSync(from, { recursive: true }).filter(name => name.endsWith('.map'))) {
    const map = JSON.parse(readFileSync(join(from, name), 'utf8'));
    map.sources = map.sources.map(source => relative(dirname(join(to, name)), join(dirname(join(from, name)), source)));
    writeFileSync(join(from, name), JSON.stringify(map));
  }
}

/** Builds dist/. Errors: the first tool that fails, with its last lines; dist/ then is as it was. */
export async function build({ sourcemap = false, print } = {}) {
  const esbuild = await import('esbuild');
  const next = join(root, 'build/dist');
  let page;
  let whole;
  const pageFiles = {};
  await withBuildLock(() => {
    const digest = buildDigest(sourcemap ? { sourcemap } : {});
    return runSteps(
      'build',
      [
        [
          'WebAssembly modules',
          async print => {
            const modules = await buildModules(print);
            rmSync(next, { recursive: true, force: true });
            mkdirSync(next, { recursive: true });
            const place = (module, name) => {
              const bytes = readFileSync(module.wasm);
              const file = `${name}.${createHash('sha256').update(bytes).digest('hex').slice(0, 8).toUpperCase()}.wasm`;
              copyFileSync(module.wasm, join(next, file));
              return { ...module, file, bytes: bytes.length };
            };
            page = place(modules.page, 'page');
            whole = place(modules.whole, 'encore');
            copyFileSync(page.wasm, join(next, 'page.wasm'));
            copyFileSync(whole.wasm, join(next, 'encore.wasm'));
            return `${page.bytes} bytes for the page, ${whole.bytes} in all`;
          },
        ],
        [
          'modules for the script tag',
          async () => {
            const settings = common(esbuild, { page, whole, sourcemap });
            Object.assign(pageFiles, await buildPage(esbuild, next, settings));
            const element = Object.keys(pageFiles).find(file => pageFiles[file].role === 'element/define');
            await esbuild.build({
              ...settings,
              entryPoints: { encore: join(source, 'loader.ts') },
              outdir: next,
              format: 'iife',
              platform: 'browser',
              define: { ...settings.define, __ENCORE_ELEMENT__: JSON.stringify(element) },
            });
            const wasm = ({ file, bytes, wasm: path }) => ({ file, bytes, integrity: integrity(path) });
            writeFileSync(
              join(next, 'manifest.json'),
              `${JSON.stringify(
                {
                  version,
                  loader: 'encore.js',
                  loader_integrity: integrity(join(next, 'encore.js')),
                  element,
                  wasm: wasm(page),
                  whole: wasm(whole),
                  modules: pageFiles,
                },
                null,
                2,
              )}\n`,
            );
            return `${Object.keys(pageFiles).length + 1} files`;
          },
        ],
        [
          'package entries',
          async () => {
            const modules = { page: { ...page, file: 'page.wasm' }, whole: { ...whole, file: 'encore.wasm' } };
            const settings = common(esbuild, { ...modules, packaged: true, sourcemap });
            return (await buildPackage(esbuild, next, settings)).join(' ');
          },
        ],
        // Only the declarations: whether the types are right is `npm run lint`'s question.
        [
          'type declarations',
          async () => {
            const args = [
              '--noEmit',
              'false',
              '--noCheck',
              '--emitDeclarationOnly',
              '--rootDir',
              source,
              '--outDir',
              join(next, 'types'),
            ];
            await run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', root, ...args]);
            return 'types/';
          },
        ],
        ['schema and themes', async () => `${await buildThemes(esbuild, next)} themes`],
        [
          'dist/',
          () => {
            if (sourcemap) movedMaps(next, dist);
            rememberDist();
            rmSync(dist, { recursive: true, force: true });
            renameSync(next, dist);
            rememberDist(digest);
            return 'exchanged';
          },
        ],
      ],
      print,
    );
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await setup(['core', 'npm']);
    await build({ sourcemap: process.argv.includes('--sourcemap') ? 'linked' : false });
    // dist/ stands, so that a demo goes on; but a build for others says so and fails.
    const faults = overBudget(weigh(dist), JSON.parse(readFileSync(join(root, 'tests/bench/budget.json'), 'utf8')));
    for (const fault of faults) console.error(`over budget: ${fault}; see npm run size`);
    if (faults.length > 0) process.exitCode = 1;
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
