// A theme of 2026 in the manner of Horizon: modules, and a standard event before each request whose promise
// tells how it ended.

import { CartLinesUpdateEvent, ProductSelectEvent, ViewEventElement, fromAjaxCart } from '@shopify/events';

/** The theme's own rule: more than that is declined without asking the server. */
const QUANTITY_MAX = 10;
const DEBOUNCE_MS = 300;

customElements.define('product-card', class extends ViewEventElement {
  connectedCallback() {
    super.connectedCallback();
    this.addEventListener('click', ({ target }) => {
      if (target.dataset.swatch) this.select(target);
      if (target.matches('[data-quick-view]')) this.openQuickView();
    });
  }

  select({ dataset, title }) {
    const { productId, productTitle, handle } = this.dataset;
    const deferred = ProductSelectEvent.createPromise();
    this.dispatchEvent(new ProductSelectEvent({
      product: { id: productId, title: productTitle, handle }, selectedOptions: [{ name: 'Colour', value: title }], promise: deferred.promise,
    }));
    deferred.resolve({ variant: { id: `gid://shopify/ProductVariant/${dataset.swatch}`, title } });
  }

  async openQuickView() {
    const page = await (await fetch(this.querySelector('a').href)).text();
    const product = new DOMParser().parseFromString(page, 'text/html').querySelector('[data-product-grid-content]');
    const content = document.getElementById('quick-view-content');
    for (const { name, value } of product.attributes) if (name.startsWith('data-')) content.setAttribute(name, value);
    content.setAttribute('view-event-payload', product.getAttribute('view-event-payload')); // with the page's context: none
    content.innerHTML = product.innerHTML.replaceAll('product-form-main', 'product-form-quick');
    content.closest('dialog').showModal();
    content.dispatchView();
  }
});

customElements.define('product-component', class extends ViewEventElement {
  connectedCallback() {
    super.connectedCallback();
    this.addEventListener('change', ({ target }) => target.dataset.optionValueId && this.selectVariant(target));
    this.addEventListener('click', ({ target }) => stepper(target));
    this.addEventListener('submit', (event) => {
      event.preventDefault();
      this.addToCart(event.target);
    });
  }

  // The event names the product that was looked at, also where the value leads to a sibling's (variant-picker.js); the
  // address changes at once, the form with the answer.
  async selectVariant({ dataset: { variantId, optionValueId, productUrl: connectedProductUrl }, value }) {
    const { productId, productTitle, handle, url: own } = this.dataset;
    const deferred = ProductSelectEvent.createPromise();
    this.dispatchEvent(new ProductSelectEvent({
      product: { id: productId, title: productTitle, handle }, selectedOptions: [{ name: 'Colour', value }],
      detail: { optionValueId, variantId, connectedProductUrl }, promise: deferred.promise,
    }));
    const url = connectedProductUrl || own;
    const isPage = !this.closest('dialog');
    if (isPage) setTimeout(() => history.replaceState({}, '', `${url}${variantId ? `?variant=${variantId}` : ''}`));
    const page = await (await fetch(`${url}?option_values=${optionValueId}`)).text();
    const html = new DOMParser().parseFromString(page, 'text/html');
    const variant = JSON.parse(html.querySelector('[data-selected-variant]').textContent);
    if (isPage && url !== own) document.querySelector('main').replaceWith(html.querySelector('main'));
    this.querySelector('[name=id]').value = variant?.id ?? '';
    this.querySelector('[name=add]').replaceWith(html.querySelector('[name=add]'));
    if (!variant) return deferred.resolve({ variant: null, detail: { html, productId, resource: null } });
    for (const part of ['.price', 'img']) this.querySelector(part).replaceWith(html.querySelector(part));
    deferred.resolve({
      variant: {
        id: `gid://shopify/ProductVariant/${variant.id}`, title: variant.title, availableForSale: variant.available,
        price: { amount: (variant.price / 100).toFixed(2), currencyCode: variant.currency }, selectedOptions: [{ name: 'Colour', value }],
      },
    });
  }

  async addToCart(form) {
    const body = new FormData(form);
    body.append('sections', 'cart-drawer,cart-icon-bubble');
    const quantity = Number(body.get('quantity'));
    const context = this.closest('dialog') ? 'dialog' : 'product';
    const lines = [{ merchandiseId: `gid://shopify/ProductVariant/${body.get('id')}`, quantity }];
    const error = await updateCart(this, { action: 'add', context, lines }, '/cart/add.js', body, quantity);
    this.querySelector('.error').textContent = error;
    if (!error) document.querySelector('cart-drawer').classList.add('active');
  }
});

customElements.define('cart-items', class extends HTMLElement {
  connectedCallback() {
    let timer;
    this.addEventListener('click', (event) => {
      stepper(event.target);
      const remove = event.target.closest('cart-remove-button');
      if (!remove) return;
      event.preventDefault();
      this.update(remove.dataset.index, 0);
    });
    this.addEventListener('change', ({ target }) => {
      clearTimeout(timer);
      timer = setTimeout(() => this.update(target.dataset.index, Number(target.value)), DEBOUNCE_MS);
    });
  }

  async update(line, quantity) {
    const { key } = this.querySelectorAll('[data-key]')[line - 1].dataset;
    const payload = { action: quantity ? 'update' : 'remove', context: 'cart', lines: [{ id: `gid://shopify/CartLine/${key}`, quantity }] };
    const body = JSON.stringify({ id: key, quantity, sections: 'cart-drawer,cart-icon-bubble' });
    document.querySelector('cart-drawer .error').textContent = await updateCart(this, payload, '/cart/change.js', body, quantity);
  }
});

/** Resolves to what went wrong, or an empty text. */
async function updateCart(element, payload, path, body, quantity) {
  const deferred = CartLinesUpdateEvent.createPromise();
  element.dispatchEvent(new CartLinesUpdateEvent({ ...payload, promise: deferred.promise }));
  const declined = (message) => {
    deferred.resolve({ cart: null, userErrors: [{ code: 'MAXIMUM_EXCEEDED', message }] });
    return message;
  };
  if (quantity > QUANTITY_MAX) return declined(`${QUANTITY_MAX} a shopper`);
  const headers = { accept: path === '/cart/add.js' ? 'text/html' : 'application/json', ...(typeof body === 'string' && { 'content-type': 'application/json' }) };
  const root = window.Shopify.routes.root.replace(/\/$/, '');
  const reply = await (await fetch(root + path, { method: 'POST', headers, body })).json();
  if (reply.status === 422) {
    // Without `userErrors` (product-form.js); a change that fails is a rejection (component-cart-items.js).
    if (payload.action === 'add') deferred.resolve({ cart: null, detail: { didError: true } });
    else deferred.reject(new Error(reply.errors));
    return reply.message;
  }
  document.querySelector('cart-items').innerHTML = reply.sections['cart-drawer'];
  document.querySelector('#cart-icon-bubble span').outerHTML = reply.sections['cart-icon-bubble'];
  deferred.resolve({ cart: reply.token ? fromAjaxCart(reply) : null });
  return '';
}

function stepper(button) {
  if (!button.matches?.('.quantity button')) return;
  const input = button.parentElement.querySelector('input');
  if (button.name === 'plus') input.stepUp();
  else input.stepDown();
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

document.querySelector('#cart-icon-bubble').addEventListener('click', (event) => {
  if (document.querySelector('#cart')) return;
  event.preventDefault();
  document.querySelector('cart-drawer').classList.add('active');
});
document.querySelector('[data-test="close-drawer"]').addEventListener('click', () => document.querySelector('cart-drawer').classList.remove('active'));
