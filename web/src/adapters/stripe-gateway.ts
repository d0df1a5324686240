// SPDX-License-Identifier: MIT
//
// The gateway port for Stripe: charges the customer and payment method that the order was
// paid with, by PaymentIntents that are confirmed with the shopper present. A trial's mandate
// is a SetupIntent. The client is the one of Stripe's own package, of which only the calls
// below are used; this file imports nothing of it.
//
// An intent is created unconfirmed, written down under the gateway's key, and only then
// confirmed. So a key whose intent is not on record has never been confirmed, and `lookup`
// and `cancel` are exact without Stripe's search, which lags behind. `keys` is that record: a
// table with one row per key, written once.
import { stripeAmount } from '../platforms/stripe-units.js';
import type { ChargeRequest, GatewayOutcome, GatewayPort } from '../server/ports.js';

/** What Stripe answers about an intent, as far as it is read here. */
export interface StripeIntent {
  id: string;
  status: string;
  next_action?: { type: string; redirect_to_url?: { url: string | null } | null } | null;
  last_payment_error?: { code?: string; decline_code?: string } | null;
  last_setup_error?: { code?: string; decline_code?: string } | null;
}

interface Settings {
  idempotencyKey?: string;
}

interface CardIntent {
  customer: string;
  payment_method: string;
  metadata: Record<string, string>;
}

/** The calls of `new Stripe(key)` that the port makes. */
export interface StripeClient {
  paymentIntents: {
    create(
      params: CardIntent & {
        amount: number;
        currency: string;
        capture_method: 'automatic' | 'manual';
        automatic_payment_methods: { enabled: true };
        setup_future_usage?: 'off_session';
      },
      settings: Settings,
    ): Promise<StripeIntent>;
    confirm(id: string, params: { return_url: string }, settings: Settings): Promise<StripeIntent>;
    retrieve(id: string): Promise<StripeIntent>;
    cancel(id: string): Promise<StripeIntent>;
  };
  setupIntents: {
    create(
      params: CardIntent & { usage: 'off_session'; automatic_payment_methods: { enabled: true } },
      settings: Settings,
    ): Promise<StripeIntent>;
    confirm(id: string, params: { return_url: string }, settings: Settings): Promise<StripeIntent>;
    retrieve(id: string): Promise<StripeIntent>;
    cancel(id: string): Promise<StripeIntent>;
  };
  refunds: {
    create(
      params: { payment_intent: string; amount: number; metadata: Record<string, string> },
      settings: Settings,
    ): Promise<{ status: string | null }>;
  };
}

/** One row per gateway key, written once. */
export interface KeyRecord {
  /** The value under the key; null where there is none. */
  find(key: string): Promise<string | null>;
  /** Writes the value unless there is one, and answers the one that is there: INSERT … ON CONFLICT DO NOTHING. */
  first(key: string, value: string): Promise<string>;
}

export interface StripeGatewayOptions {
  stripe: StripeClient;
  keys: KeyRecord;
  /** The Stripe customer and payment method that the order was paid with; null where it has none. */
  methodOf(orderId: string): Promise<{ customer: string; payment_method: string } | null>;
  /** Where the bank sends the shopper back to. The same for every call about an order. */
  returnUrl(orderId: string): string;
  /** `manual` only authorizes; the shop captures when it ships. Default: automatic. */
  captureMethod?: 'automatic' | 'manual';
  /** Gets every error of Stripe that is no decline, for example a wrong API key. Default: prints it. */
  onError?: (error: unknown) => void;
}

const CANCELLED = 'cancelled';
const UNKNOWN: GatewayOutcome = { outcome: 'unknown' };
const declined = (code?: string | null): GatewayOutcome =>
  code == null ? { outcome: 'declined' } : { outcome: 'declined', code };

