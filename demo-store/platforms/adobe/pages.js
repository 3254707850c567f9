// Luma's pages: its body classes, its meta data, its forms and its init scripts.

import { escapeHtml, scriptJson } from '../stand-in.js';

/** Where Magento serves a theme's files: /static/version<deployed>/frontend/<vendor>/<theme>/<locale>. */
export const STATIC = '/static/version1795338000/frontend/Magento/luma/en_US';

const init = (components) => `<script type="text/x-magento-init">${scriptJson(components)}</script>`;

export function frame(shop, { title, bodyClass, head = '', body }) {
  const checkout = { checkoutUrl: '/checkout', updateItemQtyUrl: '/checkout/sidebar/updateItemQty', removeItemUrl: '/checkout/sidebar/removeItem', websiteId: '1' };
  return {
    title, bodyClass, tag: shop.tag,
    head: `${head}
  <link rel="stylesheet" href="${STATIC}/styles.css">
  <script>var BASE_URL = location.origin + '/'; var require = { baseUrl: '${STATIC}' };</script>
  <script src="${STATIC}/lib/requirejs/require.js"></script>
  <script src="${STATIC}/requirejs-config.js"></script>`,
    body: `<header class="page-header"><a class="logo" href="/">Madobe (Luma)</a>
  <div data-block="minicart" class="minicart-wrapper">
    <a class="action showcart" href="/checkout/cart" data-test="showcart">Cart <span class="counter-number" data-bind="text: count"></span></a>
    <div class="block-minicart" data-bind="visible: isOpen" style="display: none">
      <ol id="mini-cart" data-bind="foreach: items">
        <li data-role="product-item" data-test="line">
          <a data-bind="attr: { href: product_url }, html: product_name"></a>
          <button type="button" data-test="less" data-bind="click: $parent.less">−</button>
          <output data-test="qty" data-bind="text: qty"></output>
          <button type="button" data-test="more" data-bind="click: $parent.more">+</button>
          <span data-bind="html: product_price"></span>
          <button type="button" class="action delete" data-test="remove" data-bind="click: $parent.remove">Remove</button>
        </li>
      </ol>
      <p class="subtotal">Subtotal <span data-test="subtotal" data-bind="html: subtotal"></span></p>
      <a id="top-cart-btn-checkout" data-test="checkout" href="/checkout">Proceed to Checkout</a>
    </div>
  </div></header>
<main class="page-main">${body}</main>
<script>window.checkout = ${scriptJson(checkout)};</script>
${init({ '*': { 'Magento_Customer/js/customer-data': { sectionLoadUrl: '/customer/section/load/' } } })}
${init({ "[data-block='minicart']": { 'Magento_Checkout/js/view/minicart': {} } })}
<script>require(['mage/apply']);</script>`,
  };
}

export function listPage(products) {
  const tile = ({ slug, name, image }) => `<li><a href="/${slug}.html"><img src="${image}" alt="" width="120" height="120"><br>${escapeHtml(name)}</a></li>`;
  return { title: 'Madobe', bodyClass: 'cms-home cms-index-index page-layout-1column', body: `<ul class="products">${products.map(tile).join('')}</ul>` };
}

export function productPage(product, { currency, tellsCurrency }, origin) {
  const meta = [
    ['og:type', 'product'], ['og:title', product.name], ['og:image', origin + product.image], ['og:url', `${origin}/${product.slug}.html`],
    ['product:price:amount', product.price], ...(tellsCurrency ? [['product:price:currency', currency]] : []),
  ];
  const head = meta.map(([name, content]) => `<meta property="${name}" content="${escapeHtml(content)}">`).join('\n  ');
  return {
    title: product.name, bodyClass: `page-product-${product.variants ? 'configurable' : 'simple'} catalog-product-view product-${product.slug}`,
    head: `${head}\n  <link rel="canonical" href="${origin}/${product.slug}.html">`,
    body: `<div class="product-info-main" itemscope itemtype="http://schema.org/Product">
  <img src="${product.image}" alt="" width="240" height="240">
  <h1 class="page-title"><span class="base" itemprop="name">${escapeHtml(product.name)}</span></h1>
  <div class="price-box price-final_price" data-role="priceBox" data-product-id="${product.id}" data-price-box="product-id-${product.id}">
    <span data-price-amount="${product.price}" data-price-type="finalPrice" class="price-wrapper"><span class="price">${product.price.toFixed(2)} ${currency}</span></span>
  </div>
  <div class="product attribute sku"><strong>SKU</strong> <span class="value" itemprop="sku">${product.sku}</span></div>
  <form data-product-sku="${product.sku}" action="/checkout/cart/add" method="post" id="product_addtocart_form">
    <input type="hidden" name="product" value="${product.id}">
    <input type="hidden" name="selected_configurable_option" value="">
    <input type="hidden" name="form_key" value="private-form-key">
    ${(product.attributes ?? []).map(select).join('')}
    <label>Qty <input type="number" name="qty" id="qty" value="1" step="any" min="0"></label>
    <button type="submit" class="action primary tocart" id="product-addtocart-button" disabled>Add to Cart</button>
  </form>
</div>
${init({ '#product_addtocart_form': { 'Magento_Catalog/js/catalog-add-to-cart': {}, ...(product.variants && { configurable: { spConfig: spConfigOf(product) } }) } })}`,
  };
}

