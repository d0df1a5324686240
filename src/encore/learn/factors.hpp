// SPDX-License-Identifier: MIT
//
// Generated from src/vocabulary/factors.json by web/tools/generate/vocabulary.mjs; do not edit.
//
// What a take rate is made of. The log2-odds that an offer is accepted when shown alone are a sum
// with one summand for each factor here; a factor has levels (a product, a pair of families, a
// price band), each with a value of its own. Model files and sheets name factors by these words.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "encore/base/enum_array.hpp"
#include "encore/base/words.hpp"

// One word a line, so that a difference shows words.
// clang-format off
namespace encore::learn {

/// A factor of a take rate.
enum class Factor : std::uint8_t {
  /// One level: what an ordinary offer has.
  base,
  /// Closeness to the order × the offer's share of its total, in bands.
  relevance_price,
  /// The candidate's kind.
  kind,
  /// The depth of the discount, in bands.
  discount,
  /// The offered family.
  family,
  /// The offered product.
  product,
  /// A bought family → the offered family.
  family_pair,
  /// How much more often than by chance two products were bought together, in bands; part of
  /// `product_pair` in a model.
  lift,
  /// A bought product → the offered product.
  product_pair,
  /// First or returning.
  customer,
  /// Second place.
  position,
  /// Shown beside another offer.
  beside,
};

}  // namespace encore::learn

namespace encore {

template <>
inline constexpr std::size_t kEnumCount<learn::Factor> = 12;

}  // namespace encore

namespace encore::learn {

inline constexpr std::string_view kFactors[] = {
    "base",
    "relevance_price",
    "kind",
    "discount",
    "family",
    "product",
    "family_pair",
    "lift",
    "product_pair",
    "customer",
    "position",
    "beside",
};

/// Its spelling on the wire.
constexpr std::string_view word(Factor value) {
  return kFactors[static_cast<std::size_t>(value)];
}

}  // namespace encore::learn
