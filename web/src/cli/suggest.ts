// SPDX-License-Identifier: MIT
//
// `encore suggest`: from an order, a catalogue and a model to a private sheet.
import { readCatalogue, readModel, readRules } from '../learn/catalogue.js';
import { Suggester, type OrderRecord, type SuggestOptions } from '../learn/suggest.js';
import type { Command } from './index.js';
import { reportFaults, usable, wholeNumber } from './learning-files.js';
import { parseJson, readArguments, readInput, readMoment, UsageError } from './usage.js';

const help = `encore suggest ORDER --catalogue CATALOGUE --model MODEL [--policy FILE] [--rules FILE] [--limit N] [--now TIME]

Prints a private sheet with the best candidates for an order, ready for "encore decide" and "encore publish". ORDER is one
line of an orders file ({"at", "order", "customer"}); "-" reads standard input.

  --catalogue FILE   what may be offered (catalogue-1, .ndjson)
  --model FILE       what encore learn wrote
  --policy FILE      the sheet's policy as JSON (default {"id": "default"})
  --rules FILE       {"never": [ids], "always": [ids], "only_with": {id: [ids]}, "triggers": {id: JsonLogic}}
  --limit N          candidates at most (default 20)
  --now TIME         RFC 3339 (default: the present)

Exit code: 0 suggested, 1 catalogue rows were left out (named on standard error), 2 usage.
`;

export const run: Command = async args => {
  const given = readArguments(
    args,
    help,
    {
      catalogue: { type: 'string' },
      model: { type: 'string' },
      policy: { type: 'string' },
      rules: { type: 'string' },
      limit: { type: 'string' },
      now: { type: 'string' },
    },
    1,
  );
  if (!given) return 0;
  const { values, positionals } = given;
  const [file = '-'] = positionals;
  if (values.catalogue === undefined || values.model === undefined)
    throw new UsageError(`--catalogue and --model are both needed\n\n${help}`);
  const record = parseJson(await readInput(file), file) as OrderRecord;
  if (!('order' in record) || !Array.isArray(record.order.lines) || typeof record.order.total !== 'number')
    throw new UsageError(`${file} is not an order record; give {"at": …, "order": {"id", "lines", "total", …}}`);
  const policy =
    values.policy === undefined ? { id: 'default' } : parseJson(await readInput(values.policy), values.policy);
  const catalogue = await usable(readCatalogue(values.catalogue));
  const model = await usable(readModel(values.model));
  const rules = values.rules === undefined ? {} : await usable(readRules(values.rules));
  const limit = wholeNumber(values.limit, 'limit', 1);
  const sheet = new Suggester(catalogue.rows, model, rules).suggest(record, {
    policy: policy as SuggestOptions['policy'],
    now: readMoment(values.now),
    ...(limit !== undefined && { limit }),
  });
  reportFaults(catalogue.faults);
  process.stdout.write(`${JSON.stringify(sheet, null, 2)}\n`);
  return catalogue.faults.length > 0 ? 1 : 0;
};
