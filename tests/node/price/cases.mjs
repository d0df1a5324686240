// SPDX-License-Identifier: MIT
//
// The cases behind tests/vectors/price: which sheets are priced, and why each one is worth
// keeping. `hand` holds figures worked out on paper; vectors.mjs refuses to write a file
// in which the reference and the paper disagree.

const NOW = '2026-11-21T10:05:00.000Z';
const ROUNDINGS = ['half_up', 'half_even', 'half_down', 'up', 'down'];
const SCOPES = ['unit', 'line'];
/** Prices whose 12.5 % and 33.33 % fall on and around halves, in 0, 2, 2, 3 and 4 decimals. */
const PRICES = { JPY: 1980, USD: 1999, EUR: 1995, KWD: 12345, CLF: 98765 };

/** A one-candidate sheet: only what pricing reads, and what a sheet must have. */
function sheet(currency, candidate, { policy = {}, order = {} } = {}) {
  return {
    version: 1,
    id: 'sh',
    issued_at: '2026-11-21T10:00:00Z',
    locale: 'en',
    currency,
    surface: 'thank_you',
    order: {
      id: 'o-1',
      placed_at: '2026-11-21T09:59:00Z',
      status: 'paid',
      lines: [{ id: 'l-1', product_id: 'p-0', title: 'Bought', quantity: 1, unit_price: 10000 }],
      subtotal: 10000,
      total: 10000,
      ...order,
    },
    policy: { id: 'p', ...policy },
    candidates: [candidate],
  };
}

function candidate(kind, price, extra = {}, variant = {}) {
  return {
    id: 'c',
    kind,
    product: { id: 'p-1', title: 'Offered', variants: [{ id: 'v-1', price, ...variant }] },
    quantity: { default: 1, min: 1, max: 1000 },
    ...extra,
  };
}

const one = (name, why, theSheet, { quantity = 1, variant_id = 'v-1', hand = {} } = {}) => ({
  name,
  why,
  input: { sheet: theSheet, candidate_id: 'c', variant_id, quantity, now: NOW },
  hand,
});

// ---------------------------------------------------------------- cross_sell

function discounts(price) {
  return {
    none: { type: 'none' },
    amount_per_unit: { type: 'amount', value: 333, per: 'unit' },
    amount_per_line: { type: 'amount', value: 333, per: 'line' },
    amount_above_price: { type: 'amount', value: price + 1, per: 'unit' },
    fixed_price: { type: 'fixed_price', value: price - 101 },
    fixed_price_above_price: { type: 'fixed_price', value: price + 101 },
    free: { type: 'free' },
    tiered: {
      type: 'tiered',
      tiers: [
        { min_quantity: 2, bps: 500 },
        { min_quantity: 3, value: 77 },
        { min_quantity: 10, fixed_price: 900 },
      ],
    },
  };
}

const crossSell = [];
for (const [currency, price] of Object.entries(PRICES)) {
  for (const [name, discount] of Object.entries(discounts(price))) {
    crossSell.push(
      one(
        `${currency}: three at ${name}`,
        'every discount in every number of decimals',
        sheet(currency, candidate('cross_sell', price, { discount })),
        { quantity: 3 },
      ),
    );
  }
  for (const rounding of ROUNDINGS)
    for (const rounding_scope of SCOPES) {
      crossSell.push(
        one(
          `${currency}: 12.5 % off three, ${rounding}, per ${rounding_scope}`,
          'each rule, once per unit and once per line',
          sheet(currency, candidate('cross_sell', price, { discount: { type: 'percent', bps: 1250 } }), {
            policy: { rounding, rounding_scope },
          }),
          { quantity: 3 },
        ),
      );
    }
}
// 1250 of 1980 = 247.5; x3 = 742.5 by the line.
const jpyHand = { half_up: [248, 743], half_even: [248, 742], half_down: [247, 742], up: [248, 743], down: [247, 742] };
for (const each of crossSell) {
  const match = /^JPY: 12.5 % off three, (\w+), per (\w+)$/.exec(each.name);
  if (match) each.hand.discount = match[2] === 'unit' ? jpyHand[match[1]][0] * 3 : jpyHand[match[1]][1];
}
for (const rounding of ROUNDINGS) {
  crossSell.push(
    one(
      `half of one minor unit, ${rounding}`,
      'the smallest price there is: 0.5 off 1',
      sheet('USD', candidate('cross_sell', 1, { discount: { type: 'percent', bps: 5000 } }), { policy: { rounding } }),
      { hand: { discount: { half_up: 1, half_even: 0, half_down: 0, up: 1, down: 0 }[rounding] } },
    ),
  );
  crossSell.push(
    one(
      `half of three minor units, ${rounding}`,
      'half_even goes to 2 here and to 0 for one minor unit',
      sheet('USD', candidate('cross_sell', 3, { discount: { type: 'percent', bps: 5000 } }), { policy: { rounding } }),
      { hand: { discount: { half_up: 2, half_even: 2, half_down: 1, up: 2, down: 1 }[rounding] } },
    ),
  );
}
crossSell.push(
  one(
    'a price of nothing stays nothing',
    'no negative subtotal from an amount off zero',
    sheet('EUR', candidate('cross_sell', 0, { discount: { type: 'amount', value: 5 } })),
    { hand: { discount: 0, subtotal: 0, total: 0 } },
  ),
  one(
    'a hundred percent',
    'the whole price, whatever the rule',
    sheet('EUR', candidate('cross_sell', 1995, { discount: { type: 'percent', bps: 10000 } })),
    { hand: { discount: 1995, subtotal: 0 } },
  ),
  one(
    'the largest amount there is',
    '2^53-1 with 0.01 % off: products need 128 bits',
    sheet(
      'USD',
      candidate('cross_sell', 9007199254730991, {
        quantity: { default: 1, min: 1, max: 1 },
        discount: { type: 'percent', bps: 1 },
      }),
    ),
    { hand: { discount: 900719925473, subtotal: 9006298534805518 } },
  ),
  one(
    'a list price past 2^53-1',
    'overflow is a fault, never wrap-around',
    sheet('USD', candidate('cross_sell', 9007199254740991)),
    { quantity: 2, hand: { fault: 'overflow' } },
  ),
  one(
    'a new order total past 2^53-1',
    'the line fits, the sum does not',
    sheet('USD', candidate('cross_sell', 9007199254740000, { quantity: { default: 1, min: 1, max: 1 } })),
    { hand: { fault: 'overflow' } },
  ),
  one(
    'no tier reached',
    'below the first tier the list price holds',
    sheet(
      'USD',
      candidate('cross_sell', 1000, { discount: { type: 'tiered', tiers: [{ min_quantity: 2, bps: 500 }] } }),
    ),
    { hand: { discount: 0 } },
  ),
  one(
    'the tier reached exactly',
    'the bound belongs to the tier',
    sheet(
      'USD',
      candidate('cross_sell', 1000, {
        discount: {
          type: 'tiered',
          tiers: [
            { min_quantity: 2, bps: 500 },
            { min_quantity: 5, bps: 1000 },
          ],
        },
      }),
    ),
    { quantity: 5, hand: { discount: 500 } },
  ),
  one(
    'a quantity above the range',
    'the page cannot ask for more than the offer holds',
    sheet('USD', candidate('cross_sell', 1000, { quantity: { default: 1, min: 1, max: 3 } })),
    { quantity: 4, hand: { fault: 'quantity_out_of_range', limit: 3, actual: 4 } },
  ),
  one(
    'a quantity below the range',
    'nor for less',
    sheet('USD', candidate('cross_sell', 1000, { quantity: { default: 2, min: 2, max: 3 } })),
    { quantity: 1, hand: { fault: 'quantity_out_of_range', limit: 2, actual: 1 } },
  ),
  one(
    'the default quantity',
    'quantity 0 asks for the default',
    sheet('USD', candidate('cross_sell', 1000, { quantity: { default: 2, min: 1, max: 3 } })),
    { quantity: 0, hand: { quantity: 2, list: 2000 } },
  ),
  one('a variant that is not there', 'a stale choice is a fault', sheet('USD', candidate('cross_sell', 1000)), {
    variant_id: 'v-9',
    hand: { fault: 'unknown_variant' },
  }),
  one(
    'the first variant in stock',
    'no variant named: sold-out ones are passed over',
    sheet('USD', {
      ...candidate('cross_sell', 1000),
      product: {
        id: 'p-1',
        title: 'Offered',
        variants: [
          { id: 'v-1', price: 1000, stock: 0 },
          { id: 'v-2', price: 1200, stock: 4 },
        ],
      },
    }),
    { variant_id: '', hand: { unit_price: 1200 } },
  ),
  one(
    'loyalty points',
    'points are per piece',
    sheet('USD', candidate('cross_sell', 1000, { loyalty: { points: 12 } })),
    { quantity: 3, hand: { points: 36 } },
  ),
);

