// SPDX-License-Identifier: MIT
//
// One world, all contenders: with logs of given sizes, and in closed loops where each sees only what it showed itself.
// A log or a loop runs from time 0 to 1, whatever its length. Values are expectations under the truth, so that the luck
// of single shoppers does not blur the comparison; what was explored is in them at its price.
import { dice } from './dice.mjs';
import { history, mined } from './history.mjs';

/** A log of `shows` cards: one or two random candidates for each order, known to everyone. */
function* logOf(world, shows) {
  const draw = dice(world.seed, 'log', shows);
  for (let cards = 0, i = 0; cards < shows; i++) {
    const order = world.order(`l${shows}-${i}`, cards / shows);
    const first = order.candidates[draw.below(order.candidates.length)];
    const others = order.candidates.filter(one => one.family !== first.family);
    const shown = draw.chance(0.5) && others.length ? [first, others[draw.below(others.length)]] : [first];
    cards += shown.length;
    yield { order, shown, accepted: world.answer(order, shown, draw) };
  }
}

/** What the shop knows before the first show. */
export function factsOf(world) {
  const { products, families, categories, baskets } = world.kind;
  if (!world.facts) {
    const known = mined(world, history(world, baskets));
    const liftOf = (bought, offered) => known.lifts.get(`${bought}|${offered}`) ?? 0;
    world.facts = { products, families, categories, ...known, liftOf };
  }
  return world.facts;
}

/** Floors under which nothing is shown (`policy.reserve`), as shares of what an order earns without one. */
export const RESERVES = [0.25, 0.5, 1];
const RESERVES_AT = 10_000;

/** What each floor leaves of the margin and of the orders that are shown something. */
function restraint(orders, encore, unrestrained, worth) {
  const mean = unrestrained.reduce((sum, value) => sum + value, 0) / orders.length;
  return RESERVES.map(share => {
    const sets = orders.map(order => encore.choose(order, undefined, { reserve: Math.round(share * mean) }));
    const earned = sets.reduce((sum, shown, i) => sum + worth(orders[i], shown), 0);
    return {
      share,
      margin: earned / (mean * orders.length),
      shown: sets.filter(one => one.length).length / orders.length,
    };
  });
}

/**
 * The value each contender reaches on `count` orders after logs of `sizes` cards, order by order; how well Encore's
 * model foretells the last tenth of each log; what floors cost.
 * -> {values: {[size]: {oracle: number[], [name]: number[]}}, calibration: {[size]: tenths}, reserves}
 */
export function afterLogs(world, makers, sizes, count) {
  const facts = factsOf(world);
  const orders = Array.from({ length: count }, (_, i) => world.order(`t${i}`, 1));
  const oracle = orders.map(order => world.best(order).value);
  const worth = (order, shown) => world.value(order, shown);
  const bySize = {};
  const calibration = {};
  let reserves;
  for (const size of sizes) {
    const contenders = Object.entries(makers).map(([name, make]) => [name, make(facts, world)]);
    for (const { order, shown, accepted } of logOf(world, size)) {
      for (const [, contender] of contenders) contender.note(order, shown, accepted, true);
    }
    bySize[size] = { oracle };
    for (const [name, contender] of contenders) {
      contender.ready?.();
      const draw = dice(world.seed, 'choice', name, size);
      const own = orders.map(order => worth(order, contender.choose(order, draw)));
      bySize[size][name] = own;
      if (name === 'encore' && size > 0) calibration[size] = contender.calibration();
      if (name === 'encore' && size === RESERVES_AT) reserves = restraint(orders, contender, own, worth);
    }
  }
  return { values: bySize, calibration, reserves };
}

/** A closed loop of `length` orders for each contender: the values of its second half, and Encore's calibration. */
export function loops(world, makers, length) {
  const orders = Array.from({ length }, (_, i) => world.order(`c${i}`, i / length));
  const half = Math.floor(length / 2);
  const values = { oracle: orders.slice(half).map(order => world.best(order).value) };
  let calibration;
  for (const [name, make] of Object.entries(makers)) {
    const contender = make(factsOf(world), world, { loop: true });
    const draw = dice(world.seed, 'loop', name);
    values[name] = [];
    orders.forEach((order, i) => {
      const shown = contender.choose(order, draw);
      if (i >= half) values[name].push(world.value(order, shown));
      contender.note(order, shown, world.answer(order, shown, draw), contender.explored?.() ?? false);
    });
    if (name === 'encore') calibration = contender.calibration();
  }
  return { values, calibration };
}
