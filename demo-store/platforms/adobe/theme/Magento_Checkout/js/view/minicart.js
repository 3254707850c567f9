// The cart in the header, with a stepper as many themes have it: each click is a request.
define(['jquery', 'ko', 'Magento_Customer/js/customer-data'], function ($, ko, customerData) {
  'use strict';

  return function (config, element) {
    var cart = customerData.get('cart');
    function change(item, qty) {
      $.post(window.checkout.updateItemQtyUrl, { item_id: item.item_id, item_qty: qty });
    }
    // Clicks come faster than answers: they count from each other, not from the cart.
    var wanted = {};
    function step(item, by) {
      var last = wanted[item.item_id];
      var from = last && Date.now() - last.at < 2000 ? last.qty : item.qty;
      wanted[item.item_id] = { qty: from + by, at: Date.now() };
      change(item, from + by);
    }
    var view = {
      isOpen: ko.observable(false),
      items: ko.pureComputed(function () { return cart().items || []; }),
      count: ko.pureComputed(function () { return cart().summary_count || ''; }),
      subtotal: ko.pureComputed(function () { return cart().subtotal || ''; }),
      more: function (item) { step(item, 1); },
      less: function (item) { step(item, -1); },
      remove: function (item) { $.post(window.checkout.removeItemUrl, { item_id: item.item_id }); },
    };
    ko.applyBindings(view, element);
    $(element).find('.showcart').on('click', function (event) {
      event.preventDefault();
      view.isOpen(!view.isOpen());
    });
    if (cart().website_id !== window.checkout.websiteId) customerData.reload(['cart'], false);
  };
});
