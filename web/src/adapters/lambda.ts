// SPDX-License-Identifier: MIT
//
// An offer server as AWS Lambda handler: `export const handler = lambdaHandler(server)`, behind an HTTP API or a
// function URL (event 2.0), a REST API (1.0) or a load balancer. The event brings the body whole, as text or base64.
// `raw` of the request that the buyer port sees is the event, with what an authorizer put into it.
import type { KitRequest, OfferServer } from '../server/ports.js';
import { LIMIT } from './nodejs.js';

/** Only what is used of the two shapes, so that the package needs no AWS types. */
interface Event {
  body?: string | null;
  isBase64Encoded?: boolean;
  headers?: Record<string, string | undefined> | null;
  requestContext?: { http?: { method: string }; stage?: string; elb?: object };
  // 2.0
  rawPath?: string;
  rawQueryString?: string;
  cookies?: string[];
  // 1.0
  httpMethod?: string;
  path?: string;
  multiValueHeaders?: Record<string, string[] | undefined> | null;
  queryStringParameters?: Record<string, string | undefined> | null;
  multiValueQueryStringParameters?: Record<string, string[] | undefined> | null;
}

/** The answer, in the shape that both kinds of event take. */
export interface LambdaAnswer {
  statusCode: number;
  headers?: Record<string, string>;
  multiValueHeaders?: Record<string, string[]>;
  body: string;
  isBase64Encoded: false;
}

type Lists = Record<string, string[] | undefined>;

/** Both shapes of headers as one, and those of 2.0, which keeps cookies apart. */
function headersOf({ headers, multiValueHeaders, cookies }: Event): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers ?? {})) if (value !== undefined) found[name.toLowerCase()] = value;
  for (const [name, values] of Object.entries(multiValueHeaders ?? {})) {
    const lower = name.toLowerCase();
    if (values !== undefined) found[lower] = values.join(lower === 'cookie' ? '; ' : ', ');
  }
  if (cookies !== undefined && cookies.length > 0) found['cookie'] = cookies.join('; ');
  return found;
}

/** The query of a 1.0 event. A load balancer gives it as it came, a REST API decoded. */
function queryOf({ queryStringParameters, multiValueQueryStringParameters, requestContext }: Event): string {
  const single = Object.entries(queryStringParameters ?? {}).map(
    ([name, value]) => [name, [value ?? '']] as [string, string[]],
  );
  const lists: Lists = multiValueQueryStringParameters ?? Object.fromEntries(single);
  const pairs = Object.entries(lists).flatMap(([name, values]) => (values ?? []).map(value => [name, value] as const));
  const code = requestContext?.elb === undefined ? encodeURIComponent : (text: string) => text;
  return pairs.map(([name, value]) => `${code(name)}=${code(value)}`).join('&');
}

/** The path without the stage, which an HTTP API with a named one puts before it. */
function pathOf({ rawPath, path, requestContext }: Event): string {
  const whole = rawPath ?? path ?? '/';
  const stage = `/${requestContext?.stage ?? ''}`;
  return rawPath !== undefined && stage.length > 1 && whole.startsWith(`${stage}/`) ? whole.slice(stage.length) : whole;
}

function bodyOf({ body, isBase64Encoded }: Event): Pick<KitRequest, 'body' | 'oversized'> {
  if (body === undefined || body === null || body === '') return { body: null };
  const bytes = Buffer.from(body, isBase64Encoded === true ? 'base64' : 'utf8');
  return bytes.length > LIMIT ? { body: null, oversized: true } : { body: bytes.toString('utf8') };
}

/** The handler. Errors: an event that is no HTTP request, by name. */
export function lambdaHandler(server: OfferServer): (event: unknown) => Promise<LambdaAnswer> {
  return async given => {
    const event = given as Event;
    const method = event.requestContext?.http?.method ?? event.httpMethod;
    if (method === undefined)
      throw new TypeError(
        'the event has neither requestContext.http.method nor httpMethod; wanted: an HTTP event, 1.0 or 2.0',
      );
    const query = event.rawQueryString ?? queryOf(event);
    const { status, headers, body } = await server.handle({
      method,
      url: query === '' ? pathOf(event) : `${pathOf(event)}?${query}`,
      headers: headersOf(event),
      ...bodyOf(event),
      raw: event,
    });
    // A load balancer that gives lists of headers takes nothing else back.
    const shaped = event.headers
      ? { headers }
      : { multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])) };
    return {
      statusCode: status,
      ...(event.rawPath === undefined ? shaped : { headers }),
      body,
      isBase64Encoded: false,
    };
  };
}
