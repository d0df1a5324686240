// SPDX-License-Identifier: MIT
//
// The element's contract, from its doc block: the Custom Elements Manifest, editor data made
// of it, and the reference in Markdown, all in web/reference/ and committed. A test runs this
// and compares, so the block cannot say one thing and the reference another.
//
//   npm run update -- generated

import { create } from '@custom-elements-manifest/analyzer/src/create.js';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const here = new URL('../../', import.meta.url);
const source = 'src/element/encore-offers.ts';
const ownMarkup = 'src/element/own-markup.ts';
// The analyzer reads trees of its own TypeScript, not of ours.
const ts = createRequire(import.meta.resolve('@custom-elements-manifest/analyzer'))('typescript');

function manifest() {
  const file = ts.createSourceFile(
    `web/${source}`,
    readFileSync(new URL(source, here), 'utf8'),
    ts.ScriptTarget.ES2020,
    true,
  );
  const [module] = create({ modules: [file] }).modules;
  const found = module.declarations.find(({ name }) => name === 'EncoreOffers');
  const own = [
    'src',
    'htmlFor',
    'theme',
    'layout',
    'locale',
    'moment',
    'debug',
    'analyticsConsent',
    'headingLevel',
    'messages',
    'sheet',
    'session',
    'view',
  ];
  const declaration = {
    kind: 'class',
    name: found.name,
    tagName: 'encore-offers',
    customElement: true,
    summary: found.summary,
    description: found.description,
    superclass: { name: 'HTMLElement', package: 'global:' },
    attributes: found.attributes.filter(({ description }) => description),
    slots: found.slots,
    events: found.events.filter(({ name }) => name),
    cssParts: found.cssParts,
    cssProperties: found.cssProperties,
    members: found.members
      .filter(({ name, kind }) => kind === 'field' && own.includes(name))
      .map(({ kind, name, type, description, readonly }) => ({ kind, name, type, description, readonly })),
  };
  return {
    schemaVersion: '1.0.0',
    readme: '',
    modules: [
      {
        kind: 'javascript-module',
        path: 'dist/element.js',
        declarations: [declaration],
        exports: [
          { kind: 'js', name: 'EncoreOffers', declaration: { name: 'EncoreOffers', module: 'dist/element.js' } },
          {
            kind: 'custom-element-definition',
            name: 'encore-offers',
            declaration: { name: 'EncoreOffers', module: 'dist/element.js' },
          },
        ],
      },
    ],
  };
}

/** The hooks of own markup (`data-encore-…`), from the doc block of the file that binds them. */
const hooks = kind =>
  [...readFileSync(new URL(ownMarkup, here), 'utf8').matchAll(/^ \* @(\w+) (\w+) - (.*)$/gm)].filter(
    ([, is]) => is === kind,
  );

const cell = text => (text ?? '').replaceAll('|', '\\|');
const table = (head, rows) =>
  [
    `| ${head.join(' | ')} |`,
    `|${head.map(() => '---|').join('')}`,
    ...rows.map(row => `| ${row.map(cell).join(' | ')} |`),
  ].join('\n');
const code = text => (text ? `\`${text}\`` : '');

function reference({
  modules: [
    {
      declarations: [element],
    },
  ],
}) {
  return `# \`<encore-offers>\`

${element.description}

This page is made from the element's source by \`npm run update\`; change it there.

## Attributes

${table(
  ['attribute', 'type', 'meaning'],
  element.attributes.map(({ name, type, description }) => [code(name), code(type?.text), description]),
)}

## Properties

${table(
  ['property', 'type', 'meaning'],
  element.members
    .filter(({ description }) => description)
    .map(({ name, type, description }) => [code(name), code(type?.text), description]),
)}

## Slots

${table(
  ['slot', 'meaning'],
  element.slots.map(({ name, description }) => [name ? code(name) : '(default)', description]),
)}

## Events

All bubble and cross shadow roots; \`detail\` is typed.

${table(
  ['event', 'class', 'meaning'],
  element.events.map(({ name, type, description }) => [code(name), code(type?.text), description]),
)}

## Parts

\`encore-offers::part(name) { … }\`

${table(
  ['part', 'meaning'],
  element.cssParts.map(({ name, description }) => [code(name), description]),
)}

## Own markup

One \`<template>\` inside the element takes the place of our card. Its buttons stop working while they cannot be used, and never submit a
form around them. \`data-encore-image="product"\` fills an \`<img>\`; \`data-encore-if="name"\` hides an element while that text is empty.

Total and terms stand above the button that accepts, and that button says the law's words alone where the law prescribes them: a template
without them is refused (\`template_refused\`). What the page's rules hide, shrink or make faint of it is brought back by rules on the
elements themselves, which win; what cannot be, such as an opacity on what is around the element or words that a style sheet puts into the
button, stops the sale of that offer. \`encore-error\` says which (\`disclosure_hidden\`).

${[
  ['text', 'is set as text, and read back before an accept is sent where it is an amount'],
  ['action', 'on a button'],
  ['input', 'on a control'],
]
  .map(([kind, meaning]) =>
    table(
      [`\`data-encore-${kind}\``, meaning],
      hooks(kind).map(([, , name, description]) => [code(name), description]),
    ),
  )
  .join('\n\n')}

## Custom properties

${table(
  ['property', 'default', 'meaning'],
  element.cssProperties.map(({ name, default: value, description }) => [code(name), value, description]),
)}
`;
}

/** What editors read (VS Code's custom data for HTML). */
const editorData = ({
  modules: [
    {
      declarations: [element],
    },
  ],
}) => ({
  version: 1.1,
  tags: [
    {
      name: element.tagName,
      description: element.description,
      attributes: element.attributes.map(({ name, type, description }) => ({
        name,
        description,
        ...(type?.text.includes('"') && {
          values: [...type.text.matchAll(/"(\w+)"/g)].map(([, value]) => ({ name: value })),
        }),
      })),
    },
  ],
});

/** The generated files: name to text. */
export function contract() {
  const made = manifest();
  const json = value => `${JSON.stringify(value, null, 2)}\n`;
  return {
    'custom-elements.json': json(made),
    'encore-offers.md': reference(made),
    'html-custom-data.json': json(editorData(made)),
  };
}
