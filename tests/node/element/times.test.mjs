// SPDX-License-Identifier: MIT
//
// When a deadline names its day: not where the time alone can only mean one moment. Days of delivery are the shop's,
// whatever the shopper's zone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bundled } from '../../bundled.mjs';

const { Words } = await bundled('element/words.ts');
const words = new Words('en-GB', 'EUR', 'en', {});
const at = text => new Date(text).getTime();

test('a deadline within half a day needs no day, also across midnight', () => {
  assert.equal(words.time(at('2026-11-28T00:17:00'), at('2026-11-27T23:17:00')), '0:17');
  assert.equal(words.time(at('2026-11-27T23:00:00'), at('2026-11-27T07:00:00')), '23:00');
  assert.equal(words.time(at('2026-11-28T11:16:00'), at('2026-11-27T23:17:00')), '11:16');
});

test('one further off has its day', () => {
  assert.match(words.time(at('2026-11-28T11:17:00'), at('2026-11-27T23:17:00')), /^Sat,? 28 Nov,? 11:17$/);
  assert.match(words.time(at('2026-12-01T09:00:00'), at('2026-11-27T09:00:00')), /^Tue,? 1 Dec,? 0?9:00$/);
});

for (const zone of ['America/Los_Angeles', 'Asia/Tokyo', 'UTC']) {
  test(`days are those of the shop for a shopper in ${zone}`, t => {
    const { TZ } = process.env;
    t.after(() => {
      if (TZ === undefined) delete process.env.TZ;
      else process.env.TZ = TZ;
    });
    process.env.TZ = zone;
    const days = new Words('en-US', 'USD', 'en', {});
    days.zone = -300;
    const said = (from, to) => days.date(from, to, { day: 'numeric', month: 'short' });
    assert.equal(said('2026-12-01', '2026-12-01'), 'Dec 1');
    assert.match(said('2026-12-01', '2026-12-03'), /^Dec 1\s–\s(?:Dec )?3$/);
    assert.equal(said('2026-12-01', null), 'Dec 1');
    // Midnight in the shop, by whatever zone it is written in.
    assert.match(said('2026-12-01T00:00:00-05:00', '2026-12-03T00:00:00-05:00'), /^Dec 1\s–\s(?:Dec )?3$/);
    assert.equal(said('2026-12-01T05:00:00Z', undefined), 'Dec 1');
    assert.equal(said('2026-12-01T04:59:59Z', undefined), 'Nov 30');
    assert.equal(said('soon', '2026-12-01'), '');
    assert.equal(said(null, undefined), '');
    days.zone = 840;
    assert.equal(said('2026-12-01', null), 'Dec 1');
    assert.equal(said('2026-11-30T10:00:00Z', null), 'Dec 1');
  });
}
