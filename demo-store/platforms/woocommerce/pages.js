// The shop's pages, with the classes, forms and JSON-LD that WooCommerce and its themes write.

import { scriptJson, sendPage } from '../stand-in.js';
import { countOf, formatted, hashOf, linesOf, totalOf } from './cart.js';
import { itemOf, PRODUCTS } from './catalogue.js';
import { NONCE } from './store-api.js';

function send(reply, site, session, { title, bodyClass, main, jsonld, product }) {
  const { folder, theme, tag, api } = site;
  const head = `
  <link rel="https://api.w.org/" href="${api}">
  <link rel="stylesheet" id="woocommerce-general-css" href="${folder}/wp-content/themes/shop.css">
  ${jsonld ? `<script type="application/ld+json" class="yoast-schema-graph">${scriptJson(jsonld)}</script>` : ''}
  <script>var wc_add_to_cart_params = ${scriptJson({ wc_ajax_url: `${folder}/?wc-ajax=%%endpoint%%`, cart_url: `${folder}/cart/` })};
  var wc_cart_fragments_params = { cart_hash_key: 'wc_cart_hash_stand_in', fragment_name: 'wc_fragments_stand_in' };
  var wcBlocksConfig = ${scriptJson({ restUrl: api, nonce: NONCE, batches: site.batches })};</script>
  ${site.gtm4wp && product ? dataLayer(product) : ''}
  ${site.consentApi ? consentApi() : ''}`;
  const body = `
<header><a href="${folder}/">Madobe</a> <nav><a href="${folder}/cart/">Cart (<span class="cart-count">${countOf(session)}</span>)</a>
  <button class="mini-cart-button">Open cart</button></nav></header>
<aside class="drawer" hidden>${theme === 'classic' ? miniCart(session, site) : '<div class="mini-cart-items"></div>'}
  <a class="checkout" href="${folder}/checkout/">Checkout</a></aside>
<main>${main}</main>
${scripts(site)}`;
  return sendPage(reply, { title, tag, head, bodyClass: `theme-${theme} woocommerce-no-js ${bodyClass}`, body });
}

function scripts({ theme, folder, delayed }) {
  const names = theme === 'blocks' ? ['wp-content/themes/blocks.js']
    : ['wp-includes/jquery.js', 'wp-content/themes/variations.js', 'wp-content/themes/classic.js'];
  const sources = names.map((name) => `${folder}/${name}`);
  if (!delayed) return sources.map((src) => `<script src="${src}"></script>`).join('\n');
  // As optimisers of page speed do.
  return `<script>addEventListener('pointermove', () => {
    for (const src of ${scriptJson(sources)}) document.body.append(Object.assign(document.createElement('script'), { src, async: false }));
  }, { once: true });</script>`;
}

export function shopPage(reply, site, session) {
  const items = PRODUCTS.map(({ id, slug, name, price, variations }) => `
  <li class="product post-${id}"><a href="${site.folder}/product/${slug}/"><img src="${site.folder}/wp-content/uploads/${slug}.svg" alt="">
    <h2>${name}</h2></a><span class="price">${formatted(price)}</span>
    ${variations ? '' : `<a href="?add-to-cart=${id}" data-product_id="${id}" data-quantity="1"
      class="button add_to_cart_button ajax_add_to_cart">Add to cart</a>`}
  </li>`);
  const main = `<h1 class="page-title">Shop</h1><ul class="products">${items.join('')}</ul>`;
  return send(reply, site, session, { title: 'Madobe', bodyClass: 'woocommerce-shop woocommerce woocommerce-page', main });
}

