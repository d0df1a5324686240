// SPDX-License-Identifier: MIT
//
// What an attacker would write where a shop's text or address is expected, and a sheet that has all of them. Any of
// these that runs sets `pwned`; any that becomes markup changes the skeleton of the page. The sheet's own schema says
// which fields are addresses and which are free text, so that a new field is attacked without being named here.

import { readFileSync } from 'node:fs';

const run = 'globalThis.pwned=1';

/**
 * For text: markup, breaking out of attributes and scripts, templates, direction marks, what string handling trips
 * over.
 */
export const texts = [
  `<script>${run}</script>`,
  `</script><script>${run}</script>`,
  `<!--<script>${run}//-->`,
  `<img src=x onerror=${run}>`,
  `<svg onload=${run}><animate onbegin=${run} attributeName=x dur=1s>`,
  `"><img src=x onerror=${run}>`,
  `' onfocus='${run}' autofocus='`,
  `" style="position:fixed;inset:0" onmouseover="${run}`,
  `<iframe srcdoc="<script>parent.pwned=1</script>"></iframe>`,
  `<style>*{display:none}</style><link rel=stylesheet href=//evil.example/x.css>`,
  `<a href="javascript:${run}">x</a>`,
  `<form action=//evil.example><button>pay</button></form>`,
  `<base href=//evil.example/><meta http-equiv=refresh content="0;url=//evil.example">`,
  `<template shadowrootmode=open><script>${run}</script></template>`,
  `<math><mtext><table><mglyph><style><img src=x onerror=${run}>`,
  `&lt;img src=x onerror=${run}&gt; &#x3C;script&#x3E;`,
  '${globalThis.pwned=1} #{pwned=1} <%= pwned=1 %>',
  '{{constructor.constructor("globalThis.pwned=1")()}}',
  '{{customer.__proto__|<b>fallback</b>}} {{quote.constructor|x}} {{__proto__.polluted|y}}',
  '{{customer.first_name|{{customer.first_name|<img src=x onerror=globalThis.pwned=1>}}',
  'lit$0$?lit$0$<!--?lit$0$-->',
  '\u202E\u2066gnp.exe\u2069 \u0000\u0007\u001B[31m \uFFFE',
  '\u{1F469}\u200D\u{1F692}'.repeat(200),
  'A\u0300\u0301\u0302'.repeat(500),
];

/** For addresses: schemes that run, strangers' hosts, and spellings that parsers read differently. */
export const addresses = [
  'javascript:globalThis.pwned=1',
  'JaVaScRiPt:globalThis.pwned=1',
  ' javascript:globalThis.pwned=1',
  'java\tscript:globalThis.pwned=1',
  'java\nscript:globalThis.pwned=1',
  '\u0001javascript:globalThis.pwned=1',
  'data:text/html,<script>parent.pwned=1</script>',
  'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" onload="parent.pwned=1"/>',
  'vbscript:pwned',
  'blob:https://evil.example/x',
  'file:///etc/passwd',
  'ftp://evil.example/x',
  '//evil.example/x.png',
  '\\\\evil.example\\x',
  '/\\evil.example/x',
  'https:evil.example/x',
  'https://evil.example/x.png',
  'http://shop.example@evil.example/x',
  'https://user:pass@evil.example/x',
  'https://evil.example:443/x',
  'https://xn--e1awd7f.example/',
  'http://[::1]/x',
  'http://0x7f000001/x',
  'about:blank',
  'x" onerror="globalThis.pwned=1',
];

const MINUTE = 60_000;
const schema = JSON.parse(
  readFileSync(new URL('../../../web/schema/offer-sheet-1.schema.json', import.meta.url), 'utf8'),
);

