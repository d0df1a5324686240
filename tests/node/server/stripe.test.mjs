// SPDX-License-Identifier: MIT
//
// The gateway port for Stripe against a Stripe that behaves as documented: each outcome, each
// error, and a process or connection that ends between any two calls. The books are Stripe's.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stripeGateway } from 'encore-offers/adapters/stripe-gateway';
import { createTestShop, sheetFor } from './shop.mjs';
import { connectionLost, FakeStripe } from './fake-stripe.mjs';

const keyRecord = (rows = new Map()) => ({
  rows,
  find: async key => rows.get(key) ?? null,
  first: async (key, value) => rows.get(key) ?? rows.set(key, value).get(key),
});

function open(payment_method = 'pm_card', more = {}) {
  const stripe = new FakeStripe();
  const keys = keyRecord();
  const errors = [];
  const gateway = stripeGateway({
    stripe,
    keys,
    methodOf: async () => ({ customer: 'cus_1', payment_method }),
    returnUrl: id => `https://shop.example/orders/${id}`,
    onError: error => errors.push(error),
    ...more,
  });
  return { stripe, keys, gateway, errors };
}

const request = {
  key: 'k:1',
  order_id: 'o1',
  amount: 2035,
  currency: 'EUR',
  return_url: null,
  initiator: 'customer',
  recurring: false,
};
const refund = charge_id => ({
  key: 'k:1:refund',
  charge_id,
  amount: 2035,
  currency: 'EUR',
  order_id: 'o1',
  reason: 'undo',
});

test('a charge is captured once, with the shopper present, and repeating its key answers the same', async () => {
  const { stripe, gateway } = open();
  const first = await gateway.charge(request);
  assert.equal(first.outcome, 'captured');
  assert.deepEqual(await gateway.charge({ ...request, return_url: 'https://elsewhere.example' }), first);
  assert.deepEqual(await gateway.lookup('k:1'), first);
  assert.equal(stripe.standing, 2035);
  const [intent] = stripe.intents.values();
  assert.equal(intent.currency, 'eur');
  assert.equal(intent.off_session, undefined);
  assert.equal(intent.setup_future_usage, undefined);
  assert.deepEqual(intent.metadata, { encore_key: 'k:1', order_id: 'o1' });
});

test('amounts are in the units that Stripe keeps for a currency, both ways', async () => {
  for (const [currency, amount, theirs] of [
    ['JPY', 500, 500],
    ['ISK', 1990, 199_000],
    ['UGX', 7000, 700_000],
    ['MGA', 200_000, 2000],
    ['BHD', 1250, 1250],
  ]) {
    const { stripe, gateway } = open();
    const { charge_id } = await gateway.charge({ ...request, amount, currency });
    assert.equal(stripe.standing, theirs, currency);
    assert.equal(await gateway.refund({ ...refund(charge_id), amount, currency }), true);
    assert.equal(stripe.standing, 0, currency);
  }
  const { stripe, gateway, errors } = open();
  const refused = await gateway.charge({ ...request, amount: 1990, currency: 'MGA' });
  assert.deepEqual(refused, { outcome: 'declined', code: 'amount_not_chargeable' });
  assert.equal(stripe.intents.size, 0, 'Stripe was not asked');
  assert.match(errors[0].message, /whole units of MGA; 19\.90 is none: set policy\.cash_step to 100/);
});

test('a card error is a decline, for good under its key; the next key may succeed', async () => {
  const { stripe, gateway, errors } = open('pm_declined');
  for (let time = 0; time < 2; time += 1)
    assert.deepEqual(await gateway.charge(request), { outcome: 'declined', code: 'insufficient_funds' });
  assert.deepEqual(await gateway.lookup('k:1'), { outcome: 'declined', code: 'insufficient_funds' });
  assert.equal(stripe.standing, 0);
  assert.deepEqual(errors, [], 'a decline is no error');
  const other = open('pm_card');
  assert.equal((await other.gateway.charge({ ...request, key: 'k:2' })).outcome, 'captured');
});