export function productPage(reply, site, session, product, posted, notice = '') {
  const { id, slug, name, price, text, variations } = product;
  const add = variations
    ? `<input type="hidden" name="add-to-cart" value="${id}"><input type="hidden" name="variation_id" class="variation_id" value="0">
      <button type="submit">Add to cart</button>`
    : `<button type="submit" name="add-to-cart" value="${id}" class="single_add_to_cart_button">Add to cart</button>`;
  const choices = variations?.map(({ colour }) => `<option${posted.attribute_pa_colour === colour ? ' selected' : ''}>${colour}</option>`).join('');
  const chosen = JSON.stringify(!site.ajaxVariations && variations?.map((one) => variationOf(site, product, one)));
  const data = variations ? ` data-product_id="${id}" data-product_variations='${chosen}'` : '';
  const select = `<div class="variations"><label>Colour
    <select name="attribute_pa_colour"><option value="">Choose an option</option>${choices}</select></label></div>`;
  const main = `${notice ? `<div class="woocommerce-message" role="alert">${notice}</div>` : ''}
  <img src="${site.folder}/wp-content/uploads/${slug}.svg" alt=""><h1 class="product_title">${name}</h1>
  <p class="price">${formatted(price)}</p><p>${text}</p>
  <form class="${variations ? 'variations_form ' : ''}cart" action="${site.folder}/product/${slug}/" method="post" enctype="multipart/form-data"${data}>
    ${variations ? select : ''}
    <input type="number" name="quantity" value="1" min="1" class="qty" aria-label="Product quantity">${add}
  </form>`;
  const bodyClass = `single single-product postid-${id} woocommerce woocommerce-page`;
  return send(reply, site, session, { title: name, bodyClass, main, jsonld: schemaOf(site, product), product });
}

// What gtm4wp prints in the head; it calls products by their SKU in shops that tell Google so.
function dataLayer({ name, sku, price }) {
  const items = [{ item_id: sku, item_name: name, price: price / 100, quantity: 1, google_business_vertical: 'retail' }];
  return `<script>var dataLayer = window.dataLayer || [];
  dataLayer.push(${scriptJson({ event: 'view_item', ecommerce: { currency: 'EUR', value: price / 100, items } })});</script>`;
}

// WC_Product_Variable::get_available_variation, the members that themes use.
export function variationOf(site, product, { id, colour, sku, price }) {
  const src = `${site.folder}/wp-content/uploads/${product.slug}-${colour}.svg`;
  return {
    attributes: { attribute_pa_colour: colour }, display_price: price / 100, display_regular_price: price / 100, sku, variation_id: id,
    image: { title: colour, src, full_src: src }, is_in_stock: true, price_html: formatted(price), variation_is_active: true,
  };
}

// As Yoast SEO's graph with WooCommerce's product in it.
function schemaOf({ folder }, { slug, name, sku, price, variations }) {
  const url = `${folder}/product/${slug}/`;
  const amounts = variations?.map((one) => one.price) ?? [price];
  const amount = (minor) => (minor / 100).toFixed(2);
  const offer = variations
    ? {
      '@type': 'AggregateOffer', lowPrice: amount(Math.min(...amounts)), highPrice: amount(Math.max(...amounts)),
      offerCount: amounts.length, priceCurrency: 'EUR',
    } : {
      '@type': 'Offer', availability: 'https://schema.org/InStock', url,
      priceSpecification: [{ '@type': 'UnitPriceSpecification', price: amount(price), priceCurrency: 'EUR', valueAddedTaxIncluded: true }],
    };
  return {
    '@context': 'https://schema.org',
    '@graph': [
      { '@type': ['WebPage', 'ItemPage'], '@id': url, url, name },
      { '@type': 'BreadcrumbList', '@id': `${url}#breadcrumb`, itemListElement: [] },
      { '@type': 'Product', '@id': `${url}#product`, name, url, sku, image: `${folder}/wp-content/uploads/${slug}.svg`, offers: [offer] },
    ],
  };
}

