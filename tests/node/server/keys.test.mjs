// SPDX-License-Identifier: MIT
//
// The keyring against a Wycheproof-style set: every way a token can be wrong, each with the
// trap it stands for. A good token of each algorithm passes beside them, so that the set
// cannot pass by refusing everything.
import assert from 'node:assert/strict';
import { createHmac, createPublicKey, generateKeyPairSync, sign as rawSign } from 'node:crypto';
import { test } from 'node:test';
import { createKeyring } from 'encore-offers/server';

const SECRET = 'the first secret, long enough for HS256';
const OTHER = 'the second secret, long enough for HS256';
const TYPE = 'encore-offer+jws';
const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const jwk = key => key.export({ format: 'jwk' });
const claims = { iss: 'https://shop.example', order: 'o1' };

const ring = await createKeyring({
  issuer: 'https://shop.example',
  current: 'h1',
  keys: [
    { kid: 'h1', alg: 'HS256', secret: SECRET },
    { kid: 'h0', alg: 'HS256', secret: OTHER },
    { kid: 'e1', alg: 'ES256', private_jwk: jwk(pair.privateKey), public_jwk: jwk(pair.publicKey) },
  ],
});
const es = await createKeyring({
  issuer: 'https://shop.example',
  current: 'e1',
  keys: [{ kid: 'e1', alg: 'ES256', private_jwk: jwk(pair.privateKey), public_jwk: jwk(pair.publicKey) }],
});

const b64 = value => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const hmac = (input, secret) => createHmac('sha256', secret).update(input).digest('base64url');
const hs = (header, payload = claims, secret = SECRET) => {
  const input = `${b64(header)}.${b64(payload)}`;
  return `${input}.${hmac(input, secret)}`;
};
const ec = (header, payload, key, encoding = 'ieee-p1363') => {
  const input = `${b64(header)}.${b64(payload)}`;
  return `${input}.${rawSign('sha256', Buffer.from(input), { key, dsaEncoding: encoding }).toString('base64url')}`;
};
const h1 = { alg: 'HS256', kid: 'h1', typ: TYPE };
const e1 = { alg: 'ES256', kid: 'e1', typ: TYPE };
const good = await ring.sign(claims);
const [gh, gp, gs] = good.split('.');

test('a token of every key in the ring is verified', async () => {
  assert.deepEqual(await ring.verify(good), claims);
  assert.deepEqual(await ring.verify(await es.sign(claims)), claims);
  assert.deepEqual(await ring.verify(hs({ alg: 'HS256', kid: 'h0', typ: TYPE }, claims, OTHER)), claims);
});

test('after rotation an old key verifies and a new one signs', async () => {
  const before = await createKeyring({ issuer: 'i', current: 'a', keys: [{ kid: 'a', alg: 'HS256', secret: SECRET }] });
  const after = await createKeyring({
    issuer: 'i',
    current: 'b',
    keys: [
      { kid: 'a', alg: 'HS256', secret: SECRET },
      { kid: 'b', alg: 'HS256', secret: OTHER },
    ],
  });
  assert.deepEqual(await after.verify(await before.sign(claims)), claims);
  assert.equal(await before.verify(await after.sign(claims)), null);
});

test('a key is changed on two keyrings, step by step: all verify, then all sign, then the old one goes', async () => {
  const a = { kid: 'a', alg: 'HS256', secret: SECRET };
  const b = { kid: 'b', alg: 'HS256', secret: OTHER };
  const rollOut = [
    { current: 'a', keys: [a] },
    { current: 'a', keys: [a, b] },
    { current: 'b', keys: [a, b] },
    { current: 'b', keys: [b] },
  ].map(settings => createKeyring({ issuer: 'i', ...settings }));
  const steps = await Promise.all(rollOut);
  for (let step = 1; step < steps.length; step++) {
    // One instance is a step behind the other, and either may have signed what the other is asked.
    const [old, young] = [steps[step - 1], steps[step]];
    assert.deepEqual(await old.verify(await young.sign(claims)), claims, `step ${step}: the old instance`);
    if (step < 3) assert.deepEqual(await young.verify(await old.sign(claims)), claims, `step ${step}: the new one`);
  }
  assert.equal(await steps[0].verify(await steps[2].sign(claims)), null, 'a step left out: refused');
});

