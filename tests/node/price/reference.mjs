// SPDX-License-Identifier: MIT
//
// Pricing once more, from the published rules and nothing else: exact fractions of BigInt,
// rounded only where the rules say "round". It shares no code, no order of operations and
// no integer tricks with the core; it is slow and plain on purpose. What it returns has
// the keys of a quote without the derivation, or { fault }.

const MAX = 2n ** 53n - 1n;

/** An exact fraction n/d, d > 0. */
export class Fraction {
  constructor(n, d = 1n) {
    if (d < 0n) [n, d] = [-n, -d];
    this.n = n;
    this.d = d;
  }
  static of(value) {
    return value instanceof Fraction ? value : new Fraction(BigInt(value));
  }
  plus(other) {
    const o = Fraction.of(other);
    return new Fraction(this.n * o.d + o.n * this.d, this.d * o.d);
  }
  minus(other) {
    return this.plus(Fraction.of(other).times(-1));
  }
  times(other) {
    const o = Fraction.of(other);
    return new Fraction(this.n * o.n, this.d * o.d);
  }
  over(other) {
    const o = Fraction.of(other);
    return new Fraction(this.n * o.d, this.d * o.n);
  }
  compare(other) {
    const o = Fraction.of(other);
    const gap = this.n * o.d - o.n * this.d;
    return gap < 0n ? -1 : gap > 0n ? 1 : 0;
  }
  floor() {
    const q = this.n / this.d;
    return q * this.d > this.n ? q - 1n : q;
  }
}

/** The whole number that `rule` makes of a fraction. */
export function round(fraction, rule) {
  const negative = fraction.n < 0n;
  const size = negative ? new Fraction(-fraction.n, fraction.d) : fraction;
  const below = size.floor();
  const side = size.minus(below).compare(new Fraction(1n, 2n)); // of the half
  const exact = size.compare(below) === 0;
  const stepUp =
    {
      half_up: side >= 0,
      half_down: side > 0,
      half_even: side > 0 || (side === 0 && below % 2n === 1n),
      up: !exact,
      down: false,
    }[rule] && !exact;
  const whole = below + (stepUp ? 1n : 0n);
  return negative ? -whole : whole;
}

/** Shares of `amount` by `weights` that sum to it: floors first, then one unit each by the leftover rule. */
export function share(amount, weights, leftover) {
  const whole = weights.reduce((a, b) => a + b, 0n);
  if (whole === 0n) return weights.map((_, i) => (i === 0 ? amount : 0n));
  const exact = weights.map(weight => new Fraction(amount * weight, whole));
  const parts = exact.map(fraction => fraction.floor());
  const queue = weights.map((_, i) => i).filter(i => weights[i] > 0n);
  if (leftover === 'last') queue.reverse();
  const by = key => queue.sort((a, b) => key(b).compare(key(a)) || a - b);
  if (leftover === 'largest_remainder') by(i => exact[i].minus(parts[i]));
  if (leftover === 'largest_ratio') by(i => Fraction.of(weights[i]));
  let left = amount - parts.reduce((a, b) => a + b, 0n);
  for (const i of queue) {
    if (left === 0n) break;
    parts[i] += 1n;
    left -= 1n;
  }
  return parts;
}

class Fault extends Error {
  constructor(fault, operands = {}) {
    super(fault);
    this.answer = { fault, ...operands };
  }
}
const bounded = value => {
  if (value > MAX || value < -MAX) throw new Fault('overflow');
  return value;
};
const int = value => BigInt(value);
const given = value => value !== undefined && value !== null;

function chooseVariant(product, id, quantity) {
  if (given(id) && id !== '') {
    const named = product.variants.find(variant => variant.id === id);
    if (!named) throw new Fault('unknown_variant');
    return named;
  }
  return product.variants.find(variant => !given(variant.stock) || variant.stock >= quantity) ?? product.variants[0];
}

function componentVariant(component) {
  if (!given(component.variant_id) || component.variant_id === '') return component.product.variants[0];
  const named = component.product.variants.find(variant => variant.id === component.variant_id);
  if (!named) throw new Fault('unknown_variant');
  return named;
}

function orderLine(order, id) {
  const line = order.lines.find(one => one.id === id);
  if (!line) throw new Fault('unknown_line');
  return line;
}

