// SPDX-License-Identifier: MIT
//
// The law of an order, and what must be consented to: what the core tells the page (`view.law`, `consent_required`) and
// the server (`publish`), what a click without the tick does, all three over every country and kind, held to the tables
// in src/vocabulary. So are what the schema, the server kit and the core take a policy to mean that leaves something
// out.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { isRefusal, loadEngine } from 'encore-offers/engine';
import { bundled } from '../../bundled.mjs';

const { countryLaw } = await bundled('engine/vocabulary.ts');
const { POLICY_DEFAULTS } = await bundled('engine/sheet.ts');
const engine = await loadEngine();

const now = Date.parse('2026-11-21T10:05:00Z');
const shapes = new URL('../../../examples/sheets/shapes/', import.meta.url);

/** A sheet of each kind whose one offer is a link: a click on it is followed unless consent is missing. */
const sheets = readdirSync(shapes)
  .filter(name => name.startsWith('kind-'))
  .map(name => {
    const sheet = JSON.parse(readFileSync(new URL(name, shapes), 'utf8'));
    const [candidate] = sheet.candidates;
    const { consent = { text: 'I agree.' } } = candidate;
    const link = { mode: 'link', url: 'https://shop.example/offer' };
    return { ...sheet, candidates: [{ ...candidate, consent: { ...consent, required: false }, accept: link }] };
  });
const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const countries = letters.flatMap(a => letters.map(b => a + b));

/** The law and whether consent is required, on which page, server and click agree. */
function judged(sheet) {
  const opened = engine.advance(sheet, null, { type: 'start' }, now);
  assert.ok(!isRefusal(opened), JSON.stringify(opened.issues));
  const [slot] = opened.view.slots;
  assert.ok(slot?.quote, `no offer is shown: ${JSON.stringify(sheet)}`);
  const click = { type: 'accept', slot: 0, total: slot.quote.total, consent: false };
  const clicked = engine.advance(sheet, opened.session, click, now);
  const followed = clicked.effects.some(({ type }) => type === 'navigate');
  assert.equal(slot.consent_required, !followed);
  assert.equal(clicked.view.slots[0]?.problem === 'consent_required', !followed);
  return { law: opened.view.law, consent: slot.consent_required };
}
const withOrder = (sheet, order) => ({ ...sheet, order: { ...sheet.order, ...order } });
const kind = name => sheets.find(({ candidates: [candidate] }) => candidate.kind === name);
const bound = new Set(['subscription', 'protection']);
const digitalUnder = new Set(['eu', 'uk']);

test('the nine kinds are there', () => {
  assert.equal(new Set(sheets.map(({ candidates: [candidate] }) => candidate.kind)).size, 9);
});

test('every code of two letters has the law of the table, and digital goods need consent where it asks for it', () => {
  const counts = {};
  for (const country of countries) {
    const { law, consent } = judged(withOrder(kind('digital'), { billing_country: country }));
    assert.equal(law.id, countryLaw[country] ?? 'none', country);
    assert.equal(consent, digitalUnder.has(law.id), country);
    counts[law.id] = (counts[law.id] ?? 0) + 1;
  }
  assert.deepEqual(counts, { eu: 40, uk: 2, us: 7, none: 676 - 49 });
});

test('subscriptions and protection need consent everywhere, other kinds nowhere', () => {
  for (const sheet of sheets.filter(({ candidates: [candidate] }) => candidate.kind !== 'digital')) {
    for (const billing_country of ['DE', 'IS', 'GB', 'US', 'BR', null])
      assert.equal(judged(withOrder(sheet, { billing_country })).consent, bound.has(sheet.candidates[0].kind));
  }
});

test('territories have the law of the state they belong to', () => {
  for (const code of 'RE GP MQ GF YT MF AX EL IC EA IS LI NO'.split(' ')) assert.equal(countryLaw[code], 'eu', code);
  for (const code of ['GB', 'XI']) assert.equal(countryLaw[code], 'uk', code);
  for (const code of ['US', 'PR', 'GU']) assert.equal(countryLaw[code], 'us', code);
});