// ---------------------------------------------------------------- endings, steps, ceilings

const bent = [];
const percent = bps => ({ discount: { type: 'percent', bps } });
for (const [ending, price, bps, subtotal] of [
  ['99', 2500, 1000, 2199],
  ['99', 2199, 0, 2199],
  ['99', 98, 0, 98],
  ['99', 99, 0, 99],
  ['00', 2500, 1000, 2200],
  ['00', 90, 0, 90],
  ['5', 2500, 1010, 2245],
  ['0', 7, 0, 7],
  ['900', 12345, 1000, 10900],
  ['999', 1998, 0, 999],
  ['9999', 1998, 0, 1998],
]) {
  bent.push(
    one(
      `${price} less ${bps} bps, ending ${ending}`,
      'downwards to the ending, skipped where nothing positive results',
      sheet('USD', candidate('cross_sell', price, percent(bps)), { policy: { price_ending: ending } }),
      { hand: { subtotal } },
    ),
  );
}
bent.push(
  one(
    'an ending under line rounding',
    'the unit price is floored first: 3 x 1333.33 ends at 3 x 1299',
    sheet('USD', candidate('cross_sell', 1400, { discount: { type: 'amount', value: 200, per: 'line' } }), {
      policy: { price_ending: '99', rounding_scope: 'line' },
    }),
    { quantity: 3, hand: { subtotal: 3897, discount: 303 } },
  ),
  one(
    'a free offer has no ending',
    'nothing positive results',
    sheet('USD', candidate('cross_sell', 1400, { discount: { type: 'free' } }), { policy: { price_ending: '99' } }),
    { hand: { subtotal: 0 } },
  ),
  one(
    'the cap comes after the ending',
    'guards come after: 1000 at 25 % ends at 699, capped to 30 %',
    sheet('USD', candidate('cross_sell', 1000, percent(2500)), {
      policy: { price_ending: '99', ceiling_action: 'cap' },
    }),
    { hand: { subtotal: 700, discount: 300 } },
  ),
  one(
    'capped at the policy ceiling',
    'half is asked, thirty percent is given',
    sheet('USD', candidate('cross_sell', 999, percent(5000)), { policy: { ceiling_action: 'cap' } }),
    { hand: { discount: 300 } },
  ),
  one(
    'a stated ceiling',
    'the policy names 12.5 %: 124.875 off 999 rounds to 125',
    sheet('USD', candidate('cross_sell', 999, percent(5000)), {
      policy: { ceiling_action: 'cap', discount_ceiling_bps: 1250 },
    }),
    { hand: { discount: 125 } },
  ),
  one(
    'at_most_bps alone caps',
    'what a published sheet carries',
    sheet('USD', candidate('cross_sell', 999, { discount: { type: 'percent', bps: 5000, at_most_bps: 1000 } })),
    { hand: { discount: 100 } },
  ),
  one(
    'at_most_bps before the policy ceiling',
    'the narrower word is the later one',
    sheet('USD', candidate('cross_sell', 1000, { discount: { type: 'percent', bps: 5000, at_most_bps: 4000 } }), {
      policy: { ceiling_action: 'cap' },
    }),
    { hand: { discount: 400 } },
  ),
  one(
    'an ending is capped where no discount is stated',
    '150 would end at 99; 30 % of it may come off',
    sheet('USD', candidate('cross_sell', 150), { policy: { price_ending: '99', ceiling_action: 'cap' } }),
    { hand: { discount: 45, subtotal: 105 } },
  ),
  one(
    'refuse does not cap',
    'the guard refuses later; the quote stays what was asked',
    sheet('USD', candidate('cross_sell', 1000, percent(5000)), { policy: { ceiling_action: 'refuse' } }),
    { hand: { discount: 500 } },
  ),
);
const added = (rate, ...more) => ({ taxes: [{ title: 'VAT', rate_ppm: rate }], ...Object.assign({}, ...more) });
for (const [currency, price, rate, step, total, rounding = 'half_up'] of [
  ['CHF', 1995, 0, 5, 1995],
  ['CHF', 1997, 0, 5, 1995],
  ['CHF', 1998, 0, 5, 2000],
  ['CHF', 2, 0, 5, 2], // nothing is rounded down to nothing
  ['CHF', 3, 0, 5, 5],
  ['BHD', 12341, 100000, 10, 13580], // 12.341 + 1.234 = 13.575
  ['BHD', 12341, 100000, 10, 13570, 'half_down'],
  ['BHD', 12341, 100000, 10, 13580, 'half_even'],
  ['CHF', 1741, 0, 10, 1750, 'up'],
  ['CHF', 1749, 0, 10, 1740, 'down'],
]) {
  bent.push(
    one(
      `${currency} ${price} and ${rate} ppm collected in steps of ${step}, ${rounding}`,
      'what is collected is rounded, and tax is not computed again',
      sheet(currency, candidate('cross_sell', price, added(rate)), { policy: { cash_step: step, rounding } }),
      { hand: { total, order_total: 10000 + total } },
    ),
  );
}
bent.push(
  one(
    'a cash step leaves the price and its discount alone',
    '10 % off 1001 is 901, collected as 900',
    sheet('CHF', candidate('cross_sell', 1001, percent(1000)), { policy: { cash_step: 5 } }),
    { hand: { discount: 100, subtotal: 901, total: 900, rounding: -1 } },
  ),
  one(
    'cash is rounded with the order',
    '100.02 and 9.02 are 109.04, collected as 109.05',
    sheet('CHF', candidate('cross_sell', 902), {
      policy: { cash_step: 5 },
      order: { total: 10002, payment: { kind: 'cash' } },
    }),
    { hand: { total: 903, rounding: 1, order_total: 10905 } },
  ),
  one(
    'a ceiling caps a price ending where there is no discount',
    'an ending may lower 1400 to 999, but not by more than 10 %',
    sheet('USD', candidate('cross_sell', 1400), {
      policy: { price_ending: '999', ceiling_action: 'cap', discount_ceiling_bps: 1000 },
    }),
    { hand: { discount: 140, subtotal: 1260 } },
  ),
);
for (const [price, rounding, discount_rounding, discount, total] of [
  [1970, 'half_up', 'half_down', 295, 1843], // 295.5 down; 167.5 up
  [1970, 'half_up', 'half_up', 296, 1841],
  [1970, 'half_down', 'half_up', 296, 1841], // 167.4
  [1773, 'half_up', 'down', 265, 1659],
])
  bent.push(
    one(
      `15 % off ${price} ${discount_rounding}, 10 % tax ${rounding}`,
      'a discount may have a rounding of its own',
      sheet('USD', candidate('cross_sell', price, added(100000, percent(1500))), {
        policy: { rounding, discount_rounding },
      }),
      { hand: { discount, total } },
    ),
  );
