// SPDX-License-Identifier: MIT
//
// Runs a flow against real ports: performs each effect it requests, waits, and hands the
// result back. A port that throws is thrown into the flow at the point where it asked, so
// that the flow decides what is known and what is not.
import type { Call, Flow, Performers } from './calls.js';

/** The flow's result. Errors: whatever a port threw and the flow did not catch. */
export async function drive<T>(flow: Flow<T>, performers: Performers<true>): Promise<T> {
  let step = flow.next();
  while (!step.done) {
    let result: unknown;
    try {
      result = await perform(step.value, performers);
    } catch (error) {
      step = flow.throw(error);
      continue;
    }
    step = flow.next(result);
  }
  return step.value;
}

function perform(call: Call, performers: Performers<true>): unknown {
  const performer = performers[call.call] as (input: unknown) => unknown;
  return performer(call.in);
}
