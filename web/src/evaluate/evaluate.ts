// SPDX-License-Identifier: MIT
//
// `evaluate` from a file of events to an answer, or to the reason why there is none.

import type { Database } from '../report/database.js';
import { loadDuckdb, type Sources } from '../report/duckdb.js';
import { prepareOutcomes, type Options } from '../report/report.js';
import { evaluateCases, type Evaluation } from './estimate.js';
import { casesOf, loadSlates, NotRecorded, SuccessorsChange, type Question } from './log.js';

export interface EvaluationReport extends Evaluation {
  currency: string;
  /** Orders whose record says no probability; they are left out. */
  unusable: number;
}

const nothing = {
  orders: 0,
  visitors: 0,
  effective_size: 0,
  mean_weight: 0,
  value: null,
  logged: null,
  difference: null,
  others: null,
};

/** Evaluates a policy, and a model if one is given, on a log. */
export async function evaluate(
  database: Database,
  sources: Sources,
  question: Question,
  options: Options = {},
): Promise<EvaluationReport> {
  await loadDuckdb(database, sources);
  await loadSlates(database, sources.events);
  const { currency } = await prepareOutcomes(database, options);
  try {
    const { cases, unusable } = await casesOf(database, question);
    return { currency, unusable, ...evaluateCases(cases) };
  } catch (error) {
    if (!(error instanceof NotRecorded)) throw error;
    const code = error instanceof SuccessorsChange ? 'successors_change' : 'not_recorded';
    return { currency, unusable: 0, ...nothing, refused: { code, message: error.message } };
  }
}