/** A page sheet, now, in which every text and address that a page reads is filled in. */
export function fullSheet(order, now = Date.now()) {
  const iso = after => new Date(now + after).toISOString();
  const words = name => ({
    headline: `${name} headline`,
    body: `${name} body`,
    accept: `${name} accept`,
    decline: `${name} decline`,
    badge: `${name} badge`,
  });
  const candidate = (id, more) => ({
    id,
    kind: 'cross_sell',
    pairs_with: ['camera'],
    take_rate_ppm: 120_000,
    worth: 1000,
    priority: 1,
    product: {
      id: `p-${id}`,
      title: `${id} title`,
      image: '/p.svg',
      image_alt: `${id} alt`,
      url: '/product',
      family: `f-${id}`,
      categories: ['c'],
      tags: ['t'],
      variants: [
        {
          id: 'v1',
          title: 'Small',
          price: 1000,
          options: { Size: 'S', Colour: 'red' },
          image: '/v.svg',
          unit_price_measure: { value: 500, unit: 'g', reference: 100 },
        },
        { id: 'v2', title: 'Large', price: 1500, options: { Size: 'L', Colour: 'blue' }, image: '/w.svg' },
      ],
    },
    quantity: { default: 1, min: 1, max: 3 },
    taxes: [{ title: 'VAT', rate_ppm: 190_000 }],
    shipping: { amount: 300, free_from: 9000 },
    availability: { countdown: true, cause: 'fulfilment' },
    copy: words(id),
    proof: {
      rating: { value_bps: 9400, count: 12 },
      summary: 'Summary of reviews',
      reviews: [{ rating_bps: 10_000, text: 'A review', author: 'An author', image: '/r.svg' }],
      verification: { text: 'How verified', url: '/verified' },
    },
    loyalty: { points: 12 },
    delivery: { ships_with_order: true },
    returns: { text: 'Returns', url: '/returns' },
    accept: { mode: 'one_click', token: `token-of-${order}-${id}`, key: `key-${order}-${id}` },
    ...more,
  });
  return {
    version: 1,
    id: `sh-${order}`,
    issued_at: iso(0),
    locale: 'en-US',
    currency: 'USD',
    surface: 'thank_you',
    order: {
      id: order,
      number: '#1001',
      placed_at: iso(-MINUTE),
      status: 'paid',
      subtotal: 64_900,
      total: 64_900,
      billing_country: 'US',
      channel: 'web',
      coupons: ['SAVE'],
      lines: [
        {
          id: 'l1',
          product_id: 'camera',
          variant_id: 'black',
          title: 'Camera',
          quantity: 1,
          unit_price: 64_900,
          family: 'cameras',
          categories: ['c'],
          tags: ['t'],
        },
      ],
      payment: { kind: 'card', one_click: true, label: 'Visa ending in 42' },
      fulfilment: { hold_until: iso(40 * MINUTE) },
    },
    customer: {
      id: 'c1',
      first_name: 'Mia',
      segments: ['vip'],
      loyalty: { points: 1, tier: 'Silver', next_tier: 'Gold', money_to_next_tier: 8000 },
    },
    visitor: { id: 'visitor-1' },
    policy: { id: 'p1', consumer_law: 'none', second_offer: 'always' },
    candidates: [
      candidate('one', {}),
      candidate('two', {
        kind: 'subscription',
        subscription: { interval: { unit: 'week', count: 2 } },
        consent: { text: 'I agree', url: '/terms', required: true },
      }),
    ],
    endpoints: { accept: '/accept', status: '/status', undo: '/undo' },
  };
}

/** What the schema calls each string of a sheet: 'address', 'text' (free) or 'other' (an id, a word, a time). */
export function kindsOf(sheet) {
  const kinds = new Map();
  const walk = (value, rule, path) => {
    const resolved = rule?.$ref ? schema.$defs[rule.$ref.split('/').at(-1)] : rule;
    if (typeof value === 'string') {
      const free =
        resolved &&
        !resolved.pattern &&
        !resolved.enum &&
        !resolved.maxLength &&
        !resolved.minLength &&
        !resolved.format;
      kinds.set(path.join('.'), resolved?.pattern?.includes('https?:') ? 'address' : free ? 'text' : 'other');
    } else if (Array.isArray(value)) {
      value.forEach((item, index) => walk(item, resolved?.items, [...path, index]));
    } else if (value !== null && typeof value === 'object') {
      for (const [key, item] of Object.entries(value))
        walk(
          item,
          resolved?.properties?.[key] ??
            (typeof resolved?.additionalProperties === 'object' ? resolved.additionalProperties : undefined),
          [...path, key],
        );
    }
  };
  walk(sheet, schema, []);
  return kinds;
}

/**
 * Left as they are, so that there is something to look at: what relates products (never shown), tokens, and the
 * endpoints.
 */
const spared = /token$|key$|^endpoints|pairs_with|\bfamily|\bcategories/;

/** The sheet with `value` in every field of that kind. */
export function poisoned(sheet, kind, value) {
  const copy = structuredClone(sheet);
  for (const [path, found] of kindsOf(sheet)) {
    if (found !== kind || spared.test(path)) continue;
    const keys = path.split('.');
    const last = keys.pop();
    keys.reduce((at, key) => at[key], copy)[last] = value;
  }
  return copy;
}
