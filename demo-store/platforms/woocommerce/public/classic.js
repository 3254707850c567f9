// A classic theme's scripts, after WooCommerce's add-to-cart.js, cart.js, cart-fragments.js, checkout.js.
jQuery(function ($) {
  var $body = $(document.body);
  var address = function (action) { return wc_add_to_cart_params.wc_ajax_url.replace('%%endpoint%%', action); };

  function updateFragments(event, fragments) {
    $.each(fragments || {}, function (selector, html) { $(selector).replaceWith(html); });
  }
  $body.on('added_to_cart removed_from_cart', updateFragments);

  $body.on('click', '.ajax_add_to_cart', function (event) {
    var $button = $(this);
    event.preventDefault();
    $body.trigger('adding_to_cart', [$button, {}]);
    $.post(address('add_to_cart'), { product_id: $button.data('product_id'), quantity: $button.data('quantity') }, function (reply) {
      if (reply.error && reply.product_url) {
        window.location = reply.product_url;
        return;
      }
      $body.trigger('added_to_cart', [reply.fragments, reply.cart_hash, $button]);
    }, 'json');
  });

  $body.on('click', '.remove_from_cart_button', function (event) {
    var $button = $(this);
    event.preventDefault();
    $.post(address('remove_from_cart'), { cart_item_key: $button.data('cart_item_key') }, function (reply) {
      $body.trigger('removed_from_cart', [reply.fragments, reply.cart_hash, $button]);
    }, 'json');
  });

  $body.on('click', '.mini-cart-button', function () { $('.drawer').prop('hidden', false); });

  // The cart page: the form goes out as a whole and the page's new parts come back.
  function replaceCart(html) {
    var $new = $('<div>').html(html);
    if ($new.find('.woocommerce-cart-form').length === 0) $body.trigger('wc_cart_emptied');
    $('main .woocommerce').replaceWith($new.find('main .woocommerce'));
    $body.trigger('updated_wc_div');
    $body.trigger('updated_cart_totals');
  }
  $body.on('submit', '.woocommerce-cart-form', function (event) {
    event.preventDefault();
    $.ajax({ type: 'POST', url: this.action, data: $(this).serialize(), dataType: 'html', success: replaceCart });
  });
  $body.on('click', '.woocommerce-cart-form .remove', function (event) {
    event.preventDefault();
    $.ajax({ type: 'GET', url: this.href, dataType: 'html', success: replaceCart });
  });

  var $checkout = $('form.checkout');
  if ($checkout.length) {
    $.post(address('update_order_review'), {}, function () { $body.trigger('updated_checkout'); });
    $checkout.on('submit', function (event) {
      event.preventDefault();
      $.post(address('checkout'), $checkout.serialize(), function (reply) { window.location = reply.redirect; }, 'json');
    });
  }

  // cart-fragments.js: what the page may have from a cache is put right by what this tab keeps of the mini-cart; where
  // the cart's hash is another by now, and when another tab has changed it, it is asked for again.
  var params = wc_cart_fragments_params;
  function keep(fragments, hash) {
    sessionStorage.setItem(params.fragment_name, JSON.stringify(fragments));
    localStorage.setItem(params.cart_hash_key, hash);
    sessionStorage.setItem(params.cart_hash_key, hash);
  }
  function refresh() {
    fetch(address('get_refreshed_fragments'), {
      method: 'POST', headers: { 'Content-Type': 'application/x-www-form-urlencoded; charset=UTF-8' }, body: 'time=1',
    }).then(function (reply) { return reply.json(); }).then(function (reply) {
      updateFragments(null, reply.fragments);
      keep(reply.fragments, reply.cart_hash);
      $body.trigger('wc_fragments_refreshed');
    }).catch(function () { $body.trigger('wc_fragments_ajax_error'); });
  }
  $body.on('wc_fragment_refresh updated_wc_div', refresh);
  $body.on('added_to_cart removed_from_cart', function (event, fragments, hash) { keep(fragments, hash); });
  addEventListener('storage', function (event) {
    if (event.key === params.cart_hash_key && localStorage.getItem(event.key) !== sessionStorage.getItem(event.key)) refresh();
  });
  addEventListener('pageshow', function (event) { if (event.persisted) refresh(); });
  var kept = sessionStorage.getItem(params.fragment_name);
  var cookie = (/woocommerce_cart_hash=([^;]+)/.exec(document.cookie) || [])[1] || '';
  if (kept && (sessionStorage.getItem(params.cart_hash_key) || '') === cookie) {
    updateFragments(null, JSON.parse(kept));
    $body.trigger('wc_fragments_loaded');
  } else {
    refresh();
  }

  // gtm4wp says each variation that was found.
  if (window.dataLayer) {
    $body.on('found_variation', function (event, variation) {
      dataLayer.push({ ecommerce: null });
      dataLayer.push({ event: 'view_item', ecommerce: { currency: 'EUR', value: variation.display_price, items: [
        { item_id: variation.sku, item_group_id: $(event.target).data('product_id'), item_name: document.title,
          item_variant: variation.attributes.attribute_pa_colour, price: variation.display_price, quantity: 1 },
      ] } });
    });
  }
});
