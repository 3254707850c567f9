// The theme's Liquid: the same sections in both flavours, with the elements that each flavour's own
// JavaScript looks for.

import { escapeHtml, scriptJson, sendPage } from '../stand-in.js';
import { cartOf, count, lineJson, total } from './cart.js';
import { byHandle, imageOf, isDefault, markets, money, priceIn, products, structuredData } from './catalogue.js';
import { contentForHeader, viewPayload } from './head.js';

export function sendHome(shop, request, reply) {
  const cards = products.filter(({ isUnlisted }) => !isUnlisted).map((product) => card(shop, request, product)).join('');
  const body = `<h1>Things for the house</h1><ul class="grid">${cards}</ul>${quickViewDialog(shop, request)}`;
  return send(shop, request, reply, { title: 'Madobe', pageType: 'home' }, body);
}

export function sendProduct(shop, request, reply, product) {
  if (request.query.section_id) return reply.type('text/html; charset=utf-8').send(mainProduct(shop, request, product));
  const origin = `http://${request.headers.host}`;
  const body = `${mainProduct(shop, request, product)}
    <h2>You may also like</h2><ul class="grid">${card(shop, request, byHandle(product.handle === 'dripper' ? 'furoshiki' : 'dripper'))}</ul>
    ${quickViewDialog(shop, request)}
    <script type="application/ld+json">${scriptJson(structuredData(product, shop, origin))}</script>`;
  return send(shop, request, reply, { title: product.title, pageType: 'product', product }, body);
}

export function sendCart(shop, request, reply) {
  return send(shop, request, reply, { title: 'Your cart', pageType: 'cart' }, `<h1>Your cart</h1>${sectionsOf(shop, request, 'cart')['cart']}`);
}

/** Shopify's own page: no theme, no tag. */
export function sendCheckout(market, reply, lines) {
  const list = lines.map((line) => `<li>${line.quantity} × ${escapeHtml(lineJson(line, market).title)}</li>`).join('');
  const body = `<main class="page"><h1>Checkout</h1><ul data-test="checkout-lines">${list}</ul>
    <label>E-mail <input type="email" autocomplete="off"></label><p><a href="${market.root}cart">Return to cart</a></p></main>`;
  return sendPage(reply, { title: 'Checkout - Madobe', head: '<link rel="stylesheet" href="/theme/theme.css">', body });
}

/** Section rendering: pieces of the page, by name, as a theme asks for them with a cart request. */
export function sectionsOf(shop, request, names) {
  const { market } = shop;
  const cart = cartOf(request.session);
  const render = {
    cart: () => cartForm(market, cart, 'cart'),
    'cart-drawer': () => cartForm(market, cart, 'CartDrawer-Form'),
    'cart-icon-bubble': () => `<span data-test="cart-count">${count(cart)}</span>`,
  };
  return Object.fromEntries(String(names).split(',').map((name) => [name, render[name]?.() ?? null]));
}

function send(shop, request, reply, page, body) {
  const { market, tag, themeScripts } = shop;
  const theme = shop.themeOf(request);
  const sections = sectionsOf(shop, request, 'cart-drawer,cart-icon-bubble');
  const scripts = theme === 'dawn'
    ? ['pubsub', 'dawn-cart', 'dawn-product', 'upsell-app'].map((name) => `<script src="/theme/${name}.js" defer></script>`).join('')
    : `<script type="importmap">{"imports":{"@shopify/events":"/theme/standard-events.js"}}</script>
       <script type="module" src="/theme/horizon.js"></script>`;
  const routes = { root: market.root, cart_url: `${market.root}cart` };
  for (const name of ['add', 'change', 'update']) routes[`cart_${name}_url`] = `${market.root}cart/${name}`;
  return sendPage(reply, {
    title: page.title, tag, bodyClass: `theme-${theme}`,
    head: `${contentForHeader(shop, page, theme)}
      <link rel="stylesheet" href="/theme/theme.css">
      <script>window.routes = ${scriptJson(routes)};</script>${themeScripts ? scripts : ''}`,
    body: `<header class="page"><a class="logo" href="${market.root}">Madobe</a>${featuredMenu(shop, request)}
        ${markets.map(({ root, locale, country }) => `<a href="${root}">${locale}-${country}</a>`).join(' ')}
        <a href="${market.root}cart" id="cart-icon-bubble" data-test="open-cart">Cart ${sections['cart-icon-bubble']}</a></header>
      <main class="page">${body}</main>
      <cart-drawer class="drawer" aria-label="Cart"><button type="button" data-test="close-drawer">Close</button>
        <cart-items id="CartDrawer">${sections['cart-drawer']}</cart-items>
        <p class="error" data-test="cart-error" role="alert"></p>
        <upsell-app><button type="button" data-test="gift-wrap">Add gift wrap</button></upsell-app></cart-drawer>
      <footer class="page">A stand-in of a Shopify store, theme “${theme}”. <span id="privacy"></span></footer>`,
  });
}

