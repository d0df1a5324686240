// SPDX-License-Identifier: MIT
//
// Parts of a sheet as text again. Fields are printed by the very tables that decode them,
// in their order: what is private never leaves, nulls and unknown keys stay behind, and of
// a repeated key the last is taken, as the decoder does. Who prints may look at each field
// first and deal with it, and may add members to the end of an object.
#pragma once

#include <string>
#include <string_view>

#include "encore/base/tree.hpp"
#include "encore/base/writer.hpp"
#include "encore/json/shape.hpp"
#include "encore/sheet/sheet.hpp"

namespace encore {

/// Appends any value as JSON.stringify would print what JSON.parse made of it: doubles too, and of a repeated key the
/// last. What a session keeps of a reply is printed otherwise; session/json_text.hpp says why.
void write_node(Writer& json, const Tree& tree, NodeIndex node);

/// Whether a member of `customer` stays behind because the customer objects to profiling.
inline bool is_forgotten(const Sheet& sheet, std::string_view name) {
  return !sheet.customer.profiling && name != "profiling" && name != "declined";
}

/// The policy's ceiling where it caps: private itself, it stands in each discount as
/// `at_most_bps`. Called at the end of a candidate and of a discount; writes where due.
class SheetPrinter;
void write_cap(const Sheet& sheet, SheetPrinter& printer, ShapeId shape, NodeIndex object);

class SheetPrinter {
 public:
  /// True where the field was dealt with, printed or dropped.
  using Special = bool (*)(void* context, SheetPrinter& printer, ShapeId shape, const Field& field, NodeIndex value);
  /// Called before an object closes.
  using Extra = void (*)(void* context, SheetPrinter& printer, ShapeId shape, NodeIndex object);

  SheetPrinter(const Tree& from, Writer& to, void* context, Special special, Extra extra)
      : tree(from), json(to), context_(context), special_(special), extra_(extra) {}

  void object(NodeIndex node, ShapeId shape);

  const Tree& tree;
  Writer& json;

 private:
  void value(NodeIndex node, const Field& field);

  void* context_;
  Special special_;
  Extra extra_;
};

/// All texts of a rule, one a line: what it may name is among them.
std::string texts_of(const Tree& tree, NodeIndex rule);

/// Members of the order, a line or the customer that no table lists, where `mentions` names them. Called at the end of
/// an object.
void write_mentioned(SheetPrinter& printer, ShapeId shape, NodeIndex object, std::string_view mentions);

}  // namespace encore
