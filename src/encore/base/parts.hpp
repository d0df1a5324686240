// SPDX-License-Identifier: MIT
//
// Which build of the core a program is. The full build is used everywhere except in the
// module that an ordinary thank-you page downloads. That module is linked with
// `kFullBuild` false (wasm/page.cpp), and the linker drops the code behind it. It advances
// the sessions of valid, ordinary page sheets, byte for byte as the full build does. For
// anything else (another operation, a sheet with an issue, a trigger, an experiment,
// exploration, a bundle, a subscription, two offers about one order line, a number with a
// fraction, a field or word that is marked for the full build) it returns an empty answer,
// and the host falls back to the full module. So code may test `kFullBuild` only to return
// that empty answer, or to leave out what no session reads: private facts, reasons and their
// operands, derivations, explanations.
#pragma once

namespace encore {

extern const bool kFullBuild;

}  // namespace encore
