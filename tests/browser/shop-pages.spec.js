// Whether everyone can use each page of the demo shop, in its main states: by keyboard, by screen reader, on a phone.

import { expectAccessible } from './support/axe.js';
import { expect, test } from './support/fixtures.js';
import { shopper } from './support/shopper.js';

/**
 * The shop is light whatever the scheme. Who speaks to a page says what stands on a button: so it has to be in its name.
 * And whoever tries Kago in the page's console finds it there.
 */
async function expectForEveryone(page) {
  await expectAccessible(page, { schemes: ['light'], rules: ['label-content-name-mismatch'] });
  expect(await page.evaluate(async () => (await window.kago.getStatus()).problems)).toEqual([]);
}

test('list, product, basket and checkout can be used by everyone', async ({ page, shop }) => {
  const { at, look, openCart, checkOut } = shopper(page, shop);
  await page.goto(shop.url);
  await expectForEveryone(page);
  await page.goto(`${shop.url}/cart`);
  await expectForEveryone(page);
  await look('stoneware-dripper');
  await expectForEveryone(page);
  await at('add-to-cart').click();
  await expectForEveryone(page);
  await openCart();
  await expectForEveryone(page);
  await checkOut();
  await at('discount-code').fill('WRONG');
  await at('apply-discount').click();
  await expectForEveryone(page);
});

test('the order\'s pages, unknown ones and what testers see can be used by everyone', async ({ page, shop }) => {
  const { at, look, add, checkOut, order, viewOrder } = shopper(page, shop);
  await look('furoshiki-cloth');
  await add();
  await checkOut();
  await order();
  await expectForEveryone(page);
  await viewOrder();
  await at('refund-quantity-furoshiki-indigo-50').fill('1');
  await at('refund').click();
  await expect(at('refund-entry')).toBeVisible();
  await expectForEveryone(page);
  await page.goto(`${shop.url}/orders`);
  await expectForEveryone(page);
  await page.goto(`${shop.url}/tag/products/tray-12-round`);
  await at('qa-toggle').click();
  await at('qa-network-down').click();
  await at('qa-consent-unknown').click();
  await expect(at('qa-on')).toHaveText('collector down · consent unknown');
  await at('broken-missing-name').click();
  await at('consent-granted').click();
  await expect(at('qa-alarm')).not.toBeEmpty();
  await at('qa-status').click();
  await at('qa-burst').click();
  await expect(at('qa-readout')).toContainText('accepted');
  await expectForEveryone(page);
  await at('consent-denied').click();
  await at('qa-toggle').click();
  await page.goto(`${shop.url}/nowhere`);
  await expect(at('consent-text')).toHaveText('Nothing of your visit is counted.');
  await expectForEveryone(page);
});

test('in Japanese the shop, its events and its address say so, whatever fonts the machine has, and everyone can use it', async ({ page, shop, collector }) => {
  const { at, checkOut, order, viewOrder } = shopper(page, shop);
  await page.goto(`${shop.url}/products/bamboo-basket?variant=basket-smoked-l`);
  await at('language-ja').click();
  await expect(page).toHaveURL(`${shop.url}/products/bamboo-basket?variant=basket-smoked-l&lang=ja`);
  await expect(page).toHaveTitle('籠「真竹」 Ø 30 cm · Madobe');
  await expect(page.locator('html')).toHaveAttribute('lang', 'ja');
  await expect(at('product-name')).toHaveText('籠「真竹」 Ø 30 cm');
  const faces = () => page.evaluate(async () => (await document.fonts.load('1rem "Noto Sans JP Variable"', '籠')).map(({ status }) => status));
  await expect.poll(faces, 'a font of the shop has it').toEqual(['loaded']);
  await expectForEveryone(page);
  await at('add-to-cart').click();
  await expect(at('go-to-checkout')).toHaveText('購入手続きへ');
  await checkOut();
  await expect(at('place-order')).toHaveText('注文を確定する · €91.38');
  await expectForEveryone(page);
  await order();
  await viewOrder();
  await expectForEveryone(page);
  await at('cancel-order').click();
  await expect(at('order-state')).toHaveText('キャンセル済み');
  await at('qa-toggle').click();
  await at('qa-reset').click();
  await expect(at('order-unknown')).toContainText('このブラウザにその注文の記録はありません。');
  await at('language-en').click();
  await expect(at('order-unknown')).toContainText('This browser remembers no such order.');
  await expect.poll(async () => (await collector.events()).at(-1)?.properties.cancel_reason).toBe('気が変わった');
  const [first, second] = await collector.events();
  expect([first, second].map(({ properties }) => properties.product_name)).toEqual(['Kago Bamboo Basket, Ø 30 cm', '籠「真竹」 Ø 30 cm']);
});
