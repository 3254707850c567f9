// The part of stencil-utils that the theme uses: the same requests, headers and calls to BODL, at the addresses that
// Cornerstone gives it.

/** A request that the next page cuts off is no error of this one. */
export const quietly = (work) => (...args) => void work(...args).catch(() => {});

const headers = () => ({
  'stencil-config': '{}',
  'x-xsrf-token': window.BCData?.csrf_token ?? '',
  'x-requested-with': 'stencil-utils',
});

/** Of the shop in this language: Cornerstone hands it to most calls. */
const { secureBaseUrl } = window.jsContext;

async function request(path, { method = 'GET', body, template } = {}) {
  const options = template ? { 'stencil-options': JSON.stringify({ render_with: [].concat(template).join(',') }) } : {};
  const answer = await fetch(path, { method, body, credentials: 'include', headers: { ...headers(), ...options } });
  return answer.headers.get('content-type').includes('application/json') ? answer.json() : answer.text();
}

// As the library has it: a refused add is told too, with nothing in it.
function tellBodl(event, { data }) {
  const payload = data.line_items && !data.error ? { event_id: crypto.randomUUID(), ...data } : {};
  window.bodlEvents?.cart.emit(window.bodlEvents[event].CREATE, payload);
}

const update = (id, quantity) => request('/remote/v1/cart/update', {
  method: 'POST', body: new URLSearchParams({ 'items[0][id]': id, 'items[0][quantity]': quantity }),
});

export const cart = {
  getContent: (template) => request(`${secureBaseUrl}/cart.php`, { template }),
  getQuantity: async () => (await request(`${secureBaseUrl}/api/storefront/cart-summary`)).total_quantity,
  async itemAdd(form) {
    const response = await request(`${secureBaseUrl}/remote/v1/cart/add`, { method: 'POST', body: form });
    tellBodl('AddCartItemEvent', response);
    return response;
  },
  async itemUpdate(id, quantity) {
    const response = await update(id, quantity);
    if (quantity === 0) tellBodl('RemoveCartItemEvent', response);
    return response;
  },
  async itemRemove(id) {
    const response = await update(id, 0);
    tellBodl('RemoveCartItemEvent', response);
    return response;
  },
  applyCode: (code) => request('/remote/v1/apply-code', { method: 'POST', body: new URLSearchParams({ code }) }),
};

export const productById = (id) => request(`/products.php?productId=${id}`, { template: 'products/quick-view' });

export const optionChange = (productId, form) =>
  request(`${secureBaseUrl}/remote/v1/product-attributes/${productId}`, { method: 'POST', body: new URLSearchParams(new FormData(form)) });
