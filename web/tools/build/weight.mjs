// SPDX-License-Identifier: MIT
//
// What a thank-you page downloads to show an offer, and what it weighs: the loader, the element's one module, the
// Wasm and one language, read from dist/manifest.json, each as it is, gzipped and with brotli at its best. What comes
// once the cards stand, before their buttons answer, is weighed apart, and so are what paints outcomes and what only
// sheets bring whose offers have options, quantities, a consent or reviews. A theme and a shop's own markup come only
// to pages that ask for them, so they are counted only on request. Sizes are bytes; names are the files' own, roles are
// what stays the same from build to build.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** The files of a page in a language: [{path, role}], in the order in which the page asks for them. */
export function pageFiles(manifest, { language = 'en', theme } = {}) {
  return [
    { path: manifest.loader, role: 'loader' },
    { path: manifest.element, role: 'element' },
    { path: manifest.wasm.file, role: 'core' },
    named(manifest, `messages/${language}`),
    ...(theme ? [named(manifest, `../themes/${theme}.css`)] : []),
  ];
}

/** What every page fetches once its cards are painted: [{path, role}]. */
export const afterwardsFiles = manifest => [named(manifest, 'element/presses')];

/** What paints outcomes, fetched once an offer was seen for a second, or answered: [{path, role}]. */
export const outcomeFiles = manifest => [named(manifest, 'element/card/outcome')];

/** What a page fetches besides where an offer has variants, a quantity, a consent or reviews: [{path, role}]. */
export const extrasFiles = manifest => [named(manifest, 'element/card/extras')];

function named({ modules }, role) {
  const path = Object.keys(modules).find(file => modules[file].role === role);
  if (!path) throw new Error(`the build has no ${role}`);
  return { path, role };
}

const brotli = bytes =>
  brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  }).length;

const manifestOf = folder => JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));

function weighed(folder, { path, role }) {
  const bytes = readFileSync(join(folder, path));
  return { path, role, raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotli(bytes) };
}

/** The page's files in `folder` with {path, role, raw, gzip, brotli}. */
export const weigh = (folder, options) =>
  pageFiles(manifestOf(folder), options).map(file => weighed(folder, file));

/** What comes once the cards stand, alike. */
export const weighAfterwards = folder => afterwardsFiles(manifestOf(folder)).map(file => weighed(folder, file));

/** What paints outcomes, alike. */
export const weighOutcomes = folder => outcomeFiles(manifestOf(folder)).map(file => weighed(folder, file));

/** What some sheets bring besides, alike. */
export const weighExtras = folder => extrasFiles(manifestOf(folder)).map(file => weighed(folder, file));

export const total = (files, of = 'brotli') => files.reduce((sum, file) => sum + file[of], 0);

/** What breaks the budget {total_brotli, loader_brotli}, as sentences; none where it is kept. */
export function overBudget(files, budget) {
  const faults = [];
  const sum = total(files);
  const loader = files.find(file => file.role === 'loader').brotli;
  if (sum > budget.total_brotli)
    faults.push(`the page weighs ${sum} bytes, ${sum - budget.total_brotli} over its budget of ${budget.total_brotli}`);
  if (loader > budget.loader_brotli)
    faults.push(`the loader weighs ${loader} bytes, over its budget of ${budget.loader_brotli}`);
  return faults;
}
