// SPDX-License-Identifier: MIT
//
// What the take-rate model looks at in an offer, for the server's record: the level of each factor, written as in the
// model's rows (`bought|offered`), so that another model can score the same offer later without the order.
import type { OfferSheet } from '../engine/sheet.js';
import { candidateKinds, relevances } from '../engine/vocabulary.js';
import type { Quote } from '../engine/wire.js';
import {
  DEPTH_BANDS,
  levelsOf,
  liftsFrom,
  SHARE_BANDS,
  type Bought,
  type CardLevels,
  type LiftOf,
} from '../learn/features.js';

type Candidate = OfferSheet['candidates'][number];

/** Writes levels as keys of rows. The position and the second card belong to a set, not to an offer. */
export function factorKeys(levels: CardLevels): Record<string, string> {
  const bands = SHARE_BANDS.length;
  const { relevance_price: at, kind, discount, family, product, family_pair, product_pair, customer } = levels;
  return {
    base: '|',
    relevance_price: `${relevances[Math.floor(at / bands)] ?? ''}|${SHARE_BANDS[at % bands] ?? ''}`,
    kind: `|${candidateKinds[kind] ?? ''}`,
    discount: `|${DEPTH_BANDS[discount] ?? ''}`,
    ...(family !== undefined && { family: `|${family}` }),
    product: `|${product}`,
    ...(family_pair !== undefined && { family_pair }),
    ...(product_pair !== undefined && { product_pair }),
    ...(customer !== undefined && { customer: customer === 1 ? '|returning' : '|first' }),
  };
}

/** The lifts of the sheet's model: the last member of its pair rows. */
function liftsOf(sheet: OfferSheet): LiftOf {
  const lifts = new Map<string, number>();
  const families = new Map<string, number>();
  for (const row of sheet.model?.rows ?? []) {
    const [factor, bought = '', offered = '', , , , , lift] = row.split('|');
    if (factor === 'product_pair') lifts.set(`${bought}|${offered}`, Number(lift ?? 0));
    if (factor === 'family_pair') families.set(`${bought}|${offered}`, Number(lift ?? 0));
  }
  return liftsFrom(lifts, families);
}

/** Says the factors of each candidate at its price. */
export function factorsIn(sheet: OfferSheet): (candidate: Candidate, quote: Quote) => Record<string, string> {
  const liftOf = liftsOf(sheet);
  const lines = sheet.order.lines
    .filter(line => typeof line.product_id === 'string' && Number(line.quantity) > Number(line.returned_quantity ?? 0))
    .map((line): Bought => ({
      product_id: line.product_id ?? '',
      family: line.family ?? undefined,
      categories: line.categories ?? undefined,
      paid: line.paid ?? line.unit_price * Number(line.quantity),
    }));
  const count = sheet.customer?.orders_count;
  const returning = typeof count === 'number' ? count > 1 : undefined;
  return (candidate, { subtotal, discount, list }) => {
    const { id, family, categories } = candidate.product;
    const offered = {
      product_id: id,
      kind: candidate.kind,
      family: family ?? undefined,
      categories: categories ?? undefined,
      pairs_with: candidate.pairs_with ?? undefined,
      affinity_bps: candidate.affinity_bps ?? undefined,
      subtotal,
      discount,
      list,
    };
    return factorKeys(levelsOf(lines, sheet.order.total, returning, offered, liftOf));
  };
}
