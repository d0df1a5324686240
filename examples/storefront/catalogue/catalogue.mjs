// SPDX-License-Identifier: MIT
//
// Everything the shop sells, and the look-ups over it. The catalogue is content and lives in code; the database
// holds what moves (stock) and what history refers to. Fields of a product beside those of the offer sheet:
//
//   spoken      what the shop calls it in a sentence
//   companions  share of this product's orders that also hold the other one: what the seeded history is drawn from
//   lighter     a cheaper product to offer when this one is declined
//   better      the dearer product of the same family, offered as an upgrade
//   care        protection plan: share of the price in bps, and its term
//   refill, subscription, digital, sample, gift   products to offer after this one, by kind
//   repeats     how often it is used up
//   sold        relative weight in the history; listed: false keeps it off the shelves

import { photography } from './photography.mjs';
import { phones } from './phones.mjs';
import { printing } from './printers.mjs';
import { coffee } from './coffee.mjs';
import { skincare } from './skincare.mjs';
import { yoga } from './yoga.mjs';

export const kTrades = [
  { id: 'photography', title: 'Photography', line: 'Cameras, and what makes them useful' },
  { id: 'phones', title: 'Phones', line: 'Made to be kept and repaired' },
  { id: 'coffee', title: 'Coffee', line: 'Beans of the week and tools for life' },
  { id: 'skincare', title: 'Skin care', line: 'Few things, honest doses' },
  { id: 'yoga', title: 'Yoga', line: 'Cork, cotton and a little courage' },
  { id: 'printing', title: 'Printing', line: 'Paper for people who still like it' },
];

/**
 * Protection is sold only with something it covers, one plan per trade; its price comes from the covered line, its
 * cost is not known beforehand.
 */
const care = kTrades.map(({ id, title }) => ({
  id: `care-${id}`,
  trade: id,
  family: 'protection',
  title: 'Repair cover',
  tags: ['protection'],
  listed: false,
  digital_only: true,
  blurb: 'Drops, spills and wear: one call, a courier, and it comes back whole.',
  details: ['No excess', 'Repair or replacement', `For ${title.toLowerCase()}`],
  variants: [{ id: `care-${id}`, price: 1000 }],
  companions: {},
  sold: 0,
  picture: 'care',
}));

export const kProducts = [...photography, ...phones, ...coffee, ...skincare, ...yoga, ...printing, ...care];

const byId = new Map(kProducts.map(product => [product.id, product]));
const byVariant = new Map(
  kProducts.flatMap(product => product.variants.map(variant => [variant.id, { product, variant }])),
);

export const productOf = id => byId.get(id);
/** @returns {{ product: any, variant: any } | undefined} */
export const variantOf = id => byVariant.get(id);
export const shelf = trade => kProducts.filter(product => product.trade === trade && product.listed !== false);

/** Brings products and variants into the database; stock of variants already there is left as it is. */
export async function storeCatalogue(db) {
  const products = kProducts.map(({ id, trade, family, title }) => ({ id, trade, family, title }));
  const variants = kProducts.flatMap(({ id: product_id, variants: all }) =>
    all.map(({ id, price, stock = null }) => ({ id, product_id, price, stock })),
  );
  await db.query(
    `INSERT INTO products SELECT * FROM jsonb_to_recordset($1::jsonb) AS t(id text, trade text, family text, title text)
     ON CONFLICT (id) DO UPDATE SET trade = excluded.trade, family = excluded.family, title = excluded.title`,
    [JSON.stringify(products)],
  );
  await db.query(
    `INSERT INTO variants SELECT * FROM jsonb_to_recordset($1::jsonb) AS t(id text, product_id text, price bigint, stock bigint)
     ON CONFLICT (id) DO UPDATE SET price = excluded.price`,
    [JSON.stringify(variants)],
  );
}
