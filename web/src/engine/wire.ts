// SPDX-License-Identifier: MIT
//
// What crosses between the core and its hosts, as types: the same words as on the wire.
// Amounts are integer minor units of `currency`; `_bps` 1/10000, `_ppm` 1/1000000, `_ppb`
// 1/1000000000; `_ms` are milliseconds since the epoch, other times RFC 3339. The core
// prints these shapes; nothing here computes.
import type { IssueCode, WarningCode } from './vocabulary.js';

/** One thing wrong with a document. `code` is a JSON Schema keyword or one of the core's own. */
export interface Issue {
  code: IssueCode;
  /** JSON Pointer (RFC 6901) of the place; "" is the document. */
  path: string;
  scope: 'sheet' | 'line' | 'candidate' | 'experiment' | 'note';
  /** The missing key, the unknown id, the nearest known name. */
  subject?: string;
  limit?: number;
  actual?: number;
  /** Place in the text, from 1, where the text itself is at fault. */
  line?: number;
  column?: number;
  /** What stands there, as JSON, cut where it is long; the ids to choose from. Written by the package, not the core. */
  met?: string;
  known?: readonly string[];
}

/** The answer to any refused input. */
export interface Refusal {
  ok: false;
  issues: Issue[];
}

/** What is plausible and probably not meant. It drops nothing and fails nothing. */
export interface Warning {
  code: WarningCode;
  /** JSON Pointer (RFC 6901) of the place. */
  path: string;
  scope: Exclude<Issue['scope'], 'note'>;
  /** What the table of the codes says. */
  subject?: string;
  /** What was expected, or may be at most; and what stands there. */
  limit?: number;
  actual?: number;
  /** What stands there, as JSON, cut where it is long. Written by the package, not the core. */
  met?: string;
}

/** A sentence: the value met, what is wanted, an example. */
interface Spoken {
  message: string;
}

/** `ok` is about issues alone. */
export interface CheckResult {
  ok: boolean;
  issues: (Issue & Spoken)[];
  warnings: (Warning & Spoken)[];
  notes: (Issue & Spoken)[];
}

/** What the core itself says of a sheet: codes and operands. */
export interface CheckFindings {
  ok: boolean;
  issues: Issue[];
  warnings: Warning[];
  notes: Issue[];
}

export interface QuoteTax {
  title: string;
  rate_ppm: number;
  amount: number;
  compound?: true;
}
export interface QuotePart {
  product_id: string;
  variant_id: string;
  quantity: number;
  list: number;
  discount: number;
  subtotal: number;
}
/** A fee of the line; where `included` the price contains it already. */
export interface QuoteFee {
  title: string;
  amount: number;
  included: boolean;
}
export interface QuoteSubscription {
  /** What is charged now: the quote's total. */
  first_charge: number;
  /** What each renewal charges, with shipping, taxes, deposit and fees. */
  recurring_charge: number;
  interval: { unit: 'day' | 'week' | 'month' | 'year'; count: number };
  first_renewal_at: string;
  /** What falls due within twelve months from now. */
  yearly_cost: number;
  /** What falls due in the twelve months after those. */
  later_year_cost: number;
  save_bps: number;
  trial_days: number;
  min_cycles: number;
  /** Of a minimum term (`min_cycles` above 1): the first charge and the renewals bound to. */
  least_total?: number;
}
/** One step of a quote's derivation; operands as the step's documentation says. */
export interface QuoteStep {
  step: string;
  operands: number[];
  result: number;
  rounding?: string;
}

/** What one candidate costs this order, exactly. Keys in this order. */
export interface Quote {
  currency: string;
  unit_price: number;
  quantity: number;
  list: number;
  /** Reference price of one unit; null where none may be announced. */
  reference: number | null;
  discount: number;
  subtotal: number;
  taxes: QuoteTax[];
  tax: number;
  tax_included: boolean;
  shipping: number;
  /** What accepting charges. */
  total: number;
  savings: number;
  savings_bps: number;
  order_total: number;
  credit?: number;
  parts?: QuotePart[];
  subscription?: QuoteSubscription;
  term_months?: number;
  points?: number;
  free_shipping_missing?: number;
  unit_price_measure?: number;
  deposit?: number;
  fees?: QuoteFee[];
  /** What the cash step added to the total. */
  rounding?: number;
  derivation?: QuoteStep[];
}

export interface DecidedSlot {
  candidate_id: string;
  step: number;
  variant_id: string;
  quantity: number;
  deadline: string | null;
  relevance: 'none' | 'category' | 'family' | 'product';
  take_rate_ppm: number;
  contribution?: number;
  /** Its price depends on personal data. */
  personal_price?: true;
  value: number;
  quote: Quote;
}

/** A reason with its operands. */
export interface Reason {
  reason: ReasonCode;
  limit?: number;
  actual?: number;
  /** The other candidate, the product, or the JSON Pointer of the fault in a rule. */
  subject?: string;
}
export interface LeftOut {
  candidate_id: string;
  reasons: Reason[];
}
export interface Assignment {
  experiment: string;
  in_experiment: boolean;
  variation: number;
  hash_version: number;
}

