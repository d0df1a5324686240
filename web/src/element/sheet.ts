// SPDX-License-Identifier: MIT
//
// What the page reads of an offer sheet: words, pictures and the facts the law wants shown, chosen from the generated
// types. Types only. Prices are never read from here, they come with the core's quotes; private fields have no place in
// this file, because a browser never sees them. Null means absent, as everywhere in a sheet.
import type * as whole from '../engine/sheet.js';

export type Variant = Pick<
  whole.Variant,
  'id' | 'title' | 'price' | 'stock' | 'options' | 'unit_price_measure' | 'image'
>;

export type Product = Pick<whole.Product, 'id' | 'title' | 'image' | 'image_alt' | 'url'> & { variants: Variant[] };

export type Candidate = Pick<
  whole.Candidate,
  | 'id'
  | 'kind'
  | 'components'
  | 'quantity'
  | 'subscription'
  | 'replaces'
  | 'covers'
  | 'pairs_with'
  | 'copy'
  | 'proof'
  | 'delivery'
  | 'returns'
  | 'consent'
  | 'loyalty'
  | 'deposit'
  | 'fees'
  | 'withdrawal'
  | 'personal_price'
  | 'accept'
  | 'layout'
> & { product: Product };

export type Layout = NonNullable<Candidate['layout']>;

export type PageSheet = Pick<whole.OfferSheet, 'id' | 'locale' | 'currency' | 'endpoints'> & {
  order: Pick<
    whole.Order,
    | 'id'
    | 'lines'
    | 'total'
    | 'billing_country'
    | 'shipping_country'
    | 'billing_region'
    | 'shipping_region'
    | 'payment'
    | 'withdrawal_url'
    | 'guarantee_url'
    | 'cancel_url'
  >;
  customer?: Pick<NonNullable<whole.Customer>, 'first_name' | 'loyalty'> | null;
  policy?: Pick<
    NonNullable<whole.Policy>,
    'consumer_law' | 'reference_price' | 'personalised_price' | 'allowed_hosts' | 'utc_offset_minutes' | 'cash_step'
  > | null;
  /** What `publish` left; `visit` proves this page to the events endpoint. */
  published?: { visit?: string } | null;
  candidates: Candidate[];
};
