// SPDX-License-Identifier: MIT
//
// The OpenAPI 3.1 document of `encore serve`: the backend's routes, and the webhooks that the shop answers; the
// shopper's routes are the server kit's own (../server/openapi.ts). A test holds paths and webhooks to what the process
// answers.
import { schemas, type Schema } from '../server/contract.js';
import { offerPaths } from '../server/openapi.js';
import { webhookTypes, type WebhookType } from './webhooks.js';

const text = (description: string): Schema => ({ type: 'string', description });
const money = (description: string): Schema => ({ type: 'integer', description: `${description} Minor units.` });
const object = (properties: Record<string, Schema>, required = Object.keys(properties)): Schema => ({
  type: 'object',
  properties,
  required,
});
const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] });
const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const json = (description: string, schema: Schema): Schema => ({
  description,
  content: { 'application/json': { schema } },
});
const problemReply = (description: string): Schema => ({
  description,
  content: { 'application/problem+json': { schema: ref('Problem') } },
});

const sheet: Schema = {
  type: 'object',
  description: 'An offer sheet, version 1: the package’s schema/offer-sheet-1.schema.json describes every field.',
};

const components: Record<string, Schema> = {
  ...schemas,
  Issue: object(
    {
      code: text('A word of a closed list.'),
      path: text('JSON Pointer of the place; "" is the document.'),
      scope: text('What the issue drops: sheet, line, candidate or experiment.'),
      message: text('The value met, what is wanted, and an example.'),
    },
    ['code', 'path', 'scope', 'message'],
  ),
};

const query = (name: string, description: string): Schema => ({
  name,
  in: 'query',
  required: false,
  description,
  schema: { type: 'string' },
});
const now = query('now', 'The moment to judge at, RFC 3339 or milliseconds; default: the present.');
const visitor = query('visitor', 'Unit of experiments; default: the sheet’s visitor, else its order.');

const backend = (summary: string, body: Schema, reply: Schema, parameters: Schema[] = []): Schema => ({
  post: {
    summary,
    security: [{ secret: [] }],
    parameters,
    requestBody: { required: true, content: { 'application/json': { schema: body } } },
    responses: {
      200: json('The answer.', reply),
      401: problemReply('The caller’s secret is missing or wrong.'),
      422: json(
        'The sheet is refused.',
        object({ ok: { const: false }, issues: { type: 'array', items: ref('Issue') } }),
      ),
    },
  },
});

const webhooks: Record<WebhookType, { summary: string; data: Schema; reply: Schema }> = {
  owns: {
    summary:
      'Does this request come from the buyer of the order? By session or the cookie set at payment, never by the link.',
    data: object({
      order_id: text('The order.'),
      headers: object({ cookie: text('As sent.'), authorization: text('As sent.') }, []),
    }),
    reply: { type: 'boolean' },
  },
  order: {
    summary: 'The order as it stands now; null where there is none.',
    data: object({ order_id: text('The order.') }),
    reply: orNull({ type: 'object', description: 'OrderSnapshot of the server kit’s ports.' }),
  },
  charge: {
    summary:
      'Charges what the order was paid with; a repeated key answers what the first call led to. `unknown` is not recorded: the same key asks again.',
    data: object({
      key: text('Never charges twice.'),
      order_id: text('The order.'),
      amount: money('To charge.'),
      currency: text('ISO 4217.'),
      return_url: orNull(text('Where the bank sends the shopper.')),
      initiator: { const: 'customer', description: 'The click is the customer’s: no off-session flag, no exemption.' },
      recurring: { type: 'boolean', description: 'The first charge of a subscription: set up its mandate, too.' },
    }),
    reply: {
      type: 'object',
      description:
        '{"outcome": "captured" or "authorized", "charge_id"} | declined | action_required with url | unknown',
    },
  },
  lookup: {
    summary: 'What became of a charge’s key; outcome "none" where it was never seen.',
    data: object({ key: text('The charge’s key.') }),
    reply: { type: 'object' },
  },
  cancel: {
    summary: 'Ends a charge’s key: afterwards no charge under it can succeed, unless one has.',
    data: object({ key: text('The charge’s key.') }),
    reply: { type: 'object' },
  },
  refund: {
    summary: 'Gives a charge back; the same key refunds once. False: not known, ask again.',
    data: object({
      key: text('Refunds once.'),
      charge_id: text('The charge.'),
      amount: money('To refund.'),
      currency: text('ISO 4217.'),
      order_id: text('The order.'),
      reason: { enum: ['undo', 'order_released'] },
    }),
    reply: { type: 'boolean' },
  },
  add_line: {
    summary: 'Adds the line once per purchase; refuses a released order or a purchase taken out before.',
    data: { type: 'object', description: '{purchase_id, order_id, candidate_id, charge_id, line}' },
    reply: { type: 'object', description: '{"line_id", "order_total"} or {"refused"}' },
  },
  remove_line: {
    summary: 'Takes the purchase’s line out for good.',
    data: object({ purchase_id: text('The purchase.'), order_id: text('The order.') }),
    reply: { type: 'object', description: '{"order_total"} or {"refused": "order_released"}' },
  },
  take: {
    summary: 'Takes all items from stock or none; a repeated hold takes nothing more.',
    data: { type: 'object', description: '{hold, order_id, items: [{product_id, variant_id, quantity}]}' },
    reply: { type: 'boolean' },
  },
  give_back: {
    summary: 'Gives back what a hold took, for good.',
    data: object({ hold: text('The hold.') }),
    reply: { type: 'null' },
  },
  live: {
    summary: 'Today’s taxes and shipping where they differ from the signed ones; null where they do not.',
    data: { type: 'object', description: '{order, line}' },
    reply: orNull({ type: 'object' }),
  },
  sheet: {
    summary: 'The order’s private sheet as it would be emitted now, for successors’ tokens; null where there is none.',
    data: object({ order_id: text('The order.') }),
    reply: orNull(sheet),
  },
};

