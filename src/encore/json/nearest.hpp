// SPDX-License-Identifier: MIT
//
// "Did you mean": the known name nearest to one that is not known, by edit distance. An
// empty answer means that nothing is near enough to be a likely slip of the fingers.
#pragma once

#include <span>
#include <string_view>

#include "encore/json/shape.hpp"

namespace encore {

std::string_view nearest_name(const Shape& shape, std::string_view name);
std::string_view nearest_word(std::span<const std::string_view> words, std::string_view word);

}  // namespace encore
