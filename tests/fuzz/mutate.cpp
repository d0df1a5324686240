// SPDX-License-Identifier: MIT
//
// The mutator of every target. One time in four bytes are changed blindly, as libFuzzer does;
// else the text is parsed, one place of it is changed, and it is written again: a value made
// again from the field table that rules its place, another value of the document put there, a
// field added, a member dropped, a list shortened or its items doubled. Now and then a whole
// new document is grown. What does not parse is changed blindly.

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <vector>

#include "dice.hpp"
#include "encore/base/writer.hpp"
#include "encore/json/parse.hpp"
#include "encore/json/shape.hpp"
#include "grow.hpp"
#include "input.hpp"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);

namespace encore::fuzz {

namespace {

/// What the tables say of one node: the field it is a value of, and the shape it is an object of.
struct Place {
  std::optional<Field> field;
  std::optional<Shape> shape;
};

std::optional<Shape> shape_of(const Field& field) {
  const bool has_shape = field.type == FieldType::object || field.type == FieldType::records;
  return has_shape ? std::optional(shape(static_cast<ShapeId>(field.detail))) : std::nullopt;
}

void find_places(const Tree& tree, NodeIndex at, Place place, std::vector<Place>& places) {
  places[at] = place;
  for (NodeIndex child = Tree::first(at); tree[at].is_container() && child < tree[at].end; child = tree.next(child)) {
    Place inner;
    if (tree[at].is(NodeKind::array)) {
      inner.shape = place.shape;  // an item of records
    } else if (place.shape) {
      const FieldIterator found = place.shape->fields.find(tree[child].key);
      if (found != place.shape->fields.end()) inner.field = *found;
      if (inner.field) inner.shape = shape_of(*inner.field);
    }
    find_places(tree, child, inner, places);
  }
}

enum class Change : std::uint8_t { regrow, anything, borrow, add, drop, twice, nudge, scribble };

class Edit {
 public:
  Edit(const Tree& tree, std::vector<Place> places, Dice& dice) : tree_(tree), places_(std::move(places)), dice_(dice) {
    at_ = static_cast<NodeIndex>(dice.below(tree.nodes.size()));
    change_ = static_cast<Change>(dice.below(8));
  }

  std::string text() {
    std::string to;
    write(to, 0, 0);
    return to;
  }

 private:
  void write(std::string& to, NodeIndex at, std::size_t place) {
    if (at == at_ && change(to, at, place)) return;
    const Node& node = tree_[at];
    if (!node.is_container()) return append_value(to, tree_, at);
    const bool named = node.is(NodeKind::object);
    to.push_back(named ? '{' : '[');
    std::size_t written = 0;
    for (NodeIndex child = Tree::first(at); child < node.end; child = tree_.next(child)) {
      const std::size_t times = child != at_ ? 1 : change_ == Change::drop ? 0 : change_ == Change::twice ? 2 : 1;
      for (std::size_t i = 0; i < times; ++i, ++written) {
        if (written > 0) to.push_back(',');
        if (named) append_json_string(to, tree_[child].key), to.push_back(':');
        write(to, child, written);
      }
    }
    if (at == at_ && change_ == Change::add) add(to, at, named, written);
    to.push_back(named ? '}' : ']');
  }

