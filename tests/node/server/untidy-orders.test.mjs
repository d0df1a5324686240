// SPDX-License-Identifier: MIT
//
// What is reserved and offered where an offer holds one product twice, and where an order holds what may still be
// undone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { publish } from 'encore-offers/server';
import { StockRoom } from '../../simulation/models.mjs';
import { createTestShop, sheetFor } from './shop.mjs';

const product = (id, price) => ({
  id,
  title: id,
  categories: ['photo'],
  variants: [{ id: `${id}-v`, title: id, price, unit_cost: 100 }],
});

const plain = { kind: 'cross_sell', accept: { mode: 'one_click' }, evidence: { shows: 100, accepts: 10 } };

/** A shop whose sheets have these candidates. */
const shopWith = candidates =>
  createTestShop({
    sheet: id => {
      const plain = sheetFor(id);
      const policy = { ...plain.policy, second_offer: 'always' };
      return { ...plain, policy, candidates: structuredClone(candidates) };
    },
  });

const twice = {
  ...plain,
  id: 'twice',
  kind: 'bundle',
  product: product('set', 900),
  components: [
    { product: product('tea', 300), variant_id: 'tea-v', quantity: 2 },
    { product: product('cup', 500) },
    { product: product('tea', 300), quantity: 2 },
  ],
};

test('two rows of one variant are reserved as one item, and only where the stock covers both', async () => {
  const shop = await shopWith([twice]);
  const asked = [];
  const { take } = shop.ports.stock;
  shop.ports.stock.take = request => (asked.push(request.items), take(request));
  shop.room.pieces.set('tea-v', 3);
  const published = await shop.order();
  const refused = await shop.accept(published, 'twice');
  assert.deepEqual([refused.status, refused.json.type], [409, 'out_of_stock']);
  assert.deepEqual(asked[0], [
    { product_id: 'tea', variant_id: 'tea-v', quantity: 4 },
    { product_id: 'cup', variant_id: 'cup-v', quantity: 1 },
  ]);
  assert.deepEqual([shop.room.pieces.get('tea-v'), shop.gateway.charged], [3, 0]);
  shop.room.pieces.set('tea-v', 4);
  assert.equal((await shop.accept(published, 'twice')).status, 200);
  assert.equal(shop.room.pieces.get('tea-v'), 0);
});

test('the model of a stock room adds rows of one variant up', () => {
  const room = new StockRoom({ a: 3, b: 1 });
  const two = { variant_id: 'a', quantity: 2 };
  assert.equal(room.take({ hold: '1', items: [two, two] }), false);
  assert.deepEqual([...room.pieces.values()], [3, 1]);
  assert.equal(room.take({ hold: '2', items: [two, { variant_id: 'b', quantity: 1 }] }), true);
  assert.deepEqual([...room.pieces.values()], [1, 0]);
});

test('a gift’s threshold does not count what may still be undone, and counts it afterwards', async () => {
  const gift = { ...plain, id: 'gift', kind: 'gift', product: product('mug', 800), gift: { threshold: 80_000 } };
  const shop = await shopWith([{ ...plain, id: 'bag', product: product('bag', 2000) }, gift]);
  const published = await shop.order();
  const { json } = await shop.accept(published, 'bag');
  const { engine, keys, ports } = shop;
  const render = async (more = {}) => {
    const sheet = shop.sheet('o1');
    const order = { ...sheet.order, total: json.order_total, subtotal: json.order_total, ...more };
    const page = await publish({ ...sheet, order }, { now: shop.now, keys, engine, storage: ports.storage });
    const { slots, left_out } = engine.decide(page.sheet, { now: shop.now, page: true });
    const gone = left_out.find(({ candidate_id }) => candidate_id === 'gift');
    return [slots.some(({ candidate_id }) => candidate_id === 'gift'), page.sheet.order.undoable, gone?.reasons[0]];
  };
  assert.equal(json.order_total, 81_900);
  const short = { reason: 'order_below_minimum', limit: 80_000, actual: 79_900 };
  assert.deepEqual(await render(), [false, 2000, short]);
  assert.deepEqual(await render({ undoable: 0 }), [true, 0, undefined], 'the shop’s own word stands');
  shop.now += 31_000;
  assert.deepEqual(await render(), [true, undefined, undefined]);
});
