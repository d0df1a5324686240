// SPDX-License-Identifier: MIT
//
// What a learned model costs: `decide` on the same sheet with its rows and without, and `suggest` over ten thousand
// products once model and catalogue are loaded.
import { fitModel, levelsOf, Observations, Suggester } from 'encore-offers/learn';
import { uniform } from '../random.mjs';
import { median } from './median.mjs';
import { benchNow, benchSheet } from './sheets.mjs';

const PRODUCTS = 10_000;
const FAMILIES = 100;

const catalogue = Array.from({ length: PRODUCTS }, (_, i) => ({
  product: {
    id: `p${i}`,
    title: `Product ${i}`,
    family: `f${i % FAMILIES}`,
    categories: [`c${i % 20}`],
    variants: [{ id: `v${i}`, price: 500 + (i % 97) * 83, unit_cost: 200 + (i % 97) * 31 }],
  },
}));

const orderOf = next => {
  const lines = Array.from({ length: 3 }, (_, i) => {
    const product = Math.floor(next() * PRODUCTS);
    const of = catalogue[product].product;
    const line = { id: `l${i}`, product_id: of.id, title: of.title, family: of.family, categories: of.categories };
    return { ...line, quantity: 1, unit_price: 9000 };
  });
  const order = { id: 'o', placed_at: '2026-11-21T10:00:00Z', status: 'paid', lines, subtotal: 27_000, total: 27_000 };
  return { order: { ...order, payment: { kind: 'card', one_click: true } }, customer: { orders_count: 2 } };
};

/** A model of the shop, from some thousand shows: every product has rows, and thirty thousand pairs have. */
function modelOf(engine, next) {
  const lifts = new Map();
  while (lifts.size < 30_000)
    lifts.set(`p${Math.floor(next() * PRODUCTS)}|p${Math.floor(next() * PRODUCTS)}`, Math.floor(next() * 131_072));
  const seen = new Observations();
  for (let i = 0; i < 20_000; i += 1) {
    const { order } = orderOf(next);
    const { id, family, categories, variants } = catalogue[i % PRODUCTS].product;
    const { price } = variants[0];
    const offered = {
      product_id: id,
      kind: 'cross_sell',
      family,
      categories,
      subtotal: price,
      discount: 0,
      list: price,
    };
    const lines = order.lines.map(line => ({ ...line, paid: line.unit_price }));
    const card = levelsOf(lines, order.total, true, offered, () => 0);
    seen.add({ cards: [card], accepted: [next() < 0.05], explored: true });
  }
  return fitModel(engine, seen, { lifts }).model;
}

// The benchmark's sheet without what stands before a model: its own take rates.
const unrated = edition => {
  const sheet = benchSheet(20, edition);
  for (const candidate of sheet.candidates) delete candidate.take_rate_ppm;
  return sheet;
};

/** @returns {Promise<{ plain_us: number, model_us: number, suggest_ms: number }>} medians */
export async function measureLearning(engine, { seconds = 1 } = {}) {
  const next = uniform(7);
  const model = modelOf(engine, next);
  const suggester = new Suggester(catalogue, model);
  const policy = { id: 'bench', min_relevance: 'none' };

  const rows = unrated(0).candidates.flatMap(({ product }, i) => [
    `product||${product.id}|${1000 * i - 9000}|12000|400|20`,
    `family||${product.family}|${500 * i - 5000}|9000|900|40`,
    `product_pair|cam-1|${product.id}|${700 * i}|20000|30|2|${3000 * i}`,
  ]);
  const fixed = model.rows.filter(row => /^(base|relevance_price|kind|discount|customer)\|/.test(row));
  const others = ['product||', 'family||', 'family_pair||', 'product_pair||'].map(row => `${row}|0|20000|0|0|0`);
  others.splice(0, 2, 'product|||0|20000|0|0', 'family|||0|20000|0|0');
  const texts = withModel =>
    [0, 1].map(edition =>
      JSON.stringify({
        ...unrated(edition),
        ...(withModel && { model: { id: 'm', rows: [...fixed, ...others, ...rows] } }),
      }),
    );
  const [plain, learned] = [texts(false), texts(true)];
  const times = { plain: [], learned: [], suggest: [] };
  const clock = (to, work) => {
    const start = performance.now();
    work();
    to.push(performance.now() - start);
  };
  const record = orderOf(next);
  const until = performance.now() + 1000 * seconds;
  for (let round = 0; round < 60 || performance.now() < until; round += 1) {
    clock(times.plain, () => engine.decideText(plain[round % 2], { now: benchNow }));
    clock(times.learned, () => engine.decideText(learned[round % 2], { now: benchNow }));
    clock(times.suggest, () => suggester.suggest(record, { policy, now: benchNow }));
  }
  return {
    plain_us: 1000 * median(times.plain),
    model_us: 1000 * median(times.learned),
    suggest_ms: median(times.suggest),
  };
}