for (const [discount, totals] of [
  [{ type: 'nth', every: 2, bps: 5000 }, [10000, 15000, 25000, 30000]],
  [{ type: 'nth', every: 3, bps: 10000 }, [10000, 20000, 20000, 30000]],
  [{ type: 'nth', every: 1, bps: 1000 }, [9000, 18000, 27000, 36000]],
  [{ type: 'buy_get', buy: 2, get: 1, bps: 10000 }, [10000, 20000, 20000, 30000]],
  [{ type: 'buy_get', buy: 1, get: 2, bps: 5000 }, [10000, 15000, 20000, 30000]],
  [{ type: 'buy_get', buy: 10, get: 1, bps: 10000 }, [10000, 20000, 30000, 40000]],
])
  for (const [index, subtotal] of totals.entries())
    for (const rounding_scope of SCOPES)
      bent.push(
        one(
          `${index + 1} at ${JSON.stringify(discount)} per ${rounding_scope}`,
          'the last pieces of each group are reduced; pieces that do not fill a group as far as they pass what is bought',
          sheet('USD', candidate('cross_sell', 10000, { discount }), { policy: { rounding_scope } }),
          { quantity: index + 1, hand: { subtotal } },
        ),
      );

// ---------------------------------------------------------------- taxes and shipping

const charges = [];
const vat = [{ title: 'VAT', rate_ppm: 190000 }];
const two = [
  { title: 'State', rate_ppm: 60000 },
  { title: 'City', rate_ppm: 28750 },
];
const three = [
  { title: 'A', rate_ppm: 50000 },
  { title: 'B', rate_ppm: 50000 },
  { title: 'C', rate_ppm: 50000 },
];
for (const [currency, price] of Object.entries(PRICES))
  for (const tax_included of [false, true])
    for (const rounding of ROUNDINGS) {
      charges.push(
        one(
          `${currency}: 8.875 % in two taxes, ${tax_included ? 'inside' : 'added'}, ${rounding}`,
          'each tax is rounded once',
          sheet(currency, candidate('cross_sell', price, { taxes: two }), {
            policy: { rounding },
            order: { tax_included },
          }),
        ),
      );
    }
charges.push(
  one('19 % added', '1995 x 0.19 = 379.05', sheet('EUR', candidate('cross_sell', 1995, { taxes: vat })), {
    hand: { tax: 379, total: 2374, order_total: 12374 },
  }),
  one(
    '19 % inside',
    '1995 x 19/119 = 318.53',
    sheet('EUR', candidate('cross_sell', 1995, { taxes: vat }), { order: { tax_included: true } }),
    { hand: { tax: 319, total: 1995, order_total: 11995 } },
  ),
  one('a half of a minor unit of tax', '50 x 0.19 = 9.5', sheet('EUR', candidate('cross_sell', 50, { taxes: vat })), {
    hand: { tax: 10 },
  }),
  one(
    'a half of a minor unit of tax, to even',
    '50 x 0.19 = 9.5, 10 is even',
    sheet('EUR', candidate('cross_sell', 50, { taxes: vat }), { policy: { rounding: 'half_even' } }),
    { hand: { tax: 10 } },
  ),
  one(
    'two added taxes each round up',
    '10 x 0.06 = 0.6 and 10 x 0.02875 = 0.2875',
    sheet('USD', candidate('cross_sell', 10, { taxes: two })),
    { hand: { tax: 1 } },
  ),
  one(
    'a tax of nothing is still named',
    'a rate of zero is shown',
    sheet('USD', candidate('cross_sell', 1000, { taxes: [{ title: 'Zero', rate_ppm: 0 }] })),
    { hand: { tax: 0 } },
  ),
  one(
    'taxed shipping, added',
    'base 1995 + 490',
    sheet('EUR', candidate('cross_sell', 1995, { taxes: vat, shipping: { amount: 490, taxable: true } })),
    { hand: { tax: 472, shipping: 490, total: 2957 } },
  ),
  one(
    'taxed shipping, inside',
    '2485 x 19/119 = 396.76',
    sheet('EUR', candidate('cross_sell', 1995, { taxes: vat, shipping: { amount: 490, taxable: true } }), {
      order: { tax_included: true },
    }),
    { hand: { tax: 397, total: 2485 } },
  ),
  one(
    'untaxed shipping',
    'base 1995 alone',
    sheet('EUR', candidate('cross_sell', 1995, { taxes: vat, shipping: { amount: 490 } })),
    { hand: { tax: 379, total: 2864 } },
  ),
  one(
    'free shipping from a threshold, below',
    '2000 is asked, 1995 is there',
    sheet('EUR', candidate('cross_sell', 1995, { shipping: { amount: 490, free_from: 2000 } })),
    { hand: { shipping: 490, free_shipping_missing: 5, total: 2485 } },
  ),
  one(
    'free shipping from a threshold, at it',
    'the bound is in',
    sheet('EUR', candidate('cross_sell', 2000, { shipping: { amount: 490, free_from: 2000 } })),
    { hand: { shipping: 0, total: 2000 } },
  ),
  one(
    'free shipping by quantity',
    'two pieces pass the threshold',
    sheet('EUR', candidate('cross_sell', 1995, { shipping: { amount: 490, free_from: 2000 } })),
    { quantity: 2, hand: { shipping: 0, total: 3990 } },
  ),
  one(
    'a discount can lose free shipping',
    'the threshold looks at the subtotal',
    sheet('EUR', candidate('cross_sell', 2100, { ...percent(1000), shipping: { amount: 490, free_from: 2000 } })),
    { hand: { subtotal: 1890, shipping: 490, free_shipping_missing: 110 } },
  ),
);
for (const leftover of ['first', 'last', 'largest_remainder', 'largest_ratio']) {
  charges.push(
    one(
      `three equal taxes inside, ${leftover}`,
      '1000 x 15/115 = 130: 43 each and one over',
      sheet('USD', candidate('cross_sell', 1000, { taxes: three }), {
        policy: { leftover },
        order: { tax_included: true },
      }),
      { hand: { tax: 130 } },
    ),
  );
  charges.push(
    one(
      `two unequal taxes inside, ${leftover}`,
      'the leftover follows the rule',
      sheet('USD', candidate('cross_sell', 1234, { taxes: two }), {
        policy: { leftover },
        order: { tax_included: true },
      }),
    ),
  );
}

