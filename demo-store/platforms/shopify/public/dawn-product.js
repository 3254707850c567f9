// Product form and variant picker as Dawn's relatives write them: FormData to `cart/add` without `.js`, and
// a variant that is fetched as a section before address and hidden input change.

class ProductForm extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector('form');
    this.form.querySelector('[name=id]').disabled = false;
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

// Each choice asks for the section of the product that the value leads to, by `option_values`; the address follows, and
// the hidden input is empty where the options make no variant. A sibling of a combined listing takes the page's place
// under its own path (product-info.js).
class ProductInfo extends HTMLElement {
  connectedCallback() {
    this.addEventListener('change', ({ target }) => {
      if (target.dataset.optionValueId) this.handleOptionValueChange(target);
    });
  }

  handleOptionValueChange({ dataset }) {
    this.abortController?.abort();
    this.abortController = new AbortController();
    const productUrl = dataset.productUrl || this.dataset.url;
    const isSwap = productUrl !== this.dataset.url;
    const isFullPage = isSwap && this.dataset.updateUrl !== 'false';
    const query = `${isFullPage ? '' : 'section_id=main&'}option_values=${dataset.optionValueId}`;
    fetch(`${productUrl}?${query}`, { signal: this.abortController.signal })
      .then((response) => response.text())
      .then((responseText) => this.render(new DOMParser().parseFromString(responseText, 'text/html'), productUrl, { isSwap, isFullPage }))
      .catch((error) => {
        if (error.name !== 'AbortError') console.error(error);
      });
  }

  render(html, productUrl, { isSwap, isFullPage }) {
    const variant = JSON.parse(html.querySelector('[data-selected-variant]').innerHTML);
    if (this.dataset.updateUrl !== 'false') {
      window.history.replaceState({}, '', `${productUrl}${variant ? `?variant=${variant.id}` : ''}`);
    }
    if (isFullPage) return document.querySelector('main').replaceWith(html.querySelector('main'));
    if (isSwap) return this.replaceWith(html.querySelector('product-info'));
    const input = this.querySelector('input[name="id"]');
    input.value = variant?.id ?? '';
    input.dispatchEvent(new Event('change', { bubbles: true }));
    this.querySelector('[name=add]').replaceWith(html.querySelector('[name=add]'));
    if (!variant) return;
    for (const part of ['.price', 'img', '[data-test=permalink]']) this.querySelector(part).replaceWith(html.querySelector(part));
    publish(PUB_SUB_EVENTS.variantChange, { data: { sectionId: 'main', html, variant } });
  }
}
customElements.define('product-info', ProductInfo);

// The product page, fetched and shown in a modal, which has moved itself out of its section (quick-add.js, global.js).
class QuickAddModal extends HTMLElement {
  connectedCallback() {
    if (this.moved) return;
    this.moved = true;
    this.querySelector('[data-test=close-quick-view]').addEventListener('click', () => this.removeAttribute('open'));
    document.body.appendChild(this);
  }

  async show(opener) {
    const page = await fetch(opener.closest('product-card').querySelector('a').href).then((response) => response.text());
    const product = new DOMParser().parseFromString(page, 'text/html').querySelector('product-info');
    product.innerHTML = product.innerHTML.replaceAll('product-form-main', 'product-form-quickadd');
    product.setAttribute('data-update-url', 'false');
    this.querySelector('#QuickAddInfo').innerHTML = product.outerHTML;
    this.setAttribute('open', '');
  }
}
customElements.define('quick-add-modal', QuickAddModal);

document.addEventListener('click', ({ target }) => {
  if (target.matches('[data-quick-view]')) document.querySelector('quick-add-modal').show(target);
});
