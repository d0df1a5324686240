// SPDX-License-Identifier: MIT
//
// A preview: a session on any sheet, private ones too, at a chosen moment, with
// a candidate or an arm forced, against a fake shop. It stores nothing, listens to no other
// tab, and sends nothing. The core decides as it always does; what is forced is written into
// a copy of the sheet, so that the page shows what such a sheet would show.

import type { Engine } from '../engine/engine.js';
import { browserEnvironment, EncoreSession } from '../host/index.js';
import { endpoints, fakeShop, type Outcome } from './outcomes.js';

/** What is set by hand. */
export interface Forcing {
  /** The candidate to show, whatever the rules say. */
  force?: string;
  /** Experiment to arm. */
  arms?: Readonly<Record<string, number>>;
  exclude?: readonly string[];
}

export interface PreviewOptions extends Forcing {
  engine: Engine;
  sheetText: string;
  /** Milliseconds since the epoch. */
  moment: number;
  visitor?: string;
  seed?: string;
  outcome?: () => Outcome;
  /** Refuses what a browser refuses: private fields. Default: takes them. */
  page?: boolean;
}

/** The members of a sheet that forcing rewrites; everything else is kept as it is. */
interface Draft {
  issued_at: string;
  order: { total: number };
  policy?: Record<string, unknown>;
  candidates: {
    id: string;
    on_accept?: string | null;
    on_decline?: string | null;
    accept?: object | null;
    [key: string]: unknown;
  }[];
  experiments?: { key: string; variations: unknown[]; [key: string]: unknown }[];
  endpoints?: unknown;
}

/** Rules that could keep a forced candidate away. */
const lenientPolicy = {
  max_offers: 1,
  min_relevance: 'none',
  price_cap: Number.MAX_SAFE_INTEGER,
  price_band_bps: null,
  min_order_total: 0,
  holdout_bps: 0,
  explore: null,
  skip_purchased: 'off',
};

function chainOf(sheet: Draft, first: string): Set<string> {
  const chain = new Set([first]);
  for (const id of chain) {
    const candidate = sheet.candidates.find(other => other.id === id);
    for (const next of [candidate?.on_accept, candidate?.on_decline]) if (next) chain.add(next);
  }
  return chain;
}

/** The sheet as the preview shows it. Requires: valid JSON of a sheet that the core takes. */
export function previewSheet(sheetText: string, moment: number, { force, arms = {}, exclude = [] }: Forcing): string {
  const sheet = JSON.parse(sheetText) as Draft;
  // The host's clock starts at issued_at, and never goes before it.
  sheet.issued_at = new Date(moment).toISOString();
  sheet.endpoints = endpoints;
  for (const experiment of sheet.experiments ?? []) {
    const arm = arms[experiment.key];
    if (arm === undefined || arm >= experiment.variations.length) continue;
    Object.assign(experiment, {
      coverage: 1,
      namespace: null,
      weights: experiment.variations.map((_, at) => (at === arm ? 1 : 0)),
    });
  }
  sheet.candidates = sheet.candidates
    .filter(({ id }) => !exclude.includes(id))
    // A private sheet has no tokens yet; the fake shop needs none.
    .map(candidate => ({
      ...candidate,
      accept: { token: 'preview', key: `preview-${candidate.id}`, ...candidate.accept },
    }));
  if (force) {
    const chain = chainOf(sheet, force);
    sheet.policy = { ...sheet.policy, ...lenientPolicy };
    sheet.candidates = sheet.candidates
      .filter(({ id }) => chain.has(id))
      .map(candidate => (candidate.id === force ? { ...candidate, trigger: null, funnel_only: false } : candidate));
  }
  return JSON.stringify(sheet);
}

export interface Preview {
  sheetText: string;
  session: EncoreSession;
}

/** Opens a preview. The session is not started. Throws the sheet's issues when it starts and the core refuses it. */
export function openPreview({
  engine,
  moment,
  outcome = () => 'accepted',
  visitor,
  seed,
  page = false,
  ...rest
}: PreviewOptions): Preview {
  const sheetText = previewSheet(rest.sheetText, moment, rest);
  const steady = performance.now();
  const now = (): number => moment + performance.now() - steady;
  const shop = fakeShop({ now, outcome, orderTotal: (JSON.parse(sheetText) as Draft).order.total });
  const environment = {
    ...browserEnvironment(),
    now,
    local: null,
    tab: null,
    channel: () => null,
    navigate: () => undefined,
    fetch: (url: string, init: RequestInit) => shop.fetch(url, init),
  };
  const session = new EncoreSession({
    environment,
    sheetText,
    remember: false,
    ...(visitor !== undefined && { visitor }),
    ...(seed !== undefined && { seed }),
    engine,
    page,
  });
  return { sheetText, session };
}
