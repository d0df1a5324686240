// SPDX-License-Identifier: MIT
//
// Generated from src/vocabulary/*.json by web/tools/generate/vocabulary.mjs; do not edit.
//
// The closed lists of words that the core, its hosts and the server share. Each constant stands alone: a bundle holds
// those it uses.

/** Countries and territories by their two-letter codes. */
export const countryCodes = [
  'AD',
  'AE',
  'AF',
  'AG',
  'AI',
  'AL',
  'AM',
  'AO',
  'AQ',
  'AR',
  'AS',
  'AT',
  'AU',
  'AW',
  'AX',
  'AZ',
  'BA',
  'BB',
  'BD',
  'BE',
  'BF',
  'BG',
  'BH',
  'BI',
  'BJ',
  'BL',
  'BM',
  'BN',
  'BO',
  'BQ',
  'BR',
  'BS',
  'BT',
  'BV',
  'BW',
  'BY',
  'BZ',
  'CA',
  'CC',
  'CD',
  'CF',
  'CG',
  'CH',
  'CI',
  'CK',
  'CL',
  'CM',
  'CN',
  'CO',
  'CR',
  'CU',
  'CV',
  'CW',
  'CX',
  'CY',
  'CZ',
  'DE',
  'DJ',
  'DK',
  'DM',
  'DO',
  'DZ',
  'EA',
  'EC',
  'EE',
  'EG',
  'EH',
  'EL',
  'ER',
  'ES',
  'ET',
  'FI',
  'FJ',
  'FK',
  'FM',
  'FO',
  'FR',
  'GA',
  'GB',
  'GD',
  'GE',
  'GF',
  'GG',
  'GH',
  'GI',
  'GL',
  'GM',
  'GN',
  'GP',
  'GQ',
  'GR',
  'GS',
  'GT',
  'GU',
  'GW',
  'GY',
  'HK',
  'HM',
  'HN',
  'HR',
  'HT',
  'HU',
  'IC',
  'ID',
  'IE',
  'IL',
  'IM',
  'IN',
  'IO',
  'IQ',
  'IR',
  'IS',
  'IT',
  'JE',
  'JM',
  'JO',
  'JP',
  'KE',
  'KG',
  'KH',
  'KI',
  'KM',
  'KN',
  'KP',
  'KR',
  'KW',
  'KY',
  'KZ',
  'LA',
  'LB',
  'LC',
  'LI',
  'LK',
  'LR',
  'LS',
  'LT',
  'LU',
  'LV',
  'LY',
  'MA',
  'MC',
  'MD',
  'ME',
  'MF',
  'MG',
  'MH',
  'MK',
  'ML',
  'MM',
  'MN',
  'MO',
  'MP',
  'MQ',
  'MR',
  'MS',
  'MT',
  'MU',
  'MV',
  'MW',
  'MX',
  'MY',
  'MZ',
  'NA',
  'NC',
  'NE',
  'NF',
  'NG',
  'NI',
  'NL',
  'NO',
  'NP',
  'NR',
  'NU',
  'NZ',
  'OM',
  'PA',
  'PE',
  'PF',
  'PG',
  'PH',
  'PK',
  'PL',
  'PM',
  'PN',
  'PR',
  'PS',
  'PT',
  'PW',
  'PY',
  'QA',
  'RE',
  'RO',
  'RS',
  'RU',
  'RW',
  'SA',
  'SB',
  'SC',
  'SD',
  'SE',
  'SG',
  'SH',
  'SI',
  'SJ',
  'SK',
  'SL',
  'SM',
  'SN',
  'SO',
  'SR',
  'SS',
  'ST',
  'SV',
  'SX',
  'SY',
  'SZ',
  'TC',
  'TD',
  'TF',
  'TG',
  'TH',
  'TJ',
  'TK',
  'TL',
  'TM',
  'TN',
  'TO',
  'TR',
  'TT',
  'TV',
  'TW',
  'TZ',
  'UA',
  'UG',
  'UM',
  'US',
  'UY',
  'UZ',
  'VA',
  'VC',
  'VE',
  'VG',
  'VI',
  'VN',
  'VU',
  'WF',
  'WS',
  'XI',
  'XK',
  'YE',
  'YT',
  'ZA',
  'ZM',
  'ZW',
] as const;
export type CountryCode = (typeof countryCodes)[number];

/** The consumer law of its residents' orders. */
export const countryLaw: Readonly<Record<CountryCode, ConsumerLaw>> = {
  AD: 'none',
  AE: 'none',
  AF: 'none',
  AG: 'none',
  AI: 'none',
  AL: 'none',
  AM: 'none',
  AO: 'none',
  AQ: 'none',
  AR: 'none',
  AS: 'us',
  AT: 'eu',
  AU: 'none',
  AW: 'none',
  AX: 'eu',
  AZ: 'none',
  BA: 'none',
  BB: 'none',
  BD: 'none',
  BE: 'eu',
  BF: 'none',
  BG: 'eu',
  BH: 'none',
  BI: 'none',
  BJ: 'none',
  BL: 'none',
  BM: 'none',
  BN: 'none',
  BO: 'none',
  BQ: 'none',
  BR: 'none',
  BS: 'none',
  BT: 'none',
  BV: 'none',
  BW: 'none',
  BY: 'none',
  BZ: 'none',
  CA: 'none',
  CC: 'none',
  CD: 'none',
  CF: 'none',
  CG: 'none',
  CH: 'none',
  CI: 'none',
  CK: 'none',
  CL: 'none',
  CM: 'none',
  CN: 'none',
  CO: 'none',
  CR: 'none',
  CU: 'none',
  CV: 'none',
  CW: 'none',
  CX: 'none',
  CY: 'eu',
  CZ: 'eu',
  DE: 'eu',
  DJ: 'none',
  DK: 'eu',
  DM: 'none',
  DO: 'none',
  DZ: 'none',
  EA: 'eu',
  EC: 'none',
  EE: 'eu',
  EG: 'none',
  EH: 'none',
  EL: 'eu',
  ER: 'none',
  ES: 'eu',
  ET: 'none',
  FI: 'eu',
  FJ: 'none',
  FK: 'none',
  FM: 'none',
  FO: 'none',
  FR: 'eu',
  GA: 'none',
  GB: 'uk',
  GD: 'none',
  GE: 'none',
  GF: 'eu',
  GG: 'none',
  GH: 'none',
  GI: 'none',
  GL: 'none',
  GM: 'none',
  GN: 'none',
  GP: 'eu',
  GQ: 'none',
  GR: 'eu',
  GS: 'none',
  GT: 'none',
  GU: 'us',
  GW: 'none',
  GY: 'none',
  HK: 'none',
  HM: 'none',
  HN: 'none',
  HR: 'eu',
  HT: 'none',
  HU: 'eu',
  IC: 'eu',
  ID: 'none',
  IE: 'eu',
  IL: 'none',
  IM: 'none',
  IN: 'none',
  IO: 'none',
  IQ: 'none',
  IR: 'none',
  IS: 'eu',
  IT: 'eu',
  JE: 'none',
  JM: 'none',
  JO: 'none',
  JP: 'none',
  KE: 'none',
  KG: 'none',
  KH: 'none',
  KI: 'none',
  KM: 'none',
  KN: 'none',
  KP: 'none',
  KR: 'none',
  KW: 'none',
  KY: 'none',
  KZ: 'none',
  LA: 'none',
  LB: 'none',
  LC: 'none',
  LI: 'eu',
  LK: 'none',
  LR: 'none',
  LS: 'none',
  LT: 'eu',
  LU: 'eu',
  LV: 'eu',
  LY: 'none',
  MA: 'none',
  MC: 'none',
  MD: 'none',
  ME: 'none',
  MF: 'eu',
  MG: 'none',
  MH: 'none',
  MK: 'none',
  ML: 'none',
  MM: 'none',
  MN: 'none',
  MO: 'none',
  MP: 'us',
  MQ: 'eu',
  MR: 'none',
  MS: 'none',
  MT: 'eu',
  MU: 'none',
  MV: 'none',
  MW: 'none',
  MX: 'none',
  MY: 'none',
  MZ: 'none',
  NA: 'none',
  NC: 'none',
  NE: 'none',
  NF: 'none',
  NG: 'none',
  NI: 'none',
  NL: 'eu',
  NO: 'eu',
  NP: 'none',
  NR: 'none',
  NU: 'none',
  NZ: 'none',
  OM: 'none',
  PA: 'none',
  PE: 'none',
  PF: 'none',
  PG: 'none',
  PH: 'none',
  PK: 'none',
  PL: 'eu',
  PM: 'none',
  PN: 'none',
  PR: 'us',
  PS: 'none',
  PT: 'eu',
  PW: 'none',
  PY: 'none',
  QA: 'none',
  RE: 'eu',
  RO: 'eu',
  RS: 'none',
  RU: 'none',
  RW: 'none',
  SA: 'none',
  SB: 'none',
  SC: 'none',
  SD: 'none',
  SE: 'eu',
  SG: 'none',
  SH: 'none',
  SI: 'eu',
  SJ: 'none',
  SK: 'eu',
  SL: 'none',
  SM: 'none',
  SN: 'none',
  SO: 'none',
  SR: 'none',
  SS: 'none',
  ST: 'none',
  SV: 'none',
  SX: 'none',
  SY: 'none',
  SZ: 'none',
  TC: 'none',
  TD: 'none',
  TF: 'none',
  TG: 'none',
  TH: 'none',
  TJ: 'none',
  TK: 'none',
  TL: 'none',
  TM: 'none',
  TN: 'none',
  TO: 'none',
  TR: 'none',
  TT: 'none',
  TV: 'none',
  TW: 'none',
  TZ: 'none',
  UA: 'none',
  UG: 'none',
  UM: 'us',
  US: 'us',
  UY: 'none',
  UZ: 'none',
  VA: 'none',
  VC: 'none',
  VE: 'none',
  VG: 'none',
  VI: 'us',
  VN: 'none',
  VU: 'none',
  WF: 'none',
  WS: 'none',
  XI: 'uk',
  XK: 'none',
  YE: 'none',
  YT: 'eu',
  ZA: 'none',
  ZM: 'none',
  ZW: 'none',
};