test('a bank that asks is action_required with its address; afterwards lookup says the outcome', async () => {
  for (const passed of [true, false]) {
    const { stripe, gateway } = open('pm_authenticate');
    const asked = await gateway.charge(request);
    assert.equal(asked.outcome, 'action_required');
    assert.match(asked.url, /^https:\/\/hooks\.stripe\.example\//);
    assert.equal((await gateway.charge(request)).outcome, 'action_required');
    assert.equal(stripe.standing, 0);
    stripe.authenticate([...stripe.intents.keys()][0], passed);
    assert.equal((await gateway.lookup('k:1')).outcome, passed ? 'captured' : 'declined');
    assert.equal(stripe.standing, passed ? 2035 : 0);
  }
});

test('authorized money is voided by an undo, captured money refunded, each once', async () => {
  const held = open('pm_card', { captureMethod: 'manual' });
  const { outcome, charge_id } = await held.gateway.charge(request);
  assert.equal(outcome, 'authorized');
  assert.equal(await held.gateway.refund(refund(charge_id)), true);
  assert.equal(await held.gateway.refund(refund(charge_id)), true);
  assert.equal(held.stripe.standing, 0);
  assert.deepEqual(held.stripe.refundsMade, [], 'nothing was captured, so nothing is refunded');

  const taken = open();
  const charged = await taken.gateway.charge(request);
  assert.equal(await taken.gateway.refund(refund(charged.charge_id)), true);
  assert.equal(await taken.gateway.refund(refund(charged.charge_id)), true);
  assert.equal(await taken.gateway.refund({ ...refund(charged.charge_id), key: 'another' }), true, 'refunded already');
  assert.equal(taken.stripe.standing, 0);
  assert.equal(taken.stripe.refundsMade.length, 1);
});

test('a subscription sets up its mandate with the first charge, and a trial by a SetupIntent', async () => {
  const { stripe, gateway } = open();
  await gateway.charge({ ...request, recurring: true });
  assert.equal([...stripe.intents.values()][0].setup_future_usage, 'off_session');
  const trial = { ...request, key: 'k:trial', amount: 0, recurring: true };
  const { outcome, charge_id } = await gateway.setUp(trial);
  assert.equal(outcome, 'captured');
  assert.match(charge_id, /^seti_/);
  assert.equal(stripe.intents.get(charge_id).usage, 'off_session');
  assert.equal((await gateway.lookup('k:trial')).outcome, 'captured');
});

test('a trial through the kit has a mandate, no charge, and nothing to refund', async () => {
  const { stripe, gateway } = open();
  const sheet = id => {
    const plain = sheetFor(id);
    const [card] = plain.candidates;
    const subscription = { interval: { unit: 'month', count: 1 }, trial_days: 30, expected_cycles: 12 };
    const consent = { text: 'I agree.', url: 'https://shop.example/terms', required: true };
    return { ...plain, candidates: [{ ...card, kind: 'subscription', subscription, consent }] };
  };
  const shop = await createTestShop({ sheet, gateway });
  const published = await shop.order();
  assert.deepEqual(published.dropped, []);
  const bought = await shop.accept(published, 'card', { consent: true });
  assert.equal(bought.status, 200, bought.body);
  const [intent] = stripe.intents.values();
  assert.equal(bought.json.charged, 0);
  assert.match(intent.id, /^seti_/);
  const undone = await shop.send('POST', `undo/${bought.json.purchase_id}`, {});
  assert.equal(undone.status, 200, undone.body);
  assert.equal(stripe.standing, 0);
});

test('cancel ends a key: before, during and after the charge', async () => {
  const before = open();
  assert.deepEqual(await before.gateway.cancel('k:1'), { outcome: 'cancelled' });
  assert.equal((await before.gateway.charge(request)).outcome, 'declined');
  assert.equal(before.stripe.standing, 0);

  const asked = open('pm_authenticate');
  await asked.gateway.charge(request);
  assert.deepEqual(await asked.gateway.cancel('k:1'), { outcome: 'cancelled' });
  asked.stripe.authenticate([...asked.stripe.intents.keys()][0], true);
  assert.equal(asked.stripe.standing, 0);

  const done = open();
  const { charge_id } = await done.gateway.charge(request);
  assert.deepEqual(await done.gateway.cancel('k:1'), { outcome: 'captured', charge_id });

  const slow = open('pm_slow');
  assert.equal((await slow.gateway.charge(request)).outcome, 'unknown');
  assert.equal((await slow.gateway.cancel('k:1')).outcome, 'unknown', 'it may still succeed');
});

const calls = ['paymentIntents.create', 'paymentIntents.retrieve', 'paymentIntents.confirm'];
for (const name of calls)
  for (const when of ['before', 'after']) {
    test(`a connection lost ${when} ${name} is unknown, and asked again charges once`, async () => {
      const { stripe, gateway, errors } = open();
      let broken = false;
      stripe[when] = call => {
        if (call !== name || broken) return;
        broken = true;
        throw connectionLost();
      };
      assert.equal((await gateway.charge(request)).outcome, 'unknown');
      assert.equal(errors.length, 1);
      const seen = await gateway.lookup('k:1');
      assert.ok(['none', 'captured'].includes(seen.outcome), seen.outcome);
      assert.equal(seen.outcome === 'captured', stripe.standing === 2035);
      assert.equal((await gateway.charge(request)).outcome, 'captured');
      assert.equal(stripe.standing, 2035);
    });
  }

test('two processes at once under one key are one charge', async () => {
  const { stripe, gateway } = open();
  const answers = await Promise.all(Array.from({ length: 5 }, () => gateway.charge(request)));
  for (const { outcome } of answers) assert.ok(['captured', 'unknown'].includes(outcome), outcome);
  assert.equal(stripe.standing, 2035);
  assert.equal((await gateway.charge(request)).outcome, 'captured');
});

test('what Stripe refuses to do is a decline, and is reported', async () => {
  const { gateway, errors, stripe } = open();
  assert.deepEqual(await gateway.charge({ ...request, amount: 10 }), { outcome: 'declined', code: 'amount_too_small' });
  assert.equal(errors.length, 1);
  assert.equal(stripe.standing, 0);
  const none = open('pm_card', { methodOf: async () => null });
  assert.deepEqual(await none.gateway.charge(request), { outcome: 'declined', code: 'no_payment_method' });
});

test('the kit on Stripe: bought, undone, and the books of both are even', async () => {
  const { stripe, gateway } = open();
  const shop = await createTestShop({ gateway });
  const published = await shop.order();
  const bought = await shop.accept(published);
  assert.equal(bought.status, 200, bought.body);
  assert.equal(stripe.standing, bought.json.charged);
  assert.equal((await shop.send('POST', `undo/${bought.json.purchase_id}`, {})).status, 200);
  assert.equal(stripe.standing, 0);
  assert.deepEqual(shop.errors, []);
});

test("a port of the shop's own may throw Stripe's card error: it is a decline", async () => {
  const thrown = Object.assign(new Error('Your card was declined.'), {
    type: 'StripeCardError',
    code: 'card_declined',
  });
  const shop = await createTestShop({
    gateway: {
      charge: async () => {
        throw thrown;
      },
    },
  });
  const published = await shop.order();
  assert.equal((await shop.accept(published)).json.type, 'payment_declined');
});
