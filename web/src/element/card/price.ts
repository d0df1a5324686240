// SPDX-License-Identifier: MIT
//
// The price as the card shows it: what it costs, what it was where that may be said, and how
// the charge comes about, row by row, down to the new order total. Every figure is the core's;
// nothing is added up here.

import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Quote } from '../../engine/wire.js';
import type { Card } from './model.js';

const row = (name: string, label: string, value: string): TemplateResult =>
  html`<div class=${name} part="row row-${name}"><dt>${label}</dt><dd>${value}</dd></div>`;

/** The price in large, with the reference price where one may be shown, the saving, and the price by measure. */
export function priceLine({ words, sheet, law, variant }: Card, quote: Quote): TemplateResult {
  const { money } = words;
  const shown = quote.savings > 0 && quote.reference !== null;
  const thirtyDays = (sheet.policy?.reference_price ?? 'lowest_30d') === 'lowest_30d';
  const price = money((quote.reference ?? 0) * quote.quantity);
  const was = words.say(thirtyDays ? 'was_30d' : 'was', { price });
  const measure = variant.unit_price_measure;
  return html`<div class="price" part="price">
    <strong part="amount">${quote.subtotal ? money(quote.subtotal) : words.say('free')}</strong>
    ${
      shown
        ? html`<s part="was" aria-hidden="true">${price}</s>
      <span class="save" part="save">${words.say('save', { amount: money(quote.savings), percent: words.percent(quote.savings_bps) })}</span>
      <small class=${thirtyDays && law === 'eu' ? '' : 'sr'} part="was-note">${was}</small>`
        : nothing
    }
    ${
      measure && quote.unit_price_measure !== undefined
        ? html`<small part="measure">${words.say('measure', {
            price: money(quote.unit_price_measure),
            unit: `${words.number(measure.reference || 1)} ${measure.unit}`,
          })}</small>`
        : nothing
    }
  </div>`;
}

/** Item, credit, shipping, taxes, the charge and the new order total. */
export function breakdown({ words, candidate }: Card, quote: Quote): TemplateResult {
  const { money } = words;
  const count = quote.quantity > 1 ? ` × ${words.number(quote.quantity)}` : '';
  const ships = quote.shipping > 0 || !/^(digital|protection)$/.test(candidate.kind);
  return html`<dl class="sum" part="breakdown">
    ${row('item', words.say('item') + count, money(quote.subtotal + (quote.credit ?? 0)))}
    ${quote.credit ? row('credit', words.say('credit'), money(-quote.credit)) : nothing}
    ${ships ? row('shipping', words.say('shipping'), quote.shipping ? money(quote.shipping) : words.say('free')) : nothing}
    ${quote.tax_included ? nothing : quote.taxes.map(tax => row('tax', tax.title || words.say('tax'), money(tax.amount)))}
    ${row('total', words.say('total'), money(quote.total))}
    ${row('order-total', words.say('order_total'), money(quote.order_total))}
  </dl>
  ${quote.tax_included && quote.tax ? html`<small part="tax-note">${words.say('tax_included', { amount: money(quote.tax) })}</small>` : nothing}`;
}

/** What the shopper is bound to beyond today's charge. Stands directly above the buttons. */
export function terms({ words, sheet, candidate }: Card, quote: Quote): string[] {
  const { money } = words;
  const plan = quote.subscription;
  const lines: string[] = [];
  if (plan) {
    lines.push(
      plan.trial_days ? words.say('trial', { left: words.unit(plan.trial_days, 'day') }) : '',
      words.say('renews', {
        price: money(plan.recurring_charge),
        interval: words.say(plan.interval.unit, { n: plan.interval.count }),
        date: words.date(plan.first_renewal_at, undefined, { dateStyle: 'medium' }),
      }),
      words.say('yearly', { amount: money(plan.yearly_cost) }),
      plan.min_cycles > 1 ? words.say('min_cycles', { n: plan.min_cycles }) : '',
    );
  }
  const months = quote.term_months ?? candidate.covers?.term_months;
  if (months) lines.push(words.say('term', { left: words.unit(months, 'month') }));
  if (sheet.policy?.personalised_price) lines.push(words.say('personalised'));
  return lines.filter(Boolean);
}
