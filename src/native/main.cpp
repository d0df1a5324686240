// SPDX-License-Identifier: MIT
//
// The native counterpart of wasm/bindings.cpp: requests on standard input, answers on standard output, any number of
// them in one process. It decides nothing; tests and the benchmark use it to compare native and WebAssembly.
//
//   request   <operation> <head size> <body size>\n<head><body>      sizes in bytes, numbers in decimal
//   answer    <size>\n<text>
//
// Each answer is flushed, so that a caller may wait for it before it writes the next request. Ends with 0 at the end
// of input between two requests, and with 2 on anything else, saying why on standard error.

#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

#include "encore/api.hpp"

namespace {

// Twice the largest sheet: a size beyond it is a broken caller, not a document.
constexpr std::uint32_t kMaxSize = 32U << 20U;

enum class Line { numbers, end, broken };

// Reads three decimal numbers and the line's end.
Line read_line(std::uint32_t (&numbers)[3]) {
  int c = std::getchar();
  if (c == EOF) return Line::end;
  for (std::uint32_t i = 0; i < 3; ++i) {
    numbers[i] = 0;
    if (c < '0' || c > '9') return Line::broken;
    for (; c >= '0' && c <= '9'; c = std::getchar()) {
      if (numbers[i] > kMaxSize) return Line::broken;
      numbers[i] = numbers[i] * 10 + static_cast<std::uint32_t>(c - '0');
    }
    if (c != (i == 2 ? '\n' : ' ')) return Line::broken;
    if (i < 2) c = std::getchar();
  }
  return numbers[1] <= kMaxSize && numbers[2] <= kMaxSize ? Line::numbers : Line::broken;
}

bool read_text(std::string& text, std::uint32_t size) {
  text.resize(size);
  return std::fread(text.data(), 1, size, stdin) == size;
}

int refuse(const char* why) {
  static_cast<void>(std::fprintf(stderr, "encore_native: %s\n", why));
  return 2;
}

}  // namespace

int main() {
  std::string head;
  std::string body;
  std::uint32_t numbers[3];
  for (;;) {
    switch (read_line(numbers)) {
      case Line::end: return 0;
      case Line::broken: return refuse("expected \"<operation> <head size> <body size>\" and a line feed");
      case Line::numbers: break;
    }
    if (!read_text(head, numbers[1]) || !read_text(body, numbers[2])) return refuse("the input ends inside a request");
    const std::string answer = encore::run(static_cast<encore::Operation>(numbers[0]), head, body);
    static_cast<void>(std::printf("%zu\n", answer.size()));
    static_cast<void>(std::fwrite(answer.data(), 1, answer.size(), stdout));
    static_cast<void>(std::fflush(stdout));
  }
}
