// SPDX-License-Identifier: MIT
//
// Sheets made to offend: each is a sheet that meets every duty of its law, changed in one place. `duty` is what must be
// found open, `country` where the order comes from.

export const LAWFUL_CONSENT = {
  text: 'I agree to the terms: 9.90 a month, at least 118.80 in all, after the trial 9.90; I lose my right to withdraw.',
  url: '/terms',
  required: true,
};

const product = (id, more = {}) => ({
  id,
  title: `Thing ${id}`,
  categories: ['photo'],
  variants: [{ id: `${id}-v`, price: 2000, unit_cost: 700 }],
  ...more,
});

const candidate = (kind, more = {}) => ({
  id: kind,
  kind,
  product: product(`p-${kind}`),
  pairs_with: ['camera'],
  accept: { mode: 'one_click' },
  ...more,
});

/** One offer of each kind the law knows, all as they should be. */
export function compliant(country, region = undefined) {
  return {
    version: 1,
    id: 'sh',
    issued_at: '2026-11-21T10:00:00Z',
    locale: 'en-GB',
    currency: 'EUR',
    surface: 'thank_you',
    order: {
      id: 'o1',
      placed_at: '2026-11-21T09:58:00Z',
      status: 'paid',
      billing_country: country,
      ...(region && { billing_region: region }),
      lines: [
        { id: 'l1', product_id: 'camera', title: 'Camera', quantity: 1, unit_price: 60000, categories: ['photo'] },
      ],
      subtotal: 60000,
      total: 60000,
      tax_included: true,
      payment: { kind: 'card', one_click: true },
      withdrawal_url: '/withdraw',
      guarantee_url: '/guarantee',
      cancel_url: '/cancel',
    },
    policy: { id: 'p' },
    endpoints: { accept: '/accept', extend: '/extend' },
    candidates: [
      candidate('cross_sell'),
      candidate('digital', { consent: { ...LAWFUL_CONSENT } }),
      candidate('protection', { covers: { line_id: 'l1', term_months: 24 }, consent: { ...LAWFUL_CONSENT } }),
      candidate('subscription', {
        product: product('p-subscription', { variants: [{ id: 's-v', price: 990, unit_cost: 300 }] }),
        subscription: { interval: { unit: 'month', count: 1 }, min_cycles: 12, trial_days: 30 },
        consent: { ...LAWFUL_CONSENT },
      }),
    ],
  };
}

const of = (sheet, kind) => sheet.candidates.find(one => one.kind === kind);
const copy = (kind, text) => sheet => {
  of(sheet, kind).copy = text;
};
const without = key => sheet => {
  delete sheet.order[key];
};
const times = (kind, availability) => sheet => {
  of(sheet, kind).availability = availability;
};

