// SPDX-License-Identifier: MIT
//
// One world of the market, from a seed: a catalogue, baskets, the candidates of each order, and the truth about them.
// `truth` is asked by shoppers and by the oracle alone; contenders see orders, candidates and what was accepted. Time
// runs from 0 to 1 over the log or the loop; what a world is made of stands in worlds.mjs.
import { dice, drawIndex } from './dice.mjs';

const round = Math.round;
const CANDIDATES = 20;

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
  // Successors of the products that leave, each at a moment of its own: the same shelf, another product.
  const successors = products.map(one =>
    draw.chance(kind.change) ? { from: draw.next(), product: make(one.index, one.family) } : null,
  );
  return { families, products, successors };
}

function affinities(kind, seed, families) {
  const draw = dice(seed, 'affinity');
  const f = kind.families;
  const family = new Float64Array(f ** 2);
  for (let i = 0; i < f; i++) {
    for (let j = 0; j < f; j++) {
      const near = i === j ? kind.sameFamily : families[i].category === families[j].category ? kind.sameCategory : 0;
      family[i * f + j] = near + draw.normal(0, kind.familyPair);
    }
  }
  const n = kind.products;
  const near = Float64Array.from({ length: n * n }, () => draw.normal(0, kind.noise));
  const weights = new Float64Array(n);
  for (let p = 0; p < n; p++) {
    // Complements lie where families go together.
    for (let q = 0; q < n; q++) weights[q] = q % f === p % f ? 0 : Math.exp(1.5 * family[(p % f) * f + (q % f)]);
    for (let k = 0; k < kind.pairs; k++) {
      near[p * n + drawIndex(weights, draw.next())] += kind.pair * (0.5 + draw.next());
    }
    for (let q = 0; q < n; q++) near[p * n + q] += family[(p % f) * f + (q % f)];
  }
  return near;
}

/** What shoppers of hidden kinds think of a product. */
function tastes(kind, seed) {
  const draw = dice(seed, 'tastes');
  return Array.from({ length: kind.types }, () => Array.from({ length: kind.products }, () => draw.normal(0, 0.7)));
}

/** A kind's parameters for one seed: of a range [low, high], any value alike; whole where both ends are. */
export function parametersOf(kind, seed) {
  const draw = dice(seed, 'parameters');
  const drawn = Object.entries(kind).map(([name, value]) => {
    if (!Array.isArray(value)) return [name, value];
    const [low, high] = value;
    const whole = Number.isInteger(low) && Number.isInteger(high);
    return [name, whole ? low + draw.below(high - low + 1) : low + draw.next() * (high - low)];
  });
  return Object.fromEntries(drawn);
}

export class World {
  #near;
  #beside = new Map(); // bought -> weights of what else lands in its basket
  #listed = new Map(); // bought -> how readily each product is listed beside it
  #named = new Map();
  #known = new WeakMap();

  constructor(kind, seed) {
    this.seed = `${kind.name}-${seed}`;
    this.kind = parametersOf(kind, this.seed);
    const { families, products, successors } = catalogue(this.kind, this.seed);
    Object.assign(this, { families, products, successors });
    this.#near = affinities(this.kind, this.seed, families);
    this.tastes = tastes(this.kind, this.seed);
  }

