// SPDX-License-Identifier: MIT
//
// The visit as it stands: each card's state, the clock and how far it is from this device's,
// the session's own text, and what happened so far, the last first.

import { html, nothing, type TemplateResult } from 'lit';
import type { Subject } from './subject.js';

const time = (ms: number): string => new Date(ms).toISOString().slice(11, 23);

function clock({ session, previewing }: Subject): TemplateResult {
  if (!session) return html`<p>No session: nothing was opened.</p>`;
  const offset = (session.now() - Date.now()) / 1000;
  return html`<p>${previewing ? 'Preview. ' : ''}Server time is ${new Date(session.now()).toISOString()}, ${Math.abs(offset).toFixed(1)} s
    ${offset < 0 ? 'behind' : 'ahead of'} this device. ${session.clockCertain ? 'The server has confirmed it.' : 'The server has not confirmed it yet: no countdown is shown.'}</p>`;
}

export function visit(subject: Subject): TemplateResult {
  const { view, state, log } = subject;
  return html`${clock(subject)}
    ${view ? html`<p>Phase <code>${view.phase}</code>.</p>` : nothing}
    ${
      view?.slots.length
        ? html`<table>
      <caption>Cards</caption>
      <thead><tr><th scope="col">Card</th><th scope="col">Candidate</th><th scope="col">State</th><th scope="col">Until</th></tr></thead>
      <tbody>${view.slots.map(
        card => html`<tr><th scope="row">${card.slot + 1}, step ${card.step}</th><td>${card.candidate_id}</td>
        <td>${card.state}${card.problem ? html`, ${card.problem}` : nothing}</td><td>${card.deadline_ms === null ? 'no deadline' : new Date(card.deadline_ms).toISOString()}</td></tr>`,
      )}</tbody>
    </table>`
        : nothing
    }
    ${state ? html`<details><summary>Session, ${JSON.stringify(state).length} characters</summary><pre tabindex="0">${JSON.stringify(state, null, 2)}</pre></details>` : nothing}
    <h3>What happened</h3>
    ${log.length ? html`<ol class="log" reversed>${log.map(({ at, what, about }) => html`<li><time>${time(at)}</time> <code>${what}</code> ${about}</li>`)}</ol>` : html`<p>Nothing yet.</p>`}`;
}
