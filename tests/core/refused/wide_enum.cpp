// SPDX-License-Identifier: MIT
//
// Expected: the decoder stores a word in one byte
#include "encore/json/field.hpp"

namespace encore::fields {
enum class Colour { red, green };
struct Shirt {
  Colour colour = Colour::red;
};
struct Planted {
  using Record = Shirt;
  static constexpr Field kFields[] = {MEMBER(colour)};
};
}  // namespace encore::fields
