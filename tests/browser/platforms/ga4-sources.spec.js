// The dataLayer beside other sources: who reads the cart is heard on the cart, and an order is one order.

import { createGa4Shop } from '../../../demo-store/platforms/ga4/app.js';
import { expect, test } from '../support/platform.js';
import { click, listening, open } from './ga4-shop.js';

test('beside a platform, views and orders are heard, and not the cart', async ({ page, standIn, collector }) => {
  const shop = await standIn(createGa4Shop, { platform: 'woocommerce ga4' });
  await open(page, shop, '/products/kaze-mug');
  await click(page, 'add');
  await expect(page.getByTestId('cart-count')).toHaveText('1');
  await open(page, shop, '/checkout');
  await page.getByTestId('order').click();
  await page.waitForURL('**/thanks');
  await listening(page);
  await page.reload();
  await listening(page);
  await open(page, shop, '/products/tea-bowl');
  await expect.poll(() => collector.names()).toEqual(['product_viewed', 'order_placed', 'product_viewed']);
});

test("an order that the shop's own call says too is one", async ({ page, standIn, collector }) => {
  const shop = await standIn(createGa4Shop, { platform: 'ga4', currency: 'EUR' });
  await open(page, shop, '/');
  const status = await page.evaluate(async () => {
    const items = [{ item_id: '1', price: 1 }];
    dataLayer.push({ event: 'purchase', ecommerce: { transaction_id: 'T-7', value: 1, items } });
    const products = [{ product_id: '1', product_name: 'Mug', variant_id: '1', quantity: 1, price: 1 }];
    return (await kago.orderPlaced({ order_id: 'T-7', products })).status;
  });
  expect(status).toBe('duplicate');
  await expect.poll(() => collector.names()).toEqual(['order_placed']);
});

test('`auto` finds the dataLayer of a shop on no known platform', async ({ page, standIn, collector }) => {
  const shop = await standIn(createGa4Shop, { platform: 'auto' });
  await open(page, shop, '/products/kaze-mug');
  await click(page, 'add');
  await expect.poll(() => collector.names()).toEqual(['product_viewed', 'cart_updated']);
  const { platforms, consent } = await page.evaluate(() => kago.getStatus());
  expect([...platforms].sort()).toEqual(['ga4', 'html', 'jsonld']);
  expect(consent).toBe('granted');
});
