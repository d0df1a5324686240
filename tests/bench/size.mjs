// SPDX-License-Identifier: MIT
//
// `npm run size`: the table of what a thank-you page downloads, what changed against the committed budget, and how far
// it is to the goals. Weighs dist/ as it stands; build first. Ends with 1 when the page is over its budget.
//
//   npm run size                        the table
//   npm run size -- --json              {"files": [{"path", "raw", "gzip", "brotli"}], "total_brotli"}
//   npm run size -- --theme soft        a page that asks for a theme; --language de: one in another language
//   npm run size -- --accept            writes the present figures into budget.json

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { root } from '../../web/tools/build/steps.mjs';
import {
  overBudget,
  total,
  weigh,
  weighAfterwards,
  weighExtras,
  weighOutcomes,
} from '../../web/tools/build/weight.mjs';

const budgetPath = fileURLToPath(new URL('budget.json', import.meta.url));

/** Room for what a compiler or a brotli of another version may add. */
const slack = 256;

const { values } = parseArgs({
  options: {
    json: { type: 'boolean' },
    accept: { type: 'boolean' },
    theme: { type: 'string' },
    language: { type: 'string' },
  },
});

if (!existsSync(join(root, 'dist/manifest.json'))) {
  console.error('dist/ is not built: npm run build');
  process.exit(2);
}
const budget = JSON.parse(readFileSync(budgetPath, 'utf8'));
const files = weigh(join(root, 'dist'), { language: values.language ?? 'en', theme: values.theme });
const sum = total(files);

if (values.json) {
  console.log(
    JSON.stringify({
      files: files.map(({ path, raw, gzip, brotli }) => ({ path, raw, gzip, brotli })),
      total_brotli: sum,
    }),
  );
} else {
  const signed = change => (change > 0 ? `+${change}` : String(change));
  const row = (name, ...cells) => console.log(name.padEnd(34) + cells.map(cell => String(cell).padStart(9)).join(''));
  row('file', 'raw', 'gzip', 'brotli', 'change');
  for (const { path, role, raw, gzip, brotli } of files) {
    row(path, raw, gzip, brotli, role in budget.files ? signed(brotli - budget.files[role]) : 'new');
  }
  row(
    'all',
    total(files, 'raw'),
    total(files, 'gzip'),
    sum,
    signed(sum - total(Object.values(budget.files).map(brotli => ({ brotli })))),
  );
  for (const { path, raw, gzip, brotli } of weighAfterwards(join(root, 'dist')))
    row(`afterwards ${path}`, raw, gzip, brotli, '');
  for (const { path, raw, gzip, brotli } of weighOutcomes(join(root, 'dist')))
    row(`once seen ${path}`, raw, gzip, brotli, '');
  for (const { path, raw, gzip, brotli } of weighExtras(join(root, 'dist')))
    row(`with options ${path}`, raw, gzip, brotli, '');
  console.log(`\nbudget ${budget.total_brotli}: ${budget.total_brotli - sum} left`);
  for (const [name, goal] of Object.entries(budget.goals))
    console.log(`${name} ${goal}: ${sum <= goal ? 'reached' : `${sum - goal} to go`}`);
}

if (values.accept) {
  budget.files = Object.fromEntries(files.map(({ role, brotli }) => [role, brotli]));
  budget.total_brotli = Math.min(sum + slack, budget.goals['to reach']);
  writeFileSync(budgetPath, `${JSON.stringify(budget, null, 2)}\n`);
}
const faults = values.accept ? [] : overBudget(files, budget);
for (const fault of faults) console.error(fault);
process.exitCode = faults.length > 0 ? 1 : 0;
