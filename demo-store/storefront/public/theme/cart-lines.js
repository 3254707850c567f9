// The lines of the cart with their steppers, as the drawer and the cart page both show them.

import { QUANTITY_MAX, setQuantity } from '/shop/cart.js';
import { t } from '/i18n/language.js';
import { amountText, priceText } from '/shop/money.js';
import { h, picture } from './dom.js';

export function cartLineList(lines) {
  return h('ul', { class: 'cart-lines' }, lines.map(cartLine));
}

export function emptyCart() {
  return h('div', { class: 'empty', test: 'cart-empty' },
    h('p', {}, t('cart.empty')),
    h('a', { class: 'button secondary', href: '/', 'data-focus-fallback': true }, t('cart.see-all')));
}

function cartLine({ product, variant, quantity }) {
  const link = `/products/${product.handle}?variant=${variant.id}`;
  return h('li', { class: 'cart-line', test: `cart-line-${variant.id}` },
    h('a', { class: 'cart-line-picture', href: link, tabindex: '-1', 'aria-hidden': 'true' }, picture(variant.image, 88)),
    h('div', { class: 'cart-line-text' },
      h('a', { class: 'cart-line-name', href: link }, product.name),
      h('p', { class: 'small' }, `${variant.label} · ${priceText(variant.minor)}`),
      stepper(product, variant, quantity)),
    h('p', { class: 'cart-line-total', test: 'line-total' }, amountText(variant.minor * quantity)));
}

function stepper(product, variant, quantity) {
  const step = (name, label, text, wanted, extra = {}) => h('button', {
    type: 'button', test: name, 'data-focus': `${name}-${variant.id}`,
    'aria-label': t(label, { item: t('cart.item', { product: product.name, variant: variant.label }) }),
    onclick: () => setQuantity(variant.id, wanted), ...extra,
  }, text);
  return h('div', { class: 'line-controls' },
    h('div', { class: 'stepper' },
      step('decrease', 'cart.less', '−', quantity - 1),
      h('output', { test: 'line-quantity', 'aria-label': t('cart.quantity') }, String(quantity)),
      step('increase', 'cart.more', '+', quantity + 1, { 'aria-disabled': quantity >= QUANTITY_MAX && 'true' })),
    step('remove', 'cart.remove-item', t('cart.remove'), 0, { class: 'link-button small' }));
}