  /// True where the node was written otherwise than it was.
  bool change(std::string& to, NodeIndex at, std::size_t place) {
    const Node& node = tree_[at];
    switch (change_) {
      case Change::regrow:
        if (!places_[at].field) break;
        grow_field(to, *places_[at].field, dice_, place, 2);
        return true;
      case Change::anything: grow_anything(to, dice_, 0); return true;
      case Change::borrow:
        append_value(to, tree_, static_cast<NodeIndex>(dice_.below(tree_.nodes.size())));
        return true;
      case Change::nudge:
        if (!node.is(NodeKind::integer)) break;
        to.append(std::to_string(dice_.one_in(2) ? node.integer / 2
                                                 : static_cast<std::int64_t>(static_cast<std::uint64_t>(node.integer) +
                                                                             2 - dice_.below(4))));
        return true;
      case Change::scribble: {
        if (!node.is(NodeKind::string)) break;
        std::vector<std::uint8_t> bytes(node.text.begin(), node.text.end());
        const std::size_t size = bytes.size();
        bytes.resize(size + 8);
        bytes.resize(LLVMFuzzerMutate(bytes.data(), size, bytes.size()));
        append_json_string(to, {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
        return true;
      }
      case Change::add:
      case Change::drop:
      case Change::twice: break;
    }
    return false;
  }

  void add(std::string& to, NodeIndex at, bool named, std::size_t written) {
    const std::optional<Shape>& shape = places_[at].shape;
    if (named && shape) {
      const Field field = shape->fields[dice_.below(shape->fields.size())];
      if (written > 0) to.push_back(',');
      append_json_string(to, field.name), to.push_back(':');
      grow_field(to, field, dice_, written, 2);
    } else if (!named) {
      if (written > 0) to.push_back(',');
      if (kPlan.head == Head::events && tree_[0].is(NodeKind::array) && at == 0) {
        grow_event(to, dice_);
      } else if (places_[at].field && places_[at].field->type == FieldType::records) {
        grow_shape(to, static_cast<ShapeId>(places_[at].field->detail), dice_, written, 2);
      } else {
        grow_anything(to, dice_, 0);
      }
    }
  }

  const Tree& tree_;
  std::vector<Place> places_;
  Dice& dice_;
  NodeIndex at_ = 0;
  Change change_ = Change::regrow;
};

void grow_body(std::string& to, Dice& dice) {
  if (kPlan.body == Body::rule) return grow_rule(to, dice, 0);
  grow_shape(to, ShapeId::sheet, dice, 0, 0);
}

void grow_arguments(std::string& to, Dice& dice) {
  constexpr std::string_view kNames[] = {"a", "b", "c", "d"};
  to.append(R"({"now":)"), grow_moment(to, dice);
  if (dice.one_in(2)) to.append(dice.one_in(2) ? R"(,"page":true)" : R"(,"explain":true)");
  if (dice.one_in(3)) to.append(R"(,"visitor":)"), append_json_string(to, dice.of(kNames));
  if (dice.one_in(3)) to.append(R"(,"seed":)"), append_json_string(to, dice.of(kNames));
  if (dice.one_in(2)) to.append(R"(,"candidate_id":)"), append_json_string(to, dice.of(kNames));
  if (dice.one_in(2)) to.append(R"(,"variant_id":)"), append_json_string(to, dice.of(kNames));
  if (dice.one_in(2)) to.append(R"(,"quantity":)").append(std::to_string(dice.below(5)));
  if (dice.one_in(6)) to.append(R"(,"force":)"), append_json_string(to, dice.of(kNames));
  if (dice.one_in(6)) to.append(R"(,"exclude":["a"])");
  if (dice.one_in(6)) to.append(R"(,"arms":{"a":1,"b":0})");
  if (dice.one_in(2)) to.append(R"(,"derivation":true)");
  to.push_back('}');
}

void grow_head(std::string& to, Dice& dice) {
  switch (kPlan.head) {
    case Head::arguments: return grow_arguments(to, dice);
    case Head::data:
      to.append(R"({"data":)");
      grow_anything(to, dice, 0);
      to.push_back('}');
      break;
    case Head::events:
      to.append(R"([{"type":"start"})");
      for (std::size_t left = 1 + dice.below(12); left > 0; --left) to.push_back(','), grow_event(to, dice);
      to.push_back(']');
  }
}

/// The text with one place changed; empty where it is not JSON.
std::string edited(std::string_view text, const std::optional<Shape>& root, Dice& dice) {
  Arena arena;
  Tree tree;
  Issue issue;
  if (!parse(text, 256, arena, tree, issue)) return {};
  std::vector<Place> places(tree.nodes.size());
  find_places(tree, 0, Place{std::nullopt, root}, places);
  return Edit(tree, std::move(places), dice).text();
}

std::string mutated(const Input& from, Dice& dice) {
  const bool in_head = dice.one_in(kPlan.head == Head::events ? 2 : 5);
  std::string head(from.head);
  std::string body(from.body);
  if (dice.one_in(in_head ? 12 : 60)) {
    std::string& grown = in_head ? head : body;
    grown.clear();
    in_head ? grow_head(grown, dice) : grow_body(grown, dice);
  } else if (in_head) {
    head = edited(head, std::nullopt, dice);
  } else {
    for (std::size_t left = 1 + dice.below(3); left > 0 && !body.empty(); --left) {
      body = edited(body, kPlan.body == Body::sheet ? std::optional(shape(ShapeId::sheet)) : std::nullopt, dice);
    }
  }
  if (head.empty() || body.empty()) return {};
  // A head is one line; line feeds inside strings are written as escapes.
  return head + '\n' + body;
}

}  // namespace

}  // namespace encore::fuzz

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                               unsigned int seed) {
  using namespace encore::fuzz;
  Dice dice(seed);
  if (dice.one_in(4)) return LLVMFuzzerMutate(data, size, max_size);
  const std::string text = mutated(split({reinterpret_cast<const char*>(data), size}), dice);
  if (text.empty() || text.size() > max_size) return LLVMFuzzerMutate(data, size, max_size);
  std::memcpy(data, text.data(), text.size());
  return text.size();
}
