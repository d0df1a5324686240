// SPDX-License-Identifier: MIT
//
// The browser's own environment, where parts of the browser are missing: no
// BroadcastChannel, storage that throws when it is so much as named.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { browserEnvironment } from 'encore-offers';
import { MemoryStore } from './world.mjs';

const names = [
  'localStorage',
  'sessionStorage',
  'location',
  'addEventListener',
  'removeEventListener',
  'BroadcastChannel',
];
const saved = new Map(names.map(name => [name, Object.getOwnPropertyDescriptor(globalThis, name)]));
const put = (name, value) => Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
const page = new EventTarget();

beforeEach(() => {
  put('location', { href: 'https://shop.example/thanks', assign() {} });
  put('localStorage', new MemoryStore());
  put('sessionStorage', new MemoryStore());
  put('addEventListener', page.addEventListener.bind(page));
  put('removeEventListener', page.removeEventListener.bind(page));
});
afterEach(() => {
  for (const [name, before] of saved) {
    if (before) Object.defineProperty(globalThis, name, before);
    else delete globalThis[name];
  }
});

test('tabs hear one another over BroadcastChannel, and not themselves', async () => {
  const environment = browserEnvironment();
  let one, two, other;
  const heard = await new Promise((resolve, reject) => {
    one = environment.channel('encore:x', reject);
    two = environment.channel('encore:x', resolve);
    other = environment.channel('encore:y', reject);
    one.post({ candidate_id: 'card', state: 'accepted' });
  });
  assert.deepEqual(heard, { candidate_id: 'card', state: 'accepted' });
  for (const line of [one, two, other]) line.close();
});

test('without BroadcastChannel the storage event carries the message, and nothing stays behind', () => {
  put('BroadcastChannel', undefined);
  const heard = [];
  const line = browserEnvironment().channel('encore:x', message => heard.push(message));
  const written = [];
  const set = localStorage.setItem.bind(localStorage);
  localStorage.setItem = (key, value) => {
    written.push([key, value]);
    set(key, value);
  };
  line.post({ candidate_id: 'card', state: 'declined' });
  assert.deepEqual(written, [['encore:x', '{"candidate_id":"card","state":"declined"}']]);
  assert.equal(localStorage.map.size, 0);
  // What another tab sees of it.
  const tell = (key, newValue) => page.dispatchEvent(Object.assign(new Event('storage'), { key, newValue }));
  tell('encore:x', written[0][1]);
  tell('encore:x', null);
  tell('encore:y', written[0][1]);
  tell('encore:x', 'not json');
  assert.deepEqual(heard, [{ candidate_id: 'card', state: 'declined' }, null]);
  line.close();
  tell('encore:x', written[0][1]);
  assert.equal(heard.length, 2);
});

test('a browser that forbids storage and channels has none, and throws nothing', () => {
  for (const name of ['localStorage', 'sessionStorage']) {
    Object.defineProperty(globalThis, name, {
      configurable: true,
      get() {
        throw new DOMException('denied', 'SecurityError');
      },
    });
  }
  put(
    'BroadcastChannel',
    class {
      constructor() {
        throw new DOMException('denied', 'SecurityError');
      }
    },
  );
  const environment = browserEnvironment();
  assert.equal(environment.local, null);
  assert.equal(environment.tab, null);
  assert.equal(
    environment.channel('encore:x', () => {}),
    null,
  );
});
