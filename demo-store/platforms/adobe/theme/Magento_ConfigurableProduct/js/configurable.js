// The options of a configurable product. Widgets of jQuery UI keep themselves in the element's data.
define(['jquery'], function ($) {
  'use strict';

  return function (options, form) {
    $(form).data('mage-configurable', { options: options });
    $(form).on('change', '.super-attribute-select', function () {
      var id = Object.keys(options.spConfig.index).find(function (product) {
        var values = options.spConfig.index[product];
        return Object.keys(values).every(function (attribute) { return $('#attribute' + attribute).val() === values[attribute]; });
      });
      $(form).find('[name=selected_configurable_option]').val(id || '');
      var prices = options.spConfig.optionPrices[id] || options.spConfig.prices;
      $('[data-price-type=finalPrice]').html('<span class="price">' + prices.finalPrice.amount.toFixed(2) + '</span>');
    });
  };
});
