// SPDX-License-Identifier: MIT
//
// The answer to "why doesn't my offer show?": every candidate with the stage it reached, each
// reason as a sentence with its fix, and the numbers of every stage, down to how the price
// came about. All of it is the core's explanation; nothing is worked out here.

import { html, nothing, type TemplateResult } from 'lit';
import { derivationLines } from '../engine/derivation.js';
import { printWorth } from '../engine/operands.js';
import { reasonFix, reasonSentence } from '../engine/reasons.js';
import { shownSentences } from '../engine/shown.js';
import type { Decision, ExplainedCandidate, Quote } from '../engine/wire.js';

export type Money = (minor: number) => string;

const percent = (ppm: number): string => `${(ppm / 10_000).toFixed(2)} %`;

const row = (name: string, value: string | undefined): TemplateResult | typeof nothing =>
  value === undefined ? nothing : html`<div><dt>${name}</dt><dd>${value}</dd></div>`;

function derivation(quote: Quote, money: Money): TemplateResult | typeof nothing {
  const lines = derivationLines(quote, money);
  if (lines.length === 0) return nothing;
  return html`<table>
    <caption>How the price of ${money(quote.total)} came about</caption>
    <thead><tr><th scope="col">What</th><th scope="col">From</th><th scope="col">Result</th></tr></thead>
    <tbody>${lines.map(
      ({ label, from, result, rounding }) => html`<tr>
      <th scope="row">${label}</th><td>${from}</td><td>${result}${rounding ? html` <small>${rounding}</small>` : nothing}</td></tr>`,
    )}</tbody>
  </table>`;
}

function numbers(candidate: ExplainedCandidate, money: Money, worth: Money): TemplateResult {
  const { evidence, quote } = candidate;
  return html`<dl>
    ${row('Relevance', candidate.relevance)}
    ${row('Price', quote && `${money(quote.total)}${quote.savings ? `, ${money(quote.savings)} saved` : ''}`)}
    ${row('Take rate, alone', candidate.take_rate_ppm === undefined ? undefined : percent(candidate.take_rate_ppm))}
    ${row('Evidence', evidence && `${evidence.accepts} of ${evidence.shows}, and a prior of ${percent(evidence.prior_ppm)} in ${evidence.prior_shows}`)}
    ${row('Contribution', candidate.contribution === undefined ? undefined : money(candidate.contribution))}
    ${row('Worth a visit, alone', candidate.value_alone === undefined ? undefined : worth(candidate.value_alone))}
    ${row('Worth a visit, best pair', candidate.value_in_set === undefined ? undefined : worth(candidate.value_in_set))}
  </dl>`;
}

function item(candidate: ExplainedCandidate, decision: Decision, money: Money): TemplateResult {
  const { candidate_id: id, stage, quote } = candidate;
  const slot = decision.slots.findIndex(shown => shown.candidate_id === id);
  const reasons = decision.left_out.find(left => left.candidate_id === id)?.reasons ?? candidate.reasons;
  const worth = printWorth(decision.objective, money);
  const state = slot >= 0 ? `shown ${slot + 1}` : reasons.map(({ reason }) => reason).join(', ');
  return html`<li><details data-candidate=${id}>
    <summary><b>${id}</b> <span class=${slot >= 0 ? 'tag on' : 'tag'}>${state}</span></summary>
    <p class="stage">Reached the stage <code>${stage}</code>.</p>
    ${
      slot < 0 && reasons.length
        ? html`<ul class="reasons">${reasons.map(
            reason => html`<li>
      ${reasonSentence(reason, money, worth)} <code>${reason.reason}</code><br><span class="fix">${reasonFix(reason.reason)}</span></li>`,
          )}</ul>`
        : nothing
    }
    ${slot >= 0 ? html`<ul class="reasons">${shownSentences(candidate, money).map(sentence => html`<li>${sentence}</li>`)}</ul>` : nothing}
    ${numbers(candidate, money, worth)}
    ${quote ? derivation(quote, money) : nothing}
  </details></li>`;
}

/** Every candidate, those shown first. `decision` was made with `explain`. */
export function candidates(decision: Decision, money: Money): TemplateResult {
  const shown = decision.slots.map(slot => slot.candidate_id);
  const rank = ({ candidate_id }: ExplainedCandidate): number =>
    shown.includes(candidate_id) ? shown.indexOf(candidate_id) : shown.length;
  const all = [...(decision.explain ?? [])].sort((a, b) => rank(a) - rank(b));
  return html`<ul class="candidates">${all.map(candidate => item(candidate, decision, money))}</ul>`;
}

/** What holds for the decision as a whole: arms, propensity, holdout. */
export function chances(decision: Decision): TemplateResult {
  return html`<dl>
    ${row('Decision', decision.decision_id)}
    ${row('Policy', decision.policy_id)}
    ${row('Drawn with probability', `${(decision.propensity_ppb / 1e7).toFixed(5)} %`)}
    ${row('Holdout', decision.holdout ? 'yes: nothing is shown to this visitor' : 'no')}
    ${decision.assignments.map(({ experiment, in_experiment: inside, variation }) => row(`Experiment ${experiment}`, inside ? `arm ${variation}` : 'not in it'))}
  </dl>`;
}