/** Active currencies by their ISO 4217 codes. */
export const currencyCodes = [
  'AED',
  'AFN',
  'ALL',
  'AMD',
  'AOA',
  'ARS',
  'AUD',
  'AWG',
  'AZN',
  'BAM',
  'BBD',
  'BDT',
  'BGN',
  'BHD',
  'BIF',
  'BMD',
  'BND',
  'BOB',
  'BOV',
  'BRL',
  'BSD',
  'BTN',
  'BWP',
  'BYN',
  'BZD',
  'CAD',
  'CDF',
  'CHE',
  'CHF',
  'CHW',
  'CLF',
  'CLP',
  'CNY',
  'COP',
  'COU',
  'CRC',
  'CUP',
  'CVE',
  'CZK',
  'DJF',
  'DKK',
  'DOP',
  'DZD',
  'EGP',
  'ERN',
  'ETB',
  'EUR',
  'FJD',
  'FKP',
  'GBP',
  'GEL',
  'GHS',
  'GIP',
  'GMD',
  'GNF',
  'GTQ',
  'GYD',
  'HKD',
  'HNL',
  'HTG',
  'HUF',
  'IDR',
  'ILS',
  'INR',
  'IQD',
  'IRR',
  'ISK',
  'JMD',
  'JOD',
  'JPY',
  'KES',
  'KGS',
  'KHR',
  'KMF',
  'KPW',
  'KRW',
  'KWD',
  'KYD',
  'KZT',
  'LAK',
  'LBP',
  'LKR',
  'LRD',
  'LSL',
  'LYD',
  'MAD',
  'MDL',
  'MGA',
  'MKD',
  'MMK',
  'MNT',
  'MOP',
  'MRU',
  'MUR',
  'MVR',
  'MWK',
  'MXN',
  'MXV',
  'MYR',
  'MZN',
  'NAD',
  'NGN',
  'NIO',
  'NOK',
  'NPR',
  'NZD',
  'OMR',
  'PAB',
  'PEN',
  'PGK',
  'PHP',
  'PKR',
  'PLN',
  'PYG',
  'QAR',
  'RON',
  'RSD',
  'RUB',
  'RWF',
  'SAR',
  'SBD',
  'SCR',
  'SDG',
  'SEK',
  'SGD',
  'SHP',
  'SLE',
  'SOS',
  'SRD',
  'SSP',
  'STN',
  'SVC',
  'SYP',
  'SZL',
  'THB',
  'TJS',
  'TMT',
  'TND',
  'TOP',
  'TRY',
  'TTD',
  'TWD',
  'TZS',
  'UAH',
  'UGX',
  'USD',
  'USN',
  'UYI',
  'UYU',
  'UYW',
  'UZS',
  'VED',
  'VES',
  'VND',
  'VUV',
  'WST',
  'XAD',
  'XAF',
  'XCD',
  'XCG',
  'XOF',
  'XPF',
  'YER',
  'ZAR',
  'ZMW',
  'ZWG',
] as const;
export type CurrencyCode = (typeof currencyCodes)[number];

/** How many digits follow the decimal point, by the standard and not by habit. By value; every other code: 2. */
export const currenciesByDigits: Readonly<Record<string, string>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
};

/** Who fulfils a duty. */
export const dutyBearers = ['card', 'sheet', 'shop'] as const;
export type DutyBearer = (typeof dutyBearers)[number];

/** What laws ask of an offer. Which of them asks for which, by which text and since when, are the rows of Obligation. */
export const duties = [
  'law_known',
  'law_applied',
  'business_known',
  'pay_button',
  'terms_before_button',
  'minimum_term_total',
  'lowest_30d_price',
  'believable_reference',
  'no_claims_in_copy',
  'gross_prices',
  'withdrawal_link',
  'guarantee_notice',
  'verified_reviews',
  'digital_consent',
  'terms_agreed',
  'cancel_link',
  'price_after_trial',
  'adjustable_timer',
  'true_scarcity',
  'no_pressure',
  'plain_decline',
  'no_generic_green',
  'protection_without_hurry',
  'protection_information',
  'protection_terms',
  'personal_price',
  'personal_price_sentence',
  'own_offer',
  'renewal_reminder',
  'subscription_regime',
] as const;
export type Duty = (typeof duties)[number];

export interface DutyRow {
  /** What is asked. */
  meaning: string;
  /** The kinds of offers it concerns; where empty, all. */
  kinds?: readonly string[];
  /** Who fulfils it. */
  by: DutyBearer;
  /** The code by which check says the same; where empty, it says that the duty is open. */
  said_by?: string;
  /** What to do. */
  fix: string;
}
export const dutyRows: Readonly<Record<Duty, DutyRow>> = {
  law_known: {
    meaning: 'The country of the order is known, and with it the law.',
    by: 'sheet',
    said_by: 'country_missing',
    fix: 'Give order.billing_country or shipping_country as an ISO 3166-1 code.',
  },
  law_applied: {
    meaning: "The law of the country is applied to a consumer's order.",
    by: 'sheet',
    said_by: 'law_ignored',
    fix: 'Set policy.consumer_law to auto, or order.buyer to business where the buyer is one.',
  },
  business_known: {
    meaning: 'A buyer who is treated as a business is shown to be one.',
    by: 'sheet',
    fix: 'Give order.vat_id or order.company beside order.buyer.',
  },
  pay_button: {
    meaning: 'The accept button says that the order obliges to pay, also where the charge follows a trial.',
    by: 'sheet',
    fix: 'Leave copy.accept out: the card uses the words of the law.',
  },
  terms_before_button: {
    meaning: 'Price, total and terms stand directly above the button.',
    by: 'card',
    fix: 'Nothing: the card shows them there.',
  },
  minimum_term_total: {
    meaning: 'The least total of a minimum term is stated before the order.',
    kinds: ['subscription'],
    by: 'card',
    fix: 'Nothing: the card shows it.',
  },
  lowest_30d_price: {
    meaning: 'A reduction is announced against the lowest price of the last 30 days.',
    kinds: ['cross_sell', 'upgrade', 'bundle', 'subscription', 'refill'],
    by: 'sheet',
    said_by: 'compare_at_under_law',
    fix: 'Set policy.reference_price to lowest_30d and give variant.lowest_30d, or to none.',
  },
  believable_reference: {
    meaning: 'The price before a reduction was really charged.',
    by: 'sheet',
    fix: 'Correct lowest_30d or compare_at: the price before is more than four times the price now.',
  },
  no_claims_in_copy: {
    meaning: 'A reduction is not announced in free copy, where it is not computed.',
    by: 'sheet',
    fix: 'Remove the claim from copy; the card announces what may be announced.',
  },
  gross_prices: {
    meaning: 'Prices to consumers include tax.',
    by: 'sheet',
    fix: 'Give prices that include tax and set order.tax_included, or order.buyer to business where the buyer is one.',
  },
  withdrawal_link: {
    meaning: 'The withdrawal function can be reached by a link through the whole period.',
    by: 'sheet',
    fix: 'Give order.withdrawal_url.',
  },
  guarantee_notice: {
    meaning: 'The harmonised notice of the legal guarantee can be reached.',
    kinds: ['cross_sell', 'upgrade', 'bundle', 'subscription', 'refill'],
    by: 'sheet',
    fix: 'Give order.guarantee_url.',
  },
  verified_reviews: {
    meaning: 'Reviews say how they were verified.',
    by: 'sheet',
    said_by: 'reviews_not_shown',
    fix: 'Give proof.verification a sentence that says how reviews are verified, or a link to it.',
  },
  digital_consent: {
    meaning:
      'Digital content supplied at once has express consent and acknowledgement, or the right of withdrawal is kept.',
    kinds: ['digital'],
    by: 'sheet',
    fix: 'Give consent.text that asks for both, or set candidate.withdrawal to kept.',
  },
  terms_agreed: {
    meaning: 'What binds beyond this purchase is agreed to expressly.',
    kinds: ['subscription', 'protection'],
    by: 'sheet',
    fix: 'Give consent.text with the terms: amount, interval, term, and how to cancel.',
  },
  cancel_link: {
    meaning: 'A subscription can be cancelled where it was taken out.',
    kinds: ['subscription'],
    by: 'sheet',
    fix: 'Give order.cancel_url.',
  },
  price_after_trial: {
    meaning: 'The price after a trial is stated before the order.',
    kinds: ['subscription'],
    by: 'sheet',
    fix: 'State the price after the trial in consent.text.',
  },
  adjustable_timer: {
    meaning: 'A countdown under 20 hours can be extended, or is essential.',
    by: 'sheet',
    fix: 'Set availability.extendable and endpoints.extend, or leave the countdown out: the card does not count down otherwise.',
  },
  true_scarcity: {
    meaning: 'A deadline for stock is stated only where stock is short.',
    by: 'sheet',
    fix: 'Choose another cause, or give the true variant.stock.',
  },
  no_pressure: {
    meaning: 'Copy does not press by claims of scarcity, other buyers or rising prices.',
    by: 'sheet',
    said_by: 'pressure',
    fix: 'Remove the claim from copy.',
  },
  plain_decline: {
    meaning: 'Declining is a plain answer that shames no one.',
    by: 'sheet',
    said_by: 'shame',
    fix: 'Leave copy.decline out: the card says No thanks.',
  },
  no_generic_green: {
    meaning: 'Copy makes no generic environmental claim.',
    by: 'sheet',
    said_by: 'green',
    fix: 'Remove the claim, or say what exactly is better and by whom it is certified.',
  },
  protection_without_hurry: {
    meaning: 'Paid protection is offered without a countdown.',
    kinds: ['protection'],
    by: 'sheet',
    fix: 'Leave availability.countdown out.',
  },
  protection_information: {
    meaning: 'Paid protection comes with its information page.',
    kinds: ['protection'],
    by: 'sheet',
    fix: 'Give consent.url: a page that says what it costs and how long it lasts, that it may be bought elsewhere or not at all, which rights the law gives without it, and that one over a year can be cancelled within 45 days.',
  },
  protection_terms: {
    meaning:
      'Beside paid protection stand its price and length, that it may be left, and in how many days one over a year can be cancelled.',
    kinds: ['protection'],
    by: 'sheet',
    fix: 'Give covers.term_months: the card then says how long it lasts, and the rest.',
  },
  personal_price: {
    meaning: 'A price that depends on personal data is disclosed.',
    by: 'card',
    fix: 'Nothing: publish marks such an offer and its card says so. policy.personal_prices refuse keeps it out.',
  },
  personal_price_sentence: {
    meaning: 'Beside a price set with personal data stands the sentence of the law.',
    by: 'card',
    fix: 'Give order.billing_region: the card then shows THIS PRICE WAS SET BY AN ALGORITHM USING YOUR PERSONAL DATA.',
  },
  own_offer: {
    meaning: 'One click buys only from the merchant of the order.',
    by: 'sheet',
    said_by: 'not_the_merchant',
    fix: 'Set accept.mode to link where seller.is_merchant is false.',
  },
  renewal_reminder: {
    meaning: 'The customer is reminded of a renewal each year, and consent is kept for three years.',
    kinds: ['subscription'],
    by: 'shop',
    fix: 'Your shop sends the reminder; the purchase record keeps the consent.',
  },
  subscription_regime: {
    meaning:
      'A subscription comes with its key information, reminders, a second right to cancel after a trial, and an easy way out.',
    kinds: ['subscription'],
    by: 'shop',
    fix: 'Your shop gives the information, sends the reminders, and lets the customer leave as easily as they came.',
  },
};

