// The hosted checkout: it loads the checkout, tells BODL, submits the order and goes to the confirmation
// page, which loads the order by its number.

import { quietly } from './stencil-utils.js';

const app = document.querySelector('#checkout-app');
const part = (name) => document.querySelector(`[data-test="${name}"]`);
const send = (path, body) =>
  fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

const line = (item) => ({
  product_id: String(item.productId), product_name: item.name, variant_id: String(item.variantId), sku: item.sku,
  quantity: item.quantity, base_price: item.listPrice, sale_price: item.salePrice, purchase_price: item.salePrice,
  discount: item.discountAmount, brand_name: item.brand, currency: 'EUR',
});
const lines = ({ physicalItems, digitalItems }) => [...physicalItems, ...digitalItems].map(line);
const told = (of, amount) => ({
  event_id: crypto.randomUUID(), channel_id: 1, currency: of.currency.code, cart_value: amount,
  coupon_codes: of.coupons.map(({ code }) => code), line_items: lines(of.lineItems),
});

async function confirmation(orderId) {
  const answer = await fetch(`/api/storefront/orders/${orderId}?include=payments,lineItems.physicalItems.options`);
  const order = await answer.json();
  part('order-number').textContent = `Your order number is ${order.orderId}.`;
  window.bodlEvents?.checkout.emit('bodl_v1_order_purchased', {
    ...told(order, order.orderAmount), order_id: order.orderId, tax: order.taxTotal, shipping_cost: order.shippingCostTotal,
  });
}

async function checkout() {
  const [{ id }] = await (await fetch('/api/storefront/carts')).json();
  const show = async (answer) => {
    const { cart } = await answer.json();
    part('summary').textContent = `${lines(cart.lineItems).length} lines, €${cart.cartAmount.toFixed(2)}`;
    return cart;
  };
  const cart = await show(await fetch(`/api/storefront/checkouts/${id}?include=cart.lineItems.physicalItems.options`));
  window.bodlEvents?.checkout.emit('bodl_v1_begin_checkout', told(cart, cart.cartAmount));
  document.querySelector('#coupon').addEventListener('submit', quietly(async (event) => {
    event.preventDefault();
    const answer = await send(`/api/storefront/checkouts/${id}/coupons`, { couponCode: new FormData(event.target).get('code') });
    if (answer.ok) await show(answer);
  }));
  document.querySelector('#customer').addEventListener('submit', quietly(async (event) => {
    event.preventDefault();
    part('place-order').disabled = true;
    const { data } = await (await send('/internalapi/v1/checkout/order', { payment: { name: 'stand-in' } })).json();
    location.replace(data.order.path);
  }));
  part('place-order').disabled = false;
}

quietly(app.dataset.orderId ? confirmation : checkout)(app.dataset.orderId);
