// SPDX-License-Identifier: MIT
//
// Gives the page its turn. From the module to the painted card there is work for some
// hundredths of a second, all of it ready at once; in one task a slow phone would not answer
// a finger meanwhile. Between reading, words, deciding and painting the page may breathe.

/** Resolves in a task of its own. */
export const rest = (): Promise<void> => new Promise(resolve => setTimeout(resolve));
