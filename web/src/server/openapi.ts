// SPDX-License-Identifier: MIT
//
// OpenAPI 3.1 of the shopper's endpoints, made from contract.ts. `encore serve` puts its
// backend's routes and webhooks beside them; a shop with the kit in its own process serves
// this document as it is.
import { routes, schemas, type RouteContract, type Schema } from './contract.js';
import { problemDocuments, type ProblemType } from './problems.js';

const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

/** The HTTP statuses of a route's problems, each with the words that come with it. */
function problemReplies(types: readonly ProblemType[]): Schema {
  const byStatus = new Map<number, ProblemType[]>();
  // What HTTP says more exactly than 422: no JSON, no such purchase, another method, too large, another type.
  const exact = [400, 404, 405, 413, 415].map((status): [number, ProblemType] => [status, 'invalid']);
  const ofTypes = types.map((type): [number, ProblemType] => [problemDocuments[type].status, type]);
  const mounted: [number, ProblemType] = [500, 'unavailable'];
  for (const [status, type] of [...ofTypes, ...(types.includes('invalid') ? exact : []), mounted])
    byStatus.set(status, [...(byStatus.get(status) ?? []), type]);
  return Object.fromEntries(
    [...byStatus].map(([status, words]) => [
      status,
      {
        description: words.map(word => `\`${word}\`: ${problemDocuments[word].title}.`).join(' '),
        content: { 'application/problem+json': { schema: ref('Problem') } },
      },
    ]),
  );
}

const header = (name: string, description: string): Schema => ({
  name,
  in: 'header',
  required: true,
  description,
  schema: { type: 'string' },
});

function operation({ path, summary, about, body, keyed, query, replies, problems, example }: RouteContract): Schema {
  const parameters: Schema[] = [
    ...(keyed ? [header('Idempotency-Key', "The offer's `accept.key`, which is the token's jti.")] : []),
    ...query.map(name => ({ name, in: 'query', required: false, schema: { type: 'string' } })),
    ...(path.includes('{purchase_id}')
      ? [{ name: 'purchase_id', in: 'path', required: true, schema: { type: 'string' } }]
      : []),
  ];
  const good = Object.entries(replies).map(([status, name]) => [
    status,
    {
      description: status === '200' ? 'Done.' : 'Taken; not done yet.',
      content: {
        'application/json': {
          schema: ref(name),
          ...(example.reply['status_url'] === undefined && name !== 'Pending' && { example: example.reply }),
        },
      },
    },
  ]);
  return {
    summary,
    description: about,
    security: [],
    ...(parameters.length > 0 && { parameters }),
    ...(body !== null && {
      requestBody: { required: true, content: { 'application/json': { schema: ref(body), example: example.body } } },
    }),
    responses: { ...Object.fromEntries(good), ...problemReplies(problems) },
  };
}

/** The paths of the shopper's endpoints below `base`. */
export const offerPaths = (base: string): Record<string, Schema> =>
  Object.fromEntries(
    Object.values(routes).map(route => [`${base}${route.path}`, { [route.method.toLowerCase()]: operation(route) }]),
  );

/** The document of an offer server; `base` is the path of its endpoints. */
export const offerApi = (base: string): object => ({
  openapi: '3.1.0',
  info: {
    title: 'Offers on the thank-you page',
    version: __ENCORE_VERSION__,
    summary: 'What a page with offers asks of the shop behind it.',
    license: { name: 'MIT', identifier: 'MIT' },
  },
  servers: [{ url: '/' }],
  paths: offerPaths(base),
  components: { schemas },
});
