// SPDX-License-Identifier: MIT
//
// What arrives at an address of the internet: broken, huge, nested, of another type.
import { Broken, type Answer } from '../bench.js';
import { expect, refused, standing, stillWorks, type Rule } from '../rule.js';

const tooLarge = 2 * 1024 * 1024;
const tooDeep = 20_000;

export const requests: readonly Rule[] = [
  {
    name: 'malformed-json',
    promise: 'A body that is no JSON object is invalid, not an error page.',
    reason: 'Error pages name files and versions, and a page that gets one tries again for minutes.',
    async trial(bench) {
      const at = await bench.open();
      for (const text of ['{"order_id":', '[]', 'null', '', '"text"'])
        refused(await bench.accept(at, {}, {}, text), 'invalid');
      await stillWorks(bench, at);
    },
  },
  {
    name: 'deep-json',
    promise: 'JSON nested without end is refused, and the server stays up.',
    reason: 'Recursion over it runs out of stack; one request then ends the process for all.',
    async trial(bench) {
      const at = await bench.open();
      const decision = `${'['.repeat(tooDeep)}${']'.repeat(tooDeep)}`;
      const text = JSON.stringify(bench.body(at, { decision: 'here' })).replace('"here"', decision);
      const answer = await bench.accept(at, {}, {}, text);
      expect(answer.status >= 400 && answer.status < 500, 'a refusal', answer);
      await stillWorks(bench, at);
    },
  },
  {
    name: 'text-no-store-can-hold',
    promise: 'U+0000 and half a surrogate pair are invalid, before anything is charged.',
    reason: 'Databases refuse them: an endpoint that charges first can then not write down that it did.',
    async trial(bench) {
      const at = await bench.open();
      for (const bad of ['\\u0000', '\\ud800']) {
        const text = JSON.stringify(bench.body(at, { decision: 'here' })).replace('"here"', `{"x":"${bad}"}`);
        const answer = await bench.accept(at, {}, {}, text);
        if (answer.status !== 200) refused(answer, 'invalid');
        await standing(bench, at, answer.status === 200 ? 1 : 0);
        if (answer.status === 200) return;
      }
      await stillWorks(bench, at);
    },
  },
  {
    name: 'oversized-body',
    promise: 'A body far too large is refused.',
    reason: 'A few of them would fill the memory of the server.',
    async trial(bench) {
      const at = await bench.open();
      const filler = 'x'.repeat(tooLarge);
      let answer: Answer | null = null;
      try {
        answer = await bench.accept(at, { filler });
      } catch (error) {
        // A server may hang up in the middle of it; that is a refusal too.
        if (!(error instanceof Broken)) throw error;
      }
      expect(answer === null || answer.status === 413, 'status 413, or the connection closed', answer ?? undefined);
      await stillWorks(bench, at);
    },
  },
  {
    name: 'content-type',
    promise: 'Only application/json is read: a form of another site cannot send it.',
    reason: 'Forms of other sites may send these three types without asking the shop first.',
    async trial(bench) {
      const at = await bench.open();
      for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
        const answer = await bench.accept(at, {}, { 'content-type': type });
        expect(answer.status === 415 || answer.type === 'invalid', '415 or invalid', answer);
      }
      await stillWorks(bench, at);
    },
  },
];
