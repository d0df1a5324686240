// SPDX-License-Identifier: MIT
//
// Memory for one document. A decoded sheet is a few hundred small records that live and
// die together, so they come from one bump allocator: no destructor runs, and dropping
// the arena drops the sheet. Only trivially destructible types may live here.
// Memory is zeroed, so an untouched record holds its declared defaults' zero bytes only
// after its constructor ran: `make` and `array` always construct.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <new>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

namespace encore {

class Arena {
 public:
  Arena() = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  /// One default-constructed T, alive until `clear`.
  template <typename T>
  T* make() {
    return array<T>(1).data();
  }

  /// `count` default-constructed Ts in one piece, alive until `clear`.
  template <typename T>
  std::span<T> array(std::size_t count) {
    static_assert(std::is_trivially_destructible_v<T>);
    if (count == 0) return {};
    T* first = static_cast<T*>(raw(sizeof(T) * count, alignof(T)));
    for (std::size_t i = 0; i < count; ++i) ::new (static_cast<void*>(first + i)) T();
    return {first, count};
  }

  /// A copy of `text` that lives as long as the arena.
  std::string_view text(std::string_view text) {
    if (text.empty()) return {};
    char* to = static_cast<char*>(raw(text.size(), 1));
    std::memcpy(to, text.data(), text.size());
    return {to, text.size()};
  }

  /// Bytes aligned for any record of `alignment`. Never null: a failed allocation traps.
  void* raw(std::size_t size, std::size_t alignment);

  /// Drops everything at once; keeps the first block for the next document.
  void clear();

 private:
  struct Block {
    std::unique_ptr<std::byte[]> bytes;
    std::size_t size = 0;
  };
  std::vector<Block> blocks_;
  std::size_t used_ = 0;  // of the last block
};

}  // namespace encore
