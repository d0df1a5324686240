// SPDX-License-Identifier: MIT
//
// The inspector's panel: has the core explain the sheet for the moment, visitor and
// forcing that are set, and shows the answer beside the visit as it stands. It can show in
// the page what it has decided, as a preview that reaches no shop. On a development host it
// takes a private sheet; elsewhere it says which facts a page sheet leaves out.

import { html, LitElement, nothing, unsafeCSS, type TemplateResult } from 'lit';
import type { EncoreOffers } from '../element/encore-offers.js';
import type { OfferSession } from '../element/opening.js';
import { complete } from '../engine/check.js';
import { loadEngine } from '../engine/load.js';
import type { DecideOptions, Engine } from '../engine/engine.js';
import { moneyFormat } from '../engine/money.js';
import type { CheckResult, Decision } from '../engine/wire.js';
import { answerSection } from './answer-section.js';
import { candidates, chances } from './candidates.js';
import { decideCommand } from './command.js';
import { controls, type Setting } from './controls.js';
import { openPreview } from './preview.js';
import styles from './panel.css';
import { Subject } from './subject.js';
import { visit } from './visit.js';

/** Hosts that only developers reach, where a private sheet may be shown. */
const isDevelopmentHost = (host: string): boolean =>
  /^(localhost|127(\.\d+){3}|\[::1\])$|\.(localhost|test|local)$/.test(host);

interface Answer {
  check: CheckResult;
  decision?: Decision;
  /** What a visit that begins now would be shown, with nothing tried. */
  fresh?: Decision;
  options: DecideOptions;
  text: string;
}

type Finding = Pick<CheckResult['issues'][number], 'path' | 'message'>;

const finding = ({ path, message }: Finding): TemplateResult =>
  html`<li><code>${path || '(document)'}</code> ${message}</li>`;

/** A list of findings under its name; nothing where there are none. */
const findings = (name: string, all: readonly Finding[]): TemplateResult | typeof nothing =>
  all.length ? html`<h4>${name}</h4><ul class=${name.toLowerCase()}>${all.map(finding)}</ul>` : nothing;

const counted = (count: number, word: string): string =>
  count === 0 ? '' : ` ${count} ${word}${count === 1 ? '' : 's'} in the sheet.`;

export class InspectorPanel extends LitElement {
  static override styles = unsafeCSS(styles);
  static override properties = {
    version: { state: true },
    setting: { state: true },
    privateText: { state: true },
    collapsed: { state: true },
    status: { state: true },
  };

  declare version: number;
  declare setting: Setting;
  declare privateText: string;
  declare collapsed: boolean;
  declare status: string;
  #subjects: Subject[] = [];
  #at = 0;
  #engine: Engine | undefined;
  #answer: Answer | undefined;
  #fault = '';

  constructor() {
    super();
    this.version = 0;
    this.setting = {};
    this.privateText = this.status = '';
    this.collapsed = false;
  }

  /** The element opened, or failed to. */
  async look(element: EncoreOffers, session: OfferSession | undefined, error: unknown): Promise<void> {
    let subject = this.#subjects.find(other => other.element === element);
    if (!subject) this.#subjects.push((subject = new Subject(element, () => this.version++)));
    await subject.look(session, error);
    this.#engine ??= await loadEngine().catch((fault: unknown) => void (this.#fault = String(fault)));
    if (this.#engine) this.#engine.checker ??= complete;
    this.version++;
    // Refused only for private fields, on a development host: shown all the same, as a preview.
    if (
      error !== undefined &&
      this.#engine &&
      isDevelopmentHost(location.hostname) &&
      subject.text !== undefined &&
      !subject.previewed &&
      this.#private(subject.text)
    ) {
      this.#at = this.#subjects.indexOf(subject);
      this.#show(subject);
    }
  }

  get #subject(): Subject | undefined {
    return this.#subjects[this.#at];
  }

