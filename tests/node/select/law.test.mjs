// SPDX-License-Identifier: MIT
//
// One law in two languages: the session's rule of which law an order is under and what must be consented to, in C++,
// and the rule by which the card asks and the server signs, in TypeScript. Held to each other over every country and
// kind. So are what the schema, the server kit and the core take a policy to mean that leaves something out.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { isRefusal, loadEngine } from 'encore-offers/engine';
import { bundled } from '../../bundled.mjs';

const { consentNeeded, lawOf } = await bundled('engine/law.ts');
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

/** What the core says to a click without the tick: whether it misses the consent. */
function coreAsks(sheet) {
  const opened = engine.advance(sheet, null, { type: 'start' }, now);
  assert.ok(!isRefusal(opened), JSON.stringify(opened.issues));
  const [slot] = opened.view.slots;
  assert.ok(slot?.quote, `no offer is shown: ${JSON.stringify(sheet)}`);
  const click = { type: 'accept', slot: 0, total: slot.quote.total, consent: false };
  const {
    effects,
    view: {
      slots: [card],
    },
  } = engine.advance(sheet, opened.session, click, now);
  const followed = effects.some(({ type }) => type === 'navigate');
  assert.equal(card?.problem === 'consent_required', !followed, JSON.stringify({ card, effects }));
  return !followed;
}

/** Fails where the two disagree; returns whether consent is asked for. */
function asks(sheet) {
  const {
    order,
    policy,
    candidates: [candidate],
  } = sheet;
  const mine = consentNeeded(candidate, lawOf(sheet));
  assert.equal(coreAsks(sheet), mine, JSON.stringify({ kind: candidate.kind, policy, order: { ...order, lines: [] } }));
  return mine;
}
const withOrder = (sheet, order) => ({ ...sheet, order: { ...sheet.order, ...order } });
const digital = sheets.find(({ candidates: [{ kind }] }) => kind === 'digital');

test('the nine kinds are there', () => {
  assert.equal(new Set(sheets.map(({ candidates: [{ kind }] }) => kind)).size, 9);
});

test('card, server and session ask for consent in the same countries, for the same kinds', () => {
  const asking = Object.fromEntries(
    sheets.map(sheet => {
      const where = countries.filter(country => asks(withOrder(sheet, { billing_country: country })));
      return [sheet.candidates[0].kind, where.length];
    }),
  );
  const everywhere = countries.length;
  assert.deepEqual(asking, {
    bundle: 0,
    cross_sell: 0,
    digital: 30,
    gift: 0,
    protection: everywhere,
    refill: 0,
    sample: 0,
    subscription: everywhere,
    upgrade: 0,
  });
});

test('the country that pays decides, then the one that receives; where neither is known, no law does', () => {
  for (const country of countries) asks(withOrder(digital, { shipping_country: country }));
  for (const billing_country of ['DE', 'GB', 'US', null]) {
    for (const shipping_country of ['FR', 'GB', 'BR', null])
      asks(withOrder(digital, { billing_country, shipping_country }));
  }
  assert.equal(asks(withOrder(digital, { billing_country: 'US', shipping_country: 'DE' })), false);
  assert.equal(asks(digital), false);
});

test('a policy that names a law, and a candidate that requires consent, are followed everywhere', () => {
  for (const sheet of sheets) {
    for (const consumer_law of ['auto', 'eu', 'uk', 'none', null]) {
      for (const billing_country of ['DE', 'IS', 'GB', 'US']) {
        for (const required of [true, false, null]) {
          const [candidate] = sheet.candidates;
          const candidates = [{ ...candidate, consent: { ...candidate.consent, required } }];
          asks({ ...withOrder(sheet, { billing_country }), policy: { id: 'p', consumer_law }, candidates });
        }
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
