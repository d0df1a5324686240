// SPDX-License-Identifier: MIT
//
// web/reference/conformance.md: the contract of an accept endpoint, made from the rules that
// examine it, so that no sentence of it goes unexamined.

import { moduleOf } from './module.mjs';

const wishes = {
  consent: 'an offer that needs consent',
  extend: 'an offer that can be extended',
  funnel: 'an offer with `on_decline`',
  not_started: 'an offer that begins later',
  replacements: 'two offers that replace one line',
  slots: 'more plain offers than `max_offers`',
};

const cell = text => text.replaceAll('|', '\\|');
const needs = ({ hooks = [], wants }) =>
  [...hooks.map(hook => `\`${hook}\``), ...(wants ? [wishes[wants]] : [])].join(', ');

const table = rules =>
  [
    '| rule | what must hold | why | needs |',
    '|---|---|---|---|',
    ...rules.map(rule => `| \`${rule.name}\` | ${cell(rule.promise)} | ${cell(rule.reason)} | ${needs(rule)} |`),
  ].join('\n');

export async function conformanceFiles() {
  const { chapters } = await moduleOf('web/src/conformance/rules/index.ts');
  const count = chapters.reduce((sum, { rules }) => sum + rules.length, 0);
  const text = `# The rules of an accept endpoint

<!-- Made from web/src/conformance/rules by \`npm run update -- generated\`. -->

These ${count} rules are the contract between a page with offers and the shop behind it, whatever that shop is written in. \`encore
conformance URL\` examines each from outside, over HTTP, against a test shop; \`examine\` of \`encore-offers/conformance\` does the
same inside a test. What the requests and replies look like is in [accept.md](accept.md).

Every rule takes a fresh order and compares what was answered with the shop's books, so a test shop gives the examiner hooks:
\`order\` and \`books\` always, and what the last column names. \`conformanceHooks\` of \`encore-offers/server\` mounts them;
\`ConformanceActions\` describes each. A shop in another language serves the same document at \`/.well-known/encore-conformance\`,
or hands it over with \`--hooks FILE\`. Where the hooks have a secret, it is in the header \`x-encore-conformance\`.

${chapters.map(({ title, rules }) => `## ${title}\n\n${table(rules)}`).join('\n\n')}
`;
  return { 'web/reference/conformance.md': text };
}
