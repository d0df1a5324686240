// SPDX-License-Identifier: MIT
//
// Runs one request effect and reports what became of it, as the event the core waits for.
// An answer is one whose JSON arrived whole; everything else is a fault with a name. Never
// cached, cookies to the page's own origin only, and no address that the sheet's policy does
// not allow. Every answer's `server_time` is shown to the clock.
import { isDeeper } from './depth.js';
import { jsonText } from '../engine/json-text.js';
import type { Effect, SessionEvent } from '../engine/session.js';
import type { Environment } from './environment.js';
import { allowedUrl } from './urls.js';

type RequestEffect = Extract<Effect, { type: 'request' }>;
type Fault = Extract<SessionEvent, { type: 'failure' }>['fault'];

/** Far more than the largest reply, a quote with its parts and a token, takes. */
const MOST_REPLY = 65_536;
const REPLY_DEPTH = 12;

/** An answer from the network, read to its end. */
export interface Answer {
  status: number;
  /** Parsed JSON; null where there was none. */
  body: unknown;
  /** The `Date` header, in milliseconds; NaN where it is hidden or absent. */
  dateMs: number;
  retryAfterMs?: number;
}

/** Thrown for an answer that never came whole. */
class NoAnswer extends Error {
  constructor(readonly fault: Fault) {
    super(fault);
  }
}

/** Retry-After: seconds, or a date, which is read against the same answer's own. */
function retryAfter(header: string | null, dateMs: number): number | undefined {
  if (!header) return undefined;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - dateMs;
  return ms >= 0 ? Math.ceil(ms) : undefined;
}

/** Fetches within `timeoutMs`. `open` holds how to end it early. Errors: NoAnswer. */
export async function fetchAnswer(
  environment: Environment,
  url: string,
  init: RequestInit,
  timeoutMs: number,
  open: Set<() => void>,
): Promise<Answer> {
  const stop = new AbortController();
  let late = false;
  const abort = (): void => stop.abort();
  const cancelTimer = environment.timer(timeoutMs, () => {
    late = true;
    abort();
  });
  open.add(abort);
  try {
    const answering = environment.fetch(url, {
      ...init,
      cache: 'no-store',
      credentials: 'same-origin',
      referrerPolicy: 'same-origin',
      signal: stop.signal,
      // A token is not handed on to wherever a redirect points.
      redirect: init.method === 'POST' ? 'error' : 'follow',
    });
    const response = await answering.catch(() => {
      throw new NoAnswer(late ? 'timeout' : 'network');
    });
    const text = await response.text().catch(() => {
      throw new NoAnswer(late ? 'timeout' : 'truncated');
    });
    const dateMs = Date.parse(response.headers.get('date') ?? '');
    const retryAfterMs = retryAfter(response.headers.get('retry-after'), dateMs);
    let body: unknown = null;
    if (text.length > MOST_REPLY) throw new NoAnswer('truncated');
    try {
      body = JSON.parse(text);
    } catch {
      // A proxy's error page is an answer with a status; a success without its JSON is not.
      if (response.ok && init.method !== 'HEAD') throw new NoAnswer('truncated');
    }
    if (isDeeper(body, REPLY_DEPTH)) throw new NoAnswer('truncated');
    return { status: response.status, body, dateMs, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
  } finally {
    cancelTimer();
    open.delete(abort);
  }
}

/** The `server_time` of a body, in milliseconds; NaN where it says none. */
export function serverTime(body: unknown): number {
  const said = (body as { server_time?: unknown } | null)?.server_time;
  return typeof said === 'string' ? Date.parse(said) : NaN;
}

/** Runs the effect; always answers, never throws. */
export async function runRequest(
  environment: Environment,
  effect: RequestEffect,
  hosts: readonly string[],
  open: Set<() => void>,
  observe: (serverMs: number) => void,
): Promise<SessionEvent> {
  const request = effect.id;
  const url = allowedUrl(effect.url, environment.pageUrl, hosts);
  if (!url) return { type: 'failure', request, fault: 'blocked' };
  const headers: Record<string, string> = { accept: 'application/json' };
  if (effect.body !== undefined) headers['content-type'] = 'application/json';
  if (effect.key) headers['idempotency-key'] = effect.key;
  const init: RequestInit = { method: effect.method, headers };
  if (effect.body !== undefined) init.body = jsonText(effect.body);
  try {
    const { status, body, retryAfterMs } = await fetchAnswer(environment, url, init, effect.timeout_ms, open);
    observe(serverTime(body));
    return {
      type: 'response',
      request,
      status,
      body,
      ...(retryAfterMs === undefined ? {} : { retry_after_ms: retryAfterMs }),
    };
  } catch (error) {
    return { type: 'failure', request, fault: error instanceof NoAnswer ? error.fault : 'network' };
  }
}