  #replaced(index, time) {
    const successor = this.successors[index];
    return successor !== null && time >= successor.from;
  }

  /** The product that an index stands for at a time: a product, or its successor. */
  product(index, time) {
    return this.#replaced(index, time) ? this.successors[index].product : this.products[index];
  }

  idOf(index, time) {
    return this.#replaced(index, time) ? `p${index}b` : `p${index}`;
  }

  /** The family and category of an index, as sheets and orders name them. */
  shelf(index) {
    const { families, categories } = this.kind;
    return { family: `f${index % families}`, categories: [`c${(index % families) % categories}`] };
  }

  near(bought, offered) {
    return this.#near[bought * this.kind.products + offered];
  }

  /** Whether the shop's staff would name the two together: most of its true complements, and some that are none. */
  names(bought, offered) {
    let named = this.#named.get(bought);
    if (!named) {
      const draw = dice(this.seed, 'staff', bought);
      const ranked = this.products.map((_, q) => q).sort((a, b) => this.near(bought, b) - this.near(bought, a));
      named = new Set([
        ...ranked.slice(0, 8).filter(() => draw.chance(this.kind.staffFinds)),
        ...Array.from({ length: this.kind.staffErrs }, () => draw.below(this.kind.products)),
      ]);
      this.#named.set(bought, named);
    }
    return named.has(offered);
  }

  /** What one customer buys: a product by its popularity, and often others that go with it. */
  basket(draw, time) {
    const popularity = Float64Array.from(this.products, (_, i) => this.product(i, time).popularity);
    const lines = [drawIndex(popularity, draw.next())];
    const wanted = 1 + (draw.chance(0.45) ? 1 : 0) + (draw.chance(0.2) ? 1 : 0);
    if (wanted === 1) return lines;
    let beside = this.#beside.get(lines[0]);
    if (!beside) {
      beside = Float64Array.from(this.products, (_, q) => Math.exp(this.kind.basket * this.near(lines[0], q)));
      this.#beside.set(lines[0], beside);
    }
    for (let q = 0; q < beside.length; q++) popularity[q] *= beside[q];
    while (lines.length < wanted) {
      popularity[lines.at(-1)] = 0;
      lines.push(drawIndex(popularity, draw.next()));
    }
    return lines;
  }

  /** One order with its 20 candidates, at a time from 0 to 1. */
  order(id, time) {
    const draw = dice(this.seed, 'order', id);
    for (;;) {
      const lines = this.basket(draw, time);
      const total = lines.reduce((sum, i) => sum + this.product(i, time).price, 0);
      const returning = draw.chance(0.4);
      const order = { id, time, lines, total, returning, type: draw.below(this.kind.types || 1) };
      order.candidates = this.#candidates(order, draw);
      if (order.candidates.length === CANDIDATES) return order; // too small an order has no twenty cheaper things
    }
  }

  // How readily each product is listed beside one bought: what the staff would put there, things of the same category
  // more often than others.
  #listing(bought) {
    let weights = this.#listed.get(bought);
    if (!weights) {
      const { category } = this.products[bought];
      weights = Uint8Array.from(this.products, (other, q) =>
        this.names(bought, q) ? 15 : other.category === category ? 4 : 1,
      );
      this.#listed.set(bought, weights);
    }
    return weights;
  }

  // What a shop would list: nothing dearer than the order (a rule of the merchant that binds all contenders alike),
  // some of it reduced.
  #candidates({ lines, total, time }, draw) {
    const weights = new Float64Array(this.kind.products);
    for (const line of lines) {
      const listing = this.#listing(line);
      for (let q = 0; q < weights.length; q++) if (listing[q] > weights[q]) weights[q] = listing[q];
    }
    for (const line of lines) weights[line] = 0;
    for (let q = 0; q < weights.length; q++) if (this.product(q, time).price > total) weights[q] = 0;
    const chosen = [];
    while (chosen.length < CANDIDATES) {
      const q = drawIndex(weights, draw.next());
      if (q < 0) break;
      weights[q] = 0;
      const { price, cost } = this.product(q, time);
      const off = draw.chance(0.35) ? 1000 * (1 + draw.below(3)) : 0;
      const subtotal = price - round((price * off) / 10_000);
      chosen.push({ index: q, id: this.idOf(q, time), family: q % this.kind.families, price, cost, off, subtotal });
    }
    return chosen;
  }

  /** The true log-odds that a candidate, shown alone, is accepted. */
  truth(order, one) {
    let truth = this.#known.get(one);
    if (truth === undefined) this.#known.set(one, (truth = this.#truth(order, one)));
    return truth;
  }

  #truth(order, one) {
    const { kind } = this;
    const product = this.product(one.index, order.time);
    let near = -Infinity;
    for (const p of order.lines) near = Math.max(near, this.near(p, one.index));
    const share = one.subtotal / order.total;
    return (
      kind.rate +
      this.families[one.family].appeal +
      product.appeal +
      product.drift * order.time +
      near -
      kind.priceSlope * Math.max(Math.log(share / kind.fairShare), 0) +
      (kind.discount * one.off) / 10_000 +
      (order.returning ? kind.returning : 0) +
      (kind.types ? this.tastes[order.type][one.index] : 0)
    );
  }

  /** What one accepted candidate leaves the shop on average, returns counted. */
  margin(order, one) {
    const { returns } = this.product(one.index, order.time);
    return (one.subtotal - one.cost) * (1 - returns) - returns * this.kind.returnCost;
  }

  // The probability that a first or second card of odds v is accepted beside another of odds w (0: alone).
  #rate(v, w, second) {
    const { choice, dilution } = this.kind;
    if (choice === 'cascade') return (v / (1 + v)) * (second ? 0.75 : 1);
    const own = w > 0 ? v * (1 - dilution) : v;
    return choice === 'mnl' ? own / (1 + own + w * (1 - dilution)) : own / (1 + own);
  }

  /** The probabilities of acceptance of what is shown, in order. */
  rates(order, [a, b]) {
    if (a === undefined) return [];
    const v = Math.exp(this.truth(order, a));
    if (b === undefined) return [this.#rate(v, 0, false)];
    const w = Math.exp(this.truth(order, b));
    return [this.#rate(v, w, false), this.#rate(w, v, true)];
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
    const all = order.candidates;
    const odds = all.map(one => Math.exp(this.truth(order, one)));
    const margins = all.map(one => this.margin(order, one));
    let best = { value: 0, shown: [] };
    all.forEach((a, i) => {
      const alone = this.#rate(odds[i], 0, false) * margins[i];
      if (alone > best.value) best = { value: alone, shown: [a] };
      all.forEach((b, j) => {
        if (a.family === b.family) return;
        const first = this.#rate(odds[i], odds[j], false) * margins[i];
        const value = first + this.#rate(odds[j], odds[i], true) * margins[j];
        if (value > best.value) best = { value, shown: [a, b] };
      });
    });
    return best;
  }
}
