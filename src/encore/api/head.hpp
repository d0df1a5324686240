// SPDX-License-Identifier: MIT
//
// The arguments of one call. A head is written by our own hosts, so what is absent or of
// another type simply takes its default; documents, which people write, are in the body.
#pragma once

#include <cstdint>
#include <string_view>

#include "encore/base/arena.hpp"
#include "encore/base/issue.hpp"
#include "encore/base/members.hpp"
#include "encore/base/tree.hpp"
#include "encore/json/parse.hpp"
#include "encore/sheet/limits.hpp"

namespace encore {

class Head {
 public:
  /// False where `text` is not a JSON object; `issue` says where.
  bool read(std::string_view text, Issue& issue) { return parse(text, 4 * kMaxDepth, arena_, tree_, issue); }

  std::string_view text(std::string_view key) const { return text_at(tree_, 0, key); }
  /// Any integer of 64 bits, where integer_at reads none beyond 2^53-1: a quantity that large is refused as such, not
  /// taken for one that was not given.
  std::int64_t integer(std::string_view key) const {
    const NodeIndex at = find(key);
    return at != kNoNode && tree_[at].is(NodeKind::integer) ? tree_[at].integer : 0;
  }
  /// The moment of the call in milliseconds, within the years 1970 to 9999 that a sheet's times can say.
  std::int64_t now() const {
    const std::int64_t given = integer("now");
    return given < 0 ? 0 : given > kLastInstant ? kLastInstant : given;
  }
  bool flag(std::string_view key) const { return true_at(tree_, 0, key); }
  const Tree& tree() const { return tree_; }
  NodeIndex find(std::string_view key) const { return tree_.find(0, key); }

 private:
  static constexpr std::int64_t kLastInstant = 253'402'300'799'999;  // 9999-12-31T23:59:59.999Z

  Arena arena_;
  Tree tree_;
};

}  // namespace encore
