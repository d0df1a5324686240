// SPDX-License-Identifier: MIT
//
// Expected: the enum has no list of words in Vocabularies
#include "encore/json/field.hpp"

namespace encore::fields {
enum class Colour : std::uint8_t { red, green };
struct Shirt {
  Colour colour = Colour::red;
};
struct Planted {
  using Record = Shirt;
  static constexpr Field kFields[] = {MEMBER(colour)};
};
}  // namespace encore::fields
