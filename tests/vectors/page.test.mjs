// SPDX-License-Identifier: MIT
//
// A thank-you page loads a module that holds a part of the core. What it answers, it answers with the whole module's
// bytes: visits, with clicks and answers of every sort, to every sheet among the vectors and to what is published of
// it. What it hands on (an empty answer) takes more than it holds, and everything ordinary it answers by itself.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Engine, isRefusal, loadEngine } from 'encore-offers/engine';
import createPage from '../../wasm/page.mjs';
import { readCorpus } from '../fuzz/corpus.mjs';
import { allVectors } from './cases.mjs';

const dist = new URL('../../dist/', import.meta.url);
const { wasm } = JSON.parse(readFileSync(new URL('manifest.json', dist), 'utf8'));
const page = new Engine(await createPage({ wasmBinary: readFileSync(new URL(wasm.file, dist)) }));
const whole = await loadEngine();
const vectors = allVectors();

/** Every sheet of the vectors as it stands, and as a page sheet with tokens where it can be published. */
const sheets = vectors
  .filter(({ operation }) => operation !== 'rule' && operation !== 'check')
  .flatMap(({ name, head: { now }, body }) => {
    const given = [{ name, now, text: body }];
    const published = whole.publish(body, { now });
    if (isRefusal(published)) return given;
    const { sheet } = published;
    for (const one of sheet.candidates)
      one.accept = { mode: 'one_click', ...one.accept, token: `token-${one.id}`, key: `key-${one.id}` };
    Object.assign(sheet.order, { status: 'paid', payment: { kind: 'card', ...sheet.order.payment, one_click: true } });
    sheet.endpoints = { accept: '/accept', status: '/status', undo: '/undo', quote: '/quote', ...sheet.endpoints };
    return [...given, { name: `${name}, published`, now, text: JSON.stringify(sheet) }];
  });

const hasFraction = value =>
  typeof value === 'number'
    ? !Number.isSafeInteger(value)
    : typeof value === 'object' && value !== null && Object.values(value).some(hasFraction);

const isText = value => typeof value === 'string';

const schema = JSON.parse(readFileSync(new URL('../../web/schema/offer-sheet-1.schema.json', import.meta.url), 'utf8'));
const known = new Set(Object.keys(schema.$defs.policy.properties).filter(key => key !== 'personal_prices'));

/** Why the page's module may hand a sheet on; '' where it must not. */
function beyond(text) {
  let sheet;
  try {
    sheet = JSON.parse(text);
  } catch {
    return 'no JSON';
  }
  if (!whole.check(text, { page: true }).ok) return 'an issue';
  if (sheet.candidates?.some(({ trigger }) => trigger !== undefined && trigger !== null)) return 'a trigger';
  if (sheet.experiments?.length) return 'an experiment';
  if (sheet.policy?.explore?.method === 'softmax') return 'exploration';
  if (sheet.candidates?.some(({ kind }) => kind === 'bundle' || kind === 'subscription'))
    return 'a bundle or subscription';
  // What publish drew, and policy that only an unpublished sheet has.
  const { dilution_bps, price_cap } = sheet.policy ?? {};
  if (
    sheet.published?.propensity_ppb !== undefined ||
    isText(dilution_bps) ||
    (price_cap && typeof price_cap === 'object')
  )
    return 'a rare member';
  if (Object.keys(sheet.policy ?? {}).some(key => !known.has(key))) return 'a rare member';
  if (sheet.order?.buyer !== undefined || sheet.customer?.profiling !== undefined) return 'a rare member';
  if (sheet.candidates?.some(({ withdrawal }) => withdrawal !== undefined)) return 'a rare member';
  const isRare = ({ deposit, fees, discount = {}, taxes = [], delivery = {} }) =>
    deposit !== undefined ||
    fees?.length ||
    ['nth', 'buy_get'].includes(discount?.type) ||
    taxes?.some(({ compound }) => compound !== undefined) ||
    [delivery?.earliest, delivery?.latest].some(day => /^\d{4}-\d{2}-\d{2}$/.test(day));
  if (sheet.policy?.discount_rounding !== undefined || sheet.candidates?.some(isRare)) return 'a rare kind of price';
  if (['authorized', 'on_hold', 'partially_paid'].includes(sheet.order?.status)) return 'an order that waits';
  if (sheet.order?.lines?.some(({ quantity, returned_quantity }) => [quantity, returned_quantity].some(isText)))
    return 'a quantity as text';
  return hasFraction(sheet) || /\d[.eE]/.test(text) ? 'a fraction' : '';
}

test("the page's module hands on what it must, and answers everything ordinary", () => {
  const met = new Map();
  for (const { name, text } of sheets) {
    const why = beyond(text);
    const known = page.knows(text);
    met.set(known ? 'known' : why, (met.get(known ? 'known' : why) ?? 0) + 1);
    if (why === '') assert.ok(known, `${name}: handed on without a reason`);
    else if (!['an issue', 'a fraction', 'a quantity as text', 'a rare kind of price', 'a rare member'].includes(why))
      assert.ok(!known, `${name}: ${why}`);
  }
  assert.ok(met.get('known') > 100, `${met.get('known')} sheets are answered`);
  for (const why of [
    'an issue',
    'an order that waits',
    'a trigger',
    'an experiment',
    'exploration',
    'a bundle or subscription',
  ])
    assert.ok(met.get(why) > 0, `no sheet has ${why}`);
  assert.ok(
    page.knows(
      '{"version":1,"id":"s","issued_at":"2026-01-01T00:00:00Z","locale":"en","currency":"EUR","surface":"cart",' +
        '"order":{"id":"o","status":"open","currency":"EUR","subtotal":1,"total":1,"lines":[]},"candidates":[]}',
    ),
  );
});

