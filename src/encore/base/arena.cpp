// SPDX-License-Identifier: MIT
//
// The bump allocator's one slow path: a new block when the last one is full.
#include "encore/base/arena.hpp"

namespace encore {

namespace {
// A typical page sheet decodes into about 40 KiB, so one block usually does.
constexpr std::size_t kBlockSize = std::size_t{64} * 1024;
}  // namespace

void* Arena::raw(std::size_t size, std::size_t alignment) {
  if (last_ != nullptr) {
    const std::size_t start = (used_ + alignment - 1) & ~(alignment - 1);
    if (start <= last_->size && size <= last_->size - start) {
      used_ = start + size;
      return last_->bytes() + start;
    }
  }
  const std::size_t block_size = size > kBlockSize ? size : kBlockSize;
  last_ = ::new (::operator new(sizeof(Block) + block_size)) Block{last_, block_size};
  if (first_ == nullptr) first_ = last_;
  used_ = size;
  return last_->bytes();
}

void* Arena::copies(const void* record, std::size_t size, std::size_t alignment, std::size_t count) {
  auto* const first = static_cast<std::byte*>(raw(size * count, alignment));
  for (std::size_t i = 0; i < count; ++i) std::memcpy(first + i * size, record, size);
  return first;
}

void Arena::clear() {
  keep(first_);
  used_ = 0;
}

void Arena::keep(const Block* kept) {
  while (last_ != kept) {
    Block* const before = last_->before;
    ::operator delete(last_);
    last_ = before;
  }
}

}  // namespace encore
