// SPDX-License-Identifier: MIT
//
// Models: the same bytes from native and Wasm whatever order the log is read in, the features of logs equal to those
// the core looks at in sheets, and sheets with a model decided alike on both sides of publishing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createNodeEngine, loadEngine } from 'encore-offers/engine';
import {
  fitModel,
  IndexedModel,
  levelsOf,
  Observations,
  Ranking,
  SHARE_BANDS,
  Suggester,
  SuggestionModel,
} from 'encore-offers/learn';
import { nativeAnswers } from '../../native.mjs';
import { generator } from '../../random.mjs';

const relevances = ['none', 'category', 'family', 'product'];
const engine = await loadEngine();
const NOW = Date.parse('2026-11-21T10:00:00Z');

/** A shop of `count` products in five families, as catalogue rows. */
const catalogue = count =>
  Array.from({ length: count }, (_, i) => ({
    product: {
      id: `p${i}`,
      title: `Product ${i}`,
      family: `f${i % 5}`,
      categories: [`c${i % 2}`],
      variants: [{ id: `v${i}`, price: 500 + 137 * (i % 40), unit_cost: 200 + 31 * (i % 40) }],
    },
    ...(i % 7 === 0 && { discount: { type: 'percent', bps: 2500 } }),
  }));

const orderOf = (draw, id) => {
  const lines = Array.from({ length: 1 + draw.below(3) }, (_, i) => {
    const product = draw.below(60);
    const price = 2000 + draw.below(9000);
    return {
      id: `l${i}`,
      product_id: `p${product}`,
      title: `Product ${product}`,
      family: `f${product % 5}`,
      categories: [`c${product % 2}`],
      quantity: 1,
      unit_price: price,
      paid: price,
    };
  });
  const total = lines.reduce((sum, line) => sum + line.paid, 0);
  return {
    order: {
      id,
      placed_at: '2026-11-21T09:59:00Z',
      status: 'paid',
      currency: 'EUR',
      lines,
      subtotal: total,
      total,
      payment: { kind: 'card', one_click: true },
    },
    customer: { orders_count: 1 + draw.below(2) },
  };
};

const lifts = new Map([
  ['p1|p2', 98_304],
  ['p3|p4', -40_000],
  ['p10|p11', 131_072],
]);
const liftOf = (a, b) => lifts.get(`${a}|${b}`) ?? 0;

const offeredOf = row => {
  const list = row.product.variants[0].price;
  const discount = row.discount ? Math.round((list * row.discount.bps) / 10_000) : 0;
  const { id, family, categories } = row.product;
  return { product_id: id, kind: 'cross_sell', family, categories, subtotal: list - discount, discount, list };
};

/** Random decisions over the shop. */
const log = (seed, count) => {
  const draw = generator(seed);
  const rows = catalogue(60);
  return Array.from({ length: count }, (_, i) => {
    const { order, customer } = orderOf(draw, `o${i}`);
    const cards = Array.from({ length: 1 + draw.below(2) }, () =>
      levelsOf(order.lines, order.total, customer.orders_count > 1, offeredOf(draw.pick(rows)), liftOf),
    );
    return { cards, accepted: cards.map(() => draw.chance(12)), explored: true, day: draw.below(100) };
  });
};

const observed = decisions => {
  const seen = new Observations();
  for (const decision of decisions) seen.add(decision);
  return seen;
};

test('a fit has the same bytes natively and as WebAssembly', () => {
  const seen = observed([...log(1, 3000), ...log(2, 500).map(one => ({ ...one, held: true }))]);
  const head = { levels: seen.levelCounts() };
  const body = seen.text();
  const [native] = nativeAnswers([{ operation: 'fit', head, body }]);
  assert.equal(engine.run('fit', head, body), native);
  assert.ok(JSON.parse(native).held_ppm.length > 400);
});

test('a model does not depend on the order in which its log is read', () => {
  const decisions = log(3, 800);
  const forwards = fitModel(engine, observed(decisions), { lifts }).model;
  const backwards = fitModel(engine, observed([...decisions].reverse()), { lifts }).model;
  assert.deepEqual(backwards, forwards);
});

test('what the core refuses is thrown with its line', () => {
  const answer = JSON.parse(engine.run('fit', { levels: Array(12).fill(1) }, '1 1024 0 0 1\n'));
  assert.deepEqual([answer.ok, answer.line], [false, 1]);
  assert.equal(JSON.parse(engine.run('fit', {}, '')).ok, false);
});

