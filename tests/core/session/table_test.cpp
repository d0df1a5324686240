// SPDX-License-Identifier: MIT
//
// The table of states itself: total, free of contradictions, and drawn in ARCHITECTURE.md
// exactly as it is. UPDATE_GOLDEN=1 in the environment renews the drawing.
#include <array>
#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

#include "encore/session/states.hpp"
#include "visit.hpp"

using namespace visit;
using namespace encore::session;

namespace {

constexpr auto kAllStates = [] {
  std::array<State, kEnumCount<State>> all{};
  for (std::size_t i = 0; i < kEnumCount<State>; ++i) all[i] = static_cast<State>(i);
  return all;
}();
constexpr auto kAllSignals = [] {
  std::array<Signal, kEnumCount<Signal>> all{};
  for (std::size_t i = 0; i < kEnumCount<Signal>; ++i) all[i] = static_cast<Signal>(i);
  return all;
}();

// States that share most of what can happen to them are drawn as one box, with one arrow for all.
struct Group {
  std::string name;
  States states;
};
const Group kGroups[] = {
    {"answerable", kAnswerable},
    {"asked", kAwaiting},
};

std::string name(State state) {
  return std::string(word(state));
}

bool leads(State from, Signal signal, State to) {
  const Transition* row = find_transition(from, signal);
  return row != nullptr && !row->stays && row->to == to && from != to;
}

// True where every state of the group goes to `to` (or stands there already).
bool all_lead(const Group& group, Signal signal, State to) {
  for (const State state : kAllStates) {
    if (holds(group.states, state) && state != to && !leads(state, signal, to)) return false;
  }
  return true;
}

void arrow(std::string& text, const std::string& from, const std::string& to, const std::string& signals) {
  if (!signals.empty()) text += "  " + from + " --> " + to + ": " + signals + "\n";
}

void add(std::string& signals, Signal signal) {
  if (!signals.empty()) signals += ", ";
  signals += word(signal);
}

// One arrow for each pair of states (or box and state), its label the signals that lead along it.
std::string diagram() {
  std::string text = "```mermaid\nstateDiagram-v2\n  [*] --> offering\n";
  for (const Group& group : kGroups) {
    text += "  state " + group.name + " {\n";
    for (const State state : kAllStates) {
      if (holds(group.states, state)) text += "    " + name(state) + "\n";
    }
    text += "  }\n";
  }
  for (const Group& group : kGroups) {
    for (const State to : kAllStates) {
      std::string signals;
      for (const Signal signal : kAllSignals) {
        if (all_lead(group, signal, to)) add(signals, signal);
      }
      arrow(text, group.name, name(to), signals);
    }
  }
  for (const State from : kAllStates) {
    for (const State to : kAllStates) {
      std::string signals;
      for (const Signal signal : kAllSignals) {
        bool drawn = false;
        for (const Group& group : kGroups) {
          drawn = drawn || (holds(group.states, from) && all_lead(group, signal, to));
        }
        if (!drawn && leads(from, signal, to)) add(signals, signal);
      }
      arrow(text, name(from), name(to), signals);
    }
  }
  return text + "```\n";
}

}  // namespace

TEST_CASE("the table keeps its promises for every state and signal") {
  for (const State from : kAllStates) {
    for (const Signal signal : kAllSignals) {
      const Transition* row = find_transition(from, signal);
      if (row == nullptr) continue;
      const State to = row->stays ? from : row->to;
      CAPTURE(word(from), word(signal));
      // Success is the server's word.
      if (to == State::accepted && from != State::accepted && from != State::undoing) CHECK(signal == Signal::bought);
      if (to == State::undone && from != State::undone) CHECK(signal == Signal::undone);
      // A deadline withdraws, and nothing else.
      if (signal == Signal::deadline) CHECK(to == State::expired);
      // A purchase under way is never taken for over by the clock alone.
      const bool by_clock = signal == Signal::deadline || signal == Signal::again || signal == Signal::undo_over;
      if (by_clock && holds(kUnsettled, from)) CHECK(holds(kUnsettled, to));
      // What we do not know is not sent again.
      if (from == State::unconfirmed) CHECK(to != State::submitting);
      // Only a click, a repetition or a reload sends an accept.
      if (to == State::submitting) {
        CHECK((signal == Signal::accept || signal == Signal::again || signal == Signal::resume));
      }
      // Nothing leaves a settled purchase but its undo, here or in another tab; a stored one is confirmed first.
      if (from == State::accepted && !row->stays) {
        CHECK((signal == Signal::undo || signal == Signal::undone || signal == Signal::resume));
      }
      if (from == State::undone) CHECK(row->stays);
    }
  }
}

