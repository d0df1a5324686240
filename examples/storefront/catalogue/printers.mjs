// SPDX-License-Identifier: MIT
// Printers, ink and paper. See catalogue.mjs for the meaning of every field.

const kTrade = 'printing';

export const printing = [
  { id: 'printer-quill', trade: kTrade, family: 'printer', title: 'Quill ink-tank printer', spoken: 'the Quill', tags: ['ink', 'hero'],
    blurb: 'Prints, scans and copies from bottles of ink, about a cent a page.',
    details: ['Ink for 4,000 pages in the box', 'Wi-Fi and USB', 'Scans to 1,200 dpi'],
    variants: [{ id: 'printer-quill', title: 'White', price: 18900, compare_at: 20900, lowest_30d: 19900, stock: 70, unit_cost: 13100 }],
    companions: { 'ink-set': 0.38, 'paper-a4': 0.4, 'paper-photo': 0.26, 'cable-print': 0.2 }, refill: 'ink-set', refill_days: 150, care: { bps: 1200, term_months: 36 }, sold: 0.9 },
  { id: 'printer-slate', trade: kTrade, family: 'printer', title: 'Slate laser printer', spoken: 'the Slate', tags: ['laser', 'hero'],
    blurb: 'Thirty crisp pages a minute, both sides, nothing to dry out.',
    details: ['30 pages a minute', 'Both sides by itself', 'Wi-Fi and network'],
    variants: [{ id: 'printer-slate', title: 'Black and white', price: 15900, stock: 64, unit_cost: 10800 }],
    companions: { 'toner-slate': 0.3, 'paper-a4': 0.48, 'cable-print': 0.24 }, refill: 'toner-slate', refill_days: 240, care: { bps: 1200, term_months: 36 }, sold: 0.7 },
  { id: 'ink-set', trade: kTrade, family: 'ink', title: 'Quill ink, four bottles', spoken: 'Quill ink', tags: ['ink'],
    blurb: 'Black, cyan, magenta and yellow: 6,000 pages between them.', details: ['4 × 70 ml', 'Key-shaped necks, no mixing up'],
    variants: [{ id: 'ink-set', title: 'Set of four', price: 3490, stock: 300, unit_cost: 1420, unit_price_measure: { value: 280, unit: 'ml', reference: 100 } }],
    companions: { 'paper-photo': 0.22, 'paper-a4': 0.3 }, repeats: { unit: 'month', count: 6 }, sold: 0.7 },
  { id: 'toner-slate', trade: kTrade, family: 'toner', title: 'Slate toner', spoken: 'Slate toner', tags: ['laser'],
    blurb: 'A fresh cartridge and a free label to send the old one back.', details: ['2,400 pages', 'Take-back label included'],
    variants: [{ id: 'toner-slate', title: 'Black', price: 5490, stock: 160, unit_cost: 2700 }], companions: { 'paper-a4': 0.4 }, repeats: { unit: 'month', count: 6 }, sold: 0.5 },
  { id: 'paper-a4', trade: kTrade, family: 'paper', title: 'Recycled paper A4', tags: ['paper'],
    blurb: 'White, quiet, and it does not jam.', details: ['80 g/m²', '100 % recycled, Blue Angel'],
    variants: [
      { id: 'paper-500', title: '500 sheets', price: 690, stock: 900, unit_cost: 380, unit_price_measure: { value: 500, unit: 'piece', reference: 100 } },
      { id: 'paper-2500', title: '2,500 sheets', price: 2990, stock: 300, unit_cost: 1700, unit_price_measure: { value: 2500, unit: 'piece', reference: 100 } }],
    companions: {}, sold: 0.6 },
  { id: 'paper-photo', trade: kTrade, family: 'photo-paper', title: 'Photo paper 10 × 15', tags: ['paper'],
    blurb: 'Glossy, heavy, dry at once.', details: ['260 g/m²', '50 sheets'],
    variants: [{ id: 'paper-photo', title: '50 sheets', price: 1290, stock: 350, unit_cost: 480 }], companions: {}, sold: 0.4 },
  { id: 'cable-print', trade: kTrade, family: 'cable', title: 'USB printer cable', tags: ['cable'],
    blurb: 'For the day the Wi-Fi does not want to.', details: ['USB-C to B', 'Three metres'],
    variants: [{ id: 'cable-print', title: '3 m', price: 890, stock: 260, unit_cost: 170 }], companions: {}, sold: 0.2 },
];
