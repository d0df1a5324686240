// SPDX-License-Identifier: MIT
//
// What has happened on the server, for the shop's events and hooks: a purchase that settled as accepted or was
// undone, money that went back. It looks at what the flows write and changes nothing of it; whatever a hook or a store
// of events throws is reported and goes no further, for a lost event costs a number in a report and must never cost a
// purchase.
import type { Calls, Performers } from './calls.js';
import type { EventPort, OfferHooks, Purchase } from './ports.js';

const DECISION_ID = /^[0-9a-f]{32}$/;

/** Of what the page said of its decision, the name alone. */
const decisionOf = ({ decision }: Purchase): { decision_id?: string } => {
  const id = (decision as { decision_id?: unknown } | null)?.decision_id;
  return typeof id === 'string' && DECISION_ID.test(id) ? { decision_id: id } : {};
};

/** The server's event of a purchase. Its id is made from the purchase, so that it counts once. */
export function purchaseEvent(row: Purchase, event: 'accepted' | 'undone', nowMs: number): Record<string, unknown> {
  const { jti, order_id, candidate_id, sheet_id, step, surface, currency, amount, line } = row;
  const { list, discount, subtotal, shipping, tax, total } = line.quote;
  return {
    id: `server:${jti}:${event}`,
    event,
    at: new Date(nowMs).toISOString(),
    source: 'server',
    order_id,
    sheet_id,
    candidate_id,
    ...decisionOf(row),
    surface,
    currency,
    product_id: line.product_id,
    variant_id: line.variant_id,
    quantity: line.quantity,
    step,
    quote: { list, discount, subtotal, shipping, tax, total },
    charged: amount,
    purchase_id: jti,
  };
}

export interface Noticing {
  clock: () => number;
  events?: EventPort | undefined;
  hooks?: OfferHooks | undefined;
  count: (what: keyof OfferHooks, attributes: Record<string, string>) => void;
  tell: (error: unknown, operation: string) => void;
}

/** Calls the hook of a thing that happened. */
export async function callHook<K extends keyof OfferHooks>(
  { hooks, count, tell }: Pick<Noticing, 'hooks' | 'count' | 'tell'>,
  what: K,
  about: Parameters<NonNullable<OfferHooks[K]>>[0],
): Promise<void> {
  count(what, { candidate_id: about.candidate_id });
  try {
    await (hooks?.[what] as ((given: typeof about) => unknown) | undefined)?.(about);
  } catch (error) {
    tell(error, `hooks.${what}`);
  }
}

/** The state that a change settles a purchase in; an undo that came too late makes no new purchase. */
function settledBy({ state, problem }: Calls['swap']['in']['changes']): 'accepted' | 'undone' | null {
  if (state === 'undone') return 'undone';
  return state === 'accepted' && problem !== 'order_released' ? 'accepted' : null;
}

/** The performers, with notice taken of what they wrote. */
export function noticing(performers: Performers<true>, to: Noticing): Performers<true> {
  const { clock, events, tell } = to;
  return {
    ...performers,
    async swap(input) {
      const row = await performers.swap(input);
      const settled = row === null ? null : settledBy(input.changes);
      if (row === null || settled === null) return row;
      const { order_id, candidate_id, jti: purchase_id, amount, currency } = row;
      await events?.append([purchaseEvent(row, settled, clock())]).catch((error: unknown) => {
        tell(error, 'events');
      });
      await callHook(to, settled, { order_id, candidate_id, purchase_id, amount, currency });
      return row;
    },
    async events(input) {
      const answer = await performers.events(input);
      for (const { order_id, candidate_id, amount, currency, reason } of input.events as unknown as RefundedEvent[])
        await callHook(to, 'refunded', { order_id, candidate_id, amount, currency, reason });
      return answer;
    },
  };
}

/** The one event that a flow reports by itself (finish.ts). */
interface RefundedEvent {
  order_id: string;
  candidate_id: string;
  amount: number;
  currency: string;
  reason: string;
}
