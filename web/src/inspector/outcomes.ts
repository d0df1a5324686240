// SPDX-License-Identifier: MIT
//
// A fake shop, for previews: answers a session's requests as a shop's endpoints would,
// with the outcome that was chosen, and keeps just enough to be consistent (a purchase, its
// total, its undo). It stands where `fetch` stands, so nothing a preview does reaches a
// server: no order changes and nothing is charged.

import { problemDocuments, problemTypes } from '../engine/vocabulary.js';

/** What the fake shop answers to an accept: a purchase, any problem, or nothing at all. */
export const outcomes = ['accepted', ...problemTypes, 'network'] as const;
export type Outcome = (typeof outcomes)[number];

/** Same-origin paths that only this shop answers; no request to them leaves the page. */
export const endpoints = Object.fromEntries(
  ['accept', 'status', 'undo', 'extend', 'time'].map(name => [name, `/encore-preview/${name}`]),
);

const undoMs = 30_000;

interface Ask {
  candidate_id: string;
  expected: { total: number };
}

export interface Shop {
  fetch(url: string, init: RequestInit): Promise<Response>;
}

/**
 * `now` is the preview's moment, `outcome` what the next accept comes to, `orderTotal` the order's before any offer.
 */
export function fakeShop({
  now,
  outcome,
  orderTotal,
}: {
  now: () => number;
  outcome: () => Outcome;
  orderTotal: number;
}): Shop {
  let total = orderTotal;
  let bought = 0;
  let last: { candidate: string; charged: number } | undefined;

  const reply = (status: number, body: object): Response =>
    new Response(JSON.stringify({ ...body, server_time: new Date(now()).toISOString() }), {
      status,
      headers: { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' },
    });
  const purchase = (candidate: string, charged: number): Response => {
    if (last?.candidate !== candidate) {
      total += charged;
      bought += 1;
    }
    last = { candidate, charged };
    return reply(200, {
      purchase_id: `preview-${bought}`,
      line_id: `preview-line-${bought}`,
      charged,
      order_total: total,
      undo: { url: endpoints['undo'], until: new Date(now() + undoMs).toISOString() },
    });
  };

  const accept = ({ candidate_id, expected }: Ask): Response => {
    const type = outcome();
    if (type === 'accepted') return purchase(candidate_id, expected.total);
    if (type === 'network') throw new TypeError('the preview has no network');
    last = { candidate: candidate_id, charged: expected.total };
    return reply(problemDocuments[type].status, {
      type,
      title: problemDocuments[type].title,
      ...(type === 'action_required' && { action_url: '/encore-preview/bank', status_url: endpoints['status'] }),
      ...(type === 'in_progress' && { status_url: endpoints['status'] }),
      ...(type === 'rate_limited' && { last_refusal: 0 }),
    });
  };

  return {
    // An async function, so that a fault is a rejected promise, as it is with the real one.
    // eslint-disable-next-line @typescript-eslint/require-await
    async fetch(url, init) {
      const name = new URL(url, location.href).pathname.split('/').pop();
      const body = typeof init.body === 'string' ? (JSON.parse(init.body) as Ask) : undefined;
      if (name === 'accept' && body) return accept(body);
      if (name === 'time' || init.method === 'HEAD') return reply(200, {});
      if (name === 'status')
        return last && outcome() === 'accepted'
          ? purchase(last.candidate, last.charged)
          : reply(202, { status_url: endpoints['status'] });
      if (name === 'undo' && last) {
        total -= last.charged;
        last = undefined;
        return reply(200, { order_total: total });
      }
      return reply(404, { type: 'unavailable', title: 'The preview has no such endpoint.' });
    },
  };
}