/** Which law asks for which duty: the meaning is where it stands. Facts looked up in November 2026, not legal advice: check the source before you rely on a row. A row is switched on by giving its `since` in place of `expected`. */
export const obligations = [
  'eu_law_known',
  'eu_law_applied',
  'eu_business_known',
  'eu_pay_button',
  'eu_terms_before_button',
  'eu_minimum_term_total',
  'eu_lowest_30d_price',
  'eu_believable_reference',
  'eu_no_claims_in_copy',
  'eu_gross_prices',
  'eu_withdrawal_link',
  'eu_guarantee_notice',
  'eu_verified_reviews',
  'eu_digital_consent',
  'eu_terms_agreed',
  'eu_cancel_link',
  'eu_price_after_trial',
  'eu_adjustable_timer',
  'eu_true_scarcity',
  'eu_no_pressure',
  'eu_plain_decline',
  'eu_no_generic_green',
  'eu_personal_price',
  'uk_law_known',
  'uk_law_applied',
  'uk_business_known',
  'uk_pay_button',
  'uk_terms_before_button',
  'uk_minimum_term_total',
  'uk_believable_reference',
  'uk_gross_prices',
  'uk_digital_consent',
  'uk_terms_agreed',
  'uk_price_after_trial',
  'uk_adjustable_timer',
  'uk_true_scarcity',
  'uk_no_pressure',
  'uk_plain_decline',
  'uk_protection_without_hurry',
  'uk_protection_information',
  'uk_protection_terms',
  'uk_personal_price',
  'uk_subscription_regime',
  'us_law_known',
  'us_law_applied',
  'us_business_known',
  'us_terms_agreed',
  'us_cancel_link',
  'us_price_after_trial',
  'us_adjustable_timer',
  'us_plain_decline',
  'us_personal_price_sentence',
  'us_own_offer',
  'us_renewal_reminder',
  'none_law_known',
  'none_law_applied',
  'none_business_known',
] as const;
export type Obligation = (typeof obligations)[number];

