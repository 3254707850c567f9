// The data of customer events, as the Web Pixels API documents them (platforms.md 2.7). Whatever is
// personal in them has the word "private" in it.

import { CURRENCY, variantOf } from './catalogue.js';

const money = (amount) => ({ amount, currencyCode: CURRENCY });
const cents = (amount) => Math.round(amount * 100) / 100;

export function variantData(variant) {
  return {
    id: String(variant.id),
    title: variant.title,
    untranslatedTitle: variant.title,
    sku: variant.sku,
    price: money(variant.price),
    image: { src: `https://cdn.shopify.com/s/files/1/0604/4211/6328/files/${variant.handle}.jpg?v=1689256168` },
    product: {
      id: String(variant.productId), title: variant.product, untranslatedTitle: variant.product, type: 'Household', vendor: 'Madobe',
      url: `/products/${variant.handle}?variant=${variant.id}&_sid=private`,
    },
  };
}

export function totalOf(lines) {
  return cents(lines.reduce((sum, { handle, quantity }) => sum + variantOf(handle).price * quantity, 0));
}

export function cartData({ token, lines }) {
  return {
    id: `gid://shopify/Cart/${token}?key=private`,
    attributes: [{ key: 'gift_note', value: 'private words' }],
    cost: { totalAmount: money(totalOf(lines)) },
    totalQuantity: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    lines: lines.map(({ handle, quantity }) => ({
      cost: { totalAmount: money(cents(variantOf(handle).price * quantity)) },
      merchandise: variantData(variantOf(handle)),
      quantity,
    })),
  };
}

const DISCOUNT = {
  allocationMethod: 'ACROSS', targetSelection: 'ALL', targetType: 'LINE_ITEM', title: 'TEA10', type: 'DISCOUNT_CODE',
  value: { percentage: 10 },
};

const address = {
  address1: 'private street', city: 'private city', countryCode: 'DE', firstName: 'private', lastName: 'private',
  phone: 'private', zip: 'private',
};

const paymentOf = (amount) => ({
  amount: money(cents(amount)), gateway: 'shopify_payments', paymentMethod: { name: 'private card', type: 'creditCard' },
});

/** @param {{ token: string, lines: object[], orderId?: string }} checkout */
export function checkoutData({ token, lines, orderId }) {
  const subtotal = cents(totalOf(lines) * 0.9);
  return {
    attributes: [],
    billingAddress: address,
    currencyCode: CURRENCY,
    discountApplications: [DISCOUNT],
    discountsAmount: money(cents(totalOf(lines) - subtotal)),
    email: 'private@example.org',
    lineItems: lines.map(({ handle, quantity }) => {
      const full = variantOf(handle).price * quantity;
      return {
        id: String(variantOf(handle).id), title: variantOf(handle).product, quantity, variant: variantData(variantOf(handle)),
        finalLinePrice: money(cents(full * 0.9)), properties: [{ key: 'Engraving', value: 'private' }], sellingPlanAllocation: null,
        discountAllocations: [{ amount: money(cents(full * 0.1)), discountApplication: DISCOUNT }],
      };
    }),
    localization: { country: { isoCode: 'DE' }, language: { isoCode: 'en' }, market: { id: 'gid://shopify/Market/7', handle: 'eu' } },
    order: orderId ? { id: orderId, customer: { id: 'private-1', isFirstOrder: true } } : null,
    phone: 'private',
    shippingAddress: address,
    shippingLine: { price: money(4.5) },
    subtotalPrice: money(subtotal),
    token,
    totalPrice: money(cents(subtotal + 4.5)),
    totalTax: money(0),
    transactions: orderId ? [paymentOf(subtotal + 4.5)] : [],
  };
}
