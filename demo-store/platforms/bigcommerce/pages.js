// The pages of the stand-in, with what the platform itself puts into them: BCData, JSON-LD, BODL.

import { escapeHtml, scriptJson, sendPage } from '../stand-in.js';
import { bodlLines } from './cart.js';
import { CURRENCY, OPTION, pricesOf, PRODUCTS } from './catalogue.js';

const euro = (amount) => `€${amount.toFixed(2)}`;

export function createPages({ tag, bodl, consentBanner, theme }) {
  const send = (reply, title, body, { data = {}, head = '', scripts = ['theme.js'], type = 'default' } = {}) =>
    sendPage(reply, {
      title: `${title} · Madobe`,
      tag,
      bodyClass: type,
      head: `<link rel="stylesheet" href="/theme/theme.css">
  <script>window.BCData = ${scriptJson({ csrf_token: 'stand-in', ...data })}; window.jsContext = ${scriptJson(theme)};</script>
  ${bodl ? '<script src="/theme/bodl.js"></script>' : ''}
  ${head}
  ${scripts.map((name) => `<script type="module" src="/theme/${name}"></script>`).join('\n  ')}`,
      body: `${header()}<main>${body}</main>${consentBanner ? banner() : ''}`,
    });

  return {
    home: (reply) => send(reply, 'All products', homeView()),
    product: (reply, product, origin) =>
      send(reply, product.name, productView(product) + related(product), productParts(product, origin, bodl)),
    quickView: (reply, product) =>
      reply.type('text/html; charset=utf-8').send(`<div class="modal-body quickView">${productView(product)}</div>`),
    cart: (reply, cart) => send(reply, 'Your cart', cartView(cart)),
    part: (name, cart) => ({ 'cart/content': content, 'cart/totals': totals, 'common/cart-preview': preview })[name](cart),
    checkout: (reply) => send(reply, 'Checkout', checkoutView(), { scripts: ['checkout.js'], type: 'checkout' }),
    confirmation: (reply, orderId) =>
      send(reply, 'Thank you', confirmationView(orderId), { scripts: ['checkout.js'], type: 'order-confirmation' }),
  };
}

function header() {
  return `<header><a class="logo" href="/">Madobe</a>
  <a href="/cart.php" data-cart-preview data-test="cart-link">Cart <span class="cart-quantity" data-test="cart-quantity"></span></a>
  <div id="cart-preview-dropdown" data-test="cart-preview" hidden></div></header>
<div id="modal" class="modal" hidden></div><div id="alert-modal" class="modal" data-test="modal" role="alertdialog" hidden></div>`;
}

function banner() {
  return `<aside class="consent" data-consent-banner hidden><p>May we use cookies for statistics?</p>
  <button type="button" data-consent="yes" data-test="consent-yes">Accept</button>
  <button type="button" data-consent="no" data-test="consent-no">Reject</button></aside>`;
}

const homeView = () => `<h1>All products</h1><ul class="productGrid">${PRODUCTS.map(card).join('')}</ul>`;

function card(product) {
  return `<li class="card"><a href="/${product.slug}/">
  <img src="/images/${product.slug}.svg" alt="" width="240" height="180">
  <strong>${escapeHtml(product.name)}</strong></a><span>${euro(product.price)}</span>
  <button type="button" class="quickview" data-product-id="${product.id}" data-test="quickview-${product.slug}">Quick view</button></li>`;
}

const related = (product) =>
  `<ul class="productGrid">${PRODUCTS.filter(({ slug }) => slug !== product.slug).slice(0, 1).map(card).join('')}</ul>`;

function productView(product) {
  const options = product.variants.length > 1
    ? `<fieldset data-product-attribute="swatch"><legend>${OPTION.name}</legend>${product.variants.map(swatch).join('')}</fieldset>`
    : '';
  return `<div class="productView"><img src="/images/${product.slug}.svg" alt="" width="480" height="360">
  <section><h1>${escapeHtml(product.name)}</h1><p class="price" data-product-price data-test="price">${euro(product.price)}</p>
  <p>SKU <span data-product-sku>${product.variants[0].sku}</span></p><p>${product.text}</p>
  <form method="post" action="/cart.php" enctype="multipart/form-data" data-cart-item-add>
    <input type="hidden" name="action" value="add"><input type="hidden" name="product_id" value="${product.id}">${options}
    <label>Quantity <input type="number" name="qty[]" value="1" min="1" data-test="quantity"></label>
    <input id="form-action-addToCart" type="submit" value="Add to Cart" data-test="add-to-cart">
  </form></section></div>`;
}