export function cartPage(reply, site, session) {
  const rows = linesOf(session).map(({ key, id, quantity }) => `
    <tr class="cart_item"><td><a class="remove" href="${site.folder}/cart/?remove_item=${key}&_wpnonce=private-nonce">×</a></td>
      <td>${itemOf(id).name}</td>
      <td><input type="number" name="cart[${key}][qty]" value="${quantity}" min="0" class="qty" aria-label="Product quantity"></td></tr>`);
  const form = `<form class="woocommerce-cart-form" action="${site.folder}/cart/" method="post"><table>${rows.join('')}</table>
    <button type="submit" name="update_cart" value="1">Update cart</button></form>
    <div class="cart_totals">Total <strong>${formatted(totalOf(session))}</strong>
    <a class="checkout-button" href="${site.folder}/checkout/">Proceed to checkout</a></div>`;
  const main = `<div class="woocommerce">${rows.length > 0 ? form : '<p class="cart-empty">Your cart is currently empty.</p>'}</div>`;
  return send(reply, site, session, { title: 'Cart', bodyClass: 'page woocommerce-cart woocommerce-page', main });
}

export function checkoutPage(reply, site, session) {
  const main = `<form class="checkout woocommerce-checkout"><p>Total <strong>${formatted(totalOf(session))}</strong></p>
    <label>E-mail <input type="email" name="billing_email" value="private@example.org"></label>
    <label><input type="checkbox" name="decline" value="1"> The bank says no</label>
    <button type="submit" id="place_order">Place order</button></form>`;
  return send(reply, site, session, { title: 'Checkout', bodyClass: 'page woocommerce-checkout woocommerce-page', main });
}

// templates/checkout/thankyou.php
export function orderPage(reply, site, session, order) {
  const notice = order?.failed
    ? ['error', 'failed', 'Unfortunately your order cannot be processed.']
    : ['success', 'received', 'Thank you. Your order has been received.'];
  const overview = order && `<ul class="woocommerce-order-overview"><li>Order number: <strong>${order.id}</strong></li>
    <li>Total: <strong>${formatted(order.total)}</strong></li></ul>`;
  const main = `<div class="woocommerce-order">
    <p class="woocommerce-notice woocommerce-notice--${notice[0]} woocommerce-thankyou-order-${notice[1]}">${notice[2]}</p>${overview ?? ''}</div>`;
  const bodyClass = 'page woocommerce-checkout woocommerce-page woocommerce-order-received';
  return send(reply, site, session, { title: 'Order received', bodyClass, main });
}

function miniCart(session, { folder }) {
  const items = linesOf(session).map(({ key, id, quantity }) => `<li class="mini_cart_item">${itemOf(id).name} × ${quantity}
    <a href="${folder}/cart/?remove_item=${key}" class="remove_from_cart_button" data-cart_item_key="${key}">×</a></li>`);
  return `<div class="widget_shopping_cart_content"><ul>${items.join('')}</ul></div>`;
}

/** WC_AJAX::get_refreshed_fragments */
export function fragments(session, site) {
  return {
    fragments: {
      'div.widget_shopping_cart_content': miniCart(session, site),
      'span.cart-count': `<span class="cart-count">${countOf(session)}</span>`,
    },
    cart_hash: countOf(session) > 0 ? hashOf(session) : '',
  };
}

// The plugin's wp-consent-api.js and a banner that asks.
function consentApi() {
  return `<script>
  var consent_api = { consent_type: '', waitfor_consent_hook: true, cookie_prefix: 'wp_consent' };
  window.waitfor_consent_hook = true;
  function wp_has_consent(category) { return document.cookie.includes('wp_consent_' + category + '=allow'); }
  function wp_set_consent(category, value) {
    document.cookie = 'wp_consent_' + category + '=' + value + '; path=/';
    document.dispatchEvent(new CustomEvent('wp_listen_for_consent_change', { detail: { [category]: value } }));
  }
  addEventListener('load', () => { window.wp_consent_type = 'optin'; document.dispatchEvent(new CustomEvent('wp_consent_type_defined')); });
  </script>`;
}