test('a ring refuses an empty issuer, and secrets that can be guessed', async () => {
  const key = { kid: 'a', alg: 'HS256', secret: SECRET };
  for (const issuer of ['', '  ', undefined, null, 7])
    await assert.rejects(createKeyring({ issuer, current: 'a', keys: [key] }), /needs an issuer/, String(issuer));
  const sequence = Uint8Array.from({ length: 40 }, (_, i) => i);
  for (const secret of ['a'.repeat(32), '0'.repeat(64), 'password'.repeat(4), 'ab'.repeat(40), sequence])
    await assert.rejects(
      createKeyring({ issuer: 'i', current: 'a', keys: [{ ...key, secret }] }),
      /can be guessed.*randomBytes/,
      String(secret),
    );
  for (const encoding of ['hex', 'base64url']) {
    const secret = createHmac('sha256', 'k').update('x').digest(encoding);
    await createKeyring({ issuer: 'i', current: 'a', keys: [{ ...key, secret }] });
  }
});

test('an ES256 key without its private part verifies but cannot be current', async () => {
  const keys = [
    { kid: 'e1', alg: 'ES256', public_jwk: jwk(pair.publicKey) },
    { kid: 'h1', alg: 'HS256', secret: SECRET },
  ];
  const reader = await createKeyring({ issuer: 'i', current: 'h1', keys });
  assert.deepEqual(await reader.verify(await es.sign(claims)), claims);
  await assert.rejects(createKeyring({ issuer: 'i', current: 'e1', keys }), /cannot|can sign/);
});

test('a ring refuses weak secrets, repeated kids, unknown algorithms and a missing current key', async () => {
  const key = { kid: 'a', alg: 'HS256', secret: SECRET };
  await assert.rejects(createKeyring({ issuer: 'i', current: 'a', keys: [{ ...key, secret: 'short' }] }), /32 bytes/);
  await assert.rejects(
    createKeyring({ issuer: 'i', current: 'a', keys: [key, { ...key, secret: OTHER }] }),
    /same kid/,
  );
  await assert.rejects(createKeyring({ issuer: 'i', current: 'a', keys: [{ ...key, alg: 'none' }] }), /HS256 or ES256/);
  await assert.rejects(createKeyring({ issuer: 'i', current: 'b', keys: [key] }), /no key b/);
});

const publicPem = createPublicKey(pair.privateKey).export({ type: 'spki', format: 'pem' });
const publicText = JSON.stringify(jwk(pair.publicKey));
const derSignature = ec(e1, claims, pair.privateKey, 'der');
const zero = (input, bytes) => `${input}.${Buffer.alloc(bytes).toString('base64url')}`;
const eInput = `${b64(e1)}.${b64(claims)}`;

