// The pages of the plain HTML shop. The data-kago-* attributes are all that its developer had to add.

import { escapeHtml } from '../stand-in.js';
import { productOf, totalOf } from './catalogue.js';

const marks = ({ id, name, price, handle, sku }) => `data-kago-product="${id}" data-kago-name="${escapeHtml(name)}"
  data-kago-price="${price}" data-kago-url="/products/${handle}" data-kago-sku="${sku}"`;

const header = (lines) => `<header><a href="/" data-test="home">Hanare</a>
  <a href="/cart" data-test="cart-link">Cart (${lines.reduce((sum, { quantity }) => sum + quantity, 0)})</a></header>`;

export const homePage = (products, lines) => `${header(lines)}<main><h1>Ceramics</h1><ul class="grid">
  ${products.map((product) => `<li ${marks(product)} data-kago-currency="EUR">
    <a href="/products/${product.handle}" data-test="see-${product.handle}">${escapeHtml(product.name)}</a> ${product.price} EUR
    <button type="button" data-kago-add data-test="quick-${product.handle}" data-quick="${product.id}">Add</button>
  </li>`).join('\n')}</ul></main><script src="/assets/quick.js"></script>`;

export const productPage = (product, lines) => `${header(lines)}<main data-kago-view ${marks(product)} data-kago-currency="EUR">
  <h1>${escapeHtml(product.name)}</h1>
  <img alt="" width="200" height="200" src="/assets/${product.handle}.svg" data-kago-image>
  <p>${product.price} EUR</p>
  <form action="/cart/add" method="post">
    <input type="hidden" name="id" value="${product.id}">
    <label>Quantity
      <input type="number" name="quantity" value="1" min="1" max="99" required data-kago-quantity data-test="quantity"></label>
    <button data-kago-add data-test="add">Add to cart</button>
    <button formaction="/wishlist" formmethod="get" formtarget="_blank" data-test="wish">Remember</button>
  </form>
  <h2>You may also like</h2>
  <p data-kago-product="9" data-kago-name="Mug" data-kago-price="12.50"><a href="/products/mug">Mug</a></p>
</main>`;

export const cartHtml = (lines) => `<div data-kago-cart data-kago-currency="EUR" data-kago-total="${totalOf(lines)}">
  ${lines.length === 0 ? '<p data-test="empty">Your cart is empty.</p>' : ''}
  <ul>${lines.map(({ id, quantity }) => `<li ${marks(productOf(id))} data-kago-quantity="${quantity}" data-id="${id}">
    ${escapeHtml(productOf(id).name)}
    <button type="button" data-step="-1" data-test="less-${id}">−</button>
    <output data-test="count-${id}">${quantity}</output>
    <button type="button" data-step="1" data-test="more-${id}">+</button>
    <button type="button" data-step="remove" data-test="remove-${id}">Remove</button>
  </li>`).join('\n')}</ul>
  <p>Total <b data-test="total">${totalOf(lines)} EUR</b></p>
</div>`;

export const cartPage = (lines, refused) => `${header(lines)}<main><h1>Cart</h1>
  ${refused ? '<p role="alert" data-test="refused">There are not that many.</p>' : ''}
  <div id="cart">${cartHtml(lines)}</div>
  <form action="/checkout" method="get"><button data-kago-checkout data-test="checkout">To the checkout</button></form>
</main><script src="/assets/cart.js"></script>`;

export const orderPage = ({ id, lines }) => `${header([])}
<main data-kago-order="${id}" data-kago-currency="EUR" data-kago-total="${totalOf(lines)}">
  <h1 data-test="thanks">Thank you</h1><p>Order ${id}</p>
  <ul>${lines.map(({ id: of, quantity }) => `<li ${marks(productOf(of))} data-kago-quantity="${quantity}">
    ${quantity} × ${escapeHtml(productOf(of).name)}</li>`).join('')}</ul>
</main>`;
