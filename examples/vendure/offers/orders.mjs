// SPDX-License-Identifier: MIT
//
// The order port by Vendure's own means: an accepted offer is a modification of the order with its payment, in one
// transaction; what is taken back is another one with a refund. The modification's note carries the purchase, which is
// how a repeated call finds what an earlier one did. A modification takes no price: a reduction is a surcharge.
import { Order, OrderService, RequestContextService, TransactionalConnection } from '@vendure/core';

/** States in which the order can be changed: paid, and not handed to the warehouse. */
const open = ['PaymentSettled', 'Modifying', 'ArrangingAdditionalPayment'];
const taxRate = 19;
const added = purchase => `Offer ${purchase}`;
const removed = purchase => `Offer ${purchase}, taken back`;

/** What a service of Vendure gave. Errors: the error that it gave as a result. */
function must(result) {
  if (result?.errorCode) throw Object.assign(new Error(`${result.errorCode}: ${result.message}`), result);
  return result;
}

/** @param get gives a service of Vendure by its class */
export function orderPort(get, { beforeModification = () => undefined } = {}) {
  const orders = get(OrderService);
  const context = () => get(RequestContextService).create({ apiType: 'admin' });
  const relations = ['lines', 'lines.productVariant', 'lines.productVariant.product', 'surcharges', 'payments'];
  const read = (ctx, id) => orders.findOne(ctx, id, [...relations, 'payments.refunds', 'customer', 'shippingLines']);

  /** Works on one order, one process at a time, in a transaction that every service called with its context is in. */
  const change = async (orderId, work) =>
    get(TransactionalConnection).withTransaction(await context(), async ctx => {
      const query = (...args) =>
        get(TransactionalConnection)
          .getRepository(ctx, Order)
          .query(...args);
      await query('SELECT pg_advisory_xact_lock(711, $1)', [Number(orderId)]);
      const notes = new Map((await orders.getOrderModifications(ctx, orderId)).map(one => [one.note, one]));
      return work({ ctx, query, notes, order: await read(ctx, orderId) });
    });
  const total = async (ctx, orderId) => (await read(ctx, orderId)).totalWithTax;
  const move = async (ctx, orderId, state) => must(await orders.transitionToState(ctx, orderId, state));
  const surcharge = (line, amount) => ({
    description: `Offer: ${line.title}`,
    price: amount,
    priceIncludesTax: true,
    taxRate,
    taxDescription: 'VAT',
  });

  return {
    read: async orderId => read(await context(), orderId),

    async order(orderId) {
      const order = await read(await context(), orderId);
      if (!order?.orderPlacedAt) return null;
      return {
        id: String(order.id),
        currency: order.currencyCode,
        total: order.totalWithTax,
        lines: order.lines.filter(line => line.quantity > 0).map(({ id, quantity }) => ({ id: String(id), quantity })),
        released: !open.includes(order.state),
        one_click: order.payments.some(({ state }) => state === 'Settled'),
        hold_until_ms: order.orderPlacedAt.getTime() + 3_600_000,
      };
    },

    async addLine({ purchase_id, order_id, charge_id, line }) {
      await beforeModification();
      return change(order_id, async ({ ctx, query, notes, order }) => {
        const gone = await query('SELECT 1 FROM offers_ended WHERE id = $1', [purchase_id]);
        if (gone.length > 0) return { refused: 'removed' };
        if (!notes.has(added(purchase_id))) {
          if (!open.includes(order.state)) return { refused: 'order_released' };
          await move(ctx, order_id, 'Modifying');
          const modified = await orders.modifyOrder(ctx, {
            orderId: order_id,
            dryRun: false,
            note: added(purchase_id),
            addItems: [{ productVariantId: line.variant_id, quantity: line.quantity }],
            surcharges: line.quote.discount === 0 ? [] : [surcharge(line, -line.quote.discount)],
          });
          // The last piece went to somebody else after it was looked for: the charge is given back.
          if (modified.errorCode === 'INSUFFICIENT_STOCK_ERROR') {
            await move(ctx, order_id, 'PaymentSettled');
            return { refused: 'line_changed' };
          }
          const now = must(modified);
          if (now.totalWithTax !== order.totalWithTax + line.quote.total)
            throw new Error(`the order comes to ${now.totalWithTax}, not ${order.totalWithTax + line.quote.total}`);
          if (charge_id !== null) {
            await move(ctx, order_id, 'ArrangingAdditionalPayment');
            const payment = { orderId: order_id, method: 'card', transactionId: charge_id, metadata: { purchase_id } };
            must(await orders.addManualPaymentToOrder(ctx, payment));
          }
          await move(ctx, order_id, 'PaymentSettled');
        }
        const modifications = await orders.getOrderModifications(ctx, order_id);
        const mine = modifications.find(({ note }) => note === added(purchase_id));
        return { line_id: String(mine.lines[0].orderLineId), order_total: await total(ctx, order_id) };
      });
    },

    async removeLine({ purchase_id, order_id }) {
      return change(order_id, async ({ ctx, query, notes, order }) => {
        const mine = notes.get(added(purchase_id));
        if (mine && !notes.has(removed(purchase_id))) {
          if (!open.includes(order.state)) return { refused: 'order_released' };
          const [{ orderLineId }] = mine.lines;
          const { productVariant } = order.lines.find(({ id }) => id === orderLineId);
          const reduction = mine.surcharges.reduce((sum, { priceWithTax }) => sum - priceWithTax, 0);
          const payment = order.payments.find(({ metadata }) => metadata?.purchase_id === purchase_id);
          await move(ctx, order_id, 'Modifying');
          must(
            await orders.modifyOrder(ctx, {
              orderId: order_id,
              dryRun: false,
              note: removed(purchase_id),
              adjustOrderLines: [{ orderLineId, quantity: 0 }],
              surcharges: reduction === 0 ? [] : [surcharge({ title: productVariant.name }, reduction)],
              refund: payment && { paymentId: payment.id, amount: payment.amount, reason: 'taken back by the buyer' },
            }),
          );
          await move(ctx, order_id, 'PaymentSettled');
        }
        await query('INSERT INTO offers_ended VALUES ($1) ON CONFLICT DO NOTHING', [purchase_id]);
        return { order_total: await total(ctx, order_id) };
      });
    },
  };
}