const BAD = {
  'empty text': '',
  'no dots': 'abc',
  'one dot': `${gh}.${gp}`,
  'three dots': `${good}.`,
  'four parts': `${good}.${gs}`,
  'JSON serialisation instead of compact': JSON.stringify({
    payload: gp,
    signatures: [{ protected: gh, signature: gs }],
  }),
  'alg none without signature': `${b64({ alg: 'none' })}.${gp}.`,
  'alg none with our kid': `${b64({ ...h1, alg: 'none' })}.${gp}.`,
  'alg None in another case': `${b64({ ...h1, alg: 'nOnE' })}.${gp}.${gs}`,
  'good header without signature': `${gh}.${gp}.`,
  'truncated signature': good.slice(0, -4),
  'one byte of signature': `${gh}.${gp}.AA`,
  'truncated payload': `${gh}.${gp.slice(0, -3)}.${gs}`,
  'truncated header': `${gh.slice(0, -2)}.${gp}.${gs}`,
  'changed payload': `${gh}.${b64({ ...claims, order: 'o2' })}.${gs}`,
  'signature of another token': `${gh}.${b64({ ...claims, order: 'o2' })}.${hs(h1, { ...claims, order: 'o3' }).split('.')[2]}`,
  'wrong secret': hs(h1, claims, 'a secret that was never used here before'),
  'kid of another key': hs({ ...h1, kid: 'h0' }),
  'unknown kid': hs({ ...h1, kid: 'h9' }),
  'no kid': hs({ alg: 'HS256', typ: TYPE }),
  'kid as number': hs({ alg: 'HS256', kid: 1, typ: TYPE }),
  'kid as path': hs({ ...h1, kid: '../../dev/null' }, claims, ''),
  'no typ': hs({ alg: 'HS256', kid: 'h1' }),
  'typ JWT: another kind of token under the same key': hs({ ...h1, typ: 'JWT' }),
  'HS384 with the same secret': hs({ ...h1, alg: 'HS384' }),
  'algorithm confusion: HS256 keyed with the public PEM': hs({ ...h1, kid: 'e1' }, claims, publicPem),
  'algorithm confusion: HS256 keyed with the public JWK': hs({ ...h1, kid: 'e1' }, claims, publicText),
  'algorithm confusion: ES256 header for an HS256 key': ec({ ...e1, kid: 'h1' }, claims, pair.privateKey),
  'ES256 of a stranger': ec(e1, claims, stranger.privateKey),
  'ES256 signature in DER': derSignature,
  'ES256 all-zero signature (CVE-2022-21449)': zero(eInput, 64),
  'ES256 signature one byte short': zero(eInput, 63),
  'ES256 signature one byte long': zero(eInput, 65),
  'embedded jwk': ec({ ...e1, jwk: jwk(stranger.publicKey) }, claims, stranger.privateKey),
  jku: hs({ ...h1, jku: 'https://evil.example/keys' }),
  x5c: hs({ ...h1, x5c: ['AAAA'] }),
  crit: hs({ ...h1, crit: ['exp'] }),
  'crit and b64 false (RFC 7797)': hs({ ...h1, b64: false, crit: ['b64'] }),
  zip: hs({ ...h1, zip: 'DEF' }),
  'alg written twice, ours last': hs('{"alg":"none","alg":"HS256","kid":"h1","typ":"encore-offer+jws"}'),
  'alg written twice, ours first': hs('{"alg":"HS256","alg":"none","kid":"h1","typ":"encore-offer+jws"}'),
  'kid written twice': hs('{"alg":"HS256","kid":"h0","kid":"h1","typ":"encore-offer+jws"}'),
  'members in another order': hs({ kid: 'h1', alg: 'HS256', typ: TYPE }),
  'white space in the header': hs('{"alg":"HS256", "kid":"h1","typ":"encore-offer+jws"}'),
  'header that is no JSON': hs('{"alg":"HS256"'),
  'header that is an array': hs('["HS256"]'),
  'padding in the signature': `${gh}.${gp}.${gs}=`,
  'standard base64 instead of base64url': `${gh}.${gp}.${Buffer.from(gs, 'base64url').toString('base64')}`,
  'a line feed in the token': `${gh}.${gp}\n.${gs}`,
  'a space before the token': ` ${good}`,
  'unused bits set in the last character': (() => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    return `${gh}.${gp}.${gs.slice(0, -1)}${alphabet[alphabet.indexOf(gs.at(-1)) | 1]}`;
  })(),
  'payload that is an array': hs(h1, [1]),
  'payload that is no JSON': hs(h1, 'order o1'),
  'payload that is null': hs(h1, 'null'),
  'payload that is no UTF-8': (() => {
    const input = `${gh}.${Buffer.from([0x22, 0xff, 0x22]).toString('base64url')}`;
    return `${input}.${hmac(input, SECRET)}`;
  })(),
  'a token larger than any of ours': hs(h1, { x: 'y'.repeat(70_000) }),
};

for (const [name, token] of Object.entries(BAD)) {
  test(`refused: ${name}`, async () => {
    assert.notEqual(token, good);
    assert.equal(await ring.verify(token), null);
  });
}

test('refused: anything that is not text', async () => {
  for (const value of [undefined, null, 1, {}, [good], Buffer.from(good)]) assert.equal(await ring.verify(value), null);
});
