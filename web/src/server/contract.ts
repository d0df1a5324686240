// SPDX-License-Identifier: MIT
//
// The endpoints on paper, as one table: method, address, body, replies and problems of each,
// with an example. The server takes its routes from it; OpenAPI (openapi.ts) and
// web/reference/accept.md are made from it; a test holds every reply of the examined shop,
// and every example, to its schemas.
import { problemDocuments, type ProblemType } from './problems.js';

export type Schema = Record<string, unknown>;

export type RouteName = 'accept' | 'status' | 'undo' | 'quote' | 'extend' | 'next' | 'events' | 'time' | 'health';

export interface RouteContract {
  method: 'GET' | 'POST';
  /** Below `base`; `{purchase_id}` is an argument. */
  path: string;
  summary: string;
  /** For people: when a page asks, and what a shop has to do. */
  about: string;
  /** Name of the body's schema; null where there is none. */
  body: string | null;
  /** True where the header Idempotency-Key is read. */
  keyed: boolean;
  query: readonly string[];
  /** Status -> name of the reply's schema. */
  replies: Readonly<Partial<Record<200 | 202, string>>>;
  problems: readonly ProblemType[];
  example: { body: Schema | null; reply: Schema };
}

const text = (description: string, more: Schema = {}): Schema => ({ type: 'string', description, ...more });
const id = (description: string): Schema => text(description, { minLength: 1, maxLength: 512 });
const money = (description: string): Schema => ({ type: 'integer', description: `${description} Minor units.` });
const time = (description: string): Schema => text(description, { format: 'date-time' });
const object = (properties: Record<string, Schema>, required = Object.keys(properties)): Schema => ({
  type: 'object',
  properties,
  required,
});
const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] });

const serverTime = time('The server’s clock; the countdown runs by it.');
const undo = orNull(object({ url: text('POST here to undo.'), until: time('Later it is 410.') }));

const offer = { sheet_id: id('The sheet’s id.'), order_id: id('The order’s id.'), candidate_id: id('The offer.') };

/** The documents by name, as JSON Schema. Members that are not listed may come. */
export const schemas: Readonly<Record<string, Schema>> = {
  Accept: object(
    {
      ...offer,
      candidate_id: id('The offer that was accepted.'),
      variant_id: id('The variant chosen.'),
      quantity: { type: 'integer', minimum: 1 },
      token: text('The signed token of the sheet, of `quote`, `next`, `extend` or `price_changed`.'),
      expected: object({ total: money('The total on the button.'), currency: text('ISO 4217.') }),
      consent: {
        description: 'True where the shopper ticked the box, or what they agreed to there; false where they did not.',
        anyOf: [
          { type: 'boolean' },
          object(
            {
              text: text('The whole text beside the box; refused where it is not the signed one.'),
              version: text('The shop’s name for that text.'),
              locale: text('Its language (BCP 47).'),
            },
            ['text'],
          ),
        ],
      },
      decision: { description: 'What the page decided; kept with the purchase, for the events.' },
      last_refusal: {
        type: 'integer',
        minimum: 0,
        description: '`last_refusal` of the refusal that this click answers; 0 for the first click.',
      },
      from: id('Of a successor that came by decline: the candidate that was declined.'),
    },
    ['order_id', 'candidate_id', 'variant_id', 'quantity', 'token', 'expected'],
  ),
  Purchase: object(
    {
      purchase_id: id('The idempotency key under which it was bought.'),
      line_id: id('The order line that was added.'),
      charged: money('What was charged.'),
      order_total: money('The order’s total afterwards.'),
      undo,
      state: { enum: ['accepted', 'undone'], description: '`undone` where it was taken back since.' },
      refunded: money('What was given back.'),
      server_time: serverTime,
    },
    ['purchase_id', 'line_id', 'charged', 'order_total', 'undo', 'server_time'],
  ),
  Pending: object({ status_url: text('Ask again here.'), server_time: serverTime }),
  Undo: object({ order_id: offer.order_id, candidate_id: offer.candidate_id, purchase_id: id('As in the 200.') }, []),
  Offer: object(
    {
      ...offer,
      variant_id: id('The variant; default: the first.'),
      quantity: { type: 'integer', minimum: 1 },
      token: text('The signed token of the sheet.'),
    },
    ['order_id', 'candidate_id', 'token'],
  ),
  Quoted: object(
    {
      quote: { type: 'object', description: 'The price, as in a decision.', required: ['total', 'currency'] },
      token: text('Where tax, shipping or credit differ from the signed ones: the token to buy with.'),
      key: id('The same key as before.'),
      deadline: orNull(time('Until when it may be bought.')),
      server_time: serverTime,
    },
    ['quote', 'server_time'],
  ),
  Next: object({
    ...offer,
    from: id('The offer that was answered.'),
    by: { enum: ['accept', 'decline'], description: 'How it was answered.' },
  }),
  Token: object({
    token: text('The signed token.'),
    key: id('The Idempotency-Key of its accept.'),
    deadline: orNull(time('Until when it may be bought.')),
    server_time: serverTime,
  }),
  Events: object(
    {
      visit: text('`published.visit` of the page sheet: the signed proof that this page was shown.'),
      events: { type: 'array', maxItems: 100, items: { type: 'object', required: ['id', 'event'] } },
    },
    ['visit', 'events'],
  ),
  Received: object({ received: { type: 'integer' }, server_time: serverTime }),
  Time: object({ server_time: serverTime }),
  Health: object({ ok: { type: 'boolean' }, server_time: serverTime }),
  Problem: object(
    {
      type: { type: 'string', enum: Object.keys(problemDocuments), description: 'The word to branch on.' },
      title: text('For people who read logs.'),
      status: { type: 'integer' },
      detail: text('What to do.'),
      pointer: text('Of `invalid`: JSON Pointer of the member that is wrong.'),
      reason: text('Of `not_offered`: a word of the list of reasons.'),
      last_refusal: { type: 'integer', description: 'The refusal is on record; the next click names it.' },
      status_url: text('Of `in_progress` and `action_required`: where the outcome is said.'),
      action_url: text('Of `action_required`: where the shopper authenticates.'),
      quote: { type: 'object', description: 'Of `price_changed`: the price now.' },
      token: text('Of `price_changed`: the token to buy with.'),
      key: id('The same key as before.'),
      server_time: serverTime,
    },
    ['type', 'title', 'status', 'detail'],
  ),
};

