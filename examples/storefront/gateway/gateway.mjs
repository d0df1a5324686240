// SPDX-License-Identifier: MIT
//
// A payment gateway small enough to read, with the manners of a real one: every request carries an idempotency
// key, its outcome is kept, and the same key always gets the same outcome and at most one charge. It keeps its
// own books, so that what it captured can be held against what the shop's orders say. Card behaviours and the
// `faults` hook decide what goes wrong: a decline, a question from the bank, a slow answer, or no answer after
// the money has moved. It runs its own transactions: never call it from inside one of the shop's.

import { randomUUID } from 'node:crypto';
import { readCard } from './cards.mjs';

/**
 * @typedef {{ outcome: 'approved', charge_id: string, amount: number } | { outcome: 'declined', code: string }
 *   | { outcome: 'action_required', url: string, challenge_id: string } | { outcome: 'unknown' }} Outcome
 * @typedef {'lose_request' | 'lose_reply' | 'decline' | 'authenticate' | undefined} Fault lose_request: nothing
 * happens, no answer comes
 * @typedef {{ key: string, order_id: string, amount: number, currency: string, payment_method: string, return_url?:
 * string }} ChargeRequest
 */

const id = prefix => `${prefix}_${randomUUID().replaceAll('-', '').slice(0, 20)}`;
const kSlowMs = 4000;
const kCancelled = 'cancelled before it was asked';

/** A key that was used for something else: a mistake of the caller, not an outcome. */
export class KeyReused extends Error {
  constructor(key) {
    super(`the idempotency key ${key} was used for another request`);
  }
}

/**
 * @param {{ db: import('../store/db.mjs').Database, now: () => number, wait?: (ms: number) => Promise<void>,
 *   faults?: (operation: 'charge' | 'refund' | 'lookup' | 'cancel', request: any) => Fault | Promise<Fault> }} options
 */
