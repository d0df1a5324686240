// SPDX-License-Identifier: MIT
//
// What a fuzzer's bytes are: a line of JSON, the head of the call (or the events of a visit),
// a line feed, and the body. Plain text, so that corpora can be read and written by hand and
// the same files be run through the Wasm. What every answer must be, whatever came in, is
// checked here; a target adds what it knows of its own operation.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "encore/api.hpp"
#include "encore/base/arena.hpp"
#include "encore/base/tree.hpp"

namespace encore::fuzz {

/// What a target's documents are, for the mutator. Each target defines `kPlan`.
enum class Head : std::uint8_t { arguments, data, events };
enum class Body : std::uint8_t { sheet, rule };
struct Plan {
  Head head = Head::arguments;
  Body body = Body::sheet;
};
extern const Plan kPlan;

struct Input {
  std::string_view head;
  std::string_view body;
};

/// Without a line feed all is body, and the head is empty.
Input split(std::string_view bytes);

/// Says what was promised and not kept, and ends the process: libFuzzer then keeps the input.
[[noreturn]] void broken(std::string_view promise, std::string_view answer);
inline void promise(bool kept, std::string_view what, std::string_view answer) {
  if (!kept) broken(what, answer);
}

/// An answer, read: JSON text with an object at its root, always.
struct Answer {
  Answer(Operation operation, std::string_view head, std::string_view body);

  bool refused() const;  // {"ok":false,"issues":[…]}
  bool flag(std::string_view key) const;
  /// The integer of that member; ends the process where there is none.
  std::int64_t integer(NodeIndex object, std::string_view key) const;
  NodeIndex member(std::string_view key) const { return tree.find(0, key); }

  std::string text;
  Arena arena;
  Tree tree;
};

/// The text of a value: what JSON.stringify(value) would be, but for the spelling of doubles.
void append_value(std::string& to, const Tree& tree, NodeIndex at);

}  // namespace encore::fuzz
