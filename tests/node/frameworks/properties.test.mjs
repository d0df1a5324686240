// SPDX-License-Identifier: MIT
//
// What the wrappers for React and Vue hand to the element: each change once, and nothing for objects that are equal.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bundled } from '../../bundled.mjs';

const { applyProperties, eventNames, listenTo } = await bundled('frameworks/properties.ts');

/** An element that writes down what is set on it. */
function recorded() {
  const sets = [];
  const element = new Proxy(
    {},
    {
      set: (_, name, value) => {
        sets.push([name, value]);
        return true;
      },
    },
  );
  return { element, sets, applied: new Map() };
}

test('what is given is set, what is not given is left alone', () => {
  const { element, sets, applied } = recorded();
  applyProperties(element, { src: '/offers.json', theme: 'soft', headingLevel: 3 }, applied);
  assert.deepEqual(sets, [
    ['src', '/offers.json'],
    ['theme', 'soft'],
    ['headingLevel', 3],
  ]);
});

test('equal objects change nothing, wherever they come from; another value does, once', () => {
  const { element, sets, applied } = recorded();
  const sheet = () => ({ version: 1, candidates: [{ id: 'a' }] });
  applyProperties(element, { sheet: sheet(), messages: { decline: 'No' } }, applied);
  applyProperties(element, { sheet: sheet(), messages: { decline: 'No' } }, applied);
  assert.equal(sets.length, 2);
  applyProperties(element, { sheet: { ...sheet(), version: 2 }, messages: { decline: 'No' } }, applied);
  assert.equal(sets.length, 3);
  assert.equal(sets[2][1].version, 2);
});

test('a session is compared by identity, not by content', () => {
  const { element, sets, applied } = recorded();
  const session = { circular: null };
  session.circular = session;
  applyProperties(element, { session }, applied);
  applyProperties(element, { session }, applied);
  applyProperties(element, { session: { circular: null } }, applied);
  assert.equal(sets.length, 2);
});

test('a property that is given no longer is set back to what the element has by itself', () => {
  const { element, sets, applied } = recorded();
  applyProperties(element, { theme: 'soft', debug: true, headingLevel: 3, sheet: {} }, applied);
  sets.length = 0;
  applyProperties(element, {}, applied);
  assert.deepEqual(Object.fromEntries(sets), { theme: null, debug: false, headingLevel: 2, sheet: undefined });
  sets.length = 0;
  applyProperties(element, {}, applied);
  assert.deepEqual(sets, []);
});

test('every event is handed on under its short name, until it is ended', () => {
  const element = new EventTarget();
  const received = [];
  const end = listenTo(element, (name, event) => received.push([name, event.type]));
  for (const name of eventNames) element.dispatchEvent(new Event(`encore-${name}`));
  end();
  element.dispatchEvent(new Event('encore-shown'));
  assert.deepEqual(
    received,
    eventNames.map(name => [name, `encore-${name}`]),
  );
});
