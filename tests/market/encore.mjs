// SPDX-License-Identifier: MIT
//
// Encore as a contender: it learns a model from what was shown, puts the rows that an order's candidates touch into the
// private sheet, and lets the core decide it. Nothing is computed here that the core computes.
import { calibrate, fitModel, IndexedModel, levelsOf, liftsFrom, Observations } from 'encore-offers/learn';
import { loadEngine } from 'encore-offers/engine';
import { NOW, sheetOf } from './sheets.mjs';

/** Days that a log or a loop takes: the half-life of evidence. */
const DAYS = 90;

const engine = await loadEngine();

/** The orders after which a loop fits again. */
const refits = new Set([250, 500, 1000, 1500, 2000, 3000, 4000, 6000, 8000, 10_000, 12_000, 14_000, 16_000, 18_000]);

/** As `learn` does: the last tenth of time is held back to see how well the rest foretells it. */
const HELD_FROM = 0.9;

export const encore =
  (policy = {}) =>
  (facts, world, { loop = false } = {}) => {
    const { lifts, family_lifts } = facts;
    const liftOf = liftsFrom(lifts, family_lifts);
    const families = new Map(
      world.products.flatMap((_, i) => [0, 1].map(time => [world.idOf(i, time), world.shelf(i).family])),
    );
    const seen = new Observations();
    const heldCards = { accepted: [], explored: [] };
    let model;
    let explored = false;

    const linesOf = order =>
      order.lines.map(index => ({
        product_id: world.idOf(index, order.time),
        paid: world.product(index, order.time).price,
        ...world.shelf(index),
      }));
    const card = (order, one) =>
      levelsOf(
        linesOf(order),
        order.total,
        order.returning,
        {
          product_id: one.id,
          kind: 'cross_sell',
          ...world.shelf(one.index),
          pairs_with: order.lines.filter(p => world.names(p, one.index)).map(p => world.idOf(p, order.time)),
          subtotal: one.subtotal,
          discount: one.price - one.subtotal,
          list: one.price,
        },
        liftOf,
      );
    const fit = () => {
      model = new IndexedModel(fitModel(engine, seen, { lifts, family_lifts, families, all: true }).model);
    };

    return {
      note(order, shown, accepted, drawn) {
        const held = order.time >= HELD_FROM;
        if (shown.length > 0)
          seen.add({
            cards: shown.map(one => card(order, one)),
            accepted,
            explored: drawn,
            held,
            day: Math.floor(DAYS * order.time),
          });
        if (held) {
          heldCards.accepted.push(...accepted);
          heldCards.explored.push(...accepted.map(() => drawn));
        }
        if (loop && refits.has(seen.decisions)) fit();
      },
      ready: fit,
      explored: () => explored,
      /** Predicted against observed, by tenths of the predicted rate, on what was held back. */
      calibration() {
        const { held } = fitModel(engine, seen, { lifts, family_lifts, families });
        return calibrate(held.ppm, held.prior_ppm, heldCards.accepted, heldCards.explored).all;
      },
      choose(order, draw, more = {}) {
        if (!model) fit();
        const sheet = sheetOf(world, facts, order, {
          policy: { dilution_bps: Math.min(model.dilution_bps, 9000), ...policy, ...more },
          model: model.touchedBy({
            lines: linesOf(order),
            products: order.candidates.map(one => ({ id: one.id, ...world.shelf(one.index) })),
          }),
        });
        const decision = engine.decide(sheet, { now: NOW });
        if (!decision.slots) throw new Error(`the market's sheet was refused: ${JSON.stringify(decision.issues)}`);
        explored = decision.propensity_ppb < 1_000_000_000;
        return decision.slots.map(slot => order.candidates[Number(slot.candidate_id.slice(1))]);
      },
    };
  };
