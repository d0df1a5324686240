// SPDX-License-Identifier: MIT
//
// The page sheet is printed from the patched document by the decoder's own tables; this file
// says only where it departs from them.
#include "encore/select/publish.hpp"

#include <algorithm>

#include "encore/base/writer.hpp"
#include "encore/select/appraise.hpp"
#include "encore/select/deadline.hpp"
#include "encore/select/decide.hpp"
#include "encore/select/eligible.hpp"
#include "encore/select/guard.hpp"
#include "encore/select/hash.hpp"
#include "encore/select/law.hpp"
#include "encore/select/sheet_text.hpp"
#include "encore/select/take_rate.hpp"
#include "encore/sheet/instant.hpp"

namespace encore {

namespace {

// Reasons that the page cannot find by itself, or that no page can mend.
bool excludes(const Sheet& sheet, const Appraisal& one) {
  return std::any_of(one.reasons.begin(), one.reasons.end(), [&](const ReasonGiven& given) {
    switch (given.reason) {
      case Reason::invalid_candidate:
      case Reason::nothing_to_pay_difference:
      case Reason::expired:
      case Reason::already_purchased:
      case Reason::returned_before:
      case Reason::already_subscribed:
      case Reason::not_due_yet:
      case Reason::ignored_before:
      case Reason::refund_rate_high:
      case Reason::discount_above_ceiling:
      case Reason::below_margin_floor:
      case Reason::personal_price:
      case Reason::giveaway_budget_spent:
      case Reason::below_reserve: return true;
      case Reason::trigger_false:
      case Reason::rule_error: return settles_trigger(sheet, *one.candidate);
      default: return false;
    }
  });
}

// A page does not know the reserve: where nothing that is judged now would earn it, nothing is published.
void judge_reserve(const Sheet& sheet, const Decision& decision, std::span<Appraisal> all, Arena& arena) {
  for (const LeftOut& one : decision.left_out) {
    for (const ReasonGiven& given : one.reasons) {
      if (given.reason != Reason::below_reserve) continue;
      all[static_cast<std::size_t>(one.candidate - sheet.candidates.data())].reasons.add(arena, given);
    }
  }
}

class Publication {
 public:
  Publication(const Sheet& sheet, const DecisionContext& moment, Arena& arena)
      : sheet_(sheet),
        tree_(*sheet.tree),
        visitor_(visitor_of(sheet, moment.visitor)),
        now_(moment.now),
        arena_(arena) {
    appraised_ = appraise(sheet, sheet.candidates, moment.now, {.every_guard = true}, arena);
    if (sheet.policy.reserve > 0 || explores_when_published(sheet)) {
      decided_ = decide(sheet, moment, {}, arena);
      judge_reserve(sheet, decided_, appraised_.all, arena);
    }
    names_visitor_ = !moment.visitor.empty() || !sheet.visitor.id.empty();
    kept_ = arena.array<bool>(appraised_.all.size());
    for (std::size_t i = 0; i < kept_.size(); ++i) {
      kept_[i] = !excludes(sheet, appraised_.all[i]);
      if (kept_[i]) note_mentions(*appraised_.all[i].candidate);
    }
  }

  void append(std::string& to) {
    Writer json(to);
    json.open_object();
    json.member("ok", true);
    json.key("sheet");
    SheetPrinter(tree_, json, this, special, extra).object(0, ShapeId::sheet);
    json.key("dropped");
    json.open_array();
    for (std::size_t i = 0; i < kept_.size(); ++i) {
      if (!kept_[i]) append_left_out(json, {appraised_.all[i].candidate, appraised_.all[i].reasons});
    }
    json.close_array();
    const ConsumerLaw law = law_of(sheet_);
    json.key("law");
    append_law(json, law);
    json.key("tokens");
    json.open_array();
    for (std::size_t i = 0; i < kept_.size(); ++i) {
      if (!kept_[i]) continue;
      const Appraisal& one = appraised_.all[i];
      const Instant otherwise = sheet_.issued_at + sheet_.policy.token_minutes * 60'000;
      json.open_object();
      json.member("candidate_id", one.candidate->id);
      json.member("deadline_ms", one.deadline.value_or(otherwise));
      json.member("consent_required", consent_required(*one.candidate, law));
      json.key("terms");
      std::string terms;
      append_terms(terms, sheet_, one.candidate->id);
      json.raw(terms);
      json.close_object();
    }
    json.close_array();
    json.close_object();
  }

