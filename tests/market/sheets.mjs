// SPDX-License-Identifier: MIT
//
// An order of the market as the private sheet that a shop would write for it: lines, candidates with prices, costs and
// discounts, what its staff would put beside a product, and the default policy (relevance does not exclude: the
// candidates are the shop's).

const WHEN = '2026-11-21T10:00:00Z';

/** `extra(candidate)`: more members of a candidate; `model`: the rows that the candidates can touch, if any. */
export function sheetOf(world, facts, order, { policy = {}, extra = () => ({}), model } = {}) {
  return {
    version: 1,
    id: `s-${order.id}`,
    issued_at: WHEN,
    locale: 'en',
    currency: 'EUR',
    surface: 'thank_you',
    order: {
      id: order.id,
      placed_at: WHEN,
      status: 'paid',
      lines: order.lines.map((index, i) => {
        const { price } = world.product(index, order.time);
        const id = world.idOf(index, order.time);
        return { id: `l${i}`, product_id: id, title: id, quantity: 1, unit_price: price, ...world.shelf(index) };
      }),
      subtotal: order.total,
      total: order.total,
      payment: { kind: 'card', one_click: true },
    },
    customer: { orders_count: order.returning ? 2 : 1 },
    policy: { id: 'market', min_relevance: 'none', discount_ceiling_bps: 10_000, ...policy },
    candidates: order.candidates.map((one, i) => ({
      id: `o${i}`,
      kind: 'cross_sell',
      product: {
        id: one.id,
        title: one.id,
        ...world.shelf(one.index),
        variants: [{ id: `${one.id}-v`, price: one.price, unit_cost: one.cost }],
      },
      ...(one.off > 0 && { discount: { type: 'percent', bps: one.off } }),
      pairs_with: order.lines.filter(p => world.names(p, one.index)).map(p => world.idOf(p, order.time)),
      ...extra(one, order),
    })),
    ...(model && { model }),
  };
}

export const NOW = Date.parse(WHEN) + 60_000;