TEST_CASE("a state waits with a limit, a growing pause and a number of tries, or with none of them") {
  for (const State state : kAllStates) {
    CAPTURE(word(state));
    const bool waits = limit_ms(state).has_value();
    CHECK(waits == (state == State::quoting || holds(kUnsettled, state)));
    CHECK(waits == base_ms(state).has_value());
    CHECK(waits == cap_ms(state).has_value());
    CHECK(waits == attempts(state).has_value());
    if (!waits) continue;
    CHECK(base_ms(state) > 0);
    CHECK(base_ms(state) <= cap_ms(state));
    CHECK(cap_ms(state) <= limit_ms(state));
    CHECK(attempts(state) > 0);
  }
}

TEST_CASE("an accept, its repetition and its undo are waited for alike") {
  for (const State state : {State::retrying, State::undoing}) {
    CHECK(limit_ms(state) == limit_ms(State::submitting));
    CHECK(base_ms(state) == base_ms(State::submitting));
    CHECK(cap_ms(state) == cap_ms(State::submitting));
    CHECK(attempts(state) == attempts(State::submitting));
  }
}

TEST_CASE("no two rows answer for the same pair") {
  // find_transition returns the first; a second one would be a row that never runs. Going through the states one by
  // one, each signal must lead to the same row whichever of the row's states asks.
  for (const Signal signal : kAllSignals) {
    for (const State state : kAllStates) {
      const Transition* row = find_transition(state, signal);
      if (row == nullptr) continue;
      for (const State other : kAllStates) {
        if (holds(row->from, other)) CHECK(find_transition(other, signal) == row);
      }
    }
  }
}

TEST_CASE("every state but the last words can be left, and every state can be reached") {
  std::set<State> reached = {State::offering};
  for (const State from : kAllStates) {
    bool left = false;
    for (const Signal signal : kAllSignals) {
      const Transition* row = find_transition(from, signal);
      if (row == nullptr) continue;
      if (!row->stays) reached.insert(row->to);
      left = left || !row->stays || signal == Signal::dismiss;
    }
    CAPTURE(word(from));
    CHECK(left);
  }
  CHECK(reached.size() == kEnumCount<State>);
}

TEST_CASE("ARCHITECTURE.md draws the table as it is") {
  const std::string path = std::string(ENCORE_SOURCE_DIR) + "/ARCHITECTURE.md";
  std::ifstream file(path);
  REQUIRE(file.good());
  std::stringstream all;
  all << file.rdbuf();
  std::string text = all.str();
  const std::string begin = "<!-- session diagram -->\n";
  const std::string end = "<!-- /session diagram -->";
  const std::size_t from = text.find(begin);
  const std::size_t to = text.find(end);
  INFO("the two marker comments stand in ARCHITECTURE.md, and UPDATE_GOLDEN=1 puts the drawing between them");
  REQUIRE(from != std::string::npos);
  REQUIRE(to != std::string::npos);
  const std::string drawn = text.substr(from + begin.size(), to - from - begin.size());
  if (std::getenv("UPDATE_GOLDEN") != nullptr) {
    text.replace(from + begin.size(), drawn.size(), diagram());
    std::ofstream(path) << text;
  } else {
    CHECK(drawn == diagram());
  }
}

