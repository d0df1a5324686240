// SPDX-License-Identifier: MIT
//
// Keeps "Your order" on the thank-you page true while it stands there: what an accepted offer
// added is written in at once, and taken out again when it is undone. The figures are the
// server's, as the events carry them; a page that is loaded again shows the same.

const receipt = document.querySelector('.receipt, .lines-and-sum');
const list = receipt.querySelector('.lines');
const totals = ['subtotal', 'shipping', 'tax'].map(name => {
  const place = receipt.querySelector(`[data-${name}]`);
  return { name, place, ordered: Number(place.dataset[name]) };
});
const total = receipt.querySelector('[data-total]');
/** What was added on this page, by candidate: the row and the quote it was bought at. */
const added = new Map();

const element = (name, properties, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};
const lineOf = id => list.querySelector(`[data-line="${CSS.escape(id ?? '')}"]`);

/** Lets what stands below the change slide to its new place. */
function sliding(change) {
  const places = [...receipt.children, ...list.children].map(node => [node, node.getBoundingClientRect().top]);
  change();
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  for (const [node, top] of places) {
    const by = top - node.getBoundingClientRect().top;
    if (by && node.isConnected && !(node.parentElement === receipt && node.contains(list)))
      node.animate([{ transform: `translateY(${by}px)` }, { transform: 'none' }], {
        duration: 240,
        easing: 'ease-out',
      });
  }
}

function showTotals({ currency, order_total: orderTotal }) {
  const money = minor => new Intl.NumberFormat('en-IE', { style: 'currency', currency }).format(minor / 100);
  for (const { name, place, ordered } of totals) {
    const sum = [...added.values()].reduce((sum, { quote }) => sum + quote[name], ordered);
    place.textContent = name === 'shipping' && sum === 0 ? 'Free' : money(sum);
  }
  total.textContent = money(orderTotal);
  total.dataset.total = orderTotal;
  return money;
}

document.addEventListener('encore-accepted', ({ detail }) => {
  const { line, quote, candidate_id: id, charged } = detail;
  if (!line || !quote || added.has(id) || list.querySelector(`[data-candidate="${CSS.escape(id)}"]`)) return;
  sliding(() => {
    const row = element('li');
    added.set(id, { row, quote });
    const money = showTotals(detail);
    const count = line.quantity > 1 ? ` × ${line.quantity}` : '';
    row.dataset.candidate = id;
    row.dataset.product = line.product_id;
    row.append(
      element('img', { src: line.image ?? '', alt: '', width: 72, height: 72, hidden: !line.image }),
      element('span', { className: 'line-title' }, line.title, element('small', {}, `${line.variant ?? ''}${count}`)),
      element('span', { className: 'line-price' }, charged ? money(charged) : 'Free'),
    );
    row.querySelector('.line-title').append(element('small', { className: 'added' }, 'Just added'));
    lineOf(line.replaces)?.setAttribute('hidden', '');
    list.append(row);
  });
});

document.addEventListener('encore-undone', ({ detail }) => {
  const { candidate_id: id, line } = detail;
  if (!added.has(id)) return;
  sliding(() => {
    added.get(id).row.remove();
    added.delete(id);
    lineOf(line?.replaces)?.removeAttribute('hidden');
    showTotals(detail);
  });
});
