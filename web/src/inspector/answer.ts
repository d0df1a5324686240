// SPDX-License-Identifier: MIT
//
// The inspector's first answer: why the page shows nothing, or just this. It describes the page as it is: of the
// element's error, of the cards of this visit, of what this visit has answered, and of what the server left out, as far
// as the sheet says it. What is tried below (another moment, a forced offer) does not change it.

import { reasonFix, reasonSentence } from '../engine/reasons.js';
import type { Decision, LeftOut, Reason, View } from '../engine/wire.js';
import type { Money } from './candidates.js';

/** What the answer is drawn from. */
export interface Facts {
  /** The element's error, as it reports it. */
  error: string | undefined;
  view: View | undefined;
  /** What a visit that begins at this moment would be shown. */
  fresh: Decision | undefined;
  /** The page sheet's text. */
  text: string;
}

export interface Finding {
  /** What it is about: a candidate, or the visit. */
  subject: string;
  sentence: string;
  /** What would change it; empty where nothing would. */
  fix: string;
}

export interface FirstAnswer {
  headline: string;
  findings: Finding[];
  /** Which part of the answer only the server has, in a sentence; empty where the sheet has it. */
  missing: string;
}

const inWords: Readonly<Record<string, string>> = {
  offering: 'waits for an answer',
  quoting: 'asks the server for its price',
  accepted: 'was accepted in this visit',
  undone: 'was accepted and undone in this visit',
  declined: 'was declined in this visit',
  expired: 'passed its deadline in this visit',
  out_of_stock: 'sold out at the click',
  order_released: 'was refused, for the order can no longer change',
};

/** Advice that begins with "Nothing" says that there is none. */
const helpful = (fix: string): string => (/^Nothing\b/.test(fix) ? '' : fix);

/** The first reason decides; the others would have to be mended after it. */
function leftOut({ candidate_id: id, reasons }: LeftOut, money: Money): Finding[] {
  const [first, ...others] = reasons;
  if (!first) return [];
  const more = others.length ? ` Also: ${others.map(({ reason }: Reason) => reason).join(', ')}.` : '';
  return [{ subject: id, sentence: reasonSentence(first, money) + more, fix: helpful(reasonFix(first.reason)) }];
}

/** What publish wrote for a development host: see `development` in PublishOptions. */
function dropped(text: string): LeftOut[] | undefined {
  const { published } = JSON.parse(text) as { published?: { dropped?: unknown } | null };
  return Array.isArray(published?.dropped) ? (published.dropped as LeftOut[]) : undefined;
}

function headline({ error, view, fresh }: Facts): string {
  if (error !== undefined) return `Nothing is shown: ${error}`;
  if (!view) return 'Nothing is shown yet: the element has not opened.';
  if (view.phase === 'holdout') return 'Nothing is shown: this visitor is held out, to measure what offers bring.';
  const waiting = view.slots.filter(({ state }) => state === 'offering' || state === 'quoting');
  if (waiting.length > 0) return `Shown: ${waiting.map(card => card.candidate_id).join(' and ')}.`;
  if (view.slots.length > 0) return 'No offer is open: this visit has answered what was shown.';
  return fresh && fresh.left_out.length + fresh.slots.length === 0
    ? 'Nothing is shown: the sheet has no candidates.'
    : 'Nothing is shown: no candidate may be offered to this order now.';
}

/** Where this visit shows something else than a new one would. */
function remembered({ view, fresh }: Facts): Finding[] {
  if (!view || !fresh || view.phase === 'holdout') return [];
  const now = view.slots.map(card => card.candidate_id);
  const other = fresh.slots.map(slot => slot.candidate_id).filter(id => !now.includes(id));
  if (other.length === 0) return [];
  return [
    {
      subject: 'this visit',
      sentence: `A visit that begins now would be shown ${other.join(' and ')}. This one goes on as it began: its answers and cards are kept in the browser's storage.`,
      fix: 'Open the page in a private window to begin a new visit.',
    },
  ];
}

/** Requires: `text` is JSON. */
export function firstAnswer(facts: Facts, money: Money): FirstAnswer {
  const { view, fresh, text } = facts;
  const cards = (view?.slots ?? [])
    .filter(({ state }) => state !== 'offering')
    .map(({ candidate_id: subject, state, problem }) => ({
      subject,
      sentence: `It ${inWords[state] ?? `is ${state}`}${problem ? ` (${problem})` : ''}.`,
      fix: '',
    }));
  const shown = new Set(view?.slots.map(card => card.candidate_id));
  const here = (fresh?.left_out ?? []).filter(({ candidate_id: id }) => !shown.has(id));
  const there = dropped(text);
  const unseen = (there ?? [])
    .flatMap(one => leftOut(one, money))
    .map(finding => ({ ...finding, subject: `${finding.subject} (left out by the server)` }));
  return {
    headline: headline(facts),
    findings: [...remembered(facts), ...cards, ...here.flatMap(one => leftOut(one, money)), ...unseen],
    missing:
      there === undefined && /"published"\s*:/.test(text)
        ? 'What the server left out for costs, margins, budgets or purchase history stands in its log (`dropped` of publish); on a development host, publish with `development: true` and it stands here.'
        : '',
  };
}
