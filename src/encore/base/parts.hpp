// SPDX-License-Identifier: MIT
//
// How much of the core a program holds. All of it, everywhere but in the module that a
// thank-you page downloads: that one is linked with `kWholeCore` false (wasm/page.cpp), and the
// linker drops what stands behind it. Such a program advances the sessions of sound and
// ordinary page sheets, byte for byte as the whole core does. Whatever else it is given it
// hands on, by an empty answer: another operation, a sheet with an issue of any kind, a
// trigger, an experiment, exploration, a bundle, a subscription, a number with a fraction.
// The host then asks the whole core. So a part may look at `kWholeCore` only to hand on, or to leave out what no
// session reads: private facts, reasons and their operands, derivations, explanations.
#pragma once

namespace encore {

extern const bool kWholeCore;

}  // namespace encore
