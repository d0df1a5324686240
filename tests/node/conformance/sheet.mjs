// SPDX-License-Identifier: MIT
//
// The sheet of a test order that every rule finds its offer in: one with variants that can be
// extended and has a downsell, one that needs consent, one more than there are slots, two
// upgrades of one line, one that has not begun.
import { sheetFor } from '../server/shop.mjs';

const HOUR = 3_600_000;

export function conformanceSheet(orderId, now) {
  const sheet = sheetFor(orderId, now);
  const [card, care] = sheet.candidates;
  const offer = (id, price, more) => ({
    ...card,
    id,
    product: {
      id: `p-${id}`,
      title: id,
      categories: ['photo'],
      variants: [{ id: `${id}-v`, title: id, price, unit_cost: 100, stock: 5 }],
    },
    quantity: { default: 1, min: 1, max: 1 },
    discount: { type: 'none' },
    availability: { minutes_after_order: 60 },
    ...more,
  });
  const upgrade = (id, price) => offer(id, price, { kind: 'upgrade', replaces: { line_id: 'l1', quantity: 1 } });
  return {
    ...sheet,
    candidates: [
      { ...card, on_decline: 'card-small' },
      care,
      offer('card-small', 900, { funnel_only: true }),
      offer('strap', 2500),
      upgrade('body-a', 99900),
      upgrade('body-b', 109900),
      offer('later', 1500, {
        availability: { from: new Date(now + HOUR / 2).toISOString(), minutes_after_order: 120 },
      }),
    ],
  };
}
