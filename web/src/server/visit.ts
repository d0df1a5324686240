// SPDX-License-Identifier: MIT
//
// The proof of a visit: a token that `publish` puts into the page sheet (`published.visit`),
// over the order, the visitor, the surface and the offers that the page may speak of. Events
// without it are not taken, for anybody can post them, and what counts as shown and refused
// decides what others are offered. Of an event only what the visit vouches for is believed:
// its order and visitor are the visit's, and its id is made from what it says, so that each
// thing is counted once per offer and visit, and no page can take the id of a server's event.
import { createHash } from 'node:crypto';
import { milliseconds, seconds } from './claims.js';
import type { KeyringPort } from './ports.js';

/** How long a page may report. */
export const VISIT_MS = 24 * 3_600_000;
const KIND = 'visit';

export interface Visit {
  iss: string;
  kind: typeof KIND;
  order: string;
  visitor: string;
  surface: string;
  candidates: string[];
  exp: number;
}

/** The proof for one rendering of a page. */
export const signVisit = (
  keys: KeyringPort,
  now: number,
  about: Omit<Visit, 'iss' | 'kind' | 'exp'>,
): Promise<string> =>
  keys.sign({ iss: keys.issuer, kind: KIND, ...about, exp: seconds(now + VISIT_MS) } satisfies Visit);

/** The visit that a token proves, or null: not signed by this shop, over, or another kind of token. */
export async function readVisit(keys: KeyringPort, token: unknown, now: number): Promise<Visit | null> {
  if (typeof token !== 'string') return null;
  const claims = await keys.verify(token);
  if (claims?.['kind'] !== KIND || claims['iss'] !== keys.issuer) return null;
  const visit = claims as unknown as Visit;
  return now < milliseconds(visit.exp) ? visit : null;
}

/** The event as the visit vouches for it; null where it is about an offer that the page does not have. */
export function vouched(event: Record<string, unknown>, visit: Visit): Record<string, unknown> | null {
  const candidate = event['candidate_id'];
  if (candidate !== undefined && (typeof candidate !== 'string' || !visit.candidates.includes(candidate))) return null;
  const { iss, order, visitor, surface } = visit;
  const id = createHash('sha256')
    .update(JSON.stringify([iss, order, visitor, surface, event['event'], candidate ?? null]))
    .digest('base64url');
  return { ...event, id: `page:${id}`, order_id: order, visitor_id: visitor, surface };
}
