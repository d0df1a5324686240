// SPDX-License-Identifier: MIT
//
// Every sentence the card can say. One file per language implements this interface, and a
// page loads one. `{name}` marks a value, formatted by Intl before it is put in; a message
// that counts is a set of plural forms, chosen by Intl.PluralRules. Durations ("12 minutes"),
// amounts, dates and percentages are never written here. A shop overrides single keys by the
// element's `messages` property.

/** Forms of a message that counts `{n}`. Languages give the forms they have. */
export type Plural = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

export interface Catalogue {
  /** Name of the whole region, for screen readers. */
  region: string;

  // Buttons
  accept: string;
  /** Nothing is charged. */
  accept_free: string;
  accept_upgrade: string;
  accept_subscription: string;
  /** Leads to a page where the shopper goes on. */
  accept_link: string;
  accept_cart: string;
  /** The order button of EU law (Directive 2011/83/EU, article 8): nothing but the obligation to pay. */
  pay: string;
  again: string;
  decline: string;
  undo: string;
  extend: string;
  /** Closes an outcome. */
  dismiss: string;
  /** Goes to the bank's page. */
  confirm: string;
  /** Asks what became of an accept without an answer. */
  check: string;

  // Price
  /** Read to those who do not see the strike-through. {price} */
  was: string;
  /** {price} */
  was_30d: string;
  /** {amount} */
  save: string;
  free: string;
  /** Unit pricing. {price}, {unit} such as "100 g" */
  measure: string;
  item: string;
  credit: string;
  shipping: string;
  tax: string;
  /** {amount} */
  tax_included: string;
  total: string;
  order_total: string;
  /** {amount} */
  free_shipping_missing: string;
  personalised: string;

  // Subscription and protection
  /** {price}, {interval}, {date} */
  renews: string;
  day: Plural;
  week: Plural;
  month: Plural;
  year: Plural;
  /** {amount} */
  yearly: string;
  /** Where the first year costs otherwise than the next ones: {amount} {later} */
  first_year: string;
  /** {left}: the trial's length */
  trial: string;
  min_cycles: Plural;
  /** {left}: the protection's length */
  term: string;

  // The offer
  option: string;
  /** {title} */
  sold_out: string;
  quantity: string;
  less: string;
  more: string;
  /** {value} of 5 */
  rating: string;
  reviews: Plural;
  points: Plural;
  /** {amount}, {tier} */
  next_tier: string;
  ships_with_order: string;
  /** {date}: a day or a span of days */
  arrives: string;
  /** {label}, such as "Visa ending in 42" */
  charged_to: string;
  charged_to_card: string;
  consent_missing: string;
  terms_link: string;

  // Deadline; {left}, {time}
  left_fulfilment: string;
  left_campaign: string;
  left_stock: string;
  left: string;
  /** No countdown: {time} alone */
  until: string;
  /** Announced, {left} */
  soon: string;
  /** {left} */
  undo_left: string;

  // States: a title each, and what it means for the shopper in `_more`
  quoting: string;
  submitting: string;
  retrying: string;
  action_required: string;
  action_required_more: string;
  pending: string;
  pending_more: string;
  accepted: string;
  /** {total} charged */
  accepted_more: string;
  undoing: string;
  undone: string;
  undone_more: string;
  declined: string;
  expired: string;
  expired_more: string;
  price_changed: string;
  price_changed_more: string;
  out_of_stock: string;
  order_released: string;
  failed: string;
  unconfirmed: string;
  unconfirmed_more: string;
  not_charged: string;

  // Problems by type
  payment_declined: string;
  already_accepted: string;
  superseded: string;
  not_offered: string;
  unauthorized: string;
  rate_limited: string;
  /** The undo did not go through; the item stays. */
  undo_failed: string;
  /** Accept was clicked without a connection. */
  offline: string;

  // The card
  /** Beside the reason, where the kind of thing binds or changes the order. */
  kind_subscription: string;
  kind_upgrade: string;
  /** What a subscription costs after its first charge: {price}, {interval} */
  then: string;
  shipping_free: string;
  /** What a link does. */
  link_note: string;
  /** What adding to the cart does. */
  cart_note: string;
  /** Beside the quantity, where no more can be chosen. */
  stock_limit: string;
  /** On the button while it works. */
  adding: string;
  /** The amounts on the page are not those that would be charged, e.g. after a translation of the page. */
  unreadable: string;
}
