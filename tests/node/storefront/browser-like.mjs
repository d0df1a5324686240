// SPDX-License-Identifier: MIT
//
// A visitor without a browser: keeps cookies, follows redirects, posts forms and JSON as a page of the shop would.

/** @param {string} url the shop's address */
export function visitor(url) {
  const cookies = new Map();
  async function go(path, { method = 'GET', form, json, headers = {}, follow = true } = {}) {
    const target = new URL(path, url);
    const response = await fetch(target, {
      method,
      redirect: 'manual',
      headers: {
        ...(cookies.size > 0 && { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }),
        ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
        ...(json && { 'content-type': 'application/json' }),
        ...(method === 'POST' && { origin: url }),
        ...headers,
      },
      body: form ? new URLSearchParams(form).toString() : json && JSON.stringify(json),
    });
    for (const line of response.headers.getSetCookie()) {
      const [name, value] = line.split(';')[0].split('=');
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    const to = response.headers.get('location');
    if (to && follow) return go(new URL(to, target).href, { follow });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      path: target.pathname,
      location: to,
      json: () => JSON.parse(text),
    };
  }
  return {
    cookies,
    get: (path, options) => go(path, options),
    post: (path, form, options) => go(path, { method: 'POST', form, ...options }),
    send: (path, json, headers) => go(path, { method: 'POST', json, headers, follow: false }),
    /** Fills the cart. */
    async take(...variants) {
      for (const variant of variants) await go('/cart/add', { method: 'POST', form: { variant, quantity: '1' } });
    },
    /** Fills in the checkout and presses the button. */
    pay: (number = '4242 4242 4242 4242', more = {}) =>
      go('/checkout', {
        method: 'POST',
        form: {
          first_name: 'Clara',
          last_name: 'Byrne',
          email: 'clara@example.com',
          street: '4 Quay Street',
          postcode: 'H91',
          city: 'Galway',
          country: 'IE',
          number,
          expiry: '12/39',
          cvc: '123',
          ...more,
        },
      }),
  };
}

/** The page sheet in a thank-you page, or null. */
export function sheetIn(text) {
  const [, json] = /<script type="application\/json">(.*?)<\/script>/s.exec(text) ?? [];
  return json ? JSON.parse(json) : null;
}

/** What the page's core would send to accept a candidate of the sheet, given its quote's total. */
export function acceptBody(sheet, candidate, total, more = {}) {
  return {
    sheet_id: sheet.id,
    order_id: sheet.order.id,
    candidate_id: candidate.id,
    variant_id: candidate.product.variants[0].id,
    quantity: 1,
    token: candidate.accept.token,
    expected: { total, currency: sheet.currency },
    consent: true,
    decision: null,
    ...more,
  };
}
