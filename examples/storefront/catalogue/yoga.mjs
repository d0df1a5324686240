// SPDX-License-Identifier: MIT
// Yoga. See catalogue.mjs for the meaning of every field.

const kTrade = 'yoga';

export const yoga = [
  { id: 'mat-cork', trade: kTrade, family: 'mat', title: 'Cork yoga mat', spoken: 'the cork mat', tags: ['mat', 'hero'],
    blurb: 'Grips better the warmer it gets. Natural rubber underneath.', details: ['183 × 61 cm, 4 mm', 'Portuguese cork', '2.3 kg'],
    variants: [{ id: 'mat-cork', title: 'Natural', price: 6900, stock: 140, unit_cost: 3100 }],
    companions: { 'yoga-blocks': 0.36, 'mat-spray': 0.28, 'yoga-strap': 0.24, 'yoga-towel': 0.14, 'bolster': 0.1 }, digital: 'class-pass', sold: 1.1 },
  { id: 'mat-travel', trade: kTrade, family: 'mat', title: 'Foldable travel mat', spoken: 'the travel mat', tags: ['mat', 'hero'],
    blurb: 'As big as a book in the bag, as big as a mat on the floor.', details: ['1.5 mm, 900 g', 'Natural rubber'],
    variants: [{ id: 'mat-travel', title: 'Dusk blue', price: 4500, stock: 120, unit_cost: 1900 }],
    companions: { 'yoga-towel': 0.34, 'yoga-strap': 0.22, 'bottle-steel': 0.15 }, digital: 'class-pass', better: 'mat-cork', sold: 0.8 },
  { id: 'yoga-blocks', trade: kTrade, family: 'blocks', title: 'Two cork blocks', spoken: 'the cork blocks', tags: ['prop', 'hero'],
    blurb: 'Bring the floor closer.', details: ['23 × 14 × 8 cm', 'Solid cork'],
    variants: [{ id: 'blocks-pair', title: 'Pair', price: 2290, stock: 210, unit_cost: 820 }], companions: { 'yoga-strap': 0.36, 'bolster': 0.12 }, lighter: 'yoga-strap', sold: 0.7 },
  { id: 'yoga-strap', trade: kTrade, family: 'strap', title: 'Cotton strap', tags: ['prop'],
    blurb: 'For the last ten centimetres.', details: ['2.5 m', 'Steel rings'],
    variants: [{ id: 'strap', title: '2.5 m', price: 1190, stock: 330, unit_cost: 290 }], companions: {}, sold: 0.5 },
  { id: 'bolster', trade: kTrade, family: 'bolster', title: 'Buckwheat bolster', spoken: 'the bolster', tags: ['prop'],
    blurb: 'Firm enough to hold you, soft enough to stay.', details: ['65 × 22 cm', 'Washable cover'],
    variants: [{ id: 'bolster', title: 'Terracotta', price: 4900, compare_at: 5500, lowest_30d: 5200, stock: 70, unit_cost: 2100 }], companions: { 'yoga-blocks': 0.22 }, sold: 0.4 },
  { id: 'yoga-towel', trade: kTrade, family: 'towel', title: 'Mat towel', spoken: 'the mat towel', tags: ['textile'],
    blurb: 'For warm rooms. Dries overnight.', details: ['183 × 61 cm', 'Recycled microfibre'],
    variants: [{ id: 'towel', title: 'Sea', price: 2900, stock: 160, unit_cost: 980 }], companions: { 'mat-spray': 0.16 }, lighter: 'mat-spray', sold: 0.4 },
  { id: 'mat-spray', trade: kTrade, family: 'mat-care', title: 'Mat spray', tags: ['care'],
    blurb: 'Lavender and alcohol, and nothing else.', details: ['100 ml', 'About 150 sprays'],
    variants: [{ id: 'mat-spray', title: '100 ml', price: 990, stock: 280, unit_cost: 260, unit_price_measure: { value: 100, unit: 'ml', reference: 100 } }], companions: {}, repeats: { unit: 'month', count: 3 }, sold: 0.4 },
  { id: 'bottle-steel', trade: kTrade, family: 'bottle', title: 'Steel bottle', tags: ['drink'],
    blurb: 'Cold for a day, never sweats.', details: ['0.5 litres', 'Dishwasher-safe lid'],
    variants: [{ id: 'bottle-steel', title: 'Sage', price: 2490, stock: 190, unit_cost: 880 }], companions: {}, sold: 0.3 },
  { id: 'class-pass', trade: kTrade, family: 'course', title: 'Ten-class video pass', tags: ['online'], digital_only: true,
    blurb: 'Ten classes of forty minutes, from first dog to first crow.', details: ['Ten classes, 40 minutes each', 'Access for life'],
    variants: [{ id: 'class-pass', title: 'Online', price: 2400, unit_cost: 150 }], companions: {}, sold: 0.1 },
];
