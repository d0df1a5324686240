// SPDX-License-Identifier: MIT
//
// What is bought together. DuckDB counts orders by integer weights (old ones weigh less by whole days); lift.ts says
// how far a pair is believed. Returned lines and cancelled orders are left out, and so are a bundle and its parts,
// which say nothing. A pair has a direction: camera -> card where cards are found in a larger share of the orders
// with a camera than cameras in those with a card.
import type { DuckDBConnection } from '@duckdb/node-api';
import { faultsOf, type Fault, type Source } from './files.js';
import { expectedTogether, familyLifts, shrinkage, shrunkLift, type SoldInFamily } from './lift.js';

export interface Pair {
  bought: string;
  offered: string;
  /** Orders that held both, and how many chance would have given, both weighted by age. */
  orders: number;
  expected: number;
  lift: number;
  /** log2 of the lift in 1/65536, as models hold it. */
  log2_lift: number;
  /** The share of orders with `bought` that held `offered`, too. */
  confidence_bps: number;
}

export interface MineOptions {
  /** Orders with both, at least; default 3. */
  min_orders?: number;
  half_life_days?: number;
  /** Pairs ["bundle", "part"] that are not worth saying. */
  evident?: readonly (readonly [string, string])[];
}

/** Reads orders into the tables `ord` (one row for each order, its latest) and `line`. */
export const loadOrders = async (db: DuckDBConnection, source: Source): Promise<Fault[]> => {
  const members = {
    id: ['order', 'id'],
    placed: ['at'],
    status: ['order', 'status'],
    total: ['order', 'total'],
    orders_count: ['customer', 'orders_count'],
  };
  const lines = {
    path: ['order', 'lines'],
    members: ['product_id', 'family', 'categories', 'quantity', 'returned_quantity', 'unit_price', 'paid'],
  };
  await db.run(`CREATE OR REPLACE TEMP TABLE read AS SELECT * REPLACE (TRY_CAST(placed AS TIMESTAMPTZ) AS placed,
      TRY_CAST(total AS BIGINT) AS total, TRY_CAST(orders_count AS BIGINT) AS orders_count)
    FROM (${source.columns(members, { lines })})`);
  const faults = await faultsOf(db, { file: source.file, from: 'read', readable: 'readable' }, [
    ['id IS NULL', 'the order has no id; give "order": {"id": …}'],
    ['placed IS NULL', '"at" is no time; write it like 2026-11-21T10:00:00Z'],
    ['total IS NULL', 'the order has no total in minor units; give "order": {"total": 64900}'],
    ['lines IS NULL', 'the order has no lines; give "order": {"lines": [{"product_id": …, "quantity": 1}]}'],
  ]);
  const kept = 'id IS NOT NULL AND total IS NOT NULL AND lines IS NOT NULL AND placed IS NOT NULL';
  await db.run(`CREATE TABLE ord AS SELECT * EXCLUDE (readable) FROM read WHERE line IN (
    SELECT last(line ORDER BY placed, line) FROM read WHERE ${kept} GROUP BY id)`);
  await db.run('DROP TABLE read');
  await db.run(`CREATE TABLE line AS SELECT DISTINCT id AS order_id, one.product_id AS product, one.family AS family,
      date_diff('day', CAST(placed AS TIMESTAMP), (SELECT max(CAST(placed AS TIMESTAMP)) FROM ord)) AS age
    FROM (SELECT id, placed, status, unnest(from_json(lines,
      '[{"product_id":"VARCHAR","family":"VARCHAR","quantity":"VARCHAR","returned_quantity":"VARCHAR"}]')) AS one FROM ord)
    WHERE coalesce(status, 'paid') NOT IN ('cancelled', 'returned') AND one.product_id IS NOT NULL
      AND coalesce(TRY_CAST(one.quantity AS DOUBLE), 1) > coalesce(TRY_CAST(one.returned_quantity AS DOUBLE), 0)`);
  return faults;
};

const WEIGHT_UNIT = 1024;