interface StripeFailure {
  type?: unknown;
  code?: unknown;
  decline_code?: unknown;
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const failureOf = (error: unknown): StripeFailure => (typeof error === 'object' && error !== null ? error : {});

/** Errors that Stripe gives before it does anything: nothing was charged, and asking again changes nothing. */
const REFUSED: ReadonlySet<unknown> = new Set([
  'StripeInvalidRequestError',
  'StripeAuthenticationError',
  'StripePermissionError',
]);

/** What an intent's state means for its key. `none`: it was never confirmed. */
function read(intent: StripeIntent): GatewayOutcome | { outcome: 'none' } {
  const error = intent.last_payment_error ?? intent.last_setup_error;
  switch (intent.status) {
    case 'succeeded':
      return { outcome: 'captured', charge_id: intent.id };
    case 'requires_capture':
      return { outcome: 'authorized', charge_id: intent.id };
    case 'requires_action': {
      const url = intent.next_action?.redirect_to_url?.url;
      return url == null ? UNKNOWN : { outcome: 'action_required', url };
    }
    case 'requires_payment_method':
      return declined(error?.decline_code ?? error?.code);
    case 'canceled':
      return declined(CANCELLED);
    case 'requires_confirmation':
      return { outcome: 'none' };
    default:
      // `processing`, and whatever Stripe adds: not known yet.
      return UNKNOWN;
  }
}

/**
 * The gateway port. See StripeGatewayOptions for what it takes.
 *
 * Long: an object with one function for each method of the port, all over one client.
 */
export function stripeGateway(options: StripeGatewayOptions): Required<GatewayPort> {
  const { stripe, keys, captureMethod = 'automatic' } = options;
  const report =
    options.onError ??
    ((error: unknown): void => {
      console.error('encore: Stripe failed:', error);
    });
  const intentsOf = (id: string): StripeClient['paymentIntents'] | StripeClient['setupIntents'] =>
    id.startsWith('seti_') ? stripe.setupIntents : stripe.paymentIntents;

  /** The outcome that an error of Stripe stands for. */
  function failed(error: unknown): GatewayOutcome {
    const { type, code, decline_code: reason } = failureOf(error);
    if (type === 'StripeCardError') return declined(textOf(reason) ?? textOf(code));
    report(error);
    return REFUSED.has(type) ? declined(textOf(code)) : UNKNOWN;
  }

  async function confirm(id: string, key: string, orderId: string): Promise<GatewayOutcome> {
    const before = await intentsOf(id).retrieve(id);
    const known = read(before);
    if (known.outcome !== 'none') return known;
    const after = await intentsOf(id).confirm(
      id,
      { return_url: options.returnUrl(orderId) },
      { idempotencyKey: `${key}:confirm` },
    );
    const seen = read(after);
    return seen.outcome === 'none' ? UNKNOWN : seen;
  }

  /** Creates the intent once, writes it down, confirms it; each step answers the same when it is done again. */
  async function begin(
    { key, order_id }: ChargeRequest,
    create: (method: CardIntent) => Promise<StripeIntent>,
  ): Promise<GatewayOutcome> {
    try {
      let id = await keys.find(key);
      if (id === null) {
        const method = await options.methodOf(order_id);
        if (method === null) return declined('no_payment_method');
        const { id: made } = await create({ ...method, metadata: { encore_key: key, order_id } });
        id = await keys.first(key, made);
      }
      return id === CANCELLED ? declined(CANCELLED) : await confirm(id, key, order_id);
    } catch (error) {
      return failed(error);
    }
  }

  return {
    charge(request) {
      const { key, currency, recurring } = request;
      let amount: number;
      try {
        amount = stripeAmount(request.amount, currency);
      } catch (error) {
        report(error);
        return Promise.resolve(declined('amount_not_chargeable'));
      }
      return begin(request, method =>
        stripe.paymentIntents.create(
          {
            ...method,
            amount,
            currency: currency.toLowerCase(),
            capture_method: captureMethod,
            automatic_payment_methods: { enabled: true },
            ...(recurring && { setup_future_usage: 'off_session' }),
          },
          { idempotencyKey: key },
        ),
      );
    },

    setUp(request) {
      return begin(request, method =>
        stripe.setupIntents.create(
          { ...method, usage: 'off_session', automatic_payment_methods: { enabled: true } },
          { idempotencyKey: request.key },
        ),
      );
    },

    async lookup(key) {
      const id = await keys.find(key);
      if (id === null) return { outcome: 'none' };
      if (id === CANCELLED) return declined(CANCELLED);
      try {
        return read(await intentsOf(id).retrieve(id));
      } catch (error) {
        report(error);
        return UNKNOWN;
      }
    },

    async cancel(key) {
      const id = await keys.first(key, CANCELLED);
      if (id === CANCELLED) return { outcome: 'cancelled' };
      try {
        const seen = read(await intentsOf(id).retrieve(id));
        if ('charge_id' in seen) return seen;
        if (seen.outcome === 'declined' && seen.code === CANCELLED) return { outcome: 'cancelled' };
        const { status } = await intentsOf(id).cancel(id);
        return status === 'canceled' ? { outcome: 'cancelled' } : UNKNOWN_END;
      } catch (error) {
        // It may have succeeded meanwhile: the next try reads it.
        report(error);
        return UNKNOWN_END;
      }
    },

    async refund({ key, charge_id, amount, currency, order_id }) {
      try {
        const { status } = await stripe.paymentIntents.retrieve(charge_id);
        if (status === 'canceled') return true;
        if (status === 'requires_capture') return (await stripe.paymentIntents.cancel(charge_id)).status === 'canceled';
        const refund = await stripe.refunds.create(
          {
            payment_intent: charge_id,
            amount: stripeAmount(amount, currency),
            metadata: { encore_key: key, order_id },
          },
          { idempotencyKey: key },
        );
        return refund.status === 'succeeded' || refund.status === 'pending';
      } catch (error) {
        if (failureOf(error).code === 'charge_already_refunded') return true;
        report(error);
        return false;
      }
    },
  };
}

const UNKNOWN_END = { outcome: 'unknown' } as const;
