// The way of one cart: updated, checkout, order, and what has become of it.

import { html, nothing, render } from '/assets/lit-html/lit-html.js';
import { fetchRows } from './api.js';
import { cartState } from './cart-state.js';
import { amountOf, formatSince, formatTime, kindOf } from './format.js';

const redrawMs = 1000;

const steps = [
  { kind: 'cart', label: 'Cart updated' },
  { kind: 'checkout', label: 'Checkout started' },
  { kind: 'order', label: 'Order placed' },
  { kind: 'undone', label: 'Cancelled or refunded', isRare: true },
];

function stepTemplate({ kind, label }, rows) {
  const found = rows.filter((row) => kindOf(row.name) === kind);
  const [last] = found;
  const times = found.length > 1 ? ` × ${found.length}` : '';
  return html`<li class=${last ? 'step done' : 'step'} data-kind=${kind}>
    <strong>${label}${times}</strong>
    <span>${last ? amountOf(last.event.properties) : 'not yet'}</span>
    ${last ? html`<span>${formatTime(last.time)}</span>` : nothing}
  </li>`;
}

const isShown = ({ kind, isRare }, rows) => !isRare || rows.some((row) => kindOf(row.name) === kind);

function sinceText({ since, leftMinutes }) {
  const change = `last change received ${formatSince(since)}`;
  return leftMinutes ? `${change}, counts as abandoned in ${leftMinutes} min` : change;
}

const template = (cartId, rows, verdict, onClose) => html`
  <div class="funnel-head">
    <h2>Cart <code>${cartId}</code></h2>
    <span class="verdict ${verdict.state}">${verdict.text}</span>
    ${verdict.since ? html`<span class="since">${sinceText(verdict)}</span>` : nothing}
    <button type="button" class="close" @click=${onClose}>Show all carts</button>
  </div>
  <ol class="steps">${steps.filter((step) => isShown(step, rows)).map((step) => stepTemplate(step, rows))}</ol>`;

const rowsMax = 500;
const fetchAccepted = async (name, value) => (await fetchRows([[name, value], ['status', 'accepted']], rowsMax)).rows;

/** A refund names its order, and needn't name a cart. */
async function fetchOfCart(cartId) {
  const ofCart = await fetchAccepted('cart_id', cartId);
  const orders = new Set(ofCart.map(({ order_id: id }) => id).filter(Boolean));
  const ofOrders = await Promise.all([...orders].map((id) => fetchAccepted('order_id', id)));
  const ofOneShop = [...ofCart, ...ofOrders.flat()].filter(({ shop }) => shop === ofCart[0].shop);
  return [...new Map(ofOneShop.map((row) => [row.id, row])).values()].sort((a, b) => b.id - a.id);
}

/**
 * @param {HTMLElement} container
 * @param {{ onClose: () => void }} options
 */
export function createFunnel(container, { onClose }) {
  let shown = '';
  let rows = [];
  let abandonedMinutes = 0;

  /** The verdict changes with time too. */
  function draw() {
    if (shown === '' || rows.length === 0) return;
    render(template(shown, rows, cartState(rows, { abandonedMinutes, now: Date.now() }), onClose), container);
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
