// SPDX-License-Identifier: MIT
//
// All rules, in the order in which they are examined: by what they are about.
import type { Rule } from '../rule.js';
import { buying } from './buying.js';
import { buyers } from './buyers.js';
import { ledger } from './ledger.js';
import { offers } from './offers.js';
import { payment } from './payment.js';
import { replays } from './replays.js';
import { requests } from './requests.js';
import { stock } from './stock.js';
import { tokens } from './tokens.js';
import { undoing } from './undoing.js';

/** The chapters of the contract. */
export const chapters: readonly { title: string; rules: readonly Rule[] }[] = [
  { title: 'Buying', rules: buying },
  { title: 'The same click again', rules: replays },
  { title: 'Payment', rules: payment },
  { title: 'Stock, deadline and order', rules: stock },
  { title: 'Who is asking', rules: buyers },
  { title: 'Tokens and prices', rules: tokens },
  { title: 'Requests', rules: requests },
  { title: 'Undo', rules: undoing },
  { title: 'Beside the accept: quote, extend, next, consent', rules: offers },
  { title: 'What an order may take', rules: ledger },
];

export const allRules: readonly Rule[] = chapters.flatMap(({ rules }) => rules);