namespace {

// A card in each state, as it comes to be there.
struct Reached {
  State state;
  Visit visit;
};

std::vector<Reached> one_of_each() {
  std::vector<Reached> all;
  const auto add = [&](State state, auto&& steps, Shop shop = {}) {
    shop.offers[0].more += R"("availability":{"until":")" + instant(kNoon + 10 * kMinute) +
                           R"(","countdown":true,"cause":"campaign","extendable":true},)";
    Visit visit(shop);
    visit.start();
    steps(visit);
    all.push_back({state, std::move(visit)});
  };
  Shop quoting;
  quoting.endpoints += R"(,"quote":"/quote")";
  add(State::offering, [](Visit&) {});
  add(
      State::quoting,
      [](Visit& v) {
        v.accept(1);
        v.answer(200, v.bought());
      },
      quoting);
  add(State::submitting, [](Visit& v) { v.accept(); });
  add(State::retrying, [](Visit& v) {
    v.accept();
    v.fail();
  });
  add(State::action_required, [](Visit& v) {
    v.accept();
    v.problem("action_required", 402, R"(,"action_url":"/bank","status_url":"/s")");
  });
  add(State::pending, [](Visit& v) {
    v.accept();
    v.problem("in_progress", 409, R"(,"status_url":"/s")");
  });
  add(State::accepted, [](Visit& v) {
    v.accept();
    v.answer(200, v.bought());
  });
  add(State::undoing, [](Visit& v) {
    v.accept();
    v.answer(200, v.bought());
    v.on("undo");
  });
  add(State::undone, [](Visit& v) {
    v.accept();
    v.answer(200, v.bought());
    v.on("undo");
    v.answer(200, R"({"order_total":10000})");
  });
  add(State::declined, [](Visit& v) { v.on("decline"); });
  add(State::expired, [](Visit& v) {
    v.on("viewed");
    v.now = kNoon + 10 * kMinute;
    v.tick();
  });
  add(State::price_changed, [](Visit& v) {
    v.accept();
    v.problem("price_changed");
  });
  add(State::out_of_stock, [](Visit& v) {
    v.accept();
    v.problem("out_of_stock");
  });
  add(State::order_released, [](Visit& v) {
    v.accept();
    v.problem("order_released");
  });
  add(State::failed, [](Visit& v) {
    v.accept();
    v.problem("payment_declined", 402);
  });
  add(State::unconfirmed, [](Visit& v) {
    v.accept();
    v.now += 60 * kSecond;
    v.tick();
  });
  return all;
}

}  // namespace