/** A decimal (a number or its text, at most six decimals) as an exact fraction. */
function decimal(value) {
  const [whole, part = ''] = String(value).split('.');
  return new Fraction(int(whole + part), 10n ** int(part.length));
}
const kept = line => decimal(line.quantity).minus(decimal(line.returned_quantity ?? 0));

/** What is left of what was paid for a line, after returns and refunds. */
function leftOf(line, rule) {
  const paid = given(line.paid) ? int(line.paid) : round(decimal(line.quantity).times(int(line.unit_price)), rule);
  if (given(line.refunded)) return paid > int(line.refunded) ? paid - int(line.refunded) : 0n;
  return round(Fraction.of(paid).times(kept(line)).over(decimal(line.quantity)), rule);
}

/** What is left of the first `many` of the pieces that are left, each piece's share being whole. */
function creditOf(line, many, rule, leftover) {
  const left = leftOf(line, rule);
  const pieces = kept(line);
  if (pieces.n % pieces.d !== 0n) return round(Fraction.of(left).times(many).over(pieces), rule);
  const shares = share(left, Array(Number(pieces.n / pieces.d)).fill(1n), leftover);
  return shares.slice(0, many).reduce((a, b) => a + b, 0n);
}

/** What comes off a line of `unit` x `count` before anything bends it, as an exact fraction made whole by `rule`. */
function discountOf(discount, unit, count, rule, scope) {
  const list = unit * count;
  const atMostList = value => (value > list ? list : value < 0n ? 0n : value);
  switch (discount?.type ?? 'none') {
    case 'none':
      return 0n;
    case 'free':
      return list;
    case 'percent': {
      const rate = new Fraction(int(discount.bps), 10000n);
      return atMostList(scope === 'unit' ? round(rate.times(unit), rule) * count : round(rate.times(list), rule));
    }
    case 'amount':
      return atMostList(int(discount.value) * ((discount.per ?? 'unit') === 'unit' ? count : 1n));
    case 'fixed_price':
      return atMostList((unit - int(discount.value)) * count);
    case 'nth':
    case 'buy_get': {
      // Piece by piece: within each group the last ones are reduced.
      const get = discount.type === 'nth' ? 1n : int(discount.get);
      const group = discount.type === 'nth' ? int(discount.every) : int(discount.buy) + get;
      let reduced = 0n;
      for (let piece = 0n; piece < count; piece += 1n) if (piece % group >= group - get) reduced += 1n;
      return discountOf({ type: 'percent', bps: discount.bps }, unit, reduced, rule, scope);
    }
    case 'tiered': {
      const reached = discount.tiers
        .filter(tier => int(tier.min_quantity) <= count)
        .sort((a, b) => b.min_quantity - a.min_quantity)[0];
      if (!reached) return 0n;
      if (given(reached.bps)) return discountOf({ type: 'percent', bps: reached.bps }, unit, count, rule, scope);
      if (given(reached.value)) return discountOf({ type: 'amount', value: reached.value }, unit, count, rule, scope);
      return discountOf({ type: 'fixed_price', value: reached.fixed_price }, unit, count, rule, scope);
    }
  }
  throw new Error(`no such discount: ${discount.type}`);
}

function bend(subtotal, count, policy) {
  if (given(policy.price_ending) && policy.price_ending !== '') {
    const ending = policy.price_ending;
    const price = new Fraction(subtotal, count).floor();
    // The largest price of that ending at or below the price, found by its leading digits.
    const scale = 10n ** BigInt(ending.length);
    let lead = price / scale;
    if (lead * scale + int(ending) > price) lead -= 1n;
    const ended = lead * scale + int(ending);
    if (lead >= 0n && ended > 0n) subtotal = ended * count;
  }
  return subtotal;
}

function earlier(variant, rule) {
  if (rule === 'none') return null;
  if (rule === 'compare_at') return given(variant.compare_at) ? int(variant.compare_at) : null;
  if (!given(variant.lowest_30d)) return null;
  const lowest = int(variant.lowest_30d);
  return given(variant.compare_at) && int(variant.compare_at) < lowest ? int(variant.compare_at) : lowest;
}

