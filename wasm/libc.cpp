// SPDX-License-Identifier: MIT
//
// Stands in for the parts of the standard libraries that would fill a third of the module and that the core never
// relies on. musl's strtod and printf carry software arithmetic for 128-bit floats: 11 KB compressed. The JSON library
// refers to them, but the core reads a number from its token by itself and takes no message from the library:
//
//   strtod, strtof, strtold   step over the number, so that the library finds a token read to its end, and answer 0
//   strtoll, strtoull         read the decimal digits of a JSON number, and say where there are too many
//   strtol, strtoul           stand with them in one file of libc, and are never called
//   snprintf                  writes the empty string; its one caller would print a control character in a message
//   std::runtime_error        the library makes one for every fault and throws none: libc++abi's own comes with
//                             run-time types and what compares them, 0.6 KB compressed
//   memcpy, memmove, memset   one instruction each; a loop where its call would take longer than the bytes
//   memcmp                    eight bytes at a time where musl's takes one: a page's sheet is compared with every event
//
// Built without -flto: the linker resolves these names after link-time optimisation, where bitcode would come too late.

#include <cerrno>
#include <climits>
#include <cstdarg>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <exception>
#include <stdexcept>

namespace {

bool in_number(char c) {
  return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

void step_over(const char* text, char** end) {
  while (in_number(*text)) ++text;
  if (end != nullptr) *end = const_cast<char*>(text);
}

// The digits at `text`, at most `largest`.
std::uint64_t read_digits(const char* text, char** end, std::uint64_t largest) {
  std::uint64_t value = 0;
  for (; *text >= '0' && *text <= '9'; ++text) {
    const auto digit = static_cast<std::uint64_t>(*text - '0');
    if (value > (largest - digit) / 10) {
      errno = ERANGE;
      value = largest;
    } else if (value < largest) {
      value = value * 10 + digit;
    }
  }
  if (end != nullptr) *end = const_cast<char*>(text);
  return value;
}

constexpr std::size_t kWord = 8;
constexpr std::size_t kShort = 128;  // bytes that a loop copies in less time than the instruction takes to begin

}  // namespace

_LIBCPP_BEGIN_NAMESPACE_STD
__libcpp_refstring::__libcpp_refstring(const char* message) : __imp_(message) {}
__libcpp_refstring::~__libcpp_refstring() {}
_LIBCPP_END_NAMESPACE_STD

namespace std {

exception::~exception() noexcept {}
const char* exception::what() const noexcept {
  return "";
}
runtime_error::runtime_error(const char* message) : __imp_(message) {}
runtime_error::~runtime_error() noexcept {}
const char* runtime_error::what() const noexcept {
  return "";
}

}  // namespace std

extern "C" {

unsigned long long strtoull(const char* text, char** end, int) {
  return read_digits(text, end, UINT64_MAX);
}

long long strtoll(const char* text, char** end, int) {
  const bool negative = *text == '-';
  const std::uint64_t value =
      read_digits(text + (negative ? 1 : 0), end, static_cast<std::uint64_t>(INT64_MAX) + (negative ? 1 : 0));
  return static_cast<long long>(negative ? 0 - value : value);
}

long strtol(const char* text, char** end, int base) {
  return static_cast<long>(strtoll(text, end, base));
}

unsigned long strtoul(const char* text, char** end, int base) {
  return static_cast<unsigned long>(strtoull(text, end, base));
}

void* memcpy(void* to, const void* from, std::size_t size) {
  if (size > kShort) return __builtin_memcpy(to, from, size);
  auto* at = static_cast<char*>(to);
  const auto* source = static_cast<const char*>(from);
  for (; size >= kWord; size -= kWord, at += kWord, source += kWord) __builtin_memcpy(at, source, kWord);
  for (; size > 0; --size) *at++ = *source++;
  return to;
}

int memcmp(const void* left, const void* right, std::size_t size) {
  const auto* a = static_cast<const unsigned char*>(left);
  const auto* b = static_cast<const unsigned char*>(right);
  for (std::uint64_t x = 0, y = 0; size >= kWord; size -= kWord, a += kWord, b += kWord) {
    __builtin_memcpy(&x, a, kWord);
    __builtin_memcpy(&y, b, kWord);
    if (x != y) break;
  }
  for (; size > 0; --size, ++a, ++b) {
    if (*a != *b) return *a - *b;
  }
  return 0;
}

void* memmove(void* to, const void* from, std::size_t size) {
  return __builtin_memmove(to, from, size);
}

void* memset(void* to, int byte, std::size_t size) {
  return __builtin_memset(to, byte, size);
}

double strtod(const char* text, char** end) {
  step_over(text, end);
  return 0;
}

float strtof(const char* text, char** end) {
  step_over(text, end);
  return 0;
}

long double strtold(const char* text, char** end) {
  step_over(text, end);
  return 0;
}

int snprintf(char* text, std::size_t size, const char*, ...) {
  if (size > 0) *text = 0;
  return 0;
}
}