export function createGateway({
  db,
  now,
  wait = ms =>
    new Promise(done => {
      setTimeout(done, ms);
    }),
  faults = () => undefined,
}) {
  const time = () => new Date(now()).toISOString();
  const stored = async (on, key, lock = '') =>
    (await on.query(`SELECT operation, fingerprint, outcome FROM gateway_requests WHERE key = $1 ${lock}`, [key]))
      .rows[0];

  const published = outcome =>
    outcome.outcome === 'action_required'
      ? {
          outcome: 'action_required',
          url: `/bank/authenticate/${outcome.challenge_id}`,
          challenge_id: outcome.challenge_id,
        }
      : outcome;

  /**
   * Claims a key. Returns the earlier outcome where there is one. Two claims of one key wait for each other in the
   * database.
   */
  async function claim(tx, key, operation, fingerprint, isAny = false) {
    const { rowCount } = await tx.query(
      `INSERT INTO gateway_requests VALUES ($1, $2, $3, '{"outcome": "unknown"}', $4) ON CONFLICT (key) DO NOTHING`,
      [key, operation, fingerprint, time()],
    );
    if (rowCount === 1) return null;
    const earlier = await stored(tx, key, 'FOR UPDATE');
    if (earlier.fingerprint === kCancelled) return earlier.outcome;
    if (!isAny && (earlier.operation !== operation || earlier.fingerprint !== fingerprint)) throw new KeyReused(key);
    return earlier.outcome;
  }

  const settle = (tx, key, outcome) =>
    tx.query('UPDATE gateway_requests SET outcome = $2 WHERE key = $1', [key, JSON.stringify(outcome)]);

  async function capture(tx, { key, order_id, amount, currency, method_id }) {
    const charge_id = id('ch');
    await tx.query('INSERT INTO gateway_charges VALUES ($1, $2, $3, $4, $5, $6, $7)', [
      charge_id,
      key,
      order_id,
      amount,
      currency,
      method_id,
      time(),
    ]);
    const outcome = { outcome: 'approved', charge_id, amount };
    await settle(tx, key, outcome);
    return outcome;
  }

  async function decide(tx, request, behaviour, fault) {
    const { key, order_id, amount, currency, payment_method: method_id, return_url = '/' } = request;
    const charged = async () =>
      (await tx.query('SELECT 1 FROM gateway_charges WHERE method_id = $1 LIMIT 1', [method_id])).rows.length > 0;
    if (fault === 'decline' || behaviour === 'decline' || (behaviour === 'decline_later' && (await charged()))) {
      const outcome = { outcome: 'declined', code: 'card_declined' };
      await settle(tx, key, outcome);
      return outcome;
    }
    if (fault === 'authenticate' || behaviour === 'authenticate') {
      const challenge_id = id('au');
      await tx.query(`INSERT INTO gateway_challenges VALUES ($1, $2, $3, $4, $5, $6, $7, 'open', $8)`, [
        challenge_id,
        key,
        order_id,
        amount,
        currency,
        method_id,
        return_url,
        time(),
      ]);
      const outcome = { outcome: 'action_required', challenge_id };
      await settle(tx, key, outcome);
      return outcome;
    }
    return capture(tx, { key, order_id, amount, currency, method_id });
  }

  /**
   * The common case in one statement: a key that is new, a plain card. Also says how the card
   * behaves (null: there is no such card), for all other cases. A key claimed at this moment is waited for.
   */
  async function captureAtOnce({ key, order_id, amount, currency, payment_method }, fingerprint, fault) {
    const charge_id = id('ch');
    const outcome = { outcome: 'approved', charge_id, amount };
    const { rows } = await db.query(
      `WITH method AS (SELECT behaviour FROM gateway_methods WHERE id = $1),
       claimed AS (
         INSERT INTO gateway_requests SELECT $2::text, 'charge', $3::text, $4::jsonb, $5::timestamptz FROM method
         WHERE behaviour = 'approve' AND $6 ON CONFLICT (key) DO NOTHING RETURNING key),
       captured AS (
         INSERT INTO gateway_charges SELECT $7::text, key, $8::text, $9::bigint, $10::text, $1, $5 FROM claimed
         RETURNING 1)
       SELECT (SELECT behaviour FROM method) AS behaviour, EXISTS (SELECT 1 FROM captured) AS captured`,
      [
        payment_method,
        key,
        fingerprint,
        JSON.stringify(outcome),
        time(),
        fault === undefined,
        charge_id,
        order_id,
        amount,
        currency,
      ],
    );
    const [{ behaviour, captured }] = rows;
    return { behaviour, outcome: captured ? outcome : null };
  }

  return {
    /** Turns a card into a payment method, or says which field is wrong. */
    async saveCard(card) {
      const read = readCard(card, now());
      if ('field' in read) return read;
      const payment_method = id('pm');
      await db.query('INSERT INTO gateway_methods VALUES ($1, $2, $3, $4)', [
        payment_method,
        read.brand,
        read.last4,
        read.behaviour,
      ]);
      return { payment_method, label: `${read.brand} ending in ${read.last4}` };
    },

    /** @param {ChargeRequest} request @returns {Promise<Outcome>} */
    async charge(request) {
      const { key, order_id, amount, currency, payment_method } = request;
      if (!Number.isSafeInteger(amount) || amount <= 0) throw new RangeError(`a charge of ${amount} is no charge`);
      const fault = await faults('charge', request);
      if (fault === 'lose_request') return { outcome: 'unknown' };
      const fingerprint = `${order_id} ${amount} ${currency} ${payment_method}`;
      const { behaviour, outcome: captured } = await captureAtOnce(request, fingerprint, fault);
      if (captured) return captured;
      if (!behaviour) return { outcome: 'declined', code: 'unknown_payment_method' };
      if (behaviour === 'slow') await wait(kSlowMs);
      const { outcome, isNew } = await db.transaction(async tx => {
        const earlier = await claim(tx, key, 'charge', fingerprint);
        return earlier
          ? { outcome: earlier, isNew: false }
          : { outcome: await decide(tx, request, behaviour, fault), isNew: true };
      });
      // The first answer for a dropping card is lost; asking again under the same key is answered.
      if (fault === 'lose_reply' || (isNew && behaviour === 'drop')) return { outcome: 'unknown' };
      return published(outcome);
    },

    /** What became of a key; `none` where the gateway has never seen it. */
    async lookup(key) {
      if (await faults('lookup', { key })) return { outcome: 'unknown' };
      const found = await stored(db, key);
      return found ? published(found.outcome) : { outcome: 'none' };
    },

    /** Ends a key: from now on no charge succeeds under it, unless one already has. */
    async cancel(key) {
      if (await faults('cancel', { key })) return { outcome: 'unknown' };
      return db.transaction(async tx => {
        const earlier = await claim(tx, key, 'charge', kCancelled, true);
        if (earlier?.outcome === 'approved') return earlier;
        await tx.query(`UPDATE gateway_challenges SET state = 'refused' WHERE key = $1 AND state = 'open'`, [key]);
        await settle(tx, key, { outcome: 'declined', code: 'cancelled' });
        return { outcome: 'cancelled' };
      });
    },

    /**
     * Gives back a charge, or what is left of it.
     * @param {{ key: string, charge_id: string, amount: number, reason?: string }} request
     */
    async refund(request) {
      const { key, charge_id, amount, reason = 'requested' } = request;
      const fault = await faults('refund', request);
      if (fault === 'lose_request') return { outcome: 'unknown' };
      const outcome = await db.transaction(async tx => {
        const earlier = await claim(tx, key, 'refund', `${charge_id} ${amount}`);
        if (earlier) return earlier;
        const {
          rows: [charge],
        } = await tx.query('SELECT amount FROM gateway_charges WHERE id = $1 FOR UPDATE', [charge_id]);
        const {
          rows: [{ given }],
        } = await tx.query(
          'SELECT coalesce(sum(amount), 0)::bigint AS given FROM gateway_refunds WHERE charge_id = $1',
          [charge_id],
        );
        const refused = !charge || amount <= 0 || given + amount > charge.amount;
        const result = refused
          ? { outcome: 'declined', code: 'nothing_to_refund' }
          : { outcome: 'approved', refund_id: id('re'), amount };
        if (!refused) {
          await tx.query('INSERT INTO gateway_refunds VALUES ($1, $2, $3, $4, $5, $6)', [
            result.refund_id,
            key,
            charge_id,
            amount,
            reason,
            time(),
          ]);
        }
        await settle(tx, key, result);
        return result;
      });
      return fault === 'lose_reply' ? { outcome: 'unknown' } : outcome;
    },

    /** Every charge of an order with what was given back of it, oldest first. */
    async chargesOf(order_id) {
      const { rows } = await db.query(
        `SELECT c.id, c.key, c.amount, c.currency, c.captured_at, m.brand, m.last4,
                coalesce((SELECT sum(amount) FROM gateway_refunds r WHERE r.charge_id = c.id), 0)::bigint AS refunded
         FROM gateway_charges c JOIN gateway_methods m ON m.id = c.method_id
         WHERE c.order_id = $1 ORDER BY c.captured_at, c.id`,
        [order_id],
      );
      return rows;
    },

    /** The bank's side of a question: what is asked, or undefined. */
    async challenge(challenge_id) {
      const {
        rows: [found],
      } = await db.query(
        `SELECT c.*, m.brand, m.last4 FROM gateway_challenges c JOIN gateway_methods m ON m.id = c.method_id WHERE c.id = $1`,
        [challenge_id],
      );
      return found;
    },

    /** The card holder's answer. The first one counts. Returns where the holder wanted to go back to. */
    async answer(challenge_id, approves) {
      return db.transaction(async tx => {
        // The request's row is locked before the challenge's, as `cancel` does it: neither can overtake the other.
        await tx.query(
          'SELECT 1 FROM gateway_requests WHERE key = (SELECT key FROM gateway_challenges WHERE id = $1) FOR UPDATE',
          [challenge_id],
        );
        const {
          rows: [asked],
        } = await tx.query('SELECT * FROM gateway_challenges WHERE id = $1', [challenge_id]);
        if (!asked) return undefined;
        if (asked.state === 'open') {
          await tx.query('UPDATE gateway_challenges SET state = $2 WHERE id = $1', [
            challenge_id,
            approves ? 'approved' : 'refused',
          ]);
          if (approves) await capture(tx, asked);
          else await settle(tx, asked.key, { outcome: 'declined', code: 'authentication_failed' });
        }
        return asked.return_url;
      });
    },
  };
}
