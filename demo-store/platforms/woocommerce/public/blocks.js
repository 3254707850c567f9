// A block theme's scripts, after WooCommerce's interactivity store (client/blocks/assets/js/base/stores/woocommerce/
// cart.ts): in 10.0.2 each write is a request to the Store API, an add of what lies in the cart an `update-item`; later
// releases send batches. Then it tells of the change by events on the body and the window.
const { restUrl, nonce, batches } = wcBlocksConfig;
let queue = [];
let pending = 0;
let lines = [];

async function write(path, body) {
  if (!batches) {
    const answer = await fetch(`${restUrl}wc/store/v1/cart/${path}`, {
      method: 'POST', headers: { 'content-type': 'application/json', Nonce: nonce }, body: JSON.stringify(body),
    });
    return { status: answer.status, body: await answer.json() };
  }
  const request = { path: `/wc/store/v1/cart/${path}`, method: 'POST', headers: { Nonce: nonce }, body };
  const settled = new Promise((resolve) => queue.push({ request, resolve }));
  queueMicrotask(flush);
  return settled;
}

async function flush() {
  const batch = queue;
  queue = [];
  if (batch.length === 0) return;
  const reply = await fetch(`${restUrl}wc/store/v1/batch`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', Nonce: nonce },
    body: JSON.stringify({ requests: batch.map(({ request }) => request) }),
  });
  const { responses } = await reply.json();
  responses.forEach((response, i) => batch[i].resolve(response));
}

async function change(path, body, quantityChanges, isAdd = false) {
  pending++;
  const { status, body: reply } = await write(path, body);
  pending--;
  if (status >= 400) return say(reply.message);
  if (pending === 0) show(reply); // before that the page shows what the shopper has asked for since
  if (isAdd) dispatch('wc-blocks_added_to_cart', { preserveCartData: true });
  if (path === 'remove-item') dispatch('wc-blocks_removed_from_cart');
  window.dispatchEvent(new CustomEvent('wc-blocks_store_sync_required', { detail: { type: 'from_iAPI', quantityChanges } }));
}

function dispatch(type, detail) {
  document.body.dispatchEvent(new CustomEvent(type, { bubbles: true, cancelable: true, detail }));
}

function say(message) {
  document.querySelector('main').insertAdjacentHTML('afterbegin', `<div class="wc-block-components-notice-banner is-error" role="alert">${message}</div>`);
}

function add(id) {
  const line = lines.find((one) => one.id === id);
  return line
    ? change('update-item', { ...line, quantity: line.quantity + 1 }, { cartItemsPendingQuantity: [line.key] }, true)
    : change('add-item', { id, quantity: 1 }, { productsPendingAdd: [id] }, true);
}

function show(cart) {
  lines = cart.items;
  document.querySelector('.cart-count').textContent = cart.items_count;
  document.querySelector('.mini-cart-items').innerHTML = cart.items.map(({ key, name, quantity }) => `
    <div class="wc-block-cart-item" data-key="${key}">${name}
      <button class="minus">−</button><output>${quantity}</output><button class="plus">+</button><button class="remove-link">Remove</button></div>`).join('');
}

document.addEventListener('click', async (event) => {
  const button = event.target.closest('button, a.ajax_add_to_cart');
  if (!button) return;
  const line = button.closest('.wc-block-cart-item');
  if (button.matches('.ajax_add_to_cart')) {
    event.preventDefault();
    void add(Number(button.dataset.product_id));
  } else if (button.matches('.mini-cart-button')) {
    document.querySelector('.drawer').hidden = false;
    show(await (await fetch(`${restUrl}wc/store/v1/cart`)).json());
  } else if (button.matches('.plus, .minus')) {
    // The number changes at once, the shop is told of it behind.
    const output = line.querySelector('output');
    output.textContent = Number(output.textContent) + (button.matches('.plus') ? 1 : -1);
    void change('update-item', { key: line.dataset.key, quantity: Number(output.textContent) }, { cartItemsPendingQuantity: [line.dataset.key] });
  } else if (button.matches('.remove-link')) {
    void change('remove-item', { key: line.dataset.key }, { cartItemsPendingDelete: [line.dataset.key] });
  }
});

document.querySelector('form.checkout')?.addEventListener('submit', async (event) => {
  event.preventDefault();
  const reply = await fetch(wc_add_to_cart_params.wc_ajax_url.replace('%%endpoint%%', 'checkout'), { method: 'POST', body: new FormData(event.target) });
  location.href = (await reply.json()).redirect;
});
