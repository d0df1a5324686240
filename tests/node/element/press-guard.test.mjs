// SPDX-License-Identifier: MIT
//
// The press guard, with the clock in hand: which presses count, and which do not.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bundled } from '../../bundled.mjs';

const { PressGuard, settlingMs } = await bundled('element/press-guard.ts');

const tap = { isTrusted: true, type: 'pointerdown' };
const key = { isTrusted: true, type: 'keydown', repeat: false };
const click = { isTrusted: true, type: 'click', detail: 1 };
const fromKey = { ...click, detail: 0 };

function world() {
  const clock = { now: 1000 };
  const guard = new PressGuard(() => clock.now);
  guard.show(0, 'card/offering', true);
  return { clock, guard };
}
const press = (guard, slot = 0, began = tap, ended = click) => {
  guard.begin(slot, began);
  return guard.counts(slot, ended);
};

test('a press counts once its face has stood for 600 ms, and not a millisecond before', () => {
  const { clock, guard } = world();
  clock.now += settlingMs - 1;
  assert.equal(press(guard), false);
  assert.equal(guard.readyInMs(0), 1);
  clock.now += 1;
  assert.equal(guard.readyInMs(0), 0);
  assert.equal(press(guard), true);
  assert.equal(press(guard, 0, key, fromKey), true);
});

test('the second tap on "No thanks" never buys the offer that came into its place, however late it comes', () => {
  for (const gap of [0, 60, 120, 300, 500, 599]) {
    const { clock, guard } = world();
    clock.now += 5000;
    assert.equal(press(guard), true);
    clock.now += 5;
    guard.show(0, 'small/offering', true);
    clock.now += gap;
    assert.equal(press(guard), false, `${gap} ms`);
  }
});

test('a press that began on another face than it ends on counts on neither', () => {
  const { clock, guard } = world();
  clock.now += 5000;
  guard.begin(0, tap);
  guard.show(0, 'small/offering', true);
  clock.now += 5000;
  assert.equal(guard.counts(0, click), false);
  // A fresh one on the new face does.
  assert.equal(press(guard), true);
});

test('a press that began before its face had settled does not count by being held', () => {
  const { clock, guard } = world();
  clock.now += 300;
  guard.begin(0, tap);
  clock.now += 900;
  assert.equal(guard.counts(0, click), false);
});

test('Undo after accept has the same pause', () => {
  const { clock, guard } = world();
  clock.now += 1000;
  assert.equal(press(guard), true);
  guard.show(0, 'card/submitting', true);
  clock.now += 60;
  guard.show(0, 'card/accepted', true);
  clock.now += 300;
  assert.equal(press(guard), false);
  clock.now += 300;
  assert.equal(press(guard), true);
});

test('a held key presses once', () => {
  const { clock, guard } = world();
  clock.now += 1000;
  assert.equal(press(guard, 0, key, fromKey), true);
  guard.show(0, 'small/offering', true);
  guard.begin(0, key);
  for (let i = 0; i < 40; ++i) {
    clock.now += 50;
    guard.begin(0, { ...key, repeat: true });
    assert.equal(guard.counts(0, fromKey), false, `repetition ${i}`);
  }
});

test('a click of assistive technology has no beginning, and counts on a settled face', () => {
  const { clock, guard } = world();
  assert.equal(guard.counts(0, fromKey), false);
  clock.now += settlingMs;
  assert.equal(guard.counts(0, fromKey), true);
  assert.equal(guard.counts(0, click), false, 'a pointer made it, but none went down here');
});

test('a script clicks nothing', () => {
  const { clock, guard } = world();
  clock.now += 1000;
  assert.equal(press(guard, 0, tap, { ...click, isTrusted: false }), false);
  assert.equal(press(guard, 0, { ...tap, isTrusted: false }), false);
  assert.equal(guard.counts(0, { ...fromKey, isTrusted: false }), false);
});

test('a card that arrives late under a finger, or is scrolled into view, is new', () => {
  const { clock, guard } = world();
  clock.now += 1000;
  guard.begin(1, tap);
  guard.show(1, 'case/offering', true);
  assert.equal(guard.counts(1, click), false);
  guard.show(0, 'card/offering', false);
  clock.now += 1000;
  assert.equal(press(guard), false);
  guard.show(0, 'card/offering', true);
  clock.now += 100;
  assert.equal(press(guard), false);
  clock.now += 500;
  assert.equal(press(guard), true);
});

test('painting the same face again does not restart its time; a card beside keeps its own', () => {
  const { clock, guard } = world();
  clock.now += 400;
  guard.show(0, 'card/offering', true);
  guard.show(1, 'case/offering', true);
  clock.now += 200;
  assert.equal(press(guard, 0), true);
  assert.equal(press(guard, 1), false);
  guard.remove(0);
  assert.equal(press(guard, 0), false);
});

test('a press that ends on another card than it began on counts on neither', () => {
  const { clock, guard } = world();
  guard.show(1, 'case/offering', true);
  clock.now += 1000;
  guard.begin(0, tap);
  assert.equal(guard.counts(1, click), false);
});
