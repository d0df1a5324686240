// SPDX-License-Identifier: MIT
//
// What a model learned, in words for a merchandiser: each factor's strongest levels as what they multiply odds by,
// with the shows behind them, and how well it foretold what it had not seen.
import type { Calibration, Tenth } from './calibration.js';
import type { Model } from './model.js';

const times = (log2: number): string => `×${(2 ** (log2 / 65_536)).toFixed(2)}`;
const percent = (ppm: number): string => `${(ppm / 10_000).toFixed(2)} %`;

const headings: Record<string, string> = {
  relevance_price: 'closeness to the order, at up to so much of its total',
  discount: 'depth of discount',
  family: 'families',
  product: 'products',
  family_pair: 'bought family → offered family',
  product_pair: 'bought product → offered product',
  customer: 'customers',
};

const label = (factor: string, bought: string, offered: string): string => {
  if (factor === 'relevance_price')
    return `${bought}, ${offered === 'above' ? 'dearer than the order' : `up to ${Number(offered) / 100} %`}`;
  if (factor === 'discount') return offered === 'above' ? 'deeper' : `up to ${Number(offered) / 100} % off`;
  return bought ? `${bought} → ${offered}` : offered;
};

/** At most six levels a factor: those with shows, whose values are furthest from the middle for their error. */
const factorLines = (model: Model, factor: string): string[] => {
  const levels = model.rows.flatMap(row => {
    const [name, bought = '', offered = '', value, error, shows, accepts] = row.split('|');
    if (name !== factor || Number(shows) === 0) return [];
    return [
      { bought, offered, value: Number(value), error: Number(error), shows: Number(shows), accepts: Number(accepts) },
    ];
  });
  const strongest = [...levels].sort((a, b) => Math.abs(b.value) / (b.error + 1) - Math.abs(a.value) / (a.error + 1));
  return strongest
    .slice(0, 6)
    .map(
      ({ bought, offered, value, shows, accepts }) =>
        `  ${times(value).padStart(7)}  ${label(factor, bought, offered)}  (${accepts} of ${shows} shows)`,
    );
};

const tenthLine = ({ shows, predicted_ppm, observed_ppm, low_ppm, high_ppm }: Tenth): string =>
  `  ${percent(predicted_ppm).padStart(8)}  ${percent(observed_ppm).padStart(8)}  ${percent(low_ppm)} to ${percent(high_ppm)}${predicted_ppm < low_ppm || predicted_ppm > high_ppm ? '  outside' : ''}  (${shows} shows)`;

export const describeModel = (model: Model, calibration: Calibration): string => {
  const { value, low, high } = model.dilution_bps;
  const lines = [
    `${model.decisions} decisions, ${model.shows} shows, ${model.accepts} accepted; model ${model.model_id}`,
    `A second card takes ${(value / 100).toFixed(1)} % from each (${(low / 100).toFixed(1)} to ${(high / 100).toFixed(1)} %).`,
    '',
    'What multiplies the odds of an accept',
  ];
  for (const [factor, heading] of Object.entries(headings)) {
    const found = factorLines(model, factor);
    if (found.length > 0) lines.push(` ${heading}`, ...found);
  }
  if (calibration.all.length > 0) {
    lines.push(
      '',
      'The last tenth of time, held back: predicted, observed, 95 % interval',
      ...calibration.all.map(tenthLine),
    );
    if (calibration.explored.length > 0) lines.push(' of these, explored', ...calibration.explored.map(tenthLine));
    lines.push(
      `log loss per show ${(calibration.log_loss_micro / 1e6).toFixed(5)}; by the prior alone ${(calibration.prior_log_loss_micro / 1e6).toFixed(5)}`,
    );
  }
  return `${lines.join('\n')}\n`;
};
