// SPDX-License-Identifier: MIT
//
// A catalogue file (NDJSON: a candidate is too deep for columns to be worth reading it by), a model file and a rules
// file, read whole, each fault named with its file and line.
import { readFile } from 'node:fs/promises';
import { InputError, type Fault } from './files.js';
import type { Model } from './model.js';
import type { CatalogueRow, Rules } from './suggest.js';

const read = async (file: string): Promise<string> =>
  readFile(file, 'utf8').catch((error: unknown) => {
    throw new InputError(`cannot read ${file}: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
  });

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const wrongWith = (row: unknown): string | null => {
  if (!isObject(row)) return 'this is not a JSON object';
  const product = row['product'];
  if (!isObject(product) || typeof product['id'] !== 'string')
    return 'the row has no product; give "product": {"id": …}';
  if (product['id'].includes('|'))
    return `the product's id "${product['id']}" holds a bar, which divides names in a model; rename it`;
  const variants = product['variants'];
  if (!Array.isArray(variants) || variants.length === 0)
    return 'the product has no variants; give "variants": [{"id": …, "price": 2490}]';
  const unpriced = variants.findIndex(variant => !isObject(variant) || !Number.isInteger(variant['price']));
  return unpriced < 0 ? null : `variant ${unpriced} has no price in whole minor units; give it, such as "price": 2490`;
};

export interface Catalogue {
  rows: CatalogueRow[];
  faults: Fault[];
}

export const readCatalogue = async (file: string): Promise<Catalogue> => {
  const rows: CatalogueRow[] = [];
  const faults: Fault[] = [];
  (await read(file)).split('\n').forEach((text, i) => {
    if (text.trim() === '') return;
    let row: unknown;
    try {
      row = JSON.parse(text);
    } catch {
      row = null;
    }
    const what = wrongWith(row);
    if (what === null) rows.push(row as CatalogueRow);
    else faults.push({ file, line: i + 1, what });
  });
  return { rows, faults };
};

/** Pairs of a bundle and its parts: found together because they are one. */
export const evidentPairs = (rows: readonly CatalogueRow[]): [string, string][] =>
  rows.flatMap(({ product, components }) =>
    Array.isArray(components)
      ? components.flatMap((one: { product?: { id?: string } }) =>
          one.product?.id ? [[product.id, one.product.id] as [string, string]] : [],
        )
      : [],
  );

const parsed = async (file: string, what: string): Promise<unknown> => {
  try {
    return JSON.parse(await read(file)) as unknown;
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`${file} is not ${what}: ${(error as Error).message}`);
  }
};

export const readModel = async (file: string): Promise<Model> => {
  const model = await parsed(file, 'a model');
  if (!isObject(model) || !Array.isArray(model['rows']))
    throw new InputError(`${file} is not a model: it has no rows; write one with encore learn`);
  if (model['version'] !== 1)
    throw new InputError(
      `${file} is a model of version ${JSON.stringify(model['version'])}, and this command reads version 1; learn it again with this version of encore`,
    );
  return model as unknown as Model;
};

/** A model that a fit can go on from. */
export const readFormer = async (file: string): Promise<Model> => {
  const model = await readModel(file);
  if (!isObject(model.evidence) || !Array.isArray(model.evidence.levels) || !model.evidence.until)
    throw new InputError(
      `${file} cannot be gone on from: it does not say what its decisions were ("evidence"); learn it again from all events with this version of encore`,
    );
  return model;
};

export const readRules = async (file: string): Promise<Rules> => {
  const rules = await parsed(file, 'a rules file');
  if (!isObject(rules))
    throw new InputError(`${file} is not a rules file: give an object such as {"never": ["sku-1"]}`);
  const known = ['never', 'always', 'only_with', 'triggers'];
  const unknown = Object.keys(rules).find(key => !known.includes(key));
  if (unknown !== undefined)
    throw new InputError(`${file}: there is no rule "${unknown}"; known are ${known.join(', ')}`);
  return rules;
};
