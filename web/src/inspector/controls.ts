// SPDX-License-Identifier: MIT
//
// What can be set by hand: the moment, the visitor and seed, a candidate to force, some to
// leave out, an arm of each experiment; and the buttons that show the result in the page.

import { html, nothing, type TemplateResult } from 'lit';
import type { Decision } from '../engine/wire.js';
import type { Forcing } from './preview.js';

export interface Setting extends Forcing {
  /** Milliseconds since the epoch; absent: the visit's own time. */
  moment?: number;
  visitor?: string;
  seed?: string;
}

/** As Setting; `undefined` takes a setting back. */
type Change = { [K in keyof Setting]?: Setting[K] | undefined };

interface Controls {
  setting: Setting;
  now: number;
  decision: Decision;
  text: string;
  previewing: boolean;
  set: (change: Change) => void;
  show: () => void;
  restore: () => void;
}

const hourMs = 3_600_000;

/** Experiments and how many arms each has; none where the sheet is not one. */
function experimentsOf(text: string): { key: string; arms: number }[] {
  const { experiments } = JSON.parse(text) as { experiments?: { key: string; variations?: unknown[] }[] | null };
  return (experiments ?? []).map(({ key, variations = [] }) => ({ key, arms: variations.length }));
}

const value = (event: Event): string => (event.target as HTMLInputElement | HTMLSelectElement).value;

export function controls({ setting, now, decision, text, previewing, set, show, restore }: Controls): TemplateResult {
  const ids = (decision.explain ?? []).map(({ candidate_id }) => candidate_id);
  const travel = (event: Event): void => {
    const moment = Date.parse(`${value(event)}Z`);
    set({ moment: Number.isNaN(moment) ? undefined : moment });
  };
  return html`<div class="controls">
    <label>Moment (UTC) <input class="moment" type="datetime-local" step="1" .value=${new Date(now).toISOString().slice(0, 19)} @change=${travel}></label>
    <p class="buttons">
      <button type="button" @click=${() => set({ moment: now - hourMs })}>An hour earlier</button>
      <button type="button" class="later" @click=${() => set({ moment: now + hourMs })}>An hour later</button>
      <button type="button" @click=${() => set({ moment: undefined })} aria-disabled=${setting.moment === undefined}>Now</button>
    </p>
    <label>Force a candidate <select class="force" @change=${(event: Event) => set({ force: value(event) || undefined })}>
      <option value="" ?selected=${!setting.force}>none: let the core choose</option>
      ${ids.map(id => html`<option value=${id} ?selected=${setting.force === id}>${id}</option>`)}</select></label>
    <label>Leave out <select class="exclude" @change=${(event: Event) => set({ exclude: value(event) ? [value(event)] : undefined })}>
      <option value="" ?selected=${!setting.exclude?.length}>none</option>
      ${ids.map(id => html`<option value=${id} ?selected=${setting.exclude?.includes(id)}>${id}</option>`)}</select></label>
    ${experimentsOf(text).map(
      ({ key, arms }) => html`<label>Arm of ${key} <select class="arm" data-experiment=${key} @change=${(
        event: Event,
      ) => {
        const others = Object.entries(setting.arms ?? {}).filter(([name]) => name !== key);
        const chosen = Object.fromEntries(value(event) ? [...others, [key, Number(value(event))]] : others);
        set({ arms: Object.keys(chosen).length ? chosen : undefined });
      }}><option value="" ?selected=${setting.arms?.[key] === undefined}>as the visitor falls</option>
      ${Array.from({ length: arms }, (_, arm) => html`<option value=${arm} ?selected=${setting.arms?.[key] === arm}>${arm}</option>`)}</select></label>`,
    )}
    <label>Visitor <input class="visitor" .value=${setting.visitor ?? ''} placeholder="the sheet's" @change=${(event: Event) => set({ visitor: value(event) || undefined })}></label>
    <label>Seed <input class="seed" .value=${setting.seed ?? ''} placeholder="none" @change=${(event: Event) => set({ seed: value(event) || undefined })}></label>
    <p class="buttons">
      <button type="button" class="show" @click=${show}>Show this in the page</button>
      ${previewing ? html`<button type="button" class="restore" @click=${restore}>Back to the real visit</button>` : nothing}
    </p>
  </div>`;
}
