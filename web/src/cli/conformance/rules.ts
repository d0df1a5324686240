// SPDX-License-Identifier: MIT
//
// The rules of an accept endpoint, each a name, a sentence and a trial. A trial asks for its
// own fresh order, does what the name says, and compares what was answered and what the
// shop's books say. It throws Broken with what was expected and what came instead.
import { Broken, Untested, type Answer, type Bench, type Case } from './bench.js';
import type { ProblemType } from '../../engine/vocabulary.js';
import type { ConformanceBooks } from '../../server/conformance-hooks.js';

export interface Rule {
  name: string;
  promise: string;
  trial: (bench: Bench) => Promise<void>;
}

const duplicates = 50;
const pastAnyDeadlineMs = 400 * 24 * 3_600_000;
const tooLarge = 2 * 1024 * 1024;
const mostPolls = 20;

function expect(holds: boolean, expected: string, answer?: Answer): asserts holds {
  const came =
    answer === undefined ? '' : `; came ${String(answer.status)} ${answer.type ?? ''} ${answer.text.slice(0, 300)}`;
  if (!holds) throw new Broken(`expected ${expected}${came}`);
}

/** A problem of one of these types, as RFC 9457 document. */
function refused(answer: Answer, ...types: ProblemType[]): void {
  expect(
    answer.status >= 400 && types.some(type => type === answer.type),
    `a problem of type ${types.join(' or ')}`,
    answer,
  );
  expect(
    /^application\/problem\+json/.test(answer.headers.get('content-type') ?? ''),
    'content type application/problem+json',
    answer,
  );
}

function accepted(answer: Answer, at: Case): void {
  const { purchase_id, line_id, charged, order_total } = answer.json;
  expect(answer.status === 200, 'status 200', answer);
  expect(
    typeof purchase_id === 'string' && (typeof line_id === 'string' || typeof line_id === 'number'),
    'purchase_id and line_id',
    answer,
  );
  expect(charged === at.total, `charged ${String(at.total)}`, answer);
  expect(typeof order_total === 'number' && 'undo' in answer.json, 'order_total and undo', answer);
}

const kept = (books: ConformanceBooks): number[] =>
  books.charges.map(charge => charge.amount - charge.refunded).filter(amount => amount !== 0);

/** Exactly this many purchases of the offer stand in the books, each a charge and a line of the price. */
async function standing(bench: Bench, at: Case, count: 0 | 1, amount = at.total): Promise<void> {
  const books = await bench.books(at);
  const charges = kept(books);
  expect(
    charges.length === count && books.lines.length === count,
    `${String(count)} charge and ${String(count)} line; the books say ${JSON.stringify(books)}`,
  );
  expect(
    charges.every(charge => charge === amount) && books.lines.every(line => line.amount === amount),
    `both of ${String(amount)}; the books say ${JSON.stringify(books)}`,
  );
}

/** Nothing was bought; the endpoint still works for the buyer, so that the refusal was not an accident. */
async function stillWorks(bench: Bench, at: Case): Promise<void> {
  await standing(bench, at, 0);
  accepted(await bench.accept(at), at);
  await standing(bench, at, 1);
}

function otherVariant(at: Case): string {
  const other = at.offer.product.variants.find(variant => variant.id !== at.variant_id && variant.stock !== 0);
  if (other === undefined) throw new Untested('no offer of the test order has two variants');
  return other.id;
}

/** Waits for a pending purchase by its status_url, with the shop's own pace. */
async function outcome(bench: Bench, at: Case, answer: Answer): Promise<Answer> {
  const url = answer.json['status_url'];
  expect(typeof url === 'string', 'a status_url', answer);
  for (let poll = 0; poll < mostPolls; poll += 1) {
    const now = await bench.get(at, url);
    if (now.status !== 202 && now.type !== 'in_progress') return now;
    await new Promise(resolve => setTimeout(resolve, 250));
  }
  throw new Broken(`expected an outcome at ${url} within ${String(mostPolls)} polls`);
}

function segments(at: Case): [string, string, string] {
  const [header = '', payload = '', signature = ''] = (at.offer.accept?.token ?? '').split('.');
  return [header, payload, signature];
}
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The token's payload with every price in it made 1; as text, so that no schema of a token is assumed. */
function cheapened(payload: string): string {
  const text = Buffer.from(payload, 'base64url').toString('utf8');
  return Buffer.from(text.replace(/("(?:price|amount|total|unit_price)":)\d+/g, '$11')).toString('base64url');
}

