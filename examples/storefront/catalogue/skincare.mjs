// SPDX-License-Identifier: MIT
// Skin care. See catalogue.mjs for the meaning of every field.

const kTrade = 'skincare';
const ml = (value) => ({ value, unit: 'ml', reference: 100 });

export const skincare = [
  { id: 'skin-cleanser', trade: kTrade, family: 'cleanser', title: 'Oat cleansing milk', spoken: 'the cleansing milk', tags: ['face', 'hero'],
    blurb: 'Takes off the day and leaves the skin alone.', details: ['For dry and sensitive skin', 'Without perfume'],
    variants: [{ id: 'cleanser-150', title: '150 ml', price: 1490, stock: 320, unit_cost: 420, unit_price_measure: ml(150) }],
    companions: { 'skin-cream': 0.36, 'skin-sponge': 0.24, 'skin-serum': 0.2 }, repeats: { unit: 'month', count: 2 }, gift: 'gift-pouch', sample: 'sample-night', sold: 1.1 },
  { id: 'skin-serum', trade: kTrade, family: 'serum', title: 'Vitamin C serum', spoken: 'the vitamin C serum', tags: ['face', 'hero'],
    blurb: 'Fifteen per cent, stable, in a bottle that keeps the light out.', details: ['15 % ascorbic acid', 'Mornings, under sun protection'],
    variants: [{ id: 'serum-30', title: '30 ml', price: 2990, compare_at: 3490, lowest_30d: 3190, stock: 240, unit_cost: 780, unit_price_measure: ml(30) }],
    companions: { 'skin-sun': 0.46, 'skin-cream': 0.28, 'skin-oil': 0.1 }, repeats: { unit: 'month', count: 2 }, sample: 'sample-night', gift: 'gift-pouch', sold: 1 },
  { id: 'skin-cream', trade: kTrade, family: 'moisturiser', title: 'Barrier cream', spoken: 'the barrier cream', tags: ['face', 'hero'],
    blurb: 'Ceramides and squalane for skin that has had enough.', details: ['For all skin', 'Without perfume'],
    variants: [
      { id: 'cream-50', title: '50 ml', price: 2490, stock: 280, unit_cost: 690, unit_price_measure: ml(50), options: { size: '50 ml' } },
      { id: 'cream-100', title: '100 ml', price: 3990, stock: 150, unit_cost: 1180, unit_price_measure: ml(100), options: { size: '100 ml' } }],
    companions: { 'skin-cleanser': 0.3, 'skin-sun': 0.26 }, repeats: { unit: 'month', count: 2 }, sample: 'sample-serum', gift: 'gift-pouch', sold: 1 },
  { id: 'skin-sun', trade: kTrade, family: 'sun', title: 'Sun fluid SPF 50', spoken: 'the sun fluid', tags: ['face', 'sun'],
    blurb: 'Disappears in a minute, holds for hours, kind to reefs.', details: ['UVA and UVB', 'Water-resistant'],
    variants: [{ id: 'sun-50', title: '50 ml', price: 1990, stock: 360, unit_cost: 540, unit_price_measure: ml(50) }],
    companions: { 'skin-cream': 0.14 }, sample: 'sample-serum', gift: 'gift-pouch', sold: 0.8 },
  { id: 'skin-night', trade: kTrade, family: 'night-care', title: 'Retinal night cream', spoken: 'the night cream', tags: ['face'],
    blurb: 'Works while you sleep. Start with two nights a week.', details: ['0.05 % retinal', 'Not during pregnancy'],
    variants: [{ id: 'night-30', title: '30 ml', price: 3490, stock: 170, unit_cost: 960, unit_price_measure: ml(30) }],
    companions: { 'skin-sun': 0.4, 'skin-cream': 0.3 }, sample: 'sample-serum', gift: 'gift-pouch', sold: 0.6 },
  { id: 'skin-oil', trade: kTrade, family: 'face-oil', title: 'Rosehip face oil', spoken: 'the rosehip oil', tags: ['face'],
    blurb: 'Cold-pressed, golden, three drops are enough.', details: ['Organic rosehip', 'Glass pipette'],
    variants: [{ id: 'oil-30', title: '30 ml', price: 2290, stock: 190, unit_cost: 610, unit_price_measure: ml(30) }], companions: { 'skin-sponge': 0.2 }, lighter: 'skin-sponge', sold: 0.4 },
  { id: 'skin-sponge', trade: kTrade, family: 'tools', title: 'Konjac sponge', tags: ['tool'],
    blurb: 'A root that turns into a cloud.', details: ['Lasts six weeks', 'Compostable'],
    variants: [{ id: 'sponge', title: 'One piece', price: 690, stock: 420, unit_cost: 150 }], companions: {}, sold: 0.4 },
  { id: 'gift-pouch', trade: kTrade, family: 'gift', title: 'Linen pouch', tags: ['gift'], listed: false,
    blurb: 'Undyed linen, big enough for a weekend.', details: ['18 × 12 cm'],
    variants: [{ id: 'gift-pouch', title: 'Undyed', price: 1200, stock: 500, unit_cost: 310 }], companions: {}, sold: 0 },
  { id: 'sample-night', trade: kTrade, family: 'sample', title: 'Night cream, travel size', tags: ['sample'], listed: false,
    blurb: 'Two weeks of nights, to find out.', details: ['5 ml'],
    variants: [{ id: 'sample-night', title: '5 ml', price: 590, stock: 900, unit_cost: 90, unit_price_measure: ml(5) }], companions: {}, sold: 0 },
  { id: 'sample-serum', trade: kTrade, family: 'sample', title: 'Vitamin C serum, travel size', tags: ['sample'], listed: false,
    blurb: 'Ten mornings, to find out.', details: ['5 ml'],
    variants: [{ id: 'sample-serum', title: '5 ml', price: 590, stock: 900, unit_cost: 95, unit_price_measure: ml(5) }], companions: {}, sold: 0 },
];
