// SPDX-License-Identifier: MIT
//
// Random JsonLogic rules and data from one seed. The generator keeps to what both readers
// promise to answer alike; what it leaves out is the documented deviations: names that
// live on prototypes, keys of `missing` that are themselves operations, and texts that a
// slice would split inside a surrogate pair.

const words = [
  '',
  'a',
  'b',
  'abc',
  'Apple',
  '10',
  ' 7 ',
  '3abc',
  '0x1F',
  '-5',
  '1e3',
  '.5',
  '5.',
  'Infinity',
  '-Infinity',
  'NaN',
  'true',
  'null',
  'a,b',
  '1,2',
  'coffee',
  'é',
  '\ufffd',
  '\u2028x',
  '\u00a0 4',
  '0b101',
  '0o17',
  '1_000',
  '+3',
  '--3',
  '\t12\n',
  '[object Object]',
  '2500.0',
  '9007199254740993',
];
const numbers = [
  0, -0, 1, -1, 2, 3, 10, 0.1, 0.2, 0.5, 1.5, -2.75, 100, 255, 1e21, 1e-7, 123456789, 9007199254740991,
  9007199254740992, 1.7976931348623157e308, 5e-324, 4.35, 99.99, 31,
];

export const randomScalar = r => {
  switch (r.below(6)) {
    case 0:
      return null;
    case 1:
      return r.below(2) === 0;
    case 2:
    case 3:
      return r.below(3) ? r.pick(numbers) : Math.round((r.next() - 0.5) * 1e6) / r.pick([1, 10, 100, 1000]);
    default:
      return r.pick(words);
  }
};

const keys = ['a', 'b', 'c', 'n', 's', 'list', '0', '10', 'x y'];

export const randomData = (r, depth = 3) => {
  const kind = depth === 0 ? 0 : r.below(5);
  if (kind <= 1) return randomScalar(r);
  if (kind <= 2) return Array.from({ length: r.below(5) }, () => randomData(r, depth - 1));
  return Object.fromEntries(Array.from({ length: r.below(5) }, () => [r.pick(keys), randomData(r, depth - 1)]));
};

/** Data whose root is an object, as sheets have it. */
export const randomRoot = r => ({
  ...Object.fromEntries(keys.slice(0, 6).map(key => [key, randomData(r, 3)])),
  list: Array.from({ length: r.below(6) }, () => randomData(r, 2)),
});

const paths = [
  'a',
  'b',
  'c',
  'n',
  's',
  'list',
  'a.b',
  'a.0',
  'list.0',
  'list.1.a',
  'list.length',
  's.length',
  'a.length',
  'list.10',
  'missing',
  'a.missing.b',
  '',
  'x y',
  '0',
  'current',
  'accumulator',
  'a.b.c',
  '.',
  'a.',
];

const randomPath = r => (r.below(8) ? r.pick(paths) : r.pick([0, 1, null, 1.5, true, 10]));

const many = (r, low, high, make) => Array.from({ length: low + r.below(high - low + 1) }, make);

/** Rules over arrays see each element as their data; the same generator serves. */
export const randomRule = (r, depth = 4) => {
  if (depth === 0 || r.below(7) === 0)
    return r.below(3) ? { var: r.below(4) ? randomPath(r) : [randomPath(r), randomScalar(r)] } : randomScalar(r);
  const sub = () => randomRule(r, depth - 1);
  const list = () => (r.below(3) ? { var: r.pick(['list', 'a', 'b', '']) } : many(r, 0, 4, sub));
  switch (r.below(27)) {
    case 0:
      return { [r.pick(['==', '===', '!=', '!=='])]: [sub(), sub()] };
    case 1:
      return { [r.pick(['<', '<=', '>', '>='])]: [sub(), sub()] };
    case 2:
      return { [r.pick(['<', '<='])]: [sub(), sub(), sub()] };
    case 3:
      return { [r.pick(['!', '!!'])]: r.below(2) ? sub() : [sub()] };
    case 4:
      return { [r.pick(['and', 'or'])]: many(r, 0, 3, sub) };
    case 5:
      return { [r.pick(['if', '?:'])]: many(r, 0, 5, sub) };
    case 6:
      return { '+': r.below(4) ? many(r, 0, 3, sub) : sub() };
    case 7:
      return { '*': many(r, 0, 3, sub) };
    case 8:
      return { '-': many(r, 1, 2, sub) };
    case 9:
      return { [r.pick(['/', '%'])]: [sub(), sub()] };
    case 10:
      return { [r.pick(['min', 'max'])]: many(r, 0, 4, sub) };
    case 11:
      return { cat: r.below(4) ? many(r, 0, 3, sub) : sub() };
    case 12:
      return {
        substr: [
          r.pick(['jsonlogic', 'coffee', 'é', '', { cat: ['a', { var: 'n' }] }]),
          ...many(r, 1, 2, () => r.pick([0, 1, 2, 3, 10, -1, -2, -10, '1', '-2', null, 1.5, true])),
        ],
      };
    case 13:
      return { in: [sub(), sub()] };
    case 14:
      return { in: [randomScalar(r), many(r, 0, 4, () => randomScalar(r))] };
    case 15:
      return { merge: many(r, 0, 3, sub) };
    case 16:
      return { map: [list(), sub()] };
    case 17:
      return { filter: [list(), sub()] };
    case 18:
      return { [r.pick(['all', 'some', 'none'])]: [list(), sub()] };
    case 19:
      return {
        reduce: [
          list(),
          r.below(2)
            ? { [r.pick(['+', '*', 'max', 'cat', 'merge'])]: [{ var: 'accumulator' }, { var: 'current' }] }
            : sub(),
          ...(r.below(4) ? [sub()] : []),
        ],
      };
    case 20:
      return { missing: r.below(2) ? many(r, 0, 3, () => r.pick(paths)) : [many(r, 0, 3, () => r.pick(paths))] };
    case 21:
      return { missing_some: [r.below(3), many(r, 1, 3, () => r.pick(paths))] };
    case 22:
      return { var: [randomPath(r), sub()] };
    case 23:
      return { var: { cat: [r.pick(['a', 'list', 's']), '.', r.pick(['0', 'length', 'b'])] } };
    case 24:
      return many(r, 0, 3, sub);
    case 25:
      return { [r.pick(['nonsense', 'Var', 'and or', 'method'])]: many(r, 0, 2, sub) };
    default:
      return { log: sub() };
  }
};
