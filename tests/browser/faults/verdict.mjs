// SPDX-License-Identifier: MIT
//
// What must agree when a schedule is over: the page's claims, the purchases the server keeps, the lines of the order,
// and the gateway's ledger. Each function returns what differs, in words; nothing for a sound world.

/** States in which a page says that nothing was bought. */
const kDenies = new Set(['failed', 'expired', 'declined', 'out_of_stock', 'order_released']);
const kBought = new Set(['accepted', 'undoing', 'undone', 'refunding', 'refunded']);

/** The gateway's keys begin with the token's id. */
const jtiOf = ({ key }) => key.split(':', 1)[0];

/** A page may say what the server has said, and no more. `bought`: ids that the shop called bought in an answer. */
export function unfounded(claims, { purchases }, bought) {
  const found = [];
  for (const { candidate_id, state, charged } of claims) {
    const row = purchases.find(purchase => purchase.candidate_id === candidate_id);
    if (state === 'accepted' && !kBought.has(row?.state))
      found.push(`the page says that ${candidate_id} is bought; the server has it as ${row?.state ?? 'nothing'}`);
    if (state === 'accepted' && row && !bought.has(row.jti))
      found.push(`the page says that ${candidate_id} is bought before the server said so`);
    if (state === 'accepted' && row && charged !== row.amount)
      found.push(`the page says that ${charged} was charged for ${candidate_id}; the server says ${row.amount}`);
    if (state === 'undone' && row?.state !== 'undone')
      found.push(`the page says that ${candidate_id} is undone; the server has it as ${row?.state ?? 'nothing'}`);
  }
  return found;
}

/** Once everything is at rest: a page that has not heard what another tab was answered. */
export function outdated(claims, { purchases }) {
  const stands = (candidate_id, state) =>
    purchases.some(row => row.candidate_id === candidate_id && row.state === state);
  const announced = candidate_id =>
    claims.some(claim => claim.candidate_id === candidate_id && claim.state === 'accepted');
  return claims.flatMap(({ candidate_id, state }) => {
    if (state === 'accepted' && stands(candidate_id, 'undone'))
      return [`a page still says that ${candidate_id} is bought; it was undone`];
    if (state === 'offering' && stands(candidate_id, 'accepted') && announced(candidate_id))
      return [`a page still offers ${candidate_id}; another says that it is bought`];
    return [];
  });
}

/** Once everything is at rest: a page that says "no" to what was bought. */
export function denied(claims, { purchases }) {
  return claims
    .filter(
      ({ candidate_id, state }) =>
        kDenies.has(state) && purchases.some(row => row.candidate_id === candidate_id && row.state === 'accepted'),
    )
    .map(
      ({ candidate_id, state, problem }) =>
        `the page says ${state}${problem ? ` (${problem})` : ''}, but ${candidate_id} is bought`,
    );
}

/**
 * Nothing is reserved after the moment until which it was offered; a refusal on record is no reservation. `deadlines`:
 * by candidate, as the pages had them.
 */
export function tooLate({ purchases }, deadlines) {
  return purchases
    .filter(
      ({ candidate_id, state, reserved_at_ms }) =>
        state !== 'free' && reserved_at_ms >= (deadlines[candidate_id] ?? Infinity),
    )
    .map(
      ({ candidate_id, reserved_at_ms }) =>
        `${candidate_id} was reserved ${reserved_at_ms - deadlines[candidate_id]} ms after its deadline`,
    );
}

/** The order's lines against the ledger, by token and in all. */
export function unbalanced({ purchases, added, charges, total }) {
  const found = [];
  const byToken = new Map();
  for (const charge of charges.filter(({ key }) => !key.startsWith('order:')))
    byToken.set(jtiOf(charge), [...(byToken.get(jtiOf(charge)) ?? []), charge]);
  for (const [jti, all] of byToken) if (all.length > 1) found.push(`${all.length} charges under the token ${jti}`);
  for (const { purchase_id, candidate_id, amount } of added) {
    const standing = byToken.get(purchase_id)?.[0];
    const kept = standing ? standing.amount - standing.refunded : 0;
    if (kept !== amount) found.push(`the line of ${candidate_id} costs ${amount}, charged and kept were ${kept}`);
  }
  for (const [jti, [charge]] of byToken) {
    const stands = added.some(({ purchase_id }) => purchase_id === jti);
    if (!stands && charge.refunded !== charge.amount)
      found.push(`${charge.amount} charged without a line, ${charge.refunded} given back`);
    if (charge.refunded !== 0 && charge.refunded !== charge.amount)
      found.push(`${charge.refunded} of ${charge.amount} given back`);
  }
  for (const { candidate_id, state, jti } of purchases) {
    if (!['free', 'accepted', 'undone', 'refunded'].includes(state)) found.push(`${candidate_id} is still ${state}`);
    if ((state === 'accepted') !== added.some(({ purchase_id }) => purchase_id === jti))
      found.push(`${candidate_id} is ${state}, its line ${state === 'accepted' ? 'is missing' : 'stands'}`);
  }
  const captured = charges.reduce((sum, { amount, refunded }) => sum + amount - refunded, 0);
  if (captured !== total) found.push(`the order comes to ${total}, captured were ${captured}`);
  return found;
}
