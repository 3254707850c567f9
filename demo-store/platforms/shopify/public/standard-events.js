// Shopify's library of standard storefront events, as far as the theme beside it uses it
// (shopify.dev/docs/api/storefront-events-and-actions): what they say are members of the event itself,
// ids are GIDs, and they bubble to the document.

const gid = (type, id) => (String(id).startsWith('gid:') ? id : `gid://shopify/${type}/${id}`);

class StandardEvent extends Event {
  constructor(type, payload) {
    super(type, { bubbles: true, composed: true });
    Object.assign(this, payload);
  }

  static createPromise() {
    const deferred = {};
    deferred.promise = new Promise((resolve, reject) => Object.assign(deferred, { resolve, reject }));
    deferred.promise.catch(() => {});
    return deferred;
  }
}

const withIds = (product) => ({
  ...product, id: gid('Product', product.id),
  ...(product.selectedVariant && { selectedVariant: { ...product.selectedVariant, id: gid('ProductVariant', product.selectedVariant.id) } }),
});

export class ProductViewEvent extends StandardEvent {
  constructor(payload) { super('shopify:product:view', { ...payload, product: withIds(payload.product) }); }
}

export class ProductSelectEvent extends StandardEvent {
  constructor(payload) { super('shopify:product:select', { ...payload, product: withIds(payload.product) }); }
}

export class CartLinesUpdateEvent extends StandardEvent {
  constructor(payload) { super('shopify:cart:lines-update', payload); }
}

/** An element that says a view by its attributes. */
export class ViewEventElement extends HTMLElement {
  connectedCallback() {
    const trigger = this.getAttribute('view-event-trigger');
    if (!trigger) this.dispatchView();
    if (trigger === 'intersect') this.dispatchOnceSeen();
  }

  dispatchOnceSeen() {
    new IntersectionObserver((entries, observer) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      this.dispatchView();
    }).observe(this);
  }

  dispatchView() {
    const payload = JSON.parse(this.getAttribute('view-event-payload') || 'null');
    if (payload) this.dispatchEvent(new ProductViewEvent(payload));
  }
}

/** The summary of a cart of the Ajax API. */
export const fromAjaxCart = (cart) => ({
  id: gid('Cart', cart.token), totalQuantity: cart.item_count,
  cost: { totalAmount: { amount: (cart.total_price / 100).toFixed(2), currencyCode: cart.currency } },
  lines: cart.items.map(({ key, quantity }) => ({ id: gid('CartLine', key), quantity })), discountCodes: [],
});
