// SPDX-License-Identifier: MIT
//
// What the law asks of a card, in Chromium: the button's wording, what stands beside it before the click and on the
// purchase, and which reviews may be shown.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engines } from '../engines.mjs';
import { inShadow, repaint } from './repaint.mjs';
import { browse, openGallery, site } from './site.mjs';

const engine = 'chromium';

if (engines.includes(engine)) {
  test('under EU law the button carries the order wording alone, with price and terms directly above it', async t => {
    const server = await site(t);
    const page = await browse(t, engine, { width: 800 });
    for (const [locale, wording] of [
      ['de-DE', 'Zahlungspflichtig bestellen'],
      ['fr-FR', 'Commande avec obligation de paiement'],
      ['es-ES', 'Pedido con obligación de pago'],
      ['it-IT', 'Ordine con obbligo di pagare'],
      ['nl-NL', 'Bestelling met betalingsverplichting'],
      ['pl-PL', 'Zamówienie z obowiązkiem zapłaty'],
      ['en-IE', 'Order with obligation to pay'],
    ]) {
      await openGallery(page, server, `face=two&law=eu&currency=EUR&locale=${locale}`);
      assert.deepEqual(await page.evaluate(inShadow, '.accept', true), [wording, wording], locale);
      // A free gift obliges to nothing, and says so instead.
      await openGallery(page, server, `face=free&law=eu&currency=EUR&locale=${locale}`);
      assert.notEqual(await page.evaluate(inShadow, '.accept'), wording, locale);
    }
    await openGallery(page, server, 'face=two&law=eu&currency=EUR&locale=de-DE');
    const above = await page.evaluate(() =>
      [...document.querySelector('encore-offers').shadowRoot.querySelectorAll('.actions')].map(
        ({ previousElementSibling: sum }) => [sum.className, sum.querySelector('[part~=charge]').textContent],
      ),
    );
    assert.deepEqual(above, [
      ['sum', '42,12\u00a0€'],
      ['sum', '15,30\u00a0€'],
    ]);
    assert.match(await page.evaluate(inShadow, '[part=terms]'), /Danach 16,20\s€ alle 2 Wochen, ab/);
    assert.match(await page.evaluate(inShadow, '[part=was-note]'), /Niedrigster Preis der letzten 30 Tage: 49,00\s€/);
  });

  test('beside a subscription and a cover stands what the law asks for, before the click and on the purchase', async t => {
    const server = await site(t);
    const page = await browse(t, engine, { width: 800 });
    await openGallery(page, server, 'face=two');
    await repaint(page, 'two', {
      order: { billing_country: 'DE', withdrawal_url: '/withdraw', cancel_url: '/cancel', guarantee_url: '/guarantee' },
      policy: { consumer_law: 'auto' },
    });
    const show = over =>
      page.evaluate(async over => {
        const slot = (globalThis.coffee ??= globalThis.gallery.now.view.slots[1]);
        const subscription = { ...slot.quote.subscription, trial_days: 30, first_charge: 0, yearly_cost: 38_880 };
        const quote = { ...slot.quote, subtotal: 0, total: 0, subscription };
        globalThis.gallery.now.show([{ ...slot, slot: 0, quote, ...over }]);
        await document.querySelector('encore-offers').updateComplete;
      }, over);
    const links = () =>
      page.evaluate(() =>
        [...document.querySelector('encore-offers').shadowRoot.querySelectorAll('[part=law-links] a')].map(
          ({ pathname, textContent, target }) => [pathname, textContent, target],
        ),
      );
    await show({});
    assert.equal(await page.evaluate(inShadow, '.accept'), 'Order with obligation to pay', 'a trial obliges as well');
    assert.match(await page.evaluate(inShadow, '[part=price]'), /^Free for 30 days then \$16\.20 every 2 weeks/);
    const terms = (await page.evaluate(inShadow, '[part=terms]', true)).join(' ');
    assert.match(
      terms,
      /Free for 30 days Then \$16\.20 every 2 weeks, starting Dec 5, 2026 \$388\.80 in the first year, then \$421\.20 per year .*\$47\.70/,
    );
    assert.deepEqual(await links(), [
      ['/withdraw', 'Withdraw from contract here', '_blank'],
      ['/cancel', 'Cancel contracts here', '_blank'],
      ['/guarantee', 'Your legal guarantee', '_blank'],
    ]);
    await show({ state: 'accepted', can_accept: false, can_decline: false, charged: 0 });
    await page.waitFor(() =>
      document.querySelector('encore-offers').shadowRoot.querySelector('.outcome [part=law-links]'),
    );
    assert.equal(
      await page.evaluate(inShadow, '.outcome [part=body]'),
      'Then $16.20 every 2 weeks, starting Dec 5, 2026',
      'what comes after the trial',
    );
    assert.deepEqual(
      (await links()).map(([path]) => path),
      ['/withdraw', '/cancel'],
    );
    // The United Kingdom: the length of a cover, and the page with its information.
    await repaint(page, 'protection', {
      order: { billing_country: 'GB' },
      candidate: { consent: { text: 'I have read it.', url: '/cover', required: true } },
    });
    assert.match((await page.evaluate(inShadow, '[part=terms]', true)).join(' '), /24 months/);
    assert.equal(
      await page.evaluate(
        () => document.querySelector('encore-offers').shadowRoot.querySelector('.consent a').pathname,
      ),
      '/cover',
    );
  });

  test('reviews need a statement of how they were verified under EU law', async t => {
    const server = await site(t);
    const page = await browse(t, engine);
    await openGallery(page, server, 'face=offering');
    const proof = {
      rating: { value_bps: 9000, count: 2 },
      reviews: [
        { rating_bps: 10000, text: 'Good' },
        { rating_bps: 6000, text: 'So so' },
      ],
    };
    await repaint(page, 'offering', { candidate: { proof } });
    assert.deepEqual(
      await page.evaluate(inShadow, '[part=review]', true),
      ['Good'],
      'and one below four fifths is never chosen',
    );
    await repaint(page, 'offering', {
      candidate: { proof },
      order: { billing_country: 'DE' },
      policy: { consumer_law: 'auto' },
    });
    assert.deepEqual(await page.evaluate(inShadow, '[part=review], [part=rating]', true), []);
  });
}
