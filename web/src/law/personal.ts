// SPDX-License-Identifier: MIT
//
// Whether a price is set with personal data: where a trigger that reads the customer, or an arm
// that is drawn for one, chooses between two prices of one product. What the order itself says
// is not personal, and neither is an arm drawn at random (Directive 2011/83/EU art. 6(1)(ea)).
import type { Candidate, OfferSheet } from '../engine/sheet.js';

// `derived` says of the customer whether this is the first order, and the country where the order names none.
const OF_CUSTOMER = /^(?:customer(?:$|\.)|derived(?:$|\.first_order$)|$)/;

/** Whether a rule reads the customer, or could: by name, all data, or through a path that is computed. */
export function readsCustomer(rule: unknown, countryOfOrder = true): boolean {
  if (typeof rule !== 'object' || rule === null) return false;
  return Object.entries(rule).some(([operator, operands]) => {
    if (operator === 'missing' || operator === 'missing_some') return JSON.stringify(operands).includes('customer');
    if (operator !== 'var') return readsCustomer(operands, countryOfOrder);
    const [path] = [operands].flat() as unknown[];
    if (typeof path !== 'string') return typeof path !== 'number';
    return OF_CUSTOMER.test(path) || (!countryOfOrder && path === 'derived.country');
  });
}

/** The ids of the candidates whose price depends on personal data. `priceOf`: of one unit, null where there is none. */
export function personalPrices(
  { order, candidates, experiments }: OfferSheet,
  priceOf: (candidate: Candidate) => number | null,
): ReadonlySet<string> {
  const personal = new Set<string>();
  const countryOfOrder = typeof (order.billing_country ?? order.shipping_country) === 'string';
  for (const one of candidates) {
    if (one.personal_price === true) personal.add(one.id);
    if (!readsCustomer(one.trigger, countryOfOrder)) continue;
    for (const other of candidates) {
      if (other === one || other.product.id !== one.product.id || priceOf(other) === priceOf(one)) continue;
      personal.add(one.id).add(other.id);
    }
  }
  for (const { hash_attribute, variations } of experiments ?? []) {
    if (!(hash_attribute ?? '').startsWith('customer.')) continue;
    for (const patch of variations) {
      const touched = (patch as { candidates?: Record<string, object> }).candidates ?? {};
      for (const [id, change] of Object.entries(touched))
        if ('discount' in change || 'product' in change) personal.add(id);
    }
  }
  return personal;
}
