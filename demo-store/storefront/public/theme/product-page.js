// The product page, also of the script tag variant: choosing a variant, adding it, buying it now.
// Each variant looked at is announced as a product view.

import './frame.js';
import { t } from '/i18n/language.js';
import { announce } from '/shop/events.js';
import { QUANTITY_MAX, addToCart } from '/shop/cart.js';
import { startBuyNow } from '/shop/checkout.js';
import { findProduct } from '/shop/products.js';
import { priceText } from '/shop/money.js';
import { byId, h, picture, setTitle } from './dom.js';
import { openDrawer } from './drawer.js';

const product = findProduct(location.pathname.split('/').pop());
const asked = new URLSearchParams(location.search).get('variant');
let chosen = product.variants.find((variant) => variant.id === asked) ?? product.variants[0];

const image = h('div', { class: 'product-picture' });
const price = h('p', { class: 'product-price', test: 'price', 'aria-live': 'polite' });
const quantity = h('input', {
  id: 'quantity', type: 'number', min: '1', max: String(QUANTITY_MAX), value: '1', inputmode: 'numeric', test: 'quantity',
});
const addButton = h('button', { type: 'submit', class: 'button', test: 'add-to-cart' });
const buyButton = h('button', { type: 'button', class: 'button secondary', test: 'buy-now', onclick: buyNow }, t('product.buy-now'));

function chosenQuantity() {
  return Math.min(Math.max(1, Math.trunc(quantity.valueAsNumber) || 1), QUANTITY_MAX);
}

function changeQuantity(change) {
  quantity.value = String(chosenQuantity() + change);
  quantity.value = String(chosenQuantity());
}

function choose(variant) {
  chosen = variant;
  image.replaceChildren(picture(variant.image, 720, t('cart.item', { product: product.name, variant: variant.label })));
  price.textContent = priceText(variant.minor);
  addButton.textContent = t(variant.available ? 'product.add' : 'product.sold-out');
  addButton.disabled = buyButton.disabled = !variant.available;
  announce('product:viewed', { product, variant });
}

function switchTo(variant) {
  history.replaceState(null, '', `?variant=${variant.id}`);
  choose(variant);
}

function add(event) {
  event.preventDefault();
  addToCart(chosen.id, chosenQuantity());
  openDrawer();
}

function buyNow() {
  location.assign(`/checkout?id=${startBuyNow(chosen.id, chosenQuantity())}`);
}

function variantChoice(variant) {
  const swatch = variant.swatch && h('span', { class: 'swatch' });
  swatch?.style.setProperty('--swatch', variant.swatch);
  return h('label', { class: variant.available ? 'chip' : 'chip sold-out', test: `variant-${variant.id}` },
    h('input', {
      type: 'radio', name: 'variant', value: variant.id, checked: variant === chosen, onchange: () => switchTo(variant),
    }),
    swatch, h('span', {}, variant.label),
    !variant.available && h('span', { class: 'visually-hidden' }, t('product.is-sold-out')));
}

function quantityStepper() {
  const step = (name, label, text, change) =>
    h('button', { type: 'button', test: name, 'aria-label': label, onclick: () => changeQuantity(change) }, text);
  return h('div', { class: 'quantity' },
    h('label', { for: 'quantity' }, t('product.quantity')),
    h('div', { class: 'stepper' },
      step('quantity-decrease', t('product.less'), '−', -1), quantity, step('quantity-increase', t('product.more'), '+', 1)));
}

function buyForm() {
  return h('form', { class: 'buy-form', novalidate: true, onsubmit: add },
    h('fieldset', { class: 'variants' }, h('legend', {}, t('product.variant')), product.variants.map(variantChoice)),
    quantityStepper(), h('div', { class: 'buy-buttons' }, addButton, buyButton));
}

setTitle(product.name);
byId('product').replaceChildren(image, h('div', { class: 'product-text' },
  h('p', { class: 'eyebrow' }, t('product.made-in', product)),
  h('h1', { test: 'product-name' }, product.name), price,
  h('p', { class: 'product-description' }, product.text), buyForm()));
choose(chosen);
