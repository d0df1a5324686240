// SPDX-License-Identifier: MIT
//
// Writes b2b.json: a wholesale order with 200 candidates, as a catalogue system would emit
// it. The same numbers every time: everything follows from a candidate's position.
//
//   npm run update -- generated

const families = [
  ['fasteners', 'workshop', 'Hex bolts', 1180],
  ['drill-bits', 'workshop', 'Twist drills', 3490],
  ['gloves', 'safety', 'Work gloves', 890],
  ['goggles', 'safety', 'Safety goggles', 1290],
  ['abrasives', 'workshop', 'Flap discs', 1990],
  ['sealants', 'building', 'Silicone sealant', 740],
  ['anchors', 'building', 'Wall anchors', 1560],
  ['lamps', 'site', 'Site lamps', 8900],
  ['cables', 'site', 'Extension reels', 6400],
  ['tape', 'building', 'Masking tape', 420],
];
const sizes = ['S', 'M', 'L', 'XL'];
const lines = [
  [0, 40],
  [1, 6],
  [4, 20],
  [6, 15],
].map(([index, quantity], at) => {
  const [family, category, title, price] = families[index];
  return {
    id: `line-${at + 1}`,
    product_id: `${family}-01`,
    title: `${title}, series 1`,
    quantity,
    unit_price: price,
    paid: (price * quantity * 95) / 100,
    family,
    categories: [category],
    tags: ['wholesale'],
    unit_cost: Math.floor(price * 0.62),
  };
});
const subtotal = lines.reduce((sum, line) => sum + line.paid, 0);

const candidates = Array.from({ length: 200 }, (_, i) => {
  const [family, category, title, price] = families[i % families.length];
  const series = Math.floor(i / families.length) + 1;
  const unit = price + ((series * 37) % 290);
  const shows = 40 + ((i * 131) % 2400);
  const accepts = Math.floor((shows * (2 + ((i * 7) % 11))) / 100);
  return {
    id: `b2b-${String(i + 1).padStart(3, '0')}`,
    kind: i % 23 === 5 ? 'refill' : 'cross_sell',
    product: {
      id: `${family}-${String(series).padStart(2, '0')}`,
      title: `${title}, series ${series}`,
      image: `/pictures/${family}.svg`,
      image_alt: title,
      family,
      categories: [category],
      tags: ['wholesale'],
      variants: sizes
        .slice(0, 1 + (i % 3))
        .map((size, at) => ({
          id: `${family}-${series}-${size}`,
          title: size,
          price: unit + at * 150,
          stock: (i * 17) % 90,
          options: { size },
          unit_cost: Math.floor(((unit + at * 150) * (58 + (i % 17))) / 100),
        })),
    },
    quantity: { default: 5, min: 5, max: 100 },
    discount:
      i % 4 === 0
        ? {
            type: 'tiered',
            tiers: [
              { min_quantity: 10, bps: 300 },
              { min_quantity: 50, bps: 700 },
            ],
          }
        : i % 4 === 1
          ? { type: 'percent', bps: 500 }
          : { type: 'none' },
    taxes: [{ title: 'VAT', rate_ppm: 190000 }],
    shipping: { amount: i % 10 === 7 ? 1900 : 0, taxable: true },
    pairs_with: i % 3 === 0 ? [lines[i % lines.length].product_id] : [],
    interval_hint_days: i % 23 === 5 ? 45 : null,
    evidence: { shows, accepts },
    refunds: { sold: accepts, returned: Math.floor((accepts * ((i * 31) % 1500)) / 10000) },
    trigger: i % 9 === 4 ? { '>=': [{ var: 'order.total' }, 100000 + i * 500] } : true,
    copy: { headline: `${title} for the same job` },
    accept: { mode: 'one_click' },
  };
});

export const sheet = {
  version: 1,
  id: 'sh_b2b_01',
  issued_at: '2026-11-21T10:00:00Z',
  locale: 'en-IE',
  currency: 'EUR',
  surface: 'thank_you',
  order: {
    id: 'ord_b2b_9',
    number: 'W-2026-9',
    placed_at: '2026-11-21T09:55:00Z',
    status: 'open',
    lines,
    subtotal,
    tax: Math.round(subtotal * 0.19),
    shipping: 4900,
    total: subtotal + 4900 + Math.round(subtotal * 0.19),
    tax_included: false,
    billing_country: 'IE',
    shipping_country: 'IE',
    channel: 'portal',
    payment: { kind: 'invoice', one_click: true, label: 'Invoice, net 30' },
    fulfilment: { hold_until: '2026-11-21T14:00:00Z', ships_at: '2026-11-22T06:00:00Z' },
  },
  customer: {
    id: 'firm-17',
    orders_count: 41,
    segments: ['wholesale', 'net-30'],
    country: 'IE',
    purchased_product_ids: ['lamps-02', 'gloves-04', 'tape-11'],
  },
  visitor: { id: 'firm-17' },
  policy: {
    id: 'wholesale-5',
    price_band_bps: { min: 100, max: 3000 },
    margin_floor_bps: 2000,
    skip_purchased: 'order',
    min_relevance: 'family',
    refund_rate_ceiling_bps: 500,
    price_cap: 60000,
    reference_price: 'none',
  },
  candidates,
  endpoints: { accept: '/encore/accept', status: '/encore/status', undo: '/encore/undo', events: '/encore/events' },
};
export const text = `${JSON.stringify(sheet, null, 1)}\n`;
