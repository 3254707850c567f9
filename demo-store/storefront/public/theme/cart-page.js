// The cart page: the drawer's lines with more room.

import './frame.js';
import config from '/config.js';
import { cartMinor, cartLines, subscribe } from '/shop/cart.js';
import { t } from '/i18n/language.js';
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
    h('h2', { tabindex: '-1', 'data-focus-fallback': true }, t('cart.summary')),
    h('p', { class: 'sum-line total' }, h('span', {}, t('cart.subtotal')), h('span', { test: 'subtotal' }, amountText(cartMinor()))),
    h('p', { class: 'small' }, t('cart.tax-note')),
    h('a', { class: 'button', href: '/checkout', test: 'go-to-checkout' }, t('cart.check-out')),
    h('a', { class: 'quiet-link', href: '/' }, t('cart.continue')));
}

subscribe(draw);
await recover(config.collector);
