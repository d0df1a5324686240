// SPDX-License-Identifier: MIT
//
// Memory for one document. A decoded sheet is a few hundred small records that live and
// die together, so they come from one bump allocator: no destructor runs, and dropping
// the arena drops the sheet. Only types that may be copied byte by byte live here: a new
// record is a copy of one that was constructed when the program was built, so that no
// constructor of any type need be in it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>
#include <span>
#include <string_view>
#include <type_traits>

namespace encore {

class Arena {
 public:
  Arena() = default;
  ~Arena() { keep(nullptr); }
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
    static_assert(std::is_trivially_copyable_v<T>);
    if (count == 0) return {};
    return {static_cast<T*>(copies(&kFresh<T>, sizeof(T), alignof(T), count)), count};
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
  template <typename T>
  static constexpr T kFresh{};

  void* copies(const void* record, std::size_t size, std::size_t alignment, std::size_t count);

  // Stands before its bytes, as strictly aligned as the allocator is.
  struct alignas(std::max_align_t) Block {
    Block* before = nullptr;
    std::size_t size = 0;  // of the bytes

    std::byte* bytes() { return reinterpret_cast<std::byte*>(this + 1); }
  };

  // Drops every block but that one.
  void keep(const Block* kept);

  Block* last_ = nullptr;
  Block* first_ = nullptr;
  std::size_t used_ = 0;  // of the last block
};

}  // namespace encore
