// SPDX-License-Identifier: MIT
//
// All tables as one Markdown page: each vocabulary with its words, what they mean, and its columns.

import { valueOf } from './tables.mjs';

const cell = value => {
  if (value === undefined || value === false) return '';
  if (value === true) return 'yes';
  return (Array.isArray(value) ? value.join(', ') : String(value)).replaceAll('|', '\\|').replaceAll('\n', ' ');
};

/** CandidateKind -> Candidate kind */
const title = name => name.replace(/(?<=[a-z])([A-Z])/g, (_, letter) => ` ${letter.toLowerCase()}`);

function section({ name, plural, about, words, columns: all, typescript }) {
  // The meaning stands in every table; as a column TypeScript gets it as well.
  const columns = all.filter(of => of.name !== 'meaning');
  const heads = ['word', 'meaning', ...columns.map(of => of.name.replaceAll('_', ' '))];
  const rows = words.map(entry =>
    [`\`${entry.word}\``, cell(entry.meaning), ...columns.map(of => cell(valueOf(entry, of)))].join(' | '),
  );
  const columnNotes = columns.map(of => `- **${of.name.replaceAll('_', ' ')}**: ${of.about}`);
  return `## ${title(plural)}

${about.replaceAll('\n', ' ')} (C++ \`${name}\`, TypeScript \`${typescript?.type ?? name}\`.)

| ${heads.join(' | ')} |
|${heads.map(() => '---|').join('')}
${rows.map(row => `| ${row} |`).join('\n')}
${columnNotes.length > 0 ? `\n${columnNotes.join('\n')}\n` : ''}`;
}

/** The text of the page. */
export function reference(tables) {
  const all = tables.flatMap(({ vocabularies }) => vocabularies);
  return `# Vocabularies

The closed lists of words that sheets, decisions, sessions and endpoints use. This page is made from the tables in
\`src/vocabulary\` by \`npm run update -- generated\`; change them there.

${all.map(section).join('\n')}`;
}
