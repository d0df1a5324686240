// SPDX-License-Identifier: MIT
// Phones and their accessories. See catalogue.mjs for the meaning of every field.

const kTrade = 'phones';

export const phones = [
  { id: 'phone-lumen', trade: kTrade, family: 'phone', title: 'Lumen 5 phone', spoken: 'the Lumen 5', tags: ['android', 'hero'],
    blurb: 'A repairable phone with a battery that lasts two days and updates that last eight years.',
    details: ['6.1-inch OLED', 'Battery and screen replaceable at home', 'Eight years of updates'],
    variants: [
      { id: 'lumen-128', title: '128 GB', price: 49900, stock: 160, unit_cost: 36200, options: { capacity: '128 GB' } },
      { id: 'lumen-256', title: '256 GB', price: 55900, stock: 120, unit_cost: 39900, options: { capacity: '256 GB' } }],
    companions: { 'phone-case': 0.52, 'phone-glass': 0.44, 'charger-30': 0.27, 'earbuds-pip': 0.17, 'car-mount': 0.08 },
    care: { bps: 1000, term_months: 24 }, better: 'phone-lumen-pro', sold: 1.3 },
  { id: 'phone-lumen-pro', trade: kTrade, family: 'phone', title: 'Lumen 5 Pro phone', spoken: 'the Lumen 5 Pro', tags: ['android'],
    blurb: 'The Lumen with a telephoto lens and a brighter screen, just as easy to repair.',
    details: ['6.4-inch OLED, 120 Hz', 'Three-fold telephoto lens', 'Eight years of updates'],
    variants: [{ id: 'lumen-pro-256', title: '256 GB', price: 64900, stock: 80, unit_cost: 46500, options: { capacity: '256 GB' } }],
    companions: { 'phone-case': 0.48, 'phone-glass': 0.42, 'charger-30': 0.3, 'earbuds-pip': 0.22 }, care: { bps: 1000, term_months: 24 }, sold: 0.6 },
  { id: 'phone-case', trade: kTrade, family: 'phone-case', title: 'Field case for Lumen', spoken: 'the field case', tags: ['protection'],
    blurb: 'Grippy, thin, and made from fishing nets.', details: ['Fits Lumen 5 and 5 Pro', 'Drop-tested from 1.8 m', 'Recycled nylon'],
    variants: [
      { id: 'case-moss', title: 'Moss', price: 2490, compare_at: 2990, lowest_30d: 2690, stock: 340, unit_cost: 640, options: { colour: 'Moss' } },
      { id: 'case-clay', title: 'Clay', price: 2490, compare_at: 2990, lowest_30d: 2690, stock: 310, unit_cost: 640, options: { colour: 'Clay' } }],
    companions: { 'phone-glass': 0.3 }, lighter: 'phone-glass', sold: 0.7 },
  { id: 'phone-glass', trade: kTrade, family: 'screen-glass', title: 'Screen glass for Lumen', spoken: 'the screen glass', tags: ['protection'],
    blurb: 'Goes on without a bubble: a frame does the aiming.', details: ['9H glass', 'Mounting frame included'],
    variants: [{ id: 'phone-glass', title: 'Two pieces', price: 1690, stock: 420, unit_cost: 310 }], companions: { 'phone-case': 0.3 }, sold: 0.6 },
  { id: 'charger-30', trade: kTrade, family: 'charger', title: '30 W charger', spoken: 'the charger', tags: ['power'],
    blurb: 'From empty to half in 25 minutes, small as a matchbox.', details: ['Gallium nitride, 30 W', 'USB-C'],
    variants: [{ id: 'charger-30', title: 'EU plug', price: 2490, stock: 280, unit_cost: 880 }], companions: { 'cable-c': 0.35 }, lighter: 'cable-c', sold: 0.5 },
  { id: 'cable-c', trade: kTrade, family: 'cable', title: 'Braided USB-C cable', tags: ['power'],
    blurb: 'Two metres, and it never tangles.', details: ['100 W, USB 2.0', 'Two metres'],
    variants: [{ id: 'cable-c', title: '2 m', price: 1290, stock: 500, unit_cost: 250 }], companions: {}, sold: 0.5 },
  { id: 'earbuds-pip', trade: kTrade, family: 'earbuds', title: 'Pip wireless earbuds', tags: ['audio'],
    blurb: 'Quiet trains, clear calls, and batteries that can be changed.',
    details: ['Active noise cancelling', '7 hours, 28 with the case', 'Replaceable batteries'],
    variants: [{ id: 'earbuds-pip', title: 'Chalk', price: 7990, compare_at: 8990, lowest_30d: 8490, stock: 150, unit_cost: 4300 }],
    companions: {}, sold: 0.5 },
  { id: 'power-bank', trade: kTrade, family: 'power-bank', title: 'Pebble power bank', spoken: 'the power bank', tags: ['power'],
    blurb: 'Two full charges in the size of a bar of soap.', details: ['10,000 mAh', 'USB-C in and out, 20 W'],
    variants: [{ id: 'power-bank', title: '10,000 mAh', price: 3490, stock: 190, unit_cost: 1480 }], companions: { 'cable-c': 0.3 }, sold: 0.4 },
  { id: 'car-mount', trade: kTrade, family: 'mount', title: 'Magnetic car mount', tags: ['car'],
    blurb: 'Holds on to cobblestones, lets go with two fingers.', details: ['For air vents', 'Magnet ring included'],
    variants: [{ id: 'car-mount', title: 'Black', price: 1990, stock: 210, unit_cost: 610 }], companions: {}, sold: 0.3 },
];