const select = ({ id, label, options }) => `<label>${label}
      <select name="super_attribute[${id}]" class="super-attribute-select" id="attribute${id}"><option value="">Choose an Option...</option>
      ${options.map((option) => `<option value="${option.id}">${option.label}</option>`).join('')}</select></label>`;

/** The shape that Magento\ConfigurableProduct\Block\Product\View\Type\Configurable writes. */
function spConfigOf({ id, attributes, variants, price }) {
  const amounts = (amount) => ({ baseOldPrice: { amount }, oldPrice: { amount }, basePrice: { amount }, finalPrice: { amount }, tierPrices: [] });
  const map = (value) => Object.fromEntries(variants.map((variant) => [variant.id, value(variant)]));
  return {
    attributes: Object.fromEntries(attributes.map((attribute, position) => [attribute.id, { ...attribute, position }])),
    template: '€<%- data.price %>', currencyFormat: '€%s', optionPrices: map((variant) => amounts(variant.price)), prices: amounts(price),
    productId: id, chooseText: 'Choose an Option...', images: [], index: map(({ values }) => values), sku: map(({ sku }) => sku),
  };
}

export function cartPage(quote) {
  const row = ({ id, product, qty }) => `<li>${escapeHtml(product.name)} <input name="cart[${id}][qty]" value="${qty}" data-test="cart-qty"></li>`;
  const form = `<form action="/checkout/cart/updatePost" method="post" id="form-validate"><ul>${quote.lines.map(row).join('')}</ul>
  <button name="update_cart_action" value="update_qty">Update Shopping Cart</button></form>`;
  return {
    title: 'Shopping Cart', bodyClass: 'checkout-cart-index page-layout-1column',
    body: `<h1>Shopping Cart</h1>${quote.lines.length > 0 ? form : '<p>You have no items in your shopping cart.</p>'}
<script>window.checkoutConfig = ${scriptJson({ quoteData: { entity_id: 'private-quote', quote_currency_code: quote.currency } })};</script>`,
  };
}

export function checkoutPage(quote) {
  const config = { quoteData: { entity_id: 'private-masked-id', quote_currency_code: quote.currency, customer_email: 'private@shopper.example' }, totalsData: quote.totals() };
  return {
    title: 'Checkout', bodyClass: 'checkout-index-index page-layout-checkout',
    body: `<h1>Checkout</h1><div id="checkout">
  <p>Order Total <strong data-test="grand-total"></strong></p>
  <label>Email <input name="username" value="private@shopper.example"></label>
  <button type="button" data-test="next">Next</button>
  <button type="button" data-test="place-order" disabled>Place Order</button>
  <a href="/paypal/express/start" data-test="pay-elsewhere">Pay with PayPal</a></div>
<script>window.checkoutConfig = ${scriptJson(config)};</script>
${init({ '#checkout': { 'Magento_Checkout/js/view/checkout': {} } })}`,
  };
}

export function successPage(number) {
  return {
    title: 'Success Page', bodyClass: 'checkout-onepage-success page-layout-1column',
    body: `<h1>Thank you for your purchase!</h1><div class="checkout-success">
  <p>Your order # is: <span>${number}</span>.</p>
  <p>We'll email you an order confirmation with details and tracking info.</p>
  <a class="action primary continue" href="/">Continue Shopping</a></div>`,
  };
}
