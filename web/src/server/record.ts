// SPDX-License-Identifier: MIT
//
// What a publication writes into the order's ledger: the limits of its surface, the units of
// each line, the first announced deadlines, and what gifts cost. The first publication
// stands; a later one adds surfaces, lines and offers that are new, and changes nothing that
// is there. So a reload writes nothing, and a shop that edits its policy changes no order
// that was already offered something.
import { POLICY_DEFAULTS, type OfferSheet } from '../engine/sheet.js';
import { currencyDigits } from '../engine/money.js';
import { givenAwayKinds } from '../engine/vocabulary.js';
import { emptyLedger } from './ledger.js';
import type { OrderLedger, PublishedOffer, PublishedRecord, StoragePort } from './ports.js';

/** Slots that a surface has at most. */
const SLOTS: Readonly<Record<string, number>> = {
  thank_you: 2,
  order_status: 2,
  tracking: 2,
  cart: 2,
  checkout: 1,
  email: 3,
  message: 1,
};
const MINUTE = 60_000;
/** Publications of one order that overtake each other read again. */
const MAX_ATTEMPTS = 5;

type Sheet = Pick<OfferSheet, 'currency' | 'surface' | 'order' | 'policy' | 'candidates'>;
type Candidate = Sheet['candidates'][number];
type Policy = NonNullable<Sheet['policy']>;

export interface SheetLimits {
  surface: string;
  max_offers: number;
  max_steps: number;
  max_accepts: number | null;
}

/** The limits that a sheet's policy and surface set. */
export function limitsOf({ surface, policy }: Sheet): SheetLimits {
  const { max_offers, max_steps, max_accepts } = policy ?? {};
  return {
    surface,
    max_offers: Math.min(max_offers ?? POLICY_DEFAULTS.max_offers, SLOTS[surface] ?? Infinity),
    max_steps: max_steps ?? POLICY_DEFAULTS.max_steps,
    max_accepts: max_accepts ?? null,
  };
}

/** Units of a line that were not returned; fractions of a unit are none. */
export const unitsOf = (line: Sheet['order']['lines'][number]): number =>
  Math.max(0, Math.floor(Number(line.quantity) - Number(line.returned_quantity ?? 0)));

/** The deadline that is announced to the shopper; null where none is. The order's hold may move and is none. */
export function announcedDeadline(candidate: Pick<Candidate, 'availability'>, placedAt: string | null): number | null {
  const { until, minutes_after_order: minutes } = candidate.availability ?? {};
  const ends = [
    ...(typeof until === 'string' ? [Date.parse(until)] : []),
    ...(typeof minutes === 'number' && placedAt !== null ? [Date.parse(placedAt) + minutes * MINUTE] : []),
  ];
  return ends.length === 0 ? null : Math.min(...ends);
}

/** An amount of the shop's own money in the sheet's, half-even, as the core does; null where no rate is known. */
type ShopMoney = (amount: number) => number | null;

export function shopMoney({ currency, order }: Pick<Sheet, 'currency' | 'order'>): ShopMoney {
  const { shop_currency: own, rate } = order;
  if (own == null || own === currency) return amount => amount;
  if (rate == null) return () => null;
  const [whole = '', part = ''] = rate.split('.');
  const units = BigInt(whole + part) * 10n ** BigInt(currencyDigits(currency));
  const scale = 10n ** BigInt(part.length + currencyDigits(own));
  return amount => {
    const all = BigInt(amount) * units;
    const floor = all / scale;
    const twice = (all % scale) * 2n;
    return Number(floor + (twice > scale || (twice === scale && floor % 2n === 1n) ? 1n : 0n));
  };
}

/** What each variant of a gift or sample costs; a cost that is not known is estimated by the policy's margin. */
function giveawayCosts(candidate: Candidate, policy: Policy, shop: ShopMoney): Record<string, number> | null {
  if (!givenAwayKinds.has(candidate.kind)) return null;
  const margin = policy.default_margin_bps ?? POLICY_DEFAULTS.default_margin_bps;
  return Object.fromEntries(
    candidate.product.variants.map(({ id, price, unit_cost: cost }) => [
      id,
      (cost == null ? null : shop(cost)) ?? Number((BigInt(price) * BigInt(10_000 - margin)) / 10_000n),
    ]),
  );
}

/** What this publication would record were it the first. `source` is the private sheet, `kept` the ids on the page. */
export function recordOf(source: Sheet, kept: ReadonlySet<string>, at: number, holdout: boolean): PublishedRecord {
  const { surface, max_offers, max_steps, max_accepts } = limitsOf(source);
  const policy = (source.policy ?? {}) as Policy;
  const shop = shopMoney(source);
  const { giveaway_budget: budget } = policy;
  const offer = (candidate: Candidate): PublishedOffer => ({
    deadline_ms: announcedDeadline(candidate, source.order.placed_at ?? null),
    costs: giveawayCosts(candidate, policy, shop),
  });
  return {
    at_ms: at,
    holdout,
    giveaway_budget: budget == null ? null : (shop(budget) ?? 0),
    max_accepts,
    surfaces: { [surface]: { max_offers, max_steps } },
    lines: Object.fromEntries(source.order.lines.map(line => [line.id, unitsOf(line)])),
    offers: Object.fromEntries(
      source.candidates.filter(({ id }) => kept.has(id)).map(candidate => [candidate.id, offer(candidate)]),
    ),
  };
}

/** The record with what is new in `fresh`; the same object where nothing is. */
export function extendRecord(known: PublishedRecord, fresh: PublishedRecord): PublishedRecord {
  const isNew = (['surfaces', 'lines', 'offers'] as const).some(part =>
    Object.keys(fresh[part]).some(key => !Object.hasOwn(known[part], key)),
  );
  if (!isNew) return known;
  return {
    ...known,
    surfaces: { ...fresh.surfaces, ...known.surfaces },
    lines: { ...fresh.lines, ...known.lines },
    offers: { ...fresh.offers, ...known.offers },
  };
}

/**
 * Puts what is new of a publication into the order's ledger and returns the ledger as it then stands. Writes nothing
 * where nothing is new. Errors: whatever the storage throws.
 */
export async function recordPublication(
  storage: StoragePort,
  { issuer, orderId }: { issuer: string; orderId: string },
  fresh: PublishedRecord,
): Promise<OrderLedger> {
  let ledger = emptyLedger(issuer, orderId);
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    ({ ledger } = await storage.ledger(issuer, orderId));
    const published = ledger.published === null ? fresh : extendRecord(ledger.published, fresh);
    if (published === ledger.published) return ledger;
    if (await storage.commit({ ledger: { ...ledger, published }, purchase: null }))
      return { ...ledger, version: ledger.version + 1, published };
  }
  return ledger;
}
