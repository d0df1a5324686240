// SPDX-License-Identifier: MIT
//
// Generated from web/schema/offer-sheet-1.schema.json by web/tools/generate/sheet-types.mjs; do not edit.
/* eslint-disable */

/**
 * The offer sheet, version 1: what a storefront's server emits for one order on one surface. Money is integer minor units of currency; _bps is 1/10000, _ppm 1/1000000, integers; times are RFC 3339 with zone; text is plain text, never markup. For a field that is not required, null means absent. Fields with x-encore-private never reach a browser. Unknown keys are allowed. What a schema cannot say (ids that must exist, times in order, size and depth) is checked by the command encore check.
 */
export type OfferSheet = {
  /**
   * Of this format.
   */
  version: 1;
  /**
   * Names this sheet in decisions and events.
   */
  id: string;
  /**
   * When the server made it: a lower bound of now.
   */
  issued_at: string;
  /**
   * BCP 47 tag of the shopper's language.
   */
  locale: string;
  /**
   * ISO 4217 code of every amount.
   */
  currency: string;
  /**
   * Where it is shown. Checkout has one slot, the others two; cart and checkout have no paid order: only add_to_cart.
   */
  surface: 'thank_you' | 'order_status' | 'tracking' | 'cart' | 'checkout';
  order: Order;
  customer?: Customer;
  visitor?: Visitor;
  seller?: Seller;
  policy?: Policy;
  /**
   * The offers to choose from. At most 10,000: explaining more is more than anyone reads.
   *
   * @maxItems 10000
   */
  candidates: Candidate[];
  /**
   * Experiments, applied in this order. At most 100: each is compared with each.
   *
   * @maxItems 100
   */
  experiments?: Experiment[] | null;
  endpoints?: Endpoints;
  published?: Published;
  model?: LearnedModel;
};
/**
 * How the order was paid.
 */
export type Payment = {
  /**
   * Kind of payment.
   */
  kind?: 'card' | 'wallet' | 'bnpl' | 'cash' | 'invoice' | 'other' | null;
  /**
   * Whether the shop may charge it again without asking for it.
   */
  one_click?: boolean | null;
  /**
   * How the shopper knows it, e.g. "Visa ending in 42".
   */
  label?: string | null;
} | null;
/**
 * What happens to the parcel.
 */
export type Fulfilment = {
  /**
   * The order is not packed before this moment; every deadline ends here at the latest.
   */
  hold_until?: string | null;
  /**
   * Whether the order has gone to packing: nothing can be added any more.
   */
  released?: boolean | null;
  /**
   * When the parcel is expected to leave; without hold_until, and while not released, every deadline ends here at the latest.
   */
  ships_at?: string | null;
} | null;
/**
 * Who bought.
 */
export type Customer = {
  /**
   * The customer's id.
   */
  id?: string | null;
  /**
   * Orders placed, this one included: 1 is a first order.
   */
  orders_count?: number | null;
  /**
   * Segments, for triggers.
   */
  segments?: string[] | null;
  /**
   * ISO 3166-1 alpha-2.
   */
  country?: string | null;
  /**
   * For templates; publishing keeps it only where a shown template uses it.
   */
  first_name?: string | null;
  /**
   * Products of earlier orders. Private.
   */
  purchased_product_ids?: string[] | null;
  /**
   * Products that the customer returned: they are not offered again. Private.
   */
  returned_product_ids?: string[] | null;
  /**
   * Products that the customer receives by subscription: they are not offered. A line of the order with interval_days counts as well. Private.
   */
  subscribed_product_ids?: string[] | null;
  /**
   * When the customer last bought a product, by its id: a refill is offered from interval_hint_days after that. Private.
   */
  last_bought?: {
    [k: string]: string | null;
  } | null;
  /**
   * How often the customer was shown an offer without answering it, by the candidate's id or the product's. Read with policy.ignore_after. Private.
   */
  ignored?: {
    [k: string]: number | null;
  } | null;
  /**
   * Remembered refusals.
   */
  declined?: Declined[] | null;
  loyalty?: CustomerLoyalty;
  /**
   * False where the customer objects to profiling: then nothing of customer but declined is read, by triggers neither, nor published.
   */
  profiling?: boolean | null;
} | null;
/**
 * Standing in the loyalty programme.
 */
export type CustomerLoyalty = {
  /**
   * Points held.
   */
  points?: number | null;
  /**
   * Name of the tier.
   */
  tier?: string | null;
  /**
   * Name of the next tier.
   */
  next_tier?: string | null;
  /**
   * Spend missing to the next tier, in minor units.
   */
  money_to_next_tier?: number | null;
} | null;
/**
 * The unit of experiments.
 */
export type Visitor = {
  /**
   * The visitor's id; absent: the order's id.
   */
  id?: string | null;
} | null;
/**
 * Who sells what the candidates offer, where it is not the merchant of the order.
 */
export type Seller = {
  /**
   * The seller's id in the shop.
   */
  id?: string | null;
  /**
   * Whether it is the merchant of the order. Where it is not, card data would be passed on: a one_click offer is an issue; use link or add_to_cart.
   */
  is_merchant?: boolean | null;
} | null;
/**
 * The merchant's rules.
 */
