// Starts the components that the page's init scripts name. As Magento's does, it takes the scripts out.
define(['jquery'], function ($) {
  'use strict';

  $(function () {
    var scripts = $('script[type="text/x-magento-init"]').toArray();
    scripts.forEach(function (script) {
      var components = JSON.parse(script.textContent);
      script.remove();
      Object.keys(components).forEach(function (selector) {
        Object.keys(components[selector]).forEach(function (name) {
          require([name], function (start) {
            if (selector === '*') start[name](components[selector][name]);
            else $(selector).each(function () { start(components[selector][name], this); });
          });
        });
      });
    });
  });
});