// ---------------------------------------------------------------- reference prices

const references = [];
for (const [name, variant, policy, bps, hand] of [
  ['the thirty-day price alone', { lowest_30d: 2400 }, {}, 1000, { reference: 2400, savings: 600, savings_bps: 2500 }],
  [
    'the lower of the two',
    { lowest_30d: 2400, compare_at: 2200 },
    {},
    1000,
    { reference: 2200, savings: 400, savings_bps: 1818 },
  ],
  [
    'compare_at above the thirty-day price',
    { lowest_30d: 2400, compare_at: 3000 },
    {},
    1000,
    { reference: 2400, savings: 600 },
  ],
  [
    'no thirty-day price, no reduction',
    { compare_at: 3000 },
    {},
    1000,
    { reference: null, savings: 0, savings_bps: 0 },
  ],
  ['a thirty-day price at the price to pay', { lowest_30d: 1800 }, {}, 1000, { reference: null, savings: 0 }],
  ['one minor unit above', { lowest_30d: 1801 }, {}, 1000, { reference: 1801, savings: 1, savings_bps: 5 }],
  ['raised, then discounted', { lowest_30d: 1500 }, {}, 1000, { reference: null, savings: 0, discount: 200 }],
  [
    'compare_at by policy',
    { compare_at: 3000, lowest_30d: 100 },
    { reference_price: 'compare_at' },
    1000,
    { reference: 3000, savings: 1200, savings_bps: 4000 },
  ],
  [
    'compare_at by policy, not given',
    { lowest_30d: 2400 },
    { reference_price: 'compare_at' },
    1000,
    { reference: null, savings: 0 },
  ],
  [
    'no reference by policy',
    { compare_at: 3000, lowest_30d: 2400 },
    { reference_price: 'none' },
    1000,
    { reference: null, savings: 0 },
  ],
  ['a percentage is floored', { lowest_30d: 2001 }, {}, 1000, { savings: 201, savings_bps: 1004 }],
  ['no discount needed', { lowest_30d: 2400 }, {}, 0, { reference: 2400, savings: 400, savings_bps: 1666 }],
])
  references.push(
    one(
      name,
      'Directive 98/6/EC Art. 6a: the lowest price of thirty days, or no announcement',
      sheet('EUR', candidate('cross_sell', 2000, percent(bps), variant), { policy }),
      { hand },
    ),
  );
references.push(
  one(
    'a third of a minor unit of savings',
    'per line, 3 x 667 against 2000: one unit costs 666.67',
    sheet(
      'EUR',
      candidate('cross_sell', 700, { discount: { type: 'amount', value: 100, per: 'line' } }, { lowest_30d: 667 }),
      { policy: { rounding_scope: 'line' } },
    ),
    { quantity: 3, hand: { reference: 667, savings: 1, savings_bps: 4 } },
  ),
);
for (const [value, unit, reference, price, expected] of [
  [250, 'g', 1000, 1299, 5196],
  [330, 'ml', 1000, 199, 603],
  [75, 'cl', 100, 999, 1332],
  [20, 'piece', 1, 999, 50],
]) {
  references.push(
    one(
      `${value} ${unit} shown per ${reference}`,
      'the price per measure, rounded once',
      sheet('EUR', candidate('cross_sell', price, {}, { unit_price_measure: { value, unit, reference } })),
      { hand: { unit_price_measure: expected } },
    ),
  );
}
references.push(
  one(
    'the measure follows the discount',
    '3 x 1299 less 10 % = 3507, per kilogram of 750 g',
    sheet(
      'EUR',
      candidate('cross_sell', 1299, percent(1000), { unit_price_measure: { value: 250, unit: 'g', reference: 1000 } }),
    ),
    { quantity: 3, hand: { subtotal: 3507, unit_price_measure: 4676 } },
  ),
);

for (const [value, unit, expected] of [
  [8.6, 'g', 116279], // 1000 / 8.6 g x 1000 g
  ['8.6', 'g', 116279],
  ['0.5', 'g', 2000000],
  [1e-6, 'g', 1000000000000],
  [250, 'g', 4000],
])
  charges.push(
    one(
      `10.00 for ${JSON.stringify(value)} ${unit}, shown per 1000`,
      'what one piece holds need not be whole, and may be written as a number or as its text',
      sheet('SEK', candidate('cross_sell', 1000, {}, { unit_price_measure: { value, unit, reference: 1000 } })),
      { hand: { unit_price_measure: expected } },
    ),
  );

