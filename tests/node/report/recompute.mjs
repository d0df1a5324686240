// SPDX-License-Identifier: MIT
//
// The report's figures by other means: plain loops over the parsed lines, with Maps and BigInt-free sums. Shares
// nothing with the SQL but the definitions of the reference page.

const add = (map, key, value) => map.set(key, (map.get(key) ?? 0) + value);

/** Counts and sums of a file of events and refunds; `nowMs` and `windowMs` as in the report. */
export function recompute(events, refunds, { nowMs, windowMs }) {
  const published = new Map();
  for (const event of events.filter(({ event: name }) => name === 'published')) {
    const known = published.get(event.order_id);
    if (!known || event.at < known.at || (event.at === known.at && event.id < known.id))
      published.set(event.order_id, event);
  }
  const sales = new Map();
  const undone = new Set();
  for (const event of events) {
    const key = `${event.order_id} ${event.candidate_id}`;
    if (event.event === 'accepted' && event.source === 'server') sales.set(key, event);
    if (event.event === 'undone') undone.add(key);
  }
  const back = new Map(refunds.map(refund => [refund.purchase_id, refund]));
  const earnedOf = key => {
    const sale = sales.get(key);
    if (!sale || undone.has(key)) return null;
    const offer = published.get(sale.order_id)?.slots.find(({ candidate_id: id }) => id === sale.candidate_id);
    const margin = offer ? Math.floor((offer.contribution * sale.charged) / offer.total + 0.5) : 0;
    const refund = back.get(sale.purchase_id);
    if (!refund) return { earned: margin, refunded: false };
    const loss = refund.kind === 'refunded' ? refund.amount : Math.floor((margin * refund.amount) / sale.charged + 0.5);
    return { earned: margin - loss, refunded: true };
  };
  const arms = { treated: { orders: 0, earned: 0 }, held: { orders: 0, earned: 0 } };
  const offers = new Map();
  const experiments = new Map();
  const withheld = new Map();
  for (const record of published.values()) {
    const mature = Date.parse(record.at) + windowMs <= nowMs;
    const results = record.slots.map(({ candidate_id: id }) => [id, earnedOf(`${record.order_id} ${id}`)]);
    const sum = results.reduce((total, [, result]) => total + (result?.earned ?? 0), 0);
    if (mature) {
      const arm = record.holdout ? arms.held : arms.treated;
      arm.orders += 1;
      arm.earned += sum;
      if (!record.holdout)
        for (const [key, variation] of Object.entries(record.arms)) {
          add(experiments, `${key} ${variation} orders`, 1);
          add(experiments, `${key} ${variation} earned`, sum);
        }
    }
    for (const { reasons, withheld: value } of record.left_out)
      for (const reason of reasons) add(withheld, reason, value ?? 0);
    if (record.holdout) continue;
    for (const [id, result] of results) {
      const offer = offers.get(id) ?? { shown: 0, accepted: 0, refunded: 0, mature: 0, earned: 0 };
      offer.shown += 1;
      offer.accepted += result ? 1 : 0;
      offer.refunded += result?.refunded ? 1 : 0;
      if (mature) {
        offer.mature += 1;
        offer.earned += result?.earned ?? 0;
      }
      offers.set(id, offer);
    }
  }
  return { arms, offers, experiments, withheld };
}

const kRepeatMs = 90 * 86_400_000;
const mean = list => list.reduce((sum, value) => sum + value, 0) / list.length;

/** What orders add to the report: AOV lift, revenue of a visitor, margin of later orders; differences of the arms. */
export function recomputeOrders(events, orders, { nowMs, windowMs }) {
  const latest = new Map();
  for (const line of orders) {
    const known = latest.get(line.order.id);
    const at = known && known.first < line.at ? known.first : line.at;
    if (!known || line.at > known.at) latest.set(line.order.id, { ...line, first: at });
    else known.first = at;
  }
  const published = new Map();
  for (const event of events.filter(({ event: name }) => name === 'published')) {
    const known = published.get(event.order_id);
    if (!known || event.at < known.at || (event.at === known.at && event.id < known.id))
      published.set(event.order_id, event);
  }
  const undone = new Set(
    events.filter(({ event }) => event === 'undone').map(one => `${one.order_id} ${one.candidate_id}`),
  );
  const charged = new Map();
  for (const one of events)
    if (one.event === 'accepted' && one.source === 'server' && !undone.has(`${one.order_id} ${one.candidate_id}`))
      add(charged, one.order_id, one.charged);
  const visitors = [new Map(), new Map()];
  const heldTotals = [];
  const revenue = [[], []];
  for (const record of published.values()) {
    if (Date.parse(record.at) + windowMs > nowMs) continue;
    const arm = Number(record.holdout);
    add(visitors[arm], record.visitor_id, charged.get(record.order_id) ?? 0);
    revenue[arm].push(charged.get(record.order_id) ?? 0);
    if (arm === 1) heldTotals.push(latest.get(record.order_id).order.total);
  }
  const marginOf = ({ order }) =>
    order.lines.reduce(
      (sum, { paid, tax, quantity, unit_cost: cost }) =>
        sum + paid - (order.tax_included ? (tax ?? 0) : 0) - quantity * cost,
      0,
    );
  const firsts = new Map();
  for (const record of published.values()) {
    const customer = latest.get(record.order_id).customer.id;
    const known = firsts.get(customer);
    if (!known || record.at < known.at || (record.at === known.at && record.order_id < known.order_id))
      firsts.set(customer, record);
  }
  const repeat = [[], []];
  for (const [customer, record] of firsts) {
    const began = Date.parse(record.at);
    if (began + kRepeatMs > nowMs) continue;
    let margin = 0;
    for (const line of latest.values()) {
      const at = Date.parse(line.first);
      const isLater = at > began && at <= began + kRepeatMs && line.order.id !== record.order_id;
      if (line.customer.id === customer && isLater && line.order.status !== 'cancelled') margin += marginOf(line);
    }
    repeat[Number(record.holdout)].push(margin);
  }
  return {
    aov_lift: (mean(revenue[0]) - mean(revenue[1])) / mean(heldTotals),
    revenue_per_visitor: mean([...visitors[0].values()]) - mean([...visitors[1].values()]),
    repeat_margin: mean(repeat[0]) - mean(repeat[1]),
    customers: repeat[0].length,
  };
}
