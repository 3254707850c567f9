// Sections of the shopper's own data: a copy in localStorage, an observable of each, reloaded after every POST of the
// page that affects them, and only then: what a GET does (a payment elsewhere that comes back) leaves the copy as it
// is. It goes with the browser's session and after an hour without a page. The order of steps is Magento's (2.4.6,
// Magento_Customer/js/customer-data.js); only the sections are fewer.
define(['jquery', 'ko', 'mage/section-storage'], function ($, ko, sectionStorage) {
  'use strict';

  // Magento_Checkout/etc/frontend/sections.xml
  var AFFECTED = /\/(checkout\/(cart|sidebar|onepage\/saveOrder)|rest\/[^?]*(\/payment-information|selected-payment-method))/;
  var LIFETIME_MS = 3600000;
  var storage = sectionStorage('mage-cache-storage');
  var invalidation = sectionStorage('mage-cache-storage-section-invalidation');
  var observables = {};
  var options = {};

  function ids() {
    var cookie = /(?:^|; )section_data_ids=([^;]*)/.exec(document.cookie);
    return cookie ? JSON.parse(decodeURIComponent(cookie[1])) : {};
  }

  function forgetOld() {
    var isOver = new Date(localStorage.getItem('mage-cache-timeout')) < new Date() || !/(^|; )mage-cache-sessid=/.test(document.cookie);
    if (isOver) Object.keys(storage.all()).forEach(storage.remove);
    localStorage.setItem('mage-cache-timeout', new Date(Date.now() + LIFETIME_MS).toISOString());
    document.cookie = 'mage-cache-sessid=true; path=/';
  }

  function setIds(value) {
    document.cookie = 'section_data_ids=' + encodeURIComponent(JSON.stringify(value)) + '; path=/';
  }

  function observable(name) {
    return (observables[name] = observables[name] || ko.observable({}));
  }

  function update(sections) {
    var known = ids();
    Object.keys(sections).forEach(function (name) {
      known[name] = sections[name].data_id;
      storage.set(name, sections[name]);
      invalidation.remove(name);
      observable(name)(sections[name]);
    });
    setIds(known);
  }

  var customerData = {
    get: observable,
    set: function (name, section) { var sections = {}; sections[name] = section; update(sections); },
    reload: function (names, forced) {
      return $.getJSON(options.sectionLoadUrl, { sections: names.join(','), force_new_section_timestamp: forced }).done(update);
    },
    invalidate: function (names) {
      var known = ids();
      names.forEach(function (name) {
        storage.remove(name);
        invalidation.set(name, true);
        known[name] += 1000;
      });
      setIds(known);
    },
    'Magento_Customer/js/customer-data': function (settings) {
      options = settings;
      forgetOld();
      var sections = storage.all();
      Object.keys(sections).forEach(function (name) { observable(name)(sections[name]); });
      var known = ids();
      var outdated = Object.keys(known).filter(function (name) { return !sections[name] || sections[name].data_id !== known[name]; });
      var invalid = Object.keys(invalidation.all());
      if (outdated.length > 0) customerData.reload(outdated, false);
      else if (invalid.length > 0) customerData.reload(invalid, false);
    },
  };

  $(document).on('ajaxComplete', function (event, xhr, settings) {
    if (!/post|put|delete/i.test(settings.type) || !AFFECTED.test(settings.url)) return;
    customerData.invalidate(['cart']);
    var answer = xhr.responseJSON;
    if (!answer || !(answer.backUrl || answer.redirect)) customerData.reload(['cart'], true);
  });
  $(document).on('submit', function (event) {
    if (/post|put|delete/i.test(event.target.method) && AFFECTED.test(event.target.action)) customerData.invalidate(['cart']);
  });

  return customerData;
});