const onTop = [
  { title: 'GST', rate_ppm: 100000 },
  { title: 'PST', rate_ppm: 50000, compound: true },
];
for (const [name, price, taxes, tax_included, amounts] of [
  ['5 % on 10 %, added', 10000, onTop, false, [1000, 550]],
  ['5 % on 10 %, inside', 11550, onTop, true, [1000, 550]],
  ['5 % on 10 %, inside 99.99', 9999, onTop, true, [866, 476]], // 9999 x 0.155 / 1.155 = 1341.86; 865.71 and 476.14
  ['a compound tax first', 10000, [{ title: 'A', rate_ppm: 50000, compound: true }], false, [500]],
  ['a compound tax first, inside', 10500, [{ title: 'A', rate_ppm: 50000, compound: true }], true, [500]],
  ['a compound tax of nothing', 10000, [onTop[0], { ...onTop[1], rate_ppm: 0 }], true, [909, 0]],
  [
    'four that compound',
    100000,
    [100000, 200000, 300000, 400000].map((rate_ppm, i) => ({ title: `T${i}`, rate_ppm, compound: true })),
    false,
    [10000, 22000, 39600, 68640],
  ],
])
  charges.push(
    one(
      name,
      'a compound tax is taken of the taxes before it as well',
      sheet('CAD', candidate('cross_sell', price, { taxes }), { order: { tax_included } }),
      { hand: { tax: amounts.reduce((a, b) => a + b, 0) } },
    ),
  );
for (const leftover of ['first', 'last', 'largest_remainder', 'largest_ratio'])
  charges.push(
    one(
      `four compound taxes inside, ${leftover}`,
      'exact shares with denominators of 10^30',
      sheet(
        'CLF',
        candidate('cross_sell', 987654321, {
          taxes: [88750, 60000, 123457, 999999, 7].map((rate_ppm, i) => ({
            title: `T${i}`,
            rate_ppm,
            compound: i > 0,
          })),
        }),
        { policy: { leftover }, order: { tax_included: true } },
      ),
    ),
  );
charges.push(
  one(
    'a deposit stands beside the price',
    'it is in no discount, tax or saving, and is to pay',
    sheet(
      'EUR',
      candidate('cross_sell', 1000, { ...percent(1000), ...added(190000), deposit: 25 }, { lowest_30d: 1000 }),
    ),
    { quantity: 3, hand: { subtotal: 2700, tax: 513, savings: 300, deposit: 75, total: 3288 } },
  ),
  one(
    'a fee that the price contains, and one that it does not',
    'only the second is added',
    sheet(
      'EUR',
      candidate('cross_sell', 1000, {
        fees: [
          { title: 'Eco-participation', amount: 12, included: true },
          { title: 'Disposal', amount: 5 },
        ],
      }),
    ),
    { quantity: 2, hand: { subtotal: 2000, total: 2010 } },
  ),
  one(
    'shipping free from a total of the order',
    'the order keeps 80.00; with 20.00 the 100.00 are reached',
    sheet(
      'EUR',
      candidate('cross_sell', 2000, { shipping: { amount: 500, free_from: 10000, free_from_of: 'order' } }),
      { order: { refunded: 2000 } },
    ),
    { hand: { shipping: 0, total: 2000 } },
  ),
  one(
    'shipping free from a total of the order, one unit short',
    'what is missing is said',
    sheet(
      'EUR',
      candidate('cross_sell', 1999, { shipping: { amount: 500, free_from: 10000, free_from_of: 'order' } }),
      { order: { refunded: 2000 } },
    ),
    { hand: { shipping: 500, free_shipping_missing: 1 } },
  ),
);

// ---------------------------------------------------------------- the other kinds

const upgrade = [];
const upgraded = (price, line, extra = {}, opts = {}) =>
  sheet(
    opts.currency ?? 'USD',
    candidate('upgrade', price, { replaces: { line_id: 'l-1' }, ...extra }, { lowest_30d: price * 2 }),
    {
      policy: opts.policy,
      order: { lines: [{ id: 'l-1', product_id: 'p-0', title: 'Bought', quantity: 1, unit_price: 10000, ...line }] },
    },
  );
for (const [currency, price] of Object.entries(PRICES))
  upgrade.push(
    one(
      `${currency}: pays the difference`,
      'the new price less what was paid; no reference price',
      upgraded(price, { unit_price: price - 700 }, {}, { currency }),
      { hand: { credit: price - 700, subtotal: 700, reference: null, savings: 0 } },
    ),
  );
for (const rounding of ROUNDINGS)
  upgrade.push(
    one(
      `one of three, ${rounding}`,
      'thirds of 10001 are 3334, 3334, 3333, whatever the rounding',
      upgraded(9000, { quantity: 3, paid: 10001 }, {}, { policy: { rounding } }),
      { hand: { credit: 3334 } },
    ),
  );
upgrade.push(
  one(
    "paid after the order's discounts",
    'the credit is what was paid, not what it listed for',
    upgraded(12000, { paid: 9000 }),
    { hand: { credit: 9000, subtotal: 3000 } },
  ),
  one('after a discount', '12000 less 10 % less 10000', upgraded(12000, {}, percent(1000)), {
    hand: { discount: 1200, subtotal: 800 },
  }),
  one(
    'an ending before the credit',
    '10800 ends at 10799',
    upgraded(12000, {}, percent(1000), { policy: { price_ending: '99' } }),
    { hand: { subtotal: 799 } },
  ),
  one('the same price', 'an upgrade of the same price is free', upgraded(10000, {}), {
    hand: { credit: 10000, subtotal: 0, total: 0 },
  }),
  one('one unit less than the credit', 'an upgrade never pays out', upgraded(9999, {}), {
    hand: { fault: 'nothing_to_pay_difference', limit: 10000, actual: 9999 },
  }),
  one('a cheaper one', 'an upgrade never pays out', upgraded(9000, {}), {
    hand: { fault: 'nothing_to_pay_difference', limit: 10000, actual: 9000 },
  }),
  one('free', 'a free upgrade has no difference either', upgraded(12000, {}, { discount: { type: 'free' } }), {
    hand: { fault: 'nothing_to_pay_difference' },
  }),
  ...['first', 'last', 'largest_remainder', 'largest_ratio'].flatMap(leftover =>
    [1, 2, 3].map(quantity =>
      one(
        `${quantity} of three, ${leftover}`,
        'upgrades piece by piece credit exactly what upgrading all at once does',
        upgraded(
          12000,
          { quantity: 3, paid: 10001 },
          { replaces: { line_id: 'l-1', quantity } },
          { policy: { leftover } },
        ),
        {
          hand: { credit: leftover === 'last' ? [3333, 6667, 10001][quantity - 1] : [3334, 6668, 10001][quantity - 1] },
        },
      ),
    ),
  ),
  one(
    'one of two of which one was returned',
    'a returned piece is paid back already and carries no credit',
    upgraded(12000, { quantity: 2, returned_quantity: 1 }),
    { hand: { credit: 10000, subtotal: 2000 } },
  ),
  one(
    'more than is left after a return',
    'one of two was returned',
    upgraded(12000, { quantity: 2, returned_quantity: 1 }, { replaces: { line_id: 'l-1', quantity: 2 } }),
    { hand: { fault: 'quantity_out_of_range', limit: 1, actual: 2 } },
  ),
  one(
    'a line of which a part was given back',
    'the credit is what is left of what was paid',
    upgraded(12000, { refunded: 2500 }),
    { hand: { credit: 7500, subtotal: 4500 } },
  ),
  one(
    'a line given back in full although nothing was returned',
    'nothing is left to credit',
    upgraded(12000, { refunded: 10000 }),
    { hand: { credit: 0, subtotal: 12000 } },
  ),
  one(
    'one of two and a half',
    'a quantity that is not whole is shared by rounding: 10000 x 1 / 2.5',
    upgraded(12000, { quantity: '2.5', paid: 10000 }),
    { hand: { credit: 4000, subtotal: 8000 } },
  ),
  one('a line that is not there', 'a dangling id is a fault', upgraded(12000, { id: 'l-2' }), {
    hand: { fault: 'unknown_line' },
  }),
  one(
    'more than was bought',
    'the line holds one',
    upgraded(12000, {}, { replaces: { line_id: 'l-1', quantity: 2 } }),
    { hand: { fault: 'quantity_out_of_range', limit: 1, actual: 2 } },
  ),
  one('taxed on the difference', '2000 x 0.19', upgraded(12000, {}, { taxes: vat }), {
    hand: { tax: 380, total: 2380 },
  }),
);

