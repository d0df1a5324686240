// SPDX-License-Identifier: MIT

/** A database or a provider that does not answer; everything else thrown is a bug and ends the simulation. */
export class PortFailure extends Error {}
