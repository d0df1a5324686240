// SPDX-License-Identifier: MIT
//
// Which duties of a law an offer meets, and what to do about the others. The duties with their
// sources are rows of src/vocabulary/duties.json; here stands how each is looked for in a sheet.
// It finds what a sheet can show, and is no legal advice: what a shop does elsewhere is said to
// be the shop's.
import { currencyDigits } from '../engine/money.js';
import type { OfferSheet } from '../engine/sheet.js';
import {
  duties,
  dutyRows,
  givenAwayKinds,
  intangibleKinds,
  type CandidateKind,
  obligationRows,
  obligations,
  type Duty,
  type Obligation,
} from '../engine/vocabulary.js';
import { saysHowVerified, saysSomething } from '../engine/sentence.js';
import { isShort } from '../engine/stock.js';
import { claimIn, type Claim } from '../engine/words.js';
import { copyTexts, statesAmount, type Case, type Governing } from './case.js';

/** `met`: by the sheet or the card. `open`: it is not. `shop`: no sheet can show it. `later`: it is not the law yet. */
export type Verdict = 'met' | 'open' | 'shop' | 'later';

export interface DutyFinding {
  duty: Duty;
  /** The row that asks for it: where it stands, and since when. */
  obligation: Obligation;
  verdict: Verdict;
  /** JSON Pointer of what to look at. */
  path: string;
  /** What was met there, where it says more than the duty. */
  found: string | null;
}

type Answer = Omit<DutyFinding, 'duty' | 'obligation'> | null;

const isGoods = (kind: CandidateKind): boolean => !givenAwayKinds.has(kind) && !intangibleKinds.has(kind);
/** A price before that is more than four times the price now is hardly one that was charged. */
const BELIEVABLE = 4;
const TWENTY_HOURS = 20 * 3_600_000;

const met = (path: string): Answer => ({ verdict: 'met', path, found: null });
const open = (path: string, found: string | null = null): Answer => ({ verdict: 'open', path, found });
const when = (holds: boolean, path: string, found: string | null = null): Answer =>
  holds ? met(path) : open(path, found);

/** Whether accepting can charge something, now or later, on this page. */
const charges = ({ candidate, quote }: Case): boolean =>
  (candidate.accept?.mode ?? 'one_click') !== 'link' &&
  (quote === null || quote.total > 0 || quote.subscription !== undefined);

/** The first claim of a kind in the copy. */
function claimed(one: Case, claim: Claim): Answer {
  for (const [path, text] of copyTexts(one)) {
    const words = claimIn(claim, text);
    if (words !== null) return open(path, words);
  }
  return met(`${one.at}/copy`);
}

const consentText = ({ candidate }: Case): string => candidate.consent?.text ?? '';

/** An amount that the consent has to state; null where there is none to state. */
function stated(one: Case, minor: number | undefined): Answer {
  if (minor === undefined) return null;
  const digits = currencyDigits(one.sheet.currency);
  return when(statesAmount(consentText(one), minor, digits), `${one.at}/consent/text`, String(minor));
}

function timer({ candidate, sheet, at }: Case): Answer {
  const { countdown, cause, extendable, until, minutes_after_order: minutes } = candidate.availability ?? {};
  if (countdown !== true) return null;
  const path = `${at}/availability`;
  if (cause === 'fulfilment') return met(path);
  const issued = Date.parse(sheet.issued_at);
  const placed = typeof sheet.order.placed_at === 'string' ? Date.parse(sheet.order.placed_at) : issued;
  const ends = [
    ...(typeof until === 'string' ? [Date.parse(until)] : []),
    ...(typeof minutes === 'number' ? [placed + minutes * 60_000] : []),
  ];
  if (ends.length === 0 || Math.min(...ends) - issued >= TWENTY_HOURS) return met(path);
  return when(extendable === true && typeof sheet.endpoints?.extend === 'string', path);
}

function scarcity({ candidate, at }: Case): Answer {
  if (candidate.availability?.cause !== 'stock') return null;
  const stocks = candidate.product.variants.map(({ stock }) => stock ?? null);
  const short = stocks.some(isShort);
  return when(
    short,
    `${at}/availability/cause`,
    stocks.some(stock => stock !== null) ? String(Math.max(...stocks.map(Number))) : 'no stock',
  );
}

function reference({ quote, sheet }: Case): Answer {
  const path = '/policy/reference_price';
  const announced = quote?.reference !== undefined && quote.reference !== null;
  return when(!announced || sheet.policy?.reference_price !== 'compare_at', path, 'compare_at');
}

function believable({ quote, at }: Case): Answer {
  const before = quote?.reference;
  if (quote === null || before === undefined || before === null) return null;
  const now = Math.floor(quote.subtotal / Math.max(1, quote.quantity));
  return when(before <= BELIEVABLE * now, `${at}/product/variants`, String(before));
}

function reviews({ candidate: { proof }, at }: Case): Answer {
  if (!proof || (!proof.rating && (proof.reviews ?? []).length === 0)) return null;
  const { text, url } = proof.verification ?? {};
  return when(saysHowVerified(text, typeof url === 'string'), `${at}/proof/verification`, text ?? null);
}

function gross({ order, candidate, at }: Case): Answer {
  const taxed = (candidate.taxes ?? []).some(({ rate_ppm }) => rate_ppm > 0);
  return when(order.tax_included === true || !taxed, `${at}/taxes`);
}

function digitalConsent(one: Case): Answer {
  const { candidate, at } = one;
  if (candidate.kind !== 'digital') return null;
  return when(
    candidate.withdrawal === 'kept' || saysSomething(consentText(one)),
    `${at}/consent/text`,
    consentText(one) || null,
  );
}

