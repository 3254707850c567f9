// The tracker of a storefront on Shopify's Storefront API. It takes the API's cart as it stands.

import { useEffect } from 'react';
import { createKago } from 'kago/shopify';

let tracker;

export function useKago() {
  tracker ??= createKago({
    collector: globalThis.ENV?.COLLECTOR, writeKey: globalThis.ENV?.WRITE_KEY,
    observe: false, // there is no theme to observe
    consent: 'granted', // or 'unknown', and kago.setConsent() when your banner knows
  });
  return tracker;
}

/** `gid://shopify/Product/880` is `880` in carts, orders and the Web Pixel. */
const tail = (gid) => gid.split('/').at(-1).split('?')[0];

export function useProductViewed(product, variant) {
  const kago = useKago();
  useEffect(() => {
    kago.productViewed({
      product_id: tail(product.id), variant_id: tail(variant.id), product_name: product.title,
      price: Number(variant.price.amount), currency: variant.price.currencyCode,
      product_url: `${location.origin}/products/${product.handle}`,
    }, { once: true });
  }, [kago, variant.id]);
}

/** The cart of each mutation's reply, and of the loader. Fields: id, cost.totalAmount, lines (docs/recipes.md). */
export function useCart(cart) {
  const kago = useKago();
  useEffect(() => {
    if (cart) kago.cartObserved(cart);
  }, [kago, cart]);
}

/** For the link to `cart.checkoutUrl`: the shopper leaves, so nothing is waited for. */
export function useCheckout() {
  const kago = useKago();
  return (cart) => kago.checkoutStarted({
    checkout_id: tail(cart.id), cart_id: tail(cart.id),
    currency: cart.cost.totalAmount.currencyCode, total_value: Number(cart.cost.totalAmount.amount),
    products: cart.lines.nodes.map(({ merchandise, quantity, cost }) => ({
      product_id: tail(merchandise.product.id), variant_id: tail(merchandise.id), product_name: merchandise.product.title,
      quantity, price: Number(cost.amountPerQuantity.amount),
    })),
  });
}