export type Policy = {
  /**
   * Names this policy in decisions and reports.
   */
  id: string;
  /**
   * Most offers shown at once.
   */
  max_offers?: number | null;
  /**
   * Whether a second offer is shown only where it earns more than it takes (auto).
   */
  second_offer?: 'auto' | 'always' | 'never' | null;
  /**
   * What a second offer takes from the attention to each, in 1/10000; "learned": what the model found.
   */
  dilution_bps?: number | string | null;
  /**
   * What is optimised.
   */
  objective?: 'margin' | 'revenue' | 'take_rate' | 'priority' | null;
  /**
   * How a fraction of a minor unit is rounded (taxes, discounts, shares); half_up is away from zero.
   */
  rounding?: 'half_up' | 'half_even' | 'half_down' | 'up' | 'down' | null;
  /**
   * How discounts are rounded, where it differs from rounding; absent: as rounding says.
   */
  discount_rounding?: 'half_up' | 'half_even' | 'half_down' | 'up' | 'down' | null;
  /**
   * Whether a discount is rounded per piece or per line.
   */
  rounding_scope?: 'unit' | 'line' | null;
  /**
   * Who gets the minor units left when an amount is split.
   */
  leftover?: 'first' | 'last' | 'largest_remainder' | 'largest_ratio' | null;
  /**
   * Digits the discounted unit price ends in, e.g. "99"; always reached downwards.
   */
  price_ending?: string | null;
  /**
   * Smallest step of what is collected, in minor units, e.g. 5. By rounding: the charge itself, or where the order is paid in cash the order together with the offer. Prices, discounts and taxes stay as they are; the difference is the quote's rounding.
   */
  cash_step?: number | null;
  /**
   * Highest discount, in 1/10000 of the list price. Private.
   */
  discount_ceiling_bps?: number | null;
  /**
   * What happens to a discount above the ceiling.
   */
  ceiling_action?: 'refuse' | 'cap' | null;
  /**
   * Lowest contribution, in 1/10000 of the net subtotal, judged before anything is rounded. Private.
   */
  margin_floor_bps?: number | null;
  /**
   * Margin assumed where a cost is unknown, in 1/10000. Private.
   */
  default_margin_bps?: number | null;
  /**
   * Highest share of sales that may come back, in 1/10000. An offer pauses where its refunds say beyond chance that more do: a likelihood ratio of 20, valid however often it is looked at. Private.
   */
  refund_rate_ceiling_bps?: number | null;
  /**
   * What handling one return costs the shop, in minor units (of order.shop_currency where given). With a candidate's refunds it lowers the contribution. Private.
   */
  return_cost?: number | null;
  /**
   * An offer that the customer was shown so many times without an answer is not shown again. Absent: no limit. Private.
   */
  ignore_after?: number | null;
  /**
   * Nothing is shown where the best set earns less than this a visit, in minor units (not under the objective take_rate). Private.
   */
  reserve?: number | null;
  /**
   * Cost that gifts and samples may draw on, in minor units (of order.shop_currency where given); absent: no limit. Private.
   */
  giveaway_budget?: number | null;
  price_cap?: PriceCap;
  price_band_bps?: PriceBand;
  /**
   * Orders that keep less than this (total - refunded) get no offer, in minor units.
   */
  min_order_total?: number | null;
  /**
   * The smallest amount that one click can charge, in minor units: an offer whose total is above 0 and below it is left out as below_min_charge. 0: none. Absent: for card and wallet the currency's usual one (USD 50, EUR 50, GBP 30), else none.
   */
  min_charge?: number | null;
  /**
   * Whether products bought before are left out: never, those of this order, or of any.
   */
  skip_purchased?: 'off' | 'order' | 'ever' | null;
  /**
   * Least closeness to what was bought.
   */
  min_relevance?: 'none' | 'category' | 'family' | 'product' | null;
  /**
   * Which former price may be struck through.
   */
  reference_price?: 'lowest_30d' | 'compare_at' | 'none' | null;
  /**
   * Whose consumer law applies; auto: from the billing, then the shipping country.
   */
  consumer_law?: 'auto' | 'eu' | 'uk' | 'us' | 'none' | null;
  /**
   * How long a refusal is remembered.
   */
  remember_decline_days?: number | null;
  /**
   * Offers one card may show one after the other.
   */
  max_steps?: number | null;
  /**
   * Offers the order takes in all, over all its pages; the first publication counts. Absent: no limit.
   */
  max_accepts?: number | null;
  /**
   * How long an accepted offer can be taken back.
   */
  undo_seconds?: number | null;
  /**
   * How long a token holds where the offer has no deadline.
   */
  token_minutes?: number | null;
  /**
   * Share of visitors who see nothing, to measure against, in 1/10000.
   */
  holdout_bps?: number | null;
  prior?: Prior;
  explore?: Explore;
  /**
   * Hosts of images, links, endpoints and authentication, beside the page's own origin.
   */
  allowed_hosts?: string[] | null;
  /**
   * Whether prices are personalised: shows the disclosure the law asks for.
   */
  personalised_price?: boolean | null;
  /**
   * Whether a price may be chosen with personal data. refuse: such an offer is left out as personal_price. allow: it is disclosed.
   */
  personal_prices?: 'allow' | 'refuse' | null;
  /**
   * The shop's zone, in minutes ahead of UTC: triggers read weekday and hour there, and days of delivery and renewal are shown as they are there.
   */
  utc_offset_minutes?: number | null;
} | null;
/**
 * Highest subtotal of an offer, and of two together: an amount in minor units, or {amount, order_bps, take}. Absent: no offer is dearer than what the order keeps (total - refunded).
 */