const daysIn = (year, month) => new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
function addMonths(ms, months) {
  const from = new Date(ms);
  const month0 = from.getUTCFullYear() * 12 + from.getUTCMonth() + months;
  const year = Math.floor(month0 / 12);
  const month = month0 - year * 12;
  const day = Math.min(from.getUTCDate(), daysIn(year, month));
  return Date.UTC(year, month, day) + (ms % 86400000);
}
function later(ms, { unit, count }, times) {
  const DAY = 86400000;
  if (unit === 'day') return ms + count * times * DAY;
  if (unit === 'week') return ms + count * times * 7 * DAY;
  return addMonths(ms, count * times * (unit === 'year' ? 12 : 1));
}

/** The amount of each tax on, or within, `base`. */
function taxesOf(base, taxes, included, rule, leftover) {
  const millionths = tax => new Fraction(int(tax.rate_ppm), 1000000n);
  if (!included) {
    let before = 0n;
    return taxes.map(tax => {
      const amount = round(millionths(tax).times(base + (tax.compound ? before : 0n)), rule);
      before += amount;
      return amount;
    });
  }
  // Of a net price of 1.
  let sum = new Fraction(0n);
  const shares = taxes.map(tax => {
    const one = tax.compound ? sum.plus(1n).times(millionths(tax)) : millionths(tax);
    sum = sum.plus(one);
    return one;
  });
  if (sum.n === 0n) return taxes.map(() => 0n);
  const common = shares.reduce((d, { d: one }) => d * one, 1n);
  return share(
    round(Fraction.of(base).times(sum).over(sum.plus(1n)), rule),
    shares.map(one => one.n * (common / one.d)),
    leftover,
  );
}

function subscriptionOf(terms, price, count, first, now, policy, charged) {
  const rule = policy.discount_rounding ?? policy.rounding ?? 'half_up';
  const list = price * count;
  let recurring;
  if (given(terms.recurring_price)) recurring = int(terms.recurring_price) * count;
  else {
    const discount = { type: 'percent', bps: terms.recurring_bps ?? 0 };
    recurring = list - discountOf(discount, price, count, rule, policy.rounding_scope ?? 'unit');
  }
  bounded(recurring);
  const charge = bounded(charged(recurring));
  const trial = terms.trial_days ?? 0;
  const firstRenewal = trial > 0 ? now + trial * 86400000 : later(now, terms.interval, 1);
  const renewalsBefore = end => {
    for (let renewals = 0; ; renewals += 1) {
      // Dated from where the subscription starts, so that 31 January is followed by 28 February and 31 March.
      const at = trial > 0 ? later(firstRenewal, terms.interval, renewals) : later(now, terms.interval, renewals + 1);
      if (at >= end) return renewals;
    }
  };
  const renewals = renewalsBefore(addMonths(now, 12));
  const inSecondYear = renewalsBefore(addMonths(now, 24)) - renewals;
  // A trial is no payment of the minimum term.
  const cycles = int(terms.min_cycles ?? 1);
  const bound = cycles - (trial > 0 ? 0n : 1n);
  return {
    first_charge: first,
    recurring_charge: charge,
    interval: { unit: terms.interval.unit, count: int(terms.interval.count) },
    first_renewal_at: new Date(firstRenewal).toISOString(),
    yearly_cost: bounded(first + charge * BigInt(renewals)),
    later_year_cost: bounded(charge * BigInt(inSecondYear)),
    save_bps: recurring < list ? new Fraction((list - recurring) * 10000n, list).floor() : 0n,
    trial_days: int(trial),
    min_cycles: cycles,
    ...(cycles > 1n && { least_total: bounded(first + charge * bound) }),
  };
}

