// SPDX-License-Identifier: MIT
//
// What node:test tells tests/run.mjs: failures in full as they happen, and one last line of JSON with the counts. A
// test that contains others counts once with each of them; one that was skipped or marked as unfinished has not passed.

import { inspect } from 'node:util';

export const countsMark = 'encore-counts ';

function describe(error) {
  const cause = error?.cause ?? error;
  return typeof cause === 'string' ? cause : inspect(cause, { depth: 4 });
}

export default async function* report(source) {
  let passed = 0;
  let failed = 0;
  for await (const { type, data } of source) {
    if (type === 'test:plan') continue;
    if (type === 'test:diagnostic') {
      // An error outside every test fails the file and is printed nowhere else.
      if (/^(Error|Warning): /.test(data.message)) yield `${data.message}\n`;
    } else if (type === 'test:stdout' || type === 'test:stderr') {
      yield data.message;
    } else if (type === 'test:pass' && data.details?.type !== 'suite') {
      if (data.skip !== undefined || data.todo !== undefined) {
        failed++;
        yield `not ok  ${data.name}: was skipped or marked as unfinished\n`;
      } else {
        passed++;
      }
    } else if (type === 'test:fail' && data.details?.type !== 'suite') {
      failed++;
      yield `not ok  ${data.name}\n${describe(data.details.error)}\n`.replace(/\n(?!$)/g, '\n        ');
    }
  }
  yield `${countsMark}${JSON.stringify({ passed, failed })}\n`;
}