export interface ObligationRow {
  /** Where it stands. */
  meaning: string;
  /** The law that asks. */
  law: ConsumerLaw;
  /** What it asks for. */
  duty: Duty;
  /** The regions (ISO 3166-2 without the country) where it holds; where empty, all. */
  regions?: readonly string[];
  /** Since when it holds: it asks nothing of a sheet issued before; where empty, long since. */
  since?: string;
  /** When it is expected to hold; until then it asks nothing. */
  expected?: string;
}
export const obligationRows: Readonly<Record<Obligation, ObligationRow>> = {
  eu_law_known: { meaning: 'Regulation (EC) 593/2008 art. 6.', law: 'eu', duty: 'law_known', since: '2009-12-17' },
  eu_law_applied: {
    meaning: 'Regulation (EC) 593/2008 art. 6(2).',
    law: 'eu',
    duty: 'law_applied',
    since: '2009-12-17',
  },
  eu_business_known: {
    meaning: 'Directive 2011/83/EU art. 2(1).',
    law: 'eu',
    duty: 'business_known',
    since: '2014-06-13',
  },
  eu_pay_button: {
    meaning: 'Directive 2011/83/EU art. 8(2); CJEU C-400/22, C-249/21.',
    law: 'eu',
    duty: 'pay_button',
    since: '2014-06-13',
  },
  eu_terms_before_button: {
    meaning: 'Directive 2011/83/EU art. 6, 8(2).',
    law: 'eu',
    duty: 'terms_before_button',
    since: '2014-06-13',
  },
  eu_minimum_term_total: {
    meaning: 'Directive 2011/83/EU art. 6(1)(e), (o).',
    law: 'eu',
    duty: 'minimum_term_total',
    since: '2014-06-13',
  },
  eu_lowest_30d_price: {
    meaning: 'Directive 98/6/EC art. 6a; CJEU C-330/23.',
    law: 'eu',
    duty: 'lowest_30d_price',
    since: '2022-05-28',
  },
  eu_believable_reference: {
    meaning: 'Directive 2005/29/EC art. 6(1)(d); Directive 98/6/EC art. 6a.',
    law: 'eu',
    duty: 'believable_reference',
    since: '2007-12-12',
  },
  eu_no_claims_in_copy: {
    meaning: 'Directive 98/6/EC art. 6a; CJEU C-330/23.',
    law: 'eu',
    duty: 'no_claims_in_copy',
    since: '2022-05-28',
  },
  eu_gross_prices: { meaning: 'Directive 98/6/EC art. 2, 3.', law: 'eu', duty: 'gross_prices', since: '2000-03-18' },
  eu_withdrawal_link: {
    meaning: 'Directive 2011/83/EU art. 11a, by Directive (EU) 2023/2673.',
    law: 'eu',
    duty: 'withdrawal_link',
    since: '2026-06-19',
  },
  eu_guarantee_notice: {
    meaning: 'Implementing Regulation (EU) 2025/1960.',
    law: 'eu',
    duty: 'guarantee_notice',
    since: '2026-09-27',
  },
  eu_verified_reviews: {
    meaning: 'Directive 2005/29/EC art. 7(6).',
    law: 'eu',
    duty: 'verified_reviews',
    since: '2022-05-28',
  },
  eu_digital_consent: {
    meaning: 'Directive 2011/83/EU art. 16(m), 8(7).',
    law: 'eu',
    duty: 'digital_consent',
    since: '2014-06-13',
  },
  eu_terms_agreed: { meaning: 'Directive 2011/83/EU art. 6, 8.', law: 'eu', duty: 'terms_agreed', since: '2014-06-13' },
  eu_cancel_link: {
    meaning: 'Germany: BGB § 312k; France: Code de la consommation art. L. 215-1-1.',
    law: 'eu',
    duty: 'cancel_link',
    since: '2022-07-01',
  },
  eu_price_after_trial: {
    meaning: 'Directive 2011/83/EU art. 6(1)(e); CJEU C-565/22.',
    law: 'eu',
    duty: 'price_after_trial',
    since: '2014-06-13',
  },
  eu_adjustable_timer: {
    meaning: 'Directive (EU) 2019/882, by WCAG 2.2.1.',
    law: 'eu',
    duty: 'adjustable_timer',
    since: '2025-06-28',
  },
  eu_true_scarcity: {
    meaning: 'Directive 2005/29/EC annex I no. 7.',
    law: 'eu',
    duty: 'true_scarcity',
    since: '2007-12-12',
  },
  eu_no_pressure: {
    meaning: 'Directive 2005/29/EC art. 8, annex I no. 7.',
    law: 'eu',
    duty: 'no_pressure',
    since: '2007-12-12',
  },
  eu_plain_decline: {
    meaning: 'Directive 2005/29/EC art. 5, 8.',
    law: 'eu',
    duty: 'plain_decline',
    since: '2007-12-12',
  },
  eu_no_generic_green: {
    meaning: 'Directive 2005/29/EC annex I no. 4a, by Directive (EU) 2024/825.',
    law: 'eu',
    duty: 'no_generic_green',
    since: '2026-09-27',
  },
  eu_personal_price: {
    meaning: 'Directive 2011/83/EU art. 6(1)(ea).',
    law: 'eu',
    duty: 'personal_price',
    since: '2022-05-28',
  },
  uk_law_known: { meaning: 'Regulation (EC) 593/2008 art. 6, as kept by SI 2019/834.', law: 'uk', duty: 'law_known' },
  uk_law_applied: {
    meaning: 'Regulation (EC) 593/2008 art. 6(2), as kept by SI 2019/834.',
    law: 'uk',
    duty: 'law_applied',
  },
  uk_business_known: {
    meaning: 'Consumer Contracts Regulations 2013 (SI 2013/3134) reg. 4.',
    law: 'uk',
    duty: 'business_known',
    since: '2014-06-13',
  },
  uk_pay_button: {
    meaning: 'Consumer Contracts Regulations 2013 (SI 2013/3134) reg. 14(3) to (5).',
    law: 'uk',
    duty: 'pay_button',
    since: '2014-06-13',
  },
  uk_terms_before_button: {
    meaning: 'Consumer Contracts Regulations 2013 (SI 2013/3134) reg. 14(2).',
    law: 'uk',
    duty: 'terms_before_button',
    since: '2014-06-13',
  },
  uk_minimum_term_total: {
    meaning: 'Consumer Contracts Regulations 2013 (SI 2013/3134) reg. 14(2), sch. 2.',
    law: 'uk',
    duty: 'minimum_term_total',
    since: '2014-06-13',
  },
  uk_believable_reference: {
    meaning: 'Digital Markets, Competition and Consumers Act 2024 s. 226.',
    law: 'uk',
    duty: 'believable_reference',
    since: '2025-04-06',
  },
  uk_gross_prices: {
    meaning: 'Digital Markets, Competition and Consumers Act 2024 s. 230.',
    law: 'uk',
    duty: 'gross_prices',
    since: '2025-04-06',
  },
  uk_digital_consent: {
    meaning: 'Consumer Contracts Regulations 2013 (SI 2013/3134) reg. 36, 37.',
    law: 'uk',
    duty: 'digital_consent',
    since: '2014-06-13',
  },
  uk_terms_agreed: {
    meaning: 'Consumer Contracts Regulations 2013 (SI 2013/3134) reg. 13, 40.',
    law: 'uk',
    duty: 'terms_agreed',
    since: '2014-06-13',
  },
  uk_price_after_trial: {
    meaning: 'Consumer Contracts Regulations 2013 (SI 2013/3134) sch. 2; DMCC Act 2024 s. 230.',
    law: 'uk',
    duty: 'price_after_trial',
    since: '2014-06-13',
  },
  uk_adjustable_timer: {
    meaning: 'Equality Act 2010 s. 20, by WCAG 2.2.1.',
    law: 'uk',
    duty: 'adjustable_timer',
    since: '2010-10-01',
  },
  uk_true_scarcity: {
    meaning: 'Digital Markets, Competition and Consumers Act 2024 sch. 20.',
    law: 'uk',
    duty: 'true_scarcity',
    since: '2025-04-06',
  },
  uk_no_pressure: {
    meaning: 'Digital Markets, Competition and Consumers Act 2024 s. 228, sch. 20.',
    law: 'uk',
    duty: 'no_pressure',
    since: '2025-04-06',
  },
  uk_plain_decline: {
    meaning: 'Digital Markets, Competition and Consumers Act 2024 s. 228, 229.',
    law: 'uk',
    duty: 'plain_decline',
    since: '2025-04-06',
  },
  uk_protection_without_hurry: {
    meaning: 'Extended Warranties Order (SI 2005/37); DMCC Act 2024 s. 228.',
    law: 'uk',
    duty: 'protection_without_hurry',
    since: '2005-04-06',
  },
  uk_protection_information: {
    meaning: 'Extended Warranties Order (SI 2005/37).',
    law: 'uk',
    duty: 'protection_information',
    since: '2005-04-06',
  },
  uk_protection_terms: {
    meaning: 'Extended Warranties Order (SI 2005/37).',
    law: 'uk',
    duty: 'protection_terms',
    since: '2005-04-06',
  },
  uk_personal_price: {
    meaning: 'UK GDPR art. 13(2)(f); DMCC Act 2024 s. 227.',
    law: 'uk',
    duty: 'personal_price',
    since: '2025-04-06',
  },
  uk_subscription_regime: {
    meaning: 'Digital Markets, Competition and Consumers Act 2024 part 4 ch. 2.',
    law: 'uk',
    duty: 'subscription_regime',
    expected: 'spring 2027',
  },
  us_law_known: { meaning: 'The law of the state in which the buyer lives.', law: 'us', duty: 'law_known' },
  us_law_applied: {
    meaning: '15 U.S.C. 8401 ff. (ROSCA); 15 U.S.C. 45 (FTC Act).',
    law: 'us',
    duty: 'law_applied',
    since: '2010-12-29',
  },
  us_business_known: {
    meaning: '15 U.S.C. 8401 ff. (ROSCA), which protects consumers.',
    law: 'us',
    duty: 'business_known',
    since: '2010-12-29',
  },
  us_terms_agreed: { meaning: '15 U.S.C. 8403(1), (2) (ROSCA).', law: 'us', duty: 'terms_agreed', since: '2010-12-29' },
  us_cancel_link: {
    meaning: '15 U.S.C. 8403(3) (ROSCA); California Business and Professions Code 17602.',
    law: 'us',
    duty: 'cancel_link',
    since: '2010-12-29',
  },
  us_price_after_trial: {
    meaning: '15 U.S.C. 8403(1) (ROSCA); California Business and Professions Code 17602.',
    law: 'us',
    duty: 'price_after_trial',
    since: '2010-12-29',
  },
  us_adjustable_timer: {
    meaning: 'Americans with Disabilities Act, title III, by WCAG 2.2.1.',
    law: 'us',
    duty: 'adjustable_timer',
  },
  us_plain_decline: { meaning: '15 U.S.C. 45 (FTC Act).', law: 'us', duty: 'plain_decline' },
  us_personal_price_sentence: {
    meaning: 'New York General Business Law § 349-a.',
    law: 'us',
    duty: 'personal_price_sentence',
    regions: ['NY'],
    since: '2025-11-10',
  },
  us_own_offer: { meaning: '15 U.S.C. 8402 (ROSCA).', law: 'us', duty: 'own_offer', since: '2010-12-29' },
  us_renewal_reminder: {
    meaning: 'California Business and Professions Code 17602.',
    law: 'us',
    duty: 'renewal_reminder',
    regions: ['CA'],
    since: '2025-07-01',
  },
  none_law_known: { meaning: 'The law of the country in which the buyer lives.', law: 'none', duty: 'law_known' },
  none_law_applied: {
    meaning: 'Regulation (EC) 593/2008 art. 6(2), where that country has a law of this table.',
    law: 'none',
    duty: 'law_applied',
  },
  none_business_known: {
    meaning: 'Directive 2011/83/EU art. 2(1), where that country has a law of this table.',
    law: 'none',
    duty: 'business_known',
  },
};

/** What happened to an offer, or to all offers of an order. */
export const analyticsEvents = [
  'published',
  'decided',
  'holdout',
  'shown',
  'viewed',
  'accepted',
  'declined',
  'expired',
  'failed',
  'undone',
  'refunded',
] as const;
export type AnalyticsEvent = (typeof analyticsEvents)[number];

/** The events that a page may report; every other one is the server's alone. */
export const sessionEmits = [
  'decided',
  'holdout',
  'shown',
  'viewed',
  'accepted',
  'declined',
  'expired',
  'failed',
  'undone',
] as const;
export type SessionEmit = (typeof sessionEmits)[number];

/** The events that name their candidate, its slot and its step. */
export const offerEvents = ['shown', 'viewed', 'accepted', 'declined', 'expired', 'undone'] as const;
export type OfferEvent = (typeof offerEvents)[number];

/** A factor of a take rate. */
export const factors = [
  'base',
  'relevance_price',
  'kind',
  'discount',
  'family',
  'product',
  'family_pair',
  'lift',
  'product_pair',
  'customer',
  'position',
  'beside',
] as const;
export type Factor = (typeof factors)[number];