const webhook = (type: WebhookType): Schema => ({
  post: {
    summary: webhooks[type].summary,
    parameters: ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map(name => ({
      name,
      in: 'header',
      required: true,
      schema: { type: 'string' },
    })),
    requestBody: {
      required: true,
      content: { 'application/json': { schema: object({ type: { const: type }, data: webhooks[type].data }) } },
    },
    responses: { 200: json('The port’s answer.', webhooks[type].reply) },
  },
});

/**
 * The document; `base` is where the shopper's routes stand.
 *
 * Long: a document, route by route.
 */
export function openApi(base: string): object {
  const loose: Schema = { type: 'object' };
  return {
    openapi: '3.1.0',
    info: {
      title: 'encore serve',
      version: __ENCORE_VERSION__,
      summary: 'Post-purchase offers as a process: sheets in, page sheets and purchases out.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    paths: {
      '/check': backend('Everything that is wrong with a sheet, or probably not meant.', sheet, loose, [
        query('page', '"true": as a browser would.'),
        query('origin', 'The host of the page that shows it, such as shop.example.'),
      ]),
      '/decide': backend('Which offers show at a moment, and why not the others.', sheet, loose, [
        now,
        visitor,
        query('seed', 'Seeds exploration.'),
      ]),
      '/publish': backend(
        'Private sheet to page sheet with signed tokens; `script` may be printed into the page as it is.',
        sheet,
        loose,
        [
          now,
          visitor,
          query('buyer_present', '"false" where the page is not served to the order’s authenticated buyer.'),
        ],
      ),
      '/suggest': backend(
        'A private sheet with the best candidates for an order, by the configured catalogue and model.',
        object({ order: loose, customer: loose }, ['order']),
        sheet,
        [query('now', 'The moment: RFC 3339 or milliseconds.'), query('limit', 'Candidates at most; default 20.')],
      ),
      '/verify': backend('Recomputes the price of an accept request.', object({ request: loose, sheet: loose }), loose),
      '/health': {
        get: {
          summary: 'Whether requests are served.',
          security: [],
          responses: { 200: json('Yes.', loose), 503: json('Stopping.', loose) },
        },
      },
      '/metrics': {
        get: {
          summary: 'Counters for Prometheus.',
          security: [{ secret: [] }],
          responses: { 200: { description: 'Text.' } },
        },
      },
      '/openapi.json': {
        get: { summary: 'This document.', security: [{ secret: [] }], responses: { 200: json('OpenAPI 3.1.', loose) } },
      },
      ...offerPaths(base),
    },
    webhooks: Object.fromEntries(webhookTypes.map(type => [type, webhook(type)])),
    components: {
      schemas: components,
      securitySchemes: {
        secret: { type: 'http', scheme: 'bearer', description: 'The caller’s secret of the configuration.' },
      },
    },
  };
}