TEST_CASE("every event in every state is defined: it moves as the table says, or writes nothing") {
  const std::string deadline = instant(kNoon + 20 * kMinute);
  const std::string events[] = {
      R"({"type":"start"})", R"({"type":"tick"})", R"({"type":"shown","slot":0})", R"({"type":"viewed","slot":0})",
      R"({"type":"choose","slot":0,"variant_id":"v2","quantity":1})",
      R"({"type":"choose","slot":0,"variant_id":"v9","quantity":1})",
      R"({"type":"accept","slot":0,"total":1000,"consent":true})",
      R"({"type":"accept","slot":0,"total":999,"consent":true})", R"({"type":"decline","slot":0})",
      R"({"type":"undo","slot":0})", R"({"type":"extend","slot":0})", R"({"type":"dismiss","slot":0})",
      R"({"type":"returned","slot":0})", R"({"type":"peer","candidate_id":"card","state":"accepted"})",
      R"({"type":"peer","candidate_id":"card","state":"declined"})",
      R"({"type":"peer","candidate_id":"other","state":"accepted"})",
      R"({"type":"peer","candidate_id":"card","state":"offering"})",
      // Nonsense.
      R"({"type":"accept","slot":7,"total":1000})", R"({"type":"accept","slot":-1,"total":1000})",
      R"({"type":"accept"})", R"({"type":"accept","slot":"0","total":"1000"})", R"({"type":"explode","slot":0})",
      R"({})", R"(null)", R"([])", R"({"type":7})", R"({"type":"response","request":0,"status":200,"body":null})",
      R"({"type":"response","request":99999,"status":200,"body":{}})",
      R"({"type":"failure","request":99999,"fault":"network"})", R"({"type":"failure"})", R"({"type":"response"})"};
  const char* statuses[] = {"payment_declined", "action_required",  "already_accepted", "in_progress",
                            "price_changed",    "out_of_stock",     "order_released",   "expired",
                            "superseded",       "consent_required", "unauthorized",     "invalid",
                            "rate_limited",     "unavailable",      "unheard_of"};
  std::size_t pairs = 0;
  for (Reached& reached : one_of_each()) {
    const std::string state(word(reached.state));
    CAPTURE(state);
    std::vector<std::string> all(std::begin(events), std::end(events));
    const std::string id = std::to_string(reached.visit.request);
    for (const char* type : statuses) {
      all.push_back(R"({"type":"response","request":)" + id + R"(,"status":409,"body":{"type":")" + type + "\"}}");
    }
    for (const int status : {0, 100, 200, 202, 204, 301, 400, 401, 403, 404, 408, 410, 418, 429, 500, 502, 503}) {
      for (const std::string& body :
           {std::string("null"), std::string("{}"), std::string("[]"), std::string("\"text\""), reached.visit.bought(),
            R"({"token":"n","key":"k","deadline":")" + deadline + "\"}", std::string(R"({"order_total":10000})")}) {
        all.push_back(R"({"type":"response","request":)" + id + R"(,"status":)" + std::to_string(status) +
                      R"(,"body":)" + body + "}");
      }
    }
    for (const char* fault : {"network", "timeout", "truncated", "blocked", "?"}) {
      all.push_back(R"({"type":"failure","request":)" + id + R"(,"fault":")" + fault + "\"}");
    }
    const Visit& visit = reached.visit;
    REQUIRE(Step(visit.raw(R"({"type":"tick"})")).state() == state);
    const std::string calm = Step(visit.raw(R"({"type":"tick"})")).session_text();
    for (const std::string& event : all) {
      CAPTURE(event);
      ++pairs;
      const std::string answer = visit.raw(event);
      if (pairs % 8 == 0) CHECK(answer == visit.raw(event));  // pure
      const Step step(answer);
      const std::string after = step.session_text();
      CHECK(after.size() <= kMaxSessionBytes);
      const bool persists = !step.effects("persist").empty();
      CHECK(persists == (after != calm));
      if (persists) CHECK(step.effect_types().find("persist") == 0);
      // A request is only ever protected by what was written before.
      if (!step.effects("request").empty()) CHECK(persists);
      // Whatever came in, a purchase is only claimed where the server said it whole.
      if (step.state() == "accepted" && state != "accepted" && state != "undoing") {
        const bool said =
            event.find("purchase_id") != std::string::npos || event.find("already_accepted") != std::string::npos;
        CHECK(said);
      }
    }
  }
  CHECK(pairs > 2500);
}

TEST_CASE("spurious ticks change nothing, in any state, at any moment before something is due") {
  for (Reached& reached : one_of_each()) {
    const std::string state(word(reached.state));
    CAPTURE(state);
    Visit& visit = reached.visit;
    const Step first = visit.tick();
    const std::string text = first.session_text();
    const Instant wake = first.wake();
    const Instant until = wake == 0 ? visit.now + 3600 * kSecond : wake - 1;
    for (int i = 1; i <= 10; ++i) {
      const Instant then = visit.now + (until - visit.now) * i / 10;
      const Instant now = visit.now;
      visit.now = then;
      const Step step(visit.raw(R"({"type":"tick"})"));
      visit.now = now;
      CHECK(step.effect_types().empty());
      CHECK(step.session_text() == text);
      CHECK(step.wake() == wake);
    }
  }
}
