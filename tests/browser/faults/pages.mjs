// SPDX-License-Identifier: MIT
//
// What a shopper does on a page and sees there: buttons pressed and cards read, each in one step inside the page, so
// that nothing is painted anew between looking and pressing. Where a page has just gone elsewhere there is nothing to
// see.

/** These run inside the page. */
const inPage = {
  /** Every card as it is painted; null while the page is on its way to something. */
  cards() {
    const element = document.querySelector('encore-offers');
    if (!element) return location.protocol.startsWith('http') ? [] : null;
    if (!element.view || element.view.phase === 'starting') return null;
    return element.view.slots.map(({ slot, candidate_id, state, problem, charged, deadline_ms }) => {
      const card = element.renderRoot.querySelector(`[data-slot="${slot}"]`);
      const accept = card?.querySelector('[part~="accept"]');
      return {
        slot,
        candidate_id,
        problem,
        charged,
        deadline_ms,
        meant: state,
        state: card?.dataset.state ?? (state === 'offering' ? 'unpainted' : state),
        needsTick: Boolean(card?.querySelector('[part~="consent-box"]')),
        ready: accept?.getAttribute('aria-disabled') === 'false',
      };
    });
  },

  /**
   * Presses a card's button, after the tick it asks for. The card's state right after; null where it cannot be
   * pressed.
   */
  async press({ slot, part, times }) {
    const element = document.querySelector('encore-offers');
    const card = element?.renderRoot.querySelector(`[data-slot="${slot}"]`);
    const box = part === 'accept' ? card?.querySelector('[part~="consent-box"]') : null;
    if (box && !box.checked) box.click();
    await element?.updateComplete;
    const button = card?.querySelector(`[part~="${part}"]`);
    if (!button?.isConnected || button.getAttribute('aria-disabled') === 'true') return null;
    for (let i = 0; i < times; i += 1) button.click();
    return element.view.slots.find(shown => shown.slot === slot)?.state ?? 'gone';
  },
};

/** The cards of a page; null where there are none to be seen yet. */
export const cardsOf = page => page.evaluate(inPage.cards).catch(() => null);

/**
 * Presses `part` of the card in `slot`. Resolves to the state in which that leaves the card, null if it was not
 * pressed.
 */
export const press = (page, slot, part, times = 1) =>
  page.evaluate(inPage.press, { slot, part, times }).catch(() => null);