const bundle = [];
const part = (id, price, quantity = 1, variant = {}) => ({
  product: { id, title: id, variants: [{ id: `${id}-v`, price, ...variant }] },
  variant_id: `${id}-v`,
  quantity,
});
const bundled = (parts, discount, opts = {}, variant = {}) =>
  sheet(opts.currency ?? 'USD', candidate('bundle', 1, { components: parts, discount }, variant), opts);
for (const leftover of ['first', 'last', 'largest_remainder', 'largest_ratio']) {
  for (const [currency, price] of Object.entries(PRICES))
    bundle.push(
      one(
        `${currency}: 10 % off three products, ${leftover}`,
        'the parts sum exactly',
        bundled(
          [part('a', price), part('b', 777), part('c', 333, 2)],
          { type: 'percent', bps: 1000 },
          { currency, policy: { leftover } },
        ),
      ),
    );
  bundle.push(
    one(
      `a hundred among three equals, ${leftover}`,
      '33, 33, 33 and one over',
      bundled(
        [part('a', 500), part('b', 500), part('c', 500)],
        { type: 'amount', value: 100 },
        { policy: { leftover } },
      ),
      { hand: { list: 1500, discount: 100, subtotal: 1400 } },
    ),
  );
  bundle.push(
    one(
      `a free component takes no discount, ${leftover}`,
      'a weight of nothing gets nothing',
      bundled([part('a', 0), part('b', 500), part('c', 501)], { type: 'amount', value: 3 }, { policy: { leftover } }),
    ),
  );
}
bundle.push(
  one(
    'two bundles',
    'a fixed price is per bundle',
    bundled([part('a', 1000), part('b', 501)], { type: 'fixed_price', value: 1200 }),
    { quantity: 2, hand: { unit_price: 1501, list: 3002, discount: 602, subtotal: 2400 } },
  ),
  one(
    'the whole bundle free',
    'every part gives all it has',
    bundled([part('a', 1000), part('b', 501)], { type: 'free' }),
    { hand: { subtotal: 0 } },
  ),
  one('no discount', 'parts are listed nevertheless', bundled([part('a', 1000), part('b', 501)], { type: 'none' }), {
    hand: { subtotal: 1501 },
  }),
  one(
    'reference from the parts',
    'every component has a thirty-day price',
    bundled([part('a', 1000, 1, { lowest_30d: 950 }), part('b', 501, 2, { lowest_30d: 500 })], {
      type: 'percent',
      bps: 1000,
    }),
    { hand: { reference: 1950, savings: 148, savings_bps: 758 } },
  ),
  one(
    'one part without a thirty-day price',
    'no reduction is announced',
    bundled([part('a', 1000, 1, { lowest_30d: 950 }), part('b', 501)], { type: 'percent', bps: 1000 }),
    { hand: { reference: null, savings: 0 } },
  ),
  one(
    'reference of the bundle itself',
    'its own variant comes first',
    bundled(
      [part('a', 1000, 1, { lowest_30d: 950 }), part('b', 500, 1, { lowest_30d: 500 })],
      { type: 'percent', bps: 1000 },
      {},
      { lowest_30d: 1400 },
    ),
    { hand: { reference: 1400, savings: 50 } },
  ),
  one(
    'a component that is not there',
    'a dangling id is a fault',
    bundled([{ ...part('a', 1000), variant_id: 'x' }], { type: 'none' }),
    { hand: { fault: 'unknown_variant' } },
  ),
);

const subscription = [];
const month = { unit: 'month', count: 1 };
const subscribed = (price, terms, extra = {}, opts = {}) =>
  sheet(
    opts.currency ?? 'EUR',
    candidate('subscription', price, { subscription: { interval: month, ...terms }, ...extra }, opts.variant),
    opts,
  );
for (const [currency, price] of Object.entries(PRICES))
  for (const rounding_scope of SCOPES)
    subscription.push(
      one(
        `${currency}: 12.5 % off two renewals, per ${rounding_scope}`,
        'renewals round as the policy says',
        subscribed(price, { recurring_bps: 1250 }, {}, { currency, policy: { rounding_scope } }),
        { quantity: 2 },
      ),
    );