export type PriceCap =
  | number
  | {
      /**
       * In minor units.
       */
      amount?: number | null;
      /**
       * As a share of what the order keeps, in 1/10000.
       */
      order_bps?: number | null;
      /**
       * Which holds where both are given.
       */
      take?: 'larger' | 'smaller' | null;
    }
  | null;
/**
 * Subtotal of an offer as a share of order.total.
 */
export type PriceBand = {
  /**
   * Lowest share.
   */
  min?: number | null;
  /**
   * Highest share; absent: none.
   */
  max?: number | null;
} | null;
/**
 * Belief about an offer that has not been shown yet. Private.
 */
export type Prior = {
  /**
   * Acceptances believed.
   */
  accepts?: number | null;
  /**
   * Out of so many shows; more than accepts.
   */
  shows?: number | null;
} | null;
/**
 * How the choice tries out other offers.
 */
export type Explore = {
  /**
   * Whether to explore.
   */
  method: 'none' | 'softmax' | 'uncertainty';
  /**
   * Spread of the draw, in 1/10000 of the best value. Required under softmax.
   */
  temperature_bps?: number | null;
  /**
   * How often publish draws a set under uncertainty, in 1/10000 of pages; 100 is much.
   */
  rate_bps?: number | null;
  /**
   * How many of the best take part.
   */
  pool?: number | null;
} | null;
/**
 * One offer.
 */
export type Candidate = {
  /**
   * Unique in the sheet.
   */
  id: string;
  /**
   * What kind of offer it is.
   */
  kind: 'cross_sell' | 'upgrade' | 'bundle' | 'subscription' | 'protection' | 'refill' | 'digital' | 'sample' | 'gift';
  product: Product;
  /**
   * Parts of a bundle; its list price is their sum.
   *
   * @minItems 1
   */
  components?: [Component, ...Component[]] | null;
  subscription?: Subscription;
  replaces?: Replaces;
  covers?: Covers;
  quantity?: Quantity;
  discount?: Discount;
  gift?: Gift;
  /**
   * Days after which a refill is usually due: it is not offered earlier than that after customer.last_bought.
   */
  interval_hint_days?: number | null;
  shipping?: Shipping;
  /**
   * Taxes on it, each rounded once; at most 16, and 4 that compound.
   *
   * @maxItems 16
   */
  taxes?:
    | []
    | [Tax]
    | [Tax, Tax]
    | [Tax, Tax, Tax]
    | [Tax, Tax, Tax, Tax]
    | [Tax, Tax, Tax, Tax, Tax]
    | [Tax, Tax, Tax, Tax, Tax, Tax]
    | [Tax, Tax, Tax, Tax, Tax, Tax, Tax]
    | [Tax, Tax, Tax, Tax, Tax, Tax, Tax, Tax]
    | [Tax, Tax, Tax, Tax, Tax, Tax, Tax, Tax, Tax]
    | [Tax, Tax, Tax, Tax, Tax, Tax, Tax, Tax, Tax, Tax]
    | [Tax, Tax, Tax, Tax, Tax, Tax, Tax, Tax, Tax, Tax, Tax]
    | [Tax, Tax, Tax, Tax, Tax, Tax, Tax, Tax, Tax, Tax, Tax, Tax]
    | [Tax, Tax, Tax, Tax, Tax, Tax, Tax, Tax, Tax, Tax, Tax, Tax, Tax]
    | [Tax, Tax, Tax, Tax, Tax, Tax, Tax, Tax, Tax, Tax, Tax, Tax, Tax, Tax]
    | [Tax, Tax, Tax, Tax, Tax, Tax, Tax, Tax, Tax, Tax, Tax, Tax, Tax, Tax, Tax]
    | [Tax, Tax, Tax, Tax, Tax, Tax, Tax, Tax, Tax, Tax, Tax, Tax, Tax, Tax, Tax, Tax]
    | null;
  /**
   * Refundable deposit (Pfand) of one piece, in minor units. It stands beside the price: it is in what is to pay, and in no price, unit price, discount, band or saving.
   */
  deposit?: number | null;
  /**
   * Fees of one piece, such as for disposal; each says whether the price contains it.
   */
  fees?: Fee[] | null;
  /**
   * Ids of products it goes with.
   */
  pairs_with?: string[] | null;
  /**
   * Relevance measured elsewhere, in 1/10000, instead of pairs_with.
   */
  affinity_bps?: number | null;
  /**
   * A JsonLogic rule over {order, customer, sheet}; absent is true. On a page sheet only if it reads public data.
   */
  trigger?: {
    [k: string]: unknown;
  };
  availability?: Availability;
  evidence?: Evidence;
  refunds?: Refunds;
  /**
   * Take rate when shown alone, in millionths: what publishing leaves in place of evidence.
   */
  take_rate_ppm?: number | null;
  /**
   * Contribution relative to the best candidate's: what publishing leaves in place of costs.
   */
  worth?: number | null;
  /**
   * Higher comes first among equals, or alone under objective priority.
   */
  priority?: number | null;
  /**
   * What a gift or sample is reckoned to be worth to the shop, in minor units; absent: what it costs the shop.
   */
  value_minor?: number | null;
  copy?: Copy;
  proof?: Proof;
  loyalty?: Loyalty;
  delivery?: Delivery;
  returns?: Returns;
  consent?: Consent;
  /**
   * What becomes of the right of withdrawal. kept: it is kept, so that digital content needs no consent to lose it. waived: it ends with the consent, or there is none. Absent: as the law has it for the kind.
   */
  withdrawal?: 'kept' | 'waived' | null;
  /**
   * Its price was chosen with personal data, which the card then says. Written by publish.
   */
  personal_price?: boolean | null;
  /**
   * The candidate shown after a refusal.
   */
  on_decline?: string | null;
  /**
   * The candidate shown after an acceptance.
   */
  on_accept?: string | null;
  /**
   * Never shown first.
   */
  funnel_only?: boolean | null;
  accept?: Accept;
  /**
   * A hint to the page.
   */
  layout?: 'card' | 'compact' | 'banner' | null;
};
/**
 * For the price per kilogram, litre or piece.
 */
