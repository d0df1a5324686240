// SPDX-License-Identifier: MIT
//
// Reads the single values of a sheet: one function for each kind, which checks the value
// against its field and stores it, or lists the issue and leaves the record's default.
// decode.cpp puts them together to objects and lists.
#pragma once

#include "encore/base/arena.hpp"
#include "encore/base/parts.hpp"
#include "encore/json/report.hpp"
#include "encore/json/shape.hpp"

namespace encore {

class ValueReader {
 public:
  ValueReader(const Tree& tree, Arena& arena, Report& report) : tree_(tree), arena_(arena), report_(report) {}

 protected:
  // Where a field's value is stored; nothing is, where the record is null.
  template <typename T>
  static void store(void* place, const T& value) {
    if (place != nullptr) *static_cast<T*>(place) = value;
  }

  Text text(NodeIndex at, TextRule rule, const Frame* where);
  void texts(NodeIndex at, TextRule rule, void* place, const Frame* where);
  void instant(const Field& field, NodeIndex at, void* place, const Frame* where);
  void day_or_instant(NodeIndex at, const Frame* where);
  void decimal(const Field& field, NodeIndex at, void* place, const Frame* where);
  void integer(const Field& field, NodeIndex at, void* place, const Frame* where);
  bool fraction(NodeIndex at, double& value, const Frame* where);
  void fractions(NodeIndex at, void* place, const Frame* where);
  void word(const Field& field, NodeIndex at, void* place, const Frame* where);
  bool array(NodeIndex at, const Frame* where);

  const Tree& tree_;
  Arena& arena_;
  Report& report_;
};

}  // namespace encore
