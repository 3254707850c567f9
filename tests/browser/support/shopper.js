// What a shopper does in the demo shop. Each step waits for the page to have loaded, so that its calls
// are made, but not for what came of them: a shopper doesn't either.

import { expect } from './fixtures.js';

export function shopper(page, shop) {
  const at = (name) => page.getByTestId(name);
  return {
    at,
    async look(handle) {
      await page.goto(`${shop.url}/products/${handle}`);
      await expect(at('price')).toBeVisible();
    },
    choose: (variant) => at(`variant-${variant}`).click(),
    async add() {
      await at('add-to-cart').click();
      await at('cart-close').click();
    },
    async openCart() {
      await page.goto(`${shop.url}/cart`);
      await expect(at('cart-page')).not.toBeEmpty();
    },
    change: (variant, step) => at(`cart-line-${variant}`).getByTestId(step).click(),
    async checkOut() {
      await page.goto(`${shop.url}/checkout`);
      await expect(at('place-order')).toBeEnabled();
    },
    async buyNow() {
      await at('buy-now').click();
      await page.waitForURL('**/checkout?id=*');
      await expect(at('place-order')).toBeEnabled();
    },
    async order() {
      await at('place-order').click();
      await page.waitForURL('**/confirmed');
      await expect(at('order-number')).toBeVisible();
    },
    async viewOrder() {
      await at('view-order').click();
      await page.waitForURL('**/orders/*');
      await expect(at('order-state')).toBeVisible();
    },
    /** The call has come to this; the shop's strip for testers shows it. */
    hears: (call, status) => expect(at('qa-last')).toHaveText(`${call}: ${status}`),
  };
}