export const OFFENDING = [
  { name: 'no country at all', country: 'DE', duty: 'law_known', change: without('billing_country') },
  {
    name: 'the law of a country is turned off',
    country: 'DE',
    duty: 'law_applied',
    change: s => {
      s.policy.consumer_law = 'none';
    },
  },
  {
    name: 'the law of another country',
    country: 'GB',
    duty: 'law_applied',
    change: s => {
      s.policy.consumer_law = 'us';
    },
  },
  {
    name: 'a business without a name',
    country: 'FR',
    duty: 'business_known',
    change: s => {
      s.order.buyer = 'business';
    },
  },
  {
    name: 'a free trial called free',
    country: 'DE',
    duty: 'pay_button',
    change: copy('subscription', { accept: 'Get it free' }),
  },
  {
    name: 'a gift that is none, in the United Kingdom',
    country: 'GB',
    duty: 'pay_button',
    change: copy('cross_sell', { accept: 'Claim my gift!' }),
  },
  {
    name: 'the price after the trial is nowhere',
    country: 'ES',
    duty: 'price_after_trial',
    change: s => {
      of(s, 'subscription').consent.text = 'I agree to pay 118.80 at least.';
    },
  },
  {
    name: 'a price after a trial, in the United States',
    country: 'US',
    duty: 'price_after_trial',
    change: s => {
      of(s, 'subscription').consent.text = 'I agree to the terms of it.';
    },
  },
  {
    name: 'a reduction against a price that is not the lowest',
    country: 'IT',
    duty: 'lowest_30d_price',
    change: s => {
      s.policy.reference_price = 'compare_at';
      of(s, 'cross_sell').product.variants[0].compare_at = 3000;
    },
  },
  {
    name: 'a price before that was never charged',
    country: 'DE',
    duty: 'believable_reference',
    change: s => {
      Object.assign(of(s, 'cross_sell').product.variants[0], { compare_at: 99900, lowest_30d: 99900 });
    },
  },
  {
    name: 'a percentage in copy',
    country: 'DE',
    duty: 'no_claims_in_copy',
    change: copy('cross_sell', { headline: 'Jetzt zum halben Preis' }),
  },
  {
    name: 'the lowest price, in words',
    country: 'FR',
    duty: 'no_claims_in_copy',
    change: copy('cross_sell', { badge: 'Prix le plus bas' }),
  },
  {
    name: 'net prices to a consumer',
    country: 'NL',
    duty: 'gross_prices',
    change: s => {
      s.order.tax_included = false;
      of(s, 'cross_sell').taxes = [{ title: 'BTW', rate_ppm: 210_000 }];
    },
  },
  { name: 'no way to withdraw', country: 'DE', duty: 'withdrawal_link', change: without('withdrawal_url') },
  { name: 'no notice of the guarantee', country: 'SE', duty: 'guarantee_notice', change: without('guarantee_url') },
  {
    name: 'reviews verified by a dot',
    country: 'DE',
    duty: 'verified_reviews',
    change: s => {
      of(s, 'cross_sell').proof = { rating: { value_bps: 10_000, count: 12_345 }, verification: { text: '.' } };
    },
  },
  {
    name: 'reviews without a word of how',
    country: 'PL',
    duty: 'verified_reviews',
    change: s => {
      of(s, 'cross_sell').proof = { reviews: [{ rating_bps: 9000, text: 'Good' }] };
    },
  },
  {
    name: 'digital content without consent',
    country: 'DE',
    duty: 'digital_consent',
    change: s => {
      of(s, 'digital').consent = { text: 'OK' };
    },
  },
  {
    name: 'protection agreed to with a word',
    country: 'US',
    duty: 'terms_agreed',
    change: s => {
      of(s, 'protection').consent.text = 'Yes';
    },
  },
  { name: 'no way to cancel', country: 'FR', duty: 'cancel_link', change: without('cancel_url') },
  {
    name: 'ten minutes that cannot be prolonged',
    country: 'DE',
    duty: 'adjustable_timer',
    change: times('cross_sell', { until: '2026-11-21T10:10:00Z', countdown: true, cause: 'campaign' }),
  },
  {
    name: 'stock that is not short',
    country: 'DE',
    duty: 'true_scarcity',
    change: s => {
      times('cross_sell', { cause: 'stock', until: '2026-11-24T10:10:00Z' })(s);
      of(s, 'cross_sell').product.variants[0].stock = 5000;
    },
  },
  {
    name: 'stock that is not counted',
    country: 'GB',
    duty: 'true_scarcity',
    change: times('cross_sell', { cause: 'stock', until: '2026-11-24T10:10:00Z' }),
  },
  {
    name: 'only two left',
    country: 'DE',
    duty: 'no_pressure',
    change: copy('cross_sell', { badge: 'ONLY 2 LEFT!!!' }),
  },
  {
    name: 'the others who are looking',
    country: 'ES',
    duty: 'no_pressure',
    change: copy('cross_sell', { body: '57 personas están mirando' }),
  },
  {
    name: 'a price that will rise',
    country: 'GB',
    duty: 'no_pressure',
    change: copy('cross_sell', { body: 'The price goes up in 5 minutes' }),
  },
  {
    name: 'a refusal that shames',
    country: 'DE',
    duty: 'plain_decline',
    change: copy('cross_sell', { decline: 'No, I like wasting money' }),
  },
  {
    name: 'a refusal that says nothing',
    country: 'US',
    duty: 'plain_decline',
    change: copy('cross_sell', { decline: '.' }),
  },
  {
    name: 'a green claim',
    country: 'DE',
    duty: 'no_generic_green',
    change: copy('cross_sell', { body: 'Klimaneutral und umweltfreundlich' }),
  },
  {
    name: 'a green claim in a title',
    country: 'FR',
    duty: 'no_generic_green',
    change: s => {
      of(s, 'cross_sell').product.title = 'Sac écologique';
    },
  },
  {
    name: 'protection in a hurry',
    country: 'GB',
    duty: 'protection_without_hurry',
    change: times('protection', { until: '2026-11-24T10:10:00Z', countdown: true }),
  },
  {
    name: 'protection without its page',
    country: 'GB',
    duty: 'protection_information',
    change: s => {
      delete of(s, 'protection').consent.url;
    },
  },
  {
    name: 'protection that says not how long',
    country: 'GB',
    duty: 'protection_terms',
    change: s => {
      delete of(s, 'protection').covers.term_months;
    },
  },
  {
    name: 'one click to another seller',
    country: 'US',
    duty: 'own_offer',
    change: s => {
      s.seller = { id: 'partner', is_merchant: false };
    },
  },
];
