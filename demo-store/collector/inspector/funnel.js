// The way of one cart: updated, checkout, order - or abandoned so far.

import { fetchNewest } from './api.js';
import { element } from './dom.js';
import { amountOf, formatSince, formatTime, kindOf } from './format.js';

const steps = [
  { kind: 'cart', label: 'Cart updated' },
  { kind: 'checkout', label: 'Checkout started' },
  { kind: 'order', label: 'Order placed' },
];

/** @param {object[]} rows accepted rows of one cart, newest first */
function verdictOf(rows) {
  const newest = (kind) => rows.find((row) => kindOf(row.name) === kind);
  if (rows.length === 0) return { state: 'open', text: 'no accepted event yet' };
  if (newest('order')) return { state: 'ordered', text: 'ordered' };
  if (kindOf(rows[0].name) === 'emptied') return { state: 'open', text: 'emptied by the shopper' };
  return { state: 'abandoned', text: 'abandoned so far', since: formatSince(rows[0].time) };
}

function stepItem({ kind, label }, rows) {
  const found = rows.filter((row) => kindOf(row.name) === kind);
  const [last] = found;
  const times = found.length > 1 ? ` × ${found.length}` : '';
  return element('li', { class: last ? 'step done' : 'step', 'data-kind': kind },
    element('strong', {}, label + times),
    element('span', {}, last ? `${amountOf(last.event.properties)} · ${formatTime(last.time)}` : 'not yet'));
}

function render(cartId, rows, onClose) {
  const { state, text, since } = verdictOf(rows);
  return [
    element('div', { class: 'funnel-head' },
      element('h2', {}, 'Cart ', element('code', {}, cartId)),
      element('span', { class: `verdict ${state}` }, text),
      ...(since ? [element('span', { class: 'since' }, `last event ${since}`)] : []),
      element('button', { type: 'button', class: 'close', onclick: onClose }, 'Show all carts')),
    element('ol', { class: 'steps' }, ...steps.map((step) => stepItem(step, rows))),
  ];
}

/**
 * @param {HTMLElement} container
 * @param {{ onClose: () => void }} options
 */
export function createFunnel(container, { onClose }) {
  let shown = '';
  return {
    /** @param {string} cartId '' hides the strip */
    async show(cartId) {
      shown = cartId;
      container.hidden = cartId === '';
      if (cartId === '') return;
      const rows = await fetchNewest({ cart_id: cartId, status: 'accepted' });
      // Another cart may have been chosen while this one was on its way.
      if (shown === cartId) container.replaceChildren(...render(cartId, rows, onClose));
    },
  };
}
