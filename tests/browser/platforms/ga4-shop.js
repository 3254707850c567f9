// What the specs of the dataLayer share: a shopper in the shop that has one (demo-store/platforms/ga4).

import { expect } from '../support/fixtures.js';

/** Opens a page of the shop and waits until its dataLayer is listened to. */
export async function open(page, shop, path) {
  await page.goto(shop.url + path);
  await listening(page);
}

export const listening = (page) =>
  expect.poll(() => page.evaluate(async () => (await window.kago?.getStatus?.())?.platforms ?? [])).toContain('ga4');

/** `click(page, 'more', 10)`: as quickly as a page can be clicked. */
export const click = (page, button, times = 1) =>
  page.getByTestId(button).first().evaluate((element, count) => {
    for (let i = 0; i < count; i++) element.click();
  }, times);

/** "MUG-880 Indigo x2" of an event's products. */
export const lines = ({ properties }) =>
  properties.products.map(({ product_id, variant_id, quantity }) => `${product_id} ${variant_id} x${quantity}`);
