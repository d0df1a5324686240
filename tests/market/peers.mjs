// SPDX-License-Identifier: MIT
//
// What Encore is compared with. Each contender has the same evidence: the shop's past baskets, the log of what was
// shown and accepted, prices and costs. Those that estimate take rates choose the best one or two as a set, by the
// same formula as Encore, so that only the estimate differs; random, top seller and highest lift show two.

/** The best single offer or pair of different families, by multinomial logit choice with a dilution of a tenth. */
export function bestSet(candidates, odds, margins, attention = 0.9) {
  let best = { value: 0, shown: [] };
  const consider = (value, ...shown) => {
    if (value > best.value) best = { value, shown };
  };
  for (let i = 0; i < candidates.length; i++) {
    consider((margins[i] * odds[i]) / (1 + odds[i]), candidates[i]);
    for (let j = 0; j < i; j++) {
      if (candidates[i].family === candidates[j].family) continue;
      const value = attention * (margins[i] * odds[i] + margins[j] * odds[j]);
      const pair = value / (1 + attention * (odds[i] + odds[j]));
      const first = margins[i] * odds[i] >= margins[j] * odds[j] ? [i, j] : [j, i];
      consider(pair, ...first.map(k => candidates[k]));
    }
  }
  return best.shown;
}

const margin = one => one.subtotal - one.cost;
const byRate = (candidates, rate) => {
  const odds = candidates.map(one => {
    const p = Math.min(Math.max(rate(one), 1e-4), 0.9);
    return p / (1 - p);
  });
  return bestSet(candidates, odds, candidates.map(margin));
};

/** The two of different families that score highest. */
const topTwo = (candidates, score) => {
  const ranked = candidates
    .map(one => [score(one), one])
    .sort((a, b) => b[0] - a[0])
    .map(([, one]) => one);
  const second = ranked.find(one => one.family !== ranked[0].family);
  return second ? [ranked[0], second] : ranked.slice(0, 1);
};

/** Shows and accepts of each product, by the id it has in the log. */
class Counts {
  #counts = new Map();
  of(id) {
    let counts = this.#counts.get(id);
    if (!counts) this.#counts.set(id, (counts = { shows: 0, accepts: 0 }));
    return counts;
  }
  note(shown, accepted) {
    shown.forEach((one, i) => {
      const counts = this.of(one.id);
      counts.shows++;
      if (accepted[i]) counts.accepts++;
    });
  }
}

const silent = { note() {} };

const random = () => ({ ...silent, choose: (order, draw) => topTwo(order.candidates, () => draw.next()) });

const topSeller = ({ sold }) => ({
  ...silent,
  choose: order => topTwo(order.candidates, one => (one.id.endsWith('b') ? 0 : sold[one.index])),
});

/** The highest log2 lift of what was bought -> one candidate. */
const highest = (world, liftOf, order, one) =>
  Math.max(...order.lines.map(p => liftOf(world.idOf(p, order.time), one.id))) / 65_536;

const highestLift = ({ liftOf }, world) => ({
  ...silent,
  choose: order => topTwo(order.candidates, one => highest(world, liftOf, order, one)),
});

/** The mean of each product over a prior of 1 in 20. */
const flatPrior = () => {
  const counts = new Counts();
  return {
    note: (order, shown, accepted) => counts.note(shown, accepted),
    choose: order => byRate(order.candidates, one => (1 + counts.of(one.id).accepts) / (20 + counts.of(one.id).shows)),
  };
};

const epsilonGreedy = facts => {
  const greedy = flatPrior();
  const any = random(facts);
  return { ...greedy, choose: (order, draw) => (draw.chance(0.05) ? any : greedy).choose(order, draw) };
};

const thompson = () => {
  const counts = new Counts();
  return {
    note: (order, shown, accepted) => counts.note(shown, accepted),
    choose: (order, draw) =>
      byRate(order.candidates, one => {
        const { shows, accepts } = counts.of(one.id);
        const yes = draw.gamma(1 + accepts);
        return yes / (yes + draw.gamma(19 + shows - accepts));
      }),
  };
};

/**
 * Ridge regression of acceptance on what is known of order and offer, with an upper confidence bound (Li et al.
 * 2010).
 */
const linUcb = ({ liftOf, families }, world) => {
  const d = families + 10;
  const inverse = Float64Array.from({ length: d * d }, (_, i) => (i % (d + 1) === 0 ? 1 : 0));
  const sums = new Float64Array(d);
  const theta = new Float64Array(d);
  const features = (order, one) => {
    const x = new Float64Array(d);
    const lifted = highest(world, liftOf, order, one);
    const share = Math.log(one.subtotal / order.total);
    const near = order.lines.some(p => p % 5 === one.index % 5);
    const same = order.lines.some(p => p % families === one.family);
    const named = order.lines.some(p => world.names(p, one.index));
    x.set(
      [
        1,
        share,
        share * share,
        one.off / 1000,
        lifted,
        near,
        same,
        named,
        order.returning,
        Math.log(one.price) / 10,
      ].map(Number),
    );
    x[10 + one.family] = 1;
    return x;
  };
  const times = x => {
    const out = new Float64Array(d);
    for (let i = 0; i < d; i++) {
      let sum = 0;
      for (let j = 0; j < d; j++) sum += inverse[i * d + j] * x[j];
      out[i] = sum;
    }
    return out;
  };
  const dot = (a, b) => a.reduce((sum, v, i) => sum + v * b[i], 0);
  let stale = true;
  const learn = (x, y) => {
    const ax = times(x);
    const scale = 1 / (1 + dot(x, ax));
    for (let i = 0; i < d; i++) {
      for (let j = 0; j < d; j++) inverse[i * d + j] -= scale * ax[i] * ax[j];
      sums[i] += y * x[i];
    }
    stale = true;
  };
  return {
    note: (order, shown, accepted) => shown.forEach((one, i) => learn(features(order, one), accepted[i] ? 1 : 0)),
    choose: order => {
      if (stale) theta.set(times(sums));
      stale = false;
      return byRate(order.candidates, one => {
        const x = features(order, one);
        return dot(theta, x) + 0.1 * Math.sqrt(dot(x, times(x)));
      });
    },
  };
};

/** By name: makes a contender from what the shop knows at the start. */
export const PEERS = {
  random,
  top_seller: topSeller,
  highest_lift: highestLift,
  flat_prior: flatPrior,
  epsilon_greedy: epsilonGreedy,
  thompson,
  linucb: linUcb,
};
