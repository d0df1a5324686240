// SPDX-License-Identifier: MIT
//
// The schedules: what goes wrong, what the shopper does meanwhile, what the card does, when the shop dies, and how
// wrong the browser's clock is. Each of these is a deck of values, shuffled by the seed and dealt in turn; so every
// value comes up as soon as the list is as long as its deck, and decks of different lengths keep meeting in new pairs.
// None leaves another idle: what concerns the deadline happens after all else, to what is still offered then.

import { uniform } from '../../random.mjs';

/** What happens to single requests; `nth` counts those of a kind within the schedule. */
const kFaults = [
  [],
  [{ on: 'accept', nth: 1, kind: 'drop_request' }],
  [{ on: 'accept', nth: 1, kind: 'drop_reply' }],
  [{ on: 'accept', nth: 1, kind: 'truncate' }],
  [{ on: 'accept', nth: 1, kind: 'duplicate' }],
  [{ on: 'accept', nth: 1, kind: 'delay', ms: 12_000 }],
  [{ on: 'accept', nth: 1, kind: 'delay_reply', ms: 25_000 }],
  [{ on: 'accept', nth: 1, kind: 'reorder' }],
  [{ on: 'accept', nth: 1, kind: 'busy' }],
  [{ on: 'accept', nth: 1, kind: 'throttle' }],
  [{ on: 'accept', nth: 1, kind: 'kill_before_reply' }],
  [
    { on: 'accept', nth: 1, kind: 'drop_request' },
    { on: 'accept', nth: 2, kind: 'drop_reply' },
  ],
  [
    { on: 'accept', nth: 1, kind: 'drop_reply' },
    { on: 'accept', nth: 2, kind: 'truncate' },
  ],
  [
    { on: 'accept', nth: 1, kind: 'busy' },
    { on: 'accept', nth: 2, kind: 'kill_before_reply' },
  ],
  [
    { on: 'accept', nth: 1, kind: 'delay', ms: 70_000 },
    { on: 'accept', nth: 2, kind: 'drop_request' },
  ],
  [
    { on: 'accept', nth: 1, kind: 'truncate' },
    { on: 'status', nth: 1, kind: 'drop_reply' },
  ],
  [
    { on: 'accept', nth: 1, kind: 'duplicate' },
    { on: 'accept', nth: 2, kind: 'duplicate' },
  ],
];

const kDecks = {
  faults: kFaults,
  deed: ['click', 'double_click', 'two_tabs', 'click'],
  meanwhile: ['nothing', 'reload', 'second_tab', 'nothing', 'back_forward'],
  card: ['approved', 'declined', 'authenticate', 'slow', 'dropped', 'approved', 'refused_by_the_bank'],
  crash: [
    'none',
    'after_charge',
    'none',
    'none',
    'before_charge',
    'none',
    'after_charge',
    'none',
    'none',
    'none',
    'none',
  ],
  afterwards: ['nothing', 'undo', 'nothing', 'undo_unheard', 'reload', 'nothing'],
  time: ['early', 'early', 'deadline_passed', 'early', 'early', 'deadline_in_transit', 'early', 'early', 'early'],
  skewMs: [0, 86_400_000, -86_400_000, 0],
};

/**
 * Draws of 0..below-1 from a seed: what is left of 32 random bits, as it was when the schedules that tests name were
 * numbered.
 */
function draws(seed) {
  const next = uniform(seed);
  return below => (next() * 2 ** 32) % below;
}

function shuffled(values, draw) {
  const all = [...values];
  for (let i = all.length - 1; i > 0; i -= 1) {
    const j = draw(i + 1);
    [all[i], all[j]] = [all[j], all[i]];
  }
  return all;
}

/** `count` schedules, every other one on PostgreSQL. The same seed gives the same list, whatever its length. */
export function schedules(count, seed = 1) {
  const draw = draws(seed);
  const names = Object.keys(kDecks);
  const hands = names.map(() => []);
  const list = [];
  for (let number = 1; number <= count; number += 1) {
    const dealt = names.map((name, i) => {
      if (hands[i].length === 0) hands[i] = shuffled(kDecks[name], draw);
      return [name, hands[i].pop()];
    });
    list.push({ number, engine: number % 2 === 0 ? 'postgresql' : 'pglite', ...Object.fromEntries(dealt) });
  }
  return list;
}

/** A schedule in one line. */
export function describe({ number, engine, faults, deed, meanwhile, card, crash, afterwards, time, skewMs }) {
  const wrong = faults
    .map(({ on, nth, kind, ms }) => `${kind}${ms ? ` ${ms / 1000} s` : ''} at ${on} ${nth}`)
    .join(' and ');
  const parts = [
    `${number} ${engine}: ${deed}`,
    wrong,
    card !== 'approved' && `card ${card}`,
    meanwhile !== 'nothing' && meanwhile,
    crash !== 'none' && `killed ${crash}`,
    afterwards !== 'nothing' && afterwards,
    time !== 'early' && time,
    skewMs !== 0 && `clock ${skewMs > 0 ? 'a day fast' : 'a day slow'}`,
  ];
  return parts.filter(Boolean).join(', ').replaceAll('_', ' ');
}
