// SPDX-License-Identifier: MIT
//
// What stands beside a price and is in what is to pay: a refundable deposit, which is no part of the price (CJEU
// C-543/21), fees, and what rounding to coins added. Part of what only some sheets load (extras.ts).
import type { Quote } from '../../engine/wire.js';
import type { Words } from '../words.js';

/** A row of the ledger: its part, its label and its amount in minor units. */
export type Beside = readonly [name: 'deposit' | 'fee' | 'rounding', label: string, amount: number];

type Labels = readonly [deposit: string, rounding: string, included: string];

const en: Labels = ['Refundable deposit', 'Rounding', 'included'];

const by: Readonly<Record<string, Labels>> = {
  en,
  ar: ['تأمين مسترد', 'تقريب', 'مشمول'],
  de: ['Pfand', 'Rundung', 'enthalten'],
  es: ['Depósito reembolsable', 'Redondeo', 'incluido'],
  fr: ['Consigne', 'Arrondi', 'inclus'],
  he: ['פיקדון', 'עיגול', 'כלול'],
  it: ['Cauzione', 'Arrotondamento', 'incluso'],
  ja: ['デポジット（返金あり）', '端数処理', '込み'],
  ko: ['보증금(환급)', '반올림', '포함'],
  nl: ['Statiegeld', 'Afronding', 'inbegrepen'],
  pl: ['Kaucja', 'Zaokrąglenie', 'w cenie'],
  pt: ['Depósito reembolsável', 'Arredondamento', 'incluído'],
  sv: ['Pant', 'Avrundning', 'ingår'],
  zh: ['押金（可退）', '尾数调整', '已含'],
  'zh-Hant': ['押金（可退）', '尾數調整', '已含'],
};

const labelsOf = (locale: string): Labels =>
  (/^zh-(?:Hant|TW|HK|MO)\b/i.test(locale) ? by['zh-Hant'] : by[locale.slice(0, 2)]) ?? en;

/** What is added to the price, each as a row of its own, so that the rows make the sum. */
export function besideRows({ locale }: Words, { deposit, fees, rounding }: Quote): Beside[] {
  const [ofDeposit, ofRounding] = labelsOf(locale);
  const rows: Beside[] = (fees ?? [])
    .filter(({ included }) => !included)
    .map(({ title, amount }) => ['fee', title, amount]);
  if (deposit) rows.unshift(['deposit', ofDeposit, deposit]);
  if (rounding) rows.push(['rounding', ofRounding, rounding]);
  return rows;
}

/** The same in one line beside the price, with the fees that it contains; '' where there is nothing. */
export function besideText(words: Words, quote: Quote): string {
  const [, , included] = labelsOf(words.locale);
  const added = besideRows(words, quote)
    .filter(([name]) => name !== 'rounding')
    .map(([, label, amount]) => `+ ${words.money(amount)} ${label}`);
  const within = (quote.fees ?? [])
    .filter(fee => fee.included)
    .map(({ title, amount }) => `${title} ${words.money(amount)} (${included})`);
  return [...added, ...within].join(' · ');
}
