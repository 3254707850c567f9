// What a shopper does in the WooCommerce stand-in (demo-store/platforms/woocommerce), whatever its theme.

import { createWooShop } from '../../../demo-store/platforms/woocommerce/app.js';

export const THEMES = ['classic', 'blocks'];
export const MUG = 77;
export const BOWL = 81;
export const TRAY = 83;

/** @param {Function} standIn the fixture */
export async function openWoo(standIn, options = {}, data = {}) {
  const { url } = await standIn(createWooShop, { platform: 'woocommerce', ...data }, options);
  return url + (options.folder ?? '');
}

export const add = (page, id) => page.click(`.ajax_add_to_cart[data-product_id="${id}"]`);

/** In the mini-cart, which is open then. */
export async function remove(page, theme) {
  if (await page.locator('.drawer').isHidden()) await page.click('.mini-cart-button');
  await page.locator(theme === 'blocks' ? '.remove-link' : '.drawer .remove_from_cart_button').first().click();
}

/** Grows by each cart that is read from the Store API. */
export function cartReads(page) {
  const reads = [];
  page.on('request', (request) => {
    if (request.method() === 'GET' && request.url().endsWith('wc/store/v1/cart')) reads.push(request.url());
  });
  return reads;
}

/** id × quantity of each line. */
export const linesOf = ({ properties }) => properties.products.map(({ variant_id: id, quantity }) => `${id}x${quantity}`);
