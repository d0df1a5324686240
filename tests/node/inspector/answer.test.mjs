// SPDX-License-Identifier: MIT
//
// The inspector's first answer speaks of the page as it is: its error, its cards, what the visit remembers, what the
// server left out; and it gives no advice where there is none.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { loadEngine } from 'encore-offers/engine';
import { createKeyring, publish } from 'encore-offers/server';
import { bundled } from '../../bundled.mjs';

const { firstAnswer } = await bundled('inspector/answer.ts');
const engine = await loadEngine();
const privateText = readFileSync(new URL('../../../examples/sheets/camera.json', import.meta.url), 'utf8');
const now = Date.parse(JSON.parse(privateText).issued_at);
const money = minor => (minor / 100).toFixed(2);
const keys = await createKeyring({
  issuer: 'https://shop.example',
  current: 'k1',
  keys: [{ kid: 'k1', alg: 'HS256', secret: randomBytes(32) }],
});

const publishFor = async (options, text = privateText) => {
  const published = await publish(text, { engine, keys, now, onError: assert.fail, ...options });
  assert.equal(published.ok, true);
  return published;
};
const view = (slots, phase = slots.length ? 'offering' : 'empty') => ({ phase, slots, order_total: 0, law: {} });
const card = (candidate_id, state, problem = null) => ({ slot: 0, candidate_id, state, problem });

test('an error of the element is the answer', async () => {
  const { sheet } = await publishFor();
  const answer = firstAnswer(
    { error: 'the engine could not be loaded', view: undefined, fresh: undefined, text: JSON.stringify(sheet) },
    money,
  );
  assert.equal(answer.headline, 'Nothing is shown: the engine could not be loaded');
});

test('each candidate that is not shown has its first reason as a sentence, and no advice where nothing helps', async () => {
  const { sheet } = await publishFor();
  const text = JSON.stringify(sheet);
  const fresh = engine.decide(text, { now });
  const { headline, findings } = firstAnswer(
    { error: undefined, view: view(fresh.slots.map(slot => card(slot.candidate_id, 'offering'))), fresh, text },
    money,
  );
  assert.equal(headline, `Shown: ${fresh.slots.map(slot => slot.candidate_id).join(' and ')}.`);
  assert.deepEqual(
    findings.map(({ subject }) => subject),
    fresh.left_out.map(left => left.candidate_id),
  );
  for (const { sentence, fix } of findings) {
    assert.match(sentence, /[.]$/);
    assert.doesNotMatch(sentence, /[{}]/);
    assert.doesNotMatch(fix, /^Nothing/);
  }
});

test('a visit that has answered says so, and what a new one would be shown', async () => {
  const { sheet } = await publishFor();
  const text = JSON.stringify(sheet);
  const fresh = engine.decide(text, { now });
  const [first, second] = fresh.slots.map(slot => slot.candidate_id);
  const { headline, findings } = firstAnswer(
    { error: undefined, view: view([card(first, 'declined'), card('other', 'failed', 'unavailable')]), fresh, text },
    money,
  );
  assert.equal(headline, 'No offer is open: this visit has answered what was shown.');
  const [visit, declined, failed] = findings;
  assert.match(visit.sentence, new RegExp(`would be shown ${second}\\.`));
  assert.deepEqual(declined, { subject: first, sentence: 'It was declined in this visit.', fix: '' });
  assert.equal(failed.sentence, 'It is failed (unavailable).');
});

test('what publish left out is said where the sheet is for development, and where to find it elsewhere', async () => {
  const facts = sheet => ({
    error: undefined,
    view: view([]),
    fresh: engine.decide(JSON.stringify(sheet), { now }),
    text: JSON.stringify(sheet),
  });
  const sheetOfShop = JSON.parse(privateText);
  const strict = JSON.stringify({ ...sheetOfShop, policy: { ...sheetOfShop.policy, margin_floor_bps: 7000 } });
  const live = await publishFor({}, strict);
  assert.ok(live.dropped.length > 0, 'the sheet has candidates that private facts exclude');
  assert.equal(live.sheet.published.dropped, undefined, 'never in a page of the shop');
  assert.match(firstAnswer(facts(live.sheet), money).missing, /its log/);
  const { sheet, dropped } = await publishFor({ development: true }, strict);
  assert.deepEqual(sheet.published.dropped, dropped);
  const { findings, missing } = firstAnswer(facts(sheet), money);
  assert.equal(missing, '');
  const there = findings.filter(({ subject }) => subject.endsWith('(left out by the server)'));
  assert.deepEqual(
    there.map(({ subject }) => subject.split(' ')[0]),
    dropped.map(left => left.candidate_id),
  );
});

test('holdout, an empty sheet and an element that has not opened are distinguished', async () => {
  const { sheet } = await publishFor();
  const text = JSON.stringify(sheet);
  const of = (seen, fresh) => firstAnswer({ error: undefined, view: seen, fresh, text }, money).headline;
  assert.match(of(undefined, undefined), /has not opened/);
  assert.match(of(view([], 'holdout'), undefined), /held out/);
  assert.match(of(view([]), { slots: [], left_out: [] }), /no candidates/);
  assert.match(
    of(view([]), { slots: [], left_out: [{ candidate_id: 'a', reasons: [] }] }),
    /no candidate may be offered/,
  );
});