for (const [unit, count, first, yearly] of [
  ['day', 1, '2026-11-22T10:05:00.000Z', 365 * 1000],
  ['day', 30, '2026-12-21T10:05:00.000Z', 13 * 1000],
  ['week', 1, '2026-11-28T10:05:00.000Z', 53 * 1000],
  ['week', 6, '2027-01-02T10:05:00.000Z', 9 * 1000],
  ['month', 1, '2026-12-21T10:05:00.000Z', 12 * 1000],
  ['month', 5, '2027-04-21T10:05:00.000Z', 3 * 1000],
  ['month', 12, '2027-11-21T10:05:00.000Z', 1000],
  ['year', 1, '2027-11-21T10:05:00.000Z', 1000],
  ['year', 3, '2029-11-21T10:05:00.000Z', 1000],
]) {
  subscription.push({
    ...one(
      `every ${count} ${unit}`,
      'what falls due within twelve months',
      subscribed(1000, { interval: { unit, count } }),
    ),
    hand: {
      subscription: { first_renewal_at: first, yearly_cost: yearly, first_charge: 1000, recurring_charge: 1000 },
    },
  });
}
subscription.push(
  one(
    'a trial',
    'nothing is due today, nothing is reduced',
    subscribed(1000, { trial_days: 14 }, percent(2000), { variant: { lowest_30d: 5000 } }),
    {
      hand: {
        list: 0,
        discount: 0,
        total: 0,
        reference: null,
        subscription: {
          first_charge: 0,
          recurring_charge: 1000,
          first_renewal_at: '2026-12-05T10:05:00.000Z',
          yearly_cost: 12000,
          later_year_cost: 12000,
          trial_days: 14,
        },
      },
    },
  ),
  one('a paid trial', 'one euro for two weeks', subscribed(1000, { trial_days: 14, first_price: 100 }), {
    hand: { list: 100, total: 100, subscription: { first_charge: 100, yearly_cost: 12100, later_year_cost: 12000 } },
  }),
  one(
    'a first price below',
    'it takes the place of the discount',
    subscribed(1000, { first_price: 500 }, percent(2000)),
    {
      hand: {
        list: 1000,
        discount: 500,
        subscription: { first_charge: 500, yearly_cost: 11500, later_year_cost: 12000 },
      },
    },
  ),
  one('a first price above', 'joining costs extra', subscribed(1000, { first_price: 3000 }), {
    hand: { unit_price: 3000, discount: 0, subscription: { first_charge: 3000, yearly_cost: 14000 } },
  }),
  one(
    "the discount is the first charge's alone",
    '20 % off today, the full price later',
    subscribed(1000, {}, percent(2000)),
    { hand: { subtotal: 800, subscription: { first_charge: 800, recurring_charge: 1000, save_bps: 0 } } },
  ),
  one('a recurring price', '899 against 1000 is 10.1 %', subscribed(1000, { recurring_price: 899 }), {
    hand: { subscription: { recurring_charge: 899, save_bps: 1010, yearly_cost: 1000 + 11 * 899 } },
  }),
  one('a saving is floored', '1 of 3 is 33.33 %', subscribed(3, { recurring_price: 2 }), {
    hand: { subscription: { save_bps: 3333 } },
  }),
  one(
    'added tax and shipping each time',
    '29.99 and 8.25 % and 5.00, now and every month',
    subscribed(2999, {}, { taxes: [{ title: 'Sales tax', rate_ppm: 82500 }], shipping: { amount: 500 } }),
    { hand: { total: 3746, subscription: { first_charge: 3746, recurring_charge: 3746, yearly_cost: 12 * 3746 } } },
  ),
  one(
    'another shipping for renewals, taxed',
    '10.00 and 2.00, 10 % added to both',
    subscribed(
      1000,
      { recurring_shipping: 200 },
      { taxes: [{ title: 'VAT', rate_ppm: 100000 }], shipping: { amount: 500, taxable: true } },
    ),
    { hand: { total: 1650, subscription: { first_charge: 1650, recurring_charge: 1320 } } },
  ),
  one(
    'every 23 months after a trial',
    'the renewal after the first falls due in the third year',
    subscribed(1000, { interval: { unit: 'month', count: 23 }, trial_days: 31 }),
    { hand: { subscription: { yearly_cost: 1000, later_year_cost: 0 } } },
  ),
  one(
    'every 18 months',
    'nothing more in the first year, one renewal in the second',
    subscribed(1000, { interval: { unit: 'month', count: 18 } }),
    { hand: { subscription: { yearly_cost: 1000, later_year_cost: 1000 } } },
  ),
  one('a deposit with each delivery', '10.00 and 0.25', subscribed(1000, {}, { deposit: 25 }), {
    hand: { subscription: { first_charge: 1025, recurring_charge: 1025 } },
  }),
  one('minimum cycles', 'they are stated', subscribed(1000, { min_cycles: 6 }), {
    hand: { subscription: { min_cycles: 6 } },
  }),
);
for (const [now, first] of [
  ['2027-01-31T23:30:00.000Z', '2027-02-28T23:30:00.000Z'],
  ['2028-01-31T00:00:00.000Z', '2028-02-29T00:00:00.000Z'],
  ['2028-02-29T12:00:00.000Z', '2028-03-29T12:00:00.000Z'],
  ['2026-12-31T23:59:59.999Z', '2027-01-31T23:59:59.999Z'],
]) {
  const each = one(`a month from ${now}`, 'the last day of a shorter month', subscribed(1000, {}));
  each.input.now = now;
  subscription.push({ ...each, hand: { subscription: { first_renewal_at: first, yearly_cost: 12000 } } });
}

const protection = [];
const covered = (price, covers, line = {}, opts = {}) =>
  sheet(
    opts.currency ?? 'USD',
    candidate('protection', price, { covers: { line_id: 'l-1', term_months: 24, ...covers } }, { lowest_30d: 99999 }),
    {
      policy: opts.policy,
      order: { lines: [{ id: 'l-1', product_id: 'p-0', title: 'Bought', quantity: 1, unit_price: 79999, ...line }] },
    },
  );
for (const rounding of ROUNDINGS)
  protection.push(
    one(
      `12.5 % of 79999, ${rounding}`,
      '9999.875 of the covered line',
      covered(5000, { bps: 1250 }, {}, { policy: { rounding } }),
      { hand: { unit_price: rounding === 'down' ? 9999 : 10000, reference: null, term_months: 24 } },
    ),
  );
for (const [currency, price] of Object.entries(PRICES))
  protection.push(
    one(
      `${currency}: eight percent of what was paid`,
      'paid, not listed',
      covered(500, { bps: 800 }, { paid: price }, { currency }),
    ),
  );
protection.push(
  one('a price of its own', "no bps: the variant's price, with its reference", covered(5000, {}), {
    hand: { unit_price: 5000, reference: 99999, term_months: 24 },
  }),
  one('no term', 'nothing is said of one', covered(5000, { term_months: 0 }), { hand: { unit_price: 5000 } }),
  one('a line that is not there', 'a dangling id is a fault', covered(5000, { bps: 800 }, { id: 'l-2' }), {
    hand: { fault: 'unknown_line' },
  }),
);

