// SPDX-License-Identifier: MIT
//
// What a shopper does on a page and sees there: cards read in one step inside the page, and buttons pressed as a hand
// does, by the browser's own input, for the page counts no other. Where a page has just gone elsewhere there is nothing
// to see.

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
        settled: Boolean(card?.hasAttribute('data-settled')),
        ready: accept?.getAttribute('aria-disabled') === 'false',
      };
    });
  },

  /** The middle of a part that can be pressed now; null where it cannot, and of a box that is ticked already. */
  place({ slot, part }) {
    const card = document
      .querySelector('encore-offers')
      ?.renderRoot.querySelector(`[data-slot="${slot}"][data-settled]`);
    const target = card?.querySelector(`[part~="${part}"]`);
    if (!target || target.getAttribute('aria-disabled') === 'true' || target.checked) return null;
    const { left, top, width, height } = target.getBoundingClientRect();
    return [left + width / 2, top + height / 2];
  },

  state: slot =>
    document.querySelector('encore-offers')?.view.slots.find(shown => shown.slot === slot)?.state ?? 'gone',
};

/** The cards of a page; null where there are none to be seen yet. */
export const cardsOf = page => page.evaluate(inPage.cards).catch(() => null);

/**
 * Presses `part` of the card in `slot`, after the tick that an accept asks for. Resolves to the state in which that
 * leaves the card, null if it was not pressed.
 */
export async function press(page, slot, part, times = 1) {
  const pressAt = async (target, clickCount) => {
    const place = await page.evaluate(inPage.place, { slot, part: target });
    if (place) await page.mouse.click(...place, { clickCount });
    return place;
  };
  try {
    if (part === 'accept') await pressAt('consent-box', 1);
    return (await pressAt(part, times)) && (await page.evaluate(inPage.state, slot));
  } catch {
    return null;
  }
}
