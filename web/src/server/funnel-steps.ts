// SPDX-License-Identifier: MIT
//
// How far into a funnel each offer comes: what may be shown first is step 1, what follows an answer to it step 2.
import type { Candidate } from '../engine/sheet.js';

type Linked = Pick<Candidate, 'id' | 'funnel_only' | 'on_decline' | 'on_accept'>;

/** The fewest answers that lead to each offer, its own included; offers that nothing leads to are absent. */
export function stepsOf(candidates: readonly Linked[]): ReadonlyMap<string, number> {
  const steps = new Map(candidates.filter(({ funnel_only }) => funnel_only !== true).map(({ id }) => [id, 1]));
  const frontier = [...steps.keys()];
  for (const id of frontier) {
    const { on_decline, on_accept } = candidates.find(one => one.id === id) ?? {};
    for (const follower of [on_decline, on_accept]) {
      if (typeof follower !== 'string' || steps.has(follower)) continue;
      steps.set(follower, (steps.get(id) ?? 1) + 1);
      frontier.push(follower);
    }
  }
  return steps;
}
