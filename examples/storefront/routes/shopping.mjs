// SPDX-License-Identifier: MIT
// Looking around and filling a cart.

import { kTrades, productOf, variantOf } from '../catalogue/catalogue.mjs';
import { companionsOf } from '../history/companions.mjs';
import { money } from '../money.mjs';
import { priceBasket } from '../store/carts.mjs';
import { withinReach } from '../offers/surfaces.mjs';
import { cartPage, notesOf, payLabel } from '../pages/checkout.mjs';
import { trouble } from '../pages/layout.mjs';
import { homePage, productPage, shelfPage } from '../pages/shelves.mjs';
import { termsPage } from '../pages/terms.mjs';

const kCookie = { path: '/', httpOnly: true, sameSite: 'lax' };
const quantityOf = text => {
  const n = Number(text);
  return Number.isSafeInteger(n) && n >= 0 ? n : NaN;
};

/** @param {import('fastify').FastifyInstance} app @param {any} shop the parts, see shop.mjs */
export function shoppingRoutes(app, { db, carts, offers, preload, pictures, frameOf, send }) {
  /** A cart as its page's script writes it in: lines, sums, notes, and what is offered beside it now. */
  async function stateOf(cart, surface) {
    const basket = priceBasket(await carts.lines(cart));
    const { subtotal, shipping, tax, total, count, lines } = basket;
    return {
      count,
      lines: lines.map(({ product, variant, quantity, paid }) => ({
        product: product.id,
        variant: variant.id,
        title: product.title,
        option: variant.title,
        image: pictures.url(product.id),
        quantity,
        paid: money(paid),
      })),
      sums: Object.fromEntries(
        Object.entries({ subtotal, shipping, tax, total }).map(([name, minor]) => [
          name,
          { minor, text: name === 'shipping' && minor === 0 ? 'Free' : money(minor) },
        ]),
      ),
      notes: notesOf({ ...basket, reach: withinReach(basket) }),
      pay: payLabel(total),
      sheet: await offers.cartSheet(cart, basket, surface),
    };
  }

  app.get('/', async (request, reply) => send(reply, homePage(await frameOf(request), { pictures })));
  app.get('/terms', async (request, reply) => send(reply, termsPage(await frameOf(request))));

  app.get('/shelves/:trade', async (request, reply) => {
    const trade = kTrades.find(({ id }) => id === request.params.trade);
    return trade ? send(reply, shelfPage(await frameOf(request), { trade, pictures })) : reply.callNotFound();
  });

  app.get('/products/:id', async (request, reply) => {
    const product = productOf(request.params.id);
    if (!product || product.family === 'protection') return reply.callNotFound();
    const { rows } = await db.query('SELECT id, stock FROM variants WHERE product_id = $1', [product.id]);
    const companions = (await companionsOf(db, [product.id], 8))
      .map(({ companion_id }) => productOf(companion_id))
      .filter(other => other && other.listed !== false);
    return send(
      reply,
      productPage(await frameOf(request), {
        product,
        stock: new Map(rows.map(({ id, stock }) => [id, stock])),
        companions,
        pictures,
      }),
    );
  });

  app.get('/cart', async (request, reply) => {
    const basket = priceBasket(await carts.lines(request.cookies.shop_cart));
    const sheetScript = await offers.cartScript(request.cookies.shop_cart, basket, 'cart').catch(error => {
      request.log.error(error);
      return null;
    });
    return send(
      reply,
      cartPage(await frameOf(request), {
        basket,
        reach: withinReach(basket),
        sheetScript,
        preload: preload(),
        pictures,
      }),
    );
  });

  // An offer beside the cart or under the checkout was accepted: the answer is what the page shows now.
  app.post('/cart/take', async (request, reply) => {
    const { variant, quantity = '1', surface } = request.body ?? {};
    const cart = request.cookies.shop_cart;
    const count = quantityOf(quantity);
    if (!cart || !variantOf(variant) || !(count >= 1)) return reply.code(422).send({ type: 'invalid' });
    await carts.add(cart, variant, count);
    return reply.send(await stateOf(cart, surface === 'checkout' ? 'checkout' : 'cart'));
  });

  app.post('/cart/add', async (request, reply) => {
    const { variant, quantity = '1' } = request.body ?? {};
    const found = variantOf(variant);
    const count = quantityOf(quantity);
    if (!found || found.product.listed === false || !(count >= 1)) {
      return send(
        reply,
        trouble(await frameOf(request), {
          title: 'Something went wrong',
          says: 'Choose a variant and a quantity of at least one.',
        }),
        422,
      );
    }
    const cart = await carts.open(request.cookies.shop_cart);
    await carts.add(cart, variant, count);
    return reply.setCookie('shop_cart', cart, kCookie).redirect('/cart', 303);
  });

  app.post('/cart/set', async (request, reply) => {
    const { variant, quantity } = request.body ?? {};
    const count = quantityOf(quantity);
    if (request.cookies.shop_cart && variantOf(variant) && !Number.isNaN(count))
      await carts.set(request.cookies.shop_cart, variant, count);
    return reply.redirect('/cart', 303);
  });

  // Counting is off until somebody allows it, and off again with the same button.
  app.post('/statistics', async (request, reply) => {
    const { allow, back = '/' } = request.body ?? {};
    const isPath = /^\/(?![/\\])[\x21-\x7e]*$/.test(back);
    return reply
      .setCookie('shop_statistics', allow === 'yes' ? 'yes' : 'no', { ...kCookie, maxAge: 180 * 86400 })
      .redirect(isPath ? back : '/', 303);
  });
}
