// SPDX-License-Identifier: MIT
//
// Who is asking. A forwarded order link, another customer's session and another site's page
// must neither buy nor learn anything; for undo the rules stand in undoing.ts.
import type { Answer } from '../bench.js';
import { accepted, attacker, expect, kept, refused, stillWorks, type Rule } from '../rule.js';

export const buyers: readonly Rule[] = [
  {
    name: 'no-buyer',
    promise: "Without the buyer's session, or with another buyer's, nothing is charged.",
    reason: 'Order links are forwarded; a friend who opens one must not spend the card behind it.',
    async trial(bench) {
      const [at, stranger] = [await bench.open(), await bench.open()];
      refused(await bench.accept(at, {}, { cookie: '' }), 'unauthorized');
      refused(await bench.accept(at, {}, { cookie: stranger.cookie }), 'unauthorized');
      await stillWorks(bench, at);
    },
  },
  {
    name: 'status-stranger',
    promise: 'A stranger learns nothing from a status: not what was bought, and not whether a key was used.',
    reason: 'Keys can be computed from an order id; the status would tell what somebody bought.',
    async trial(bench) {
      const [at, unused, stranger] = [await bench.open(), await bench.open(), await bench.open()];
      accepted(await bench.accept(at), at);
      for (const cookie of ['', stranger.cookie]) {
        const ofUsed = await bench.get(at, bench.statusOf(at), cookie);
        const ofUnused = await bench.get(unused, bench.statusOf(unused), cookie);
        kept(ofUsed, 'a stranger');
        expect(
          ofUsed.status === ofUnused.status && ofUsed.type === ofUnused.type,
          `the same answer as for an unused key (${String(ofUnused.status)} ${ofUnused.type ?? ''})`,
          ofUsed,
        );
      }
    },
  },
  {
    name: 'foreign-origin',
    promise: "A request from another site's page is refused, cookie or not.",
    reason: "Browsers send the shop's cookie with it; this is cross-site request forgery.",
    async trial(bench) {
      const at = await bench.open();
      for (const origin of [attacker, 'null', `${bench.origin}.attacker.example`])
        refused(await bench.accept(at, {}, { origin }), 'unauthorized', 'invalid');
      await stillWorks(bench, at);
    },
  },
  {
    name: 'missing-origin',
    promise: 'A POST without an Origin buys nothing.',
    reason: 'Every browser sends it with a POST; what sends none is not a page, and holds a stolen cookie.',
    async trial(bench) {
      const at = await bench.open();
      refused(await bench.accept(at, {}, { origin: '' }), 'unauthorized', 'invalid');
      await stillWorks(bench, at);
    },
  },
  {
    name: 'cors-preflight',
    promise: "A preflight allows the shop's origin with its two headers, and no other origin.",
    reason: 'Without it a shop on another host cannot sell; with a wildcard every site may read the replies.',
    async trial(bench) {
      const at = await bench.open();
      const ask = (origin: string): Promise<Answer> =>
        bench.send('OPTIONS', bench.endpoint(at, 'accept'), {
          headers: {
            origin,
            'access-control-request-method': 'POST',
            'access-control-request-headers': 'content-type,idempotency-key',
          },
        });
      const own = await ask(bench.origin);
      expect(
        own.status >= 200 && own.status < 300 && own.headers.get('access-control-allow-origin') === bench.origin,
        `Access-Control-Allow-Origin: ${bench.origin}`,
        own,
      );
      const allowed = (own.headers.get('access-control-allow-headers') ?? '').toLowerCase();
      expect(
        ['content-type', 'idempotency-key'].every(header => allowed.includes(header)),
        'both headers allowed',
        own,
      );
      expect(own.headers.get('access-control-allow-credentials') === 'true', 'credentials allowed', own);
      const other = await ask(attacker);
      const theirs = other.headers.get('access-control-allow-origin');
      expect(theirs === null || (theirs !== '*' && theirs !== attacker), 'no permission for another origin', other);
    },
  },
];
