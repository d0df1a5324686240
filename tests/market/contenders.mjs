// SPDX-License-Identifier: MIT
import { encore } from './encore.mjs';
import { PEERS } from './peers.mjs';

/** Who takes part, by name; the first is compared with all others. */
export const contenders = { encore: encore(), ...PEERS };
