// The pages of the shop with a dataLayer, and what each of them says to it as it loads.

import { escapeHtml as text, scriptJson, sendPage } from '../stand-in.js';

export const CURRENCY = 'EUR';
const money = (amount) => `${amount.toFixed(2)} ${CURRENCY}`;
const attribute = (value) => text(JSON.stringify(value)).replaceAll("'", '&#39;');

/** A product as GA4 has it. */
export function itemOf(product, variant = product.variants[0], quantity = 1, index = 0) {
  const [item_category, item_category2] = product.categories;
  return {
    item_id: product.id, item_name: product.name, affiliation: 'Madobe', index, item_brand: product.brand,
    item_category, item_category2, item_variant: variant, price: product.price, quantity,
  };
}

export const valueOf = (items) => Number(items.reduce((sum, { price, quantity }) => sum + price * quantity, 0).toFixed(2));
export const saidOf = (items) => ({ currency: CURRENCY, value: valueOf(items), items });

/** `options`: as createGa4Shop has them. `say`: [event, its parameters] of this page. */
export function send(reply, { tag, form, layer, gtm }, { title, say, count, body, head = '' }) {
  const settings = { form, layer, currency: CURRENCY };
  const gtmAddress = `/gtm.js?id=GTM-STANDIN${layer === 'dataLayer' ? '' : `&l=${layer}`}`;
  const gtmTag = `<script ${gtm === 'async' ? 'async ' : ''}src="${gtmAddress}"></script>`;
  return sendPage(reply, {
    title: `${title} – Madobe`,
    tag: `<link rel="stylesheet" href="/theme/style.css">
  <script>window.shopSettings = ${scriptJson(settings)};</script>
  <script src="/theme/theme.js"></script>
  ${gtm === 'none' ? '' : gtmTag}
  ${tag}`,
    head,
    body: `<header><a href="/">Madobe</a><a href="/cart">Cart (<span data-test="cart-count">${count}</span>)</a></header>
<main><h1>${text(title)}</h1>
${body}</main>
${say ? `<script>track(${scriptJson(say[0])}, ${scriptJson(say[1])});</script>` : ''}`,
  });
}

export const listBody = (products) => `<ul>${products.map(({ handle, name, price }) => `
  <li><a href="/products/${handle}">${text(name)}</a><br>${money(price)}</li>`).join('')}
</ul>`;

export const productBody = (product) => `<article data-item='${attribute(itemOf(product))}'>
  <p data-test="price">${money(product.price)}</p>
  <p><select data-variant data-test="variant" aria-label="Variant">
    ${product.variants.map((name) => `<option>${text(name)}</option>`).join('')}
  </select></p>
  <p><button class="main" data-do="add" data-test="add">Add to cart</button>
  <button data-do="add" data-then="/" data-test="add-and-go">Add and look on</button></p>
</article>`;

export const cartBody = (items) => (items.length === 0 ? '<p>Your cart is empty.</p>' : `<table>${items.map((item) => `
  <tr data-line="${text(item.item_id)}" data-item='${attribute(item)}'>
    <td>${text(item.item_name)}, ${text(item.item_variant)}</td><td>${money(item.price)}</td>
    <td><button data-do="less" data-test="less">−</button> <span data-test="quantity">${item.quantity}</span>
    <button data-do="more" data-test="more">+</button></td>
    <td><button data-do="remove" data-test="remove">Remove</button></td>
  </tr>`).join('')}
</table>
<p><a href="/checkout" data-test="checkout">Go to the checkout</a></p>`);

export const checkoutBody = (items, purchase) => `<p>${items.length} lines, ${money(valueOf(items))}</p>
<form method="post" action="/orders"${purchase ? ` data-purchase='${attribute(purchase)}'` : ''}>
  <button class="main" data-test="order">Place the order</button>
</form>`;

export const orderBody = (order) => `<p>Order <span data-test="order-number">${text(order.transaction_id)}</span>:
  ${money(order.value)} and ${money(order.shipping)} for shipping.</p>
<p><a href="/returns/${order.transaction_id}" data-test="return">Return all of it</a></p>`;
