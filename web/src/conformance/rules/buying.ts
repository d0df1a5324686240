// SPDX-License-Identifier: MIT
//
// A purchase that goes well, and what the page reads from its reply.
import { isRefusal } from '../../engine/engine.js';
import { Broken } from '../bench.js';
import { accepted, expect, otherVariant, standing, stillWorks, type Rule } from '../rule.js';

/** Clocks of two machines are compared nowhere else; a reply on its way is rounded to seconds at most. */
const roundingMs = 1000;
const defaultUndoSeconds = 30;

export const buying: readonly Rule[] = [
  {
    name: 'page-sheet',
    promise: 'The sheet in the page is valid and holds no private field.',
    reason: "A browser refuses a sheet with costs or evidence in it, and everybody could read the shop's margins.",
    async trial(bench) {
      const { sheet } = await bench.order();
      const decided = bench.engine.decide(sheet, { now: Date.parse(sheet.issued_at), page: true });
      if (isRefusal(decided))
        throw new Broken(`expected a page sheet; came ${JSON.stringify(decided.issues.slice(0, 3))}`);
    },
  },
  {
    name: 'accept',
    promise: 'An accept charges the price shown once, adds one line, and says so.',
    reason: 'This is the whole purpose; another amount than the one on the button is not agreed to.',
    async trial(bench) {
      const at = await bench.open();
      accepted(await bench.accept(at), at);
      await standing(bench, at, 1);
    },
  },
  {
    name: 'choice',
    promise: 'The variant and the quantity that the shopper chose are charged and added, at their price.',
    reason: 'The first variant in place of the chosen one is a wrong parcel and a return.',
    async trial(bench) {
      const at = await bench.open();
      const chosen = bench.choose(at, otherVariant(at), at.offer.quantity?.max ?? 1);
      accepted(await bench.accept(chosen), chosen);
      await standing(bench, chosen, 1);
    },
  },
  {
    name: 'ids-are-text',
    promise: 'purchase_id and line_id are texts.',
    reason: 'The page does not believe a sale whose ids are numbers, and numbers above 2^53 lose digits in JavaScript.',
    async trial(bench) {
      const at = await bench.open();
      const answer = await bench.accept(at);
      for (const member of ['purchase_id', 'line_id'])
        expect(typeof answer.json[member] === 'string' && answer.json[member] !== '', `${member} as text`, answer);
    },
  },
  {
    name: 'order-total',
    promise: 'order_total is the new total of the order, in integer minor units.',
    reason: 'The page shows it, and quotes the other offers against it.',
    async trial(bench) {
      const at = await bench.open();
      const answer = await bench.accept(at);
      const { order_total: total } = at.quote;
      expect(answer.json['order_total'] === total, `order_total ${String(total)}`, answer);
    },
  },
  {
    name: 'undo-time',
    promise: 'undo.until is at least as far away as the sheet promised; no undo is offered where it promised none.',
    reason: 'The page counts down to it; a shopper who was promised thirty seconds is held to them.',
    async trial(bench) {
      const at = await bench.open();
      const answer = await bench.accept(at);
      accepted(answer, at);
      const seconds = at.sheet.policy?.undo_seconds ?? defaultUndoSeconds;
      const undo = answer.json['undo'] as { until?: unknown } | null | undefined;
      if (seconds === 0) {
        expect(undo === null, 'undo: null, as the sheet promised none', answer);
        return;
      }
      const left = Date.parse(String(undo?.until)) - Date.parse(String(answer.json['server_time']));
      expect(left >= seconds * 1000 - roundingMs, `undo.until ${String(seconds)} s after server_time`, answer);
    },
  },
  {
    name: 'reply-type',
    promise: 'A success is application/json, a problem application/problem+json with its HTTP status inside.',
    reason: 'A page of HTML with status 200 (a login wall, an error page of a proxy) must not be taken for a sale.',
    async trial(bench) {
      const at = await bench.open();
      const bad = await bench.accept(at, { quantity: 0 });
      const type = (of: typeof bad): string => of.headers.get('content-type') ?? '';
      expect(/^application\/problem\+json\b/i.test(type(bad)), 'content type application/problem+json', bad);
      expect(bad.json['status'] === bad.status, 'the HTTP status as member "status"', bad);
      const good = await bench.accept(at);
      expect(/^application\/json\b/i.test(type(good)), 'content type application/json', good);
      expect(good.type === null, 'no problem type in a success', good);
    },
  },
  {
    name: 'reply-headers',
    promise: 'Every reply carries server_time and is never cached.',
    reason: "The countdown runs by the server's clock; a cached reply tells another shopper of this one's purchase.",
    async trial(bench) {
      const at = await bench.open();
      for (const answer of [await bench.accept(at), await bench.accept(at, { quantity: 0 })]) {
        expect(!Number.isNaN(Date.parse(String(answer.json['server_time']))), 'server_time as RFC 3339', answer);
        expect(/no-store/.test(answer.headers.get('cache-control') ?? ''), 'Cache-Control: no-store', answer);
      }
    },
  },
  {
    name: 'only-post-buys',
    promise: 'GET, HEAD, PUT and DELETE of the accept address buy nothing.',
    reason: 'Links are followed by crawlers, previews and prefetching browsers, with the cookies of their user.',
    async trial(bench) {
      const at = await bench.open();
      const url = bench.endpoint(at, 'accept');
      const headers = {
        origin: bench.origin,
        cookie: at.cookie,
        'content-type': 'application/json',
        'idempotency-key': at.offer.accept?.key ?? '',
      };
      const body = bench.body(at);
      const query = new URLSearchParams(
        Object.entries(body).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
      );
      for (const method of ['GET', 'HEAD']) {
        const answer = await bench.send(method, `${url}?${query.toString()}`, { headers });
        expect(answer.json['purchase_id'] === undefined, `no purchase by ${method}`, answer);
      }
      for (const method of ['PUT', 'DELETE'])
        expect(
          (await bench.send(method, url, { headers, body: JSON.stringify(body) })).status >= 400,
          `${method} to be refused`,
        );
      await stillWorks(bench, at);
    },
  },
];
