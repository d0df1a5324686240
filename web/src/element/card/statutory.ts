// SPDX-License-Identifier: MIT
//
// Words that laws ask for beside an offer or a purchase, by language; part of what only some sheets load (extras.ts).
// `withdraw` labels the withdrawal function (Directive 2011/83/EU art. 11a(1), in force since 19 June 2026: "withdraw
// from contract here"), `guarantee` leads to the harmonised notice of the legal guarantee (Implementing Regulation (EU)
// 2025/1960), `cancel` to the cancel button (BGB § 312k(2): "Verträge hier kündigen"). Which of them were held against
// the official text of their language stands in web/reference/law-words.md; the others translate the meaning.

export interface Statutory {
  withdraw: string;
  guarantee: string;
  cancel: string;
}

const en: Statutory = {
  withdraw: 'Withdraw from contract here',
  guarantee: 'Your legal guarantee',
  cancel: 'Cancel contracts here',
};

const by: Readonly<Record<string, Statutory>> = {
  en,
  ar: { withdraw: 'الانسحاب من العقد هنا', guarantee: 'ضمانك القانوني', cancel: 'إلغاء العقود هنا' },
  de: {
    withdraw: 'Vertrag widerrufen',
    guarantee: 'Ihre gesetzliche Gewährleistung',
    cancel: 'Verträge hier kündigen',
  },
  es: { withdraw: 'Desistir del contrato aquí', guarantee: 'Su garantía legal', cancel: 'Cancelar contratos aquí' },
  fr: { withdraw: 'Renoncer au contrat ici', guarantee: 'Votre garantie légale', cancel: 'Résilier votre contrat' },
  he: { withdraw: 'ביטול החוזה כאן', guarantee: 'האחריות החוקית שלך', cancel: 'סיום חוזים כאן' },
  it: {
    withdraw: 'Recedere dal contratto qui',
    guarantee: 'La tua garanzia legale',
    cancel: 'Disdire i contratti qui',
  },
  ja: { withdraw: '契約の撤回はこちら', guarantee: '法定保証について', cancel: '契約の解約はこちら' },
  ko: { withdraw: '여기에서 계약 철회', guarantee: '법적 보증', cancel: '여기에서 계약 해지' },
  nl: {
    withdraw: 'Overeenkomst hier herroepen',
    guarantee: 'Uw wettelijke garantie',
    cancel: 'Overeenkomsten hier opzeggen',
  },
  pl: { withdraw: 'Odstąp od umowy tutaj', guarantee: 'Gwarancja prawna', cancel: 'Wypowiedz umowy tutaj' },
  pt: {
    withdraw: 'Retratar-se do contrato aqui',
    guarantee: 'A sua garantia legal',
    cancel: 'Cancelar contratos aqui',
  },
  sv: { withdraw: 'Frånträd avtalet här', guarantee: 'Din reklamationsrätt', cancel: 'Säg upp avtal här' },
  zh: { withdraw: '在此撤回合同', guarantee: '您的法定保障', cancel: '在此取消合同' },
};

/** New York General Business Law § 349-a, beside a price set with personal data: in capitals and in English. */
export const newYork = 'THIS PRICE WAS SET BY AN ALGORITHM USING YOUR PERSONAL DATA.';

/** The words of a page's language. */
export const statutory = (locale: string): Statutory => by[locale.slice(0, 2)] ?? en;
