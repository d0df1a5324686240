// SPDX-License-Identifier: MIT
//
// The price as the card shows it: what it costs, what it was where that may be said, and what
// is charged now. The sum is one line where it only repeats the price, and a ledger where it
// is reckoned. What a mode does not do is not claimed: a link charges nothing, and has
// neither the delivery nor a new total. Every figure is the core's; nothing is added up here.

import { html, nothing, type TemplateResult } from 'lit/html.js';
import { intangibleKinds } from '../../engine/vocabulary.js';
import type { Quote } from '../../engine/wire.js';
import type { Beside } from './beside.js';
import { modeOf, type Card } from './model.js';

/** An amount that is bought by: not for translators, and readable back as it was meant (amounts.ts). */
const amount = (text: string, part: string): TemplateResult =>
  html`<span class="amount" part=${part} translate="no" data-amount=${text}>${text}</span>`;

const row = (name: string, label: string, value: string): TemplateResult =>
  html`<div class=${name} part="row row-${name}"><dt>${label}</dt><dd>${value}</dd></div>`;

/** The reference price and the saving, where one may be announced. */
function reference({ words, sheet, law }: Card, quote: Quote): TemplateResult | typeof nothing {
  if (quote.savings <= 0 || quote.reference === null) return nothing;
  const thirtyDays = (sheet.policy?.reference_price ?? 'lowest_30d') === 'lowest_30d';
  const price = words.money(quote.reference * quote.quantity);
  return html`<s class="amount" part="was" aria-hidden="true">${price}</s>
    <span class="save" part="save">${words.say('save', { amount: words.money(quote.savings) })}</span>
    <small class=${thirtyDays && law.reference_note ? '' : 'sr'} part="was-note">${words.say(thirtyDays ? 'was_30d' : 'was', { price })}</small>`;
}

/** The price in large: of a subscription with its interval, of an upgrade the difference. */
export function priceLine(card: Card, quote: Quote): TemplateResult {
  const { words, variant } = card;
  const { money } = words;
  const plan = quote.subscription;
  const interval = plan && words.say(plan.interval.unit, { n: plan.interval.count });
  const changes = plan && (plan.trial_days > 0 || plan.recurring_charge !== quote.total);
  const first = plan?.trial_days
    ? words.say('trial', { left: words.unit(plan.trial_days, 'day') })
    : quote.subtotal
      ? money(quote.subtotal)
      : words.say('free');
  const measure = variant.unit_price_measure;
  const beside = card.extras?.besideText(words, quote);
  return html`<div class="money" part="price">
    <p class="price"><strong>${amount((quote.credit ? '+ ' : '') + first, 'amount')}${
      interval && !changes ? html` <span part="interval">${interval}</span>` : nothing
    }</strong> ${reference(card, quote)}</p>
    ${
      plan && changes
        ? html`<p class="price"><strong part="interval">${words.say('then', {
            price: money(plan.recurring_charge),
            interval: interval ?? '',
          })}</strong></p>`
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
    ${beside ? html`<small part="beside">${beside}</small>` : nothing}
  </div>`;
}

/** How the charge comes about, where one line could not say it. */
function ledger({ words, candidate }: Card, quote: Quote, beside: readonly Beside[]): TemplateResult {
  const { money } = words;
  const count = quote.quantity > 1 ? ` × ${words.number(quote.quantity)}` : '';
  const ships = quote.shipping > 0 || !intangibleKinds.has(candidate.kind);
  return html`<dl class="ledger" part="breakdown">
    ${row('item', words.say('item') + count, money(quote.subtotal + (quote.credit ?? 0)))}
    ${quote.credit ? row('credit', words.say('credit'), money(-quote.credit)) : nothing}
    ${ships ? row('shipping', words.say('shipping'), quote.shipping ? money(quote.shipping) : words.say('free')) : nothing}
    ${quote.tax_included ? nothing : quote.taxes.map(tax => row('tax', tax.title || words.say('tax'), money(tax.amount)))}
    ${beside.map(([name, label, added]) => row(name, label, money(added)))}
  </dl>`;
}

/** What binds, directly above the buttons: the charge, what is to follow, delivery and returns. */
export function sum(card: Card, quote: Quote): TemplateResult {
  const { words, candidate, url } = card;
  const { money } = words;
  const mode = modeOf(card);
  if (mode !== 'one_click')
    return html`<div class="sum" part="sum"><p part="terms">${words.say(mode === 'link' ? 'link_note' : 'cart_note')}</p></div>`;
  const beside = card.extras?.besideRows(words, quote) ?? [];
  const reckoned =
    !!beside.length || quote.shipping > 0 || !!quote.credit || (!quote.tax_included && quote.taxes.length > 1);
  const ships = !reckoned && !intangibleKinds.has(candidate.kind);
  const { delivery, returns } = candidate;
  const arrives = words.date(delivery?.earliest, delivery?.latest);
  const back = url(returns?.url);
  const bound = card.extras?.terms(card, quote) ?? [];
  return html`<div class="sum" part="sum">
    ${reckoned ? ledger(card, quote, beside) : nothing}
    <p part="total"><b>${quote.quantity > 1 && !reckoned ? `${words.number(quote.quantity)} × ` : ''}${words.say('total')} ${amount(money(quote.total), 'charge')}</b>${
      quote.tax
        ? html`<small part="tax-note"> · ${words.say('tax_included', { amount: money(quote.tax) })}</small>`
        : nothing
    }</p>
    ${bound.map(text => html`<p class="note" part="terms">${text}</p>`)}
    ${
      ships || arrives || returns
        ? html`<p class="note" part="delivery">${[
            ships ? words.say('shipping_free') : '',
            arrives && words.say('arrives', { date: arrives }),
            returns &&
              (back
                ? html`<a part="link" href=${back} target="_blank" rel="noopener">${returns.text}</a>`
                : returns.text),
          ]
            .filter(Boolean)
            .map((part, at) => html`${at ? ' · ' : ''}<span>${part}</span>`)}</p>`
        : nothing
    }
  </div>`;
}
