// SPDX-License-Identifier: MIT
//
// The offers as AWS Lambda handler, given the events that its front ends make: an HTTP API (2.0), a function URL with
// its body in base64, an HTTP API with a named stage, a REST API (1.0) and a load balancer with lists of headers.
import { lambdaHandler } from 'encore-offers/adapters/lambda';
import { buyFrom, openShop } from './accepting.mjs';

const base64 = text => Buffer.from(text).toString('base64');
const upper = headers =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.replace(/\b[a-z]/g, letter => letter.toUpperCase()), value]),
  );

function eventOf2({ method, url, headers: { cookie, ...headers }, body }, stage = '$default') {
  const path = (stage === '$default' ? '' : `/${stage}`) + url.pathname;
  return {
    version: '2.0',
    routeKey: 'ANY /encore/{proxy+}',
    rawPath: path,
    rawQueryString: url.search.slice(1),
    cookies: [cookie],
    headers,
    requestContext: { stage, http: { method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' } },
    body,
    isBase64Encoded: false,
  };
}

function eventOf1({ method, url, headers, body }) {
  const query = Object.fromEntries(url.searchParams);
  return {
    resource: '/encore/{proxy+}',
    path: url.pathname,
    httpMethod: method,
    headers: upper(headers),
    multiValueHeaders: Object.fromEntries(Object.entries(upper(headers)).map(([name, value]) => [name, [value]])),
    queryStringParameters: url.search === '' ? null : query,
    multiValueQueryStringParameters: null,
    requestContext: { stage: 'prod', path: `/prod${url.pathname}`, httpMethod: method },
    body: body ?? null,
    isBase64Encoded: false,
  };
}

const fronts = {
  'HTTP API, 2.0': request => eventOf2(request),
  'HTTP API with a named stage': request => eventOf2(request, 'prod'),
  'function URL, base64': request => ({
    ...eventOf2(request),
    body: request.body && base64(request.body),
    isBase64Encoded: true,
  }),
  'REST API, 1.0': eventOf1,
  'REST API, 1.0, base64': request => ({
    ...eventOf1(request),
    body: base64(request.body ?? ''),
    isBase64Encoded: true,
  }),
  'load balancer, lists of headers': request => ({
    ...eventOf1(request),
    headers: undefined,
    queryStringParameters: undefined,
    multiValueQueryStringParameters: Object.fromEntries(
      [...request.url.searchParams.keys()].map(name => [name, request.url.searchParams.getAll(name)]),
    ),
    requestContext: { elb: { targetGroupArn: 'arn:aws:elasticloadbalancing:target' } },
  }),
};

for (const [what, eventOf] of Object.entries(fronts)) {
  const shop = await openShop();
  const handler = lambdaHandler(shop.server);
  const call = async (path, { method = 'GET', headers, body }) => {
    // Through JSON and back, as an event comes and an answer goes.
    const event = JSON.stringify(eventOf({ method, headers, body, url: new URL(path, 'https://shop.example') }));
    const answer = JSON.parse(JSON.stringify(await handler(JSON.parse(event))));
    const replied = answer.headers ?? Object.fromEntries(Object.entries(answer.multiValueHeaders));
    return new Response(answer.body, { status: answer.statusCode, headers: replied });
  };
  await buyFrom(shop, call, `Lambda, ${what}`);
}

const { server } = await openShop();
const thrown = await lambdaHandler(server)({ Records: [] }).catch(error => error.message);
if (!/wanted: an HTTP event/.test(thrown)) throw new Error(`an event of a queue is named as such, not: ${thrown}`);
