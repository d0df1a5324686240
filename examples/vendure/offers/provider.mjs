// SPDX-License-Identifier: MIT
//
// The payment provider of the example: a table of charges, reached by a connection of its own, so that a charge stands
// whatever becomes of the shop. A shop of yours has Stripe here (`encore-offers/adapters/stripe-gateway`). And the
// provider as a payment method of Vendure: the checkout charges by it, refunds of Vendure go through it.
import { LanguageCode, PaymentMethodHandler } from '@vendure/core';
import pg from 'pg';

export class Provider {
  constructor(databaseUrl) {
    this.pool = new pg.Pool({ connectionString: databaseUrl, max: 4 });
  }

  async open() {
    await this.pool.query(`CREATE TABLE IF NOT EXISTS provider_charges (
      key text PRIMARY KEY, order_id text NOT NULL, amount bigint NOT NULL, refunded bigint NOT NULL DEFAULT 0,
      cancelled boolean NOT NULL DEFAULT false)`);
  }

  /** One key, one charge; what a cancelled key asks for is declined. */
  async charge({ key, order_id, amount }) {
    await this.pool.query(
      'INSERT INTO provider_charges (key, order_id, amount) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
      [key, order_id, amount],
    );
    const outcome = await this.lookup(key);
    return outcome.outcome === 'none' ? { outcome: 'declined' } : outcome;
  }

  async lookup(key) {
    const { rows } = await this.pool.query('SELECT cancelled FROM provider_charges WHERE key = $1', [key]);
    if (rows.length === 0 || rows[0].cancelled) return { outcome: 'none' };
    return { outcome: 'approved', charge_id: key };
  }

  async cancel(key) {
    await this.pool.query(
      `INSERT INTO provider_charges (key, order_id, amount, cancelled) VALUES ($1, '', 0, true) ON CONFLICT DO NOTHING`,
      [key],
    );
    const outcome = await this.lookup(key);
    return outcome.outcome === 'none' ? { outcome: 'cancelled' } : outcome;
  }

  /** Once, however often it is asked for: the kit and Vendure's own refund both ask. */
  async refund({ charge_id, amount }) {
    await this.pool.query('UPDATE provider_charges SET refunded = $2 WHERE key = $1', [charge_id, amount]);
    return true;
  }
}

export const cardHandler = provider =>
  new PaymentMethodHandler({
    code: 'card',
    description: [{ languageCode: LanguageCode.en, value: 'Card' }],
    args: {},
    async createPayment(ctx, order, amount) {
      const key = `order-${order.id}`;
      await provider.charge({ key, order_id: String(order.id), amount });
      return { amount, state: 'Settled', transactionId: key, metadata: {} };
    },
    settlePayment: () => ({ success: true }),
    async createRefund(ctx, input, amount, order, payment) {
      await provider.refund({ charge_id: payment.transactionId, amount });
      return { state: 'Settled', transactionId: `refund-${payment.transactionId}` };
    },
  });
