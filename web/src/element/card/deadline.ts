// SPDX-License-Identifier: MIT
//
// The deadline: what remains and why. Lit renders the place, `paintTimers` writes the words,
// because they change with time and not with the view. One clock serves all places; it wakes
// when a text is about to change, writes only texts that did, and rests while the page is
// hidden or the clock in doubt. Five minutes and one minute before the end are announced once
// to screen readers; the end itself is the card's new face.

import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Catalogue } from '../../messages/catalogue.js';
import { causeOf, isBusy, isOffer, ticks, type Card } from './model.js';
import type { SlotView } from '../../engine/wire.js';
import type { Candidate } from '../sheet.js';
import { icon } from './icons.js';
import type { Words } from '../words.js';

/** The longest a browser's timer waits. */
export const longestTimer = 2 ** 31 - 1;

const hourMs = 3_600_000;
const minuteMs = 60_000;
const announcedAtMs = [5 * minuteMs, minuteMs];

type Dated = Pick<SlotView, 'deadline_ms' | 'countdown' | 'cause' | 'can_extend'>;

/** The deadlines last shown: while an offer is being ordered its own no longer counts, but keeps its room. */
const shownDeadlines = new WeakMap<Candidate, Dated>();

export function deadline({
  candidate,
  variant,
  view,
  words,
  now,
  certain,
  act,
}: Card): TemplateResult | typeof nothing {
  if (view.deadline_ms !== null) shownDeadlines.set(candidate, view);
  const dated: Dated = (isBusy(view) && shownDeadlines.get(candidate)) || view;
  const { deadline_ms: until } = dated;
  const cause = causeOf(dated, variant);
  if (until === null || !isOffer(view)) return nothing;
  const key = `left_${cause ?? ''}`;
  // While the clock is in doubt nothing is claimed, but the room is kept: what follows must not move.
  return html`<div class="deadline ${certain && view.deadline_ms !== null ? '' : 'unsure'}" part="deadline">${icon('clock')}${
    ticks({ ...dated, cause }, until - now)
      ? html`<span role="timer" part="timer" data-until=${until} data-words=${words.has(key) ? key : 'left'}></span>`
      : html`<span part="until">${words.say('until', { time: words.time(until, now) })}</span>`
  }${
    view.can_extend
      ? html`<button type="button" class="link" part="extend" @click=${() => act('extend')}>${words.say('extend')}</button>`
      : nothing
  }</div>`;
}

/** Writes what remains into every timer under `root`. Returns the milliseconds until a text changes, or Infinity. */
export function paintTimers(root: ParentNode, words: Words, now: number, announce: (text: string) => void): number {
  let next = Infinity;
  for (const timer of root.querySelectorAll<HTMLElement>('[role=timer]')) {
    const until = Number(timer.dataset['until']);
    const left = Math.max(0, until - now);
    // Rounded up to whole seconds, or minutes above the hour: at zero nothing remains.
    const unit = left > hourMs ? minuteMs : 1000;
    const shown = Math.ceil(left / unit) * unit;
    const key = timer.dataset['words'];
    const remaining = words.left(shown);
    const text = key ? words.say(key as keyof Catalogue, { left: remaining, time: words.time(until, now) }) : remaining;
    if (timer.textContent !== text) timer.textContent = text;
    const before = last.get(timer);
    last.set(timer, { until, left });
    if (before?.until === until && key) {
      const crossed = announcedAtMs.find(mark => before.left > mark && left <= mark);
      if (crossed) announce(words.say('soon', { left: words.unit(Math.ceil(left / minuteMs), 'minute') }));
    }
    if (left > 0) next = Math.min(next, left - (shown - unit) || unit);
  }
  return next;
}

const last = new WeakMap<Element, { until: number; left: number }>();
