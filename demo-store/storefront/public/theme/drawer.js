// The cart drawer. A modal <dialog>, because the browser then does focus, Escape and the inert page
// behind it. It is drawn only while open: the cart page must not hold every line twice.

import { cartMinor, cartLines, subscribe } from '/shop/cart.js';
import { t } from '/i18n/language.js';
import { amountText } from '/shop/money.js';
import { byId, h, redraw } from './dom.js';
import { cartLineList, emptyCart } from './cart-lines.js';

const drawer = byId('cart-drawer');

export function openDrawer() {
  if (drawer.open) return;
  drawer.showModal();
  draw();
  drawer.querySelector('[data-test="cart-close"]').focus();
}

// Emptied at once, since the browser tells of the close only a moment later.
function closeDrawer() {
  drawer.close();
  drawer.replaceChildren();
}

function draw() {
  if (!drawer.open) return;
  const lines = cartLines();
  redraw(drawer, head(), lines.length ? [cartLineList(lines), foot()] : emptyCart());
}

function head() {
  return h('div', { class: 'drawer-head' },
    h('h2', { id: 'drawer-title', tabindex: '-1', 'data-focus-fallback': true }, t('cart.label')),
    h('button', {
      type: 'button', class: 'close', test: 'cart-close', 'data-focus': 'close', 'aria-label': t('cart.close'),
      onclick: closeDrawer,
    }, '×'));
}

function foot() {
  return h('div', { class: 'drawer-foot' },
    h('p', { class: 'sum-line total' }, h('span', {}, t('cart.subtotal')), h('span', { test: 'subtotal' }, amountText(cartMinor()))),
    h('p', { class: 'small' }, t('cart.tax-note')),
    h('a', { class: 'button', href: '/checkout', test: 'go-to-checkout' }, t('cart.check-out')),
    h('a', { class: 'button secondary', href: '/cart', test: 'view-cart' }, t('cart.view')));
}

// A click on the backdrop is a click on the dialog element itself, outside its content.
drawer.addEventListener('click', (event) => {
  if (event.target === drawer) closeDrawer();
});
drawer.addEventListener('close', () => drawer.replaceChildren());
subscribe(draw);
