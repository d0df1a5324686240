// SPDX-License-Identifier: MIT
//
// A walk along the tables, not along the document, so the order is always the published one.
#include "encore/select/sheet_text.hpp"

#include <string>

#include "encore/base/number.hpp"

namespace encore {

void write_node(Writer& json, const Tree& tree, NodeIndex node) {
  const Node& value = tree[node];
  switch (value.kind) {
    case NodeKind::null: json.null(); break;
    case NodeKind::boolean: json.boolean(value.boolean); break;
    case NodeKind::integer: json.integer(value.integer); break;
    case NodeKind::string: json.string(value.text); break;
    case NodeKind::number: {
      std::string digits;
      append_number(digits, value.number);
      json.raw(digits);
      break;
    }
    case NodeKind::array:
      json.open_array();
      for (NodeIndex at = Tree::first(node); at < value.end; at = tree.next(at)) write_node(json, tree, at);
      json.close_array();
      break;
    case NodeKind::object:
      json.open_object();
      for (NodeIndex at = Tree::first(node); at < value.end; at = tree.next(at)) {
        if (tree.find(node, tree[at].key) != at) continue;  // repeated later
        json.key(tree[at].key);
        write_node(json, tree, at);
      }
      json.close_object();
      break;
  }
}

void write_cap(const Sheet& sheet, SheetPrinter& printer, ShapeId shape, NodeIndex object) {
  if (sheet.policy.ceiling_action != CeilingAction::cap) return;
  Writer& json = printer.json;
  if (shape == ShapeId::discount && printer.tree.find(object, "at_most_bps") == kNoNode) {
    json.member("at_most_bps", sheet.policy.discount_ceiling_bps);
  }
  // Price endings and first prices lower prices too, and without a discount there is none to say how far.
  if (shape != ShapeId::candidate) return;
  if (sheet.policy.price_ending.empty() && printer.tree.find(object, "subscription") == kNoNode) return;
  const NodeIndex discount = printer.tree.find(object, "discount");
  if (discount != kNoNode && !printer.tree[discount].is(NodeKind::null)) return;
  json.key("discount");
  json.open_object();
  json.member("type", "none");
  json.member("at_most_bps", sheet.policy.discount_ceiling_bps);
  json.close_object();
}

std::string texts_of(const Tree& tree, NodeIndex rule) {
  std::string texts;
  if (rule == kNoNode) return texts;
  for (NodeIndex at = rule; at < tree[rule].end; ++at) {
    if (tree[at].is(NodeKind::string)) texts.append(tree[at].text).append("\n");
  }
  return texts;
}

void write_mentioned(SheetPrinter& printer, ShapeId id, NodeIndex object, std::string_view mentions) {
  if (id != ShapeId::order && id != ShapeId::line && id != ShapeId::customer) return;
  const Tree& tree = printer.tree;
  const FieldList known = shape(id).fields;
  for (NodeIndex at = Tree::first(object); at < tree[object].end; at = tree.next(at)) {
    const std::string_view key = tree[at].key;
    if (known.find(key) != known.end() || mentions.find(key) == std::string_view::npos) continue;
    if (tree.find(object, key) != at) continue;
    printer.json.key(key);
    write_node(printer.json, tree, at);
  }
}

void SheetPrinter::object(NodeIndex node, ShapeId id) {
  json.open_object();
  for (const Field field : shape(id).fields) {
    if (field.is_private()) continue;
    const NodeIndex at = tree.find(node, field.name);
    if (at == kNoNode || tree[at].is(NodeKind::null)) continue;
    if (special_(context_, *this, id, field, at)) continue;
    json.key(field.name);
    value(at, field);
  }
  extra_(context_, *this, id, node);
  json.close_object();
}

void SheetPrinter::value(NodeIndex node, const Field& field) {
  if (field.type == FieldType::object) {
    object(node, ShapeId{field.detail});
  } else if (field.type == FieldType::records) {
    json.open_array();
    for (NodeIndex at = Tree::first(node); at < tree[node].end; at = tree.next(at)) object(at, ShapeId{field.detail});
    json.close_array();
  } else {
    write_node(json, tree, node);
  }
}

}  // namespace encore
