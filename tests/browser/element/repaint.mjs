// SPDX-License-Identifier: MIT
//
// One open gallery page, painted again with a changed sheet, and what its cards then say.

/** The texts of an element's parts, the first or all of them; runs in the page. */
export const inShadow = (selector, all = false) => {
  const found = [...document.querySelectorAll('encore-offers')]
    .flatMap(element => [...element.shadowRoot.querySelectorAll(selector)])
    .map(node => node.textContent.replace(/\s+/g, ' ').trim());
  return all ? found : found[0];
};

/** Paints faces of a changed sheet into the open gallery page. */
export const repaint = async (page, face, changes) => {
  await page.evaluate(
    async (face, changes) => {
      const { faces, record, sheet } = await import('/tests/browser/fixtures/recorded.mjs');
      const given = sheet();
      Object.assign(given, changes.sheet);
      Object.assign(given.order, changes.order);
      Object.assign(given.policy, changes.policy);
      for (const candidate of given.candidates) Object.assign(candidate, changes.candidate);
      const element = document.querySelector('encore-offers');
      globalThis.gallery.now = record(element, faces[face], given);
    },
    face,
    changes,
  );
  await page.waitFor(() => globalThis.gallery.now.asked.some(([name]) => name === 'shown'));
  await page.evaluate(() => document.querySelector('encore-offers').updateComplete.then(() => true));
};
