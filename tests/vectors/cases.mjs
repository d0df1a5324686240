// SPDX-License-Identifier: MIT
//
// The golden vectors as requests to the core. A vector is {name, why, input, expect}; its
// folder says which operation it is for and so how `input` becomes head and body. One list
// serves every runner: native, Wasm under Node, and the browsers.
import { readdirSync, readFileSync } from 'node:fs';
import { planted } from './planted.mjs';

const here = new URL('./', import.meta.url);
const ms = time => (typeof time === 'string' ? Date.parse(time) : time);

/** Folder -> how its vectors are asked. */
const folders = {
  check: {
    operation: 'check',
    ask: ({ sheet, set, ...head }) => ({ head, body: JSON.stringify(sheet ?? planted(set)) }),
  },
  rules: { operation: 'rule', ask: ({ rule, data }) => ({ head: { data }, body: JSON.stringify(rule) }) },
  price: {
    operation: 'quote',
    ask: ({ sheet, now, ...head }) => ({ head: { ...head, now: ms(now) }, body: JSON.stringify(sheet) }),
  },
  decide: {
    operation: 'decide',
    ask: ({ sheet, now, ...head }) => ({ head: { ...head, now: ms(now) }, body: JSON.stringify(sheet) }),
  },
  publish: {
    operation: 'publish',
    ask: ({ sheet, now, ...head }) => ({ head: { ...head, now: ms(now) }, body: JSON.stringify(sheet) }),
  },
  session: {
    operation: 'advance',
    ask: ({ sheet, now, ...head }) => ({ head: { ...head, now: ms(now) }, body: JSON.stringify(sheet) }),
  },
};

/** All vectors: {folder, file, name, why, operation, head, body, expect}. */
export const allVectors = () =>
  Object.entries(folders).flatMap(([folder, { operation, ask }]) => {
    let files = [];
    try {
      files = readdirSync(new URL(`${folder}/`, here))
        .filter(file => file.endsWith('.json'))
        .sort();
    } catch (error) {
      if (error.code !== 'ENOENT') throw error;
    }
    return files.flatMap(file => {
      const vectors = JSON.parse(readFileSync(new URL(`${folder}/${file}`, here), 'utf8'));
      return [vectors].flat().map(({ name, why, input, text, expect }) => {
        // `text` is the body where it holds what JSON.stringify cannot write.
        const asked = { ...ask(input), ...(text !== undefined && { body: text }) };
        return { folder, file, name, why, operation, ...asked, expect };
      });
    });
  });
