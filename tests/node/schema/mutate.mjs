// SPDX-License-Identifier: MIT
//
// Spoils a sheet in ways its schema suggests: a value of another type, a number at or past
// a bound, a word of another list, a text near its pattern, a key removed, added, doubled
// or misspelt. Everything comes from one seed, so that a finding can be seen again.

import { uniform } from '../../random.mjs';

// Numbers JSON.stringify would not spell this way travel as marked texts until the very end.
const spelled = token => `\u0001${token}\u0001`;
export const stringify = value => JSON.stringify(value).replace(/"\\u0001([^"]*?)\\u0001"/g, '$1');

const numbers = [
  -1,
  0,
  1,
  2,
  3,
  0.5,
  1.5,
  -0.5,
  9999,
  10000,
  10001,
  999999,
  1000000,
  1000001,
  1000000000,
  1000000001,
  -840,
  -841,
  840,
  841,
  1200,
  1201,
  9007199254740991,
  9007199254740992,
  -9007199254740991,
  -9007199254740992,
  1e20,
  -1e20,
  1e300,
  ...[
    '2500.0',
    '25e2',
    '-0',
    '0.0',
    '1E0',
    '9007199254740993',
    '18446744073709551615',
    '-9223372036854775809',
    '1e-7',
    '1.0000000000000001',
  ].map(spelled),
];
const texts = [
  '',
  ' ',
  'a',
  'x'.repeat(128),
  'x'.repeat(129),
  '😀'.repeat(128),
  '😀'.repeat(129),
  'EUR',
  'eur',
  'EU',
  'DE',
  'D',
  'de-DE',
  'de_DE',
  'zh-Hans-CN',
  'x',
  'abcdefghi',
  'de-',
  '0a',
  '2026-11-21T10:05:00Z',
  '2026-11-21T10:05:00.123456789+01:00',
  '2026-11-21t10:05:00Z',
  '2026-11-21',
  '2026-13-01T00:00:00Z',
  '2026-11-31T00:00:00Z',
  '2026-00-10T00:00:00Z',
  '2026-11-00T10:00:00Z',
  '2026-11-32T10:00:00Z',
  '1969-12-31T23:59:59Z',
  '1970-01-01T00:00:00Z',
  '2026-11-21T24:00:00Z',
  '2026-11-21T10:60:00Z',
  '2026-11-21T10:05:60Z',
  '2026-11-21T10:05:00',
  '2026-11-21T10:05:00.Z',
  '2026-11-21T10:05:00+24:00',
  '2026-11-21T10:05:00+0100',
  '2026-11-21T10:05:00.0000000001Z',
  '２026-11-21T10:05:00Z',
  'https://a.example/x.png',
  'http://a',
  'https://',
  'https:///x',
  '//a.example/x',
  '/',
  '/a b',
  '/a"b',
  '/ä',
  '/a\\b',
  '/\\a',
  'javascript:alert(1)',
  'data:image/png,',
  'HTTPS://A',
  'ftp://a',
  'x/y',
  '/a\u007fb',
  '/\u00a0',
  'a.example',
  'a.example:443',
  'a.example:',
  'a..example',
  '.a',
  'a.',
  '*.a.example',
  'A.example',
  'a.example:123456',
  '99',
  '00',
  '12345',
  '5',
  '-5',
  '９９',
  'none',
  'percent',
  'tiered',
  'amount',
  'fixed_price',
  'free',
  'upgrade',
  'bundle',
  'protection',
  'subscription',
  'softmax',
  'auto',
  'always',
  'unit',
  'line',
  'cart',
  'checkout',
  'thank_you',
  'Thank_you',
  'month',
  'link',
  'margin',
  'card',
  '\u0000',
  '\ud83d\ude00',
];

export class Mutator {
  constructor(schema, seed) {
    this.schema = schema;
    this.random = uniform(seed);
  }

  below(count) {
    return Math.floor(this.random() * count);
  }
  pick(list) {
    return list[this.below(list.length)];
  }

  resolve(schema) {
    return schema?.$ref ? this.schema.$defs[schema.$ref.split('/').pop()] : schema;
  }

  /** Every place of `value` that can be changed: its parent, its key, the schema it has. */
  places(value, schema = this.schema, found = []) {
    const known = this.resolve(schema) ?? {};
    if (Array.isArray(value)) {
      value.forEach((item, i) => {
        const inner = known.items ?? known.prefixItems?.[i];
        found.push({ parent: value, key: i, schema: inner });
        this.places(item, inner, found);
      });
    } else if (value !== null && typeof value === 'object') {
      for (const key of Object.keys(value)) {
        found.push({ parent: value, key, schema: known.properties?.[key] });
        if (known.properties?.[key]) this.places(value[key], known.properties[key], found);
      }
      found.push({ parent: value, schema: known });
    }
    return found;
  }

  /** A value for `schema`: usually near what it wants, sometimes anything. */
  value(schema, depth = 0) {
    const known = this.resolve(schema) ?? {};
    if (this.random() < 0.25 || depth > 3) return this.anything();
    if (known.enum) return this.pick([...known.enum, this.pick(texts)]);
    if ('const' in known) return this.pick([known.const, spelled('1.0'), '1', 2, true]);
    const type = [known.type].flat()[0];
    if (type === 'integer' || type === 'number') {
      return this.pick([
        known.minimum,
        known.maximum,
        known.minimum - 1,
        known.maximum + 1,
        known.minimum - 0.5,
        known.maximum + 0.5,
        this.pick(numbers),
      ]);
    }
    if (type === 'string') return this.pick(texts);
    if (type === 'boolean') return this.pick([true, false, 0, 'true']);
    if (type === 'array')
      return Array.from({ length: this.below(4) }, (_, i) =>
        this.value(known.items ?? known.prefixItems?.[i], depth + 1),
      );
    if (type === 'object') {
      const made = {};
      for (const [key, inner] of Object.entries(known.properties ?? {})) {
        if (known.required?.includes(key) ? this.random() < 0.9 : this.random() < 0.3)
          made[key] = this.value(inner, depth + 1);
      }
      return made;
    }
    return this.anything();
  }

  anything() {
    return this.pick([null, true, false, [], {}, [null], [[]], { a: 1 }, this.pick(numbers), this.pick(texts)]);
  }

  /** Changes `sheet` in one place. */
  mutate(sheet) {
    const place = this.pick(this.places(sheet));
    const { parent, key, schema } = place;
    if (key === undefined) {
      // an object: give it a key
      const names = Object.keys(schema.properties ?? {});
      const name =
        names.length > 0 && this.random() < 0.9 ? this.pick(names) : this.pick(['extra', '__proto__x', 'a/b~c', '']);
      parent[name] = this.value(schema.properties?.[name]);
      return;
    }
    const kind = this.random();
    if (kind < 0.2 && !Array.isArray(parent)) {
      delete parent[key];
    } else if (kind < 0.3 && Array.isArray(parent)) {
      this.random() < 0.5 ? parent.splice(key, 1) : parent.push(structuredClone(parent[key]));
    } else if (kind < 0.35 && !Array.isArray(parent)) {
      parent[`${key}s`] = parent[key];
      delete parent[key];
    } else {
      parent[key] = this.value(schema);
    }
  }

  /** The text of `sheet` after one to four changes. */
  spoil(sheet) {
    const copy = structuredClone(sheet);
    for (let left = 1 + this.below(4); left > 0; --left) this.mutate(copy);
    return stringify(copy);
  }
}
