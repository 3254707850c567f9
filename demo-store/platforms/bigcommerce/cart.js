// A shopper's cart and orders, in the shapes of the storefront REST API. As there, a cart is deleted with
// its last line: the next one has another id.

import { randomUUID } from 'node:crypto';
import { CURRENCY, OPTION, priceOf, productById } from './catalogue.js';

const COUPON = { id: 3, code: 'TEA10', couponType: 1, displayName: '10% off' };

const cents = (amount) => Math.round(amount * 100) / 100;
const sum = (amounts) => cents(amounts.reduce((total, amount) => total + amount, 0));

/** Adds to the session's cart. Returns the line, or the reason why not. */
export function add(session, origin, product, variant, quantity) {
  session.cart ??= { id: randomUUID(), version: 0, lines: [], coupons: [], createdTime: new Date().toISOString() };
  const { cart } = session;
  const same = cart.lines.find((line) => line.variantId === variant.id && !line.parentId);
  const wanted = (same?.quantity ?? 0) + quantity;
  if (wanted > (product.stock ?? Infinity)) {
    forgetEmpty(session);
    return { error: `We don't have enough ${product.name} stock on hand for the quantity you selected. Please try again.` };
  }
  const line = same ?? lineOf(origin, product, variant);
  if (!same) {
    cart.lines.push(line);
    for (const id of product.parts ?? []) {
      const part = productById(id);
      cart.lines.push({ ...lineOf(origin, part, part.variants[0]), parentId: line.id, isMutable: false });
    }
  }
  line.quantity = wanted;
  touch(cart);
  return { line };
}

/** Sets the quantity of a line; 0 removes it. Returns an error, or the line. */
export function update(session, lineId, quantity) {
  const { cart } = session;
  const line = cart?.lines.find(({ id }) => id === lineId);
  if (!line) return { error: 'This item is no longer in your cart.' };
  const { stock = Infinity } = productById(line.productId);
  if (quantity > stock) return { error: `Only ${stock} in stock.` };
  line.quantity = quantity;
  if (quantity <= 0) cart.lines = cart.lines.filter(({ id, parentId }) => id !== lineId && parentId !== lineId);
  touch(cart);
  forgetEmpty(session);
  return { line };
}

export function applyCoupon({ cart }, code) {
  if (!cart || code !== COUPON.code) return false;
  cart.coupons = [COUPON];
  touch(cart);
  return true;
}

function forgetEmpty(session) {
  if (session.cart?.lines.length === 0) delete session.cart;
}

function touch(cart) {
  cart.version++;
  cart.updatedTime = new Date().toISOString();
}

function lineOf(origin, product, variant) {
  return {
    id: randomUUID(),
    parentId: null,
    variantId: variant.id,
    productId: product.id,
    sku: variant.sku,
    name: product.name,
    url: `${origin}/${product.slug}/`,
    quantity: 1,
    brand: 'Madobe',
    isTaxable: true,
    imageUrl: `${origin}/images/${product.slug}.svg`,
    discounts: [],
    discountAmount: 0,
    couponAmount: 0,
    originalPrice: priceOf(product, variant),
    listPrice: priceOf(product, variant),
    salePrice: priceOf(product, variant),
    isShippingRequired: !product.digital,
    isMutable: true,
    type: product.digital ? 'digital' : 'physical',
    options: variant.value ? [{ name: OPTION.name, nameId: OPTION.id, value: variant.value, valueId: variant.valueId }] : [],
  };
}

/** The cart as `/api/storefront/carts` has it. A bundle's price is its own line's. */
export function cartReply(cart) {
  const lines = cart.lines.map((line) => ({
    ...line,
    extendedListPrice: cents(line.listPrice * line.quantity),
    extendedSalePrice: cents(line.salePrice * line.quantity),
  }));
  const base = sum(lines.filter(({ parentId }) => !parentId).map(({ extendedSalePrice }) => extendedSalePrice));
  const coupons = cart.coupons.map((coupon) => ({ ...coupon, discountedAmount: cents(base / 10) }));
  return {
    id: cart.id,
    customerId: 81,
    email: 'private@example.org',
    currency: CURRENCY,
    isTaxIncluded: true,
    baseAmount: base,
    discountAmount: 0,
    cartAmount: cents(base - sum(coupons.map(({ discountedAmount }) => discountedAmount))),
    coupons,
    discounts: lines.map(({ id }) => ({ id, discountedAmount: 0 })),
    lineItems: {
      physicalItems: lines.filter(({ type }) => type === 'physical'),
      digitalItems: lines.filter(({ type }) => type === 'digital'),
      giftCertificates: [],
      customItems: [],
    },
    createdTime: cart.createdTime,
    updatedTime: cart.updatedTime,
    locale: 'en',
    version: cart.version,
  };
}

/** Places the order: the cart is gone then, as there. */
export function placeOrder(session, orderId) {
  const { id, email, createdTime, updatedTime, locale, version, discounts, cartAmount, ...same } = cartReply(session.cart);
  const shipping = 4.9;
  session.orders ??= {};
  session.orders[orderId] = {
    orderId,
    cartId: id,
    ...same,
    orderAmount: cents(cartAmount + shipping),
    orderAmountAsInteger: Math.round((cartAmount + shipping) * 100),
    shippingCostTotal: shipping,
    shippingCostBeforeDiscount: shipping,
    handlingCostTotal: 0,
    billingAddress: { firstName: 'private Ada', lastName: 'private Example', email, address1: 'private Street 1' },
    status: 'ORDER_STATUS_AWAITING_FULFILLMENT',
    isComplete: true,
    customerMessage: 'private: leave it at the door',
    taxTotal: cents(cartAmount - cartAmount / 1.19),
    channelId: 1,
  };
  delete session.cart;
}

/** What stencil-utils and the checkout hand to BODL: no cart id, no addresses. */
export function bodlLines(lines) {
  return lines.map((line) => ({
    product_id: String(line.productId),
    product_name: line.name,
    variant_id: String(line.variantId),
    sku: line.sku,
    quantity: line.quantity,
    base_price: line.listPrice,
    sale_price: line.salePrice,
    purchase_price: line.salePrice,
    discount: 0,
    currency: CURRENCY.code,
    brand_name: line.brand,
    category_names: ['Tea'],
  }));
}
