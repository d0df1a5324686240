// SPDX-License-Identifier: MIT
//
// One world of the market, from a seed: a catalogue, baskets, the candidates of each order, and the truth about them.
// `truth` is asked by shoppers and by the oracle alone; contenders see orders, candidates and what was accepted.
import { dice } from './dice.mjs';

const round = Math.round;
const at = (n, i, j) => i * n + j;

function catalogue(kind, seed) {
  const draw = dice(seed, 'catalogue');
  const families = Array.from({ length: kind.families }, (_, f) => ({
    category: f % kind.categories,
    level: draw.normal(3.5, 0.6), // log of a price in whole units
    appeal: draw.normal(0, kind.family),
  }));
  const make = (index, family) => {
    const price = Math.max(round(100 * Math.exp(families[family].level + draw.normal(0, 0.5))), 199);
    return {
      index,
      family,
      category: families[family].category,
      price,
      cost: round(price * (0.4 + 0.35 * draw.next())),
      appeal: draw.normal(0, kind.product),
      popularity: Math.exp(draw.normal(0, 1)),
      returns: Math.min((kind.returns * draw.gamma(2)) / 2, 0.5),
      drift: draw.normal(0, kind.drift),
    };
  };
  const products = Array.from({ length: kind.products }, (_, i) => make(i, i % kind.families));
  // Successors of the products that leave: the same shelf, another product.
  const successors = products.map(one => (draw.chance(kind.change) ? make(one.index, one.family) : null));
  return { families, products, successors };
}

function affinities(kind, seed, families) {
  const draw = dice(seed, 'affinity');
  const family = new Float64Array(kind.families ** 2);
  for (let f = 0; f < kind.families; f++) {
    for (let g = 0; g < kind.families; g++) {
      const near = f === g ? kind.sameFamily : families[f].category === families[g].category ? kind.sameCategory : 0;
      family[at(kind.families, f, g)] = near + draw.normal(0, kind.familyPair);
    }
  }
  const n = kind.products;
  const product = new Float64Array(n * n);
  for (let p = 0; p < n; p++) {
    for (let q = 0; q < n; q++) product[at(n, p, q)] = draw.normal(0, kind.noise);
    // Complements lie where families go together.
    const weights = Array.from({ length: n }, (_, q) =>
      q % kind.families === p % kind.families
        ? 0
        : Math.exp(1.5 * family[at(kind.families, p % kind.families, q % kind.families)]),
    );
    for (let k = 0; k < kind.pairs; k++) product[at(n, p, draw.weighted(weights))] += kind.pair * (0.5 + draw.next());
  }
  return { family, product };
}

/** What two shoppers of hidden kinds think of a product. */
function tastes(kind, seed) {
  const draw = dice(seed, 'tastes');
  return Array.from({ length: kind.types }, () => Array.from({ length: kind.products }, () => draw.normal(0, 0.7)));
}

export class World {
  constructor(kind, seed) {
    this.kind = kind;
    this.seed = `${kind.name}-${seed}`;
    const { families, products, successors } = catalogue(kind, this.seed);
    Object.assign(this, { families, products, successors, affinity: affinities(kind, this.seed, families) });
    this.tastes = tastes(kind, this.seed);
    this.known = new WeakMap();
  }

  /** The product of an index after (`late`) or before the catalogue's change. */
  product(index, late) {
    return (late && this.successors[index]) || this.products[index];
  }

  idOf(index, late) {
    return late && this.successors[index] ? `p${index}b` : `p${index}`;
  }

  near(bought, offered) {
    const { families: f, products: n } = this.kind;
    return this.affinity.family[at(f, bought % f, offered % f)] + this.affinity.product[at(n, bought, offered)];
  }

  /** Whether the shop's staff would name the two together: most of its true complements, and some that are none. */
  shelf(bought, offered) {
    this.named ??= new Map();
    let named = this.named.get(bought);
    if (!named) {
      const draw = dice(this.seed, 'staff', bought);
      const ranked = this.products.map((_, q) => q).sort((a, b) => this.near(bought, b) - this.near(bought, a));
      named = new Set([
        ...ranked.slice(0, 8).filter(() => draw.chance(0.6)),
        ...[1, 2, 3].map(() => draw.below(this.kind.products)),
      ]);
      this.named.set(bought, named);
    }
    return named.has(offered);
  }

  /** What one customer buys: a product by its popularity, and often others that go with it. */
  basket(draw, late) {
    const popularity = this.products.map((_, i) => this.product(i, late).popularity);
    const lines = [draw.weighted(popularity)];
    const wanted = 1 + (draw.chance(0.45) ? 1 : 0) + (draw.chance(0.2) ? 1 : 0);
    while (lines.length < wanted) {
      const weights = popularity.map((weight, q) =>
        lines.includes(q) ? 0 : weight * Math.exp(this.kind.basket * this.near(lines[0], q)),
      );
      lines.push(draw.weighted(weights));
    }
    return lines;
  }

