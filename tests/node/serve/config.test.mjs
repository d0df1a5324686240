// SPDX-License-Identifier: MIT
//
// The configuration of `encore serve`: whole or refused, and refused with every fault at once.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { ConfigError, readServeConfig } from 'encore-offers/serve';

const good = {
  issuer: 'https://shop.example',
  keys: { current: 'k', keys: [{ kid: 'k', alg: 'HS256', secret: 'a3f9c07be1d24856a3f9c07be1d24857' }] },
  secret: '0f1e2d3c4b5a69788796a5b4c3d2e1f0',
  webhook: { url: 'https://shop.example/encore-webhook', secret: `whsec_${Buffer.alloc(32, 1).toString('base64')}` },
  origins: ['https://shop.example'],
  return_url: 'https://shop.example/orders/{order_id}',
};

function folder(t) {
  const path = mkdtempSync(join(tmpdir(), 'encore-serve-'));
  t.after(() => {
    rmSync(path, { recursive: true });
  });
  return path;
}

function read(t, members, args = {}, environment = {}) {
  const data = folder(t);
  const config = join(data, 'serve.json');
  writeFileSync(config, typeof members === 'string' ? members : JSON.stringify(members));
  return readServeConfig({ data, config, ...args }, environment);
}

/** The faults of a configuration, by the last part of their place. */
function faults(t, members, args, environment) {
  try {
    read(t, members, args, environment);
  } catch (error) {
    assert.ok(error instanceof ConfigError, String(error));
    return Object.fromEntries(error.faults.map(({ where, message }) => [where.replace(/^.*\.json/, ''), message]));
  }
  assert.fail('no fault was found');
}

test('a complete file is taken as it is, with the defaults of what it leaves out', t => {
  const config = read(t, good);
  assert.equal(config.port, 8899);
  assert.equal(config.host, '127.0.0.1');
  assert.equal(config.base, '/encore');
  assert.equal(config.webhook.timeoutMs, 10_000);
  assert.equal(config.databaseUrl, null);
  assert.equal(config.keys.issuer, 'https://shop.example');
});

test('arguments come before the file, and secrets may come from the environment', t => {
  const { secret, ...rest } = good;
  const environment = { ENCORE_SECRET: `${secret}-of-the-environment`, DATABASE_URL: 'postgres://localhost/shop' };
  const config = read(t, { ...rest, port: 9000 }, { port: '9001' }, environment);
  assert.equal(config.port, 9001);
  assert.equal(config.secret, environment.ENCORE_SECRET);
  assert.equal(config.databaseUrl, environment.DATABASE_URL);
});

test('every fault is said at once, with its place, the value met and what is wanted', t => {
  const found = faults(t, {
    issuer: '',
    keys: { current: 'k' },
    secret: 'short',
    webhook: { url: 'ftp://shop.example', secret: 'whsec_c2hvcnQ=', timeout_ms: 0 },
    origins: ['https://shop.example/', 'shop.example'],
    base: 'encore/',
    return_url: '/thanks',
    port: 'many',
    orgins: [],
  });
  assert.deepEqual(Object.keys(found).sort(), [
    '/base',
    '/issuer',
    '/keys',
    '/orgins',
    '/origins/0',
    '/origins/1',
    '/port',
    '/return_url',
    '/secret',
    '/webhook/secret',
    '/webhook/timeout_ms',
    '/webhook/url',
  ]);
  assert.match(found['/webhook/url'], /"ftp:\/\/shop\.example".*https:\/\/shop\.example\/encore-webhook/);
  assert.match(found['/port'], /"many".*8899/);
  assert.match(found['/orgins'], /origins/);
});

test('a secret of one repeated character is none', t => {
  assert.match(faults(t, { ...good, secret: 'a'.repeat(40) })['/secret'], /random/);
});

test('a file that is missing, is no JSON or no object is said so', t => {
  assert.ok(faults(t, 'not json')['']?.includes('is not JSON'));
  assert.ok(faults(t, '[]')['']?.includes('one JSON object'));
  assert.throws(() => readServeConfig({ data: folder(t), config: '/no/such/file.json' }, {}), /ENOENT/);
  assert.throws(() => readServeConfig({}, {}), /--data/);
});

test('--dev makes secrets once and keeps them for the owner alone', t => {
  const data = folder(t);
  const first = readServeConfig({ data, dev: true }, {});
  const second = readServeConfig({ data, dev: true }, {});
  assert.equal(first.secret, second.secret);
  assert.equal(first.webhook.secret, second.webhook.secret);
  assert.equal(statSync(join(data, 'dev.json')).mode & 0o777, 0o600);
});
