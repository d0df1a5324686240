// SPDX-License-Identifier: MIT
//
// Three tables of members (texts, integers, flags) read and write a card; the few members
// of the session itself are spelled out.
#include "encore/session/text.hpp"

#include "encore/base/members.hpp"
#include "encore/base/parts.hpp"
#include "encore/base/writer.hpp"
#include "encore/session/json_text.hpp"

namespace encore::session {

namespace {

constexpr std::int64_t kVersion = 1;

struct TextMember {
  std::string_view name;
  Text Card::*member;
};
constexpr TextMember kTexts[] = {{"variant_id", &Card::variant_id},
                                 {"from", &Card::from},
                                 {"problem", &Card::problem},
                                 {"token", &Card::token},
                                 {"key", &Card::key},
                                 {"purchase_id", &Card::purchase_id},
                                 {"status_url", &Card::status_url},
                                 {"action_url", &Card::action_url},
                                 {"undo_url", &Card::undo_url}};

struct IntegerMember {
  std::string_view name;
  std::int64_t Card::*member;
};
constexpr IntegerMember kIntegers[] = {{"quantity", &Card::quantity},
                                       {"deadline_ms", &Card::deadline_ms},
                                       {"request", &Card::request},
                                       {"since_ms", &Card::since_ms},
                                       {"attempt", &Card::attempt},
                                       {"again_ms", &Card::again_ms},
                                       {"more_time", &Card::more_time},
                                       {"expected_total", &Card::expected_total},
                                       {"last_refusal", &Card::last_refusal},
                                       {"charged", &Card::charged},
                                       {"undo_until_ms", &Card::undo_until_ms},
                                       {"sent_ms", &Card::sent_ms}};

struct FlagMember {
  std::string_view name;
  bool Card::*member;
};
constexpr FlagMember kFlags[] = {{"by_accept", &Card::by_accept},   {"doubt", &Card::doubt},
                                 {"consent", &Card::consent},       {"bought", &Card::bought},
                                 {"can_undo", &Card::can_undo},     {"was_shown", &Card::was_shown},
                                 {"was_viewed", &Card::was_viewed}, {"was_emitted", &Card::was_emitted},
                                 {"extended", &Card::extended},     {"hidden", &Card::hidden}};

void write_card(Writer& writer, const Card& card, const Tree& tree) {
  writer.open_object();
  writer.member("candidate_id", card.candidate_id);
  writer.member("step", card.step);
  writer.member("state", word(card.state));
  for (const TextMember& text : kTexts) {
    if (!(card.*text.member).empty()) writer.member(text.name, card.*text.member);
  }
  if (card.ask != Ask::accept) writer.member("ask", word(card.ask));
  for (const IntegerMember& integer : kIntegers) {
    if (card.*integer.member != Card{}.*integer.member) writer.member(integer.name, card.*integer.member);
  }
  for (const FlagMember& flag : kFlags) {
    if (card.*flag.member) writer.member(flag.name, true);
  }
  if (card.quote != kNoNode) {
    writer.key("quote");
    append_node(writer.value(), tree, card.quote);
  }
  writer.close_object();
}

std::string write_all(const Session& session, const Tree& tree) {
  std::string text;
  Writer writer(text);
  writer.open_object();
  writer.member("version", kVersion);
  writer.member("sheet_id", session.sheet_id);
  writer.member("order_id", session.order_id);
  if (session.started) {
    writer.member("issued_at_ms", session.issued_at_ms);
    writer.member("order_total", session.order_total);
    writer.member("touched_ms", session.touched_ms);
    writer.member("requests", session.requests);
    writer.key("decision");
    writer.open_object();
    writer.member("decision_id", session.decision_id);
    writer.member("propensity_ppb", session.propensity_ppb);
    if (session.holdout) writer.member("holdout", true);
    if (kFullBuild && session.fallback) writer.member("fallback", true);
    writer.key("arms");
    writer.raw(session.arms.empty() ? "{}" : session.arms);
    writer.close_object();
    writer.key("seen");
    writer.open_array();
    for (const Text id : session.seen) writer.string(id);
    writer.close_array();
  }
  writer.key("slots");
  writer.open_array();
  for (const Card& card : session.cards) write_card(writer, card, tree);
  writer.close_array();
  writer.close_object();
  return text;
}

bool read_card(const Tree& tree, NodeIndex node, Card& card) {
  card.candidate_id = text_at(tree, node, "candidate_id");
  card.step = integer_at(tree, node, "step").value_or(0);
  const auto state = find_word<State>(kStates, text_at(tree, node, "state"));
  if (!state || card.candidate_id.empty() || card.step < 1) return false;
  card.state = *state;
  card.ask = find_word<Ask>(kAsks, text_at(tree, node, "ask")).value_or(Ask::accept);
  for (const TextMember& text : kTexts) card.*text.member = text_at(tree, node, text.name);
  for (const IntegerMember& integer : kIntegers) {
    if (const auto value = integer_at(tree, node, integer.name)) card.*integer.member = *value;
  }
  for (const FlagMember& flag : kFlags) card.*flag.member = true_at(tree, node, flag.name);
  const NodeIndex quote = node_at(tree, node, "quote");
  if (quote != kNoNode && tree[quote].is(NodeKind::object)) card.quote = quote;
  return true;
}

void shed_terms(Card& card) {
  card.token = {};
  card.quote = kNoNode;
}

// One step towards a shorter text, the least missed first. False where only a card itself is left to give up.
bool shed(Session& session, int stage) {
  switch (stage) {
    case 0:
      for (Card& card : session.cards) {
        if (!holds(kNeedsTerms, card.state)) shed_terms(card);
      }
      return true;
    case 1:
      for (std::size_t slot = 0; slot < session.cards.size(); ++slot) {
        if (slot != session.latest) shed_terms(session.cards[slot]);
      }
      return true;
    case 2: session.arms = {}; return true;
    case 3:
      for (Card& card : session.cards) shed_terms(card);
      return true;
    case 4:
      for (Card& card : session.cards) card.action_url = card.status_url = {};
      return true;
    case 5:
      // Without their names, they still fill all places: no successor comes any more, so none is shown again.
      if (!session.seen.empty()) session.seen.assign(kMaxSeen, Text{});
      return true;
    default: return false;
  }
}

// The card to give up where ids in other scripts leave no room for two: the last one without a click.
std::vector<Card>::iterator least_needed(std::vector<Card>& cards) {
  auto found = cards.end() - 1;
  while (found != cards.begin() && !found->key.empty()) --found;
  return found->key.empty() ? found : cards.end() - 1;
}

}  // namespace

Session read_session(const Tree& tree, NodeIndex node, Arena& arena) {
  Session session;
  if (integer_at(tree, node, "version") != kVersion) return session;
  const NodeIndex decision = node_at(tree, node, "decision");
  const NodeIndex cards = node_at(tree, node, "slots");
  if (decision == kNoNode || cards == kNoNode || !tree[cards].is(NodeKind::array)) return session;
  Session read;
  for (NodeIndex at = Tree::first(cards); at < tree[cards].end; at = tree.next(at)) {
    if (!read_card(tree, at, read.cards.emplace_back())) return session;
  }
  read.started = true;
  read.sheet_id = text_at(tree, node, "sheet_id");
  read.order_id = text_at(tree, node, "order_id");
  read.issued_at_ms = integer_at(tree, node, "issued_at_ms").value_or(0);
  read.order_total = integer_at(tree, node, "order_total").value_or(0);
  read.touched_ms = integer_at(tree, node, "touched_ms").value_or(0);
  read.requests = integer_at(tree, node, "requests").value_or(0);
  read.decision_id = text_at(tree, decision, "decision_id");
  read.propensity_ppb = integer_at(tree, decision, "propensity_ppb").value_or(0);
  read.holdout = true_at(tree, decision, "holdout");
  if (kFullBuild) read.fallback = true_at(tree, decision, "fallback");
  const NodeIndex arms = node_at(tree, decision, "arms");
  if (arms != kNoNode && tree[arms].is(NodeKind::object) && tree[arms].count > 0) {
    std::string text;
    append_node(text, tree, arms);
    read.arms = arena.text(text);
  }
  const NodeIndex seen = node_at(tree, node, "seen");
  if (seen != kNoNode && tree[seen].is(NodeKind::array)) {
    for (NodeIndex at = Tree::first(seen); at < tree[seen].end; at = tree.next(at)) {
      if (tree[at].is(NodeKind::string)) read.seen.push_back(tree[at].text);
    }
  }
  return read;
}

std::string write_session(Session& session, const Tree& tree) {
  for (int stage = 0;; ++stage) {
    std::string text = write_all(session, tree);
    if (text.size() <= kMaxSessionBytes) return text;
    if (shed(session, stage)) continue;
    if (session.cards.empty()) return R"({"version":1,"sheet_id":"","order_id":"","slots":[]})";
    session.cards.erase(least_needed(session.cards));
  }
}

}  // namespace encore::session
