// SPDX-License-Identifier: MIT
//
// Calls the shop, and signs each call as Standard Webhooks 1.0 says (standardwebhooks.com): headers `webhook-id`,
// `webhook-timestamp` (seconds) and `webhook-signature` ("v1," and base64 of HMAC-SHA256 over `id.timestamp.body`, with
// the bytes behind "whsec_" as key). One address, POST `{type, data}`; the reply's body is the answer as JSON.
//
// The id is `type:key` with the port's own idempotency key and the same in every retry, so that a shop can record its
// answer and repeat it; reads get a fresh id each time. Answers that say "not known" (`unknown`, `false` of a refund)
// are not recorded: the same id is sent again, and must be able to get more.
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';

/** What the shop is asked; each is the port method of the same name (web/src/server/ports.ts). */
export const webhookTypes = [
  'owns',
  'order',
  'charge',
  'lookup',
  'cancel',
  'refund',
  'add_line',
  'remove_line',
  'take',
  'give_back',
  'live',
  'sheet',
] as const;
export type WebhookType = (typeof webhookTypes)[number];

/** How a shop is reached. */
export interface WebhookOptions {
  /** Where the shop listens, http or https. */
  url: string;
  /** "whsec_" and base64 of 24 to 64 bytes. */
  secret: string;
  /** After so many milliseconds without a complete answer, the call has failed. */
  timeoutMs: number;
  /** Milliseconds since the epoch. */
  clock: () => number;
}

/** The shop did not answer with status 200 and JSON in time: nothing is known of what it did. */
export class ShopCallError extends Error {
  override readonly name = 'ShopCallError';

  constructor(
    readonly type: WebhookType,
    reason: string,
    options?: ErrorOptions,
  ) {
    super(`webhook ${type}: ${reason}`, options);
  }
}

/** Asks the shop. `key` is the port's idempotency key, or null for a read. Errors: ShopCallError. */
export type CallShop = (type: WebhookType, key: string | null, data: unknown) => Promise<unknown>;

/** Replies are small; a larger one is not the shop's answer. */
const longestReply = 4 * 1024 * 1024;
/** A signature made earlier or later than this is refused: it may be a replay (Standard Webhooks, "Verifying"). */
const toleranceSeconds = 300;

/** The key's bytes. Errors: a TypeError that says what is wanted. */
export function webhookKey(secret: string): Buffer {
  const encoded = secret.replace(/^whsec_/, '');
  const key = Buffer.from(encoded, 'base64');
  if (encoded === secret || key.toString('base64').replace(/=+$/, '') !== encoded.replace(/=+$/, '')) {
    throw new TypeError('a webhook secret is "whsec_" followed by base64, such as "whsec_" + 32 random bytes');
  }
  if (key.length < 24 || key.length > 64) {
    throw new TypeError(`a webhook secret holds 24 to 64 bytes; this one holds ${key.length}`);
  }
  return key;
}

const signatureOf = (key: Buffer, id: string, timestamp: string, body: string): string =>
  `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;

/** The headers of one call. `nowMs` is milliseconds since the epoch. */
export function webhookHeaders(key: Buffer, id: string, nowMs: number, body: string): Record<string, string> {
  const timestamp = String(Math.floor(nowMs / 1000));
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatureOf(key, id, timestamp, body),
  };
}

/**
 * Whether a call came from who holds the secret, and is fresh: for shops in Node, and for tests of other shops.
 * `headers` have lower-case names; `body` is the text as it came.
 */
export function verifyWebhook(
  secret: string,
  headers: Readonly<Record<string, string | undefined>>,
  body: string,
  nowMs: number,
): boolean {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': given } = headers;
  if (!id || !timestamp || !given || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(nowMs / 1000 - Number(timestamp)) > toleranceSeconds) return false;
  const expected = Buffer.from(signatureOf(webhookKey(secret), id, timestamp, body));
  // Several signatures stand side by side while a secret is being replaced.
  return given.split(' ').some(one => {
    const offered = Buffer.from(one);
    return offered.length === expected.length && timingSafeEqual(offered, expected);
  });
}

/** The reply's text, up to the limit. */
async function readReply(reply: Response, type: WebhookType): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (reply.body !== null) {
    for await (const chunk of reply.body as unknown as AsyncIterable<Uint8Array>) {
      size += chunk.byteLength;
      if (size > longestReply) throw new ShopCallError(type, `the reply is longer than ${longestReply} bytes`);
      chunks.push(chunk);
    }
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** A caller of one shop. */
export function createShopCaller(options: WebhookOptions): CallShop {
  const key = webhookKey(options.secret);
  return async (type, idempotencyKey, data) => {
    const body = JSON.stringify({ type, data });
    const id = `${type}:${idempotencyKey ?? randomUUID()}`;
    let text: string;
    try {
      const reply = await fetch(options.url, {
        method: 'POST',
        headers: webhookHeaders(key, id, options.clock(), body),
        body,
        redirect: 'error',
        signal: AbortSignal.timeout(options.timeoutMs),
      });
      text = await readReply(reply, type);
      if (reply.status !== 200) throw new ShopCallError(type, `status ${reply.status} instead of 200`);
    } catch (error) {
      if (error instanceof ShopCallError) throw error;
      const { name, message, cause } = error as Error;
      const reason =
        name === 'TimeoutError'
          ? `no complete answer within ${options.timeoutMs} ms`
          : `no answer (${cause instanceof Error ? cause.message : message})`;
      throw new ShopCallError(type, reason, { cause: error });
    }
    try {
      return JSON.parse(text) as unknown;
    } catch {
      throw new ShopCallError(type, `the reply is not JSON: ${JSON.stringify(text.slice(0, 80))}`);
    }
  };
}