function decline({ candidate, at }: Case): Answer {
  const text = candidate.copy?.decline;
  if (typeof text !== 'string') return met(`${at}/copy/decline`);
  const shame = claimIn('shame', text);
  const plain = shame === null && /\p{L}{2}/u.test(text);
  return when(plain, `${at}/copy/decline`, shame ?? text);
}

const link = (url: string | null | undefined, path: string): Answer => when(typeof url === 'string', path);

/** Some right of withdrawal: not where it is waived, nor where nothing is bought. */
const canWithdraw = ({ candidate }: Case): boolean =>
  !givenAwayKinds.has(candidate.kind) && candidate.withdrawal !== 'waived';

const shops = (one: Case): Answer => ({ verdict: 'shop', path: one.at, found: null });

/** How each duty is looked for; null where it asks nothing of this candidate. */
const looks: Readonly<Record<Exclude<Duty, 'law_known' | 'law_applied' | 'business_known'>, (one: Case) => Answer>> = {
  pay_button: one =>
    charges(one)
      ? when(
          typeof one.candidate.copy?.accept !== 'string',
          `${one.at}/copy/accept`,
          one.candidate.copy?.accept ?? null,
        )
      : null,
  terms_before_button: one => met(one.at),
  minimum_term_total: one =>
    (one.candidate.subscription?.min_cycles ?? 1) > 1 ? met(`${one.at}/subscription/min_cycles`) : null,
  lowest_30d_price: reference,
  believable_reference: believable,
  no_claims_in_copy: one => claimed(one, 'lowest'),
  gross_prices: gross,
  withdrawal_link: one => (canWithdraw(one) ? link(one.order.withdrawal_url, '/order/withdrawal_url') : null),
  guarantee_notice: one => (isGoods(one.candidate.kind) ? link(one.order.guarantee_url, '/order/guarantee_url') : null),
  verified_reviews: reviews,
  digital_consent: digitalConsent,
  terms_agreed: one => when(saysSomething(consentText(one)), `${one.at}/consent/text`, consentText(one) || null),
  cancel_link: one => link(one.order.cancel_url, '/order/cancel_url'),
  price_after_trial: one =>
    (one.candidate.subscription?.trial_days ?? 0) > 0 ? stated(one, one.quote?.subscription?.recurring_charge) : null,
  adjustable_timer: timer,
  true_scarcity: scarcity,
  no_pressure: one => claimed(one, 'pressure'),
  plain_decline: decline,
  no_generic_green: one => claimed(one, 'green'),
  protection_without_hurry: one =>
    when(one.candidate.availability?.countdown !== true, `${one.at}/availability/countdown`),
  protection_information: one => link(one.candidate.consent?.url, `${one.at}/consent/url`),
  protection_terms: one => when((one.candidate.covers?.term_months ?? 0) > 0, `${one.at}/covers/term_months`),
  personal_price: one => (one.personal ? met(one.at) : null),
  personal_price_sentence: one => (one.personal ? met(one.at) : null),
  own_offer: one =>
    one.sheet.seller?.is_merchant === false
      ? when((one.candidate.accept?.mode ?? 'one_click') !== 'one_click', `${one.at}/accept/mode`)
      : met('/seller'),
  renewal_reminder: shops,
  subscription_regime: shops,
};

/** The row by which the order's law asks for a duty of such a kind of offer; undefined where it does not. */
function askedBy(duty: Duty, { law, region }: Governing, kind: string): Obligation | undefined {
  const { kinds = [] } = dutyRows[duty];
  if (kinds.length > 0 && !kinds.includes(kind)) return undefined;
  return obligations.find(one => {
    const { law: of, duty: what, regions = [] } = obligationRows[one];
    return of === law && what === duty && (regions.length === 0 || regions.includes(region ?? ''));
  });
}

/** Whether a row asks nothing yet of a sheet that is issued then. */
function isLater(obligation: Obligation, issuedAtMs: number): boolean {
  const { since, expected } = obligationRows[obligation];
  return expected !== undefined || (since !== undefined && Date.parse(since) > issuedAtMs);
}

/** What the order itself has to say, before any offer. */
export function orderDuties({ order, policy }: OfferSheet, given: Governing): DutyFinding[] {
  const findings: DutyFinding[] = [];
  const add = (duty: 'law_known' | 'law_applied' | 'business_known', answer: Answer): void => {
    if (answer !== null) findings.push({ duty, obligation: `${given.law}_${duty}`, ...answer });
  };
  add('law_known', when(given.country !== null, '/order/billing_country'));
  const chosen = policy?.consumer_law ?? 'auto';
  const honoured =
    given.business || given.own === null || given.own === 'none' || chosen === 'auto' || chosen === given.own;
  add('law_applied', when(honoured, '/policy/consumer_law', chosen));
  if (given.business) add('business_known', when(Boolean(order.vat_id ?? order.company), '/order/vat_id'));
  return findings;
}

/** What the law asks of one candidate, in the order of the table. */
export function candidateDuties(one: Case): DutyFinding[] {
  const issuedAtMs = Date.parse(one.sheet.issued_at);
  return duties.flatMap(duty => {
    const obligation = Object.hasOwn(looks, duty) && askedBy(duty, one.governing, one.candidate.kind);
    const answer = obligation ? looks[duty as keyof typeof looks](one) : null;
    if (!obligation || answer === null) return [];
    const later = isLater(obligation, issuedAtMs) && ({ verdict: 'later' } as const);
    return [{ duty, obligation, ...answer, ...later }];
  });
}
