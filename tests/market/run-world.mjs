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

/**
 * The value each contender reaches on `count` orders after logs of `sizes` cards, order by order.
 * -> {[size]: {oracle: number[], [name]: number[]}}
 */
export function afterLogs(world, makers, sizes, count) {
  const facts = factsOf(world);
  const orders = Array.from({ length: count }, (_, i) => world.order(`t${i}`, 1));
  const oracle = orders.map(order => world.best(order).value);
  const bySize = {};
  for (const size of sizes) {
    const contenders = Object.entries(makers).map(([name, make]) => [name, make(facts, world)]);
    for (const { order, shown, accepted } of logOf(world, size)) {
      for (const [, contender] of contenders) contender.note(order, shown, accepted, true);
    }
    bySize[size] = { oracle };
    for (const [name, contender] of contenders) {
      contender.ready?.();
      const draw = dice(world.seed, 'choice', name, size);
      bySize[size][name] = orders.map(order => world.value(order, contender.choose(order, draw)));
    }
  }
  return bySize;
}

/** A closed loop of `length` orders for each contender; the values of its second half. */
export function loops(world, makers, length) {
  const orders = Array.from({ length }, (_, i) => world.order(`c${i}`, i / length));
  const half = Math.floor(length / 2);
  const values = { oracle: orders.slice(half).map(order => world.best(order).value) };
  for (const [name, make] of Object.entries(makers)) {
    const contender = make(factsOf(world), world, { loop: true });
    const draw = dice(world.seed, 'loop', name);
    values[name] = [];
    orders.forEach((order, i) => {
      const shown = contender.choose(order, draw);
      if (i >= half) values[name].push(world.value(order, shown));
      contender.note(order, shown, world.answer(order, shown, draw), contender.explored?.() ?? false);
    });
  }
  return values;
}
