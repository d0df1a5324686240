// SPDX-License-Identifier: MIT
//
// Members that are given and do nothing where they stand: those of another kind of offer or
// discount, tiers that no quantity reaches, what waits for something that is not there. A
// member counts as given where the document names it, whatever its value but null, 0 or false.
#include "encore/base/members.hpp"
#include "encore/check/check.hpp"
#include "encore/check/discount_members.hpp"
#include "encore/select/deadline.hpp"

namespace encore {

namespace {

class Effects {
 public:
  explicit Effects(const Inspection& inspection)
      : sheet_(inspection.sheet), tree_(*inspection.sheet.tree), to_(inspection.warnings) {}

  void look_at_sheet() {
    const NodeIndex policy = node_at(tree_, 0, "policy");
    if (policy == kNoNode) return;
    const Policy& rules = sheet_.policy;
    if (rules.max_offers == 1 && given(policy, "second_offer") && rules.second_offer == SecondOffer::always) {
      warn(to_, warning::without_effect, Scope::sheet, place("policy", "second_offer")).about("max_offers 2");
    }
    const NodeIndex explore = node_at(tree_, policy, "explore");
    if (explore != kNoNode && rules.explore.method == ExploreMethod::none && given(explore, "temperature_bps")) {
      warn(to_, warning::without_effect, Scope::sheet, place("policy", "explore", "temperature_bps"))
          .about("method softmax");
    }
  }

  void look_at(const Candidate& candidate) {
    position_ = candidate.position;
    node_ = candidate.node;
    kind(candidate, "components", CandidateKind::bundle);
    kind(candidate, "subscription", CandidateKind::subscription);
    kind(candidate, "replaces", CandidateKind::upgrade);
    kind(candidate, "covers", CandidateKind::protection);
    kind(candidate, "interval_hint_days", CandidateKind::refill);
    if (candidate.kind != CandidateKind::sample) kind(candidate, "value_minor", CandidateKind::gift);
    discount(candidate);
    quantity(candidate);
    time(candidate);
    if (candidate.kind == CandidateKind::digital && candidate.shipping.amount > 0) {
      add("a kind that is shipped", "shipping", "amount");
    }
    if (sheet_.policy.max_steps == 1) {
      for (const std::string_view key : {"on_decline", "on_accept"}) {
        if (given(node_, key)) add("policy.max_steps above 1", key);
      }
    }
    if (candidate.affinity_bps && !candidate.pairs_with.empty()) add("no affinity_bps", "pairs_with");
  }

 private:
  template <typename... Steps>
  void add(std::string_view needs, const Steps&... steps) {
    warn(to_, warning::without_effect, Scope::candidate, place("candidates", position_, steps...)).about(needs);
  }

  bool given(NodeIndex object, std::string_view key) const {
    const NodeIndex at = object == kNoNode ? kNoNode : node_at(tree_, object, key);
    if (at == kNoNode) return false;
    const Node& node = tree_[at];
    if (node.is(NodeKind::boolean)) return node.boolean;
    if (node.is(NodeKind::integer)) return node.integer != 0;
    return !node.is_container() || node.count > 0;
  }

  void kind(const Candidate& candidate, std::string_view key, CandidateKind needed) {
    if (candidate.kind == needed || !given(node_, key)) return;
    add(std::string("kind ").append(word(needed)), key);
  }

  void discount(const Candidate& candidate) {
    const NodeIndex node = node_at(tree_, node_, "discount");
    if (node == kNoNode) return;
    for (std::size_t at = 0; at < kEnumCount<DiscountType>; ++at) {
      const auto type = static_cast<DiscountType>(at);
      each_member(type, [&](std::string_view key) {
        if (has_member(candidate.discount.type, key) || first_with(key) != type || !given(node, key)) return;
        add(std::string("type ").append(word(type)), "discount", key);
      });
    }
  }

  // The type that a discount needs for a member to count.
  static DiscountType first_with(std::string_view key) {
    std::size_t at = 0;
    while (!has_member(static_cast<DiscountType>(at), key)) ++at;
    return static_cast<DiscountType>(at);
  }

  // What begins at a quantity that cannot be taken.
  void quantity(const Candidate& candidate) {
    const Discount& discount = candidate.discount;
    const std::int64_t most = candidate.quantity.max;
    if (discount.type == DiscountType::nth && discount.every > most) {
      add("quantity.max of at least every", "discount", "every");
    }
    if (discount.type == DiscountType::buy_get && discount.buy >= most) {
      add("quantity.max of more than buy", "discount", "buy");
    }
    for (std::size_t i = 0; i < discount.tiers.size() && discount.type == DiscountType::tiered; ++i) {
      if (discount.tiers[i].min_quantity <= most) continue;
      add("quantity.max of at least min_quantity", "discount", "tiers", i, "min_quantity");
      return;
    }
  }

  void time(const Candidate& candidate) {
    const Availability& availability = candidate.availability;
    const std::optional<Instant> deadline = deadline_of(sheet_, candidate);
    if (availability.extendable && (!deadline || sheet_.endpoints.extend.empty())) {
      add(deadline ? "endpoints.extend" : "a deadline", "availability", "extendable");
    }
    if (availability.cause != DeadlineCause::none && !deadline) add("a deadline", "availability", "cause");
  }

  const Sheet& sheet_;
  const Tree& tree_;
  Warnings& to_;
  std::size_t position_ = 0;
  NodeIndex node_ = kNoNode;
};

}  // namespace

void inspect_effects(const Inspection& inspection) {
  Effects effects(inspection);
  effects.look_at_sheet();
  for (const Candidate& candidate : inspection.sheet.candidates) {
    if (candidate.valid && inspection.warnings.size() <= kMaxWarnings) effects.look_at(candidate);
  }
}

}  // namespace encore
