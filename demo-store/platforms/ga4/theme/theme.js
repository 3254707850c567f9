// The theme's own words to the dataLayer: GA4 as Google's documentation has it, in the form that
// `shopSettings.form` names, or Universal Analytics as themes before 2023 have it.
(function () {
  var settings = window.shopSettings;
  window[settings.layer] = window[settings.layer] || [];

  function push() {
    var layer = window[settings.layer];
    return layer.push.apply(layer, arguments);
  }

  window.gtag = function () {
    push(arguments);
  };

  function universalProduct(item) {
    return {
      id: item.item_id, name: item.item_name, brand: item.item_brand, category: item.item_category,
      variant: item.item_variant, price: item.price.toFixed(2), quantity: item.quantity,
    };
  }

  var actions = {
    view_item: 'detail', add_to_cart: 'add', remove_from_cart: 'remove', begin_checkout: 'checkout',
    purchase: 'purchase', refund: 'refund',
  };

  function pushUniversal(event, said) {
    var action = actions[event];
    if (!action) return;
    var revenue = said.value + (said.tax || 0) + (said.shipping || 0);
    var field = action === 'checkout' ? { step: 1 } : {
      id: said.transaction_id, revenue: String(revenue), tax: said.tax, shipping: said.shipping, coupon: said.coupon,
    };
    var ecommerce = { currencyCode: said.currency };
    ecommerce[action] = { actionField: field, products: (said.items || []).map(universalProduct) };
    push({ event: 'eec.' + action, ecommerce: ecommerce });
  }

  window.track = function (event, said) {
    if (settings.form === 'gtag') return window.gtag('event', event, said);
    if (settings.form === 'ua' || settings.form === 'both') pushUniversal(event, said);
    if (settings.form === 'ua') return undefined;
    push({ ecommerce: null });
    return push({ event: event, ecommerce: said });
  };

  function itemOf(element, quantity) {
    var item = JSON.parse(element.closest('[data-item]').dataset.item);
    item.quantity = quantity;
    return item;
  }

  function trackChange(event, item) {
    window.track(event, { currency: settings.currency, value: item.price * item.quantity, items: [item] });
  }

  // One request at a time, as the shop's server has them in order.
  var requests = Promise.resolve();
  function change(item, by) {
    requests = requests.then(function () {
      return fetch('/cart/change', {
        method: 'POST', headers: { 'content-type': 'application/json' }, keepalive: true,
        body: JSON.stringify({ id: item.item_id, variant: item.item_variant, by: by }),
      }).then(function (answer) { return answer.json(); }).then(show);
    });
    return requests;
  }

  function show(cart) {
    document.querySelectorAll('[data-test=cart-count]').forEach(function (element) { element.textContent = cart.count; });
    document.querySelectorAll('[data-line]').forEach(function (row) {
      var item = JSON.parse(row.dataset.item);
      var line = cart.lines.find(function (one) { return one.id === item.item_id && one.variant === item.item_variant; });
      if (!line) return row.remove();
      row.querySelector('[data-test=quantity]').textContent = line.quantity;
    });
  }

  document.addEventListener('change', function (event) {
    if (!event.target.matches('[data-variant]')) return;
    var holder = event.target.closest('[data-item]');
    var item = JSON.parse(holder.dataset.item);
    item.item_variant = event.target.value;
    holder.dataset.item = JSON.stringify(item);
  });

  document.addEventListener('click', function (event) {
    var button = event.target.closest('[data-do]');
    if (!button) return;
    var row = button.closest('[data-line]');
    var held = row ? Number(row.querySelector('[data-test=quantity]').textContent) : 1;
    var does = button.dataset.do;
    var count = does === 'remove' ? held : 1;
    var item = itemOf(button, count);
    var more = does === 'add' || does === 'more';
    trackChange(more ? 'add_to_cart' : 'remove_from_cart', item);
    change(item, more ? count : -count).then(function () {
      if (button.dataset.then) location.href = button.dataset.then;
    });
  });

  // Shops that say the purchase where it is made, and leave in the same breath.
  document.addEventListener('submit', function (event) {
    var order = event.target.dataset.purchase;
    if (order) window.track('purchase', JSON.parse(order));
  });
})();
