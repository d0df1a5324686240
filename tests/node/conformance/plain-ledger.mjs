// SPDX-License-Identifier: MIT
//
// What one order of the shop written by hand may take: counted over its purchases each time.

const standing = row => row.state !== 'undone';

/** [type, status, more] of the refusal, or null. */
export function refusedByOrder(claims, { from }, at, { purchases, now }, has) {
  const rows = [...purchases.values()].filter(row => row.order_id === at.id && standing(row));
  const not = reason => ['not_offered', 409, { reason }];
  if (now < claims.nbf * 1000 && !has('sells before the beginning')) return not('not_started');
  const led = claims.declined_candidates.find(id => id === from || at.declined.has(id));
  if (claims.funnel_only && led === undefined && !has('sells a downsell without a refusal before it'))
    return not('funnel_only');
  if (!has('sells an offer and its downsell')) {
    if (rows.some(row => row.candidate_id === led)) return ['superseded', 409];
    if (rows.some(row => row.instead_of === claims.candidate)) return ['superseded', 409];
  }
  const line = claims.terms.candidates[0].replaces?.line_id;
  if (line && rows.some(row => row.replaces === line) && !has('replaces a line twice')) return not('line_changed');
  const counted = has('counts offers only once they are paid') ? rows.filter(row => row.state === 'accepted') : rows;
  const spent = counted.length >= claims.limits.max_offers && !has('sells every token of a sheet');
  return spent ? not('slots_spent') : null;
}
