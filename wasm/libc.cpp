// SPDX-License-Identifier: MIT
//
// Stands in for the parts of libc that would fill a third of the module and that the core never relies on. musl's
// strtod and printf carry software arithmetic for 128-bit floats: 11 KB compressed. The JSON library refers to them,
// but the core reads a number from its token by itself and takes no message from the library:
//
//   strtod, strtof, strtold   step over the number, so that the library sees a token read to its end, and answer 0
//   snprintf                  writes the empty string; its one caller would print a control character in a message
//
// Built without -flto: the linker resolves these names after link-time optimisation, where bitcode would come too late.

#include <cstdarg>
#include <cstddef>
#include <cstdlib>

namespace {

bool in_number(char c) {
  return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

void step_over(const char* text, char** end) {
  while (in_number(*text)) ++text;
  if (end != nullptr) *end = const_cast<char*>(text);
}

}  // namespace

extern "C" {

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
