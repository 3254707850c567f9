// Cart drawer, cart page and stepper as Dawn's relatives write them: JSON to `cart/change` without `.js`,
// sections in the reply.

class QuantityInput extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector('input');
    for (const button of this.querySelectorAll('button')) {
      button.addEventListener('click', () => {
        if (button.name === 'plus') this.input.stepUp();
        else this.input.stepDown();
        this.input.dispatchEvent(new Event('change', { bubbles: true }));
      });
    }
  }
}
customElements.define('quantity-input', QuantityInput);

class CartItems extends HTMLElement {
  connectedCallback() {
    this.addEventListener('change', debounce((event) => this.onChange(event), ON_CHANGE_DEBOUNCE_TIMER));
    this.addEventListener('click', (event) => {
      const remove = event.target.closest('cart-remove-button');
      if (!remove) return;
      event.preventDefault();
      this.updateQuantity(remove.dataset.index, 0);
    });
    subscribe(PUB_SUB_EVENTS.cartUpdate, ({ source, sections }) => {
      if (source !== 'cart-items' && sections) this.render(sections);
    });
  }

  onChange({ target }) {
    if (target.dataset.index) this.updateQuantity(target.dataset.index, target.value);
  }

  updateQuantity(line, quantity) {
    const body = JSON.stringify({ line, quantity, sections: ['cart-drawer', 'cart-icon-bubble'], sections_url: window.location.pathname });
    fetch(routes.cart_change_url, { ...fetchConfig(), body })
      .then((response) => response.text())
      .then((state) => {
        const parsedState = JSON.parse(state);
        if (parsedState.errors) {
          this.showError(parsedState.errors);
          return;
        }
        this.showError('');
        this.render(parsedState.sections);
        publish(PUB_SUB_EVENTS.cartUpdate, { source: 'cart-items', cartData: parsedState });
      })
      .catch(() => this.showError('There was an error. Please try again.'));
  }

  showError(message) {
    document.querySelector('cart-drawer .error').textContent = message;
  }

  render(sections) {
    this.innerHTML = sections['cart-drawer'];
    document.querySelector('#cart-icon-bubble span').outerHTML = sections['cart-icon-bubble'];
  }
}
customElements.define('cart-items', CartItems);

class CartDrawer extends HTMLElement {
  connectedCallback() {
    const isCartPage = document.querySelector('#cart');
    document.querySelector('#cart-icon-bubble').addEventListener('click', (event) => {
      if (isCartPage) return;
      event.preventDefault();
      this.open();
    });
    this.querySelector('[data-test="close-drawer"]').addEventListener('click', () => this.classList.remove('active'));
    subscribe(PUB_SUB_EVENTS.cartUpdate, ({ source }) => {
      if (source === 'product-form') this.open();
    });
  }

  open() {
    this.classList.add('active');
  }
}
customElements.define('cart-drawer', CartDrawer);
