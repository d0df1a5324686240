// SPDX-License-Identifier: MIT
//
// One language's sentences, and how numbers, money and times are written beside them. Loads
// the one catalogue a page needs, the nearest to the sheet's locale, English where there is
// none. Decides no wording itself: keys go in, text comes out. Values put into a sentence of
// a right-to-left language are isolated, so that "Visa 42" does not turn its neighbours.

import type { Catalogue, Plural } from '../messages/catalogue.js';
import { moneyFormat } from '../engine/money.js';
import { yieldToMain } from './page/yielding.js';

type Load = () => Promise<{ default: Catalogue }>;

const english: Load = () => import('../messages/en.js');
const catalogueLoaders: Record<string, Load> = {
  en: english,
  de: () => import('../messages/de.js'),
  fr: () => import('../messages/fr.js'),
  es: () => import('../messages/es.js'),
  it: () => import('../messages/it.js'),
  nl: () => import('../messages/nl.js'),
  pt: () => import('../messages/pt-BR.js'),
  pl: () => import('../messages/pl.js'),
  sv: () => import('../messages/sv.js'),
  ja: () => import('../messages/ja.js'),
  ko: () => import('../messages/ko.js'),
  zh: () => import('../messages/zh-Hans.js'),
  'zh-Hant': () => import('../messages/zh-Hant.js'),
  ar: () => import('../messages/ar.js'),
  he: () => import('../messages/he.js'),
};

/** The languages there is a catalogue for, by primary subtag; Traditional Chinese by its script. */
export const languages: readonly string[] = Object.keys(catalogueLoaders);

export type Values = Record<string, string | number>;

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const shortDay = { weekday: 'short', day: 'numeric', month: 'short' } as const;

export class Words {
  /** The language the sentences are in; differs from the locale where there is no catalogue for it. */
  readonly language: string;
  readonly rtl: boolean;
  readonly money: (minor: number) => string;
  /** The shop's zone, in minutes ahead of UTC, in which days are said. Set on opening. */
  declare zone: number;
  readonly #plurals: Intl.PluralRules;
  readonly #formats = new Map<string, Intl.NumberFormat>();

  constructor(
    readonly locale: string,
    currency: string,
    language: string,
    private readonly catalogue: Catalogue,
  ) {
    this.language = language;
    this.rtl = /^(ar|he)$/.test(language);
    this.money = moneyFormat(locale, currency);
    this.#plurals = new Intl.PluralRules(locale);
  }

  /** The sentence of a key with its values, `{n}` choosing the plural form. */
  say(key: keyof Catalogue, values: Values = {}): string {
    const message: string | Plural = this.catalogue[key];
    const { n } = values;
    const text = typeof message === 'string' ? message : (message[this.#plurals.select(Number(n))] ?? message.other);
    return text.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name];
      const shown = typeof value === 'number' ? this.number(value) : (value ?? '');
      return this.rtl ? `\u2068${shown}\u2069` : shown;
    });
  }

  has(key: string): key is keyof Catalogue {
    return Object.hasOwn(this.catalogue, key);
  }

  number(value: number, options?: Intl.NumberFormatOptions): string {
    // A countdown asks for the same ones every second.
    const key = JSON.stringify([options]);
    const format = this.#formats.get(key) ?? new Intl.NumberFormat(this.locale, options);
    this.#formats.set(key, format);
    return format.format(value);
  }

  unit(value: number, unit: string, unitDisplay: 'short' | 'long' = 'long'): string {
    return this.number(value, { style: 'unit', unit, unitDisplay });
  }

  /** A whole percentage from 1/10000. Rounded down, so that no saving is announced that is not there. */
  percent(bps: number): string {
    return this.number(Math.floor(bps / 100) / 100, { style: 'percent' });
  }

  /** A length of time: days and hours, hours and minutes, and in the last hour a clock, "59:56". */
  left(ms: number): string {
    if (ms < hourMs) {
      const seconds = this.number(Math.floor((ms % minuteMs) / 1000), { minimumIntegerDigits: 2 });
      return `${this.number(Math.floor(ms / minuteMs))}:${seconds}`;
    }
    const [big, small, size, part]: [string, string, number, number] =
      ms >= dayMs ? ['day', 'hour', dayMs, hourMs] : ['hour', 'minute', hourMs, minuteMs];
    const count = Math.floor((ms % size) / part);
    const texts = [this.unit(Math.floor(ms / size), big, 'short')];
    if (count) texts.push(this.unit(count, small, 'short'));
    return texts.join(' ');
  }

  /** A moment as a shopper would say it: the time today and in the next half day, else with its day. */
  time(ms: number, now: number): string {
    const day = ms - now < dayMs / 2 || new Date(ms).toDateString() === new Date(now).toDateString() ? {} : shortDay;
    return new Intl.DateTimeFormat(this.locale, { hour: 'numeric', minute: '2-digit', ...day }).format(ms);
  }

  /** A day, or a span of days; a plain date is that day. */
  date(
    from: string | null | undefined,
    to: string | null | undefined,
    options: Intl.DateTimeFormatOptions = shortDay,
  ): string {
    const format = new Intl.DateTimeFormat(this.locale, { ...options, timeZone: 'UTC' });
    const at = (text: string): number => Date.parse(text) + (text[10] ? this.zone * minuteMs : 0);
    const first = at(from ?? to ?? '');
    const last = at(to ?? '');
    return first < last ? format.formatRange(first, last) : first ? format.format(first) : '';
  }
}

/**
 * The key of the catalogue for a locale: its primary subtag, and the script where Chinese is written in Traditional
 * characters.
 */
function catalogueKey(locale: string): string {
  const primary = locale.replace(/-.*/, '').toLowerCase();
  return primary === 'zh' && /-(?:Hant|TW|HK|MO)\b/i.test(locale) ? 'zh-Hant' : primary;
}

/**
 * Words for a locale. An unknown language gets English, a currency that is none no sign: what is wrong with it is the
 * core's to say.
 */
export async function loadWords(locale: string, currency: string, overrides: Partial<Catalogue> = {}): Promise<Words> {
  const wanted = catalogueKey(locale);
  const language = Object.hasOwn(catalogueLoaders, wanted) ? wanted : 'en';
  const catalogue = { ...(await (catalogueLoaders[language] ?? english)()).default, ...overrides };
  // A browser's first formatter of a kind reads its tables, which takes longer than all that is done with it: each has
  // its own task.
  // Chromium goes through all locales there are for the first formatter of any kind; asked about collation first, it
  // does half of that.
  await yieldToMain();
  Intl.Collator.supportedLocalesOf('en');
  await yieldToMain();
  let words: Words;
  try {
    // Danish dates inside English sentences would be worse than English dates.
    words = new Words(language === wanted ? locale : language, currency, language, catalogue);
  } catch {
    words = new Words(language, 'XXX', language, catalogue);
  }
  await yieldToMain();
  words.time(0, 0);
  return words;
}
