// What the checkout calculates, shared by its components.
define(['ko'], function (ko) {
  'use strict';

  return { totals: ko.observable(window.checkoutConfig.totalsData) };
});
