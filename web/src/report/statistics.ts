// SPDX-License-Identifier: MIT
//
// The statistics of the report. Two kinds of interval stand in it, and are never mixed up:
//
//   - Wilson's, for a rate that is displayed: covers at a look that was planned before.
//   - the always-valid one, for everything that decides: it may be looked at every day, and still contains the truth at
//     all looks together in 95 of 100 cases. It is the asymptotic confidence sequence of Waudby-Smith, Arbour, Sinha,
//     Kennedy and Ramdas ("Time-uniform central limit theory and asymptotic confidence sequences", 2021), a normal
//     mixture over the running variance.
//
// Ratios (margin per order, where visitors have several orders) get their variance by the delta method over the units
// that were randomised. Nothing here depends on offers.

export interface Estimate {
  estimate: number;
  low: number;
  high: number;
}

/** Sums over clusters of a denominator n and a value y. */
export interface Sums {
  clusters: number;
  n: number;
  nn: number;
  y: number;
  yy: number;
  ny: number;
}

export const noSums: Sums = { clusters: 0, n: 0, nn: 0, y: 0, yy: 0, ny: 0 };

export const addSums = (a: Sums, b: Sums): Sums => ({
  clusters: a.clusters + b.clusters,
  n: a.n + b.n,
  nn: a.nn + b.nn,
  y: a.y + b.y,
  yy: a.yy + b.yy,
  ny: a.ny + b.ny,
});

/** Standard normal distribution function, by Abramowitz and Stegun 7.1.26 refined: error below 2e-7. */
export function normalCdf(z: number): number {
  const t = 1 / (1 + 0.3275911 * Math.abs(z) * Math.SQRT1_2);
  const series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const tail = (series * Math.exp((-z * z) / 2)) / 2;
  return z > 0 ? 1 - tail : tail;
}

/** z for a two-sided interval of 95 %. */
const z95 = 1.959963984540054;

/** Wilson's score interval for k of n. */
export function wilson(k: number, n: number): Estimate {
  if (n <= 0) return { estimate: 0, low: 0, high: 1 };
  const p = k / n;
  const zz = z95 * z95;
  const centre = (p + zz / (2 * n)) / (1 + zz / n);
  const half = (z95 / (1 + zz / n)) * Math.sqrt((p * (1 - p)) / n + zz / (4 * n * n));
  return { estimate: p, low: k === 0 ? 0 : Math.max(centre - half, 0), high: k === n ? 1 : Math.min(centre + half, 1) };
}

/** The ratio y / n with the variance of its estimate (infinite below two clusters). */
export function ratio({ clusters, n, nn, y, yy, ny }: Sums): { estimate: number; variance: number; clusters: number } {
  if (n <= 0 || clusters < 2) return { estimate: n > 0 ? y / n : 0, variance: Infinity, clusters };
  const r = y / n;
  // The residuals y - r n of the clusters sum to zero.
  const squares = Math.max(yy - 2 * r * ny + r * r * nn, 0);
  return { estimate: r, variance: (squares / (n * n)) * (clusters / (clusters - 1)), clusters };
}

/** The number of units at which an always-valid interval is tightest: where most decisions are made. */
const tightestAt = 5_000;

/** The mixture's spread that makes the interval tightest at that number of units. */
const mixture = (alpha: number): number =>
  Math.sqrt((-2 * Math.log(alpha) + Math.log(-2 * Math.log(alpha) + 1)) / tightestAt);

/**
 * Half the width of the always-valid interval for an estimate with this variance from `units` independent units: at
 * level 1 - alpha for all numbers of units together. Requires: the units are many enough for a normal mean.
 */
export function alwaysValidHalf(variance: number, units: number, alpha = 0.05): number {
  if (!(variance >= 0) || variance === Infinity || units < 2) return Infinity;
  const rho = mixture(alpha);
  const information = units * rho * rho;
  return Math.sqrt(variance * ((2 * (information + 1)) / information) * Math.log(Math.sqrt(information + 1) / alpha));
}

