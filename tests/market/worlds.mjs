// SPDX-License-Identifier: MIT
//
// The kinds of world of the market. Each is a set of facts that no contender is told: how strongly products, families
// and pairs of them differ, what price and discount do, how shoppers choose between two cards, what comes back, what
// changes with time. Spreads are standard deviations of natural log-odds.

const base = {
  products: 200,
  families: 20,
  categories: 5,
  rate: -4.4, // log-odds of an offer that has nothing to do with the order
  product: 0.5, // spread of products
  family: 0.3,
  familyPair: 0.6, // bought family -> offered family
  pair: 1.5, // what a complement of the very product adds, give or take a half
  pairs: 8, // complements of each product
  noise: 0.15, // of each pair of products
  sameCategory: 0.75,
  sameFamily: 0.55,
  fairShare: 0.22, // of the order: dearer offers are taken less
  priceSlope: 1, // log-odds lost per log of the share beyond it
  discount: 1.3, // per 100 % off
  returning: 0.2, // customers who bought before
  choice: 'mnl', // "mnl": one at most; "independent": each by itself; "cascade": the second is looked at less often
  dilution: 0.1,
  basket: 0.8, // how much of the affinity of offers shows in baskets
  drift: 0, // spread that products' appeal gains in 10,000 orders
  change: 0, // share of the catalogue that is replaced at the halfway mark, and is new when a log ends
  returns: 0.04,
  returnCost: 400,
  types: 0, // hidden kinds of shoppers with tastes of their own
};

export const WORLDS = [
  { ...base, name: 'steady', unkind: false, why: 'multinomial choice, nothing moves' },
  {
    ...base,
    name: 'moving',
    unkind: false,
    why: 'tastes drift, a fifth of the catalogue is replaced, returns differ',
    drift: 0.25,
    change: 0.2,
    returns: 0.07,
    product: 0.5,
  },
  {
    ...base,
    name: 'independent',
    unkind: false,
    why: 'cards are taken each by itself, both may be; steeper price, weaker families',
    choice: 'independent',
    dilution: 0.05,
    fairShare: 0.15,
    priceSlope: 0.9,
    familyPair: 0.5,
    product: 0.6,
  },
  {
    ...base,
    name: 'tangled',
    unkind: true,
    why: 'every pair of products differs, hidden kinds of shoppers, the second card is looked at less often',
    choice: 'cascade',
    pair: 0,
    noise: 0.9,
    familyPair: 0.3,
    product: 0.3,
    types: 4,
    basket: 0.2,
  },
];
