// A theme as Cornerstone's descendants are: adds by fetch and shows a preview, a stepper on the cart page
// that writes at once, a message where the shop refuses.

import { cart, optionChange, productById, quietly } from './stencil-utils.js';

const $ = (selector, root = document) => root.querySelector(selector);

function showModal(text) {
  $('#alert-modal').textContent = text;
  $('#alert-modal').hidden = false;
}

async function showQuantity() {
  $('.cart-quantity').textContent = (await cart.getQuantity()) || '';
}

async function showPreview() {
  const dropdown = $('#cart-preview-dropdown');
  dropdown.innerHTML = await cart.getContent('common/cart-preview');
  dropdown.hidden = false;
}

function productDetails(view) {
  const form = $('[data-cart-item-add]', view);
  form.addEventListener('submit', quietly(async (event) => {
    event.preventDefault();
    $('#alert-modal').hidden = true;
    const { data } = await cart.itemAdd(new FormData(form));
    if (data.error) return showModal(data.error);
    await Promise.all([showPreview(), showQuantity()]);
  }));
  form.addEventListener('change', quietly(async ({ target }) => {
    if (!target.name.startsWith('attribute')) return;
    const { data, content = {} } = await optionChange(form.elements.product_id.value, form);
    $('[data-product-price]', view).textContent = data.price.with_tax.formatted;
    $('[data-product-sku]', view).textContent = data.sku;
    const detail = window.jsContext.swapsDetail ? { content: data, data: content } : { content, data };
    document.dispatchEvent(new CustomEvent('onProductOptionsChanged', { bubbles: true, detail }));
  }));
}

document.addEventListener('click', quietly(async ({ target }) => {
  if (!target.matches('.quickview')) return;
  const modal = $('#modal');
  modal.innerHTML = await productById(target.dataset.productId);
  modal.hidden = false;
  productDetails($('.productView', modal));
}));

async function refreshContent() {
  const html = await cart.getContent(['cart/content', 'cart/totals']);
  $('[data-cart-content]').outerHTML = html['cart/content'];
  $('[data-cart-totals]').innerHTML = html['cart/totals'];
  await showQuantity();
}

// Each click is a request of its own, one after another; the page is drawn anew when the last is answered.
let underWay = 0;
let writes = Promise.resolve();
const change = quietly(async (id, quantity, write) => {
  underWay++;
  const input = $(`[id="qty-${id}"]`);
  const before = input.value;
  input.value = quantity;
  const { data } = await (writes = writes.then(write));
  if (data.status !== 'succeed') {
    input.value = before;
    showModal(data.errors.join('\n'));
  }
  if (--underWay === 0) await refreshContent();
});

function cartPage(root) {
  root.addEventListener('click', ({ target }) => {
    const { cartItemid: id, action } = target.dataset;
    if (!id) return;
    const quantity = Number($(`[id="qty-${id}"]`).value) + (action === 'inc' ? 1 : -1);
    if (target.matches('[data-cart-update]')) change(id, quantity, () => cart.itemUpdate(id, quantity));
    else change(id, 0, () => cart.itemRemove(id));
  });
  root.addEventListener('submit', quietly(async (event) => {
    event.preventDefault();
    const { data } = await cart.applyCode(new FormData(event.target).get('couponcode'));
    if (data.status === 'success') await refreshContent();
    else showModal(data.errors.join('\n'));
  }));
}

const view = $('.productView');
if (view) productDetails(view);
const page = $('[data-cart]');
if (page) cartPage(page);
$('[data-cart-preview]').addEventListener('click', (event) => {
  if (event.shiftKey || page) return;
  event.preventDefault();
  quietly(showPreview)();
});
quietly(showQuantity)();
