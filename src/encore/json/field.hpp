// SPDX-License-Identifier: MIT
//
// How one line of a field table is written: the member of the record (its name on the
// wire), the type, its detail (range, vocabulary, text rule or shape) and flags. Included
// by the tables only.
#pragma once

#include <cstddef>

#include "encore/json/shape.hpp"
#include "encore/sheet/sheet.hpp"

namespace encore::fields {

using enum FieldType;

template <typename Detail>
constexpr Field field(std::string_view name, std::size_t offset, FieldType type, Detail detail, std::uint8_t flags = 0,
                      Items items = Items::any) {
  return {name, static_cast<std::uint16_t>(offset), type, static_cast<std::uint8_t>(detail), flags, items};
}

// A member under its own name, under another name, and a field nobody but the page reads.
#define MEMBER(name, ...) field(#name, offsetof(Record, name), __VA_ARGS__)
#define NAMED(wire, name, ...) field(wire, offsetof(Record, name), __VA_ARGS__)
#define SHOWN(wire, ...) field(wire, 0, __VA_ARGS__)

}  // namespace encore::fields