/** What a server may answer, in turn. */
const replies = now => [
  {
    status: 200,
    body: {
      purchase_id: 'p',
      line_id: 'l',
      charged: 1,
      order_total: 2,
      undo: { url: '/undo', until: new Date(now + 600_000).toISOString() },
    },
  },
  { status: 202, body: { status_url: '/status/1' } },
  { status: 402, body: { type: 'payment_declined', last_refusal: 1 } },
  { status: 409, body: { type: 'in_progress', status_url: '/status/2' } },
  {
    status: 409,
    body: {
      type: 'price_changed',
      token: 'other',
      quote: { currency: 'EUR', unit_price: 5, quantity: 1, list: 5, subtotal: 5, total: 5, order_total: 7, rate: 0.5 },
    },
  },
  { status: 409, body: { type: 'already_accepted', purchase_id: 'p', line_id: 'l', charged: 3, order_total: 4 } },
  { status: 402, body: { type: 'action_required', action_url: '/bank', status_url: '/status/3' } },
  { status: 410, body: { type: 'expired' } },
  { status: 409, body: { type: 'out_of_stock' } },
  { status: 503, body: null, retry_after_ms: 2000 },
  { status: 500, body: { type: 'unavailable', weight: 1e300 } },
];

/** One event to both; the answer they agree on. */
function advance(name, text, session, event, now) {
  const head = { page: true, session, event, now };
  const answer = page.run('advance', head, text);
  assert.equal(answer, whole.run('advance', head, text), `${name}: ${JSON.stringify(event)}`);
  return JSON.parse(answer);
}

test('a visit goes alike in both, whatever is clicked and whatever the server says', () => {
  let visits = 0;
  let asked = 0;
  for (const [turn, { name, now, text }] of sheets.entries()) {
    if (!page.knows(text)) continue;
    visits += 1;
    let at = now;
    let session = null;
    let view;
    const waiting = [];
    const tell = event => {
      at += 1500;
      const answer = advance(name, text, session, event, at);
      ({ session, view } = answer);
      waiting.push(...answer.effects.filter(({ type }) => type === 'request'));
    };
    const answerAll = reply => {
      for (const { id } of waiting.splice(0)) {
        asked += 1;
        tell(reply ? { type: 'response', request: id, ...reply } : { type: 'failure', request: id, fault: 'network' });
      }
    };
    tell({ type: 'start', seed: String(turn) });
    for (const step of [0, 1, 2]) {
      for (const { slot, quote, quantity, variant_id } of view.slots) {
        tell({ type: 'shown', slot });
        tell({ type: 'viewed', slot });
        tell({ type: 'choose', slot, variant_id: variant_id ?? 'v', quantity: (quantity ?? 1) + 1 });
        tell({ type: 'accept', slot, total: quote?.total ?? 0, consent: step > 0 });
        tell({ type: 'accept', slot, total: view.slots[slot]?.quote?.total ?? 0, consent: true });
        const answers = replies(at);
        answerAll(answers[(turn + step) % answers.length]);
        answerAll(step === 1 ? undefined : answers[(turn * 7 + step) % answers.length]);
        at += 5_000;
        tell({ type: 'tick' });
        answerAll(answers[0]);
        tell({ type: ['undo', 'decline', 'extend', 'dismiss', 'returned'][(turn + step) % 5], slot });
        answerAll(answers[turn % answers.length]);
        tell({ type: 'peer', candidate_id: view.slots[0]?.candidate_id ?? '', state: 'accepted' });
      }
      tell({ type: 'start' });
    }
    at += 40 * 86_400_000;
    tell({ type: 'tick' });
    tell({ type: 'start' });
  }
  assert.ok(visits > 100 && asked > 100, `${visits} visits, ${asked} requests`);
});

test('the visits that the fuzzers begin with go alike in both', () => {
  let answers = 0;
  for (const bytes of readCorpus('advance')) {
    const text = bytes.toString('utf8');
    const at = text.indexOf('\n');
    let events;
    try {
      events = JSON.parse(text.slice(0, at));
    } catch {
      continue; // no head that a host could send
    }
    const sheet = text.slice(at + 1);
    if (!Array.isArray(events) || !page.knows(sheet)) continue;
    let session = null;
    for (const event of events.slice(0, 24)) {
      ({ session } = advance('corpus', sheet, session, event, Date.parse('2026-11-21T10:10:00Z')));
      answers += 1;
    }
  }
  assert.ok(answers > 20, `${answers} answers`);
});

test('the page hands on the operations that it leaves out', () => {
  for (const operation of ['check', 'decide', 'quote', 'rule', 'publish', 'terms']) {
    assert.equal(page.run(operation, {}, '{}'), '', operation);
  }
  assert.throws(() => page.decide('{}', { now: 0 }), /is not in the page build/);
});
