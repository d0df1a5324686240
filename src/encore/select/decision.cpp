// SPDX-License-Identifier: MIT
//
// Room for reasons doubles in the arena; what was outgrown stays there until the arena goes.
#include "encore/select/decision.hpp"

namespace encore {

void Reasons::keep(Arena& arena, const ReasonGiven& given) {
  if (size_ == room_) {
    room_ = room_ == 0 ? 2 : room_ * 2;
    ReasonGiven* more = arena.array<ReasonGiven>(room_).data();
    for (std::uint32_t i = 0; i < size_; ++i) more[i] = items_[i];
    items_ = more;
  }
  items_[size_++] = given;
}

}  // namespace encore
