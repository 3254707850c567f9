// Shopify's online store (platforms.md 2).

import { cartReader, readJson } from './cart-reader';
import { onRequest } from './requests';
import type { Observe } from './shop';

const CART_KEYS = [
  'token', 'currency', 'total_price', 'items_subtotal_price', 'items', 'product_id', 'variant_id', 'product_title', 'quantity',
  'final_price', 'url', 'image', 'sku',
];
const CART_WRITE = /^(\/[a-z]{2,3}(-[a-z]{2,4})?)?\/cart\/(add|change|update|clear)(\.js|\.json)?$/i;

export const observe: Observe = (shop) => {
  const page = window as any;
  const root = () => page.Shopify?.routes?.root ?? '/';
  const cart = cartReader(shop, (signal) => readJson(`${root()}cart.js`, signal), CART_KEYS);
  onRequest(shop, (path) => CART_WRITE.test(path), cart.hint);
};
