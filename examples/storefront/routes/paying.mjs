// SPDX-License-Identifier: MIT
// Checkout, the way to the bank and back.

import { kCountries } from '../money.mjs';
import { bankPage, checkingPage, checkoutPage } from '../pages/checkout.mjs';
import { trouble } from '../pages/layout.mjs';
import { priceBasket } from '../store/carts.mjs';
import { OutOfStock } from '../store/orders.mjs';
import { variantOf } from '../catalogue/catalogue.mjs';

const kCookie = { path: '/', httpOnly: true, sameSite: 'lax' };
const kLongest = 120;

/** What the form says, trimmed and cut, and what is wrong with it. */
function readForm(body = {}) {
  const values = Object.fromEntries(
    ['first_name', 'last_name', 'email', 'street', 'postcode', 'city', 'country'].map(name => [
      name,
      String(body[name] ?? '')
        .trim()
        .slice(0, kLongest),
    ]),
  );
  const errors = {};
  for (const [name, value] of Object.entries(values)) if (value === '') errors[name] = 'Please fill this in.';
  if (values.email && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(values.email))
    errors.email = 'This does not look like an e-mail address.';
  if (!kCountries.some(({ code }) => code === values.country)) values.country = 'IE';
  delete errors.country;
  return { values: { ...values, email: values.email.toLowerCase() }, errors };
}

/** @param {import('fastify').FastifyInstance} app @param {any} shop the parts, see shop.mjs */
export function payingRoutes(
  app,
  { buyer, carts, orders, gateway, checkout, offers, preload, pictures, frameOf, send },
) {
  /** The buyer's browser gets its secret, the cart is done with, and the thank-you page follows. */
  async function welcome(request, reply, order) {
    const secret = await orders.admit(order.id, buyer.read(request));
    if (order.cart_id) await carts.drop(order.cart_id);
    return buyer.write(reply, secret).redirect(`/orders/${order.id}/thank-you`, 303);
  }

  async function show(request, reply, { values = {}, errors = {}, message, status = 200 }) {
    const basket = priceBasket(await carts.lines(request.cookies.shop_cart), values.country);
    if (basket.lines.length === 0) return reply.redirect('/cart', 303);
    const sheetScript = await offers.cartScript(request.cookies.shop_cart, basket, 'checkout').catch(error => {
      request.log.error(error);
      return null;
    });
    return send(
      reply,
      checkoutPage(await frameOf(request), {
        basket,
        sheetScript,
        preload: preload(),
        pictures,
        values,
        errors,
        message,
      }),
      status,
    );
  }

  async function goOn(request, reply, order, settled, values) {
    switch (settled.state) {
      case 'paid':
        return welcome(request, reply, await orders.find(order.id));
      case 'action_required':
        return reply.redirect(settled.url, 303);
      case 'declined':
        return show(request, reply, {
          values,
          status: 402,
          message: 'The bank declined this payment, and nothing was charged. Try another card.',
        });
      default:
        return send(reply, checkingPage(await frameOf(request), { order }), 202);
    }
  }

  app.get('/checkout', (request, reply) => show(request, reply, {}));

  app.post('/checkout', async (request, reply) => {
    const cart_id = request.cookies.shop_cart;
    const { values, errors } = readForm(request.body);
    if (request.body?.statistics === 'yes')
      reply.setCookie('shop_statistics', 'yes', { ...kCookie, maxAge: 180 * 86400 });

    // The same cart again: a second press of the button, or another try after a pause.
    const earlier = cart_id && (await orders.findByCart(cart_id));
    if (earlier) {
      const settled = await checkout.settle(earlier);
      if (settled.state !== 'declined') return goOn(request, reply, earlier, settled, values);
    }
    const rows = await carts.lines(cart_id);
    if (rows.length === 0) return reply.redirect('/cart', 303);
    const card = await gateway.saveCard(request.body ?? {});
    if ('field' in card) errors[card.field] = card.message;
    if (Object.keys(errors).length > 0)
      return show(request, reply, {
        values,
        errors,
        status: 422,
        message: 'Something is missing: see the marked fields.',
      });

    const { first_name, email, country, ...address } = values;
    try {
      const order = await orders.place({ cart_id, rows, email, first_name, address, country, payment: card });
      return goOn(request, reply, order, await checkout.settle(order), values);
    } catch (error) {
      if (!(error instanceof OutOfStock)) throw error;
      const { product } = variantOf(error.variant_id);
      return show(request, reply, {
        values,
        status: 409,
        message: `${product.title} has just sold out in this quantity. Nothing was charged; change your cart and try again.`,
      });
    }
  });

  app.get('/checkout/return/:id', async (request, reply) => {
    const order = await orders.find(request.params.id);
    if (order?.status === 'cancelled') return goOn(request, reply, order, { state: 'declined' }, {});
    const isTheirs =
      order &&
      ((order.cart_id && order.cart_id === request.cookies.shop_cart) ||
        (await orders.isBuyer(order.id, buyer.read(request))));
    if (!isTheirs) return reply.redirect('/', 303);
    return goOn(request, reply, order, await checkout.settle(order), {
      ...order.address,
      first_name: order.first_name,
      email: order.email,
      country: order.country,
    });
  });

  app.get('/bank/authenticate/:id', async (request, reply) => {
    const challenge = await gateway.challenge(request.params.id);
    if (!challenge)
      return send(
        reply,
        trouble(await frameOf(request), { title: 'Nothing to confirm', says: 'The bank knows of no such payment.' }),
        404,
      );
    return send(reply, bankPage(await frameOf(request), { challenge }));
  });

  app.post('/bank/authenticate/:id', async (request, reply) => {
    const back = await gateway.answer(request.params.id, request.body?.answer === 'approve');
    return reply.redirect(back ?? '/', 303);
  });
}