function card(shop, request, product) {
  const { market } = shop;
  const [first] = product.variants;
  const payload = shop.themeOf(request) === 'horizon' ? ` view-event-payload="${viewPayload(product, first, market, 'collection')}"` : '';
  const swatches = isDefault(product) ? '' : product.variants.map(({ id, title }) =>
    `<button type="button" data-swatch="${id}" title="${title}">${title[0]}</button>`).join('');
  return `<li><product-card data-product-id="${product.id}" data-handle="${product.handle}" data-product-title="${escapeHtml(product.title)}"${payload}>
    <a href="${market.root}products/${product.handle}"><img src="${imageOf(first)}" alt="" width="200" height="200">${escapeHtml(product.title)}</a>
    <p>${money(market, priceIn(market, first.price))} <span class="swatches">${swatches}</span></p>
    <button type="button" data-quick-view data-test="quick-view-${product.handle}">Quick view</button></product-card></li>`;
}

/** Dawn's modal stands in the card's section and moves itself to the body; Horizon has a dialog for all cards. */
const quickViewDialog = (shop, request) => (shop.themeOf(request) === 'horizon'
  ? `<dialog id="quick-view" data-test="quick-view"><form method="dialog"><button data-test="close-quick-view">Close</button></form>
      <product-component view-event-trigger="dialog" id="quick-view-content"></product-component></dialog>`
  : `<section class="shopify-section"><quick-add-modal data-test="quick-view"><div role="dialog" aria-label="Choose options">
      <button type="button" data-test="close-quick-view">Close</button><div id="QuickAddInfo"></div></div></quick-add-modal></section>`);

/** Horizon's mega menu: cards of featured products, which say `dialog` though they are in none. */
const featuredMenu = (shop, request) => (shop.themeOf(request) === 'horizon' ? `<details data-test="menu"><summary>Menu</summary>${
  ['donabe', 'dripper'].map(byHandle).map((product) => `<product-card view-event-trigger="intersect"
    view-event-payload="${viewPayload(product, product.variants[0], shop.market, 'dialog')}"><a href="${shop.market.root}products/${product.handle}">${
  escapeHtml(product.title)}</a></product-card>`).join('')}</details>` : '');

function mainProduct(shop, request, product) {
  const { market } = shop;
  const { variant: id, option_values: values } = request.query;
  const asked = values ? product.variants[Number(values)] : product.variants.find((one) => one.id === Number(id));
  const variant = asked ?? (values ? null : product.variants.find(({ stock }) => stock > 0) ?? product.variants[0]);
  const isHorizon = shop.themeOf(request) === 'horizon';
  const element = isHorizon ? 'product-component' : 'product-info';
  // As in Horizon, the filter gets no context on the product page.
  const payload = isHorizon ? ` view-event-payload="${viewPayload(product, asked ?? null, market)}"` : '';
  return `<section class="shopify-section"><${element} class="product" data-product-grid-content${payload} data-product-id="${product.id}"
      data-product-title="${escapeHtml(product.title)}" data-handle="${product.handle}" data-url="${market.root}products/${product.handle}">
    <img src="${imageOf(variant ?? product.variants[0])}" alt="" width="420" height="420">
    <div><h1>${escapeHtml(product.title)}</h1><p class="price" data-test="price">${variant ? money(market, priceIn(market, variant.price)) : ''}</p>
      ${isDefault(product) ? '' : variantSelects(market, product, variant)}
      <script type="application/json" data-selected-variant>${scriptJson(variant && selectedOf(variant, market))}</script>
      <quantity-input class="quantity"><button type="button" name="minus">−</button>
        <input class="quantity__input" type="number" aria-label="Quantity" name="quantity" form="product-form-main" value="1" min="1">
        <button type="button" name="plus">+</button></quantity-input>
      ${productForm(market, product, variant, isHorizon)}</div></${element}></section>`;
}

