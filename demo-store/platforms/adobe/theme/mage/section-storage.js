// One JSON object in localStorage, member by member (Magento: jquery/jquery-storageapi).
define([], function () {
  'use strict';

  return function (name) {
    function all() { return JSON.parse(localStorage.getItem(name) || '{}'); }
    function save(members) { localStorage.setItem(name, JSON.stringify(members)); }
    return {
      all: all,
      get: function (key) { return all()[key]; },
      set: function (key, value) { var members = all(); members[key] = value; save(members); },
      remove: function (key) { var members = all(); delete members[key]; save(members); },
    };
  };
});
