// SPDX-License-Identifier: MIT
//
// What the shop says about an offer, by kind. Plain sentences that stay true: no invented scarcity, no
// percentages (the quote is the only source of those), no reviews the shop does not have.

/**
 * @param {string} kind @param {any} product what is offered @param {any} bought the ordered product it belongs to
 * @returns {{ headline: string, body: string, badge?: string }}
 */
export function copyFor(kind, product, bought) {
  const { blurb } = product;
  const said = bought?.spoken ?? 'your order';
  switch (kind) {
    case 'upgrade':
      return {
        headline: `Make it the ${product.title}?`,
        body: `${blurb} You pay the difference only, and we pack it in place of ${said}.`,
      };
    case 'protection':
      return { headline: `Cover for ${said}`, body: blurb };
    case 'subscription':
      return { headline: `${product.title}, before you run out`, body: `${blurb} Pause or stop whenever you like.` };
    case 'refill':
      return { headline: `Keep ${said} going`, body: blurb };
    case 'digital':
      return { headline: product.title, body: blurb };
    case 'sample':
      return { headline: 'Try something, on us', body: blurb, badge: 'Free sample' };
    case 'gift':
      return { headline: 'A thank-you for a generous order', body: blurb, badge: 'Gift' };
    case 'downsell':
      return { headline: 'Something smaller, perhaps?', body: blurb };
    default:
      return { headline: `Often bought with ${said}`, body: blurb };
  }
}

/** The consent each kind needs. Texts are shown in full beside an empty box. */
export function consentFor(kind) {
  switch (kind) {
    case 'subscription':
      return {
        text: 'I agree to the renewal terms. I can stop at any time before the next delivery.',
        url: '/terms#subscriptions',
        required: true,
      };
    case 'protection':
      return { text: 'I have read what the cover includes and leaves out.', url: '/terms#cover', required: true };
    case 'digital':
      return {
        text: 'I ask for access at once and know that my right of withdrawal ends when it begins.',
        url: '/terms#digital',
        required: true,
      };
    default:
      return undefined;
  }
}
