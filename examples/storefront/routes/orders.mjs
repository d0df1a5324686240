// SPDX-License-Identifier: MIT
// After paying: the thank-you page with its offers, the order, the link from the confirmation mail.

import { orderPage, thankYouPage } from '../pages/order.mjs';

/** @param {import('fastify').FastifyInstance} app @param {any} shop the parts, see shop.mjs */
export function orderRoutes(app, { buyer, orders, purchases, gateway, offers, preload, pictures, frameOf, send }) {
  const isBuyer = (request, id) => orders.isBuyer(id, buyer.read(request));

  app.get('/orders/:id/thank-you', async (request, reply) => {
    const order = await orders.find(request.params.id);
    if (!order || order.status === 'cancelled') return reply.callNotFound();
    if (order.status === 'open') return reply.redirect(`/checkout/return/${order.id}`, 303);
    const owns = await isBuyer(request, order.id);
    // The page stays whole whatever happens to the offers: without a sheet it is a confirmation like any other.
    const sheetScript = await offers.scriptFor(order, owns).catch(error => {
      request.log.error(error);
      return null;
    });
    reply.header('cache-control', 'private, no-store');
    return send(
      reply,
      thankYouPage(await frameOf(request), { order, isBuyer: owns, sheetScript, preload: preload(), pictures }),
    );
  });

  app.get('/orders/:id', async (request, reply) => {
    const order = await orders.find(request.params.id);
    if (!order) return reply.callNotFound();
    const [owns, charges, subscriptions] = await Promise.all([
      isBuyer(request, order.id),
      gateway.chargesOf(order.id),
      purchases.subscriptionsOf(order.id),
    ]);
    reply.header('cache-control', 'private, no-store');
    return send(reply, orderPage(await frameOf(request), { order, isBuyer: owns, charges, subscriptions, pictures }));
  });

  // What the confirmation mail links to: the holder of the pass is the buyer.
  app.get('/orders/:id/sign-in', async (request, reply) => {
    const { id } = request.params;
    const { pass, to } = request.query;
    if (!(await orders.hasPass(id, pass))) return reply.callNotFound();
    const secret = await orders.admit(id, buyer.read(request));
    return buyer.write(reply, secret).redirect(to === 'order' ? `/orders/${id}` : `/orders/${id}/thank-you`, 303);
  });
}