const swatch = ({ value, valueId }) => `<label>
  <input type="radio" name="attribute[${OPTION.id}]" value="${valueId}" data-test="option-${value}"> ${value}</label>`;

// The attributes name a variant where there is no choice to make.
function productParts(product, origin, bodl) {
  const [variant, ...others] = product.variants;
  const url = `${origin}/${product.slug}/`;
  const attributes = {
    sku: variant.sku, base: others.length > 0, instock: true, purchasable: true, price: pricesOf(product, variant),
    ...(others.length === 0 && { v3_variant_id: variant.id }),
  };
  const jsonld = {
    '@context': 'https://schema.org/', '@type': 'Product', name: product.name, sku: variant.sku || undefined, url,
    brand: { '@type': 'Brand', url: `${origin}/madobe/`, name: 'Madobe' }, description: product.text,
    image: `${origin}/images/${product.slug}.svg`,
    offers: {
      '@type': 'Offer', priceCurrency: CURRENCY.code, price: String(product.price),
      itemCondition: 'https://schema.org/NewCondition', availability: 'https://schema.org/InStock', url,
    },
  };
  const line = { productId: product.id, variantId: variant.id, name: product.name, sku: variant.sku, quantity: 1,
    listPrice: product.price, salePrice: product.price, brand: 'Madobe' };
  const viewed = { channel_id: 1, currency: CURRENCY.code, product_value: product.price, line_items: bodlLines([line]) };
  return {
    data: { product_attributes: attributes },
    type: 'product',
    head: `<link rel="canonical" href="${url}">
  <script type="application/ld+json">${scriptJson(jsonld)}</script>
  ${bodl ? `<script>window.bodlViewed = ${scriptJson(viewed)};</script>` : ''}`,
  };
}

const rows = (cart) => [...cart.lineItems.physicalItems, ...cart.lineItems.digitalItems].filter(({ parentId }) => !parentId);

const cartView = (cart) => `<div data-cart>${content(cart)}<div data-cart-totals>${totals(cart)}</div></div>`;

function content(cart) {
  if (!cart) return '<div data-cart-content><h1>Your cart</h1><p data-test="cart-empty">Your cart is empty.</p></div>';
  return `<div data-cart-content><h1>Your cart</h1><table class="cart">${rows(cart).map(row).join('')}</table></div>`;
}

function row(line) {
  return `<tr data-test="line-${line.sku || line.productId}"><td><a href="${line.url}">${escapeHtml(line.name)}</a></td>
  <td class="stepper">
    <button type="button" data-cart-update data-cart-itemid="${line.id}" data-action="dec" data-test="dec">−</button>
    <input id="qty-${line.id}" value="${line.quantity}" size="2" data-test="qty">
    <button type="button" data-cart-update data-cart-itemid="${line.id}" data-action="inc" data-test="inc">+</button></td>
  <td>${euro(line.extendedSalePrice)}</td>
  <td><button type="button" class="cart-remove" data-cart-itemid="${line.id}" data-test="remove">Remove</button></td></tr>`;
}

function totals(cart) {
  if (!cart) return '';
  return `<form class="coupon-form"><input name="couponcode" placeholder="Coupon" data-test="coupon">
  <button data-test="coupon-apply">Apply</button></form>
  <p>Total <strong data-test="cart-total">${euro(cart.cartAmount)}</strong></p>
  <a class="button" href="/checkout" data-test="checkout">Check out</a>`;
}

function preview(cart) {
  if (!cart) return '<p>Your cart is empty.</p>';
  return `<ul>${rows(cart).map(({ name, quantity }) => `<li>${quantity} × ${escapeHtml(name)}</li>`).join('')}</ul>
  <a class="button" href="/checkout" data-test="preview-checkout">Check out</a> <a href="/cart.php">View cart</a>`;
}

function checkoutView() {
  return `<div id="checkout-app"><h1>Checkout</h1><div data-test="summary"></div>
  <form id="coupon"><input name="code" placeholder="Coupon" data-test="checkout-coupon">
  <button data-test="checkout-coupon-apply">Apply</button></form>
  <form id="customer"><label>E-mail <input type="email" name="email" value="private@example.org"></label>
  <button id="checkout-payment-continue" data-test="place-order" disabled>Place Order</button></form></div>`;
}

function confirmationView(orderId) {
  return `<div id="checkout-app" data-order-id="${orderId}"><h1>Thank you!</h1><p data-test="order-number"></p>
  <p><a href="/">Continue shopping</a></p></div>`;
}
