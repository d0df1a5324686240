// SPDX-License-Identifier: MIT
//
// Stripe as its documentation describes it, for the calls that the gateway port makes: states
// of intents, card errors that are thrown with the intent left in requires_payment_method,
// idempotency keys that answer the first result and refuse other parameters, refunds bounded
// by what was captured. Payment methods carry their behaviour in their name.

const failure = (type, code, more = {}) => Object.assign(new Error(code), { type, code, ...more });

export class FakeStripe {
  intents = new Map();
  refundsMade = [];
  #first = new Map();
  #count = 0;
  /** Called before each request, by `resource.method`; may throw, as a connection does. */
  before = () => {};
  /** Called after each request is carried out, before it is answered. */
  after = () => {};

  /** Money that stands: captured or held, less what was refunded. */
  get standing() {
    return [...this.intents.values()]
      .filter(({ id, status }) => id.startsWith('pi_') && ['succeeded', 'requires_capture'].includes(status))
      .reduce((sum, { amount, refunded }) => sum + amount - refunded, 0);
  }

  get paymentIntents() {
    return this.#resource('pi');
  }

  get setupIntents() {
    return this.#resource('seti');
  }

  get refunds() {
    return {
      create: (params, settings) =>
        this.#call('refunds.create', params, settings, () => {
          const intent = this.#intent(params.payment_intent);
          if (intent.status !== 'succeeded') throw failure('StripeInvalidRequestError', 'charge_not_captured');
          if (intent.refunded === intent.amount) throw failure('StripeInvalidRequestError', 'charge_already_refunded');
          if (intent.refunded + params.amount > intent.amount)
            throw failure('StripeInvalidRequestError', 'amount_too_large');
          intent.refunded += params.amount;
          this.refundsMade.push(params);
          return { id: `re_${(this.#count += 1)}`, status: 'succeeded' };
        }),
    };
  }

  /** The shopper answers the bank. */
  authenticate(id, passed) {
    const intent = this.#intent(id);
    if (intent.status !== 'requires_action') return;
    if (passed) Object.assign(intent, { status: this.#done(intent), next_action: null });
    else this.#decline(intent, { code: 'payment_intent_authentication_failure' });
  }

  #intent(id) {
    const found = this.intents.get(id);
    if (!found) throw failure('StripeInvalidRequestError', 'resource_missing');
    return found;
  }

  #done = ({ capture_method: method, id }) =>
    method === 'manual' && id.startsWith('pi_') ? 'requires_capture' : 'succeeded';

  #decline(intent, error) {
    const member = intent.id.startsWith('seti_') ? 'last_setup_error' : 'last_payment_error';
    Object.assign(intent, { status: 'requires_payment_method', next_action: null, [member]: error });
  }

  async #call(name, params, { idempotencyKey } = {}, perform) {
    this.before(name, params);
    const known = idempotencyKey && this.#first.get(idempotencyKey);
    const text = JSON.stringify([name, params]);
    if (known) {
      if (known.text !== text) throw failure('StripeIdempotencyError', undefined);
      if (known.error) throw known.error;
      return structuredClone(known.answer);
    }
    const record = { text };
    try {
      record.answer = structuredClone(perform());
    } catch (error) {
      record.error = error;
    }
    if (idempotencyKey) this.#first.set(idempotencyKey, record);
    this.after(name, params);
    if (record.error) throw record.error;
    return record.answer;
  }

  #resource(prefix) {
    const name = prefix === 'pi' ? 'paymentIntents' : 'setupIntents';
    return {
      create: (params, settings) =>
        this.#call(`${name}.create`, params, settings, () => {
          if (params.amount !== undefined && params.amount < 50)
            throw failure('StripeInvalidRequestError', 'amount_too_small');
          if (params.off_session || params.confirm) throw new Error('a click is on session, confirmed afterwards');
          const id = `${prefix}_${(this.#count += 1)}`;
          const intent = { ...params, id, status: 'requires_confirmation', next_action: null, refunded: 0 };
          this.intents.set(id, intent);
          return intent;
        }),
      confirm: (id, params, settings) =>
        this.#call(`${name}.confirm`, { id, ...params }, settings, () => {
          const intent = this.#intent(id);
          if (intent.status !== 'requires_confirmation')
            throw failure('StripeInvalidRequestError', 'payment_intent_unexpected_state');
          const { payment_method: method } = intent;
          if (method === 'pm_declined') {
            const error = { code: 'card_declined', decline_code: 'insufficient_funds' };
            this.#decline(intent, error);
            throw failure('StripeCardError', error.code, { decline_code: error.decline_code });
          }
          if (method === 'pm_authenticate') {
            const url = `https://hooks.stripe.example/${id}`;
            Object.assign(intent, {
              status: 'requires_action',
              next_action: { type: 'redirect_to_url', redirect_to_url: { url, return_url: params.return_url } },
            });
          } else if (method === 'pm_slow') intent.status = 'processing';
          else intent.status = this.#done(intent);
          return intent;
        }),
      retrieve: id => this.#call(`${name}.retrieve`, { id }, {}, () => this.#intent(id)),
      cancel: id =>
        this.#call(`${name}.cancel`, { id }, {}, () => {
          const intent = this.#intent(id);
          if (['succeeded', 'canceled', 'processing'].includes(intent.status))
            throw failure('StripeInvalidRequestError', 'payment_intent_unexpected_state');
          intent.status = 'canceled';
          return intent;
        }),
    };
  }
}

export const connectionLost = () => failure('StripeConnectionError', undefined);
