// SPDX-License-Identifier: MIT
//
// Many worlds in one thread: loads the real engine and kit once, runs seeds one after
// another, counts. As a worker it takes {from, to, until} and posts totals as it goes; other
// code calls `simulator()` to run, replay and shrink single worlds.
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import * as kit from 'encore-offers/server';
import { loadEngine } from 'encore-offers/engine';
import { publishSheets } from './sheets.mjs';
import { shrink } from './shrink.mjs';
import { World } from './world.mjs';

/**
 * Runs worlds of one kit (the real one, or a mutant) with one page (or an altered one). `webhooks`: whether shops are
 * behind webhooks; where it is not said, each world draws.
 */
export async function simulator({ module = kit, alter = null, webhooks } = {}) {
  const engine = await loadEngine();
  const sheets = await publishSheets(engine);
  const world = (seed, more = {}) => new World({ seed, engine, kit: module, sheets, alter, webhooks, ...more });

  const run = (seed, more) => {
    const here = world(seed, more);
    const violation = here.run();
    return {
      violation,
      events: here.events,
      advances: here.advances,
      fired: here.chance.fired,
      actions: here.actions,
      sheet: here.sheet.name,
    };
  };
  /** The smallest form of a failing seed, with its log. */
  const explain = seed => {
    const first = run(seed);
    if (!first.violation) return null;
    const small = shrink(more => run(seed, more), first.violation, first);
    const log = [];
    run(seed, { suppressed: small.suppressed, actions: small.actions, log: line => log.push(line) });
    return {
      seed,
      invariant: small.violation.invariant,
      message: small.violation.message,
      sheet: first.sheet,
      actions: small.actions,
      faults: small.fired,
      before: { actions: first.actions, faults: first.fired.length },
      log,
    };
  };
  return { run, explain };
}

/** Seeds [from, to) until the time is up. `each` gets the totals now and then. */
export function runBatch({ run }, { from, to, until = Infinity }, each = () => {}) {
  const totals = { worlds: 0, events: 0, advances: 0, faults: {}, failing: [] };
  for (let seed = from; seed < to && Date.now() < until; seed++) {
    const { violation, events, advances, fired } = run(seed);
    totals.worlds += 1;
    totals.events += events;
    totals.advances += advances;
    for (const fault of fired) {
      const kind = fault.slice(0, fault.indexOf('#'));
      totals.faults[kind] = (totals.faults[kind] ?? 0) + 1;
    }
    if (violation) totals.failing.push({ seed, invariant: violation.invariant, message: violation.message });
    if (totals.worlds % 50 === 0) each(totals);
  }
  return totals;
}

export function addTotals(sum, more) {
  for (const key of ['worlds', 'events', 'advances']) sum[key] += more[key];
  for (const [kind, count] of Object.entries(more.faults)) sum.faults[kind] = (sum.faults[kind] ?? 0) + count;
  sum.failing.push(...more.failing);
  return sum;
}

if (!isMainThread && workerData?.simulate) {
  const totals = runBatch(await simulator(), workerData.simulate, ({ worlds }) => parentPort.postMessage({ worlds }));
  parentPort.postMessage({ totals });
}