const forged = (name: string, promise: string, token: (at: Case) => string): Rule => ({
  name,
  promise,
  async trial(bench) {
    const at = await bench.open();
    refused(await bench.accept(at, { token: token(at) }), 'unauthorized', 'invalid');
    await stillWorks(bench, at);
  },
});

export const allRules: readonly Rule[] = [
  {
    name: 'accept',
    promise: 'An accept charges the price shown once, adds one line, and says so.',
    async trial(bench) {
      const at = await bench.open();
      accepted(await bench.accept(at), at);
      await standing(bench, at, 1);
    },
  },
  {
    name: 'reply-headers',
    promise: 'Every reply carries server_time and is never cached.',
    async trial(bench) {
      const at = await bench.open();
      for (const answer of [await bench.accept(at), await bench.accept(at, { quantity: 0 })]) {
        expect(!Number.isNaN(Date.parse(String(answer.json['server_time']))), 'server_time as RFC 3339', answer);
        expect(/no-store/.test(answer.headers.get('cache-control') ?? ''), 'Cache-Control: no-store', answer);
      }
    },
  },
  {
    name: 'replay',
    promise: 'The same request again gets the same 200 and no second charge.',
    async trial(bench) {
      const at = await bench.open();
      const first = await bench.accept(at);
      const again = await bench.accept(at);
      accepted(first, at);
      accepted(again, at);
      for (const member of ['purchase_id', 'line_id', 'order_total'])
        expect(again.json[member] === first.json[member], `the same ${member} as the first time`, again);
      await standing(bench, at, 1);
    },
  },
  {
    name: 'concurrent-duplicates',
    promise: `${String(duplicates)} identical requests at once are one charge and one line.`,
    async trial(bench) {
      const at = await bench.open();
      const answers = await Promise.all(Array.from({ length: duplicates }, () => bench.accept(at)));
      for (const answer of answers)
        expect(answer.status === 200 || answer.type === 'in_progress', '200 or in_progress', answer);
      const last = await bench.accept(at);
      accepted(last.type === 'in_progress' ? await outcome(bench, at, last) : last, at);
      await standing(bench, at, 1);
    },
  },
  {
    name: 'another-variant',
    promise: 'Another variant under a used key is already_accepted and says what was bought.',
    async trial(bench) {
      const at = await bench.open();
      const other = otherVariant(at);
      accepted(await bench.accept(at), at);
      const answer = await bench.accept(at, {
        variant_id: other,
        expected: bench.price(at.sheet, at.offer, other, bench.quantity(at.offer)),
      });
      refused(answer, 'already_accepted');
      expect(answer.json['variant_id'] === at.variant_id, `variant_id ${at.variant_id}`, answer);
      await standing(bench, at, 1);
    },
  },
  {
    name: 'retry-after-decline',
    promise: 'A declined payment frees the key: the next try may succeed, once.',
    async trial(bench) {
      const at = await bench.open();
      await bench.hook('gateway', { order_id: at.order_id, next: 'decline' });
      refused(await bench.accept(at), 'payment_declined');
      await stillWorks(bench, at);
    },
  },
  {
    name: 'gateway-timeout',
    promise: 'A gateway that charges but does not answer is never reported as failure and never charged twice.',
    async trial(bench) {
      const at = await bench.open();
      await bench.hook('gateway', { order_id: at.order_id, next: 'timeout' });
      const first = await bench.accept(at);
      if (first.status !== 200) refused(first, 'in_progress');
      const answer = first.status === 200 ? first : await outcome(bench, at, first);
      accepted(answer, at);
      await standing(bench, at, 1);
    },
  },
  {
    name: 'replay-after-deadline',
    promise: 'A purchase made in time is still answered with its 200 after the deadline.',
    async trial(bench) {
      const at = await bench.open();
      accepted(await bench.accept(at), at);
      await bench.hook('clock', { advance_ms: pastAnyDeadlineMs });
      accepted(await bench.accept(at), at);
      await standing(bench, at, 1);
    },
  },
  {
    name: 'no-buyer',
    promise: "Without the buyer's session, or with another buyer's, nothing is charged.",
    async trial(bench) {
      const [at, stranger] = [await bench.open(), await bench.open()];
      refused(await bench.accept(at, {}, { cookie: '' }), 'unauthorized');
      refused(await bench.accept(at, {}, { cookie: stranger.cookie }), 'unauthorized');
      await stillWorks(bench, at);
    },
  },
  {
    name: 'tampered-price',
    promise: 'A lower expected price is price_changed with the true quote, never a cheaper purchase.',
    async trial(bench) {
      const at = await bench.open();
      const answer = await bench.accept(at, { expected: { total: Math.max(at.total - 1, 0), currency: at.currency } });
      refused(answer, 'price_changed');
      const quote = answer.json['quote'] as { total?: unknown } | undefined;
      expect(quote?.total === at.total, `a quote of ${String(at.total)}`, answer);
      await stillWorks(bench, at);
    },
  },
  {
    name: 'tampered-quantity',
    promise: "A quantity outside the token's range, or none at all, is invalid.",
    async trial(bench) {
      const at = await bench.open();
      for (const quantity of [(at.offer.quantity?.max ?? 1) + 1, 0, -1, 1.5, '1'])
        refused(await bench.accept(at, { quantity }), 'invalid');
      await stillWorks(bench, at);
    },
  },
  {
    name: 'tampered-variant',
    promise: 'A variant that the token does not sell is invalid.',
    async trial(bench) {
      const at = await bench.open();
      refused(await bench.accept(at, { variant_id: 'not-in-the-token' }), 'invalid', 'unauthorized');
      await stillWorks(bench, at);
    },
  },
  {
    name: 'tampered-order',
    promise: "A token is worth nothing for another order, even the same buyer's.",
    async trial(bench) {
      const [at, other] = [await bench.open(), await bench.open()];
      refused(
        await bench.accept(at, { order_id: other.order_id }, { cookie: `${at.cookie}; ${other.cookie}` }),
        'unauthorized',
        'invalid',
      );
      refused(
        await bench.accept(at, { order_id: other.order_id }, { cookie: other.cookie }),
        'unauthorized',
        'invalid',
      );
      await standing(bench, other, 0);
      await stillWorks(bench, at);
    },
  },
  {
    name: 'foreign-token',
    promise: 'The token of another order is refused.',
    async trial(bench) {
      const [at, other] = [await bench.open(), await bench.open()];
      const { token, key } = other.offer.accept ?? {};
      refused(await bench.accept(at, { token }), 'unauthorized', 'invalid');
      refused(await bench.accept(at, { token }, { 'idempotency-key': key ?? '' }), 'unauthorized', 'invalid');
      await standing(bench, other, 0);
      await stillWorks(bench, at);
    },
  },
  forged('unsigned-token', 'A token without signature is refused.', at => `${segments(at)[0]}.${segments(at)[1]}.`),
  forged(
    'none-token',
    'A token that names the algorithm "none" is refused.',
    at => `${encode({ alg: 'none', typ: 'JWT' })}.${segments(at)[1]}.`,
  ),
  forged(
    'altered-token',
    'A token whose prices were changed after signing is refused.',
    at => `${segments(at)[0]}.${cheapened(segments(at)[1])}.${segments(at)[2]}`,
  ),
  {
    name: 'wrong-key',
    promise: "An Idempotency-Key that is not the token's is invalid.",
    async trial(bench) {
      const at = await bench.open();
      refused(await bench.accept(at, {}, { 'idempotency-key': 'chosen-by-the-client' }), 'invalid', 'unauthorized');
      refused(await bench.accept(at, {}, { 'idempotency-key': '' }), 'invalid', 'unauthorized');
      await stillWorks(bench, at);
    },
  },
  {
    name: 'expired-token',
    promise: 'After the deadline a new purchase is refused as expired.',
    async trial(bench) {
      const at = await bench.open();
      await bench.hook('clock', { advance_ms: pastAnyDeadlineMs });
      refused(await bench.accept(at), 'expired');
      await standing(bench, at, 0);
    },
  },
  {
    name: 'out-of-stock',
    promise: 'An empty shelf is out_of_stock and charges nothing.',
    async trial(bench) {
      const at = await bench.open();
      await bench.hook('stock', { variant_id: at.variant_id, pieces: 0 });
      try {
        refused(await bench.accept(at), 'out_of_stock');
        await standing(bench, at, 0);
      } finally {
        await bench.hook('stock', { variant_id: at.variant_id, pieces: 100 });
      }
      await stillWorks(bench, at);
    },
  },
  {
    name: 'order-released',
    promise: 'A packed order takes no line and keeps no charge.',
    async trial(bench) {
      const at = await bench.open();
      await bench.hook('release', { order_id: at.order_id });
      refused(await bench.accept(at), 'order_released');
      await standing(bench, at, 0);
    },
  },
  {
    name: 'undo-twice',
    promise: 'Undo gives line and money back once, and answers 200 when repeated.',
    async trial(bench) {
      const at = await bench.open();
      const bought = await bench.accept(at);
      accepted(bought, at);
      const undo = bought.json['undo'] as { url?: unknown } | null;
      if (typeof undo?.url !== 'string') throw new Untested('the reply offers no undo');
      const request = { order_id: at.order_id, candidate_id: at.offer.id, purchase_id: bought.json['purchase_id'] };
      for (const time of ['first', 'second']) {
        const answer = await bench.post(at, undo.url, request);
        expect(answer.status === 200, `200 the ${time} time`, answer);
      }
      await standing(bench, at, 0);
      const { charges } = await bench.books(at);
      expect(
        charges.every(charge => charge.refunded === charge.amount),
        `one refund of each charge; the books say ${JSON.stringify(charges)}`,
      );
      const again = await bench.accept(at);
      expect(
        again.type === 'already_accepted' || again.json['state'] === 'undone',
        'an undone purchase to stay spent',
        again,
      );
      await standing(bench, at, 0);
    },
  },
  {
    name: 'undo-late',
    promise: 'After its time an undo is 410 and changes nothing.',
    async trial(bench) {
      const at = await bench.open();
      const bought = await bench.accept(at);
      const undo = bought.json['undo'] as { url?: unknown } | null;
      if (typeof undo?.url !== 'string') throw new Untested('the reply offers no undo');
      await bench.hook('clock', { advance_ms: pastAnyDeadlineMs });
      const late = await bench.post(at, undo.url, {
        order_id: at.order_id,
        candidate_id: at.offer.id,
        purchase_id: bought.json['purchase_id'],
      });
      expect(late.status === 410, 'status 410', late);
      await standing(bench, at, 1);
    },
  },
  {
    name: 'malformed-json',
    promise: 'A body that is no JSON object is invalid, not an error page.',
    async trial(bench) {
      const at = await bench.open();
      for (const text of ['{"order_id":', '[]', 'null', '']) refused(await bench.accept(at, {}, {}, text), 'invalid');
      await stillWorks(bench, at);
    },
  },
  {
    name: 'oversized-body',
    promise: 'A body far too large is refused.',
    async trial(bench) {
      const at = await bench.open();
      const filler = 'x'.repeat(tooLarge);
      let answer: Answer | null = null;
      try {
        answer = await bench.accept(at, { filler });
      } catch (error) {
        // A server may hang up in the middle of it; that is a refusal too.
        if (!(error instanceof Broken)) throw error;
      }
      expect(answer === null || answer.status === 413, 'status 413, or the connection closed', answer ?? undefined);
      await stillWorks(bench, at);
    },
  },
  {
    name: 'content-type',
    promise: 'Only application/json is read: a form of another site cannot send it.',
    async trial(bench) {
      const at = await bench.open();
      for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
        const answer = await bench.accept(at, {}, { 'content-type': type });
        expect(answer.status === 415 || answer.type === 'invalid', '415 or invalid', answer);
      }
      await stillWorks(bench, at);
    },
  },
  {
    name: 'foreign-origin',
    promise: "A request from another site's page is refused, cookie or not.",
    async trial(bench) {
      const at = await bench.open();
      refused(await bench.accept(at, {}, { origin: 'https://attacker.example' }), 'unauthorized', 'invalid');
      refused(await bench.accept(at, {}, { origin: 'null' }), 'unauthorized', 'invalid');
      await stillWorks(bench, at);
    },
  },
  {
    name: 'cors-preflight',
    promise: "A preflight allows the shop's origin with its two headers, and no other origin.",
    async trial(bench) {
      const at = await bench.open();
      const ask = (origin: string): Promise<Answer> =>
        bench.send('OPTIONS', bench.acceptUrl(at), {
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
      const other = await ask('https://attacker.example');
      const theirs = other.headers.get('access-control-allow-origin');
      expect(
        theirs === null || (theirs !== '*' && theirs !== 'https://attacker.example'),
        'no permission for another origin',
        other,
      );
    },
  },
];
