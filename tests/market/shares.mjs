// SPDX-License-Identifier: MIT
//
// From values order by order to shares of the oracle's margin, with standard errors. Worlds of one kind are pooled:
// each order counts by what the oracle earns on it, and differences are paired, because both contenders met the same
// orders.

const sum = values => values.reduce((total, value) => total + value, 0);

/** Of one contender: share of the oracle, from the runs of a kind. */
export const shareOf = (runs, name) => sum(runs.map(run => sum(run[name]))) / sum(runs.map(run => sum(run.oracle)));

/**
 * encore - peer as a share of the oracle, and its standard error: within each world of the orders, between worlds of
 * their means; the larger.
 */
export function difference(runs, name, other) {
  const oracle = sum(runs.map(run => sum(run.oracle)));
  const all = runs.flatMap(run => run[name].map((value, i) => value - run[other][i]));
  const mean = sum(all) / all.length;
  const within = Math.sqrt(sum(all.map(one => (one - mean) ** 2))) / oracle;
  const means = runs.map(run => (sum(run[name]) - sum(run[other])) / sum(run.oracle));
  const centre = sum(means) / means.length;
  const between =
    means.length > 1 ? Math.sqrt(sum(means.map(m => (m - centre) ** 2)) / (means.length - 1) / means.length) : 0;
  return { mean: sum(all) / oracle, error: Math.max(within, between) };
}