const selectedOf = (variant, market) => ({
  id: variant.id, title: variant.title, available: variant.stock > 0, price: priceIn(market, variant.price), currency: market.currency,
});

/** The values of the option: one for each variant, one that makes none, and the sibling of a combined listing. */
function variantSelects(market, product, chosen) {
  const values = product.variants.map((variant) => ({ ...variant, isChosen: variant === chosen }));
  if (product.unmade) values.push({ id: '', title: product.unmade, isChosen: !chosen });
  const [title, handle] = product.sibling ?? [];
  if (title) values.push({ id: byHandle(handle).variants[0].id, title, index: 0, url: `${market.root}products/${handle}` });
  return `<variant-selects><fieldset><legend>${product.option}</legend>${values.map(({ id, title: name, isChosen, url = '', index }, i) =>
    `<label><input type="radio" name="${product.option}-main" value="${name}" data-variant-id="${id}" data-option-value-id="${index ?? i}"
      data-product-url="${url}" ${isChosen ? 'checked' : ''}>${name}</label>`).join('')}</fieldset></variant-selects>`;
}

/** Dawn's input is disabled where nothing can be bought, until its script has come. */
function productForm(market, product, variant, isHorizon) {
  return `<product-form><p class="error" data-test="product-error" role="alert"></p>
    <form method="post" action="${market.root}cart/add" id="product-form-main" accept-charset="UTF-8" enctype="multipart/form-data" novalidate>
      <input type="hidden" name="form_type" value="product"><input type="hidden" name="utf8" value="✓">
      <input type="hidden" name="id" value="${variant?.id ?? ''}" ${isHorizon || variant?.stock > 0 ? '' : 'disabled'} class="product-variant-id">
      <label>Engraving <input name="properties[Engraving]" autocomplete="off"></label>
      <button type="submit" name="add" data-test="add" ${variant ? '' : 'disabled'}>${variant ? (variant.stock > 0 ? 'Add to cart' : 'Sold out') : 'Unavailable'}</button>
      <div data-shopify="payment-button" class="shopify-payment-button"><shopify-accelerated-checkout><shopify-buy-it-now-button>
        <button type="button" class="shopify-payment-button__button shopify-payment-button__button--unbranded" data-test="buy-now">Buy it now</button>
      </shopify-buy-it-now-button></shopify-accelerated-checkout></div>
      <input type="hidden" name="product-id" value="${product.id}"><input type="hidden" name="section-id" value="main"></form></product-form>
    <a href="${market.root}cart/${variant?.id ?? 0}:2" data-test="permalink">Buy two in one step</a>`;
}

function cartForm(market, cart, id) {
  if (cart.lines.length === 0) return '<p data-test="empty">Your cart is empty.</p>';
  const lines = cart.lines.map((line, index) => cartLine(market, line, index + 1)).join('');
  return `<form action="${market.root}cart" id="${id}" method="post"><ul class="lines">${lines}</ul>
    <p>Total <strong>${money(market, total(cart, market))}</strong></p>
    <button type="submit" name="update" data-test="update">Update</button>
    <button type="submit" name="checkout" data-test="checkout">Check out</button>
    <a href="${market.root}checkout" data-test="checkout-link">Check out by link</a></form>`;
}

function cartLine(market, line, index) {
  const item = lineJson(line, market);
  const engraving = line.properties?.Engraving ? `<small>${escapeHtml(line.properties.Engraving)}</small>` : '';
  return `<li data-key="${line.key}"><img src="${item.image}" alt="" width="60" height="60"><a href="${item.url}">${escapeHtml(item.title)}</a> ${engraving}
    <quantity-input class="quantity"><button type="button" name="minus" data-test="minus-${index}">−</button>
      <input class="quantity__input" type="number" aria-label="Quantity" name="updates[]" value="${line.quantity}" min="0" data-index="${index}">
      <button type="button" name="plus" data-test="plus-${index}">+</button></quantity-input>
    <cart-remove-button data-index="${index}"><a href="${market.root}cart/change?line=${index}&amp;quantity=0" data-test="remove-${index}">Remove</a></cart-remove-button></li>`;
}