/** What is wrong in one place of a document. */
export const issueCodes = [
  'type',
  'required',
  'enum',
  'const',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'pattern',
  'syntax',
  'utf8',
  'depth',
  'size',
  'too_many_values',
  'number_range',
  'impossible_date',
  'unknown_currency',
  'decimals',
  'too_large',
  'duplicate_id',
  'unknown_candidate',
  'unknown_line',
  'unknown_variant',
  'funnel_cycle',
  'order_of_times',
  'order_of_bounds',
  'tier_order',
  'tier_terms',
  'compound_taxes',
  'cause_not_held',
  'url_missing',
  'surface_mismatch',
  'counts_mismatch',
  'returned_mismatch',
  'weights_sum',
  'weights_count',
  'holdout_index',
  'patch_conflict',
  'private_field',
  'copy_percentage',
  'broken_arm',
  'law_ignored',
  'not_the_merchant',
  'unknown_key',
] as const;
export type IssueCode = (typeof issueCodes)[number];

/** Keywords of JSON Schema, spelled as there: on these a schema validator and `encore check` agree, path by path. */
export const schemaKeywords: ReadonlySet<IssueCode> = /* @__PURE__ */ new Set<IssueCode>([
  'type',
  'required',
  'enum',
  'const',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'pattern',
]);

/** Codes of notes: they drop nothing and fail nothing. */
export const noteCodes: ReadonlySet<IssueCode> = /* @__PURE__ */ new Set<IssueCode>(['unknown_key']);

/** Which consumer law governs the sale. */
export const consumerLaws = ['auto', 'eu', 'uk', 'us', 'none'] as const;
export type ConsumerLaw = (typeof consumerLaws)[number];

/** The regions (ISO 3166-2 without the country) where the sentence of New York's law stands beside a price set with personal data. */
export const priceSentenceIn: Readonly<Partial<Record<ConsumerLaw, readonly string[]>>> = { us: ['NY'] };

/** In how many days paid protection for longer than a year can be cancelled without cost; the card says so, and that it may be left. */
export const protectionDays: Readonly<Partial<Record<ConsumerLaw, number>>> = { uk: 45 };

/** What happens to a fraction of a minor unit. */
export const roundings = ['half_up', 'half_even', 'half_down', 'up', 'down'] as const;
export type Rounding = (typeof roundings)[number];

/** Which parts get the leftover units when an amount is shared out by weights. Equals are served in order. */
export const leftovers = ['first', 'last', 'largest_remainder', 'largest_ratio'] as const;
export type Leftover = (typeof leftovers)[number];

/** The operations of the core, by number: hosts of all builds ask by their places in this list. */
export const operations = ['check', 'decide', 'advance', 'quote', 'rule', 'publish', 'terms', 'fit'] as const;
export type Operation = (typeof operations)[number];

/** What led a card to its state. The problem types are all that a client branches on. */
export const problems = [
  'payment_declined',
  'action_required',
  'already_accepted',
  'in_progress',
  'price_changed',
  'out_of_stock',
  'order_released',
  'expired',
  'superseded',
  'not_offered',
  'consent_required',
  'unauthorized',
  'invalid',
  'rate_limited',
  'unavailable',
  'network',
  'timeout',
  'truncated',
  'blocked',
  'undo',
] as const;
export type Problem = (typeof problems)[number];

/** The problem types, RFC 9457: what the shop's endpoints answer. */
export const problemTypes = [
  'payment_declined',
  'action_required',
  'already_accepted',
  'in_progress',
  'price_changed',
  'out_of_stock',
  'order_released',
  'expired',
  'superseded',
  'not_offered',
  'consent_required',
  'unauthorized',
  'invalid',
  'rate_limited',
  'unavailable',
] as const;
export type ProblemType = (typeof problemTypes)[number];

/** Whether the card's button works again after it. */
export const mayTryAgain: ReadonlySet<Problem> = /* @__PURE__ */ new Set<Problem>([
  'payment_declined',
  'action_required',
  'already_accepted',
  'in_progress',
  'price_changed',
  'out_of_stock',
  'order_released',
  'expired',
  'consent_required',
  'rate_limited',
  'unavailable',
  'network',
  'timeout',
  'truncated',
  'undo',
]);

/** What may be said about the shopper's money once it has ended a click. */
export const problemCharge: Readonly<Record<Problem, ChargeClaim>> = {
  payment_declined: 'none',
  action_required: 'unknown',
  already_accepted: 'charged',
  in_progress: 'unknown',
  price_changed: 'none',
  out_of_stock: 'none',
  order_released: 'refunded',
  expired: 'none',
  superseded: 'none',
  not_offered: 'none',
  consent_required: 'none',
  unauthorized: 'unknown',
  invalid: 'unknown',
  rate_limited: 'none',
  unavailable: 'none',
  network: 'unknown',
  timeout: 'unknown',
  truncated: 'unknown',
  blocked: 'none',
  undo: 'unknown',
};

export interface ProblemDocument {
  /** The HTTP status of the problem type, where HTTP has none that is more exact. */
  status: number;
  /** The problem document's title, for people who read logs. */
  title: string;
  /** The problem document's detail where the word alone is all there is to say; else the title. */
  detail?: string;
}
export const problemDocuments: Readonly<Record<ProblemType, ProblemDocument>> = {
  payment_declined: {
    status: 402,
    title: 'The payment was declined',
    detail: 'Nothing was charged. The same key may be used again.',
  },
  action_required: { status: 402, title: 'The bank asks for authentication' },
  already_accepted: { status: 409, title: 'This offer was already accepted' },
  in_progress: { status: 409, title: 'The outcome is not known yet' },
  price_changed: { status: 409, title: 'The price changed' },
  out_of_stock: { status: 409, title: 'Out of stock', detail: 'Nothing was charged.' },
  order_released: {
    status: 409,
    title: 'The order can no longer be changed',
    detail: 'The order is packed, cancelled or returned. Whatever was charged is refunded.',
  },
  expired: { status: 410, title: 'The deadline has passed' },
  superseded: { status: 409, title: 'This offer no longer applies' },
  not_offered: {
    status: 409,
    title: 'Not offered for this order',
    detail: 'The order cannot take this offer. Whatever was charged is refunded.',
  },
  consent_required: { status: 422, title: 'The terms must be agreed to' },
  unauthorized: { status: 403, title: 'Not allowed' },
  invalid: { status: 422, title: 'Unprocessable request' },
  rate_limited: { status: 429, title: 'Too many requests' },
  unavailable: {
    status: 503,
    title: 'Temporarily unavailable',
    detail: 'Nothing was charged. The same key may be used again.',
  },
};

/** Where a purchase stands. The server moves a row on until it is settled. */
export const purchaseStates = [
  'free',
  'reserved',
  'charging',
  'action_required',
  'charged',
  'accepted',
  'undoing',
  'undone',
  'refunding',
  'refunded',
] as const;
export type PurchaseState = (typeof purchaseStates)[number];

/** The states in which nothing is left to do; only such rows are ever deleted. */
export const settledStates = ['free', 'accepted', 'undone', 'refunded'] as const;
export type SettledState = (typeof settledStates)[number];

/** The states in which a purchase takes a slot, a line and the budget: it is bought, or may still become so. */
export const standingStates: ReadonlySet<PurchaseState> = /* @__PURE__ */ new Set<PurchaseState>([
  'reserved',
  'charging',
  'action_required',
  'charged',
  'accepted',
  'undoing',
]);

/** Why there is no quote. `nothing_to_pay_difference` is a reason too; the others are issues of the candidate or of the request. */
export const quoteFaults = [
  'none',
  'nothing_to_pay_difference',
  'overflow',
  'unknown_variant',
  'quantity_out_of_range',
  'unknown_line',
] as const;
export type QuoteFault = (typeof quoteFaults)[number];

/** The stage of a decision that gives a reason; later stages run for survivors only. */
export const reasonStages = ['read', 'eligible', 'quote', 'guard', 'choose', 'accept'] as const;
export type ReasonStage = (typeof reasonStages)[number];

/** How far a candidate came in a decision: the stage it was stopped at, or slot. */
export const stages = ['invalid', 'eligible', 'quote', 'guard', 'choose', 'slot'] as const;
export type Stage = (typeof stages)[number];

/** How an operand of a reason, or of a step of a derivation, is to be read. */
export const operandUnits = [
  'money',
  'time',
  'pieces',
  'bps',
  'level',
  'value',
  'place',
  'ppm',
  'days',
  'millionths',
] as const;
export type OperandUnit = (typeof operandUnits)[number];

/** Why an offer was not shown. `limit` and `actual` are numbers, `subject` is text. */
export const reasonCodes = [
  'not_started',
  'expired',
  'trigger_false',
  'rule_error',
  'already_in_order',
  'already_purchased',
  'returned_before',
  'already_subscribed',
  'not_due_yet',
  'order_not_paid',
  'order_returned',
  'order_released',
  'out_of_stock',
  'currency_mismatch',
  'order_below_minimum',
  'above_price_cap',
  'outside_price_band',
  'discount_above_ceiling',
  'below_margin_floor',
  'giveaway_budget_spent',
  'refund_rate_high',
  'declined_before',
  'ignored_before',
  'irrelevant',
  'payment_not_chargeable',
  'surface_not_allowed',
  'consent_missing',
  'nothing_to_pay_difference',
  'below_min_charge',
  'personal_price',
  'invalid_candidate',
  'holdout',
  'funnel_only',
  'outranked',
  'duplicate_product',
  'line_taken',
  'already_shown',
  'not_worth_second_slot',
  'below_reserve',
  'slots_spent',
  'line_changed',
] as const;
export type ReasonCode = (typeof reasonCodes)[number];

