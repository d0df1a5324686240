// SPDX-License-Identifier: MIT
//
// Examines the address at which a shop answers the webhooks of `encore serve`, as `encore serve` itself would call it:
// signed by Standard Webhooks, one call after the other, and the same call again. What is held: nothing unsigned is
// answered, every answer has its port's shape, and a repeated id gets the first answer without the work being done
// once more. It charges, adds and takes under keys of its own, so the shop must be a TEST shop with one paid order.
import { randomUUID } from 'node:crypto';
import { judged, PortAnswerError } from '../server/answers.js';
import { webhookHeaders, webhookKey, type WebhookType } from '../serve/webhooks.js';
import type { Finding, Report } from './report.js';

/** The test shop: where it listens, and what it is asked about. */
export interface WebhookShop {
  url: string;
  secret: string;
  /** A paid order that takes lines. Without it only what needs no order is examined. */
  order?: string;
  /** The Cookie header of that order's buyer. */
  cookie?: string;
  /** Something the shop sells, as `product_id/variant_id`. */
  item?: string;
  timeoutMs?: number;
}

interface Answer {
  status: number;
  body: string;
}

/** A rule is broken; the message says what was expected and what came. */
class Broken extends Error {}
/** A rule cannot be examined; the message says what is missing. */
class Untested extends Error {}

const shown = (answer: Answer): string => `${answer.status} ${answer.body.slice(0, 160)}`;
const json = (answer: Answer): unknown => {
  if (answer.status !== 200) throw new Broken(`expected 200 and JSON, got ${shown(answer)}`);
  try {
    return JSON.parse(answer.body);
  } catch {
    throw new Broken(`expected JSON, got ${shown(answer)}`);
  }
};

/** Calls the shop as `encore serve` does. */
class Caller {
  readonly #key: Buffer;
  /** Part of every key of this examination, so that a second one meets no record of the first. */
  readonly run = randomUUID().slice(0, 8);
  /** The test order's. */
  currency = 'EUR';

  constructor(readonly shop: WebhookShop) {
    this.#key = webhookKey(shop.secret);
  }

