// SPDX-License-Identifier: MIT
//
// The offer sheet, version 1, as typed records: the order that was paid, the candidates
// that could follow it, the policy that governs the choice. Every field carries the name
// it has on the wire and the default the published schema gives. Records are plain,
// standard-layout and live in an Arena; json/ fills them from a table of fields, and text
// points into the document. Rules (JsonLogic) and experiment patches stay as nodes of the
// tree they came in. Amounts are minor units of `currency`; `_bps` 1/10000, `_ppm`
// 1/1000000; times are milliseconds since the epoch. Fields marked P are private: they
// never reach a browser.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "encore/base/tree.hpp"
#include "encore/money/minor.hpp"
#include "encore/money/words.hpp"
#include "encore/sheet/decimal.hpp"
#include "encore/sheet/history.hpp"
#include "encore/sheet/laws.hpp"
#include "encore/sheet/order.hpp"
#include "encore/sheet/words.hpp"

namespace encore {

/// Who sells what the candidates offer.
struct Seller {
  Text id;
  bool is_merchant = true;  // the merchant of the order
};

struct Visitor {
  Text id;  // "": the order's id stands for it
};

/// A number on the wire is `amount` alone.
struct PriceCap {
  std::optional<Minor> amount;
  std::optional<std::int64_t> order_bps;  // of what the order keeps
  CapTake take = CapTake::smaller;        // where both are given
};

struct PriceBand {
  std::int64_t min = 0;
  std::optional<std::int64_t> max;
};

struct Prior {
  std::int64_t accepts = 5;
  std::int64_t shows = 100;
};

struct Explore {
  ExploreMethod method = ExploreMethod::none;
  std::int64_t temperature_bps = 1000;  // softmax
  std::int64_t pool = 20;
  std::int64_t rate_bps = 0;  // uncertainty
};

/// `dilution_bps` where the sheet says "learned".
inline constexpr std::int64_t kLearned = -1;

struct Policy {
  Text id;
  std::int64_t max_offers = 2;
  SecondOffer second_offer = SecondOffer::automatic;
  std::int64_t dilution_bps = 1000;  // read through dilution_of; kLearned: by the model
  Objective objective = Objective::margin;
  Rounding rounding = Rounding::half_up;
  Rounding discount_rounding = Rounding::half_up;  // read through discount_rounding_of
  bool discounts_apart = false;                    // discount_rounding is given
  RoundingScope rounding_scope = RoundingScope::unit;
  Leftover leftover = Leftover::largest_remainder;
  Text price_ending;  // "": none
  std::optional<std::int64_t> cash_step;
  std::int64_t discount_ceiling_bps = 3000;  // P
  CeilingAction ceiling_action = CeilingAction::refuse;
  std::int64_t margin_floor_bps = 0;           // P
  std::int64_t default_margin_bps = 4000;      // P
  std::int64_t refund_rate_ceiling_bps = 500;  // P
  Minor return_cost = 0;                       // P: of handling one return
  std::optional<std::int64_t> ignore_after;    // P: times shown without an answer
  Minor reserve = 0;                           // P: what a set earns at least
  std::optional<Minor> giveaway_budget;        // P
  PriceCap price_cap;                          // nothing given: each offer at most what the order keeps
  PriceBand price_band_bps;
  Minor min_order_total = 0;
  std::optional<Minor> min_charge;  // absent: the currency's usual one, for cards and wallets
  SkipPurchased skip_purchased = SkipPurchased::ever;
  Relevance min_relevance = Relevance::category;
  ReferencePrice reference_price = ReferencePrice::lowest_30d;
  ConsumerLaw consumer_law = ConsumerLaw::automatic;
  std::int64_t remember_decline_days = 30;
  std::int64_t max_steps = 3;
  std::optional<std::int64_t> max_accepts;  // of the order, over all its surfaces; absent: no limit
  std::int64_t undo_seconds = 30;
  std::int64_t token_minutes = 60;
  std::int64_t holdout_bps = 0;
  Prior prior;  // P
  Explore explore;
  Texts allowed_hosts;
  bool personalised_price = false;
  PersonalPrices personal_prices = PersonalPrices::allow;
  std::int64_t utc_offset_minutes = 0;
};

/// The rule by which discounts are rounded: the policy's own, or that of everything else.
inline Rounding discount_rounding_of(const Policy& policy) {
  return policy.discounts_apart ? policy.discount_rounding : policy.rounding;
}

struct UnitPriceMeasure {
  Decimal value;               // how many `unit`s one piece holds; 0: not given
  Text unit;                   // g kg ml l m piece …
  std::int64_t reference = 1;  // the price is shown per this many units
};

struct Variant {
  Text id;
  Text title;
  Minor price = 0;
  std::optional<Minor> compare_at;
  std::optional<Minor> lowest_30d;
  std::optional<std::int64_t> stock;  // absent: not tracked
  NodeIndex options = kNoNode;
  UnitPriceMeasure unit_price_measure;
  Text image;
  std::optional<Minor> unit_cost;  // P
};

struct Product {
  Text id;
  Text title;
  Text image;
  Text image_alt;
  Text url;
  Text family;
  Texts categories;
  Texts tags;
  std::span<const Variant> variants;
};

struct Component {
  Product product;
  Text variant_id;
  std::int64_t quantity = 1;
};

struct QuantityRange {
  std::int64_t initial = 1;  // "default" on the wire
  std::int64_t min = 1;
  std::int64_t max = 1;
};

struct Tier {
  std::int64_t min_quantity = 1;
  std::optional<std::int64_t> bps;
  std::optional<Minor> value;        // off each unit
  std::optional<Minor> fixed_price;  // of each unit
};

struct Discount {
  DiscountType type = DiscountType::none;
  std::int64_t bps = 0;                     // percent
  Minor value = 0;                          // amount: off; fixed_price: the unit's new price
  DiscountPer per = DiscountPer::unit;      // amount
  std::int64_t every = 0;                   // nth: each n-th piece is reduced by bps
  std::int64_t buy = 0;                     // buy_get: of buy + get pieces …
  std::int64_t get = 0;                     // … so many are reduced by bps
  std::span<const Tier> tiers;              // tiered, ascending min_quantity
  std::optional<std::int64_t> at_most_bps;  // written by publish under ceiling_action cap
};

struct Interval {
  IntervalUnit unit = IntervalUnit::month;
  std::int64_t count = 0;  // 0: the candidate has no subscription
};

struct Subscription {
  Interval interval;
  std::int64_t trial_days = 0;
  std::optional<Minor> first_price;         // of each unit; absent: the quote's
  std::optional<Minor> recurring_price;     // of each unit; absent: the variant's after recurring_bps
  std::int64_t recurring_bps = 0;           // off the variant's price at each renewal
  std::optional<Minor> recurring_shipping;  // absent: shipping.amount
  std::int64_t min_cycles = 1;
  std::optional<std::int64_t> expected_cycles;  // P
};

struct Replaces {
  Text line_id;  // "": the candidate replaces nothing
  std::int64_t quantity = 1;
};

struct Covers {
  Text line_id;                     // "": the candidate covers nothing
  std::optional<std::int64_t> bps;  // of the line's paid amount; absent: the variant's price
  std::int64_t term_months = 0;
};

struct Gift {
  std::optional<Minor> threshold;  // order.total needed
};

struct Shipping {
  Minor amount = 0;
  bool taxable = false;
  std::optional<Minor> free_from;
  FreeFromOf free_from_of = FreeFromOf::offer;
};

struct Tax {
  Text title;
  std::int64_t rate_ppm = 0;
  bool compound = false;  // taken of the taxes before it as well
};

struct Availability {
  std::optional<Instant> from;
  std::optional<Instant> until;
  std::optional<std::int64_t> minutes_after_order;
  bool countdown = false;
  DeadlineCause cause = DeadlineCause::none;
  bool extendable = false;
};

struct Copy {
  Text headline;
  Text body;
  Text accept;
  Text decline;
  Text badge;
};

struct Loyalty {
  std::int64_t points = 0;  // earned with each piece
};

struct Consent {
  Text text;
  Text url;
  Text version;
  bool required = false;
};

struct Accept {
  AcceptMode mode = AcceptMode::one_click;
  Text token;
  Text key;
  Text url;
};

/// A candidate as decoded. Display-only members (proof, delivery, returns, layout)
/// are checked for shape but read by the page from its own copy of the document.
struct Candidate {
  Text id;
  CandidateKind kind = CandidateKind::cross_sell;
  Product product;
  std::span<const Component> components;
  QuantityRange quantity;
  Discount discount;
  Subscription subscription;
  Replaces replaces;
  Covers covers;
  Gift gift;
  std::optional<std::int64_t> interval_hint_days;
  Shipping shipping;
  std::span<const Tax> taxes;
  Minor deposit = 0;  // refundable, of one piece
  std::span<const Fee> fees;
  Texts pairs_with;
  std::optional<std::int64_t> affinity_bps;
  NodeIndex trigger = kNoNode;  // a rule in Sheet::tree; kNoNode is always true
  Availability availability;
  Evidence evidence;  // P
  bool has_evidence = false;
  Refunds refunds;                            // P
  std::optional<std::int64_t> take_rate_ppm;  // take rate as published
  std::optional<std::int64_t> worth;          // contribution as published, largest = 1000000
  std::int64_t priority = 0;
  std::optional<Minor> value_minor;
  Loyalty loyalty;
  Copy copy;
  Consent consent;
  Text on_decline;
  Text on_accept;
  bool funnel_only = false;
  Accept accept;
  Withdrawal withdrawal = Withdrawal::usual;
  bool personal_price = false;  // as published: chosen with personal data
  NodeIndex node = kNoNode;     // where it stands in Sheet::tree
  std::uint32_t position = 0;   // index in the document's `candidates`
  bool valid = true;            // false: left out as invalid_candidate; only `id` may be read
};

struct Namespace {
  Text name;
  double from = 0;  // as GrowthBook: fractions of 0..1
  double to = 1;
  bool given = false;
};

struct Experiment {
  Text key;
  Text seed;  // "": key
  std::int64_t hash_version = 2;
  std::optional<std::int64_t> holdout;
  Text hash_attribute;  // "": visitor.id
  double coverage = 1;
  std::span<const double> weights;  // empty: equal
  Namespace name_space;
  std::span<const NodeIndex> variations;  // merge patches in Sheet::tree
  NodeIndex node = kNoNode;
  bool valid = true;
};

struct Endpoints {
  Text accept;
  Text status;
  Text undo;
  Text extend;
  Text quote;
  Text next;
  Text time;
  Text events;
};

/// What a take-rate model says of the candidates of this sheet: the rows they can touch (learn/score.hpp).
struct LearnedModel {  // P, whole
  Text id;
  Texts rows;
};

struct Published {
  std::optional<Instant> at;
  Text policy_digest;
  Texts slots;                                 // drawn by exploration, in this order
  std::optional<std::int64_t> propensity_ppb;  // of what is shown, where publish explores
  bool given = false;
};

struct Sheet {
  Text id;
  Instant issued_at = 0;
  Text locale;
  Text currency;
  Surface surface = Surface::thank_you;
  Order order;
  Customer customer;
  Visitor visitor;
  Seller seller;
  Policy policy;
  std::span<const Candidate> candidates;
  std::span<const Experiment> experiments;
  Endpoints endpoints;
  Published published;
  LearnedModel model;          // P
  const Tree* tree = nullptr;  // the document after the arms' patches
};

}  // namespace encore
