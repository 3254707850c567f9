// Whether everyone can use each page of the demo shop, in its main states: by keyboard, by screen reader, on a phone.

import { expectAccessible } from './support/axe.js';
import { expect, test } from './support/fixtures.js';
import { shopper } from './support/shopper.js';

/** The shop is light whatever the scheme. Who speaks to a page says what stands on a button: so it has to be in its name. */
const expectForEveryone = (page) => expectAccessible(page, { schemes: ['light'], rules: ['label-content-name-mismatch'] });

test('list, product, basket and checkout can be used by everyone', async ({ page, shop }) => {
  const { at, look, add, openCart, checkOut } = shopper(page, shop);
  await page.goto(shop.url);
  await expectForEveryone(page);
  await look('furoshiki-cloth');
  await expectForEveryone(page);
  await page.goto(`${shop.url}/cart`);
  await expectForEveryone(page);
  await look('stoneware-dripper');
  await at('add-to-cart').click();
  await expectForEveryone(page);
  await at('cart-close').click();
  await add();
  await openCart();
  await expectForEveryone(page);
  await checkOut();
  await at('discount-code').fill('WRONG');
  await at('apply-discount').click();
  await expectForEveryone(page);
});

test('the order\'s pages, unknown ones and what testers see can be used by everyone', async ({ page, shop }) => {
  const { at, look, add, checkOut, order, viewOrder } = shopper(page, shop);
  await page.goto(`${shop.url}/orders`);
  await expectForEveryone(page);
  await look('furoshiki-cloth');
  await add();
  await checkOut();
  await order();
  await expectForEveryone(page);
  await viewOrder();
  await expectForEveryone(page);
  await at('refund-quantity-furoshiki-indigo-50').fill('1');
  await at('refund').click();
  await expect(at('refund-entry')).toBeVisible();
  await expectForEveryone(page);
  await page.goto(`${shop.url}/orders`);
  await expectForEveryone(page);
  await page.goto(`${shop.url}/nowhere`);
  await expectForEveryone(page);
  await page.goto(`${shop.url}/tag/products/tray-12-round`);
  await at('qa-toggle').click();
  await at('qa-consent-unknown').click();
  await expect(at('qa-on')).toHaveText('consent unknown');
  await at('broken-missing-name').click();
  await at('qa-network-down').click();
  await expect(at('qa-on')).toHaveText('collector down · consent unknown');
  await at('qa-status').click();
  await expectForEveryone(page);
  await at('consent-granted').click();
  await expect(at('qa-alarm')).not.toBeEmpty();
  await at('qa-burst').click();
  await expectForEveryone(page);
  await at('consent-denied').click();
  await at('qa-toggle').click();
  await expectForEveryone(page);
});