const KEY = '6Ge4RTTER4gtYZ6BNU9hDbYeqG6-wKbQ7Mh1n8bJBlI';
const TOKEN = 'eyJhbGciOiJIUzI1NiIsImtpZCI6IjIwMjYtMTEifQ…';
const NOW = '2026-11-21T10:05:00.000Z';
const about = { sheet_id: 'sh_1', order_id: 'o1', candidate_id: 'card' };
const purchase = {
  purchase_id: KEY,
  line_id: 'l2',
  charged: 2035,
  order_total: 81935,
  undo: { url: `/encore/undo/${KEY}`, until: '2026-11-21T10:05:30.000Z' },
  state: 'accepted',
  server_time: NOW,
};
const renewed = { token: TOKEN, key: KEY, deadline: '2026-11-21T12:00:00.000Z', server_time: NOW };
const everywhere = ['unauthorized', 'invalid', 'rate_limited', 'unavailable'] as const;

export const routes: Readonly<Record<RouteName, RouteContract>> = {
  accept: {
    method: 'POST',
    path: '/accept',
    summary: 'Accepts an offer, once per Idempotency-Key.',
    about:
      'A click on the button. The same key again answers what the first request led to: the same 200, or `in_progress` ' +
      'while it is under way. A refusal that leaves the key free carries `last_refusal`; the next click names it.',
    body: 'Accept',
    keyed: true,
    query: [],
    replies: { 200: 'Purchase' },
    problems: [
      'payment_declined',
      'action_required',
      'already_accepted',
      'in_progress',
      'price_changed',
      'out_of_stock',
      'order_released',
      'expired',
      'superseded',
      'not_offered',
      'consent_required',
      ...everywhere,
    ],
    example: {
      body: {
        ...about,
        variant_id: 'mem-64',
        quantity: 1,
        token: TOKEN,
        expected: { total: 2035, currency: 'EUR' },
        consent: false,
        decision: {
          decision_id: 'd1',
          slots: [{ candidate_id: 'card', step: 1 }],
          arms: {},
          propensity_ppb: 1000000000,
        },
        last_refusal: 0,
      },
      reply: purchase,
    },
  },
  status: {
    method: 'GET',
    path: '/status/{purchase_id}',
    summary: 'Where a purchase stands.',
    about:
      'What a page asks whose reply was lost, and after the bank’s authentication; `status?key=KEY` is the same. It ' +
      'answers the documents of `accept`, 202 while nothing is known, and 404 where nothing was ever reserved.',
    body: null,
    keyed: false,
    query: ['key', 'order_id'],
    replies: { 200: 'Purchase', 202: 'Pending' },
    problems: [
      'payment_declined',
      'action_required',
      'in_progress',
      'price_changed',
      'out_of_stock',
      'order_released',
      'expired',
      'superseded',
      'not_offered',
      ...everywhere,
    ],
    example: { body: null, reply: purchase },
  },
  undo: {
    method: 'POST',
    path: '/undo/{purchase_id}',
    summary: 'Takes a purchase back, line and money, while it may be.',
    about: 'Repeating it answers the same 200, also after `until`; beginning it after `until` is 410 `expired`.',
    body: 'Undo',
    keyed: false,
    query: [],
    replies: { 200: 'Purchase' },
    problems: ['in_progress', 'order_released', 'expired', ...everywhere],
    example: {
      body: { order_id: 'o1', candidate_id: 'card', purchase_id: KEY },
      reply: { ...purchase, order_total: 79900, undo: null, state: 'undone', refunded: 2035 },
    },
  },
  quote: {
    method: 'POST',
    path: '/quote',
    summary: 'The exact price now.',
    about: 'Asked when the order has changed, before the other offers’ buttons work. It changes nothing.',
    body: 'Offer',
    keyed: false,
    query: [],
    replies: { 200: 'Quoted' },
    problems: ['order_released', ...everywhere],
    example: {
      body: { ...about, variant_id: 'mem-64', quantity: 1, token: TOKEN },
      reply: { quote: { currency: 'EUR', total: 2035, order_total: 81935 }, server_time: NOW },
    },
  },
  extend: {
    method: 'POST',
    path: '/extend',
    summary: 'More time, once per offer.',
    about:
      'Where the offer is `extendable`; never past `fulfilment.hold_until`. Asking again answers the same deadline.',
    body: 'Offer',
    keyed: false,
    query: [],
    replies: { 200: 'Token' },
    problems: ['order_released', 'expired', ...everywhere],
    example: { body: { ...about, token: TOKEN }, reply: renewed },
  },
  next: {
    method: 'POST',
    path: '/next',
    summary: 'The token of a successor.',
    about: 'For an offer that the sheet holds without a token, after the one before it was answered.',
    body: 'Next',
    keyed: false,
    query: [],
    replies: { 200: 'Token' },
    problems: ['superseded', 'not_offered', 'out_of_stock', 'order_released', 'expired', ...everywhere],
    example: { body: { ...about, candidate_id: 'card-small', from: 'card', by: 'decline' }, reply: renewed },
  },
  events: {
    method: 'POST',
    path: '/events',
    summary: 'A batch of page events.',
    about:
      'Sent on consent alone. Claims of a page: they need the proof of its visit, and never touch money or orders.',
    body: 'Events',
    keyed: false,
    query: [],
    replies: { 202: 'Received' },
    problems: [...everywhere],
    example: {
      body: {
        visit: TOKEN,
        events: [{ id: 'e1', event: 'shown', at: NOW, sheet_id: 'sh_1', order_id: 'o1', candidate_id: 'card' }],
      },
      reply: { received: 1, server_time: NOW },
    },
  },
  time: {
    method: 'GET',
    path: '/time',
    summary: 'The server’s time.',
    about: 'Asked after sleep, and where a page came from a cache. HEAD of any address tells it by its Date header.',
    body: null,
    keyed: false,
    query: [],
    replies: { 200: 'Time' },
    problems: ['invalid', 'unavailable'],
    example: { body: null, reply: { server_time: NOW } },
  },
  health: {
    method: 'GET',
    path: '/health',
    summary: 'Whether the storage answers.',
    about: 'For load balancers and alarms, not for pages; 503 `unavailable` where it does not.',
    body: null,
    keyed: false,
    query: [],
    replies: { 200: 'Health' },
    problems: ['invalid', 'unavailable'],
    example: { body: null, reply: { ok: true, server_time: NOW } },
  },
};
