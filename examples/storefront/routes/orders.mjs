// SPDX-License-Identifier: MIT
// After paying: the thank-you page with its offers, the order, the link from the confirmation mail.

import { orderPage, thankYouPage, trackingPage } from '../pages/order.mjs';

/** @param {import('fastify').FastifyInstance} app @param {any} shop the parts, see shop.mjs */
export function orderRoutes(app, { buyer, orders, purchases, gateway, offers, preload, pictures, frameOf, send }) {
  const isBuyer = (request, id) => orders.isBuyer(id, buyer.read(request));

  /** A page stays whole whatever happens to the offers: without a sheet it is one like any other. */
  const scriptFor = (request, order, owns, surface) =>
    offers.scriptFor(order, owns, surface).catch(error => {
      request.log.error(error);
      return null;
    });

  app.get('/orders/:id/thank-you', async (request, reply) => {
    const order = await orders.find(request.params.id);
    if (!order || order.status === 'cancelled') return reply.callNotFound();
    if (order.status === 'open') return reply.redirect(`/checkout/return/${order.id}`, 303);
    const owns = await isBuyer(request, order.id);
    const sheetScript = await scriptFor(request, order, owns);
    reply.header('cache-control', 'private, no-store');
    return send(
      reply,
      thankYouPage(await frameOf(request), { order, isBuyer: owns, sheetScript, preload: preload(), pictures }),
    );
  });

  app.get('/orders/:id', async (request, reply) => {
    const order = await orders.find(request.params.id);
    if (!order) return reply.callNotFound();
    const owns = await isBuyer(request, order.id);
    const [sheetScript, charges, subscriptions] = await Promise.all([
      owns && order.status === 'paid' ? scriptFor(request, order, owns, 'order_status') : null,
      gateway.chargesOf(order.id),
      purchases.subscriptionsOf(order.id),
    ]);
    reply.header('cache-control', 'private, no-store');
    return send(
      reply,
      orderPage(await frameOf(request), {
        order,
        isBuyer: owns,
        charges,
        subscriptions,
        sheetScript,
        preload: preload(),
        pictures,
      }),
    );
  });

  app.get('/orders/:id/tracking', async (request, reply) => {
    const order = await orders.find(request.params.id);
    if (order?.status !== 'paid') return reply.callNotFound();
    const sheetScript = await scriptFor(request, order, await isBuyer(request, order.id), 'tracking');
    reply.header('cache-control', 'private, no-store');
    return send(reply, trackingPage(await frameOf(request), { order, sheetScript, preload: preload() }));
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
