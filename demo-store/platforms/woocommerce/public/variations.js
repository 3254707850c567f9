// The form of a product with variations, as WooCommerce's add-to-cart-variation.js: 100 ms after its set-up it looks
// whether one is chosen. One that holds no variations asks the shop for the chosen one.
jQuery(function ($) {
  $('form.variations_form').each(function () {
    var $form = $(this);
    var variations = $form.data('product_variations');
    var $select = $form.find('select');

    $form.on('check_variations', function () {
      var value = $select.val();
      if (value && variations === false) {
        $.post(wc_add_to_cart_params.wc_ajax_url.replace('%%endpoint%%', 'get_variation'),
          { product_id: $form.data('product_id'), attribute_pa_colour: value }, tell, 'json');
      } else {
        tell(value && variations.filter(function (one) { return one.attributes.attribute_pa_colour === value; })[0]);
      }
    });
    function tell(found) {
      $form.trigger(found ? 'found_variation' : 'reset_data', found ? [found] : []);
    }
    $form.on('found_variation', function (event, found) {
      $form.find('.variation_id').val(found.variation_id).trigger('change');
      $('p.price').html(found.price_html);
    });
    $select.on('change', function () {
      $form.find('.variation_id').val('').trigger('change');
      $form.trigger('check_variations');
    });
    setTimeout(function () { $form.trigger('check_variations'); }, 100);
  });
});