 private:
  // Everything a trigger that stays, or a template, may name.
  void note_mentions(const Candidate& candidate) {
    for (const Text text : {candidate.copy.headline, candidate.copy.body, candidate.copy.accept, candidate.copy.decline,
                            candidate.copy.badge}) {
      mentions_.append(text).append("\n");
    }
    if (candidate.trigger == kNoNode || settles_trigger(sheet_, candidate)) return;
    mentions_ += texts_of(tree_, candidate.trigger);
  }

  bool mentioned(std::string_view key) const { return mentions_.find(key) != std::string::npos; }

  bool keeps(Text id) const {
    for (std::size_t i = 0; i < kept_.size(); ++i) {
      if (kept_[i] && sheet_.candidates[i].id == id) return true;
    }
    return false;
  }

  static bool special(void* context, SheetPrinter& printer, ShapeId shape, const Field& field, NodeIndex value) {
    return static_cast<Publication*>(context)->depart(printer, shape, field, value);
  }
  static void extra(void* context, SheetPrinter& printer, ShapeId shape, NodeIndex object) {
    static_cast<Publication*>(context)->add(printer, shape, object);
  }

  // Policy that a page gets as what it comes to, or not at all: its effect is in what is published.
  bool settled_policy(SheetPrinter& printer, std::string_view name, NodeIndex value) const {
    if (name == "price_cap" && tree_[value].is(NodeKind::object)) {
      if (const auto cap = given_cap(sheet_)) printer.json.member("price_cap", *cap);
      return true;
    }
    if (name == "dilution_bps" && tree_[value].is(NodeKind::string)) {
      printer.json.member("dilution_bps", dilution_of(sheet_));
      return true;
    }
    if (name == "explore") return sheet_.policy.explore.method == ExploreMethod::uncertainty;
    return name == "ceiling_action" || name == "personal_prices";
  }

  // Where the page sheet is not a copy.
  bool depart(SheetPrinter& printer, ShapeId shape, const Field& field, NodeIndex value) {
    const std::string_view name = field.name;
    switch (shape) {
      case ShapeId::sheet:
        if (name == "candidates") candidates(printer);
        if (name == "experiments") experiments(printer);
        return name == "candidates" || name == "experiments" || name == "visitor" || name == "published";
      case ShapeId::order: return name == "buyer" && sheet_.order.buyer == Buyer::consumer;  // as where it is absent
      case ShapeId::customer:
        if (is_forgotten(sheet_, name)) return true;
        return (name == "first_name" && !mentioned(name)) || (name == "profiling" && sheet_.customer.profiling);
      case ShapeId::policy: return settled_policy(printer, name, value);
      case ShapeId::candidate:
        if (name == "take_rate_ppm" || name == "worth" || name == "personal_price") return true;
        if (name == "on_decline" || name == "on_accept") return !keeps(tree_[value].text);
        return name == "trigger" && settles_trigger(sheet_, *current_->candidate);
      default: return false;
    }
  }

  void add(SheetPrinter& printer, ShapeId shape_id, NodeIndex object) {
    Writer& json = printer.json;
    write_cap(sheet_, printer, shape_id, object);
    if (shape_id != ShapeId::customer || sheet_.customer.profiling) {
      write_mentioned(printer, shape_id, object, mentions_);
    }
    if (shape_id == ShapeId::candidate) {
      json.member("take_rate_ppm", current_->take_rate.ppm);
      json.member("worth", current_->worth);
      if (current_->personal) json.member("personal_price", true);
    } else if (shape_id == ShapeId::sheet) {
      if (names_visitor_) {
        json.key("visitor");
        json.open_object();
        json.member("id", visitor_);
        json.close_object();
      }
      std::string text;
      append_instant(text, now_);
      json.key("published");
      json.open_object();
      json.member("at", text);
      json.member("policy_digest", policy_digest());
      if (explores_when_published(sheet_)) drawn(json);
      json.close_object();
    }
  }

  // The page shows what was drawn; where the best set came up, it chooses that by itself, also when time has passed.
  void drawn(Writer& json) const {
    if (decided_.explored) {
      json.key("slots");
      json.open_array();
      for (const Slot& slot : decided_.slots) json.string(slot.candidate->id);
      json.close_array();
    }
    json.member("propensity_ppb", decided_.propensity_ppb);
  }

