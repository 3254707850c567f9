// Product form and variant picker as Dawn's relatives write them: FormData to `cart/add` without `.js`, and
// a variant that is fetched as a section before address and hidden input change.

class ProductForm extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector('form');
    this.form.addEventListener('submit', this.onSubmitHandler.bind(this));
  }

  onSubmitHandler(event) {
    event.preventDefault();
    const config = fetchConfig('javascript');
    config.headers['X-Requested-With'] = 'XMLHttpRequest';
    delete config.headers['Content-Type'];
    const formData = new FormData(this.form);
    formData.append('sections', 'cart-drawer,cart-icon-bubble');
    formData.append('sections_url', window.location.pathname);
    config.body = formData;
    fetch(routes.cart_add_url, config)
      .then((response) => response.json())
      .then((response) => {
        if (response.status) {
          publish(PUB_SUB_EVENTS.cartError, { source: 'product-form', errors: response.errors || response.description, message: response.message });
          this.querySelector('.error').textContent = response.description;
          return;
        }
        this.querySelector('.error').textContent = '';
        publish(PUB_SUB_EVENTS.cartUpdate, { source: 'product-form', productVariantId: formData.get('id'), cartData: response, sections: response.sections });
      })
      .catch((e) => console.error(e));
  }
}
customElements.define('product-form', ProductForm);

class ProductInfo extends HTMLElement {
  connectedCallback() {
    this.addEventListener('change', (event) => {
      if (event.target.dataset.variantId) this.handleOptionValueChange(event.target.dataset.variantId);
    });
  }

  handleOptionValueChange(variantId) {
    this.abortController?.abort();
    this.abortController = new AbortController();
    fetch(`${this.dataset.url}?variant=${variantId}&section_id=main`, { signal: this.abortController.signal })
      .then((response) => response.text())
      .then((responseText) => {
        const html = new DOMParser().parseFromString(responseText, 'text/html');
        const variant = JSON.parse(html.querySelector('[data-selected-variant]').innerHTML);
        if (!this.closest('dialog')) window.history.replaceState({}, '', `${this.dataset.url}?variant=${variant.id}`);
        const input = this.querySelector('input[name="id"]');
        input.value = variant.id;
        input.dispatchEvent(new Event('change', { bubbles: true }));
        for (const part of ['.price', 'img', '[name=add]', '[data-test=permalink]']) this.querySelector(part).replaceWith(html.querySelector(part));
        publish(PUB_SUB_EVENTS.variantChange, { data: { sectionId: 'main', html, variant } });
      })
      .catch((error) => {
        if (error.name !== 'AbortError') console.error(error);
      });
  }
}
customElements.define('product-info', ProductInfo);

// Quick view: the product page, fetched and shown in a dialog. Nothing is dispatched.
document.addEventListener('click', async (event) => {
  if (!event.target.matches('[data-quick-view]')) return;
  const page = await fetch(event.target.closest('product-card').querySelector('a').href).then((response) => response.text());
  const product = new DOMParser().parseFromString(page, 'text/html').querySelector('[data-product-grid-content]');
  const dialog = document.getElementById('quick-view');
  dialog.querySelector('#quick-view-content').replaceChildren(document.importNode(product, true));
  dialog.showModal();
});