  /** One order with its 20 candidates. `time` counts orders from the opening; `late`: after the catalogue's change. */
  order(id, time, late) {
    const draw = dice(this.seed, 'order', id);
    for (;;) {
      const lines = this.basket(draw, late);
      const total = lines.reduce((sum, i) => sum + this.product(i, late).price, 0);
      const order = {
        id,
        time,
        late,
        lines,
        total,
        returning: draw.chance(0.4),
        type: draw.below(this.kind.types || 1),
      };
      order.candidates = this.#candidates(order, draw);
      if (order.candidates.length === 20) return order; // too small an order has no twenty things that are cheaper
    }
  }

  // What a shop would list: what its staff would put beside a product (complements, if not all, and some that are
  // none), things of the same category more often than others, nothing dearer than the order
  // (a rule of the merchant that binds all contenders alike), some of it reduced.
  #candidates(order, draw) {
    const weights = this.products.map((_, q) => {
      if (order.lines.includes(q) || this.product(q, order.late).price > order.total) return 0;
      const near = order.lines.some(p => this.products[p].category === this.products[q].category);
      return order.lines.some(p => this.shelf(p, q)) ? 15 : near ? 4 : 1;
    });
    const chosen = [];
    while (chosen.length < 20) {
      const q = draw.weighted(weights);
      if (!(weights[q] > 0)) break;
      weights[q] = 0;
      const { price, cost } = this.product(q, order.late);
      const off = draw.chance(0.35) ? 1000 * (1 + draw.below(3)) : 0;
      const subtotal = price - round((price * off) / 10_000);
      chosen.push({
        index: q,
        id: this.idOf(q, order.late),
        family: q % this.kind.families,
        price,
        cost,
        off,
        subtotal,
      });
    }
    return chosen;
  }

  /** The true log-odds that a candidate, shown alone, is accepted. */
  truth(order, one) {
    let truth = this.known.get(one);
    if (truth === undefined) this.known.set(one, (truth = this.#truth(order, one)));
    return truth;
  }

  #truth(order, one) {
    const { kind } = this;
    const product = this.product(one.index, order.late);
    const near = Math.max(...order.lines.map(p => this.near(p, one.index)));
    const share = one.subtotal / order.total;
    return (
      kind.rate +
      this.families[one.family].appeal +
      product.appeal +
      (product.drift * order.time) / 10_000 +
      near -
      kind.priceSlope * Math.max(Math.log(share / kind.fairShare), 0) +
      (kind.discount * one.off) / 10_000 +
      (order.returning ? kind.returning : 0) +
      (kind.types ? this.tastes[order.type][one.index] : 0)
    );
  }

  /** What one accepted candidate leaves the shop on average, returns counted. */
  margin(order, one) {
    const { returns } = this.product(one.index, order.late);
    return (one.subtotal - one.cost) * (1 - returns) - returns * this.kind.returnCost;
  }

  /** The probabilities of acceptance of what is shown, in order. */
  rates(order, shown) {
    const { choice, dilution } = this.kind;
    const odds = shown.map(one => Math.exp(this.truth(order, one)));
    if (shown.length === 2 && choice !== 'cascade') odds.forEach((v, i) => (odds[i] = v * (1 - dilution)));
    if (choice === 'mnl') {
      const all = odds.reduce((sum, v) => sum + v, 1);
      return odds.map(v => v / all);
    }
    return odds.map((v, i) => (v / (1 + v)) * (choice === 'cascade' && i === 1 ? 0.75 : 1));
  }

  /** Which of what is shown is accepted. */
  answer(order, shown, draw) {
    const rates = this.rates(order, shown);
    if (this.kind.choice !== 'mnl') return rates.map(rate => draw.chance(rate));
    let left = draw.next();
    return rates.map(rate => (left -= rate) < 0 && left + rate >= 0);
  }

  /** The margin that showing this brings on average. */
  value(order, shown) {
    return this.rates(order, shown).reduce((sum, rate, i) => sum + rate * this.margin(order, shown[i]), 0);
  }

  /** The best that can be shown: all single offers and ordered pairs of different families are tried. */
  best(order) {
    let best = { value: 0, shown: [] };
    const consider = shown => {
      const value = this.value(order, shown);
      if (value > best.value) best = { value, shown };
    };
    for (const a of order.candidates) {
      consider([a]);
      for (const b of order.candidates) if (a.family !== b.family) consider([a, b]);
    }
    return best;
  }
}
