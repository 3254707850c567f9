// The product form is sent in the background.
define(['jquery'], function ($) {
  'use strict';

  return function (config, form) {
    $(form).on('submit', function (event) {
      event.preventDefault();
      $.ajax({ url: form.getAttribute('action'), data: new FormData(form), type: 'post', dataType: 'json', contentType: false, processData: false })
        .done(function (answer) { if (answer.backUrl) location.href = answer.backUrl; });
      return false;
    });
    $(form).find('.tocart').prop('disabled', false);
  };
});
