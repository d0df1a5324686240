// SPDX-License-Identifier: MIT
//
// What the wrappers for React and Vue share: the element's properties, its events, and the
// rule that a property whose value is equal is not set again. A framework hands in new objects
// at every rendering; the element would open the same sheet again each time.
import type * as events from '../element/events.js';
import type { EncoreOffers } from '../element/encore-offers.js';

/** The element's properties that a wrapper passes on. */
export interface OffersProperties {
  sheet?: string | object | undefined;
  src?: string | undefined;
  htmlFor?: string | undefined;
  theme?: string | undefined;
  layout?: EncoreOffers['layout'] | undefined;
  locale?: string | undefined;
  moment?: string | undefined;
  debug?: boolean | undefined;
  analyticsConsent?: string | undefined;
  headingLevel?: number | undefined;
  messages?: EncoreOffers['messages'];
  session?: EncoreOffers['session'];
}

/** Each property with the value that the element has by itself, for one that is no longer given. */
export const propertyDefaults = {
  sheet: undefined,
  src: null,
  htmlFor: null,
  theme: null,
  layout: null,
  locale: null,
  moment: null,
  debug: false,
  analyticsConsent: null,
  headingLevel: 2,
  messages: undefined,
  session: undefined,
} as const satisfies Record<keyof OffersProperties, unknown>;

/** The element's events by the last part of their names. */
export interface OffersEvents {
  decided: events.EncoreDecidedEvent;
  shown: events.EncoreShownEvent;
  viewed: events.EncoreViewedEvent;
  accept: events.EncoreAcceptEvent;
  accepted: events.EncoreAcceptedEvent;
  declined: events.EncoreDeclinedEvent;
  expired: events.EncoreExpiredEvent;
  undone: events.EncoreUndoneEvent;
  failed: events.EncoreFailedEvent;
  error: events.EncoreErrorEvent;
}

export const eventNames = [
  'decided',
  'shown',
  'viewed',
  'accept',
  'accepted',
  'declined',
  'expired',
  'undone',
  'failed',
  'error',
] as const satisfies (keyof OffersEvents)[];

/** By what two values differ: an object's JSON, but for a session, which is itself alone. */
const identity = (name: keyof OffersProperties, value: unknown): unknown =>
  typeof value === 'object' && value !== null && name !== 'session' ? JSON.stringify(value) : value;

/** Sets those properties of the element that differ from what was set before; `applied` keeps it. */
export function applyProperties(
  element: object,
  given: OffersProperties,
  applied: Map<keyof OffersProperties, unknown>,
): void {
  for (const name of Object.keys(propertyDefaults) as (keyof OffersProperties)[]) {
    const value = given[name];
    if (value === undefined && !applied.has(name)) continue;
    const mark = identity(name, value);
    if (applied.has(name) && applied.get(name) === mark) continue;
    applied.set(name, mark);
    Reflect.set(element, name, value === undefined ? propertyDefaults[name] : value);
  }
}

/** Hands every event of the element to `receive`; returns what ends that. */
export function listenTo(
  element: EventTarget,
  receive: <Name extends keyof OffersEvents>(name: Name, event: OffersEvents[Name]) => void,
): () => void {
  const end = new AbortController();
  for (const name of eventNames)
    element.addEventListener(`encore-${name}`, event => receive(name, event as OffersEvents[typeof name]), {
      signal: end.signal,
    });
  return () => end.abort();
}
