// SPDX-License-Identifier: MIT
//
// The keyring that signs offer tokens and verifies them: JWS in compact form, HS256 or
// ES256, several keys by `kid` so that they can be rotated (sign with the current one, keep
// verifying with the others until their tokens have run out). Nothing in a token's header is
// ever believed, or even parsed: a header must be, byte for byte, the one this ring writes
// for one of its keys, and the algorithm comes from that key. That shuts out `none`,
// algorithm confusion, embedded keys, `crit`, `b64` and repeated members in one comparison.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { CompactSign, compactVerify, importJWK, type JWK } from 'jose';
import type { KeyEntry, KeyringPort } from './ports.js';

/** Set in every header, so that another JWT signed with the same key is no offer token. */
const TYPE = 'encore-offer+jws';
/** RFC 7518, 3.2: an HS256 key has at least the size of the hash. */
const MIN_SECRET_BYTES = 32;
/** Terms of one candidate take about 1 KB; a token beyond this is not ours. */
const MAX_TOKEN_CHARACTERS = 64 * 1024;

type Material = Awaited<ReturnType<typeof importJWK>>;
interface RingKey {
  kid: string;
  alg: string;
  header: string;
  signing: Material | null;
  verifying: Material;
}

const EXAMPLE = "for example crypto.randomBytes(32).toString('base64url')";
/** Random bytes, hex or base64 of this length have far more; words and repetitions far less. */
const MIN_ENTROPY_BITS = 100;

/** A repetition, a sequence, or too few different bytes. What passes is not proven to be random. */
function isGuessable(secret: Uint8Array): boolean {
  const bytes = [...secret];
  const isPeriodic = bytes.some(
    (_, period) => period > 0 && period <= bytes.length / 2 && bytes.every((b, at) => b === bytes[at % period]),
  );
  const steps = new Set(bytes.slice(1).map((byte, at) => byte - (bytes[at] ?? 0)));
  const counts = new Map<number, number>();
  for (const byte of bytes) counts.set(byte, (counts.get(byte) ?? 0) + 1);
  const entropy = [...counts.values()].reduce((sum, n) => sum - n * Math.log2(n / bytes.length), 0);
  return isPeriodic || steps.size === 1 || entropy < MIN_ENTROPY_BITS;
}

const base64url = (text: string): string => Buffer.from(text, 'utf8').toString('base64url');

async function ringKey(entry: KeyEntry): Promise<RingKey> {
  const { kid, alg } = entry;
  const header = base64url(JSON.stringify({ alg, kid, typ: TYPE }));
  switch (entry.alg) {
    case 'HS256': {
      const secret = typeof entry.secret === 'string' ? new TextEncoder().encode(entry.secret) : entry.secret;
      if (secret.length < MIN_SECRET_BYTES)
        throw new TypeError(`key ${kid}: an HS256 secret needs at least ${String(MIN_SECRET_BYTES)} bytes, ${EXAMPLE}`);
      if (isGuessable(secret))
        throw new TypeError(`key ${kid}: this HS256 secret can be guessed; make it by ${EXAMPLE}`);
      return { kid, alg, header, signing: secret, verifying: secret };
    }
    case 'ES256': {
      const signing = entry.private_jwk === undefined ? null : await importJWK(entry.private_jwk as JWK, alg);
      return { kid, alg, header, signing, verifying: await importJWK(entry.public_jwk as JWK, alg) };
    }
  }
  throw new TypeError(`key ${kid}: the algorithm must be HS256 or ES256`);
}

/**
 * HS256 without Web Crypto: a page's sheet needs twenty signatures, and importing the key and going through the thread
 * pool for each took most of the time of publishing, and an eighth of what an accept computes.
 */
const hmac = (signed: string, secret: Uint8Array): Buffer => createHmac('sha256', secret).update(signed).digest();

function signHs256(header: string, text: string, secret: Uint8Array): string {
  const signed = `${header}.${base64url(text)}`;
  return `${signed}.${hmac(signed, secret).toString('base64url')}`;
}

/** The payload, where the signature is ours. Takes as long whichever byte of a signature of its length is wrong. */
function verifyHs256([header = '', payload = '', signature = '']: string[], secret: Uint8Array): Uint8Array | null {
  const ours = hmac(`${header}.${payload}`, secret);
  const theirs = Buffer.from(signature, 'base64url');
  return theirs.length === ours.length && timingSafeEqual(theirs, ours) ? Buffer.from(payload, 'base64url') : null;
}

/** True for base64url without padding whose unused last bits are zero: one text per byte string. */
function canonical(segment: string): boolean {
  return /^[A-Za-z0-9_-]+$/.test(segment) && Buffer.from(segment, 'base64url').toString('base64url') === segment;
}

/**
 * A ring that signs with `current` and verifies with every key in it.
 * Throws a TypeError for an empty issuer, a weak secret, a repeated or missing kid, or a `current` that cannot sign.
 *
 * To change a key on several instances: first give all of them the new key beside the current one; when the last one
 * has it, make it `current` everywhere; take the old one out when its last token has run out. In any other order an
 * instance would refuse tokens that another one signed.
 */
export async function createKeyring(options: {
  issuer: string;
  current: string;
  keys: readonly KeyEntry[];
}): Promise<KeyringPort> {
  if (typeof options.issuer !== 'string' || options.issuer.trim() === '')
    throw new TypeError('the keyring needs an issuer that names this shop, for example "https://shop.example"');
  const keys = await Promise.all(options.keys.map(ringKey));
  const byHeader = new Map(keys.map(key => [key.header, key]));
  if (new Set(keys.map(key => key.kid)).size !== keys.length)
    throw new TypeError('two keys of the ring have the same kid');
  const current = keys.find(key => key.kid === options.current);
  if (!current?.signing) throw new TypeError(`the ring has no key ${options.current} that can sign`);
  const { signing, alg, kid } = current;

  return {
    issuer: options.issuer,

    sign(claims) {
      const text = JSON.stringify(claims);
      if (signing instanceof Uint8Array) return Promise.resolve(signHs256(current.header, text, signing));
      return new CompactSign(new TextEncoder().encode(text)).setProtectedHeader({ alg, kid, typ: TYPE }).sign(signing);
    },

    async verify(token) {
      if (typeof token !== 'string' || token.length > MAX_TOKEN_CHARACTERS) return null;
      const parts = token.split('.');
      const key = byHeader.get(parts[0] ?? '');
      if (parts.length !== 3 || key === undefined || !parts.every(canonical)) return null;
      try {
        const payload =
          key.verifying instanceof Uint8Array
            ? verifyHs256(parts, key.verifying)
            : (await compactVerify(token, key.verifying, { algorithms: [key.alg] })).payload;
        if (payload === null) return null;
        const claims: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload));
        return typeof claims === 'object' && claims !== null && !Array.isArray(claims)
          ? (claims as Record<string, unknown>)
          : null;
      } catch {
        return null;
      }
    },
  };
}
