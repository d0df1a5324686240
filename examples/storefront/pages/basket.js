// SPDX-License-Identifier: MIT
//
// An offer accepted beside the cart or under the checkout: it is put into the cart, and the lines, sums and notes of
// this page follow in place. Nothing that a shopper has filled in is touched, and the way to payment keeps its place.

const offers = document.querySelector('encore-offers');
const list = document.querySelector('.lines');
const said = document.querySelector('.basket-said');

/** A line as the page writes them: the last one, filled with another. */
function lineFor({ variant, title, option, quantity, paid, image, product }) {
  const row = list.lastElementChild.cloneNode(true);
  row.dataset.variant = variant;
  row.querySelector('img').src = image;
  const link = row.querySelector('.line-title a');
  if (link) {
    link.textContent = title;
    link.href = `/products/${product}`;
    row.querySelector('[name=variant]').value = variant;
    row.querySelector('label .unseen').textContent = `Quantity of ${title} `;
  } else {
    row.querySelector('.line-title').firstChild.data = title;
  }
  row.querySelector('small').textContent = link || quantity === 1 ? option : `${option} × ${quantity}`;
  fill(row, { quantity, paid });
  return row;
}

function fill(row, { quantity, paid }) {
  const input = row.querySelector('[name=quantity]');
  if (input) input.value = quantity;
  row.querySelector('.line-price').textContent = paid;
}

function show({ lines, sums, notes, pay, count, sheet }) {
  for (const line of lines) {
    const row = list.querySelector(`[data-variant="${CSS.escape(line.variant)}"]`);
    if (row) fill(row, line);
    else list.append(lineFor(line));
  }
  for (const [name, { minor, text }] of Object.entries(sums)) {
    const place = document.querySelector(`[data-${name}]`);
    place.dataset[name] = minor;
    place.textContent = text;
  }
  document
    .querySelector('.basket-notes')
    ?.replaceChildren(
      ...notes.map(text => Object.assign(document.createElement('p'), { className: 'note', textContent: text })),
    );
  const button = document.querySelector('.pay');
  if (button) button.textContent = pay;
  const counter = document.querySelector('.cart-link .count');
  if (counter) {
    counter.firstChild.data = count;
    counter.classList.remove('empty');
  }
  if (sheet) offers.sheet = sheet;
  else offers.remove();
}

offers?.addEventListener('encore-accept', async event => {
  // The element would open the product's page; the cart is nearer.
  event.preventDefault();
  const { candidate_id, slot } = event.detail;
  const { variant_id, quantity } = offers.view.slots.find(card => card.slot === slot);
  const body = new URLSearchParams({ variant: variant_id, quantity, surface: offers.dataset.surface });
  const answer = await fetch('/cart/take', { method: 'POST', body }).catch(() => undefined);
  if (!answer?.ok) {
    said.textContent = 'This could not be put into your cart. Nothing has changed; please try again.';
    return;
  }
  const state = await answer.json();
  show(state);
  const { title } = state.lines.find(({ variant }) => variant === variant_id) ?? { title: candidate_id };
  said.textContent = `${title} is in your cart.`;
  said.focus({ preventScroll: true });
});
