// SPDX-License-Identifier: MIT
//
// Logs with known truth for evaluate: a thousand orders' worth of contexts, each with six offers, shoppers of two kinds
// who take one offer of a set or none, a logging policy and a new one as distributions over ordered sets. What the new
// policy truly earns is summed exactly, so a thousand logs can be held against it.

/** Logging: how sets are drawn. New: what is asked about. Both over ordered sets of one or two offers. */
export const KINDS = [
  { name: 'warm log, best set asked', temperature: 0.5, asked: 'best', slope: 1 },
  { name: 'warm log, best single asked', temperature: 0.8, asked: 'single', slope: 1 },
  { name: 'even log, cooler draw asked', temperature: 1, asked: 'cooler', slope: 1 },
  { name: 'predictions off in level and slope', temperature: 0.5, asked: 'best', slope: 0.6 },
];

const OFFERS = 6;
const CONTEXTS = 400;
const TYPES = [0.6, 1.4];
const SHIFT = -0.4;

const chances = odds => {
  const thinned = odds.map(v => v * (odds.length > 1 ? 0.85 : 1));
  const all = thinned.reduce((sum, v) => sum + v, 1);
  return thinned.map(v => v / all);
};

const setsOf = () => {
  const sets = [];
  for (let a = 0; a < OFFERS; a++) {
    sets.push([a]);
    for (let b = 0; b < OFFERS; b++) if (a !== b) sets.push([a, b]);
  }
  return sets;
};
const SETS = setsOf();
const key = set => [...set].sort((a, b) => a - b).join();

/** A world of a kind: contexts with both policies' probabilities, and the truth. `next`: uniform draws. */
export function worldOf({ temperature, asked, slope }, next) {
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const contexts = Array.from({ length: CONTEXTS }, () => {
    const offers = Array.from({ length: OFFERS }, () => {
      const believed = -2.2 + 0.7 * normal();
      return {
        believed,
        odds: Math.exp(slope * believed + (slope === 1 ? 0 : SHIFT) + 0.3 * normal()),
        contribution: Math.round(300 * Math.exp(0.6 * normal())),
        returns: 0.02 + 0.1 * next(),
      };
    });
    const value = (set, oddsOf) =>
      chances(set.map(i => oddsOf(offers[i]))).reduce((sum, p, at) => sum + p * offers[set[at]].contribution, 0);
    const values = SETS.map(set => value(set, ({ believed }) => Math.exp(believed)) + (set[0] < set[1] ? 1e-9 : 0));
    const draw = scale => {
      const most = Math.max(...values);
      const weights = values.map(v => 2 ** ((v - most) / (scale * most)));
      const all = weights.reduce((sum, w) => sum + w);
      return weights.map(w => w / all);
    };
    const pick = among => {
      const best = SETS.reduce((at, set, i) => (among(set) && (at < 0 || values[i] > values[at]) ? i : at), -1);
      return SETS.map((_, i) => (i === best ? 1 : 0));
    };
    const logging = draw(temperature);
    const wanted = asked === 'best' ? pick(() => true) : asked === 'single' ? pick(set => set.length === 1) : draw(0.3);
    const truth = SETS.reduce(
      (sum, set, i) =>
        sum +
        (wanted[i] *
          TYPES.reduce(
            (total, by) =>
              total +
              chances(set.map(at => by * offers[at].odds)).reduce(
                (part, p, at) => part + p * offers[set[at]].contribution * (1 - offers[set[at]].returns),
                0,
              ),
            0,
          )) /
          TYPES.length,
      0,
    );
    const together = probabilities => {
      const sums = new Map();
      SETS.forEach((set, i) => sums.set(key(set), (sums.get(key(set)) ?? 0) + probabilities[i]));
      return SETS.map(set => sums.get(key(set)));
    };
    const cards = offers.map(({ believed, contribution }) => ({ logOdds: believed, contribution }));
    const cardsOf = set => set.map(at => cards[at]);
    const options = SETS.flatMap((set, i) => (wanted[i] > 0 ? [{ cards: cardsOf(set), probability: wanted[i] }] : []));
    return {
      offers,
      logging,
      loggingSets: together(logging),
      wanted,
      wantedSets: together(wanted),
      options,
      cardsOf,
      truth,
    };
  });
  return { contexts, truth: contexts.reduce((sum, one) => sum + one.truth, 0) / CONTEXTS };
}

/** A log of `orders` orders; a third of the visitors order twice. */
export function logOf({ contexts }, orders, next) {
  const cases = [];
  for (let visitor = 0; cases.length < orders; visitor++) {
    const by = TYPES[next() < 0.5 ? 0 : 1];
    for (let times = next() < 1 / 3 ? 2 : 1; times > 0; times--) {
      const context = contexts[Math.floor(next() * contexts.length)];
      let left = next();
      let at = context.logging.findIndex(p => (left -= p) < 0);
      if (at < 0) at = SETS.length - 1;
      const set = SETS[at];
      let taken = next();
      const bought = chances(set.map(i => by * context.offers[i].odds)).findIndex(p => (taken -= p) < 0);
      const offer = context.offers[set[bought]];
      cases.push({
        visitor: `v${visitor}`,
        cards: context.cardsOf(set),
        accepted: set.map((_, i) => i === bought),
        reward: offer && next() >= offer.returns ? offer.contribution : 0,
        setProbability: context.loggingSets[at],
        orderedProbability: context.logging[at],
        newSet: context.wantedSets[at],
        newOrdered: context.wanted[at],
        options: context.options,
      });
    }
  }
  return cases;
}
