// SPDX-License-Identifier: MIT
//
// All warnings of a sheet that could be read. Each file beside this one looks for one kind of
// mistake, and only for what is certain enough: a warning that is wrong costs more trust than
// one that is missing. For the full build alone, and only `check` uses it.
#pragma once

#include "encore/base/arena.hpp"
#include "encore/check/warning.hpp"
#include "encore/sheet/sheet.hpp"

namespace encore {

/// What a sheet is looked at with, by every file of this layer.
struct Inspection {
  const Sheet& sheet;
  Text origin;  // the host of the page that shows it, with a port where it has one; "" where not known
  Arena& arena;
  Warnings& warnings;
};

/// Beyond so many, one mistake was made everywhere.
inline constexpr std::size_t kMaxWarnings = 1'000;

/// Appends the warnings of a sheet without an issue of scope sheet, by kind and place.
void find_warnings(const Inspection& inspection);

/// The order's sums, times and countries.
void inspect_order(const Inspection& inspection);

/// Numbers in another unit than the field's.
void inspect_amounts(const Inspection& inspection);

/// Whether what an offer promises can happen: its time, its payment, the way to it.
void inspect_offers(const Inspection& inspection);

/// Prices that undo each other, former prices that are not shown, what follows a refusal.
void inspect_prices(const Inspection& inspection);

/// Members without effect.
void inspect_effects(const Inspection& inspection);

/// Templates in copy.
void inspect_copy(const Inspection& inspection);

/// Hosts that the page will not use.
void inspect_addresses(const Inspection& inspection);

/// Triggers.
void inspect_triggers(const Inspection& inspection);

/// Experiments.
void inspect_experiments(const Inspection& inspection);

}  // namespace encore
