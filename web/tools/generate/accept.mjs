// SPDX-License-Identifier: MIT
//
// The tables and examples of web/reference/accept.md, made from web/src/server/contract.ts:
// what stands between `<!-- requests -->` and `<!-- /requests -->`. The prose around them is
// written by hand.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../build/steps.mjs';
import { moduleOf } from './module.mjs';

const fence = '```';
const json = value => JSON.stringify(value, null, 2);

/** The curl line of a route: an example with the shell's variables in place of what only a session has. */
function curlOf({ method, path, keyed, example }, tokenName) {
  const url = `https://shop.example/encore${path.replace('{purchase_id}', '$KEY')}`;
  if (method === 'GET') return [`curl -sS -b "$COOKIE" "${url}${path.includes('{') ? '?order_id=$ORDER' : ''}"`];
  const body = JSON.stringify(example.body)
    .replaceAll(`"${example.body.token ?? example.body.visit}"`, `"'"$${tokenName}"'"`)
    .replaceAll('"o1"', `"'"$ORDER"'"`)
    .replaceAll(`"${example.body.purchase_id}"`, `"'"$KEY"'"`);
  return [
    `curl -sS "${url}" -b "$COOKIE" \\`,
    "  -H 'Origin: https://shop.example' -H 'Content-Type: application/json' \\",
    ...(keyed ? [`  -H "Idempotency-Key: $KEY" \\`] : []),
    `  -d '${body}'`,
  ];
}

function membersOf(schema) {
  const rows = Object.entries(schema.properties).map(([name, { description, enum: words, type }]) => {
    const what = [description, words && name !== 'type' && `One of ${words.map(word => `\`${word}\``).join(', ')}.`];
    const wanted = schema.required.includes(name) ? 'yes' : '';
    return `| \`${name}\` | ${wanted} | ${what.filter(Boolean).join(' ') || (type === 'integer' ? 'Integer.' : '')} |`;
  });
  return ['| member | always | meaning |', '|---|---|---|', ...rows];
}

function section([name, route], schemas) {
  const [[status, reply]] = Object.entries(route.replies);
  const more = Object.entries(route.replies).slice(1);
  return [
    `### ${route.method} ${route.path}`,
    '',
    `${route.summary} ${route.about}`,
    '',
    `${fence}sh name=${name}`,
    ...curlOf(route, name === 'events' ? 'VISIT' : 'TOKEN'),
    fence,
    '',
    ...(route.body === null ? [] : [...membersOf(schemas[route.body]), '']),
    `Reply ${status}:`,
    '',
    `${fence}json schema=${reply}`,
    json(route.example.reply),
    fence,
    '',
    ...more.map(
      ([code, other]) =>
        `Or ${code}: ${Object.keys(schemas[other].properties)
          .map(m => `\`${m}\``)
          .join(', ')}.\n`,
    ),
    `Problems: ${route.problems.map(word => `\`${word}\``).join(' ')}.`,
  ].join('\n');
}

export async function acceptFiles() {
  const { routes, schemas } = await moduleOf('web/src/server/contract.ts');
  const { problemDocuments } = await moduleOf('web/src/engine/vocabulary.ts');
  const vocabulary = JSON.parse(readFileSync(join(root, 'src/vocabulary/problems.json'), 'utf8'));
  const meaning = Object.fromEntries(vocabulary.vocabularies[0].words.map(row => [row.word, row.meaning]));
  const problems = [
    '| type | status | meaning |',
    '|---|---|---|',
    ...Object.entries(problemDocuments).map(([word, { status }]) => `| \`${word}\` | ${status} | ${meaning[word]} |`),
  ].join('\n');
  const made = [
    ...Object.entries(routes).map(entry => section(entry, schemas)),
    ['### The reply to an accept', '', ...membersOf(schemas.Purchase)].join('\n'),
    [
      '### Problems',
      '',
      'RFC 9457, `application/problem+json`; a client branches on `type` alone.',
      '',
      problems,
      '',
      'Members beside `type`, `title`, `status` and `detail`:',
      '',
      ...membersOf(schemas.Problem).filter(row => !/`(type|title|status|detail)`/.test(row)),
    ].join('\n'),
  ].join('\n\n');
  const path = 'web/reference/accept.md';
  const text = readFileSync(join(root, path), 'utf8');
  const [before] = text.split('<!-- requests -->');
  const [, after] = text.split('<!-- /requests -->');
  return { [path]: `${before}<!-- requests -->\n\n${made}\n\n<!-- /requests -->${after}` };
}
