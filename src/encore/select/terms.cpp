// SPDX-License-Identifier: MIT
//
// Which fields pricing reads, as one table; for an offer with a condition on the clock, what
// the condition reads as well. A shape without a row is printed whole.
#include <string>

#include "encore/base/writer.hpp"
#include "encore/select/publish.hpp"
#include "encore/select/sheet_text.hpp"

namespace encore {

namespace {

struct Row {
  ShapeId shape;
  std::string_view fields;  // each between spaces
};

constexpr Row kRows[] = {
    {ShapeId::sheet, " version id issued_at locale currency surface order policy candidates "},
    {ShapeId::order, " id placed_at status currency lines subtotal total tax_included refunded payment "},
    {ShapeId::line, " id product_id variant_id title quantity unit_price paid refunded returned_quantity "},
    {ShapeId::payment, " kind "},
    {ShapeId::policy, " id rounding rounding_scope leftover price_ending cash_step reference_price discount_rounding "},
    {ShapeId::candidate,
     " id kind product components quantity discount subscription replaces covers gift shipping taxes deposit fees "
     "loyalty "
     "consent "
     "accept "},
    {ShapeId::product, " id title variants "},
    {ShapeId::variant, " id title price compare_at lowest_30d unit_price_measure "},
    {ShapeId::consent, " text required "},
    {ShapeId::accept, " mode url "},
};

bool reads(ShapeId shape, std::string_view field) {
  for (const Row& row : kRows) {
    if (row.shape != shape) continue;
    for (std::size_t at = row.fields.find(field); at != std::string_view::npos; at = row.fields.find(field, at + 1)) {
      if (row.fields[at - 1] == ' ' && row.fields[at + field.size()] == ' ') return true;
    }
    return false;
  }
  return true;
}

struct Terms {
  const Sheet& sheet;
  const Candidate& candidate;
  bool trigger = false;  // looks at the clock, and is judged again over these terms
  std::string mentions;  // what it may name
};

// What a trigger may read of the sheet.
bool triggers_read(ShapeId shape, std::string_view field) {
  switch (shape) {
    case ShapeId::sheet: return field == "customer";
    case ShapeId::candidate: return field == "trigger";
    case ShapeId::policy: return field == "utc_offset_minutes";
    case ShapeId::order:
    case ShapeId::line:
    case ShapeId::payment: return true;
    default: return false;
  }
}

bool special(void* context, SheetPrinter& printer, ShapeId shape, const Field& field, NodeIndex value) {
  const Terms& terms = *static_cast<const Terms*>(context);
  if (shape == ShapeId::customer && is_forgotten(terms.sheet, field.name)) return true;
  if (shape == ShapeId::customer && field.name == "first_name") {
    return terms.mentions.find(field.name) == std::string::npos;
  }
  if (terms.trigger && triggers_read(shape, field.name)) return false;
  if (!reads(shape, field.name)) return true;
  // Only for cash does the step round the order together with the offer.
  if (shape == ShapeId::order && field.name == "payment" && terms.sheet.order.payment.kind != PaymentKind::cash) {
    return true;
  }
  if (shape == ShapeId::sheet && field.name == "candidates") {
    printer.json.key(field.name);
    printer.json.open_array();
    printer.object(terms.candidate.node, ShapeId::candidate);
    printer.json.close_array();
    return true;
  }
  if (shape == ShapeId::order && field.name == "lines") {
    printer.json.key(field.name);
    printer.json.open_array();
    NodeIndex at = Tree::first(value);
    for (const OrderLine& line : terms.sheet.order.lines) {
      if (line.id == terms.candidate.replaces.line_id || line.id == terms.candidate.covers.line_id) {
        printer.object(at, ShapeId::line);
      }
      at = printer.tree.next(at);
    }
    printer.json.close_array();
    return true;
  }
  return false;
}

void extra(void* context, SheetPrinter& printer, ShapeId shape, NodeIndex object) {
  const Terms& terms = *static_cast<const Terms*>(context);
  write_cap(terms.sheet, printer, shape, object);
  if (shape == ShapeId::customer && !terms.sheet.customer.profiling) return;
  if (terms.trigger) write_mentioned(printer, shape, object, terms.mentions);
}

}  // namespace

bool append_terms(std::string& to, const Sheet& sheet, Text candidate_id) {
  for (const Candidate& candidate : sheet.candidates) {
    if (!candidate.valid || candidate.id != candidate_id) continue;
    Writer json(to);
    Terms terms{sheet, candidate, false, {}};
    if (candidate.trigger != kNoNode && !settles_trigger(sheet, candidate)) {
      terms.trigger = true;
      terms.mentions = texts_of(*sheet.tree, candidate.trigger);
    }
    SheetPrinter(*sheet.tree, json, &terms, special, extra).object(0, ShapeId::sheet);
    return true;
  }
  return false;
}

}  // namespace encore