export type UnitPriceMeasure = {
  /**
   * How many units one piece holds: a number, or its text, with at most six decimals (8.6 for 8.6 g).
   */
  value: number | string;
  /**
   * E.g. "g", "ml", "piece".
   */
  unit: string;
  /**
   * The price is shown per this many units, e.g. 1000.
   */
  reference?: number | null;
} | null;
/**
 * Terms of a subscription.
 */
export type Subscription = {
  interval: Interval;
  /**
   * Days before the first charge.
   */
  trial_days?: number | null;
  /**
   * Of each piece at first, in minor units; absent: the quote's.
   */
  first_price?: number | null;
  /**
   * Of each piece at each renewal, in minor units; absent: the variant's after recurring_bps.
   */
  recurring_price?: number | null;
  /**
   * Off the variant's price at each renewal, in 1/10000.
   */
  recurring_bps?: number | null;
  /**
   * Shipping of each renewal, in minor units; absent: shipping.amount. First, renewal and yearly charges hold shipping and taxes as they are charged.
   */
  recurring_shipping?: number | null;
  /**
   * Fewest deliveries.
   */
  min_cycles?: number | null;
  /**
   * Deliveries reckoned with. Private.
   */
  expected_cycles?: number | null;
} | null;
/**
 * The line an upgrade replaces.
 */
export type Replaces = {
  /**
   * An id of order.lines.
   */
  line_id: string;
  /**
   * How many pieces of the line are replaced. Where fewer are left, because some were returned, the offer is left out with order_returned.
   */
  quantity?: number | null;
} | null;
/**
 * The line a protection covers.
 */
export type Covers = {
  /**
   * An id of order.lines.
   */
  line_id: string;
  /**
   * Price as a share of what is left of the line's paid amount, in 1/10000; absent: the variant's price.
   */
  bps?: number | null;
  /**
   * How long.
   */
  term_months?: number | null;
} | null;
/**
 * How many may be taken.
 */
export type Quantity = {
  /**
   * Preselected.
   */
  default?: number | null;
  /**
   * Fewest.
   */
  min?: number | null;
  /**
   * Most.
   */
  max?: number | null;
} | null;
/**
 * Off the list price.
 */
export type Discount = {
  /**
   * percent needs bps; amount and fixed_price need value; tiered needs tiers; nth needs every and bps; buy_get needs buy, get and bps.
   */
  type: 'none' | 'percent' | 'amount' | 'fixed_price' | 'free' | 'tiered' | 'nth' | 'buy_get';
  /**
   * percent: off the list price; nth and buy_get: off each piece that is reduced (10000: free). In 1/10000.
   */
  bps?: number | null;
  /**
   * amount: off; fixed_price: the new price of one piece. In minor units.
   */
  value?: number | null;
  /**
   * amount: off each piece or off the line.
   */
  per?: 'unit' | 'line' | null;
  /**
   * tiered: by rising quantity; the highest one reached counts.
   *
   * @minItems 1
   */
  tiers?: [Tier, ...Tier[]] | null;
  /**
   * Written by publish under ceiling_action cap, in 1/10000.
   */
  at_most_bps?: number | null;
  /**
   * nth: each n-th piece is reduced by bps; 2: every second one.
   */
  every?: number | null;
  /**
   * buy_get: so many pieces of each group are paid in full.
   */
  buy?: number | null;
  /**
   * buy_get: so many further pieces of each group are reduced by bps. Pieces that do not fill a group are reduced as far as they pass buy.
   */
  get?: number | null;
} | null;
/**
 * When a gift is earned.
 */
export type Gift = {
  /**
   * order.total needed, in minor units.
   */
  threshold?: number | null;
} | null;
/**
 * What adding it costs in shipping.
 */
export type Shipping = {
  /**
   * In minor units.
   */
  amount?: number | null;
  /**
   * Whether taxes apply to it.
   */
  taxable?: boolean | null;
  /**
   * Free from this amount on, in minor units; free_from_of says of what.
   */
  free_from?: number | null;
  /**
   * What free_from is compared with. offer: the offer's subtotal. order: what the order keeps (total - refunded) together with the offer's subtotal.
   */
  free_from_of?: 'offer' | 'order' | null;
} | null;
/**
 * When it may be had.
 */