  /** Posts a body under headers that may be spoilt. */
  async post(
    body: string,
    id: string,
    change: (headers: Record<string, string>) => void = () => undefined,
    now = Date.now(),
  ): Promise<Answer> {
    const headers = webhookHeaders(this.#key, id, now, body);
    change(headers);
    const reply = await fetch(this.shop.url, {
      method: 'POST',
      headers,
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(this.shop.timeoutMs ?? 10_000),
    });
    return { status: reply.status, body: await reply.text() };
  }

  /** One call, its answer judged by the port's shape. */
  async ask(type: WebhookType, data: object, key: string = randomUUID()): Promise<unknown> {
    return this.judge(type, json(await this.post(JSON.stringify({ type, data }), `${type}:${key}`)));
  }

  judge(type: WebhookType, value: unknown): unknown {
    try {
      return type === 'sheet' ? value : judged(type, value);
    } catch (error) {
      if (error instanceof PortAnswerError) throw new Broken(error.message);
      throw error;
    }
  }

  /** The same call three times, two of them at once: three equal answers, or the rule is broken. */
  async repeated(type: WebhookType, data: object, key: string): Promise<unknown> {
    const once = (): Promise<unknown> => this.ask(type, data, key);
    const [first, second] = await Promise.all([once(), once()]);
    const third = await once();
    for (const other of [second, third])
      if (JSON.stringify(other) !== JSON.stringify(first))
        throw new Broken(
          `${type} under one webhook-id answered ${JSON.stringify(first)} and then ${JSON.stringify(other)}`,
        );
    return third;
  }

  get order(): string {
    if (this.shop.order === undefined) throw new Untested('name a paid test order with --order');
    return this.shop.order;
  }

  get item(): { product_id: string; variant_id: string; quantity: number } {
    const [product_id = '', variant_id = ''] = this.shop.item?.split('/') ?? [];
    if (variant_id === '') throw new Untested('name something that the shop sells with --item PRODUCT/VARIANT');
    return { product_id, variant_id, quantity: 1 };
  }
}

const refused = async (answer: Promise<Answer>, what: string): Promise<void> => {
  const got = await answer;
  if (got.status < 400 || got.status > 499)
    throw new Broken(`expected a status from 400 to 499 for ${what}, got ${shown(got)}`);
};
const expect = (value: unknown, wanted: unknown, what: string): void => {
  if (JSON.stringify(value) !== JSON.stringify(wanted))
    throw new Broken(`${what}: expected ${JSON.stringify(wanted)}, got ${JSON.stringify(value)}`);
};

const missing = { order_id: 'encore-no-such-order' };
const read = JSON.stringify({ type: 'order', data: missing });
const amount = 100;

const charge = (caller: Caller, key: string): object => ({
  key,
  order_id: caller.order,
  amount,
  currency: caller.currency,
  return_url: null,
});
/** A charge that stands; `approved` is the older word. */
const approvals = new Set(['approved', 'captured', 'authorized']);
type Approved = { outcome: string; charge_id?: string };
async function charged(caller: Caller, key: string): Promise<string> {
  const answer = (await caller.repeated('charge', charge(caller, key), key)) as Approved;
  if (!approvals.has(answer.outcome))
    throw new Broken(`a charge of a test order should be captured or authorized, not ${JSON.stringify(answer)}`);
  return answer.charge_id ?? '';
}

/** An added line as the kit sends it, of one piece at 1.00. */
const lineOf = (caller: Caller, purchase_id: string, charge_id: string): object => {
  const item = caller.item;
  const quote = {
    currency: caller.currency,
    unit_price: amount,
    quantity: 1,
    list: amount,
    discount: 0,
    subtotal: amount,
    taxes: [],
    tax: 0,
    tax_included: true,
    shipping: 0,
    total: amount,
  };
  const line = {
    kind: 'cross_sell',
    ...item,
    title: 'Conformance',
    quote,
    items: [item],
    replaces: null,
    covers: null,
    family: null,
  };
  return { purchase_id, order_id: caller.order, candidate_id: 'encore-conformance', charge_id, line };
};
const orderTotal = async (caller: Caller): Promise<number> => {
  const order = (await caller.ask('order', { order_id: caller.order })) as { total: number } | null;
  if (order === null) throw new Broken(`the order ${caller.order} is null; it should be there`);
  return order.total;
};

interface Rule {
  name: string;
  promise: string;
  reason: string;
  examine: (caller: Caller) => Promise<void>;
}

const rules: Rule[] = [
  {
    name: 'unsigned',
    promise: 'a call without a signature is refused',
    reason: 'anybody who knows the address could charge cards',
    examine: caller =>
      refused(
        caller.post(read, 'order:x', headers => delete headers['webhook-signature']),
        'a call without a signature',
      ),
  },
  {
    name: 'forged',
    promise: 'a call with another signature is refused',
    reason: 'the signature is not compared',
    examine: async caller => {
      const forged = `v1,${Buffer.alloc(32, 1).toString('base64')}`;
      for (const signature of [forged, '', 'v1,', 'v0,x'])
        await refused(
          caller.post(read, 'order:x', headers => (headers['webhook-signature'] = signature)),
          `the signature "${signature}"`,
        );
    },
  },
  {
    name: 'signed-over-all',
    promise: 'the signature covers id, time and body',
    reason: 'a recorded call could be sent again as another one',
    examine: async caller => {
      const other = JSON.stringify({ type: 'order', data: { order_id: 'another' } });
      const borrowed: Record<string, string> = {};
      await caller.post(other, 'order:x', headers => Object.assign(borrowed, headers));
      await refused(
        caller.post(read, 'order:x', headers => Object.assign(headers, borrowed)),
        'the signature of another body',
      );
      await refused(
        caller.post(read, 'order:x', headers => (headers['webhook-id'] = 'order:y')),
        'the signature of another id',
      );
    },
  },
  {
    name: 'stale',
    promise: 'a call of ten minutes ago is refused',
    reason: 'a recorded call could be replayed for ever',
    examine: caller =>
      refused(caller.post(read, 'order:x', undefined, Date.now() - 600_000), 'a call of ten minutes ago'),
  },
  {
    name: 'second-signature',
    promise: 'one right signature among several is enough',
    reason: 'a secret could not be exchanged without a gap',
    examine: async caller => {
      const answer = await caller.post(read, `order:${randomUUID()}`, headers => {
        headers['webhook-signature'] =
          `v1,${Buffer.alloc(32).toString('base64')} ${headers['webhook-signature'] ?? ''}`;
      });
      json(answer);
    },
  },
  {
    name: 'unknown-type',
    promise: 'a type that is not known is not answered with 200',
    reason: 'work of a later version would pass for done',
    examine: async caller => {
      const answer = await caller.post(
        JSON.stringify({ type: 'encore_unknown', data: {} }),
        `encore_unknown:${randomUUID()}`,
      );
      if (answer.status === 200) throw new Broken(`expected another status, got ${shown(answer)}`);
    },
  },
  {
    name: 'no-json',
    promise: 'a signed body that is no JSON is not answered with 200',
    reason: 'a broken call would pass for done',
    examine: async caller => {
      // A shop that breaks the connection has not answered with 200 either.
      const answer = await caller.post('{"type":', 'order:x').catch(() => null);
      if (answer?.status === 200) throw new Broken(`expected another status, got ${shown(answer)}`);
    },
  },
  {
    name: 'no-such-order',
    promise: 'an order that is not there is null, and has no owner',
    reason: 'offers could be bought on orders that do not exist',
    examine: async caller => {
      expect(await caller.ask('order', missing), null, 'an order that is not there');
      expect(await caller.ask('owns', { ...missing, headers: {} }), false, 'who owns an order that is not there');
    },
  },
  {
    name: 'buyer',
    promise: 'only the buyer owns the order',
    reason: 'a forwarded link could charge the buyer',
    examine: async caller => {
      const { order } = caller;
      const owns = (headers: object): Promise<unknown> => caller.ask('owns', { order_id: order, headers });
      expect(await owns({}), false, 'owns without a cookie');
      expect(await owns({ cookie: 'a=b', authorization: 'Bearer x' }), false, "owns with a stranger's cookie");
      if (caller.shop.cookie === undefined) throw new Untested("give the buyer's cookie with --cookie");
      expect(await owns({ cookie: caller.shop.cookie }), true, "owns with the buyer's cookie");
    },
  },
  {
    name: 'unseen-key',
    promise: 'the gateway was never asked under a new key',
    reason: 'a purchase that was never charged would pass for paid',
    examine: async caller => {
      const { outcome } = (await caller.ask('lookup', { key: `${caller.run}-unseen:1` })) as Approved;
      expect(outcome, 'none', 'lookup of a key that was never used');
    },
  },
  {
    name: 'charge-once',
    promise: 'a repeated charge is the same charge, and lookup finds it',
    reason: 'a lost answer would charge twice',
    examine: async caller => {
      const key = `${caller.run}-charge:1`;
      const charge_id = await charged(caller, key);
      const found = (await caller.ask('lookup', { key })) as Approved;
      if (!approvals.has(found.outcome) || found.charge_id !== charge_id)
        throw new Broken(`lookup after the charge ${charge_id} answered ${JSON.stringify(found)}`);
    },
  },
  {
    name: 'cancel-is-final',
    promise: 'after a cancel no charge under the key succeeds',
    reason: 'a late process could charge for what was given up',
    examine: async caller => {
      const key = `${caller.run}-cancel:1`;
      expect(((await caller.repeated('cancel', { key }, key)) as Approved).outcome, 'cancelled', 'cancel of a new key');
      const { outcome } = (await caller.ask('charge', charge(caller, key), key)) as Approved;
      if (approvals.has(outcome)) throw new Broken(`the charge after the cancel was ${outcome}`);
    },
  },
  {
    name: 'refund-once',
    promise: 'a repeated refund gives the money back once',
    reason: 'a lost answer would refund twice',
    examine: async caller => {
      const charge_id = await charged(caller, `${caller.run}-refund:1`);
      const data = {
        key: `${caller.run}-refund`,
        charge_id,
        amount,
        currency: caller.currency,
        order_id: caller.order,
        reason: 'undo',
      };
      expect(await caller.repeated('refund', data, data.key), true, 'refund');
      // The same refund under an id of its own, as after a restart without the record.
      expect(await caller.ask('refund', data), true, 'the same refund key again');
    },
  },
  {
    name: 'line-once',
    promise: 'a line is added once and taken out for good',
    reason: 'a lost answer would add it twice, a late process bring it back',
    examine: async caller => {
      const purchase_id = `${caller.run}-line`;
      const data = lineOf(caller, purchase_id, await charged(caller, `${caller.run}-line:1`));
      const before = await orderTotal(caller);
      const added = (await caller.repeated('add_line', data, purchase_id)) as { order_total?: number };
      if (added.order_total === undefined) throw new Broken(`the test order takes no line: ${JSON.stringify(added)}`);
      expect(added.order_total - before, amount, "what the line added to the order's total");
      expect(await orderTotal(caller), added.order_total, 'the total of the order afterwards');
      const remove = { purchase_id, order_id: caller.order };
      expect(await caller.repeated('remove_line', remove, purchase_id), { order_total: before }, 'remove_line');
      expect(await orderTotal(caller), before, 'the total after the line was taken out');
      const late = (await caller.ask('add_line', data, `${purchase_id}-late`)) as { refused?: string };
      if (late.refused === undefined) throw new Broken('add_line after remove_line added the line again');
    },
  },
  {
    name: 'stock-once',
    promise: 'a repeated hold takes once, and what was given back takes no more',
    reason: 'stock would leak at every retry',
    examine: async caller => {
      const hold = `${caller.run}-hold`;
      const take = { hold, order_id: caller.order, items: [caller.item] };
      expect(await caller.repeated('take', take, hold), true, 'take');
      await caller.repeated('give_back', { hold }, hold);
      expect(await caller.ask('take', take, `${hold}-late`), false, 'take after give_back');
    },
  },
  {
    name: 'live-and-sheet',
    promise: 'live and sheet answer null or what they are asked for',
    reason: 'an accept would end in an error',
    examine: async caller => {
      await caller.ask('sheet', { order_id: caller.order });
      const order = await caller.ask('order', { order_id: caller.order });
      const { line } = lineOf(caller, 'x', 'x') as { line: object };
      await caller.ask('live', { order, line });
    },
  },
];

/** Examines every rule, in order. Errors: none of its own; a shop that cannot be reached breaks each rule. */
export async function examineWebhooks(shop: WebhookShop): Promise<Report> {
  const caller = new Caller(shop);
  const findings: Finding[] = [];
  if (shop.order !== undefined) {
    const order = (await caller.ask('order', { order_id: shop.order }).catch(() => null)) as {
      currency: string;
    } | null;
    caller.currency = order?.currency ?? caller.currency;
  }
  for (const { name, promise, reason, examine } of rules) {
    const begin = performance.now();
    let verdict: Finding['verdict'] = 'pass';
    let detail = '';
    try {
      await examine(caller);
    } catch (error) {
      verdict = error instanceof Untested ? 'untested' : 'fail';
      detail = error instanceof Broken || error instanceof Untested ? error.message : `no answer: ${String(error)}`;
    }
    findings.push({ rule: name, promise, reason, verdict, detail, exchanges: [], ms: performance.now() - begin });
  }
  const count = (verdict: Finding['verdict']): number => findings.filter(one => one.verdict === verdict).length;
  return { url: shop.url, findings, counts: { pass: count('pass'), fail: count('fail'), untested: count('untested') } };
}