  #text(subject: Subject): string | undefined {
    return this.privateText.trim() || subject.text;
  }

  /** A sheet that is well but for private fields. */
  #private(text: string): boolean {
    const { issues = [] } = this.#engine?.check(text, { page: true }) ?? {};
    return issues.length > 0 && issues.every(({ code }) => code === 'private_field');
  }

  protected override willUpdate(): void {
    const subject = this.#subject;
    const text = subject && this.#text(subject);
    this.#answer = undefined;
    if (!this.#engine || !subject || text === undefined) return;
    const check = this.#engine.check(text, { origin: location.host });
    const { moment, ...rest } = this.setting;
    const options: DecideOptions = { ...rest, now: moment ?? subject.now() };
    const decision = this.#engine.decide(text, { ...options, explain: true });
    const fresh = this.#engine.decide(text, { now: subject.now() });
    this.#answer = {
      check,
      options,
      text,
      ...('slots' in decision && { decision }),
      ...('slots' in fresh && { fresh }),
    };
  }

  #show(subject: Subject): void {
    const text = this.#text(subject);
    if (!this.#engine || text === undefined) return;
    const { moment, ...rest } = this.setting;
    try {
      subject.show(openPreview({ engine: this.#engine, sheetText: text, moment: moment ?? subject.now(), ...rest }));
      this.status = 'The page shows a preview. Nothing that happens in it reaches the shop.';
    } catch (fault) {
      this.status = `No preview: ${String(fault)}`;
    }
  }

  async #copy(command: string): Promise<void> {
    // Without the permission, the text stands there to be copied by hand.
    this.status = await navigator.clipboard.writeText(command).then(
      () => 'Copied.',
      () => 'The browser refused; copy the text below by hand.',
    );
    this.renderRoot.querySelector<HTMLTextAreaElement>('.command')?.select();
  }

  #close(): void {
    for (const subject of this.#subjects) subject.close();
    this.#subjects = [];
    this.remove();
  }

  #sheetPart(subject: Subject, { check, text }: Answer): TemplateResult {
    const isPrivate = this.#private(text);
    return html`
      ${findings('Issues', check.issues)}${findings('Warnings', check.warnings)}${findings('Notes', check.notes)}
      ${check.issues.length + check.warnings.length + check.notes.length ? nothing : html`<p>The core finds nothing wrong with it.</p>`}
      <p>${
        isPrivate
          ? 'This is a private sheet: costs, evidence and floors are known, so every reason is. Never serve it to shoppers; the element refuses it.'
          : 'This is a page sheet: it shows what time, stock, refusals, arms and the choice decide. What private facts exclude (costs, margins, purchase history, budgets) was left out by publish, which logged the reasons on the server.'
      }</p>
      ${
        isDevelopmentHost(location.hostname)
          ? html`<label>Private sheet to look at instead
        <textarea class="private" rows="4" spellcheck="false" .value=${this.privateText}
          @change=${(event: Event) => (this.privateText = (event.target as HTMLTextAreaElement).value)}></textarea></label>`
          : html`<p>On a development host a private sheet can be pasted here; elsewhere <code>encore decide --explain</code> explains the private part.</p>`
      }
      ${subject.error ? html`<p class="error">The element reports: ${subject.error}</p>` : nothing}`;
  }

  #body(subject: Subject): TemplateResult {
    const answer = this.#answer;
    if (!answer) return html`<p class="error">${subject.error ?? (this.#fault || 'Loading.')}</p>`;
    const { check, decision, fresh, options, text } = answer;
    const currency = /"currency"\s*:\s*"([A-Z]{3})"/.exec(text)?.[1] ?? 'XXX';
    const money = moneyFormat('en', currency);
    if (!decision) {
      return html`<h3>The sheet is refused</h3><ul class="issues">${check.issues.map(finding)}</ul>${subject.error ? html`<p class="error">${subject.error}</p>` : nothing}`;
    }
    const command = decideCommand(text, options);
    const section = (title: string, open: boolean, content: TemplateResult): TemplateResult =>
      html`<details class="section" ?open=${open}><summary><h3>${title}</h3></summary>${content}</details>`;
    const { error, view } = subject;
    return html`
      ${answerSection({ error, view, fresh, text }, money)}
      <p class="sum">${decision.slots.length ? `Decided for what is set below: ${decision.slots.map(slot => slot.candidate_id).join(' and ')}.` : 'Decided for what is set below: nothing.'}
        ${decision.left_out.length} left out. ${counted(check.issues.length, 'issue')}${counted(check.warnings.length, 'warning')}</p>
      ${section('Candidates', true, candidates(decision, money))}
      ${section(
        'Try',
        true,
        html`${controls({
          setting: this.setting,
          now: options.now,
          decision,
          text,
          previewing: subject.previewing,
          set: change =>
            (this.setting = Object.fromEntries(
              Object.entries({ ...this.setting, ...change }).filter(([, value]) => value !== undefined),
            )),
          show: () => this.#show(subject),
          restore: () => subject.restore(),
        })}
        <button type="button" class="copy" @click=${() => this.#copy(command)}>Copy as a command</button>
        <label>The command <textarea class="command" readonly rows="2" .value=${command}></textarea></label>`,
      )}
      ${section('Arms and chances', false, chances(decision))}
      ${section('Visit', false, visit(subject))}
      ${section('Sheet', check.issues.length + check.warnings.length > 0, this.#sheetPart(subject, answer))}`;
  }

  protected override render(): TemplateResult {
    const subject = this.#subject;
    return html`<aside aria-label="Encore inspector" lang="en" dir="ltr">
      <header><h2>Encore inspector</h2>
        <button type="button" class="fold" aria-expanded=${!this.collapsed} @click=${() => (this.collapsed = !this.collapsed)}>${this.collapsed ? 'Open' : 'Fold'}</button>
        <button type="button" class="close" @click=${() => this.#close()}>Close</button></header>
      <div class="body" ?hidden=${this.collapsed}>
        ${
          this.#subjects.length > 1
            ? html`<label>Element <select @change=${(event: Event) => {
                this.#at = (event.target as HTMLSelectElement).selectedIndex;
                this.version++;
              }}>${this.#subjects.map(({ element }, at) => html`<option>${at + 1}${element.id ? `: ${element.id}` : ''}</option>`)}</select></label>`
            : nothing
        }
        ${subject ? this.#body(subject) : nothing}
      </div>
      <p class="status" role="status">${this.status}</p>
    </aside>`;
  }
}
