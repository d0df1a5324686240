// SPDX-License-Identifier: MIT
//
// The first answer, at the top of the panel.

import { html, nothing, type TemplateResult } from 'lit';
import { firstAnswer, type Facts } from './answer.js';
import type { Money } from './candidates.js';

export function answerSection(facts: Facts, money: Money): TemplateResult {
  const { headline: line, findings, missing } = firstAnswer(facts, money);
  return html`<section class="answer" aria-label="Why the page shows this">
    <p class="headline">${line}</p>
    ${
      findings.length
        ? html`<ul>${findings.map(
            ({ subject, sentence, fix }) =>
              html`<li><b>${subject}</b>: ${sentence}${fix ? html` <span class="fix">${fix}</span>` : nothing}</li>`,
          )}</ul>`
        : nothing
    }
    ${missing ? html`<p class="missing">${missing}</p>` : nothing}
  </section>`;
}
