// SPDX-License-Identifier: MIT
//
// The server kit's ports over webhooks: `data` and the reply are exactly the port's request and answer. Where the shop
// did not answer, an outcome of money is `unknown`, which the kit asks for again; everything else is thrown, which the
// kit takes as not done. The shape of an answer is judged by the kit, as for any other port.
import type { BuyerPort, GatewayPort, KitRequest, LivePort, OrderPort, SheetPort, StockPort } from '../server/ports.js';
import { ShopCallError, type CallShop } from './webhooks.js';

type Answer<F> = F extends (...values: never[]) => Promise<infer R> ? R : never;

/** The ports that only the shop can provide. */
export interface ShopPorts {
  gateway: GatewayPort;
  orders: OrderPort;
  stock: StockPort;
  buyers: BuyerPort;
  live: LivePort;
  sheets: SheetPort;
}

/** The headers by which a shop identifies its buyer; no others are passed on. */
const identityOf = ({ headers }: KitRequest): Record<string, string> => ({
  ...(headers['cookie'] !== undefined && { cookie: headers['cookie'] }),
  ...(headers['authorization'] !== undefined && { authorization: headers['authorization'] }),
});

/** Ports that ask the shop. `onError` hears of calls whose failure is answered with `unknown`. */
export function webhookPorts(call: CallShop, onError: (error: unknown, operation: string) => void): ShopPorts {
  const unknownIfUnanswered = async (
    type: 'charge' | 'lookup' | 'cancel',
    key: string,
    data: object,
  ): Promise<unknown> => {
    try {
      return await call(type, key, data);
    } catch (error) {
      if (!(error instanceof ShopCallError)) throw error;
      onError(error, type);
      return { outcome: 'unknown' };
    }
  };
  return {
    gateway: {
      charge: async request =>
        (await unknownIfUnanswered('charge', request.key, request)) as Answer<GatewayPort['charge']>,
      // A read: each call gets an id of its own, for the answer changes.
      lookup: async key => {
        try {
          return (await call('lookup', null, { key })) as Answer<GatewayPort['lookup']>;
        } catch (error) {
          if (!(error instanceof ShopCallError)) throw error;
          onError(error, 'lookup');
          return { outcome: 'unknown' };
        }
      },
      cancel: async key => (await unknownIfUnanswered('cancel', key, { key })) as Answer<GatewayPort['cancel']>,
      refund: async request => (await call('refund', request.key, request)) as boolean,
    },
    orders: {
      order: async order_id => (await call('order', null, { order_id })) as Answer<OrderPort['order']>,
      addLine: async request => (await call('add_line', request.purchase_id, request)) as Answer<OrderPort['addLine']>,
      removeLine: async request =>
        (await call('remove_line', request.purchase_id, request)) as Answer<OrderPort['removeLine']>,
    },
    stock: {
      take: async request => (await call('take', request.hold, request)) as boolean,
      giveBack: async request => {
        await call('give_back', request.hold, request);
      },
    },
    buyers: {
      owns: async (request, order_id) =>
        (await call('owns', null, { order_id, headers: identityOf(request) })) as boolean,
    },
    live: { live: async request => (await call('live', null, request)) as Answer<LivePort['live']> },
    sheets: { sheet: async order_id => (await call('sheet', null, { order_id })) as Answer<SheetPort['sheet']> },
  };
}