export interface Mined {
  /** Pairs of products, best lift first. */
  pairs: Pair[];
  /** log2 lift (1/65536) of "bought|offered" families, and the family of each product that was bought with another. */
  family_lifts: Map<string, number>;
  families: Map<string, string>;
}

/** The pairs of `line`, best lift first. Requires: loadOrders. */
export const minePairs = async (db: DuckDBConnection, options: MineOptions = {}): Promise<Pair[]> =>
  (await mineLifts(db, options)).pairs;

/** What is bought together, of products and of families. Requires: loadOrders. */
// Long: queries, each beside what is done with its rows.
export const mineLifts = async (db: DuckDBConnection, options: MineOptions = {}): Promise<Mined> => {
  const { min_orders: least = 3, half_life_days: halfLife = 365, evident = [] } = options;
  await db.run(`CREATE OR REPLACE TABLE basket AS SELECT order_id, product, min(family) AS family,
      CAST(round(${WEIGHT_UNIT} * pow(0.5, age / ${halfLife})) AS BIGINT) AS weight,
      count(*) OVER (PARTITION BY order_id) AS products FROM line GROUP BY order_id, product, age QUALIFY products > 1`);
  const products =
    await db.runAndReadAll(`SELECT product, sum(weight)::BIGINT, sum(weight * (products - 1))::BIGINT, min(family)
    FROM basket GROUP BY product ORDER BY product`);
  const sold = new Map<string, SoldInFamily>();
  for (const [product, orders, others, family] of products.getRows())
    sold.set(String(product), {
      product: String(product),
      orders: Number(orders) / WEIGHT_UNIT,
      others: Number(others) / WEIGHT_UNIT,
      ...(family !== null && { family: String(family) }),
    });
  const all = [...sold.values()].reduce((sum, { orders }) => sum + orders, 0);

  const known = new Set(evident.flatMap(([a, b]) => [`${a}|${b}`, `${b}|${a}`]));
  const counted = await db.runAndReadAll(`SELECT a.product, b.product, sum(a.weight)::BIGINT, count(*)
    FROM basket a JOIN basket b ON a.order_id = b.order_id AND a.product <> b.product GROUP BY 1, 2 ORDER BY 1, 2`);
  const found = counted.getRows().map(([a, b, weight, count]) => {
    const [bought, offered] = [String(a), String(b)];
    const [x, y] = [sold.get(bought), sold.get(offered)] as [SoldInFamily, SoldInFamily];
    const together = Number(weight) / WEIGHT_UNIT;
    return { bought, offered, x, y, together, expected: expectedTogether(x, y, all), count: Number(count) };
  });
  const k = shrinkage([...sold.values()], found, all);
  const byFamily = familyLifts([...sold.values()], found, all);
  const useful = found.filter(
    ({ bought, offered, x, y, count }) =>
      count >= least && 2 * y.orders >= x.orders && !known.has(`${bought}|${offered}`),
  );
  const cents = (value: number): number => Math.round(value * 100) / 100;
  const pairs = useful.map(({ bought, offered, x, y, together, expected }): Pair => {
    const lift = shrunkLift(together, expected, k, byFamily.get(`${x.family ?? ''}|${y.family ?? ''}`));
    return {
      bought,
      offered,
      orders: cents(together),
      expected: cents(expected),
      lift: cents(lift),
      log2_lift: Math.round(Math.log2(lift) * 65_536),
      confidence_bps: Math.round((10_000 * together) / x.orders),
    };
  });
  const before = (a: Pair, b: Pair): number => (`${a.bought}|${a.offered}` < `${b.bought}|${b.offered}` ? -1 : 1);
  return {
    pairs: pairs.sort((a, b) => b.log2_lift - a.log2_lift || before(a, b)),
    family_lifts: new Map([...byFamily].map(([pair, lift]) => [pair, Math.round(Math.log2(lift) * 65_536)])),
    families: new Map([...sold.values()].flatMap(({ product, family }) => (family ? [[product, family]] : []))),
  };
};
