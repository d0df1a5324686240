// SPDX-License-Identifier: MIT
//
// The duties that a sheet leaves open, each once: what plain `encore check` says of the law, beside its own codes.
import type { Engine } from '../engine/engine.js';
import { dutyRows, obligationRows, type Duty } from '../engine/vocabulary.js';
import { lawReport } from './index.js';

/** A duty that a sheet leaves open, as `encore check` says it. */
export interface OpenDuty {
  code: Duty;
  path: string;
  scope: 'sheet' | 'candidate';
  message: string;
}

/** The duties that a sheet leaves open, each once; not those that `check` has said by another code. */
export function openDuties(engine: Pick<Engine, 'quote'>, sheet: object, said: ReadonlySet<string>): OpenDuty[] {
  const { order, candidates } = lawReport(engine, sheet);
  const open = [...order, ...candidates.flatMap(({ findings }) => findings)].filter(
    ({ duty, verdict }) => verdict === 'open' && !said.has(dutyRows[duty].said_by ?? ''),
  );
  const first = open.filter(({ duty }, at) => open.findIndex(one => one.duty === duty) === at);
  return first.map(({ duty, obligation, path }) => {
    const { meaning, fix } = dutyRows[duty];
    const others = new Set(open.filter(one => one.duty === duty).map(one => one.path)).size - 1;
    const more = others > 0 ? `, and ${String(others)} more place${others > 1 ? 's' : ''}` : '';
    return {
      code: duty,
      path,
      scope: path.startsWith('/candidates/') ? 'candidate' : 'sheet',
      message: `Open here${more}: ${meaning} ${fix} (${obligationRows[obligation].meaning.replace(/\.$/, '')})`,
    };
  });
}
