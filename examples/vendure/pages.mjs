// SPDX-License-Identifier: MIT
//
// The storefront of the example: a page with one product and a button, a checkout by Vendure's Shop API, and the
// thank-you page with the offers. Below /shop.
import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sheetScript } from 'encore-offers/server';
import { buyerCookie, OffersPlugin } from './offers/plugin.mjs';

const assets = new URL('.', import.meta.resolve('encore-offers/encore.js'));
const types = { '.js': 'text/javascript', '.wasm': 'application/wasm', '.css': 'text/css' };
const escaped = text => text.replace(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`);
const euros = minor => `€ ${(minor / 100).toFixed(2)}`;
const html = (title, body) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
  `<title>${title}</title>${body}</html>`;

/** A checkout by the Shop API, as any storefront does it. Returns the placed order's id. */
async function checkout(origin, sku) {
  let token;
  const ask = async (query, variables) => {
    const reply = await fetch(`${origin}/shop-api`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ query, variables }),
    });
    token = reply.headers.get('vendure-auth-token') ?? token;
    const { data, errors } = await reply.json();
    const [result] = Object.values(data ?? {});
    if (errors || result?.errorCode) throw new Error(JSON.stringify(errors ?? result));
    return result;
  };
  const either = '... on Order { id } ... on ErrorResult { errorCode message }';
  const { items } = await ask('{ products { items { variants { id sku } } } }');
  const { id } = items.flatMap(({ variants }) => variants).find(variant => variant.sku === sku);
  await ask(`mutation ($id: ID!) { addItemToOrder(productVariantId: $id, quantity: 1) { ${either} } }`, { id });
  const person = { emailAddress: 'mia@shop.example', firstName: 'Mia', lastName: 'Example' };
  await ask(`mutation ($input: CreateCustomerInput!) { setCustomerForOrder(input: $input) { ${either} } }`, {
    input: person,
  });
  const input = { fullName: 'Mia Example', streetLine1: 'Example street 1', city: 'Berlin', countryCode: 'DE' };
  await ask(`mutation ($input: CreateAddressInput!) { setOrderShippingAddress(input: $input) { ${either} } }`, {
    input,
  });
  const [{ id: method }] = await ask('{ eligibleShippingMethods { id } }');
  await ask(`mutation ($id: [ID!]!) { setOrderShippingMethod(shippingMethodId: $id) { ${either} } }`, { id: [method] });
  await ask(
    `mutation { transitionOrderToState(state: "ArrangingPayment") { ... on Order { id } ... on OrderStateTransitionError { errorCode message transitionError } } }`,
  );
  const paid = await ask(`mutation { addPaymentToOrder(input: { method: "card", metadata: {} }) { ${either} } }`);
  return paid.id;
}

const receipt = order => `
<ul id="lines">${order.lines
  .filter(({ quantity }) => quantity > 0)
  .map(({ quantity, productVariant }) => `<li>${quantity} × ${escaped(productVariant.name)}</li>`)
  .join('')}</ul>
<p>Total: <output id="total">${euros(order.totalWithTax)}</output></p>`;

const follow = `
addEventListener('encore-accepted', show);
addEventListener('encore-undone', show);
function show({ detail }) {
  document.querySelector('#total').value = '€ ' + (detail.order_total / 100).toFixed(2);
}`;

async function answer(origin, request) {
  const path = new URL(request.url, origin).pathname.replace(/^\/shop/, '');
  const [, name, rest] = path.split('/');
  if (name === 'assets') {
    const file = basename(path);
    return { type: types[extname(file)] ?? 'text/plain', body: await readFile(fileURLToPath(new URL(file, assets))) };
  }
  if (name === 'follow.js') return { type: types['.js'], body: follow };
  if (name === 'buy' && request.method === 'POST') {
    const id = await checkout(origin, 'CAMERA');
    const cookie = `${buyerCookie(id)}; HttpOnly; SameSite=Lax; Path=/`;
    return { status: 303, headers: { location: `/shop/thank-you/${id}`, 'set-cookie': cookie } };
  }
  if (name === 'thank-you') {
    const page = await (await OffersPlugin.running.promise).pageFor(rest, request.headers.cookie);
    if (page === null) return { status: 404, type: 'text/plain', body: 'There is no such order of yours.' };
    const offers = page.sheet === null ? '' : `<encore-offers>${sheetScript(page.sheet)}</encore-offers>`;
    const scripts = '<script src="/shop/assets/encore.js" async></script><script src="/shop/follow.js" defer></script>';
    return { body: html('Thank you', `${scripts}<h1>Thank you!</h1>${receipt(page.order)}${offers}`) };
  }
  if (name === '' || name === undefined)
    return {
      body: html('Shop', '<h1>Lumen 6 camera</h1><form method="post" action="/shop/buy"><button>Buy</button></form>'),
    };
  return { status: 404, type: 'text/plain', body: 'Not found' };
}

export const pages =
  ({ origin }) =>
  (request, response, next) => {
    const { originalUrl: url, method, headers } = request;
    answer(origin, { url, method, headers }).then(({ status = 200, type = 'text/html', headers: more, body = '' }) => {
      response.writeHead(status, { 'content-type': type, 'cache-control': 'private, no-store', ...more });
      response.end(body);
    }, next);
  };
