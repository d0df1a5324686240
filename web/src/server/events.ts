// SPDX-License-Identifier: MIT
//
// POST events: the page's beacon, checked before it reaches a shop's table. Each event is
// one flat object with an id of its own and one of the known names; members outside the
// list are cut off, so that neither costs nor names nor tokens can slip in by mistake. What
// a page says about itself is a claim: it needs the proof of the visit (visit.ts), and
// nothing here touches money or orders.
import { sessionEmits } from '../engine/vocabulary.js';
import { done, problem, type Reply } from './problems.js';
import type { KeyringPort } from './ports.js';
import { isId, isStorableValue, readObject } from './request.js';
import { readVisit, vouched } from './visit.js';

const NAMES: ReadonlySet<string> = new Set(sessionEmits);
const MEMBERS = [
  'id',
  'event',
  'at',
  'sheet_id',
  'order_id',
  'policy_id',
  'model_id',
  'decision_id',
  'visitor_id',
  'surface',
  'device',
  'holdout',
  'candidate_id',
  'product_id',
  'variant_id',
  'quantity',
  'slot',
  'slots',
  'step',
  'arms',
  'propensity_ppb',
  'set_size',
  'explored',
  'fallback',
  'problem',
  'why',
  'quote',
  'charged',
  'currency',
  'total',
  'relevance',
  'take_rate_ppm',
  'value',
] as const;
/** Beacons are batched; a page that has more to say says it in the next one. */
const MAX_EVENTS = 100;
const MAX_EVENT_CHARACTERS = 8 * 1024;
/** The beginning of an RFC 3339 time; a date parser reads much else. */
const MOMENT = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d/;

type PageEvent = Record<string, unknown>;

function readEvent(value: unknown): PageEvent | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const given = value as PageEvent;
  const { id, event } = given;
  if (!isId(id) || id.length > 128 || typeof event !== 'string' || !NAMES.has(event)) return null;
  const { at } = given;
  if (at !== undefined && (typeof at !== 'string' || !MOMENT.test(at) || Number.isNaN(Date.parse(at)))) return null;
  if (!isStorableValue(given)) return null;
  const kept: PageEvent = {};
  for (const member of MEMBERS) if (given[member] !== undefined) kept[member] = given[member];
  kept['source'] = 'page';
  return JSON.stringify(kept).length <= MAX_EVENT_CHARACTERS ? kept : null;
}

/** When it happened, as the page says; null where it does not, or says it of the future. */
function momentOf({ at }: PageEvent, now: number): string | null {
  return typeof at === 'string' && Date.parse(at) <= now ? at : null;
}

const NO_VISIT = problem(
  'unauthorized',
  'Events need the proof of their visit: {"visit": published.visit of the sheet, "events": […]}.',
);

/** The events of a beacon `{visit, events}` as the visit vouches for them, or the reply that refuses it. */
export async function readEvents(text: string | null, keys: KeyringPort, now: number): Promise<PageEvent[] | Reply> {
  const members = readObject(text);
  const list: unknown = members?.['events'];
  if (!Array.isArray(list)) return problem('invalid', 'The body must be {"visit": "…", "events": […]}.', {}, 400);
  if (list.length > MAX_EVENTS) return problem('invalid', `At most ${String(MAX_EVENTS)} events at once.`, {}, 413);
  const events = list.map(readEvent);
  const bad = events.indexOf(null);
  if (bad >= 0)
    return problem('invalid', 'An event needs an id and a known name.', { pointer: `/events/${String(bad)}` });
  const visit = await readVisit(keys, members?.['visit'], now);
  if (visit === null) return NO_VISIT;
  const received = new Date(now).toISOString();
  return (events as PageEvent[])
    .map(event => vouched({ ...event, at: momentOf(event, now) ?? received }, visit))
    .filter(event => event !== null);
}

/** The answer to a beacon that was stored. */
export const received = (count: number): Reply => done({ received: count }, 202);