export type Availability = {
  /**
   * Not before.
   */
  from?: string | null;
  /**
   * Not after.
   */
  until?: string | null;
  /**
   * So long after the order was placed.
   */
  minutes_after_order?: number | null;
  /**
   * Whether the card counts down. Under 20 hours it says when the offer ends instead, where the shopper cannot ask for more time and the cause is neither fulfilment nor stock (WCAG 2.2.1, 2.2.2).
   */
  countdown?: boolean | null;
  /**
   * Why there is a deadline; fulfilment only where it is hold_until.
   */
  cause?: 'fulfilment' | 'campaign' | 'stock' | null;
  /**
   * Whether the shopper may ask for more time, once.
   */
  extendable?: boolean | null;
} | null;
/**
 * What is known of its take rate. Private.
 */
export type Evidence = {
  /**
   * Times shown.
   */
  shows?: number | null;
  /**
   * Times accepted.
   */
  accepts?: number | null;
  solo?: Counts;
  paired?: Counts1;
  /**
   * Superseded by refunds. Where those are absent, this share of accepts came back, in 1/10000.
   */
  refund_rate_bps?: number | null;
} | null;
/**
 * Of these, shown alone.
 */
export type Counts = {
  /**
   * Times shown.
   */
  shows?: number | null;
  /**
   * Times accepted.
   */
  accepts?: number | null;
} | null;
/**
 * Of these, shown beside another.
 */
export type Counts1 = {
  /**
   * Times shown.
   */
  shows?: number | null;
  /**
   * Times accepted.
   */
  accepts?: number | null;
} | null;
/**
 * How many of its sales came back. Lowers the contribution, and pauses the offer where more than policy.refund_rate_ceiling_bps do. Private.
 */
export type Refunds = {
  /**
   * Sales that are at least window_days old: what can come back has come back.
   */
  sold: number;
  /**
   * Of these, returned or refunded.
   */
  returned: number;
  /**
   * Days in which a sale can come back.
   */
  window_days?: number | null;
  /**
   * When it was last sold. A paused offer is shown again window_days after that, and pauses again with the next sale while its counts stay bad. Absent: it stays paused while the counts say so.
   */
  last_sale?: string | null;
} | null;
/**
 * Words on the card; templates {{path|fallback}} over customer, product, line and quote.
 */
export type Copy = {
  /**
   * Headline.
   */
  headline?: string | null;
  /**
   * A sentence or two.
   */
  body?: string | null;
  /**
   * On the accept button; under eu the law's own wording stands there.
   */
  accept?: string | null;
  /**
   * On the decline button.
   */
  decline?: string | null;
  /**
   * A short mark.
   */
  badge?: string | null;
} | null;
/**
 * Ratings and reviews.
 */
export type Proof = {
  rating?: Rating;
  /**
   * Single reviews; those below 8000 are not shown as selected.
   */
  reviews?: Review[] | null;
  /**
   * What reviewers say, in a sentence.
   */
  summary?: string | null;
  verification?: Verification;
} | null;
/**
 * All ratings together.
 */
export type Rating = {
  /**
   * Mean, in 1/10000 of the best rating: 4.6 of 5 is 9200.
   */
  value_bps: number;
  /**
   * How many.
   */
  count: number;
} | null;
/**
 * How reviews are verified; required to show them under eu.
 */
export type Verification = {
  /**
   * In words.
   */
  text: string;
  /**
   * In detail.
   */
  url?: string | null;
} | null;
/**
 * Points earned.
 */
export type Loyalty = {
  /**
   * Points earned by accepting.
   */
  points?: number | null;
} | null;
/**
 * When it arrives.
 */
export type Delivery = {
  /**
   * Whether it comes in the same parcel.
   */
  ships_with_order?: boolean | null;
  /**
   * The earliest day of delivery: a plain date (2026-12-01), shown as that day, or a time with zone (RFC 3339).
   */
  earliest?: string | null;
  /**
   * The latest day of delivery: a plain date (2026-12-01), shown as that day, or a time with zone (RFC 3339).
   */
  latest?: string | null;
} | null;
/**
 * How it is returned.
 */
export type Returns = {
  /**
   * In words.
   */
  text: string;
  /**
   * In detail.
   */
  url?: string | null;
} | null;
/**
 * What must be agreed to before accepting.
 */
export type Consent = {
  /**
   * The sentence agreed to.
   */
  text: string;
  /**
   * The terms.
   */
  url?: string | null;
  /**
   * Whether accepting needs it.
   */
  required?: boolean | null;
  /**
   * The shop's name for this wording, kept with the proof of consent.
   */
  version?: string | null;
} | null;
/**
 * How it is accepted.
 */
export type Accept = {
  /**
   * link and add_to_cart need url.
   */
  mode: 'one_click' | 'link' | 'add_to_cart';
  /**
   * The signed terms, written by publish.
   */
  token?: string | null;
  /**
   * The token's jti.
   */
  key?: string | null;
  /**
   * Where link and add_to_cart lead.
   */
  url?: string | null;
} | null;
/**
 * URLs of the shop.
 */
export type Endpoints = {
  /**
   * Accepts an offer (POST).
   */
  accept?: string | null;
  /**
   * Says the outcome of an accept (GET).
   */
  status?: string | null;
  /**
   * Takes an accepted offer back (POST).
   */
  undo?: string | null;
  /**
   * Gives more time, once (POST).
   */
  extend?: string | null;
  /**
   * Exact tax and shipping before accepting (POST).
   */
  quote?: string | null;
  /**
   * Tokens of successors (POST).
   */
  next?: string | null;
  /**
   * The server's time (GET).
   */
  time?: string | null;
  /**
   * Receives events (beacon).
   */
  events?: string | null;
} | null;
/**
 * Set by publish.
 */
