// SPDX-License-Identifier: MIT
//
// POST events: the page's beacon, checked before it reaches a shop's table. Each event is
// one flat object with an id of its own and one of the known names; members outside the
// list are cut off, so that neither costs nor names nor tokens can slip in by mistake. What
// a page says about itself is a claim: nothing here touches money or orders.
import { done, problem, type Reply } from './problems.js';
import { readObject } from './request.js';

const NAMES = new Set(['decided', 'holdout', 'shown', 'viewed', 'accepted', 'declined', 'expired', 'failed', 'undone']);
const MEMBERS = [
  'id',
  'event',
  'at',
  'sheet_id',
  'order_id',
  'policy_id',
  'decision_id',
  'visitor_id',
  'surface',
  'candidate_id',
  'variant_id',
  'quantity',
  'slot',
  'slots',
  'step',
  'arms',
  'propensity_ppb',
  'problem',
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

type PageEvent = Record<string, unknown>;

function readEvent(value: unknown): PageEvent | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const given = value as PageEvent;
  const { id, event } = given;
  if (typeof id !== 'string' || id === '' || id.length > 128 || typeof event !== 'string' || !NAMES.has(event))
    return null;
  const kept: PageEvent = {};
  for (const member of MEMBERS) if (given[member] !== undefined) kept[member] = given[member];
  return JSON.stringify(kept).length <= MAX_EVENT_CHARACTERS ? kept : null;
}

/** The events of a beacon, or the reply that refuses it: `{events: [...]}` or an array. */
export function readEvents(text: string | null): PageEvent[] | Reply {
  let list: unknown = readObject(text)?.['events'];
  if (list === undefined && text?.trimStart().startsWith('[')) list = readObject(`{"events":${text}}`)?.['events'];
  if (!Array.isArray(list)) return problem('invalid', 'The body must be {"events": […]}.', {}, 400);
  if (list.length > MAX_EVENTS) return problem('invalid', `At most ${String(MAX_EVENTS)} events at once.`, {}, 413);
  const events = list.map(readEvent);
  const bad = events.indexOf(null);
  return bad < 0
    ? (events as PageEvent[])
    : problem('invalid', 'An event needs an id and a known name.', { pointer: `/events/${String(bad)}` });
}

/** The answer to a beacon that was stored. */
export const received = (count: number): Reply => done({ received: count }, 202);
