// SPDX-License-Identifier: MIT
//
// Step by step along the path, as `var` itself goes.
#include "encore/check/fields.hpp"

#include "encore/json/nearest.hpp"

namespace encore {

namespace {

using Kind = TriggerField::Kind;

struct Known {
  std::string_view name;
  Kind kind;
  bool optional = false;
  bool whole = true;
  std::int64_t min = 0;
  std::int64_t max = 0;
};

constexpr std::int64_t kMost = 9'007'199'254'740'991;

constexpr Known kDerived[] = {
    {"product_ids", Kind::texts},
    {"variant_ids", Kind::texts},
    {"families", Kind::texts},
    {"categories", Kind::texts},
    {"tags", Kind::texts},
    {"quantities", Kind::numbers},
    {"line_totals", Kind::numbers},
    {"quantity", Kind::number, false, false, 0, kMost},
    {"first_order", Kind::boolean, true},
    {"country", Kind::text, true},
    {"minutes_since_order", Kind::number, true, true, -kMost, kMost},
    {"weekday", Kind::number, false, true, 1, 7},
    {"hour", Kind::number, false, true, 0, 23},
    {"minute_of_day", Kind::number, false, true, 0, 1439},
};

constexpr Known kSheet[] = {
    {"id", Kind::text},       {"version", Kind::any},  {"locale", Kind::text},
    {"currency", Kind::text}, {"surface", Kind::text}, {"issued_at", Kind::text},
};

constexpr std::string_view kRoots[] = {"order", "customer", "sheet", "derived"};

TriggerField of(const Known& known) {
  TriggerField field;
  field.kind = known.kind;
  field.optional = known.optional;
  field.whole = known.whole;
  field.min = known.min;
  field.max = known.max;
  return field;
}

TriggerField of(const Field& known) {
  TriggerField field;
  field.optional = !known.required();
  switch (known.type) {
    case FieldType::text:
    case FieldType::instant:
    case FieldType::optional_instant:
    case FieldType::day_or_instant: field.kind = Kind::text; break;
    case FieldType::texts: field.kind = Kind::texts; break;
    case FieldType::boolean: field.kind = Kind::boolean; break;
    case FieldType::integer:
    case FieldType::optional_integer: {
      const Bounds allowed = bounds(Range{known.detail});
      field.kind = Kind::number;
      field.min = allowed.min;
      field.max = allowed.max;
      break;
    }
    case FieldType::word:
      field.kind = Kind::word;
      field.words = words_of(known);
      break;
    case FieldType::object:
    case FieldType::records:
      field.kind = known.type == FieldType::object ? Kind::record : Kind::records;
      field.shape = ShapeId{known.detail};
      break;
    default: field.kind = Kind::any;
  }
  return field;
}

bool is_index(std::string_view step) {
  for (const char c : step) {
    if (c < '0' || c > '9') return false;
  }
  return !step.empty();
}

template <std::size_t size>
std::string_view nearest_in(const Known (&list)[size], std::string_view step) {
  std::string_view names[size];
  std::size_t count = 0;
  for (const Known& known : list) names[count++] = known.name;
  return nearest_word(names, step);
}

struct Found {
  TriggerField field;
  std::string_view nearest;  // of the step, where there is no field
};

template <std::size_t size>
Found in_table(const Known (&list)[size], std::string_view step) {
  for (const Known& known : list) {
    if (known.name == step) return {of(known), {}};
  }
  return {{}, nearest_in(list, step)};
}

Found in_shape(ShapeId id, std::string_view step) {
  const Shape known = shape(id);
  if (const FieldIterator at = known.fields.find(step); !(at == known.fields.end())) return {of(*at), {}};
  return {{}, nearest_name(known, step)};
}

// One step further from `field`.
Found step_into(const TriggerField& field, std::string_view step) {
  TriggerField next;
  switch (field.kind) {
    case Kind::record: return in_shape(field.shape, step);
    case Kind::texts:
    case Kind::numbers:
    case Kind::records:
      if (step == "length") {
        next.kind = Kind::number;
        next.max = kMost;
      } else if (is_index(step)) {
        next.kind = field.is(Kind::records) ? Kind::record : Kind::any;
        next.shape = field.shape;
      }
      return {next, field.is(Kind::records) ? in_shape(field.shape, step).nearest : std::string_view{}};
    case Kind::text:
    case Kind::word:
    case Kind::any: next.kind = Kind::any; return {next, {}};
    default: return {next, {}};
  }
}

// Where a path lacks its root, the first root that has its first step: "total" is "order.total".
std::string with_root(std::string_view path, std::string_view step) {
  const bool of_order = in_shape(ShapeId::order, step).field.kind != Kind::none;
  const bool of_customer = in_shape(ShapeId::customer, step).field.kind != Kind::none;
  const bool of_derived = in_table(kDerived, step).field.kind != Kind::none;
  if (!of_order && !of_customer && !of_derived) return {};
  std::string rooted(of_order ? "order." : of_customer ? "customer." : "derived.");
  return rooted.append(path);
}

}  // namespace

// Long: one step of the path after the other, and what each kind of scope begins with.
TriggerField trigger_field(std::string_view path, const TriggerScope& scope) {
  TriggerField field;
  field.kind = Kind::any;
  if (path.empty() || scope.of == TriggerScope::Of::unknown) return field;
  std::string before;
  bool first = true;
  bool through_optional = false;
  for (std::string_view rest = path; first || !rest.empty();) {
    const std::size_t dot = rest.find('.');
    const std::string_view step = rest.substr(0, dot);
    Found found;
    if (!first) {
      found = before == "derived." ? in_table(kDerived, step)
              : before == "sheet." ? in_table(kSheet, step)
                                   : step_into(field, step);
    } else if (scope.of == TriggerScope::Of::data) {
      found.field.kind = step == "derived" || step == "sheet" ? Kind::any : Kind::record;
      found.field.shape = step == "order" ? ShapeId::order : ShapeId::customer;
      found.field.optional = false;
      if (nearest_word(kRoots, step) != step) found = {{}, nearest_word(kRoots, step)};
    } else if (scope.of == TriggerScope::Of::records) {
      found = in_shape(scope.shape, step);
    } else if (scope.of == TriggerScope::Of::reduction) {
      found.field.kind = step == "current" || step == "accumulator" ? Kind::any : Kind::none;
    }
    if (found.field.is(Kind::none)) {
      TriggerField none;
      if (first && scope.of == TriggerScope::Of::data) none.nearest = with_root(path, step);
      if (none.nearest.empty() && !found.nearest.empty()) {
        none.nearest = before;
        none.nearest.append(found.nearest);
        if (dot != std::string_view::npos) none.nearest.append(rest.substr(dot));
      }
      return none;
    }
    through_optional = through_optional || found.field.optional;
    field = found.field;
    field.optional = through_optional;
    before.append(step).push_back('.');
    first = false;
    if (dot == std::string_view::npos) break;
    rest.remove_prefix(dot + 1);
  }
  return field;
}

}  // namespace encore
