// SPDX-License-Identifier: MIT
//
// What a purchase keeps for its receipt and as evidence, beside price and line.

/** The consent to an offer, as it was given: a proof that stands without the sheet. */
export interface ConsentProof {
  text: string;
  url: string | null;
  version: string | null;
  /** BCP 47; null where neither page nor terms say. */
  locale: string | null;
  at_ms: number;
  /** What accepting charged at once. */
  total: number;
  currency: string;
}

/** Where what was bought is withdrawn from or cancelled. */
export interface ReceiptLinks {
  withdrawal_url?: string;
  cancel_url?: string;
}
