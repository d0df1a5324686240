// SPDX-License-Identifier: MIT
//
// One visit under test: a sheet as text, a session that lives only as text between two
// events (so every step of every test is a reload, too), and readers for what came out.
#pragma once

#include <catch2/catch.hpp>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "encore/base/members.hpp"
#include "encore/base/text.hpp"
#include "encore/json/decode.hpp"
#include "encore/json/parse.hpp"
#include "encore/session/advance.hpp"
#include "encore/session/json_text.hpp"
#include "encore/session/session.hpp"
#include "encore/sheet/instant.hpp"

namespace visit {

using namespace encore;

inline constexpr Instant kNoon = 1'763'719'200'000;  // 2025-11-21T10:00:00Z
inline constexpr Instant kSecond = 1'000;
inline constexpr Instant kMinute = 60 * kSecond;

inline std::string instant(Instant at) {
  std::string text;
  append_instant(text, at);
  return text;
}

struct Offer {
  std::string id;
  std::string more = "";  // further members, each followed by a comma
  std::string accept = R"({"mode":"one_click","token":"t.o.k","key":"key-)";  // completed with the id
  std::int64_t price = 1000;
  std::string variants = "";  // in place of v1 and, dearer by 500, v2
};

struct Shop {
  std::vector<Offer> offers = {{"card"}, {"case"}};
  std::string endpoints = R"("accept":"/accept","status":"/status","undo":"/undo","extend":"/extend")";
  std::string policy = R"("second_offer":"always","undo_seconds":30)";
  std::string fulfilment = "{}";
  std::string more = "";  // further members of the sheet, each followed by a comma
  std::string id = "sh_1";
  std::string order = "o_1";
  Instant issued_at = kNoon;
  std::int64_t order_total = 10'000;

  std::string text() const {
    std::string offers_text;
    for (const Offer& offer : offers) {
      if (!offers_text.empty()) offers_text += ",";
      const std::string accept = offer.accept.back() == '-' ? offer.accept + offer.id + "\"}" : offer.accept;
      const std::string variants = !offer.variants.empty()
                                       ? offer.variants
                                       : R"({"id":"v1","title":"One","price":)" + std::to_string(offer.price) +
                                             R"(},{"id":"v2","title":"Two","price":)" +
                                             std::to_string(offer.price + 500) + "}";
      offers_text += R"({"id":")" + offer.id + R"(","kind":"cross_sell","pairs_with":["camera"],)" + offer.more +
                     R"("product":{"id":"p-)" + offer.id + R"(","title":"T","family":"f-)" + offer.id +
                     R"(","variants":[)" + variants + R"(]},"take_rate_ppm":100000,"worth":1000,"accept":)" + accept +
                     "}";
    }
    return R"({"version":1,"id":")" + id + R"(","issued_at":")" + instant(issued_at) +
           R"(","locale":"en-GB","currency":"EUR","surface":"thank_you","order":{"id":")" + order +
           R"(","placed_at":")" + instant(kNoon) +
           R"(","status":"paid","lines":[{"id":"l1","product_id":"camera","title":"Camera","quantity":1,"unit_price":10000}],)"
           R"("subtotal":10000,"total":)" +
           std::to_string(order_total) +
           R"(,"payment":{"kind":"card","one_click":true,"label":"Visa ending in 42"},"fulfilment":)" + fulfilment +
           R"(},"customer":{"first_name":"Ada"},"policy":{"id":"p1",)" + policy + R"(},"candidates":[)" + offers_text +
           "]," + more + R"("endpoints":{)" + endpoints + "}}";
  }
};

/// What one call of advance answered, as a tree.
struct Step {
  std::string text;
  std::shared_ptr<Arena> arena = std::make_shared<Arena>();
  std::shared_ptr<Tree> tree = std::make_shared<Tree>();

  explicit Step(std::string answer) : text(std::move(answer)) {
    Issue issue;
    INFO(text);
    REQUIRE(parse(text, 64, *arena, *tree, issue));
  }

  NodeIndex at(NodeIndex from, std::string_view key) const { return node_at(*tree, from, key); }
  std::string print(NodeIndex node) const {
    std::string out;
    if (node != kNoNode) session::append_node(out, *tree, node);
    return out;
  }
  std::string session_text() const { return print(at(0, "session")); }
  std::int64_t wake() const { return integer_at(*tree, 0, "wake_at_ms").value_or(0); }
  std::string phase() const { return std::string(text_at(*tree, at(0, "view"), "phase")); }

  std::vector<NodeIndex> children(NodeIndex list) const {
    std::vector<NodeIndex> all;
    for (NodeIndex child = Tree::first(list); child < (*tree)[list].end; child = tree->next(child)) {
      all.push_back(child);
    }
    return all;
  }
  /// The view of the card in `slot`, kNoNode where it shows none.
  NodeIndex card(std::int64_t slot) const {
    for (const NodeIndex child : children(at(at(0, "view"), "slots"))) {
      if (integer_at(*tree, child, "slot") == slot) return child;
    }
    return kNoNode;
  }
  std::string field(std::int64_t slot, std::string_view key) const {
    const NodeIndex found = card(slot);
    if (found == kNoNode) return "";
    const NodeIndex value = at(found, key);
    if (value == kNoNode) return "null";
    return (*tree)[value].is(NodeKind::string) ? std::string((*tree)[value].text) : print(value);
  }
  std::string state(std::int64_t slot = 0) const { return field(slot, "state"); }
  std::string quoted(std::int64_t slot, std::string_view key) const { return print(at(at(card(slot), "quote"), key)); }

