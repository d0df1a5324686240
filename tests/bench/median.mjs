// SPDX-License-Identifier: MIT

/** The middle of some figures; of an even number of them, the upper of the two that are. */
export const median = values => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
