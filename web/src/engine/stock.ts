// SPDX-License-Identifier: MIT
//
// When stock is really short, one judgement for the card and for `encore check`: only then is a deadline for its sake
// true.

/** Fewer pieces than ten are left. */
export const isShort = (stock: number | null | undefined): boolean => (stock ?? 10) < 10;