export type Published = {
  /**
   * When.
   */
  at?: string | null;
  /**
   * Digest of the private policy.
   */
  policy_digest?: string | null;
  /**
   * Under exploration by uncertainty, the candidates that were drawn, in order: the page shows them, without what has ended since. Absent where the best set came up.
   */
  slots?: string[] | null;
  /**
   * How likely what the page shows was, over all draws, in billionths.
   */
  propensity_ppb?: number | null;
} | null;
/**
 * What a take-rate model says of the candidates: comes before evidence and prior, after a candidate's own take_rate_ppm. Written by suggest. Private.
 */
export type LearnedModel = {
  /**
   * The model's digest, for the record of what decided.
   */
  id: string;
  /**
   * Its rows that the candidates can touch: factor|bought|offered|value|error|shows|accepts, for product_pair also |lift. value, error and lift are log2 in 1/65536.
   */
  rows: string[];
} | null;

/**
 * The order, or the cart.
 */
export interface Order {
  /**
   * The order's id in the shop.
   */
  id: string;
  /**
   * What the shopper knows the order by, e.g. "#1042".
   */
  number?: string | null;
  /**
   * When the order was placed (RFC 3339 with zone). Required and not null on thank_you, order_status and tracking; null on cart and checkout.
   */
  placed_at?: string | null;
  /**
   * Where the order stands. open: placed, to be paid later by its nature (invoice, cash on delivery). paid: paid in full. authorized: authorised in full, not captured yet; everything as paid, but no second charge by one_click. on_hold: held by the shop until it is looked at or paid; nothing by one_click. partially_paid: paid in part, the rest is due; nothing by one_click. pending: the payment's outcome is not known; nothing is offered. cancelled: called off. returned: returned or refunded as a whole. partially_returned: a part was returned or refunded. Shopify: financial_status paid, authorized, partially_paid are the same words; pending is open for cash on delivery and else pending, voided and expired are cancelled, refunded is returned, partially_refunded is partially_returned; an order whose fulfilment is ON_HOLD is on_hold. WooCommerce: processing (open for cash on delivery) and completed are paid, on-hold is on_hold, pending and failed are pending, cancelled is cancelled, refunded is returned, processing with a refund is partially_returned. Magento: state new is open (cash on delivery too), processing and complete are paid (partially_paid where a part of it is due, partially_returned where some was refunded), pending_payment is pending, payment_review and holded are on_hold, closed is returned, canceled is cancelled. Medusa: payment_status captured is paid, authorized is authorized (open for cash on delivery), partially_captured is partially_paid, refunded is returned, partially_refunded is partially_returned, canceled is cancelled, others are pending.
   */
  status:
    | 'open'
    | 'paid'
    | 'pending'
    | 'cancelled'
    | 'returned'
    | 'partially_returned'
    | 'authorized'
    | 'on_hold'
    | 'partially_paid';
  /**
   * ISO 4217 code of the order; absent: the sheet's. Another one leaves every candidate out with currency_mismatch.
   */
  currency?: string | null;
  /**
   * What was bought, as the platform's order holds it: vouchers, tips, custom items and cancelled lines stay in. A line with a fault is set aside with an issue of scope line: nothing replaces, covers or pairs with it, triggers do not see it, its product still counts as in the order. At most 1,000 lines: the longest wholesale orders have some hundreds.
   *
   * @maxItems 1000
   */
  lines: Line[];
  /**
   * Sum of the lines after discounts on lines and before discounts on the whole order, in minor units; contains tax where tax_included.
   */
  subtotal: number;
  /**
   * Discounts on the whole order, as a positive amount that lowers the total, in minor units.
   */
  discount?: number | null;
  /**
   * Shipping charged, in minor units.
   */
  shipping?: number | null;
  /**
   * Tax charged, or contained where tax_included, in minor units.
   */
  tax?: number | null;
  /**
   * Tips, in minor units. A tip may be a line without product_id instead; not both.
   */
  tips?: number | null;
  /**
   * Import duties charged, in minor units.
   */
  duties?: number | null;
  /**
   * Fees charged on the order, such as for gift wrap or for cash on delivery.
   */
  fees?: Fee[] | null;
  /**
   * What of the total was paid with gift cards, in minor units. It does not lower the total.
   */
  gift_cards?: number | null;
  /**
   * What rounding to cash added to the total, in minor units; negative where it took off.
   */
  rounding?: number | null;
  /**
   * What the order costs the shopper, as ordered, in minor units: subtotal - discount + shipping + duties + fees + tips + rounding, and tax where not tax_included. Refunds do not lower it.
   */
  total: number;
  /**
   * Whether prices contain tax.
   */
  tax_included?: boolean | null;
  /**
   * ISO 4217 code of the shop's own currency, where the shopper paid in another one. Then unit_cost, return_cost and giveaway_budget are amounts of the shop's currency, in its minor units; everything else of the sheet stays in the sheet's. Nothing that a shopper sees depends on it.
   */
  shop_currency?: string | null;
  /**
   * Units of the sheet's currency for one unit of the shop's, as a decimal text: "1.0842" where the shopper paid 1.0842 USD for each EUR. Each sum of costs is converted once, half-even. Without it costs in shop_currency are not known, and are estimated by default_margin_bps.
   */
  rate?: string | null;
  /**
   * ISO 3166-1 alpha-2. Decides consumer_law auto.
   */
  billing_country?: string | null;
  /**
   * ISO 3166-1 alpha-2. Decides consumer_law auto where there is no billing_country.
   */
  shipping_country?: string | null;
  /**
   * ISO 3166-2 without the country, e.g. "NY": some laws hold in one region only.
   */
  billing_region?: string | null;
  /**
   * ISO 3166-2 without the country; decides where there is no billing_region.
   */
  shipping_region?: string | null;
  /**
   * Who buys. For a business consumer_law auto is none, and prices may be net.
   */
  buyer?: 'consumer' | 'business' | null;
  /**
   * The VAT id of a business.
   */
  vat_id?: string | null;
  /**
   * The name of a business.
   */
  company?: string | null;
  /**
   * Where the shopper withdraws from the contract (Directive (EU) 2023/2673): linked from an offer bought, in the event encore-accepted and in the receipt's data, where the offer has a right of withdrawal.
   */
  withdrawal_url?: string | null;
  /**
   * The notice of the legal guarantee, linked from the card.
   */
  guarantee_url?: string | null;
  /**
   * Where a subscription is cancelled: linked where one is bought.
   */
  cancel_url?: string | null;
  /**
   * Codes used on the order.
   */
  coupons?: string[] | null;
  /**
   * Where the order came from, e.g. "web".
   */
  channel?: string | null;
  /**
   * Whether it is a test order of the platform. For triggers and the shop's own records.
   */
  test?: boolean | null;
  payment?: Payment;
  fulfilment?: Fulfilment;
  /**
   * What was given back so far, in minor units, lines[].refunded included. Thresholds, bands, caps and minimums compare with total - refunded; an order refunded in full shows nothing.
   */
  refunded?: number | null;
  /**
   * What of total was added by offers that can still be undone, in minor units: a gift's threshold does not count it. Written by publish, where it is given the shop's storage.
   */
  undoable?: number | null;
}
/**
 * One line of the order.
 */