/** What a server answers to a click on an offer that has this reason meanwhile; where empty, superseded. */
export const reasonProblem: Readonly<Partial<Record<ReasonCode, ProblemType>>> = {
  expired: 'expired',
  order_returned: 'order_released',
  order_released: 'order_released',
  out_of_stock: 'out_of_stock',
  payment_not_chargeable: 'payment_declined',
};

export interface ReasonText {
  /** The stage that gives it. */
  stage: ReasonStage;
  /** How `limit` is to be read. */
  limit?: OperandUnit;
  /** How `actual` is to be read. */
  actual?: OperandUnit;
  /** For a merchant; {limit}, {actual} and {subject} stand for the operands. */
  sentence: string;
  /** The sentence where an operand is missing. */
  without?: string;
  /** What a merchant changes so that the reason no longer applies. */
  fix: string;
}
export const reasonTexts: Readonly<Record<ReasonCode, ReasonText>> = {
  not_started: {
    stage: 'eligible',
    limit: 'time',
    actual: 'time',
    sentence: 'Starts at {limit}; it is {actual}.',
    fix: 'Move availability.from, or wait.',
  },
  expired: {
    stage: 'eligible',
    limit: 'time',
    actual: 'time',
    sentence: 'Ended at {limit}; it is {actual}.',
    fix: 'Extend availability.until or minutes_after_order; fulfilment.hold_until ends every offer on the order.',
  },
  trigger_false: {
    stage: 'eligible',
    sentence: 'Its trigger is false for this order.',
    fix: 'Try the trigger with `encore rule`, and widen it.',
  },
  rule_error: {
    stage: 'eligible',
    sentence: 'Its trigger cannot be evaluated: see {subject} in the rule.',
    without: 'Its trigger cannot be evaluated.',
    fix: 'Correct the operation there; `encore rule` shows the fault.',
  },
  already_in_order: {
    stage: 'eligible',
    sentence: 'The order already contains {subject}.',
    fix: 'Offer something else, a refill or an upgrade; policy.skip_purchased `off` allows repeats.',
  },
  already_purchased: {
    stage: 'eligible',
    sentence: 'The customer bought {subject} before.',
    fix: 'Offer something new, or set policy.skip_purchased to `order`.',
  },
  returned_before: {
    stage: 'eligible',
    sentence: 'The customer returned {subject}.',
    fix: 'Offer something else, or take the product out of customer.returned_product_ids.',
  },
  already_subscribed: {
    stage: 'eligible',
    sentence: 'The customer subscribes to {subject}.',
    fix: 'Offer something else, or take the product out of customer.subscribed_product_ids.',
  },
  not_due_yet: {
    stage: 'eligible',
    limit: 'time',
    actual: 'time',
    sentence: 'The refill is not due before {limit}.',
    fix: 'Wait, or shorten interval_hint_days.',
  },
  order_not_paid: {
    stage: 'eligible',
    sentence: 'The order is {subject}, not paid.',
    fix: 'Emit the sheet after payment; orders on invoice or cash may be `open`, and one that is authorized, on_hold or partially_paid takes offers by link.',
  },
  order_returned: {
    stage: 'eligible',
    limit: 'pieces',
    actual: 'pieces',
    sentence: 'The order, or the line this offer refers to, was returned: {subject}.',
    fix: 'Nothing: an order that was returned or cancelled takes no offers.',
  },
  order_released: {
    stage: 'eligible',
    limit: 'time',
    actual: 'time',
    sentence: 'The warehouse has had the order since {limit}.',
    without: 'The warehouse already has the order.',
    fix: 'Hold orders longer, or make the offer a link to a new order.',
  },
  out_of_stock: {
    stage: 'eligible',
    limit: 'pieces',
    actual: 'pieces',
    sentence: '{subject}: {actual} in stock, {limit} needed.',
    fix: 'Restock, or leave the variant’s stock out if it is not tracked.',
  },
  currency_mismatch: {
    stage: 'eligible',
    sentence: 'The order is in {subject}, the sheet in another currency.',
    fix: 'Emit the sheet in the order’s currency.',
  },
  order_below_minimum: {
    stage: 'eligible',
    limit: 'money',
    actual: 'money',
    sentence: 'The order total is {actual}; offers begin at {limit}.',
    fix: 'Lower policy.min_order_total, or the gift’s threshold.',
  },
  above_price_cap: {
    stage: 'guard',
    limit: 'money',
    actual: 'money',
    sentence: 'Together with {subject} it would cost {actual}; the cap is {limit}.',
    without: 'Costs {actual}; the cap is {limit}.',
    fix: 'Raise policy.price_cap, or offer something cheaper. A downsell never costs more than what was declined.',
  },
  outside_price_band: {
    stage: 'guard',
    limit: 'money',
    actual: 'money',
    sentence: 'Together with {subject} it would cost {actual}; the band for this order ends at {limit}.',
    without: 'Costs {actual}; the band for this order ends at {limit}.',
    fix: 'Widen policy.price_band_bps, or offer something at a fitting price.',
  },
  discount_above_ceiling: {
    stage: 'guard',
    limit: 'money',
    actual: 'money',
    sentence: 'Takes {actual} off, more than the {limit} allowed.',
    fix: 'Lower the discount, raise policy.discount_ceiling_bps, or set ceiling_action to `cap`.',
  },
  below_margin_floor: {
    stage: 'guard',
    limit: 'money',
    actual: 'money',
    sentence: 'Leaves {actual}; the policy requires {limit}.',
    fix: 'Lower the discount or the cost, or policy.margin_floor_bps.',
  },
  giveaway_budget_spent: {
    stage: 'guard',
    limit: 'money',
    actual: 'money',
    sentence: 'Costs the shop {actual}; {limit} is left in the budget.',
    fix: 'Raise policy.giveaway_budget, or give something smaller.',
  },
  refund_rate_high: {
    stage: 'eligible',
    limit: 'bps',
    actual: 'bps',
    sentence: '{subject} sales came back, {actual}: more than {limit} beyond chance.',
    fix: 'Find out why it is returned, or raise policy.refund_rate_ceiling_bps. With refunds.last_sale it is tried again after window_days.',
  },
  declined_before: {
    stage: 'eligible',
    limit: 'time',
    actual: 'time',
    sentence: 'The customer declined it; remembered until {limit}.',
    without: 'The customer declined it.',
    fix: 'Wait, or shorten policy.remember_decline_days.',
  },
  ignored_before: {
    stage: 'eligible',
    limit: 'pieces',
    actual: 'pieces',
    sentence: 'It was shown {actual} times without an answer; the policy allows {limit}.',
    fix: 'Offer something else, or raise policy.ignore_after.',
  },
  irrelevant: {
    stage: 'eligible',
    limit: 'level',
    actual: 'level',
    sentence: 'Its relevance to the order is `{actual}`; the policy requires `{limit}`.',
    fix: 'Add the ordered product to pairs_with, share a family or category, give affinity_bps, or lower policy.min_relevance.',
  },
  payment_not_chargeable: {
    stage: 'eligible',
    sentence: 'The order’s payment ({subject}) cannot be charged again.',
    fix: 'Make the offer a link, or set payment.one_click where the gateway allows it.',
  },
  surface_not_allowed: {
    stage: 'eligible',
    sentence: 'Cannot be accepted in this way on {subject}.',
    fix: 'Before payment only accept.mode `add_to_cart` makes sense.',
  },
  consent_missing: {
    stage: 'eligible',
    sentence: 'Needs consent ({subject}), and has no text to consent to.',
    fix: 'Give the candidate consent.text.',
  },
  nothing_to_pay_difference: {
    stage: 'quote',
    limit: 'money',
    actual: 'money',
    sentence: 'The upgrade costs {actual}, less than the {limit} left of what was paid for what it replaces.',
    fix: 'Offer a dearer upgrade, or discount it less.',
  },
  below_min_charge: {
    stage: 'guard',
    limit: 'money',
    actual: 'money',
    sentence: 'Charges {actual}; the payment needs at least {limit}.',
    fix: 'Raise the price or the quantity, give it away, or set policy.min_charge to what your gateway charges.',
  },
  personal_price: {
    stage: 'guard',
    sentence: 'This price depends on who the customer is, which policy.personal_prices refuses.',
    fix: 'Choose between prices by the order alone, or set policy.personal_prices to `allow`: the price is then disclosed.',
  },
  invalid_candidate: {
    stage: 'read',
    sentence: 'Cannot be priced as it stands: {subject}.',
    without: 'Is not well-formed; `encore check` names the place.',
    fix: 'Correct what `encore check` names.',
  },
  holdout: {
    stage: 'choose',
    actual: 'place',
    sentence: 'Would have been offer {actual}; this visitor is held out to measure what offers bring.',
    fix: 'Nothing. To hold out fewer visitors, lower policy.holdout_bps.',
  },
  funnel_only: {
    stage: 'eligible',
    sentence: 'Only ever follows another offer.',
    fix: 'Set funnel_only to false to let it be shown first.',
  },
  outranked: {
    stage: 'choose',
    limit: 'value',
    actual: 'value',
    sentence: 'What is shown is worth {limit} a visit; with this one in it, {actual}.',
    without: 'Another offer was forced into the slot.',
    fix: 'Raise what it earns or how often it is taken, or give it priority among equals.',
  },
  duplicate_product: {
    stage: 'choose',
    sentence: 'Same product as {subject}, which is shown, or for two cross-sells the same family.',
    fix: 'Nothing: two cards never offer the same thing.',
  },
  line_taken: {
    stage: 'choose',
    limit: 'pieces',
    actual: 'pieces',
    sentence: 'Takes with {subject}, which is shown, {actual} units of an order line of which {limit} are left.',
    fix: 'Nothing: a unit is replaced once, and covered once by each family.',
  },
  already_shown: {
    stage: 'eligible',
    sentence: '{subject} was shown or bought in this visit.',
    fix: 'Let the funnel go on with another product, or after a refusal with the same one for less.',
  },
  not_worth_second_slot: {
    stage: 'choose',
    limit: 'value',
    actual: 'value',
    sentence: '{subject} alone is worth {limit} a visit; beside this one both come to {actual}.',
    fix: 'Raise its margin or take rate; policy.second_offer `always` fills the second place regardless.',
  },
  below_reserve: {
    stage: 'choose',
    limit: 'money',
    actual: 'money',
    sentence: 'The best that could be shown earns {actual} a visit; policy.reserve asks {limit}.',
    fix: 'Lower policy.reserve, or offer what earns more.',
  },
  slots_spent: {
    stage: 'accept',
    limit: 'place',
    actual: 'place',
    sentence: 'Would be offer {actual} of the order; {limit} may be taken.',
    fix: 'Nothing. To sell more to one order, raise policy.max_offers, policy.max_steps or policy.max_accepts.',
  },
  line_changed: {
    stage: 'accept',
    limit: 'pieces',
    actual: 'pieces',
    sentence: 'Needs {actual} units of the order line; {limit} are left.',
    fix: 'Nothing. The order changed after the offer was made.',
  },
};