export interface Decision {
  decision_id: string;
  sheet_id: string;
  policy_id: string;
  at: string;
  holdout: boolean;
  propensity_ppb: number;
  /** The slots were drawn to learn, not shown for being the best. */
  explored?: true;
  /** Part of what publish drew has ended, and is not shown. */
  fallback?: true;
  slots: DecidedSlot[];
  left_out: LeftOut[];
  assignments: Assignment[];
  /** Only where asked for: what could have been shown, in order, and its probability over all draws. */
  slates?: { candidate_ids: string[]; propensity_ppb: number }[];
  /** With `explain`: what the values add up; they are minor units but under take_rate (millionths) and priority. */
  objective?: Objective;
  /** Only where asked for: each candidate's numbers, stage by stage. */
  explain?: ExplainedCandidate[];
}

/** The numbers of every stage a candidate reached, enough to redo the choice by hand. */
export interface ExplainedCandidate {
  candidate_id: string;
  stage: Stage;
  relevance?: string;
  take_rate_ppm?: number;
  /**
   * Absent where the take rate was published. Paired: counted beside another offer, and weighed up by what dilution
   * takes.
   */
  evidence?: {
    shows: number;
    accepts: number;
    paired_shows?: number;
    paired_accepts?: number;
    /** What a second card takes from the first: paired acceptances are divided by the rest. */
    dilution_bps?: number;
    prior_shows: number;
    prior_ppm: number;
  };
  /** Where a model gave the rate: 2^(log2 / 65536) of all factors, multiplied, are the odds. */
  learned?: {
    log2_odds: number;
    factors: { factor: string; bought?: string; offered?: string; log2: number; shows: number; accepts: number }[];
  };
  /** The variant that is offered, and those before it that are short of stock. */
  variant_id?: string;
  variants_short?: string[];
  /** When the offer ends, and which of the sheet's members says so. */
  deadline?: string;
  deadline_from?: 'until' | 'minutes_after_order' | 'hold_until' | 'ships_at';
  /** Which earlier price may be struck through. */
  reference_price?: ReferencePrice;
  /** What takes its place after an answer. */
  on_decline?: string;
  on_accept?: string;
  contribution?: number;
  /** Value of the set that is this candidate alone, and of the best pair that holds it. */
  value_alone?: number;
  value_in_set?: number;
  quote?: Quote;
  reasons: Reason[];
}

/** What the page paints for one card. Copy and pictures are read from the sheet by id. */
export interface SlotView {
  /** Position, 0 or 1; stays while the card's candidate changes through its funnel. */
  slot: number;
  candidate_id: string;
  step: number;
  state: SlotState;
  variant_id: string;
  quantity: number;
  /** What the buttons stand for now; null only in states that show no price. */
  quote: Quote | null;
  /** Withdrawn at this server moment; null where the offer has no deadline. */
  deadline_ms: number | null;
  /** Why there is a deadline, and whether it is counted down on the card. */
  cause: 'fulfilment' | 'campaign' | 'stock' | null;
  countdown: boolean;
  /** Whether the shopper must tick the consent before the accept button does anything. */
  consent_required: boolean;
  can_accept: boolean;
  can_decline: boolean;
  can_change: boolean;
  can_extend: boolean;
  can_undo: boolean;
  /** An outcome that may be closed (and, after a purchase, makes room for the next offer). */
  can_dismiss: boolean;
  undo_until_ms: number | null;
  /**
   * The problem type (RFC 9457) or failure that led here: payment_declined, … or network, timeout, truncated, blocked.
   * In offering, consent_required: the box must be ticked first. In accepted: why an undo was refused, or
   * already_accepted. In unconfirmed, `undo`: it is the undo whose outcome is not known.
   */
  problem: string | null;
  /** Charged amount once the server has said so. */
  charged: number | null;
  /** What may be said of the shopper's money now. Nothing else does: no state or problem is read for it. */
  charge: ChargeClaim;
  /** Where strong authentication goes on; only in action_required. */
  action_url: string | null;
  retry_at_ms: number | null;
}

/**
 * What the law of the order asks of a card: the columns of src/vocabulary/laws.json. Hosts compare no law themselves.
 */
export interface LawView {
  id: Exclude<ConsumerLaw, 'auto'>;
  /** Wherever a charge can follow, the accept button carries the law's words and nothing else. */
  pay_button: boolean;
  /** A reduction says that the price before is the lowest of 30 days. */
  reference_note: boolean;
  /** Reviews stand only beside a statement of how they were verified. */
  verified_reviews: boolean;
  /** The price in large includes tax. */
  gross_prices: boolean;
}

export interface View {
  /** `starting` before the first event; `empty` when nothing is (or remains) to be shown: `slots` is then []. */
  phase: 'starting' | 'offering' | 'empty' | 'holdout';
  slots: SlotView[];
  /** order.total plus every accepted charge, as the server last said. */
  order_total: number;
  law: LawView;
}

/** The result of one event. Feed `session` back in; run `effects` in order; wake at `wake_at_ms`. */
export interface Advance {
  /** Opaque text of at most 4 KB: a `Session` as JSON. */
  session: string;
  effects: Effect[];
  view: View;
  wake_at_ms: number | null;
}

// The session, its events and its effects are in session.ts beside this file.
import type { Effect } from './session.js';
import type {
  ChargeClaim,
  ConsumerLaw,
  Objective,
  ReasonCode,
  ReferencePrice,
  SlotState,
  Stage,
} from './vocabulary.js';

export type { ChargeClaim, SlotState };
