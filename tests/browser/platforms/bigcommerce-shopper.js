// What a shopper does in the BigCommerce stand-in, and what of an event the tests compare.

import { expect, observed } from '../support/platform.js';

export const TAG = { platform: 'bigcommerce', currency: 'EUR' };

/** These requests are answered once Kago's observers are there, as on a page of a real size: BODL tells what follows from them to those alone who listen by then. */
export const observedFirst = (page, requests) => page.route(requests, async (route) => {
  await observed(page).catch(() => {}); // the page is left
  await route.continue().catch(() => {});
});
/** BODL tells of a page once that has loaded. */
export const imagesLast = (page) => observedFirst(page, '**/images/*');

export function shopperOf(page, shop) {
  const at = (name) => page.getByTestId(name);
  return {
    at,
    visit: (path) => page.goto(shop.url + path),
    async add(slug, { quantity = 1, option } = {}) {
      await page.goto(`${shop.url}/${slug}/`);
      if (option) {
        await observed(page); // the product as the page shows it is a view of its own
        await at(`option-${option}`).check();
      }
      await at('quantity').fill(String(quantity));
      await at('add-to-cart').click();
      await expect(at('cart-preview')).toBeVisible();
    },
    async change(line, step) {
      await at(`line-${line}`).getByTestId(step).click();
    },
    async checkOut() {
      await page.goto(`${shop.url}/checkout`);
      await expect(at('place-order')).toBeEnabled();
    },
    async order() {
      await at('place-order').click();
      await page.waitForURL('**/checkout/order-confirmation**');
      await expect(at('order-number')).toContainText('order number');
    },
    cart: () => page.evaluate(async () => (await fetch('/api/storefront/carts?the=test')).json()),
  };
}

/** "193 x2, 402 x1 = 58.5" of a cart, checkout or order; else the name and what it is about. */
export function told({ name, properties }) {
  const lines = (properties.products ?? []).map(({ variant_id: id, quantity }) => `${id} x${quantity}`).join(', ');
  const about = lines ? `${lines} = ${properties.total_value}` : properties.variant_id ?? '';
  return `${name.split('.')[1]} ${about}`.trim();
}

/** All that the collector holds is this, in this order. */
export const expectTold = (collector, ...expected) =>
  expect.poll(async () => (await collector.events()).map(told)).toEqual(expected);

/** Of all events: one for each cart. */
export const cartIds = async (collector) =>
  [...new Set((await collector.events()).map(({ properties }) => properties.cart_id).filter(Boolean))];
