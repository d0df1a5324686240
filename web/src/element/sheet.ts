// SPDX-License-Identifier: MIT
//
// What the page reads of an offer sheet: words, pictures and the facts the law wants shown.
// Types only. Prices are never read from here, they come with the core's quotes; private
// fields have no place in this file, because a browser never sees them. Everything is
// optional that the published schema lets a shop leave out.

/** A picture's or a page's address, as written in the sheet; checked in urls.ts before use. */
export type Address = string;

export interface Variant {
  id: string;
  title?: string;
  price: number;
  stock?: number;
  options?: Record<string, string>;
  unit_price_measure?: { value: number; unit: string; reference: number };
  image?: Address;
}

export interface Product {
  id: string;
  title: string;
  image?: Address;
  image_alt?: string;
  url?: Address;
  variants: Variant[];
}

export interface Review {
  rating_bps?: number;
  text: string;
  author?: string;
  image?: Address;
}

export interface Candidate {
  id: string;
  kind: string;
  product: Product;
  components?: { product: Product; variant_id: string; quantity: number }[];
  quantity?: { default?: number; min?: number; max?: number };
  subscription?: unknown;
  replaces?: { line_id: string };
  covers?: { line_id: string; term_months?: number };
  pairs_with?: string[];
  copy?: { headline?: string; body?: string; accept?: string; decline?: string; badge?: string };
  proof?: {
    rating?: { value_bps: number; count: number };
    reviews?: Review[];
    summary?: string;
    verification?: { text: string; url?: Address };
  };
  delivery?: { ships_with_order?: boolean; earliest?: string; latest?: string };
  returns?: { text: string; url?: Address };
  consent?: { text: string; url?: Address; required?: boolean };
  accept?: { mode?: 'one_click' | 'link' | 'add_to_cart' };
  layout?: Layout | null;
}

export type Layout = 'card' | 'compact' | 'banner';

export interface PageSheet {
  id: string;
  locale: string;
  currency: string;
  order: {
    id: string;
    lines: { id: string; product_id: string; title: string }[];
    total: number;
    billing_country?: string;
    shipping_country?: string;
    payment?: { kind?: string; label?: string };
  };
  customer?: { first_name?: string; loyalty?: { next_tier?: string; money_to_next_tier?: number } };
  policy?: {
    consumer_law?: 'auto' | 'eu' | 'uk' | 'none';
    reference_price?: 'lowest_30d' | 'compare_at' | 'none';
    personalised_price?: boolean;
    allowed_hosts?: string[];
  };
  candidates: Candidate[];
  endpoints?: { events?: Address };
}