const around = (estimate: number, half: number): Estimate => ({
  estimate,
  low: estimate - half,
  high: estimate + half,
});

/** A ratio with its always-valid interval. */
export function alwaysValidRatio(sums: Sums, alpha = 0.05): Estimate {
  const { estimate, variance, clusters } = ratio(sums);
  return around(estimate, alwaysValidHalf(variance, clusters, alpha));
}

/** Ratio of `a` less ratio of `b`, with its always-valid interval. */
export function alwaysValidDifference(a: Sums, b: Sums, alpha = 0.05): Estimate {
  const [first, second] = [ratio(a), ratio(b)];
  const variance = first.variance + second.variance;
  return around(first.estimate - second.estimate, alwaysValidHalf(variance, first.clusters + second.clusters, alpha));
}

/** log of the gamma function (Lanczos, g = 7, n = 9); about 15 digits. */
export function logGamma(x: number): number {
  const terms = [
    676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
    -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
  ];
  const z = x - 1;
  const sum = terms.reduce((total, term, i) => total + term / (z + i + 1), 0.99999999999980993);
  const t = z + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(sum);
}

/** How sure the prior of the ratio check is of the intended shares, in pseudo-observations. */
const concentration = 1_000;

/**
 * The sample-ratio check that may be looked at every day (Lindon and Malek, "Anytime-valid inference for multinomial
 * count data", 2022): a Dirichlet mixture against the intended shares. Returns the p-value at this look; below 0.001
 * at any look the assignment is broken, and no comparison of the arms can be trusted.
 */
export function sampleRatioP(counts: readonly number[], shares: readonly number[]): number {
  const whole = shares.reduce((sum, share) => sum + share, 0);
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (whole <= 0 || total === 0 || counts.length < 2) return 1;
  let log = logGamma(concentration) - logGamma(concentration + total);
  counts.forEach((count, i) => {
    const share = (shares[i] ?? 0) / whole;
    if (share === 0) log = count > 0 ? Infinity : log;
    else log += logGamma(concentration * share + count) - logGamma(concentration * share) - count * Math.log(share);
  });
  return Math.min(1, Math.exp(-log));
}

/**
 * Probability that each arm's ratio is the highest, its estimate taken as normal. By integration over the standard
 * normal, so that the same sums give the same figures.
 */
export function probabilityOfBest(arms: readonly Sums[]): number[] {
  const normal = arms.map(ratio);
  if (normal.some(({ variance }) => variance === Infinity)) return arms.map(() => 1 / arms.length);
  const steps = 2_000;
  const width = 16 / steps;
  const shares = normal.map(({ estimate, variance }, i) => {
    const deviation = Math.sqrt(variance);
    let sum = 0;
    for (let step = 0; step < steps; step++) {
      const z = -8 + (step + 0.5) * width;
      const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
      const x = estimate + deviation * z;
      sum += normal.reduce((product, other, j) => {
        if (j === i) return product;
        const spread = Math.sqrt(other.variance);
        const below = spread > 0 ? normalCdf((x - other.estimate) / spread) : Number(x > other.estimate);
        return product * below;
      }, density * width);
    }
    return sum;
  });
  const whole = shares.reduce((sum, share) => sum + share, 0);
  return shares.map(share => (whole > 0 ? share / whole : 1 / arms.length));
}

/** Clusters until an always-valid interval leaves `bound` out, if the estimate stays; null beyond 2^40. */
export function clustersToLeave(sums: Sums, bound: number): number | null {
  const { estimate, variance, clusters } = ratio(sums);
  const distance = Math.abs(estimate - bound);
  if (!(distance > 0) || variance === Infinity) return null;
  for (let units = clusters; units < 2 ** 40; units *= 1.1)
    if (alwaysValidHalf((variance * clusters) / units, units) < distance) return Math.ceil(units);
  return null;
}
