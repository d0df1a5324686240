// SPDX-License-Identifier: MIT
//
// From the module to the painted card there is work for some hundredths of a second, all of it
// ready at once; in one task a slow phone would not react to a finger meanwhile. So reading,
// words, deciding and painting have tasks of their own.

/** Resolves in a task of its own. */
export const yieldToMain = (): Promise<void> => new Promise(resolve => setTimeout(resolve));