export interface Line {
  /**
   * The line's id; replaces and covers name it.
   */
  id: string;
  /**
   * The product in the shop; null for a tip or a custom item.
   */
  product_id?: string | null;
  /**
   * The variant's id.
   */
  variant_id?: string | null;
  /**
   * The product's name.
   */
  title: string;
  /**
   * How many, or how much: a number, or its text, with at most six decimals (0.35 or "0.350"). 0 where the line was cancelled.
   */
  quantity: number | string;
  /**
   * Price of one before discounts, in minor units; contains tax where tax_included. Negative for a voucher that is a line.
   */
  unit_price: number;
  /**
   * What was paid for the whole line after every discount, its share of the order's discounts included, before returns, in minor units; contains tax where tax_included. Absent: unit_price x quantity.
   */
  paid?: number | null;
  /**
   * What of paid was given back, in minor units. It is part of order.refunded, not added to it. Absent: the share of the returned pieces.
   */
  refunded?: number | null;
  /**
   * Tax of the line, in minor units.
   */
  tax?: number | null;
  /**
   * Product family, for relevance.
   */
  family?: string | null;
  /**
   * Categories, for relevance.
   */
  categories?: string[] | null;
  /**
   * Tags, for triggers.
   */
  tags?: string[] | null;
  /**
   * How many of them were returned, with at most six decimals.
   */
  returned_quantity?: number | string | null;
  /**
   * How many of them have left the shop, with at most six decimals. For triggers.
   */
  fulfilled_quantity?: number | string | null;
  /**
   * The line that this one is a part of, such as a set's or the piece that an option belongs to. For triggers.
   */
  parent_line_id?: string | null;
  /**
   * Whether the line sells a gift card. For triggers.
   */
  gift_card?: boolean | null;
  /**
   * Days between deliveries where the line was bought as a subscription. A subscription or refill of the same product is then not offered.
   */
  interval_days?: number | null;
  /**
   * What one piece costs the shop, in minor units (of order.shop_currency where given). Private.
   */
  unit_cost?: number | null;
}
/**
 * A fee of the order, or of one piece of an offer.
 */
export interface Fee {
  /**
   * What the fee is for, such as "Gift wrap" or "Disposal".
   */
  title: string;
  /**
   * The fee, taxes included, in minor units; of an offer: of one piece.
   */
  amount: number;
  /**
   * Of an offer: whether the price contains the fee already. Where it does not, it is added to what is to pay.
   */
  included?: boolean | null;
}
/**
 * A refusal to remember.
 */
export interface Declined {
  /**
   * The refused candidate.
   */
  candidate_id: string;
  /**
   * When it was refused.
   */
  at?: string | null;
}
/**
 * What is offered.
 */
export interface Product {
  /**
   * The product's id.
   */
  id: string;
  /**
   * Its name.
   */
  title: string;
  /**
   * Picture: https:// or a path on the page's origin.
   */
  image?: string | null;
  /**
   * The picture in words.
   */
  image_alt?: string | null;
  /**
   * Its page.
   */
  url?: string | null;
  /**
   * Product family, for relevance.
   */
  family?: string | null;
  /**
   * Categories, for relevance.
   */
  categories?: string[] | null;
  /**
   * Tags.
   */
  tags?: string[] | null;
  /**
   * What can be chosen; the first one in stock is preselected.
   *
   * @minItems 1
   */
  variants: [Variant, ...Variant[]];
}
/**
 * One choice of a product.
 */