/** Why an evaluation ended without a value: an operand of `rule_error`. */
export const ruleFaults = ['none', 'unknown_operator', 'wrong_arguments', 'too_costly'] as const;
export type RuleFault = (typeof ruleFaults)[number];

/** What may be said about the shopper's money in a state or after a problem. */
export const chargeClaims = ['none', 'charged', 'refunded', 'unknown'] as const;
export type ChargeClaim = (typeof chargeClaims)[number];

/** What a state sends while it waits for an answer. */
export const sendings = ['accept', 'undo', 'status', 'status_or_accept', 'as_asked'] as const;
export type Sends = (typeof sendings)[number];

/** Where one card stands. The table in src/encore/session/states.cpp says how it moves. */
export const slotStates = [
  'offering',
  'quoting',
  'submitting',
  'retrying',
  'action_required',
  'pending',
  'accepted',
  'undoing',
  'undone',
  'declined',
  'expired',
  'price_changed',
  'out_of_stock',
  'order_released',
  'failed',
  'unconfirmed',
] as const;
export type SlotState = (typeof slotStates)[number];

/** Whether the card still shows the offer, with price and buttons; in failed, while it can be accepted. */
export const offerStates: ReadonlySet<SlotState> = /* @__PURE__ */ new Set<SlotState>([
  'offering',
  'quoting',
  'submitting',
  'retrying',
  'price_changed',
]);

/** Whether a request is under way in place of the buttons. */
export const busyStates: ReadonlySet<SlotState> = /* @__PURE__ */ new Set<SlotState>([
  'quoting',
  'submitting',
  'retrying',
]);

/** Whether the outcome is one line without a picture: it ends the matter and asks for no answer. */
export const quietStates: ReadonlySet<SlotState> = /* @__PURE__ */ new Set<SlotState>([
  'undone',
  'declined',
  'expired',
  'out_of_stock',
  'order_released',
]);

/** The sign beside the outcome; a note where it is left out. */
export const stateIcons: Readonly<Partial<Record<SlotState, 'wait' | 'lock' | 'check' | 'truck'>>> = {
  quoting: 'wait',
  submitting: 'wait',
  retrying: 'wait',
  action_required: 'lock',
  pending: 'wait',
  accepted: 'check',
  undoing: 'wait',
  order_released: 'truck',
};

/** What can happen to a card. Guards (is the box ticked, is there an endpoint, has the price moved) are answered before, by choosing the signal. */
export const signals = [
  'shown',
  'viewed',
  'choose',
  'accept',
  'stale_price',
  'no_consent',
  'no_token',
  'no_way',
  'follow',
  'decline',
  'dismiss',
  'undo',
  'extend',
  'returned',
  'deadline',
  'again',
  'time_up',
  'time_up_unsure',
  'undo_over',
  'resume',
  'bought',
  'undone',
  'in_progress',
  'action_required',
  'price_changed',
  'out_of_stock',
  'order_released',
  'expired',
  'payment_declined',
  'superseded',
  'consent_required',
  'unauthorized',
  'invalid',
  'rate_limited',
  'unavailable',
  'lost',
  'nothing',
  'quoted',
  'extended',
  'not_extended',
  'order_moved',
  'peer_busy',
  'peer_undone',
  'peer_declined',
] as const;
export type Signal = (typeof signals)[number];

/** What a host tells a session. */
export const eventTypes = [
  'start',
  'tick',
  'shown',
  'viewed',
  'choose',
  'accept',
  'decline',
  'undo',
  'extend',
  'dismiss',
  'returned',
  'response',
  'failure',
  'peer',
] as const;
export type EventType = (typeof eventTypes)[number];

/** What a request asks; it tells how to send it and how long to wait: an accept includes the payment provider's own time, everything else is a database read. */
export const requestKinds = ['accept', 'quote', 'status', 'undo', 'extend', 'next'] as const;
export type RequestKind = (typeof requestKinds)[number];

/** The page that shows the offers. */
export const surfaces = ['thank_you', 'order_status', 'tracking', 'cart', 'checkout'] as const;
export type Surface = (typeof surfaces)[number];

/** Where the order stands. */
export const orderStatuses = [
  'open',
  'paid',
  'pending',
  'cancelled',
  'returned',
  'partially_returned',
  'authorized',
  'on_hold',
  'partially_paid',
] as const;
export type OrderStatus = (typeof orderStatuses)[number];

/** How the order was paid. */
export const paymentKinds = ['card', 'wallet', 'bnpl', 'cash', 'invoice', 'other'] as const;
export type PaymentKind = (typeof paymentKinds)[number];

/** Who the buyer is to consumer law. */
export const buyers = ['consumer', 'business'] as const;
export type Buyer = (typeof buyers)[number];

/** Whether a price may depend on who the customer is. */
export const personalPrices = ['allow', 'refuse'] as const;
export type PersonalPrices = (typeof personalPrices)[number];

/** What becomes of the right to withdraw from a contract. */
export const withdrawals = ['kept', 'waived'] as const;
export type Withdrawal = (typeof withdrawals)[number];

/** Whether a second offer is shown. */
export const secondOffers = ['auto', 'always', 'never'] as const;
export type SecondOffer = (typeof secondOffers)[number];

/** What the choice maximises. */
export const objectives = ['margin', 'revenue', 'take_rate', 'priority'] as const;
export type Objective = (typeof objectives)[number];

/** What a discount is rounded on. */
export const roundingScopes = ['unit', 'line'] as const;
export type RoundingScope = (typeof roundingScopes)[number];

/** What happens to a discount above the ceiling. */
export const ceilingActions = ['refuse', 'cap'] as const;
export type CeilingAction = (typeof ceilingActions)[number];

/** Which bought products are not offered again. */
export const skipPurchasedWords = ['off', 'order', 'ever'] as const;
export type SkipPurchased = (typeof skipPurchasedWords)[number];

/** How closely a candidate is related to the order. Ascending, so that levels compare with <. */
export const relevances = ['none', 'category', 'family', 'product'] as const;
export type Relevance = (typeof relevances)[number];

/** Which earlier price may be announced beside the price to pay. */
export const referencePrices = ['lowest_30d', 'compare_at', 'none'] as const;
export type ReferencePrice = (typeof referencePrices)[number];

/** How other offers than the best are tried. */
export const exploreMethods = ['none', 'softmax', 'uncertainty'] as const;
export type ExploreMethod = (typeof exploreMethods)[number];

/** What kind of offer a candidate is. */
export const candidateKinds = [
  'cross_sell',
  'upgrade',
  'bundle',
  'subscription',
  'protection',
  'refill',
  'digital',
  'sample',
  'gift',
] as const;
export type CandidateKind = (typeof candidateKinds)[number];

/** No margin is asked of it, a budget pays for it, and it is no contract that one could withdraw from. */
export const givenAwayKinds: ReadonlySet<CandidateKind> = /* @__PURE__ */ new Set<CandidateKind>(['sample', 'gift']);

/** Nothing is sent: no card speaks of its shipping, and no guarantee of goods covers it. */
export const intangibleKinds: ReadonlySet<CandidateKind> = /* @__PURE__ */ new Set<CandidateKind>([
  'protection',
  'digital',
]);

/** How a discount is given. */
export const discountTypes = ['none', 'percent', 'amount', 'fixed_price', 'free', 'tiered', 'nth', 'buy_get'] as const;
export type DiscountType = (typeof discountTypes)[number];

/** What an amount off counts for. */
export const discountPers = ['unit', 'line'] as const;
export type DiscountPer = (typeof discountPers)[number];

/** What the threshold of free shipping is compared with. */
export const freeFromOf = ['offer', 'order'] as const;
export type FreeFromOf = (typeof freeFromOf)[number];

/** Which of the two amounts of a price cap holds. */
export const capTakes = ['larger', 'smaller'] as const;
export type CapTake = (typeof capTakes)[number];

