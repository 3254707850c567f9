// What a shopper does in the demo shop. Each step waits for the page to have loaded, so that its calls
// are made, but not for what came of them: a shopper doesn't either.

import { expect } from './fixtures.js';

/** @param page or what stands for one, as a frame may @param [press] with a mouse, or a finger */
export function shopper(page, shop, press = (button) => button.click()) {
  const at = (name) => page.getByTestId(name);
  return {
    at,
    reload: () => page.reload(),
    async look(handle) {
      await page.goto(`${shop.url}/products/${handle}`);
      await expect(at('price')).toBeVisible();
    },
    choose: (variant) => press(at(`variant-${variant}`)),
    async add() {
      await press(at('add-to-cart'));
      await press(at('cart-close'));
    },
    async openCart() {
      await page.goto(`${shop.url}/cart`);
      await expect(at('cart-page')).not.toBeEmpty();
    },
    change: (variant, step) => press(at(`cart-line-${variant}`).getByTestId(step)),
    async checkOut() {
      await page.goto(`${shop.url}/checkout`);
      await expect(at('place-order')).toBeEnabled();
    },
    async buyNow() {
      await press(at('buy-now'));
      await page.waitForURL('**/checkout?id=*');
      await expect(at('place-order')).toBeEnabled();
    },
    async order() {
      await press(at('place-order'));
      await page.waitForURL('**/confirmed');
      await expect(at('order-number')).toBeVisible();
    },
    async viewOrder() {
      await press(at('view-order'));
      await page.waitForURL('**/orders/*');
      await expect(at('order-state')).toBeVisible();
    },
    /** The call has come to this; the shop's strip for testers shows it. */
    hears: (call, status) => expect(at('qa-last')).toHaveText(`${call}: ${status}`),
  };
}
