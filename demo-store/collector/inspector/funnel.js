// The way of one cart: updated, checkout, order, and what has become of it.

import { fetchNewest } from './api.js';
import { cartState } from './cart-state.js';
import { element, keepFocus } from './dom.js';
import { amountOf, formatSince, formatTime, kindOf } from './format.js';

const redrawMs = 1000;

const steps = [
  { kind: 'cart', label: 'Cart updated' },
  { kind: 'checkout', label: 'Checkout started' },
  { kind: 'order', label: 'Order placed' },
  { kind: 'undone', label: 'Cancelled or refunded', isRare: true },
];

function stepItem({ kind, label }, rows) {
  const found = rows.filter((row) => kindOf(row.name) === kind);
  const [last] = found;
  const times = found.length > 1 ? ` × ${found.length}` : '';
  return element('li', { class: last ? 'step done' : 'step', 'data-kind': kind },
    element('strong', {}, label + times),
    element('span', {}, last ? amountOf(last.event.properties) : 'not yet'),
    ...(last ? [element('span', {}, formatTime(last.time))] : []));
}

const isShown = ({ kind, isRare }, rows) => !isRare || rows.some((row) => kindOf(row.name) === kind);

function sinceText({ since, leftMinutes }) {
  const change = `last change received ${formatSince(since)}`;
  return leftMinutes ? `${change}, counts as abandoned in ${leftMinutes} min` : change;
}

function render(cartId, rows, verdict, onClose) {
  return [
    element('div', { class: 'funnel-head' },
      element('h2', {}, 'Cart ', element('code', {}, cartId)),
      element('span', { class: `verdict ${verdict.state}` }, verdict.text),
      ...(verdict.since ? [element('span', { class: 'since' }, sinceText(verdict))] : []),
      element('button', { type: 'button', class: 'close', 'data-focus': 'close', onclick: onClose }, 'Show all carts')),
    element('ol', { class: 'steps' }, ...steps.filter((step) => isShown(step, rows)).map((step) => stepItem(step, rows))),
  ];
}

/** A refund names its order, and needn't name a cart. */
async function fetchOfCart(cartId) {
  const ofCart = await fetchNewest({ cart_id: cartId, status: 'accepted' });
  const orders = new Set(ofCart.map(({ order_id: id }) => id).filter(Boolean));
  const ofOrders = await Promise.all([...orders].map((id) => fetchNewest({ order_id: id, status: 'accepted' })));
  const ofOneShop = [...ofCart, ...ofOrders.flat()].filter(({ shop }) => shop === ofCart[0].shop);
  return [...new Map(ofOneShop.map((row) => [row.id, row])).values()].sort((a, b) => b.id - a.id);
}

/**
 * @param {HTMLElement} container
 * @param {{ onClose: () => void }} options
 */
export function createFunnel(container, { onClose }) {
  let shown = '';
  let drawn = '';
  let rows = [];
  let abandonedMinutes = 0;

  /** The verdict changes with time too. */
  function draw() {
    if (shown === '' || rows.length === 0) return;
    const verdict = cartState(rows, { abandonedMinutes, now: Date.now() });
    const text = JSON.stringify([shown, rows.map(({ id }) => id), verdict, formatSince(verdict.since)]);
    if (text === drawn) return;
    drawn = text;
    keepFocus(container, () => container.replaceChildren(...render(shown, rows, verdict, onClose)));
  }

  setInterval(draw, redrawMs);
  return {
    /** @param {string} cartId '' hides the strip @param {number} minutes after which carts are abandoned */
    async show(cartId, minutes) {
      if (shown !== cartId) rows = [];
      shown = cartId;
      container.hidden = cartId === '';
      if (cartId === '') return;
      const found = await fetchOfCart(cartId);
      // Another cart may have been chosen while this one was on its way.
      if (shown !== cartId) return;
      rows = found;
      abandonedMinutes = minutes;
      container.hidden = rows.length === 0;
      draw();
    },
  };
}