  std::vector<NodeIndex> effects(std::string_view type) const {
    std::vector<NodeIndex> found;
    for (const NodeIndex effect : children(at(0, "effects"))) {
      if (text_at(*tree, effect, "type") == type) found.push_back(effect);
    }
    return found;
  }
  std::string effect_text(std::string_view type, std::string_view key, std::size_t which = 0) const {
    const auto found = effects(type);
    if (which >= found.size()) return "";
    const NodeIndex value = at(found[which], key);
    if (value == kNoNode) return "";
    return (*tree)[value].is(NodeKind::string) ? std::string((*tree)[value].text) : print(value);
  }
  /// Types of all effects, in order, e.g. "persist emit:shown request:accept".
  std::string effect_types() const {
    std::string all;
    for (const NodeIndex effect : children(at(0, "effects"))) {
      if (!all.empty()) all += ' ';
      all += text_at(*tree, effect, "type");
      for (const std::string_view key : {"event", "kind", "message", "target"}) {
        const Text value = text_at(*tree, effect, key);
        if (!value.empty()) all += ":" + std::string(value);
      }
    }
    return all;
  }
  std::int64_t request(std::size_t which = 0) const {
    const auto found = effects("request");
    return which < found.size() ? integer_at(*tree, found[which], "id").value_or(0) : 0;
  }
};

class Visit {
 public:
  explicit Visit(const Shop& shop = {}) { show(shop); }

  /// Puts another rendering of the sheet on the page.
  void show(const Shop& shop) {
    sheet_text_ = shop.text();
    arena_ = std::make_unique<Arena>();
    tree_ = std::make_unique<Tree>();
    sheet_ = {};
    Issue issue;
    INFO(sheet_text_);
    REQUIRE(parse(sheet_text_, 64, *arena_, *tree_, issue));
    Issues issues;
    DecodeOptions options;
    options.page = true;
    options.bytes = sheet_text_.size();
    const bool decoded = decode(*tree_, options, *arena_, sheet_, issues);
    std::string found;
    for (const Issue& one : issues) found += std::string(word(one.code)) + " " + one.path + "; ";
    INFO(found);
    REQUIRE(decoded);
    REQUIRE(issues.empty());
  }

  Step send(const std::string& event) {
    Step step(raw(event));
    session = step.session_text();
    if (step.request() != 0) request = step.request();
    if (listen) listen(event, step);
    return step;
  }

  std::string raw(const std::string& event) const {
    const std::string head = R"({"session":)" + session + R"(,"event":)" + event + "}";
    Arena arena;
    Tree tree;
    Issue issue;
    INFO(head);
    REQUIRE(parse(head, 64, arena, tree, issue));
    return session::advance_text(sheet_, tree, now, true, arena);
  }

  Step start() { return send(R"({"type":"start"})"); }
  Step tick() { return send(R"({"type":"tick"})"); }
  Step on(const std::string& type, int slot = 0) {
    return send(R"({"type":")" + type + R"(","slot":)" + std::to_string(slot) + "}");
  }
  Step accept(int slot = 0, std::int64_t total = 1000, bool consent = false) {
    return send(R"({"type":"accept","slot":)" + std::to_string(slot) + R"(,"total":)" + std::to_string(total) +
                R"(,"consent":)" + (consent ? "true" : "false") + "}");
  }
  /// Answers the last request.
  Step answer(int status, const std::string& body, std::int64_t retry_after_ms = -1) {
    std::string event = R"({"type":"response","request":)" + std::to_string(request) + R"(,"status":)" +
                        std::to_string(status) + R"(,"body":)" + body;
    if (retry_after_ms >= 0) event += R"(,"retry_after_ms":)" + std::to_string(retry_after_ms);
    return send(event + "}");
  }
  Step problem(const std::string& type, int status = 409, const std::string& more = "") {
    return answer(status, R"({"type":")" + type + "\"" + more + "}");
  }
  Step fail(const std::string& fault = "network") {
    return send(R"({"type":"failure","request":)" + std::to_string(request) + R"(,"fault":")" + fault + "\"}");
  }
  std::string bought(std::int64_t charged = 1000, std::int64_t order_total = 11'000, bool undo = true) const {
    return R"({"purchase_id":"pu","line_id":"l2","charged":)" + std::to_string(charged) + R"(,"order_total":)" +
           std::to_string(order_total) + R"(,"undo":)" +
           (undo ? R"({"url":"/undo/pu","until":")" + instant(now + 30 * kSecond) + "\"}" : "null") +
           R"(,"server_time":")" + instant(now) + "\"}";
  }

  std::string session = "null";
  Instant now = kNoon + kMinute;
  std::int64_t request = 0;
  /// Hears every event and what it came to.
  std::function<void(const std::string&, const Step&)> listen;

 private:
  std::string sheet_text_;
  std::unique_ptr<Arena> arena_;
  std::unique_ptr<Tree> tree_;
  Sheet sheet_;
};

/// A card with a downsell of three steps and a successor for its purchase.
inline Shop funnel(const std::string& policy = R"("second_offer":"never","undo_seconds":30)") {
  Shop shop;
  shop.policy = policy;
  shop.offers = {
      {"card", R"("priority":9,"on_decline":"small","on_accept":"reader",)",
       R"({"mode":"one_click","token":"t.o.k","key":"key-)", 2000},
      {"small", R"("funnel_only":true,"on_decline":"tiny",)"},
      {"tiny", R"("funnel_only":true,"on_decline":"last",)", R"({"mode":"one_click","token":"t.o.k","key":"key-)", 900},
      {"last", R"("funnel_only":true,)", R"({"mode":"one_click","token":"t.o.k","key":"key-)", 800},
      {"reader", R"("funnel_only":true,)"}};
  return shop;
}

}  // namespace visit
