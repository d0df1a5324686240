// SPDX-License-Identifier: MIT
//
// Holds the order of the layers: what each part may include, link or import. In C++ a layer uses only layers below it,
// in the files it includes and in what its CMakeLists.txt links. Of other headers the core takes those listed here,
// none of which is there for a clock, randomness or the outside, and one file alone knows the JSON library. (What a
// listed header brings along by itself is not seen here.) In TypeScript the page's parts never reach Node, the server
// kit or the command line. What this check cannot follow must be listed with its reason, no imports go round in a
// circle, a folder must be known, and an unused permission is a breach too.
//
//   node web/tools/checks/layers.mjs        prints each breach; ends with 1 if there is one

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { root } from '../build/steps.mjs';

/** From the ground up; layers on one line do not see each other. */
const core = [
  ['base'],
  ['money'],
  ['sheet'],
  ['json', 'rules', 'price', 'learn'],
  ['select'],
  ['check', 'session'],
  ['api'],
];
/** The programs made of the core stand above it, in folders of their own. */
const programs = { wasm: 'wasm', native: 'src/native' };
const level = new Map([...core, Object.keys(programs)].flatMap((names, index) => names.map(name => [name, index])));
const below = (name, layer) => level.get(name) < level.get(layer);

/** What any file may include: values, memory and text, and nothing heavy. */
const headers = new Set([
  'algorithm',
  'array',
  'bit',
  'cmath',
  'concepts',
  'cstddef',
  'cstdint',
  'cstring',
  'initializer_list',
  'iterator',
  'limits',
  'memory',
  'new',
  'optional',
  'span',
  'string',
  'string_view',
  'type_traits',
  'utility',
  'vector',
]);
/** What one file may include besides. */
const exceptions = {
  'json/parse.cpp': ['nlohmann/json.hpp'], // the one file that knows the JSON library
  'wasm/bindings.cpp': ['cstdlib', 'emscripten.h', 'emscripten/bind.h'], // JavaScript, and the memory it writes to
  'wasm/libc.cpp': ['cerrno', 'climits', 'cstdarg', 'cstdlib', 'exception', 'stdexcept'], // declares what it replaces
  'native/main.cpp': ['cstdio'], // its input and output
  'native/timing.cpp': ['chrono', 'cstdio', 'cstdlib'], // measures
};

/**
 * What each part of web/src may import from; `later` is for import(), URLs and types, which load nothing by
 * themselves.
 */
const parts = {
  build: { from: ['engine'], page: true },
  engine: { from: [], page: true },
  analytics: { from: ['engine'], page: true },
  messages: { from: [], page: true },
  host: { from: ['engine'], page: true },
  element: {
    from: ['engine', 'host'],
    later: ['analytics', 'inspector', 'messages', '../themes'],
    packages: ['lit'],
    page: true,
  },
  frameworks: { from: ['element'], packages: ['react', 'vue'], page: true },
  inspector: { from: ['engine', 'host', 'element'], packages: ['lit'], page: true },
  loader: { from: [], page: true },
  platforms: { from: ['engine'] },
  adapters: { from: ['server', 'platforms'] },
  node: { from: ['engine', 'learn'] },
  edge: { from: ['engine'] },
  server: { from: ['engine', 'learn'], packages: ['@opentelemetry/api', 'jose'] },
  conformance: { from: ['engine', 'serve', 'server'] },
  learn: { from: ['engine'], packages: ['@duckdb/node-api'] },
  report: { from: ['engine'], packages: ['@duckdb/node-api', 'echarts'] },
  simulate: { from: [] },
  law: { from: ['engine'] },
  serve: { from: ['adapters', 'engine', 'learn', 'node', 'server'], packages: ['fastify', 'libsql', 'pg'] },
  evaluate: { from: ['engine', 'learn', 'report'] },
  cli: {
    from: [
      'conformance',
      'engine',
      'evaluate',
      'law',
      'learn',
      'node',
      'platforms',
      'report',
      'serve',
      'server',
      'simulate',
    ],
  },
};
const glue = new Set(['encore:glue', 'encore:glue/page']);
/**
 * Files that load by an address they compute, or that use import.meta otherwise than in new URL('…', import.meta.url).
 */
const computed = {
  'loader.ts': 'the element, beside the script that the page names',
  'engine/load.ts': 'the Wasm beside the module, under the name the build gives it',
  'cli/replay.ts': 'itself, as a worker',
  'report/postgres.ts': 'the driver pg, which is no dependency',
};
const script = /(?:\.d)?\.[cm]?[jt]sx?$/;

/** Any file can be included, whatever it is called: only what is certainly something else is not read as C++. */
const cpp = /(?<!\.(?:txt|md|mjs|cmake))$/;

