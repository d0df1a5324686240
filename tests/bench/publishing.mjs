// SPDX-License-Identifier: MIT
//
// What publishing costs a server: processor time for a sheet of 20 candidates, with its tokens (HS256) and its record,
// beside what no server can do without: reading the same text with JSON.parse, and signing the same claims with jose.

import { randomBytes } from 'node:crypto';
import { createKeyring, publish } from 'encore-offers/server';
import { CompactSign } from 'jose';
import { benchNow, benchSheet } from './sheets.mjs';
import { median } from './median.mjs';

const editions = 20;
const rounds = 7;
const warmUp = 400;

/** Milliseconds of processor time, user and system, of one call: the median of some rounds. */
async function cpuOf(work, seconds) {
  const used = [];
  // Compilers work on other threads, whose time counts: let them finish first.
  for (let call = 0; call < warmUp; call += 1) await work(call % editions);
  for (let round = 0; round < rounds; round += 1) {
    const until = performance.now() + (1000 * seconds) / rounds;
    const before = process.cpuUsage();
    let calls = 0;
    while (calls < editions || performance.now() < until) await work(calls++ % editions);
    const { user, system } = process.cpuUsage(before);
    used.push((user + system) / 1000 / calls);
  }
  return median(used);
}

/** @returns {Promise<Record<string, number>>} milliseconds of one sheet */
export async function measurePublish(engine, { seconds }) {
  const secret = randomBytes(32);
  const keys = await createKeyring({ issuer: 'bench', current: 'k', keys: [{ kid: 'k', alg: 'HS256', secret }] });
  const sheets = Array.from({ length: editions }, (_, edition) => JSON.stringify(benchSheet(20, edition)));
  const claims = [];
  const noting = { ...keys, sign: given => (claims.push(given), keys.sign(given)) };
  await publish(sheets[0], { now: benchNow, keys: noting, engine });
  const sign = given =>
    new CompactSign(Buffer.from(JSON.stringify(given))).setProtectedHeader({ alg: 'HS256', kid: 'k' }).sign(secret);
  return {
    publish_ms: await cpuOf(edition => publish(sheets[edition], { now: benchNow, keys, engine }), seconds),
    core_ms: await cpuOf(edition => engine.publish(sheets[edition], { now: benchNow }), seconds),
    json_parse_ms: await cpuOf(edition => JSON.parse(sheets[edition]), seconds),
    jose_ms: await cpuOf(async () => {
      for (const given of claims) await sign(given);
    }, seconds),
    tokens: claims.length,
  };
}
