// SPDX-License-Identifier: MIT
//
// A visit: any events, in any order, over any sheet, time going on (and sometimes back) between
// them; the session is carried from one to the next as text, as hosts do. Promises: at most 4 KB
// of session; a tick when nothing is due changes nothing; the same bytes again; no charge asked
// for under two keys of one candidate.
#include <vector>

#include "encore/base/issue.hpp"
#include "encore/base/writer.hpp"
#include "encore/json/parse.hpp"
#include "input.hpp"

const encore::fuzz::Plan encore::fuzz::kPlan = {Head::events, Body::sheet};

namespace {

using namespace encore;
using namespace encore::fuzz;

constexpr std::int64_t kStart = 1'795'255'200'000;  // 2026-11-21T10:00:00Z
constexpr std::size_t kMaxSession = 4096;
constexpr std::size_t kMaxEvents = 24;

std::string head(std::string_view session, std::string_view event, std::int64_t now) {
  std::string text = R"({"session":)";
  text.append(session)
      .append(R"(,"event":)")
      .append(event)
      .append(R"(,"now":)")
      .append(std::to_string(now))
      .push_back('}');
  return text;
}

struct Charge {
  std::string candidate;
  std::string key;
};

/// Every accept request of one candidate carries one key.
void hold_keys(const Answer& answer, std::vector<Charge>& charges) {
  const Tree& tree = answer.tree;
  const NodeIndex effects = answer.member("effects");
  for (NodeIndex at = Tree::first(effects); at < tree[effects].end; at = tree.next(at)) {
    const NodeIndex kind = tree.find(at, "kind");
    const NodeIndex key = tree.find(at, "key");
    const NodeIndex body = tree.find(at, "body");
    if (kind == kNoNode || key == kNoNode || body == kNoNode || tree[kind].text != "accept") continue;
    const std::string_view candidate = tree[tree.find(body, "candidate_id")].text;
    bool known = false;
    for (const Charge& charge : charges) {
      if (charge.candidate != candidate) continue;
      known = true;
      promise(charge.key == tree[key].text, "one candidate is charged under one key", answer.text);
    }
    if (!known) charges.push_back({std::string(candidate), std::string(tree[key].text)});
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Input input = split({reinterpret_cast<const char*>(data), size});
  Arena arena;
  Tree events;
  Issue issue;
  if (!parse(input.head, 256, arena, events, issue) || !events[0].is(NodeKind::array)) return 0;

  std::string session = "null";
  std::int64_t now = kStart;
  std::vector<Charge> charges;
  std::size_t done = 0;
  for (NodeIndex at = Tree::first(0); at < events[0].end && done < kMaxEvents; at = events.next(at), ++done) {
    // A session may come from elsewhere: storage is shared with every script of the shop.
    if (const NodeIndex given = events.find(at, "session"); given != kNoNode) {
      session.clear();
      append_value(session, events, given);
      charges.clear();
    }
    const NodeIndex wait = events.find(at, "after_ms");
    now += wait != kNoNode && events[wait].is(NodeKind::integer) ? events[wait].integer % 100'000'000 : 900;
    std::string event;
    append_value(event, events, at);
    const std::string asked = head(session, event, now);
    const Answer answer(Operation::advance, asked, input.body);
    if (answer.refused()) return 0;
    const NodeIndex next = answer.member("session");
    promise(next != kNoNode && answer.member("effects") != kNoNode && answer.member("view") != kNoNode,
            "session, effects and view", answer.text);
    promise(run(Operation::advance, asked, input.body) == answer.text, "the same bytes again", answer.text);
    hold_keys(answer, charges);
    session.clear();
    append_value(session, answer.tree, next);
    promise(session.size() <= kMaxSession, "a session is at most 4 KB", session);

    // Whatever was due has just been done; the same moment again has nothing to do.
    const Answer tick(Operation::advance, head(session, R"({"type":"tick"})", now), input.body);
    std::string after;
    append_value(after, tick.tree, tick.member("session"));
    promise(after == session && tick.tree[tick.member("effects")].count == 0, "a spurious tick changes nothing",
            asked + "\n" + answer.text + "\n" + tick.text);
  }
  return 0;
}
