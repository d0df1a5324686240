// SPDX-License-Identifier: MIT
//
// One world, all contenders: with logs of given sizes, and in closed loops where each sees only what it showed itself.
// Values are expectations under the truth, so that the luck of single shoppers does not blur the comparison; what was
// explored is in them at its price.
import { dice } from './dice.mjs';
import { history, mined } from './history.mjs';

const HISTORY = 20_000;

/** A log without end: one or two random candidates, known to everyone, before the catalogue's change. */
function* loggedDecisions(world) {
  const draw = dice(world.seed, 'log');
  for (let i = 0; ; i++) {
    const order = world.order(`l${i}`, Math.min(i / 6, 10_000), false);
    const first = order.candidates[draw.below(order.candidates.length)];
    const others = order.candidates.filter(one => one.family !== first.family);
    const shown = draw.chance(0.5) && others.length ? [first, others[draw.below(others.length)]] : [first];
    yield { order, shown, accepted: world.answer(order, shown, draw) };
  }
}

/** What the shop knows before the first show. */
export function factsOf(world) {
  const { products, families, categories } = world.kind;
  return (world.facts ??= { products, families, categories, ...mined(history(world, HISTORY), products) });
}

/**
 * The value each contender reaches on `count` orders after logs of `sizes` cards, order by order; a longer log goes on
 * from a shorter one. -> {[size]: {oracle: number[], [name]: number[]}}
 */
export function afterLogs(world, makers, sizes, count) {
  const facts = factsOf(world);
  const contenders = Object.entries(makers).map(([name, make]) => [name, make(facts, world)]);
  const orders = Array.from({ length: count }, (_, i) => world.order(`t${i}`, 10_000, true));
  const oracle = orders.map(order => world.best(order).value);
  const log = loggedDecisions(world);
  const bySize = {};
  let shows = 0;
  for (const size of sizes) {
    while (shows < size) {
      const { order, shown, accepted } = log.next().value;
      shows += shown.length;
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
  const orders = Array.from({ length }, (_, i) =>
    world.order(`c${i}`, Math.round((i * 20_000) / length), i >= length / 2),
  );
  const values = { oracle: orders.slice(length / 2).map(order => world.best(order).value) };
  for (const [name, make] of Object.entries(makers)) {
    const contender = make(factsOf(world), world, { loop: true });
    const draw = dice(world.seed, 'loop', name);
    values[name] = [];
    orders.forEach((order, i) => {
      const shown = contender.choose(order, draw);
      if (i >= length / 2) values[name].push(world.value(order, shown));
      contender.note(order, shown, world.answer(order, shown, draw), contender.explored?.() ?? false);
    });
  }
  return values;
}
