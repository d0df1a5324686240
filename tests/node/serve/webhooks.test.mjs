// SPDX-License-Identifier: MIT
//
// Signatures of webhooks, against the example that the implementations of Standard Webhooks share, and what is refused.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { verifyWebhook, webhookHeaders, webhookKey } from 'encore-offers/serve';
const secret = `whsec_${Buffer.alloc(32, 3).toString('base64')}`;
const now = 1_795_255_200_000;

test('a call is signed as the other implementations of the standard sign it', () => {
  const key = Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64');
  const headers = webhookHeaders(key, 'msg_p5jXN8AQM9LWM0D4loKWxJek', 1_614_265_330_000, '{"test": 2432232314}');
  assert.equal(headers['webhook-timestamp'], '1614265330');
  assert.equal(headers['webhook-signature'], 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});

test('a call is believed with its own body, id and time only, and while it is fresh', () => {
  const body = '{"type":"owns","data":{}}';
  const headers = webhookHeaders(webhookKey(secret), 'owns:1', now, body);
  assert.ok(verifyWebhook(secret, headers, body, now));
  assert.ok(
    verifyWebhook(secret, { ...headers, 'webhook-signature': `v1,AAAA ${headers['webhook-signature']}` }, body, now),
  );
  assert.ok(!verifyWebhook(secret, headers, `${body} `, now));
  assert.ok(!verifyWebhook(secret, { ...headers, 'webhook-id': 'owns:2' }, body, now));
  assert.ok(!verifyWebhook(secret, { ...headers, 'webhook-timestamp': '1795255201' }, body, now));
  assert.ok(!verifyWebhook(secret, headers, body, now + 301_000));
  assert.ok(!verifyWebhook(secret, headers, body, now - 301_000));
  assert.ok(!verifyWebhook(secret, {}, body, now));
  const other = `whsec_${Buffer.alloc(32, 4).toString('base64')}`;
  assert.ok(!verifyWebhook(other, headers, body, now));
});

test('a secret that is no secret is refused in words', () => {
  assert.throws(() => webhookKey('abc'), /whsec_/);
  assert.throws(() => webhookKey('whsec_***'), /base64/);
  assert.throws(() => webhookKey(`whsec_${Buffer.alloc(16).toString('base64')}`), /16/);
});