/**
 * The breaches of one C++ file; `path` is relative to src/encore, or begins with the name of a program. `used`
 * collects what it uses.
 */
export function cppBreaches(path, text, used = new Set()) {
  const layer = path.split('/')[0].replace(/\.\w+$/, '');
  if (!level.has(layer))
    return [`${layer} is not a known layer; add it to web/tools/checks/layers.mjs where it belongs`];
  const found = [];
  // Wherever it stands in a line, even in a comment: so no case needs to be distinguished, and nothing can hide.
  const lines = text
    .replace(/\\\r?\n/g, '')
    .matchAll(/(?:#|%:)(?:\s|\/\*[^]*?\*\/)*(include|include_next|import|embed)\b(.*)/g);
  for (const [line, word, rest] of lines) {
    const [, quote, header] = /^\s*(["<])([^">]+)[">]/.exec(rest) ?? [];
    if (word !== 'include' || !header) {
      found.push(`"${line}" does not name a header by #include`);
    } else if (quote === '"' || header.startsWith('encore/')) {
      const [, folder, door] = /^encore\/(?:(\w+)(?:\/\w+)+|(api))\.\w+$/.exec(header) ?? [];
      const other = folder ?? door;
      if (!level.has(other) || !cpp.test(header))
        found.push(`"${header}" is not a path of the form encore/<layer>/<file>`);
      else if (other !== layer && !below(other, layer))
        found.push(`${layer} may not include ${header}: it is not below`);
      else used.add(`${layer} ${other}`);
    } else if (exceptions[path]?.includes(header)) {
      used.add(`${path} ${header}`);
    } else if (!headers.has(header)) {
      found.push(`<${header}> is not among the headers it may include`);
    }
  }
  return found;
}

/** The breaches of one CMakeLists.txt of src/encore; `links` collects the layers below that each layer names. */
export function linkBreaches(text, links = new Map()) {
  const found = [];
  const hold = (layer, names) => {
    if (!level.has(layer)) found.push(`${layer} is not a known layer`);
    for (const name of names) {
      if (!below(name, layer)) found.push(`${layer} may not depend on ${name}: it is not below`);
      else links.set(layer, [...(links.get(layer) ?? []), name]);
    }
  };
  const code = text.replace(/#.*/g, '');
  for (const [, layer, list] of code.matchAll(/\bencore_layer\s*\(\s*([^\s)]+)(?:[^)]*?\sDEPENDS\s([^)]*))?/gi)) {
    hold(layer, list?.match(/\S+/g) ?? []);
  }
  for (const [, target, list] of code.matchAll(/\btarget_link_libraries\s*\(\s*([^\s)]+)([^)]*)/gi)) {
    hold(
      target.replace('encore_', ''),
      [...list.matchAll(/\bencore_(\S+)/g)].map(([, name]) => name),
    );
  }
  return found;
}

/** The modules that a file names, as the compiler reads it; `target` is undefined where the name is computed. */
function modulesOf(path, text) {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found = file.referencedFiles.map(({ fileName }) => ({ target: `./${fileName}`, later: true }));
  const add = (name, later = false, before = '') =>
    found.push({ target: name && ts.isStringLiteralLike(name) ? before + name.text : undefined, later });
  const visit = node => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, node.importClause?.isTypeOnly);
    else if (ts.isExportDeclaration(node) && node.moduleSpecifier) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isExternalModuleReference(node)) add(node.expression);
    else if (ts.isImportTypeNode(node)) add(node.argument.literal, true);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], true);
    else if (ts.isCallExpression(node) && node.expression.getText() === 'require') add(node.arguments[0]);
    else if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword) {
      const around = node.parent.parent;
      const address = ts.isNewExpression(around) ? around.arguments?.[0] : undefined;
      add(address, true, /^(?:\w+:|\/)/.test(address?.text ?? '') ? '' : './');
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** The breaches of one TypeScript file of web/src; `path` is relative to that folder. `used` collects what it uses. */
export function importBreaches(path, text, used = new Set()) {
  const part = path.split('/')[0].replace(script, '');
  const rules = parts[part];
  if (!rules)
    return [`${part} is not a known part of web/src; add it to web/tools/checks/layers.mjs with what it may import`];
  const found = [];
  for (const { target, later } of modulesOf(path, text)) {
    if (target === undefined) {
      if (computed[path]) used.add(path);
      else
        found.push(
          'an address is computed, where this check cannot follow; write it out, or list the file with its reason',
        );
    } else if (target === 'encore:compiled') {
      if (part !== 'edge') found.push('only the entry for edge runtimes imports compiled Wasm');
    } else if (glue.has(target)) {
      if (part !== 'engine') found.push('only the engine meets the glue');
    } else if (target.startsWith('.')) {
      const steps = posix.join(posix.dirname(path), target).split('/');
      const other = steps[0] === '..' ? `../${steps[1]}` : steps[0].replace(script, '');
      used.add(`${part} ${other}`);
      const allowed = [part, ...rules.from, ...(later ? (rules.later ?? []) : [])];
      if (!allowed.includes(other)) found.push(`${part} may not import ${other} (${target})`);
    } else if (target.startsWith('node:')) {
      if (rules.page) found.push(`${part} runs in pages and may not import ${target}`);
    } else {
      const name = target.startsWith('@') ? target.split('/').slice(0, 2).join('/') : target.split('/')[0];
      used.add(`${part} ${name}`);
      if (!(rules.packages ?? []).includes(name)) found.push(`${part} may not import the package ${name}`);
    }
  }
  return found;
}

/**
 * The circles of imports among `files` (path relative to web/src -> text), one line each, in the order of the way
 * round. Types and import() are not counted: they load nothing by themselves.
 */
export function importCircles(files) {
  const imports = new Map(
    [...files].map(([path, text]) => [
      path,
      modulesOf(path, text)
        .filter(({ target, later }) => target?.startsWith('.') && !later)
        .map(({ target }) => posix.join(posix.dirname(path), target).replace(/\.js$/, '.ts'))
        .filter(target => files.has(target)),
    ]),
  );
  const found = [];
  const done = new Set();
  const visit = (path, way) => {
    if (way.includes(path)) found.push([...way.slice(way.indexOf(path)), path].join(' -> '));
    if (way.includes(path) || done.has(path)) return;
    for (const next of imports.get(path)) visit(next, [...way, path]);
    done.add(path);
  };
  for (const path of imports.keys()) visit(path, []);
  return found;
}

/**
 * The breaches that only the whole tree shows: permissions that nothing uses, and what a layer includes without
 * linking it.
 */
function loose(used, links) {
  const imports = Object.entries(parts).map(([part, { from, later = [], packages = [] }]) => [
    part,
    [...from, ...later, ...packages],
  ]);
  const named = [...Object.entries(exceptions), ...imports].flatMap(([who, names]) =>
    names.map(name => `${who} ${name}`),
  );
  const permissions = [...named, ...Object.keys(computed)];
  const reached = layer => [layer, ...(links.get(layer) ?? []).flatMap(reached)];
  const unlinked = layer =>
    core.flat().filter(other => used.has(`${layer} ${other}`) && !reached(layer).includes(other));
  return [
    ...permissions
      .filter(name => !used.has(name))
      .map(name => `web/tools/checks/layers.mjs: unused permission "${name}"`),
    ...core
      .flat()
      .flatMap(layer =>
        unlinked(layer).map(other => `src/encore/${layer}: includes ${other}, which its DEPENDS do not reach`),
      ),
  ];
}

/** All breaches of the tree in `top`, one line each, and the number of files read. */
export function checkLayers(top = root) {
  const lines = [];
  const used = new Set();
  const links = new Map();
  let files = 0;
  const read = (folder, ending, breaches) => {
    for (const name of readdirSync(join(top, folder), { recursive: true })
      .map(file => file.replaceAll('\\', '/'))
      .sort()) {
      if (!ending.test(name) || !statSync(join(top, folder, name)).isFile()) continue;
      files++;
      for (const breach of breaches(name, readFileSync(join(top, folder, name), 'utf8')))
        lines.push(`${folder}/${name}: ${breach}`);
    }
  };
  read('src/encore', cpp, (name, text) => cppBreaches(name, text, used));
  for (const [layer, folder] of Object.entries(programs))
    read(folder, cpp, (name, text) => cppBreaches(`${layer}/${name}`, text, used));
  read('src/encore', /(?:^|\/)CMakeLists\.txt$/, (name, text) => linkBreaches(text, links));
  const modules = new Map();
  read('web/src', script, (name, text) => {
    modules.set(name, text);
    return importBreaches(name, text, used);
  });
  lines.push(...importCircles(modules).map(circle => `web/src: a circle of imports: ${circle}`));
  for (const [folder, known] of [
    ['src/encore', core.flat()],
    ['web/src', Object.keys(parts)],
  ]) {
    for (const entry of readdirSync(join(top, folder), { withFileTypes: true })) {
      if (entry.isDirectory() && !known.includes(entry.name))
        lines.push(`${folder}/${entry.name}: a folder unknown to web/tools/checks/layers.mjs`);
    }
  }
  return { lines: [...lines, ...loose(used, links)], files };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { lines, files } = checkLayers();
  for (const line of lines) console.error(line);
  console.log(`${files} files, ${lines.length} breaches of the layers`);
  process.exitCode = lines.length > 0 || files === 0 ? 1 : 0;
}