const refill = [];
const digital = [];
const sample = [];
const gift = [];
for (const [currency, price] of Object.entries(PRICES)) {
  refill.push(
    one(
      `${currency}: refill at 15 % off`,
      'priced as any product; the interval is a hint',
      sheet(
        currency,
        candidate('refill', price, { interval_hint_days: 30, ...percent(1500), shipping: { amount: 100 } }),
      ),
      { quantity: 2 },
    ),
  );
  digital.push(
    one(
      `${currency}: nothing to ship`,
      'a shipping amount on a digital good is not charged',
      sheet(
        currency,
        candidate('digital', price, { shipping: { amount: 490, taxable: true, free_from: 999999999 }, taxes: vat }),
      ),
      { hand: { shipping: 0, subtotal: price } },
    ),
  );
  sample.push(
    one(
      `${currency}: a sample at a price`,
      'the discount brings it down; no ceiling applies',
      sheet(currency, candidate('sample', price, { discount: { type: 'fixed_price', value: 100 } }), {
        policy: { ceiling_action: 'cap' },
      }),
      { hand: { subtotal: 100 } },
    ),
  );
  gift.push(
    one(
      `${currency}: a gift`,
      'free whatever the discount says, above any ceiling',
      sheet(currency, candidate('gift', price, { gift: { threshold: 5000 } }, { lowest_30d: price }), {
        policy: { ceiling_action: 'cap', price_ending: '99' },
      }),
      { hand: { discount: price, subtotal: 0, total: 0, reference: price, savings: price, savings_bps: 10000 } },
    ),
  );
}
refill.push(
  one(
    'shipped with the rest',
    'shipping by the line, not by the piece',
    sheet('USD', candidate('refill', 1000, { shipping: { amount: 300 } })),
    { quantity: 3, hand: { shipping: 300, total: 3300 } },
  ),
);
digital.push(
  one(
    'a threshold means nothing',
    'no shipping, no missing amount',
    sheet('USD', candidate('digital', 1000, { shipping: { amount: 300, free_from: 5000 } })),
    { hand: { total: 1000 } },
  ),
);
sample.push(
  one('a free sample', 'nothing to pay', sheet('USD', candidate('sample', 300, { discount: { type: 'free' } })), {
    hand: { total: 0 },
  }),
);
gift.push(
  one(
    'a gift that is shipped',
    'the parcel may cost something',
    sheet('USD', candidate('gift', 1000, { shipping: { amount: 300 } })),
    { hand: { subtotal: 0, total: 300 } },
  ),
  one(
    'a gift with a discount of its own',
    'it is free all the same',
    sheet('USD', candidate('gift', 1000, percent(1000))),
    { hand: { subtotal: 0 } },
  ),
  one('two gifts', 'quantity scales', sheet('USD', candidate('gift', 1000)), {
    quantity: 2,
    hand: { list: 2000, discount: 2000 },
  }),
);

const lineCover = line =>
  sheet('USD', candidate('protection', 1, { covers: { line_id: 'l-1', bps: 1000, term_months: 24 } }), {
    order: { lines: [{ id: 'l-1', product_id: 'p-0', title: 'Bought', quantity: 2, unit_price: 1000, ...line }] },
  });
protection.push(
  one('a tenth of a line of two', '10 % of 20.00', lineCover({}), { hand: { unit_price: 200 } }),
  one(
    'a tenth of a line of two, one returned',
    '10 % of the 10.00 that are left',
    lineCover({ returned_quantity: 1 }),
    { hand: { unit_price: 100 } },
  ),
  one('a tenth of a line with 2.50 given back', '10 % of 17.50', lineCover({ refunded: 250 }), {
    hand: { unit_price: 175 },
  }),
  one(
    'a tenth of 0.35 at 10.00',
    '10 % of 3.50; a quantity may be written as its text',
    lineCover({ quantity: '0.350' }),
    { hand: { unit_price: 35 } },
  ),
  one('a tenth of 1.5 of which 0.5 came back', '10 % of 10.00', lineCover({ quantity: 1.5, returned_quantity: 0.5 }), {
    hand: { unit_price: 100 },
  }),
);

// ---------------------------------------------------------------- every discount in every kind

const CURRENCIES = Object.keys(PRICES);
const LARGEST = 9007199254740991;

/** What makes `price` an offer of this kind; the other members stay the same. */
function ofKind(kind, price) {
  switch (kind) {
    case 'upgrade':
      return { replaces: { line_id: 'l-1' } };
    case 'bundle':
      return { components: [part('a', price), part('b', 333, 2), part('c', 1)] };
    case 'subscription':
      return { subscription: { interval: month, recurring_bps: 1250 } };
    case 'protection':
      return { covers: { line_id: 'l-1', bps: 1250, term_months: 24 } };
    case 'gift':
      return { gift: { threshold: 5000 } };
    default:
      return {};
  }
}

function matrix(kind) {
  const cases = [];
  let turn = 0;
  const add = (name, discount, policy = {}, { price, quantity = 3, currency } = {}) => {
    const money = currency ?? CURRENCIES[turn++ % CURRENCIES.length];
    const amount = price ?? PRICES[money];
    const range = { default: 1, min: 1, max: amount > 1e9 ? 1 : 100 };
    const paid = kind === 'protection' ? amount : Math.max(1, Math.min(Math.floor(amount / 2), 400));
    cases.push(
      one(
        `${money}: ${name}`,
        'each discount, rule and scope means the same in this kind',
        sheet(money, candidate(kind, amount, { ...ofKind(kind, amount), discount, quantity: range }), {
          policy,
          order: { lines: [{ id: 'l-1', product_id: 'p-0', title: 'Bought', quantity: 1, unit_price: 1, paid }] },
        }),
        { quantity: Math.min(quantity, range.max) },
      ),
    );
  };
  for (const [name, discount] of Object.entries(discounts(1000))) add(`three at ${name}`, discount);
  for (const rounding of ROUNDINGS)
    for (const rounding_scope of SCOPES) {
      add(
        `12.5 % off three, ${rounding}, per ${rounding_scope}`,
        { type: 'percent', bps: 1250 },
        { rounding, rounding_scope },
      );
    }
  add('one minor unit, half off', { type: 'percent', bps: 5000 }, {}, { price: 1, quantity: 1, currency: 'JPY' });
  add(
    'nearly the largest amount, a third off',
    { type: 'percent', bps: 3333 },
    {},
    { price: LARGEST - 20000, quantity: 1, currency: 'USD' },
  );
  add(
    'the largest amount overflows with the order',
    { type: 'none' },
    {},
    { price: LARGEST, quantity: 1, currency: 'KWD' },
  );
  return cases;
}

upgrade.push(...matrix('upgrade'));
bundle.push(...matrix('bundle'));
subscription.push(...matrix('subscription'));
protection.push(...matrix('protection'));
refill.push(...matrix('refill'));
digital.push(...matrix('digital'));
sample.push(...matrix('sample'));
gift.push(...matrix('gift'));

export const files = {
  cross_sell: crossSell,
  bent,
  charges,
  references,
  upgrade,
  bundle,
  subscription,
  protection,
  refill,
  digital,
  sample,
  gift,
};