  // Of the page's own policy: a digest of private figures could be found out by trying.
  std::string policy_digest() {
    std::string text;
    const NodeIndex policy = tree_.find(0, "policy");
    if (policy != kNoNode && tree_[policy].is(NodeKind::object)) {
      Writer json(text);
      SheetPrinter(tree_, json, this, special, extra).object(policy, ShapeId::policy);
    }
    std::string digest;
    append_fnv128(digest, text);
    return digest;
  }

  void candidates(SheetPrinter& printer) {
    printer.json.key("candidates");
    printer.json.open_array();
    for (std::size_t i = 0; i < kept_.size(); ++i) {
      if (!kept_[i]) continue;
      current_ = &appraised_.all[i];
      printer.object(sheet_.candidates[i].node, ShapeId::candidate);
    }
    printer.json.close_array();
  }

  void experiments(SheetPrinter& printer) {
    const Assigned assigned = assign(sheet_, visitor_, {}, arena_);
    printer.json.key("experiments");
    printer.json.open_array();
    std::size_t next = 0;
    for (const Experiment& experiment : sheet_.experiments) {
      if (!experiment.valid) continue;
      const Assignment& assignment = assigned.assignments[next++];
      if (settled_by_publishing(sheet_, experiment)) {
        settled(printer.json, experiment, assignment);
      } else {
        open(printer, experiment);
      }
    }
    printer.json.close_array();
  }

  // The arm is in the prices already: every visitor falls into it, or into none.
  void settled(Writer& json, const Experiment& experiment, const Assignment& assignment) const {
    json.open_object();
    json.member("key", experiment.key);
    json.member("hash_version", experiment.hash_version);
    json.member("holdout", experiment.holdout);
    json.member("coverage", std::int64_t{assignment.in_experiment ? 1 : 0});
    json.key("weights");
    json.open_array();
    for (std::size_t i = 0; i < experiment.variations.size(); ++i) {
      json.integer(static_cast<std::int64_t>(i) == assignment.variation ? 1 : 0);
    }
    json.close_array();
    json.key("variations");
    json.open_array();
    for (std::size_t i = 0; i < experiment.variations.size(); ++i) {
      json.open_object();
      json.close_object();
    }
    json.close_array();
    json.close_object();
  }

  // As it stands, without patches of candidates that were dropped.
  void open(SheetPrinter& printer, const Experiment& experiment) const {
    Writer& json = printer.json;
    json.open_object();
    for (const Field field : shape(ShapeId::experiment).fields) {
      const NodeIndex at = tree_.find(experiment.node, field.name);
      if (at == kNoNode || tree_[at].is(NodeKind::null)) continue;
      json.key(field.name);
      if (field.type != FieldType::variations) {
        write_node(json, tree_, at);
        continue;
      }
      json.open_array();
      for (const NodeIndex patch : experiment.variations) variation(json, patch);
      json.close_array();
    }
    json.close_object();
  }

  void variation(Writer& json, NodeIndex patch) const {
    json.open_object();
    const NodeIndex policy = tree_.find(patch, "policy");
    if (policy != kNoNode) {
      json.key("policy");
      write_node(json, tree_, policy);
    }
    const NodeIndex candidates = tree_.find(patch, "candidates");
    if (candidates != kNoNode) {
      json.key("candidates");
      json.open_object();
      for (std::size_t i = 0; i < kept_.size(); ++i) {
        const NodeIndex one = tree_.find(candidates, sheet_.candidates[i].id);
        if (!kept_[i] || one == kNoNode) continue;
        json.key(sheet_.candidates[i].id);
        write_node(json, tree_, one);
      }
      json.close_object();
    }
    json.close_object();
  }

  const Sheet& sheet_;
  const Tree& tree_;
  Text visitor_;
  Instant now_;
  Arena& arena_;
  bool names_visitor_ = false;
  Appraised appraised_;
  Decision decided_;  // where the page has to know what came of it
  std::span<bool> kept_;
  std::string mentions_;
  const Appraisal* current_ = nullptr;
};

}  // namespace

bool settles_trigger(const Sheet& sheet, const Candidate& candidate) {
  const NodeIndex rule = candidate.trigger;
  return rule != kNoNode && (reads_private(*sheet.tree, rule) || !reads_moment(*sheet.tree, rule));
}

void append_publication(std::string& to, const Sheet& sheet, const DecisionContext& moment, Arena& arena) {
  Publication(sheet, moment, arena).append(to);
}

}  // namespace encore
