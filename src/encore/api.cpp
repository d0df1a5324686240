// SPDX-License-Identifier: MIT
//
// One function per operation: read the arguments, load the sheet, call the floor that
// knows, print what it said. No rule of the shop lives here.
#include "encore/api.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "encore/api/document.hpp"
#include "encore/api/head.hpp"
#include "encore/base/issue_codes.hpp"
#include "encore/base/parts.hpp"
#include "encore/base/writer.hpp"
#include "encore/check/check.hpp"
#include "encore/json/decode.hpp"
#include "encore/learn/fit_text.hpp"
#include "encore/price/check.hpp"
#include "encore/price/quote.hpp"
#include "encore/rules/rule.hpp"
#include "encore/select/decide.hpp"
#include "encore/select/publish.hpp"
#include "encore/session/advance.hpp"

namespace encore {

namespace {

/// The one document kept between calls.
Document& document() {
  static Document kept;
  return kept;
}

std::string refusal(const Issues& issues) {
  std::string answer = "{\"ok\":false,\"issues\":";
  append_issues(answer, issues);
  answer.push_back('}');
  return answer;
}

std::string refusal(Issue issue) {
  Issues issues;
  issues.push_back(std::move(issue));
  return refusal(issues);
}

std::string unknown_operation() {
  Issue issue;
  issue.code = code::type;
  return refusal(std::move(issue));
}

/// The strings of one list in the head; whatever else stands in it is passed over.
std::span<const Text> texts(const Head& head, std::string_view key, Arena& arena) {
  const Tree& tree = head.tree();
  const NodeIndex list = head.find(key);
  if (list == kNoNode || !tree[list].is(NodeKind::array)) return {};
  const std::span<Text> found = arena.array<Text>(tree[list].count);
  std::size_t count = 0;
  for (NodeIndex at = Tree::first(list); at < tree[list].end; at = tree.next(at)) {
    if (tree[at].is(NodeKind::string)) found[count++] = tree[at].text;
  }
  return found.first(count);
}

/// `{"arms": {"experiment": variation}}`
std::vector<ForcedArm> forced_arms(const Head& head) {
  std::vector<ForcedArm> arms;
  const Tree& tree = head.tree();
  const NodeIndex given = head.find("arms");
  if (given == kNoNode || !tree[given].is(NodeKind::object)) return arms;
  for (NodeIndex at = Tree::first(given); at < tree[given].end; at = tree.next(at)) {
    if (tree[at].is(NodeKind::integer)) arms.push_back({tree[at].key, tree[at].integer});
  }
  return arms;
}

std::string check(const Head& head, std::string_view body) {
  Issues issues;
  Warnings warnings;
  Issue issue;
  Arena arena;
  Tree tree;
  Sheet sheet;
  DecodeOptions options;
  options.page = head.flag("page");
  options.bytes = body.size();
  options.notes = true;
  if (size_allowed(body.size(), options.page, issue) && parse(body, kMaxDepth, arena, tree, issue)) {
    if (decode(tree, options, arena, sheet, issues)) {
      check_prices(sheet, arena, issues);
      find_warnings({sheet, head.text("origin"), arena, warnings});
    }
  } else {
    issues.push_back(std::move(issue));
  }
  Issues notes;
  Issues faults;
  for (Issue& one : issues) (one.scope == Scope::note ? notes : faults).push_back(std::move(one));
  std::string answer = faults.empty() ? "{\"ok\":true,\"issues\":" : "{\"ok\":false,\"issues\":";
  append_issues(answer, faults);
  answer.append(",\"warnings\":");
  append_warnings(answer, warnings);
  answer.append(",\"notes\":");
  append_issues(answer, notes);
  answer.push_back('}');
  return answer;
}

std::string decide_sheet(const Head& head, std::string_view body) {
  Arena arena;
  const std::vector<ForcedArm> arms = forced_arms(head);
  Reading reading;
  reading.page = head.flag("page");
  reading.visitor = head.text("visitor");
  reading.forced = arms;
  if (!document().load(body, reading)) return refusal(document().issues());

  DecisionContext moment;
  moment.now = head.now();
  moment.visitor = reading.visitor;
  moment.seed = head.text("seed");
  DecideOptions options;
  options.page = reading.page;
  options.exclude = texts(head, "exclude", arena);
  options.force = head.text("force");
  options.arms = arms;
  options.slates = head.flag("slates");
  const Sheet& sheet = document().sheet();
  std::string answer;
  append_decision(answer, sheet, decide(sheet, moment, options, arena), head.flag("explain"));
  return answer;
}

std::string quote_fault(std::string_view fault, std::string_view field, std::int64_t limit, std::int64_t actual) {
  std::string answer;
  Writer out(answer);
  out.open_object();
  out.member("ok", false);
  out.member("fault", fault);
  if (!field.empty()) out.member("field", field);
  if (limit != 0 || actual != 0) {
    out.member("limit", limit);
    out.member("actual", actual);
  }
  out.close_object();
  return answer;
}

std::string quote_candidate(const Head& head, std::string_view body) {
  Reading reading;
  reading.page = head.flag("page");
  reading.visitor = head.text("visitor");
  if (!document().load(body, reading)) return refusal(document().issues());
  const Sheet& sheet = document().sheet();
  const Text id = head.text("candidate_id");
  for (const Candidate& candidate : sheet.candidates) {
    if (candidate.id != id) continue;
    if (!candidate.valid) return refusal(document().issues());
    Arena arena;
    const Quoted quoted = quote(sheet, candidate, head.text("variant_id"), head.integer("quantity"), head.now(), arena);
    if (quoted.fault != QuoteFault::none) {
      return quote_fault(word(quoted.fault), quoted.field, quoted.limit, quoted.actual);
    }
    std::string answer;
    append_quote(answer, quoted.quote, head.flag("derivation"));
    return answer;
  }
  return quote_fault("unknown_candidate", "", 0, 0);
}

std::string advance_session(const Head& head, std::string_view body) {
  const Tree& tree = head.tree();
  const NodeIndex visitor = node_at(tree, head.find("event"), "visitor");
  Reading reading;
  reading.page = head.flag("page");
  reading.visitor =
      visitor != kNoNode && tree[visitor].is(NodeKind::string) ? tree[visitor].text : head.text("visitor");
  if (!document().load(body, reading)) return kFullBuild ? refusal(document().issues()) : std::string();
  Arena arena;
  return session::advance_text(document().sheet(), tree, head.now(), reading.page, arena);
}

std::string publish(const Head& head, std::string_view body) {
  Reading reading;
  reading.visitor = head.text("visitor");
  reading.arms = Arms::settled_by_publishing;
  if (!document().load(body, reading)) return refusal(document().issues());
  DecisionContext moment;
  moment.now = head.now();
  moment.visitor = reading.visitor;
  moment.seed = head.text("seed");
  Arena arena;
  std::string answer;
  append_publication(answer, document().sheet(), moment, arena);
  return answer;
}

std::string terms(const Head& head, std::string_view body) {
  Reading reading;
  reading.visitor = head.text("visitor");
  if (!document().load(body, reading)) return refusal(document().issues());
  std::string answer;
  if (append_terms(answer, document().sheet(), head.text("candidate_id"))) return answer;
  return quote_fault("unknown_candidate", "", 0, 0);
}

std::string fit_model(const Head& head, std::string_view body) {
  const Tree& tree = head.tree();
  learn::LevelCounts counts{};
  const NodeIndex given = head.find("levels");
  if (given == kNoNode || !tree[given].is(NodeKind::array) || tree[given].count != counts.size()) {
    return quote_fault("levels", "", static_cast<std::int64_t>(counts.size()), 0);
  }
  std::size_t factor = 0;
  for (NodeIndex at = Tree::first(given); at < tree[given].end; at = tree.next(at), ++factor) {
    const std::uint32_t fixed = learn::fixed_levels(static_cast<learn::Factor>(factor));
    const std::int64_t count = tree[at].is(NodeKind::integer) ? tree[at].integer : 0;
    counts[factor] = fixed > 0 ? fixed : static_cast<std::uint32_t>(std::clamp<std::int64_t>(count, 0, 1 << 24));
  }
  learn::FitOptions options;
  const NodeIndex prior = head.find("prior");
  options.prior_accepts = integer_at(tree, prior, "accepts").value_or(options.prior_accepts);
  options.prior_shows = integer_at(tree, prior, "shows").value_or(options.prior_shows);
  return learn::fit_text(counts, options, body);
}

std::string rule_answer(const Tree& rule, NodeIndex at, const RuleValue& data, Arena& arena) {
  std::string answer = "{\"ok\":true,\"value\":";
  const RuleOutcome outcome = evaluate_rule(rule, at, data, arena, answer);
  if (outcome.ok) {
    answer.push_back('}');
    return answer;
  }
  answer.clear();
  Writer out(answer);
  out.open_object();
  out.member("ok", false);
  out.member("fault", outcome.fault);
  out.member("pointer", outcome.pointer);
  out.close_object();
  return answer;
}

// A rule in the head reads the sheet that is the body, as a trigger does.
std::string evaluate_on_sheet(const Head& head, NodeIndex rule, std::string_view body) {
  Reading reading;
  reading.visitor = head.text("visitor");
  if (!document().load(body, reading)) return refusal(document().issues());
  Arena arena;
  RuleMemory memory(arena);
  const RuleValue data = rule_data(document().sheet(), head.now(), memory);
  return rule_answer(head.tree(), rule, data, arena);
}

std::string evaluate(const Head& head, std::string_view body) {
  const NodeIndex given = head.find("rule");
  if (given != kNoNode) return evaluate_on_sheet(head, given, body);
  Arena arena;
  Tree rule;
  Issue issue;
  if (!parse(body, kMaxDepth, arena, rule, issue)) return refusal(std::move(issue));
  const NodeIndex at = head.find("data");
  return rule_answer(rule, 0, at == kNoNode ? RuleValue::null() : RuleValue::of(head.tree(), at), arena);
}

// What the page build answers; the rest needs the full build.
std::string run_on_page(Operation operation, std::string_view head_text, std::string_view body) {
  Head head;
  Issue issue;
  if (operation != Operation::advance || !head.read(head_text, issue) || !head.flag("page")) return {};
  return advance_session(head, body);
}

}  // namespace

std::string run(Operation operation, std::string_view head_text, std::string_view body) {
  if (!kFullBuild) return run_on_page(operation, head_text, body);
  Head head;
  Issue issue;
  if (!head.read(head_text, issue)) return refusal(std::move(issue));
  switch (operation) {
    case Operation::check: return check(head, body);
    case Operation::decide: return decide_sheet(head, body);
    case Operation::advance: return advance_session(head, body);
    case Operation::quote: return quote_candidate(head, body);
    case Operation::rule: return evaluate(head, body);
    case Operation::publish: return publish(head, body);
    case Operation::terms: return terms(head, body);
    case Operation::fit: return fit_model(head, body);
  }
  return unknown_operation();
}

}  // namespace encore