/** The unit of a subscription's interval. */
export const intervalUnits = ['day', 'week', 'month', 'year'] as const;
export type IntervalUnit = (typeof intervalUnits)[number];

/** Why an offer ends when it does. */
export const deadlineCauses = ['fulfilment', 'campaign', 'stock'] as const;
export type DeadlineCause = (typeof deadlineCauses)[number];

/** What accepting does. */
export const acceptModes = ['one_click', 'link', 'add_to_cart'] as const;
export type AcceptMode = (typeof acceptModes)[number];

/** A hint to the page about the card's shape. */
export const layouts = ['card', 'compact', 'banner'] as const;
export type Layout = (typeof layouts)[number];

/** One operation of a quote's derivation. */
export const stepCodes = [
  'unit_price',
  'component',
  'bundle',
  'coverage',
  'trial',
  'first_price',
  'list',
  'tier',
  'percent',
  'reduced',
  'amount',
  'fixed_price',
  'free',
  'discount',
  'price_ending',
  'at_most',
  'subtotal',
  'credit',
  'difference',
  'part',
  'shipping',
  'free_from',
  'tax_base',
  'tax_on_tax',
  'tax_added',
  'tax_included',
  'tax_share',
  'tax_compound',
  'tax_compound_share',
  'total',
  'deposit',
  'fee',
  'extras',
  'cash_step',
  'order_total',
  'reference',
  'savings',
  'savings_bps',
  'unit_price_measure',
  'unit_price_decimal',
  'recurring_off',
  'recurring_price',
  'recurring_subtotal',
  'recurring_charge',
  'yearly_cost',
  'later_year_cost',
  'least_total',
  'save_bps',
] as const;
export type StepCode = (typeof stepCodes)[number];

export interface StepText {
  /** What its result is, in words for a merchant. */
  label: string;
  /** How the result follows: {1:money} is the first operand, an amount of money. */
  formula: string;
  /** How the result is to be read. */
  result: OperandUnit;
}
export const stepTexts: Readonly<Record<StepCode, StepText>> = {
  unit_price: { label: 'Price of one', formula: '', result: 'money' },
  component: { label: 'Component', formula: '{1:money} × {2:pieces}', result: 'money' },
  bundle: { label: 'Price of one bundle', formula: 'the sum of {1:pieces} components', result: 'money' },
  coverage: { label: 'Price of the cover', formula: '{1:money} × {2:bps}', result: 'money' },
  trial: { label: 'Price of one today', formula: '{2:days} of trial, then {1:money}', result: 'money' },
  first_price: { label: 'First price of one', formula: 'instead of {1:money}', result: 'money' },
  list: { label: 'List price', formula: '{1:money} × {2:pieces}', result: 'money' },
  tier: { label: 'Tier', formula: 'the highest that {1:pieces} reach', result: 'pieces' },
  percent: { label: 'Off, as a percentage', formula: '{1:money} × {2:bps}', result: 'money' },
  reduced: { label: 'Pieces that are reduced', formula: 'of {1:pieces}, in groups of {2:pieces}', result: 'pieces' },
  amount: { label: 'Off, as an amount', formula: '{1:money} × {2:pieces}', result: 'money' },
  fixed_price: { label: 'Off to the fixed price', formula: '{1:money} − {2:money}, at least 0', result: 'money' },
  free: { label: 'Off, as a gift', formula: 'all of {1:money}', result: 'money' },
  discount: { label: 'Discount', formula: '{1:money} × {2:pieces}, at most the list price', result: 'money' },
  price_ending: {
    label: 'Price of one with its ending',
    formula: '{1:money} down to the next that ends in {2:value}, every {3:value}',
    result: 'money',
  },
  at_most: { label: 'Highest discount', formula: '{1:money} × {2:bps}', result: 'money' },
  subtotal: { label: 'Subtotal', formula: '{1:money} − {2:money}', result: 'money' },
  credit: { label: 'Credit for what is replaced', formula: '{1:money} × {2:pieces} of {3:pieces}', result: 'money' },
  difference: { label: 'Subtotal of the upgrade', formula: '{1:money} − {2:money}', result: 'money' },
  part: { label: "Component's share of the discount", formula: '{3:money} × {1:money} of {2:money}', result: 'money' },
  shipping: { label: 'Shipping', formula: '', result: 'money' },
  free_from: { label: 'Shipping', formula: '{1:money} against {2:money}, else {3:money}', result: 'money' },
  tax_base: { label: 'Base of the tax', formula: '{1:money} + {2:money} of taxed shipping', result: 'money' },
  tax_on_tax: {
    label: 'Base of the compound tax',
    formula: '{1:money} + {2:money} of taxes before it',
    result: 'money',
  },
  tax_added: { label: 'Tax, added', formula: '{1:money} × {2:ppm}', result: 'money' },
  tax_included: { label: 'Tax, included', formula: '{1:money} × {2:ppm} ÷ (100 % + {2:ppm})', result: 'money' },
  tax_share: { label: 'Share of the tax', formula: '{1:money} × {2:ppm} of {3:ppm}', result: 'money' },
  tax_compound: { label: 'Tax, included and compound', formula: 'within {1:money}', result: 'money' },
  tax_compound_share: { label: 'Share of the compound tax', formula: '{2:ppm} within {1:money}', result: 'money' },
  total: { label: 'Total', formula: '{1:money} + {2:money} of shipping + {3:money} of added tax', result: 'money' },
  deposit: { label: 'Deposit', formula: '{1:money} × {2:pieces}', result: 'money' },
  fee: { label: 'Fee', formula: '{1:money} × {2:pieces}', result: 'money' },
  extras: {
    label: 'Total with deposit and fees',
    formula: '{1:money} + {2:money} of deposit + {3:money} of fees',
    result: 'money',
  },
  cash_step: { label: 'Rounded for cash', formula: '{1:money} to a multiple of {2:money}', result: 'money' },
  order_total: { label: 'New total of the order', formula: '{1:money} + {2:money}', result: 'money' },
  reference: { label: 'Reference price of one', formula: '', result: 'money' },
  savings: { label: 'Savings', formula: '{1:money} × {2:pieces} − {3:money}', result: 'money' },
  savings_bps: { label: 'Savings as a percentage', formula: '{1:money} ÷ {2:money}', result: 'bps' },
  unit_price_measure: { label: 'Price per measure', formula: '{1:money} ÷ {2:value} × {3:value}', result: 'money' },
  unit_price_decimal: {
    label: 'Price per measure',
    formula: '{1:money} ÷ {2:millionths} × {3:value}',
    result: 'money',
  },
  recurring_off: { label: 'Off each renewal', formula: '{1:money} × {2:bps}', result: 'money' },
  recurring_price: { label: 'Price of each renewal', formula: '{1:money} × {2:pieces}', result: 'money' },
  recurring_subtotal: { label: 'Price of each renewal', formula: '{1:money} − {2:money}', result: 'money' },
  recurring_charge: {
    label: 'Charge of each renewal',
    formula: '{1:money} + {2:money} of shipping + {3:money} of tax, deposit and fees',
    result: 'money',
  },
  yearly_cost: { label: 'Cost of the first year', formula: '{1:money} + {2:money} × {3:value}', result: 'money' },
  later_year_cost: { label: 'Cost of a later year', formula: '{1:money} × {2:value}', result: 'money' },
  least_total: {
    label: 'Least total of the minimum term',
    formula: '{1:money} + {2:money} × {3:value}',
    result: 'money',
  },
  save_bps: { label: 'Reduction of each renewal', formula: '({2:money} − {1:money}) ÷ {2:money}', result: 'bps' },
};

/** What is probably not meant in one place of a sheet. */
export const warningCodes = [
  'total_differs',
  'subtotal_differs',
  'tax_above_total',
  'refunded_above_total',
  'issued_before_placed',
  'unknown_country',
  'country_missing',
  'countdown_without_deadline',
  'ends_soon',
  'not_payable',
  'no_accept_endpoint',
  'dearer_downsell',
  'reduction_not_shown',
  'one_namespace_two_attributes',
  'major_units',
  'looks_like_percent',
  'looks_like_hours',
  'rate_missing',
  'currency_differs',
  'order_not_counted',
  'shows_little',
  'never_open',
  'never_reached',
  'below_cost',
  'free_of_charge',
  'discount_gives_nothing',
  'options_undo',
  'compare_at_under_law',
  'compare_at_not_shown',
  'without_effect',
  'template_unknown',
  'template_open',
  'host_not_allowed',
  'not_secure',
  'patch_names_nothing',
  'arms_alike',
  'reaches_none',
  'unknown_attribute',
  'trigger_text',
  'trigger_operator',
  'trigger_field',
  'item_field',
  'trigger_types',
  'trigger_word',
  'trigger_fault',
  'triggers_costly',
  'trigger_never',
  'trigger_always',
  'clause_without_effect',
  'markup_in_copy',
  'pressure',
  'shame',
  'green',
  'reviews_not_shown',
] as const;
export type WarningCode = (typeof warningCodes)[number];

/** Found by words of a language or of markup (web/src/engine/words.ts), not by the core. */
export const wordWarnings: ReadonlySet<WarningCode> = /* @__PURE__ */ new Set<WarningCode>([
  'markup_in_copy',
  'pressure',
  'shame',
  'green',
  'reviews_not_shown',
]);