function price(sheet, candidateId, variantId, quantity, nowText) {
  const candidate = sheet.candidates.find(one => one.id === candidateId);
  const policy = sheet.policy ?? {};
  const rule = policy.rounding ?? 'half_up';
  const discountRule = policy.discount_rounding ?? rule;
  const scope = policy.rounding_scope ?? 'unit';
  const leftover = policy.leftover ?? 'largest_remainder';
  const range = { default: 1, min: 1, max: 1, ...(candidate.quantity ?? {}) };
  const variant = chooseVariant(candidate.product, variantId, range.default);
  const asked = quantity || range.default;
  if (asked < range.min) throw new Fault('quantity_out_of_range', { limit: range.min, actual: asked });
  if (asked > range.max) throw new Fault('quantity_out_of_range', { limit: range.max, actual: asked });
  const count = int(asked);
  const kind = candidate.kind;
  const components = kind === 'bundle' ? (candidate.components ?? []) : [];
  const terms = candidate.subscription ?? {};
  const inTrial = kind === 'subscription' && (terms.trial_days ?? 0) > 0;

  let replaced = null;
  if (kind === 'upgrade') {
    replaced = orderLine(sheet.order, candidate.replaces?.line_id);
    const many = candidate.replaces.quantity ?? 1;
    const most = kept(replaced);
    if (most.compare(many) < 0) throw new Fault('quantity_out_of_range', { limit: most.floor(), actual: many });
  }

  // The list price and the discount, kind by kind.
  let unit = int(variant.price);
  let discount = candidate.discount ?? { type: 'none' };
  if (components.length > 0)
    unit = components.reduce((sum, part) => sum + int(componentVariant(part).price) * int(part.quantity ?? 1), 0n);
  if (kind === 'protection' && given(candidate.covers) && given(candidate.covers.line_id)) {
    const covered = orderLine(sheet.order, candidate.covers.line_id);
    if (given(candidate.covers.bps))
      unit = round(new Fraction(leftOf(covered, rule) * int(candidate.covers.bps), 10000n), rule);
  }
  if (kind === 'gift') discount = { type: 'free' };
  if (inTrial) {
    unit = int(terms.first_price ?? 0);
    discount = { type: 'none' };
  } else if (kind === 'subscription' && given(terms.first_price)) {
    if (int(terms.first_price) > unit) unit = int(terms.first_price);
    discount = { type: 'fixed_price', value: terms.first_price };
  }
  bounded(unit);
  const list = bounded(unit * count);
  const percentOff = bps => round(new Fraction(list * int(bps), 10000n), rule);
  let toPay = bend(list - discountOf(discount, unit, count, discountRule, scope), count, policy);
  if (kind !== 'gift' && kind !== 'sample') {
    const ceiling =
      candidate.discount?.at_most_bps ??
      (policy.ceiling_action === 'cap' ? (policy.discount_ceiling_bps ?? 3000) : null);
    if (given(ceiling) && list - toPay > percentOff(ceiling)) toPay = list - percentOff(ceiling);
  }
  const off = list - toPay;

  const extra = {};
  let subtotal = toPay;
  if (kind === 'upgrade') {
    const credit = bounded(creditOf(replaced, candidate.replaces.quantity ?? 1, rule, leftover));
    if (toPay < credit) throw new Fault('nothing_to_pay_difference', { limit: credit, actual: toPay });
    subtotal = toPay - credit;
    extra.credit = credit;
  }
  if (components.length > 0) {
    const lists = components.map(part => int(componentVariant(part).price) * int(part.quantity ?? 1) * count);
    const shares = share(off, lists, leftover);
    extra.parts = components.map((part, i) => ({
      product_id: part.product.id,
      variant_id: componentVariant(part).id,
      quantity: int(part.quantity ?? 1) * count,
      list: lists[i],
      discount: shares[i],
      subtotal: lists[i] - shares[i],
    }));
  }

  // Shipping and taxes.
  const rate = candidate.shipping ?? {};
  let shipping = kind === 'digital' ? 0n : int(rate.amount ?? 0);
  let missing = null;
  if (shipping > 0n && given(rate.free_from)) {
    const order = int(sheet.order.total) - int(sheet.order.refunded ?? 0);
    const counted = subtotal + (rate.free_from_of === 'order' && order > 0n ? order : 0n);
    if (counted >= int(rate.free_from)) shipping = 0n;
    else missing = int(rate.free_from) - counted;
  }
  const taxes = candidate.taxes ?? [];
  const included = sheet.order.tax_included ?? false;
  const base = subtotal + (rate.taxable ? shipping : 0n);
  const rates = taxes.map(tax => int(tax.rate_ppm));
  const amounts = taxesOf(base, taxes, included, rule, leftover);
  const tax = taxes.length === 0 ? 0n : amounts.reduce((a, b) => a + b, 0n);
  amounts.forEach(bounded);
  let total = bounded(subtotal + shipping + (included ? 0n : bounded(tax)));
  const deposit = bounded(int(candidate.deposit ?? 0) * count);
  const fees = (candidate.fees ?? []).map(({ title, amount, included: inside = false }) => ({
    title,
    amount: bounded(int(amount) * count),
    included: inside,
  }));
  const beside = deposit + fees.reduce((sum, fee) => sum + (fee.included ? 0n : fee.amount), 0n);
  total = bounded(total + beside);
  const step = int(policy.cash_step ?? 0);
  let rounding = 0n;
  if (step > 1n && total > 0n) {
    const before = sheet.order.payment?.kind === 'cash' ? int(sheet.order.total) : 0n;
    const multiple = round(new Fraction(bounded(before + total), step), rule) * step;
    if (bounded(multiple) > before) rounding = multiple - before - total;
  }
  total = bounded(total + rounding);

  // What may be announced.
  let reference = null;
  const compares = kind !== 'upgrade' && !inTrial && !(kind === 'protection' && given(candidate.covers?.bps));
  if (compares) {
    const which = policy.reference_price ?? 'lowest_30d';
    reference = earlier(variant, which);
    if (reference === null && components.length > 0) {
      const parts = components.map(part => [earlier(componentVariant(part), which), int(part.quantity ?? 1)]);
      if (parts.every(([one]) => one !== null)) reference = parts.reduce((sum, [one, many]) => sum + one * many, 0n);
    }
    if (reference !== null) bounded(reference * count);
    if (reference !== null && new Fraction(subtotal, count).compare(reference) >= 0) reference = null;
  }
  const before = reference === null ? 0n : reference * count;
  const savings = reference === null ? 0n : before - subtotal;

  if (kind === 'subscription' && given(terms.interval)) {
    extra.subscription = subscriptionOf(terms, int(variant.price), count, total, Date.parse(nowText), policy, price => {
      const sent = int(terms.recurring_shipping ?? rate.amount ?? 0);
      const taxed = price + (rate.taxable ? sent : 0n);
      const added = included ? 0n : taxesOf(taxed, taxes, false, rule, leftover).reduce((a, b) => a + b, 0n);
      return price + sent + added + beside;
    });
  }
  if (kind === 'protection' && (candidate.covers?.term_months ?? 0) > 0)
    extra.term_months = int(candidate.covers.term_months);
  if ((candidate.loyalty?.points ?? 0) > 0) extra.points = int(candidate.loyalty.points) * count;
  if (missing !== null) extra.free_shipping_missing = missing;
  const measure = variant.unit_price_measure;
  if (given(measure) && toPay > 0n) {
    extra.unit_price_measure = bounded(
      round(new Fraction(toPay, count).over(decimal(measure.value)).times(int(measure.reference ?? 1)), rule),
    );
  }

  if (deposit > 0n) extra.deposit = deposit;
  if (fees.length > 0) extra.fees = fees;
  if (rounding !== 0n) extra.rounding = rounding;

  return {
    currency: sheet.currency,
    unit_price: unit,
    quantity: count,
    list,
    reference,
    discount: off,
    subtotal,
    taxes: taxes.map((one, i) => ({
      title: one.title,
      rate_ppm: rates[i],
      amount: amounts[i],
      ...(one.compound && { compound: true }),
    })),
    tax,
    tax_included: included,
    shipping,
    total,
    savings,
    savings_bps: savings === 0n ? 0n : new Fraction(savings * 10000n, before).floor(),
    order_total: bounded(int(sheet.order.total) + total),
    ...extra,
  };
}

/** The same value with numbers in the place of BigInts. */
function plain(value) {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object') return value;
  const copy = {};
  for (const key in value) copy[key] = plain(value[key]);
  return copy;
}

/** The quote as the core prints it: numbers, keys in the documented order; or { fault, … }. */
export function referenceQuote({ sheet, candidate_id, variant_id, quantity, now }) {
  try {
    return plain(price(sheet, candidate_id, variant_id, quantity, now));
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return plain(error.answer);
  }
}
