// SPDX-License-Identifier: MIT
//
// The client of Stripe's own package is one that the gateway port takes, and the port is one that the kit takes.
import Stripe from 'stripe';
import { stripeGateway } from 'encore-offers/adapters/stripe-gateway';
import type { GatewayPort } from 'encore-offers/server';

const rows = new Map<string, string>();

export const gateway: GatewayPort = stripeGateway({
  stripe: new Stripe('sk_test_none'),
  keys: {
    find: key => Promise.resolve(rows.get(key) ?? null),
    first: (key, value) => Promise.resolve(rows.get(key) ?? (rows.set(key, value), value)),
  },
  methodOf: () => Promise.resolve({ customer: 'cus_1', payment_method: 'pm_1' }),
  returnUrl: orderId => `https://shop.example/orders/${orderId}`,
});
