// SPDX-License-Identifier: MIT
//
// The kinds of world of the market: facts that no contender sees. A number is the same in every world of the kind, a
// range [low, high] is drawn for each seed. README.md says where the ranges come from; spreads are standard deviations
// of natural log-odds. `--worlds FILE` adds others in the same form.

export const BASE = {
  products: 200,
  families: 20,
  categories: 5,
  // How likely an offer is taken.
  rate: [-4.7, -4.2], // log-odds of one that has nothing to do with the order, at a fair price
  sameCategory: [0.6, 1],
  sameFamily: [0.4, 0.8],
  pair: [1.1, 1.7], // what a complement of the very product adds, each between half and one and a half of it
  pairs: [6, 10], // complements of each product
  product: [0.4, 0.7], // spread of products
  family: [0.2, 0.4],
  familyPair: [0.4, 0.7], // bought family -> offered family
  noise: [0.1, 0.25], // of each pair of products
  fairShare: [0.15, 0.3], // of the order: dearer offers are taken less
  priceSlope: [0.7, 1.2], // log-odds lost per log of the share beyond it
  discount: [0.8, 1.6], // log-odds gained per 100 % off
  returning: [0, 0.4], // customers who bought before
  types: 0, // hidden kinds of shoppers with tastes of their own
  // How two cards are chosen from.
  choice: 'mnl', // "mnl": one at most; "independent": each by itself; "cascade": the second is looked at less often
  dilution: [0.05, 0.2],
  // What the shop knows.
  baskets: [5000, 20000], // orders before the first show
  basket: [0.5, 1], // how much of the affinity of offers shows in baskets
  staffFinds: [0.4, 0.8], // of the eight things that go best with a product, how many the staff names
  staffErrs: [1, 4], // and how many that do not go with it
  // What changes, and what comes back.
  drift: 0, // spread that products' appeal gains over the log or the loop
  change: 0, // share of the catalogue that is replaced during it, each product at a moment of its own
  returns: [0.02, 0.08],
  returnCost: [200, 600],
};

export const WORLDS = [
  { ...BASE, name: 'steady', unkind: false, why: 'multinomial choice, nothing moves' },
  {
    ...BASE,
    name: 'moving',
    unkind: false,
    why: 'tastes drift, part of the catalogue is replaced, returns differ more',
    drift: [0.15, 0.35],
    change: [0.15, 0.25],
    returns: [0.05, 0.12],
  },
  {
    ...BASE,
    name: 'independent',
    unkind: false,
    why: 'cards are taken each by itself, both may be',
    choice: 'independent',
    dilution: [0, 0.1],
  },
  {
    ...BASE,
    name: 'tangled',
    unkind: true,
    why: 'every pair of products differs, hidden kinds of shoppers, the second card is looked at less often',
    choice: 'cascade',
    pair: 0,
    noise: [0.7, 1],
    familyPair: [0.2, 0.4],
    product: [0.2, 0.4],
    types: 4,
    basket: [0.1, 0.4],
  },
];
