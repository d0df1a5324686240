// SPDX-License-Identifier: MIT
//
// How well a model foretells what it has not seen: by tenths of the predicted rate, predicted against observed with a
// 95 % interval (Wilson's), for all shows and for explored ones (what is chosen as best is overestimated), and the
// log loss beside that of the prior alone.

export interface Tenth {
  shows: number;
  predicted_ppm: number;
  observed_ppm: number;
  low_ppm: number;
  high_ppm: number;
}

export interface Calibration {
  all: Tenth[];
  explored: Tenth[];
  /** Per show, in millionths of a nat. */
  log_loss_micro: number;
  prior_log_loss_micro: number;
}

const Z = 1.96;

/** Wilson's interval for `yes` of `n`, in millionths. */
export const wilson = (yes: number, n: number): [number, number] => {
  if (n === 0) return [0, 1e6];
  const p = yes / n;
  const centre = (p + (Z * Z) / (2 * n)) / (1 + (Z * Z) / n);
  const half = (Z * Math.sqrt((p * (1 - p)) / n + (Z * Z) / (4 * n * n))) / (1 + (Z * Z) / n);
  return [Math.round(Math.max(centre - half, 0) * 1e6), Math.round(Math.min(centre + half, 1) * 1e6)];
};

const tenths = (shows: readonly { ppm: number; accepted: boolean }[]): Tenth[] => {
  const ranked = [...shows].sort((a, b) => a.ppm - b.ppm);
  return Array.from({ length: 10 }, (_, i) => {
    const part = ranked.slice(Math.floor((i * ranked.length) / 10), Math.floor(((i + 1) * ranked.length) / 10));
    const yes = part.filter(({ accepted }) => accepted).length;
    const [low, high] = wilson(yes, part.length);
    return {
      shows: part.length,
      predicted_ppm: Math.round(part.reduce((sum, { ppm }) => sum + ppm, 0) / Math.max(part.length, 1)),
      observed_ppm: Math.round((1e6 * yes) / Math.max(part.length, 1)),
      low_ppm: low,
      high_ppm: high,
    };
  }).filter(({ shows: count }) => count > 0);
};

const logLoss = (ppm: readonly number[], accepted: readonly boolean[]): number => {
  const sum = ppm.reduce((total, rate, i) => {
    const p = Math.min(Math.max(rate, 1), 999_999) / 1e6;
    return total - Math.log(accepted[i] ? p : 1 - p);
  }, 0);
  return Math.round((1e6 * sum) / Math.max(ppm.length, 1));
};

export const calibrate = (
  ppm: readonly number[],
  prior: readonly number[],
  accepted: readonly boolean[],
  explored: readonly boolean[],
): Calibration => {
  const shows = ppm.map((rate, i) => ({ ppm: rate, accepted: accepted[i] === true, explored: explored[i] === true }));
  return {
    all: tenths(shows),
    explored: tenths(shows.filter(show => show.explored)),
    log_loss_micro: logLoss(ppm, accepted),
    prior_log_loss_micro: logLoss(prior, accepted),
  };
};
