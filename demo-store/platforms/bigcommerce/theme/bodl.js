// BODL as its subscribers know it: leaves that take a callback, and nothing is repeated for whoever
// comes late. It tells of the page once it has loaded.

(() => {
  const listeners = {};
  const leaf = (event) => (listener) => { (listeners[event] ??= []).push(listener); };
  const emit = (event, payload) => { for (const listener of listeners[event] ?? []) listener(payload); };
  const events = window.bodlEvents = {
    AddCartItemEvent: { CREATE: 'bodl_v1_cart_product_added' },
    RemoveCartItemEvent: { CREATE: 'bodl_v1_cart_product_removed' },
    banner: { viewed: leaf('bodl_v1_banner_viewed') },
    consent: { emit, loaded: leaf('bodl_v1_loaded_consent'), updated: leaf('bodl_v1_update_consent') },
    product: { emit, pageViewed: leaf('bodl_v1_product_page_viewed') },
    cart: {
      emit,
      addItem: leaf('bodl_v1_cart_product_added'),
      removeItem: leaf('bodl_v1_cart_product_removed'),
      viewed: leaf('bodl_v1_cart_viewed'),
    },
    checkout: { emit, checkoutBegin: leaf('bodl_v1_begin_checkout'), orderPurchased: leaf('bodl_v1_order_purchased') },
  };
  const preferences = (analytics) => ({ event_id: crypto.randomUUID(), advertising: analytics, analytics, functional: analytics });
  const answered = () => /stand_in_consent=(\w+)/.exec(document.cookie)?.[1];

  addEventListener('load', () => setTimeout(() => {
    const banner = document.querySelector('[data-consent-banner]');
    if (banner) {
      events.consent.emit('bodl_v1_loaded_consent', preferences(answered() === 'yes'));
      banner.hidden = answered() !== undefined;
      banner.addEventListener('click', ({ target }) => void answer(banner, target.dataset.consent));
    }
    const viewed = window.bodlViewed;
    if (viewed) events.product.emit('bodl_v1_product_page_viewed', { event_id: crypto.randomUUID(), ...viewed });
  }, 200));

  async function answer(banner, word) {
    if (!word) return;
    banner.hidden = true;
    const [allow, deny] = word === 'yes' ? [[2, 3, 4], []] : [[], [2, 3, 4]];
    await fetch('/api/storefront/consent', {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ allow, deny }),
    });
    events.consent.emit('bodl_v1_update_consent', preferences(word === 'yes'));
  }
})();
