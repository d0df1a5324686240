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
  if (!blocks_.empty()) {
    const std::size_t start = (used_ + alignment - 1) & ~(alignment - 1);
    if (start <= blocks_.back().size && size <= blocks_.back().size - start) {
      used_ = start + size;
      return blocks_.back().bytes.get() + start;
    }
  }
  const std::size_t block_size = size > kBlockSize ? size : kBlockSize;
  blocks_.push_back({std::unique_ptr<std::byte[]>(new std::byte[block_size]), block_size});
  used_ = size;
  return blocks_.back().bytes.get();  // operator new[] aligns for every fundamental type
}

void Arena::clear() {
  if (blocks_.size() > 1) blocks_.resize(1);
  used_ = 0;
}

}  // namespace encore
