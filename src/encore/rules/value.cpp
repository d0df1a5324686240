// SPDX-License-Identifier: MIT
//
// ECMA-262's abstract operations, kept to the values that JSON and JsonLogic can make.
#include "encore/rules/value.hpp"

#include <cmath>
#include <limits>

#include "encore/base/number.hpp"
#include "encore/base/text.hpp"
#include "encore/base/writer.hpp"
#include "encore/rules/numeric_text.hpp"
#include "encore/rules/utf16.hpp"

namespace encore {

namespace {

using Type = RuleValue::Type;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

Type type_of(NodeKind kind) {
  switch (kind) {
    case NodeKind::null: return Type::null;
    case NodeKind::boolean: return Type::boolean;
    case NodeKind::integer:
    case NodeKind::number: return Type::number;
    case NodeKind::string: return Type::string;
    case NodeKind::array: return Type::array;
    case NodeKind::object: return Type::object;
  }
  return Type::undefined;
}

std::uint8_t depth_over(const RuleValue& child, std::uint8_t depth) {
  const int nested = child.depth + 1;
  return nested > depth ? static_cast<std::uint8_t>(nested < 255 ? nested : 255) : depth;
}

void append_text(std::string& to, const RuleValue& value, RuleMemory& memory) {
  switch (value.type) {
    case Type::undefined: to.append("undefined"); break;
    case Type::null: to.append("null"); break;
    case Type::boolean: to.append(value.boolean ? "true" : "false"); break;
    case Type::number: append_number(to, value.number); break;
    case Type::string: to.append(value.text); break;
    case Type::object: to.append("[object Object]"); break;
    case Type::array: {
      bool first = true;
      for (const RuleValue& item : elements(value, memory)) {
        if (!first) to.push_back(',');
        first = false;
        const std::size_t before = to.size();
        if (item.type > Type::null) append_text(to, item, memory);
        // A value may stand in itself many times over: what is empty is charged, too.
        memory.spend(item.is(Type::array) ? 1 : 1 + to.size() - before);
        if (memory.exhausted()) return;
      }
    }
  }
}

/// ToPrimitive: containers become text, the rest stay.
RuleValue to_primitive(const RuleValue& value, RuleMemory& memory) {
  return value.is_container() ? RuleValue::of(to_text(value, memory)) : value;
}

/// A canonical array index ("0", "12", not "01"), or -1.
std::int64_t array_index(std::string_view key) {
  if (key.empty() || key.size() > 9 || (key.size() > 1 && key[0] == '0')) return -1;
  std::int64_t index = 0;
  for (const char c : key) {
    if (c < '0' || c > '9') return -1;
    index = index * 10 + (c - '0');
  }
  return index;
}

std::span<const RuleMember> members_of(const RuleValue& object, RuleMemory& memory) {
  if (object.tree == nullptr) return {object.members, object.count};
  const Tree& tree = *object.tree;
  const std::size_t size = tree[object.node].count;
  memory.spend(size / RuleMemory::kStep * size);  // every key is compared with those before it
  if (memory.exhausted()) return {};
  const std::span<RuleMember> all = memory.array<RuleMember>(size);
  std::size_t count = 0;
  for (NodeIndex at = Tree::first(object.node); at < tree[object.node].end; at = tree.next(at)) {
    std::size_t place = 0;  // a repeated key keeps its first place and takes the last value
    while (place < count && all[place].key != tree[at].key) ++place;
    all[place] = {tree[at].key, RuleValue::of(tree, at)};
    if (place == count) ++count;
  }
  return all.first(count);
}

void append_object(std::string& to, const RuleValue& object, RuleMemory& memory) {
  const std::span<const RuleMember> members = members_of(object, memory);
  Writer out(to);
  out.open_object();
  // JavaScript lists integer keys first, ascending, then the others as they were added.
  const auto write = [&](const RuleMember& member) {
    if (memory.exhausted()) return;
    memory.spend(member.key.size());
    out.key(member.key);
    out.value();  // the value follows, written in place: copies of copies would grow with the depth
    append_value(to, member.value, memory);
  };
  for (std::int64_t last = -1;;) {
    const RuleMember* lowest = nullptr;
    for (const RuleMember& member : members) {
      const std::int64_t index = array_index(member.key);
      if (index > last && (lowest == nullptr || index < array_index(lowest->key))) {
        lowest = &member;
      }
    }
    if (lowest == nullptr) break;
    last = array_index(lowest->key);
    write(*lowest);
  }
  for (const RuleMember& member : members) {
    if (array_index(member.key) < 0) write(member);
  }
  out.close_object();
}

}  // namespace

RuleValue RuleValue::of(const Tree& tree, NodeIndex at) {
  const Node& node = tree[at];
  RuleValue value = of(type_of(node.kind));
  switch (node.kind) {
    case NodeKind::boolean: value.boolean = node.boolean; break;
    case NodeKind::integer: value.number = static_cast<double>(node.integer); break;
    case NodeKind::number: value.number = node.number; break;
    case NodeKind::string: value.text = node.text; break;
    case NodeKind::array:
    case NodeKind::object:
      value.tree = &tree;
      value.node = at;
      value.depth = kMaxValueDepth / 2;  // the parser's bound; its exact depth is not known
      break;
    case NodeKind::null: break;
  }
  return value;
}

RuleValue RuleValue::array(std::span<const RuleValue> items) {
  RuleValue value = of(Type::array);
  value.items = items.data();
  value.count = static_cast<std::uint32_t>(items.size());
  value.depth = 1;
  for (const RuleValue& item : items) value.depth = depth_over(item, value.depth);
  return value;
}

RuleValue RuleValue::object(std::span<const RuleMember> members) {
  RuleValue value = of(Type::object);
  value.members = members.data();
  value.count = static_cast<std::uint32_t>(members.size());
  value.depth = 1;
  for (const RuleMember& member : members) value.depth = depth_over(member.value, value.depth);
  return value;
}

std::span<const RuleValue> elements(const RuleValue& array, RuleMemory& memory) {
  if (!array.is(Type::array)) return {};
  if (array.tree == nullptr) return {array.items, array.count};
  const Tree& tree = *array.tree;
  const std::span<RuleValue> items = memory.array<RuleValue>(tree[array.node].count);
  std::size_t count = 0;
  for (NodeIndex at = Tree::first(array.node); at < tree[array.node].end; at = tree.next(at)) {
    items[count++] = RuleValue::of(tree, at);
  }
  return items;
}

RuleValue property(const RuleValue& of, std::string_view key, RuleMemory& memory) {
  if (of.is(Type::object)) {
    if (of.tree != nullptr) {
      const NodeIndex at = of.tree->find(of.node, key);
      return at == kNoNode ? RuleValue{} : RuleValue::of(*of.tree, at);
    }
    for (std::size_t i = of.count; i > 0; --i) {
      if (of.members[i - 1].key == key) return of.members[i - 1].value;
    }
    return {};
  }
  const std::int64_t index = array_index(key);
  if (of.is(Type::array)) {
    const std::uint32_t size = of.tree != nullptr ? (*of.tree)[of.node].count : of.count;
    if (key == "length") return RuleValue::of(static_cast<double>(size));
    if (index < 0 || index >= size) return {};
    if (of.tree == nullptr) return of.items[index];
    NodeIndex at = Tree::first(of.node);
    for (std::int64_t i = 0; i < index; ++i) at = of.tree->next(at);
    return RuleValue::of(*of.tree, at);
  }
  if (of.is(Type::string)) {
    const std::size_t size = utf16_length(of.text);
    if (key == "length") return RuleValue::of(static_cast<double>(size));
    if (index < 0 || static_cast<std::size_t>(index) >= size) return {};
    std::string unit;
    append_utf16_slice(unit, of.text, static_cast<std::size_t>(index), static_cast<std::size_t>(index) + 1);
    return RuleValue::of(memory.text(unit));
  }
  return {};
}

bool truthy(const RuleValue& value) {
  switch (value.type) {
    case Type::undefined:
    case Type::null: return false;
    case Type::boolean: return value.boolean;
    case Type::number: return value.number < 0 || value.number > 0;  // NaN is neither
    case Type::string: return !value.text.empty();
    case Type::array: return value.tree != nullptr ? (*value.tree)[value.node].count > 0 : value.count > 0;
    case Type::object: return true;
  }
  return false;
}

double to_number(const RuleValue& value, RuleMemory& memory) {
  switch (value.type) {
    case Type::undefined: return kNaN;
    case Type::null: return 0;
    case Type::boolean: return value.boolean ? 1 : 0;
    case Type::number: return value.number;
    default: return text_to_number(to_text(value, memory));
  }
}

double parse_float(const RuleValue& value, RuleMemory& memory) {
  if (value.is(Type::number)) return value.number + 0.0;  // through text, -0 becomes 0
  return text_prefix_to_number(to_text(value, memory));
}

std::string_view to_text(const RuleValue& value, RuleMemory& memory) {
  if (value.is(Type::string)) return value.text;
  std::string text;
  append_text(text, value, memory);
  return memory.text(text);
}

bool strict_equal(const RuleValue& left, const RuleValue& right) {
  if (left.type != right.type) return false;
  switch (left.type) {
    case Type::undefined:
    case Type::null: return true;
    case Type::boolean: return left.boolean == right.boolean;
    case Type::number: return left.number == right.number;
    case Type::string: return left.text == right.text;
    case Type::array:
    case Type::object:
      return left.tree == right.tree && left.node == right.node && left.items == right.items &&
             left.members == right.members;
  }
  return false;
}

bool loose_equal(const RuleValue& left, const RuleValue& right, RuleMemory& memory) {
  if (left.type == right.type) return strict_equal(left, right);
  const bool left_nothing = left.type <= Type::null;
  const bool right_nothing = right.type <= Type::null;
  if (left_nothing || right_nothing) return left_nothing && right_nothing;
  if (left.is_container() && right.is_container()) return false;  // two kinds, two objects
  const RuleValue l = to_primitive(left, memory);
  const RuleValue r = to_primitive(right, memory);
  if (l.is(Type::string) && r.is(Type::string)) return l.text == r.text;
  return strict_equal(RuleValue::of(to_number(l, memory)), RuleValue::of(to_number(r, memory)));
}

Comparison compare(const RuleValue& left, const RuleValue& right, RuleMemory& memory) {
  const RuleValue l = to_primitive(left, memory);
  const RuleValue r = to_primitive(right, memory);
  if (l.is(Type::string) && r.is(Type::string)) {
    const int compared = compare_utf16(l.text, r.text);
    return compared < 0 ? Comparison::less : compared > 0 ? Comparison::greater : Comparison::equal;
  }
  const double a = to_number(l, memory);
  const double b = to_number(r, memory);
  if (a < b) return Comparison::less;
  if (a > b) return Comparison::greater;
  return std::isnan(a) || std::isnan(b) ? Comparison::unordered : Comparison::equal;
}

void append_value(std::string& to, const RuleValue& value, RuleMemory& memory) {
  // A value may stand in itself many times over (reduce can double it with each step), so writing is charged, too.
  memory.spend(RuleMemory::kStep + (value.is(Type::string) ? value.text.size() : 0));
  if (memory.exhausted()) return;
  switch (value.type) {
    case Type::undefined:
    case Type::null: to.append("null"); break;
    case Type::boolean: to.append(value.boolean ? "true" : "false"); break;
    case Type::number:
      if (std::isfinite(value.number)) {
        append_number(to, value.number);
      } else {
        to.append("null");
      }
      break;
    case Type::string: append_json_string(to, value.text); break;
    case Type::object: append_object(to, value, memory); break;
    case Type::array: {
      to.push_back('[');
      bool first = true;
      for (const RuleValue& item : elements(value, memory)) {
        if (!first) to.push_back(',');
        first = false;
        append_value(to, item, memory);
        if (memory.exhausted()) break;
      }
      to.push_back(']');
    }
  }
}

}  // namespace encore
