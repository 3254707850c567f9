// The form of a product with variations, as WooCommerce's add-to-cart-variation.js: 100 ms after its
// set-up it looks whether one is chosen.
jQuery(function ($) {
  $('form.variations_form').each(function () {
    var $form = $(this);
    var variations = $form.data('product_variations');
    var $select = $form.find('select');
    var chosen = new URLSearchParams(location.search).get('attribute_pa_colour');
    if (chosen) $select.val(chosen);

    $form.on('check_variations', function () {
      var found = variations.filter(function (one) { return one.attributes.attribute_pa_colour === $select.val(); })[0];
      $form.find('.variation_id').val(found ? found.variation_id : 0);
      $form.trigger(found ? 'found_variation' : 'reset_data', found ? [found] : []);
      if (found) $('p.price').html(found.price_html);
    });
    $select.on('change', function () { $form.trigger('check_variations'); });
    setTimeout(function () { $form.trigger('check_variations'); }, 100);
  });
});
