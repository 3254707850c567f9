// The checkout page, for the cart and for "Buy it now" alike. The checkout is announced once per page
// load; reloading with the same content announces the same again, which is harmless.

import './frame.js';
import { announce } from '/shop/events.js';
import { DISCOUNT, SHIPPING, changeCheckout, openCheckout } from '/shop/checkout.js';
import { placeOrder } from '/shop/orders.js';
import { t } from '/i18n/language.js';
import { amountText, priceText } from '/shop/money.js';
import { byId, h } from './dom.js';
import { emptyCart } from './cart-lines.js';
import { lineSummary, sums } from './summary.js';

const askedId = new URLSearchParams(location.search).get('id');
let checkout = openCheckout(askedId);

function change(choice) {
  changeCheckout(checkout.id, choice);
  checkout = openCheckout(checkout.id);
  drawSummary();
}

function shippingChoice({ id, label, minor }) {
  return h('label', { class: 'choice wide', test: `shipping-${id}` },
    h('input', {
      type: 'radio', name: 'shipping', value: id, checked: id === checkout.shippingId, onchange: () => change({ shipping: id }),
    }),
    h('span', {}, label), h('span', { class: 'amount' }, priceText(minor)));
}

function drawSummary(message = '') {
  byId('summary').replaceChildren(
    h('h2', {}, t(checkout.buyNow ? 'checkout.buying-now' : 'cart.head')),
    lineSummary(checkout.lines), discountForm(message), sums(checkout));
  byId('place-order').textContent = t('checkout.order-for', { total: amountText(checkout.totalMinor) });
}

function discountForm(message) {
  const field = h('input', {
    id: 'discount-code', name: 'code', autocomplete: 'off', value: checkout.discountCode,
    placeholder: DISCOUNT.code, test: 'discount-code', 'aria-describedby': 'discount-message',
  });
  return h('form', { class: 'discount-form', onsubmit: (event) => applyDiscount(event, field.value.trim().toUpperCase()) },
    h('label', { for: 'discount-code' }, t('checkout.code')),
    h('div', {}, field, h('button', { class: 'button secondary', type: 'submit', test: 'apply-discount' }, t('checkout.apply'))),
    h('p', { class: 'small', id: 'discount-message', role: 'status' }, message));
}

function applyDiscount(event, code) {
  event.preventDefault();
  const known = code === DISCOUNT.code;
  change({ discountCode: known ? code : '' });
  drawSummary(known || code === '' ? '' : t('checkout.wrong-code', { code }));
  byId('discount-code').focus();
}

// Another tab may have changed the cart meanwhile: what is ordered is what was shown.
function submit(event) {
  event.preventDefault();
  const button = byId('place-order');
  if (button.disabled) return;
  button.disabled = true;
  location.assign(`/orders/${placeOrder(checkout)}/confirmed`);
}

// The button waits for this script: an earlier click would send the form to the server.
function show() {
  byId('shipping-choices').append(...SHIPPING.map(shippingChoice));
  byId('checkout-form').addEventListener('submit', submit);
  drawSummary();
  byId('place-order').disabled = false;
  announce('checkout:started', checkout);
}

// A checkout that comes back from the back/forward cache may have been ordered already.
addEventListener('pageshow', (event) => {
  if (event.persisted) location.reload();
});

if (checkout && checkout.lines.length > 0) show();
else byId('checkout').replaceChildren(emptyCart());