test('the country that pays decides, then the one that receives; where neither is known, no law does', () => {
  const digital = kind('digital');
  const cases = [
    ['US', 'DE', 'us'],
    ['DE', 'US', 'eu'],
    [null, 'GB', 'uk'],
    ['BR', 'FR', 'none'],
    [null, null, 'none'],
  ];
  for (const [billing_country, shipping_country, law] of cases)
    assert.equal(judged(withOrder(digital, { billing_country, shipping_country })).law.id, law);
});

test('a policy that names a law, and a candidate that requires consent, are followed; publish tells the server the same', () => {
  for (const sheet of sheets) {
    const [candidate] = sheet.candidates;
    for (const consumer_law of ['auto', 'eu', 'uk', 'us', 'none', null]) {
      for (const required of [true, false, null]) {
        const candidates = [{ ...candidate, consent: { ...candidate.consent, required } }];
        const one = { ...withOrder(sheet, { billing_country: 'DE' }), policy: { id: 'p', consumer_law }, candidates };
        const { law, consent } = judged(one);
        assert.equal(law.id, { auto: 'eu', null: 'eu' }[consumer_law] ?? consumer_law);
        const asked = bound.has(candidate.kind) || (candidate.kind === 'digital' && digitalUnder.has(law.id));
        assert.equal(consent, required === true || asked, JSON.stringify({ kind: candidate.kind, law, required }));
        const published = engine.publish(one, { now });
        assert.deepEqual(published.law, law);
        assert.equal(published.tokens[0].consent_required, consent);
      }
    }
  }
});

const policies = [{ id: 'p' }, { id: 'p', ...POLICY_DEFAULTS }];

test('a policy that writes out every default of the schema decides as one that writes nothing', () => {
  const trades = new URL('../../../examples/sheets/', import.meta.url);
  const files = readdirSync(trades).filter(name => name.endsWith('.json'));
  assert.ok(files.length > 8);
  for (const file of files) {
    const sheet = JSON.parse(readFileSync(new URL(file, trades), 'utf8'));
    const [short, long] = policies.map(policy => {
      const { decision_id, ...decision } = engine.decide(
        { ...sheet, policy },
        { now: Date.parse(sheet.issued_at), explain: true },
      );
      assert.equal(typeof decision_id, 'string', file);
      return decision;
    });
    assert.deepEqual(long, short, file);
  }
});

test('a token lives, and an undo without a word of the server lasts, as long as the schema says of a policy that does not', () => {
  const sheet = JSON.parse(readFileSync(new URL('funnel.json', shapes), 'utf8'));
  sheet.order.payment = { kind: 'card', one_click: true };
  for (const policy of policies) {
    const { sheet: page, tokens } = engine.publish({ ...sheet, policy }, { now });
    for (const { deadline_ms } of tokens)
      assert.equal(deadline_ms, Date.parse(sheet.issued_at) + POLICY_DEFAULTS.token_minutes * 60_000);

    page.endpoints = { accept: '/accept' };
    for (const candidate of page.candidates)
      candidate.accept = { mode: 'one_click', token: 'a.b.c', key: candidate.id };
    const advance = (session, event) => engine.advance(page, session, event, now, { page: true });
    const opened = advance(null, { type: 'start' });
    const { total } = opened.view.slots[0].quote;
    const asked = advance(opened.session, { type: 'accept', slot: 0, total, consent: true });
    const { id } = asked.effects.find(({ type }) => type === 'request');
    const body = { purchase_id: 'p1', line_id: 'l1', charged: total, order_total: 12_000 + total, undo: null };
    const { wake_at_ms } = advance(asked.session, { type: 'response', request: id, status: 200, body });
    assert.equal(wake_at_ms, now + POLICY_DEFAULTS.undo_seconds * 1000);
  }
});
