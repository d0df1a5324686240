// SPDX-License-Identifier: MIT
//
// Plain text out of integers, with no locale, no iostream and no allocation beyond the
// destination string. Everything the core prints goes through here or base/writer.hpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace encore {

/// Appends the decimal digits of `value`, with a minus where negative.
void append_integer(std::string& to, std::int64_t value);

/// Appends `value` in lower-case hexadecimal, exactly `digits` wide.
void append_hex(std::string& to, std::uint64_t value, int digits);

}  // namespace encore
