// SPDX-License-Identifier: MIT
//
// What a trigger may read, by path: the sheet's own field tables for `order` and `customer`, and
// two short tables for `sheet` and `derived` (rules/data.cpp). A path that the tables do not
// have is a slip; what cannot be said with certainty is `any`.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "encore/json/shape.hpp"

namespace encore {

struct TriggerField {
  enum class Kind : std::uint8_t {
    none,     // there is no such field
    any,      // nothing is said of its values
    number,   // from min to max, whole where `whole`
    boolean,  //
    text,     //
    word,     // one of `words`
    texts,    // a list of texts
    numbers,  // a list of numbers
    records,  // a list of records of `shape`
    record,   // a record of `shape`
  };

  Kind kind = Kind::none;
  bool optional = true;  // may be absent or null
  bool whole = true;
  std::int64_t min = 0;
  std::int64_t max = 0;
  std::span<const std::string_view> words;
  ShapeId shape = ShapeId::sheet;
  std::string nearest;  // of a path that is none: the nearest that is one

  bool is(Kind other) const { return kind == other; }
};

/// What a rule reads a path of.
struct TriggerScope {
  enum class Of : std::uint8_t { data, records, values, reduction, unknown };
  Of of = Of::data;
  ShapeId shape = ShapeId::sheet;  // of records
};

/// The field at `path`; a path that no rule could be wrong about ("") is `any`.
TriggerField trigger_field(std::string_view path, const TriggerScope& scope);

}  // namespace encore