test('the core looks at the same levels in a sheet as learning finds in a log', () => {
  const rows = catalogue(60);
  const { model } = fitModel(engine, observed(log(4, 2000)), { lifts });
  const suggester = new Suggester(rows, model);
  const draw = generator(5);
  let compared = 0;
  for (let i = 0; i < 60; i++) {
    const record = orderOf(draw, `s${i}`);
    const sheet = suggester.suggest(record, {
      policy: { id: 'p', min_relevance: 'none', discount_ceiling_bps: 9000 },
      now: NOW,
    });
    const decision = engine.decide(sheet, { now: NOW, explain: true });
    for (const one of decision.explain) {
      if (!one.learned) continue;
      const row = rows.find(({ product }) => product.id === one.candidate_id);
      const returning = record.customer.orders_count > 1;
      const levels = levelsOf(record.order.lines, record.order.total, returning, offeredOf(row), liftOf);
      const used = new Map(one.learned.factors.map(f => [f.factor, f]));
      const band = used.get('relevance_price');
      const bands = SHARE_BANDS.length;
      assert.equal(band.bought, relevances[Math.floor(levels.relevance_price / bands)]);
      assert.equal(band.offered, SHARE_BANDS[levels.relevance_price % bands]);
      const pair = used.get('product_pair');
      if (pair.bought) assert.equal(`${pair.bought}|${pair.offered}`, levels.product_pair);
      const families = used.get('family_pair');
      if (families?.bought) assert.equal(`${families.bought}|${families.offered}`, levels.family_pair);
      assert.equal(used.get('customer').offered, returning ? 'returning' : 'first');
      const sum = one.learned.factors.reduce((total, { log2 }) => total + log2, 0);
      assert.equal(sum, one.learned.log2_odds);
      const odds = 2 ** (sum / 65_536);
      assert.ok(Math.abs(one.take_rate_ppm / 1e6 - odds / (1 + odds)) < 3e-4 * odds + 1e-6);
      compared++;
    }
  }
  assert.ok(compared > 500, `${compared} compared`);
});

test('a suggested sheet is sound, and decides alike before and after publishing', async () => {
  const { model } = fitModel(engine, observed(log(6, 2000)), { lifts });
  const suggester = new Suggester(catalogue(60), model, {
    never: ['p0'],
    always: ['p59'],
    only_with: { p58: ['p57'] },
  });
  const draw = generator(7);
  for (let i = 0; i < 20; i++) {
    const record = orderOf(draw, `s${i}`);
    const sheet = suggester.suggest(record, { policy: { id: 'p', min_relevance: 'none' }, now: NOW });
    assert.deepEqual(engine.check(sheet).issues, []);
    const ids = sheet.candidates.map(({ id }) => id);
    const bought = record.order.lines.map(line => line.product_id);
    assert.ok(!ids.includes('p0') && ids.length <= 20);
    assert.ok(ids.includes('p59') || bought.includes('p59'));
    assert.ok(!ids.includes('p58') || bought.includes('p57'));
    const before = engine.decide(sheet, { now: NOW });
    const published = engine.publish(sheet, { now: NOW });
    assert.equal(published.sheet.model, undefined);
    const after = engine.decide(published.sheet, { now: NOW, page: true });
    const shown = decision => decision.slots.map(({ candidate_id, take_rate_ppm }) => [candidate_id, take_rate_ppm]);
    assert.deepEqual(shown(after), shown(before));
  }
});

test('only the rows that candidates can touch travel in a sheet', () => {
  const { model } = fitModel(engine, observed(log(8, 1500)), { lifts });
  const touched = new IndexedModel(model).touchedBy({
    lines: [{ product_id: 'p1', family: 'f1' }],
    products: [{ id: 'p2', family: 'f2' }],
  });
  const named = touched.rows.filter(row => /^(product|family|product_pair|family_pair)\|/.test(row));
  assert.ok(named.every(row => /^\w+\|(\||p1\||f1\|)/.test(row)));
  assert.ok(touched.rows.some(row => row.startsWith('product_pair|p1|p2|')));
  assert.equal(touched.id, model.model_id);
});

test('two engines fit the same model', async () => {
  const other = await createNodeEngine();
  assert.deepEqual(fitModel(other, observed(log(9, 300))).model, fitModel(engine, observed(log(9, 300))).model);
});

test('a whole catalogue is ranked by the same sums as each of its offers by itself', () => {
  const { model } = fitModel(engine, observed(log(12, 2000)), {
    lifts,
    family_lifts: new Map([
      ['f1|f2', 40_000],
      ['f3|f0', -20_000],
    ]),
    families: new Map(catalogue(60).map(({ product }) => [product.id, product.family])),
  });
  const suggestion = new SuggestionModel(model);
  const offers = catalogue(60).map((row, i) => ({
    ...offeredOf(row),
    ...(i % 9 === 0 && { pairs_with: ['p1', 'p8'] }),
    ...(i % 11 === 0 && { affinity_bps: 5000 }),
    ...(i % 13 === 0 && { family: undefined }),
    ...(i === 20 && { product_id: 'unheard-of' }),
  }));
  const ranking = new Ranking(offers, suggestion);
  const draw = generator(13);
  for (let i = 0; i < 40; i++) {
    const { order, customer } = orderOf(draw, `r${i}`);
    if (i % 5 === 0) delete order.lines[0].family;
    const returning = i % 3 === 0 ? undefined : customer.orders_count > 1;
    const sums = ranking.log2Odds(order.lines, order.total, returning);
    offers.forEach((offer, place) => {
      const levels = levelsOf(order.lines, order.total, returning, offer, suggestion.liftOf);
      assert.equal(sums[place], suggestion.log2Odds(levels), `${offer.product_id} on order ${i}`);
    });
  }
});