export interface Variant {
  /**
   * Unique in the product.
   */
  id: string;
  /**
   * E.g. "128 GB".
   */
  title?: string | null;
  /**
   * List price of one piece, in minor units.
   */
  price: number;
  /**
   * Former price, in minor units.
   */
  compare_at?: number | null;
  /**
   * Lowest price of the last 30 days before the reduction, in minor units (Directive 98/6/EC, Article 6a).
   */
  lowest_30d?: number | null;
  /**
   * Pieces in stock; absent: not tracked.
   */
  stock?: number | null;
  /**
   * Choices by name, e.g. {"size": "M"}.
   */
  options?: {
    [k: string]: string | null;
  } | null;
  unit_price_measure?: UnitPriceMeasure;
  /**
   * Picture of this choice.
   */
  image?: string | null;
  /**
   * What one piece costs the shop, in minor units (of order.shop_currency where given). Private.
   */
  unit_cost?: number | null;
}
/**
 * A part of a bundle.
 */
export interface Component {
  product: Product1;
  /**
   * Which variant; absent: the first.
   */
  variant_id?: string | null;
  /**
   * How many.
   */
  quantity?: number | null;
}
/**
 * What it is.
 */
export interface Product1 {
  /**
   * The product's id.
   */
  id: string;
  /**
   * Its name.
   */
  title: string;
  /**
   * Picture: https:// or a path on the page's origin.
   */
  image?: string | null;
  /**
   * The picture in words.
   */
  image_alt?: string | null;
  /**
   * Its page.
   */
  url?: string | null;
  /**
   * Product family, for relevance.
   */
  family?: string | null;
  /**
   * Categories, for relevance.
   */
  categories?: string[] | null;
  /**
   * Tags.
   */
  tags?: string[] | null;
  /**
   * What can be chosen; the first one in stock is preselected.
   *
   * @minItems 1
   */
  variants: [Variant, ...Variant[]];
}
/**
 * Between deliveries.
 */
export interface Interval {
  /**
   * Of what.
   */
  unit: 'day' | 'week' | 'month' | 'year';
  /**
   * How many.
   */
  count: number;
}
/**
 * One step of a tiered discount: exactly one of bps, value and fixed_price.
 */
export interface Tier {
  /**
   * From this quantity on.
   */
  min_quantity: number;
  /**
   * In 1/10000.
   */
  bps?: number | null;
  /**
   * Off each piece, in minor units.
   */
  value?: number | null;
  /**
   * Price of each piece, in minor units.
   */
  fixed_price?: number | null;
}
/**
 * One tax.
 */
export interface Tax {
  /**
   * Its name, e.g. "VAT".
   */
  title: string;
  /**
   * In millionths: 8.875 % is 88750.
   */
  rate_ppm: number;
  /**
   * Whether it is taken of the taxes before it in the list as well, as rounded.
   */
  compound?: boolean | null;
}
/**
 * One review.
 */
export interface Review {
  /**
   * In 1/10000 of the best rating.
   */
  rating_bps: number;
  /**
   * Its text.
   */
  text: string;
  /**
   * Who wrote it.
   */
  author?: string | null;
  /**
   * A picture.
   */
  image?: string | null;
}
/**
 * An experiment; visitors are bucketed as the GrowthBook SDK does.
 */
export interface Experiment {
  /**
   * Unique in the sheet.
   */
  key: string;
  /**
   * Hashed with the visitor; absent: the key.
   */
  seed?: string | null;
  /**
   * GrowthBook's hash version.
   */
  hash_version?: number | null;
  /**
   * Index of a variation that shows nothing.
   */
  holdout?: number | null;
  /**
   * What is hashed.
   */
  hash_attribute?: string | null;
  /**
   * Share of visitors who take part.
   */
  coverage?: number | null;
  /**
   * Share of each variation; absent: equal.
   */
  weights?: number[] | null;
  /**
   * Mutually exclusive experiments: [name, from, to].
   *
   * @minItems 3
   * @maxItems 3
   */
  namespace?: [unknown, unknown, unknown] | null;
  /**
   * Each a JSON Merge Patch (RFC 7396) on {policy, candidates: {id: {..., product: {variants: {id: {...}}}}}}; {} changes nothing. A candidate that the sheet lacks is added, last, where the patch gives its kind and product.
   *
   * @minItems 2
   */
  variations: [{}, {}, ...{}[]];
}

/** What a member means that a policy leaves out. */
export const POLICY_DEFAULTS = {
  max_offers: 2,
  second_offer: 'auto',
  dilution_bps: 1000,
  objective: 'margin',
  rounding: 'half_up',
  rounding_scope: 'unit',
  leftover: 'largest_remainder',
  discount_ceiling_bps: 3000,
  ceiling_action: 'refuse',
  margin_floor_bps: 0,
  default_margin_bps: 4000,
  refund_rate_ceiling_bps: 500,
  return_cost: 0,
  reserve: 0,
  min_order_total: 0,
  skip_purchased: 'ever',
  min_relevance: 'category',
  reference_price: 'lowest_30d',
  consumer_law: 'auto',
  remember_decline_days: 30,
  max_steps: 3,
  undo_seconds: 30,
  token_minutes: 60,
  holdout_bps: 0,
  personalised_price: false,
  personal_prices: 'allow',
  utc_offset_minutes: 0,
} as const;
