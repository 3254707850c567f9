// The cart page: the drawer's lines with more room.

import './frame.js';
import config from '/config.js';
import { cartMinor, cartLines, subscribe } from '/shop/cart.js';
import { amountText } from '/shop/money.js';
import { recover } from '/shop/recover.js';
import { byId, h, redraw } from './dom.js';
import { cartLineList, emptyCart } from './cart-lines.js';

function draw() {
  const lines = cartLines();
  redraw(byId('cart-page'), lines.length ? [cartLineList(lines), summary()] : emptyCart());
}

function summary() {
  return h('div', { class: 'summary' },
    h('h2', { tabindex: '-1', 'data-focus-fallback': true }, 'Summary'),
    h('p', { class: 'sum-line total' }, h('span', {}, 'Subtotal'), h('span', { test: 'subtotal' }, amountText(cartMinor()))),
    h('p', { class: 'small' }, 'Tax and shipping are added at checkout.'),
    h('a', { class: 'button', href: '/checkout', test: 'go-to-checkout' }, 'Check out'),
    h('a', { class: 'quiet-link', href: '/' }, 'Continue shopping'));
}

subscribe(draw);
await recover(config.collector);
