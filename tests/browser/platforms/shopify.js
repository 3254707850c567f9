// What the specs of Shopify share: the stand-in with the tag that a shop pastes, and the collector's
// events as short lines.

import { createShopifyShop } from '../../../demo-store/platforms/shopify/app.js';
import { byVariant } from '../../../demo-store/platforms/shopify/catalogue.js';
import { expect, realTime, test as base } from '../support/platform.js';

export { expect, realTime };

export const test = base.extend({
  /** Opens a store: options of the stand-in, then more of the tag's attributes. */
  openShop: async ({ standIn }, use) => {
    await use((options = {}, data = {}) => standIn(createShopifyShop, { platform: 'shopify', ...data }, options));
  },

  /** Waits until the collector holds exactly these lines: `viewed FURO-IND`, `cart FURO-IND x2`, `emptied`, `checkout …`. */
  expectTold: async ({ collector }, use) => {
    await use((...lines) => expect.poll(async () => (await collector.events()).map(lineOf)).toEqual(lines));
  },
});

function lineOf({ name, properties }) {
  const products = properties.products?.map((product) => `${skuOf(product)} x${product.quantity}`).join(' ');
  return {
    'ecommerce.product_viewed': () => `viewed ${skuOf(properties)}`,
    'ecommerce.cart_updated': () => `cart ${products}`,
    'kago.cart_emptied': () => 'emptied',
    'ecommerce.checkout_started': () => `checkout ${products}`,
  }[name]();
}

const skuOf = ({ variant_id: id }) => byVariant(id)?.variant.sku || id;

/** Counts requests of the page by path. */
export function countRequests(page, path) {
  const found = [];
  page.on('request', (request) => { if (new URL(request.url()).pathname === path) found.push(request.url()); });
  return () => found.length;
}

export const at = (page, name) => page.getByTestId(name).first();

/** In the drawer; the cart page has the same lines once more. */
export const inDrawer = (page, name) => page.locator('cart-drawer').getByTestId(name);

export async function addToCart(page) {
  await at(page, 'add').click();
  await expect(page.locator('cart-drawer.active')).toBeVisible();
}
