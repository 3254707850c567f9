// A BigCommerce shop with nothing but the tag: what happens to its cart arrives, each change once. The
// stand-in is demo-store/platforms/bigcommerce/.

import { createBigCommerceShop } from '../../../demo-store/platforms/bigcommerce/app.js';
import { expect, realTime, test } from '../support/platform.js';
import { inOneMoment, passQuiet } from '../support/clock.js';
import { cartIds, expectTold, shopperOf, TAG } from './bigcommerce-shopper.js';

test('adds below a language are heard, whatever the theme does next', async ({ page, standIn, collector }) => {
  const shopper = shopperOf(page, await standIn(createBigCommerceShop, TAG, { language: '/fr' }));
  await shopper.visit('/sencha/');
  await expectTold(collector, 'product_viewed 402');
  await page.evaluate(() => fetch('/fr/remote/v1/cart/add', { method: 'POST', body: new FormData(document.querySelector('[data-cart-item-add]')) }));
  await expectTold(collector, 'product_viewed 402', 'cart_updated 402 x1 = 14.5');
});

test('the cart is never read from a cache', async ({ page, standIn, collector }) => {
  const shopper = shopperOf(page, await standIn(createBigCommerceShop, TAG, { cached: true }));
  await shopper.add('sencha');
  await expectTold(collector, 'product_viewed 402', 'cart_updated 402 x1 = 14.5');
  await shopper.visit('/cart.php');
  await shopper.change('TEA-SEN', 'inc');
  await expectTold(collector, 'product_viewed 402', 'cart_updated 402 x1 = 14.5', 'cart_updated 402 x2 = 29');
});

test.extend(realTime)('an add is one cart_updated, as the shop itself has the cart', async ({ page, standIn, collector }) => {
  const shop = await standIn(createBigCommerceShop, TAG);
  const shopper = shopperOf(page, shop);
  await shopper.add('mug', { quantity: 2, option: 'White' });
  await expectTold(collector, 'product_viewed 230', 'product_viewed 194', 'cart_updated 194 x2 = 48');
  const [cart] = await shopper.cart();
  const { properties } = (await collector.events()).at(-1);
  expect(properties).toEqual({
    cart_id: cart.id,
    action: 'replace',
    currency: 'EUR',
    total_value: 48,
    source: shop.url,
    products: [{
      product_id: '230', variant_id: '194', product_name: 'Mug', quantity: 2, price: 24,
      product_url: `${shop.url}/mug/`, image_url: `${shop.url}/images/mug.svg`, metadata: { sku: 'MUG-WHT' },
    }],
  });
  expect(JSON.stringify(await collector.rows())).not.toContain('private');
});

test('ten quick clicks on the stepper are one cart_updated', async ({ page, standIn, collector }) => {
  const shopper = shopperOf(page, await standIn(createBigCommerceShop, TAG));
  await shopper.add('mug');
  await expectTold(collector, 'product_viewed 230', 'cart_updated 193 x1 = 22');
  await shopper.visit('/cart.php');
  await inOneMoment(page, async () => {
    await shopper.at('inc').evaluate((button) => { for (let i = 0; i < 10; i++) button.click(); });
    await expect(shopper.at('cart-total')).toHaveText('€242.00');
  });
  await expectTold(collector, 'product_viewed 230', 'cart_updated 193 x1 = 22', 'cart_updated 193 x11 = 242');
});

test('up and down again says nothing', async ({ page, standIn, collector }) => {
  const shopper = shopperOf(page, await standIn(createBigCommerceShop, TAG));
  await shopper.add('mug');
  await expectTold(collector, 'product_viewed 230', 'cart_updated 193 x1 = 22');
  await shopper.visit('/cart.php');
  await inOneMoment(page, async () => {
    const isDrawn = page.waitForResponse('**/cart.php'); // when both are answered
    await page.evaluate(() => { for (const step of ['inc', 'dec']) document.querySelector(`[data-test=${step}]`).click(); });
    await isDrawn;
  });
  expect((await shopper.cart())[0].cartAmount).toBe(22);
  await shopper.add('sencha');
  await expectTold(collector, 'product_viewed 230', 'cart_updated 193 x1 = 22', 'product_viewed 402',
    'cart_updated 193 x1, 402 x1 = 36.5');
});

test('a line that is removed is gone from the next cart_updated', async ({ page, standIn, collector }) => {
  const shopper = shopperOf(page, await standIn(createBigCommerceShop, TAG));
  await shopper.add('mug');
  await expectTold(collector, 'product_viewed 230', 'cart_updated 193 x1 = 22');
  await shopper.add('course');
  await expectTold(collector, 'product_viewed 230', 'cart_updated 193 x1 = 22', 'product_viewed 201',
    'cart_updated 193 x1, 201 x1 = 27.1');
  await shopper.visit('/cart.php');
  await shopper.change('MUG-BLU', 'remove');
  await expectTold(collector, 'product_viewed 230', 'cart_updated 193 x1 = 22', 'product_viewed 201',
    'cart_updated 193 x1, 201 x1 = 27.1', 'cart_updated 201 x1 = 5.1');
  expect(await cartIds(collector)).toHaveLength(1);
});

test('an emptied cart ends, and the next add has another cart id (pitfall 13)', async ({ page, standIn, collector }) => {
  const shopper = shopperOf(page, await standIn(createBigCommerceShop, TAG));
  await shopper.add('mug');
  await expectTold(collector, 'product_viewed 230', 'cart_updated 193 x1 = 22');
  await shopper.visit('/cart.php');
  await shopper.change('MUG-BLU', 'dec');
  await expect(shopper.at('cart-empty')).toBeVisible();
  await expectTold(collector, 'product_viewed 230', 'cart_updated 193 x1 = 22', 'cart_emptied');
  await shopper.add('sencha');
  await expectTold(collector, 'product_viewed 230', 'cart_updated 193 x1 = 22', 'cart_emptied', 'product_viewed 402',
    'cart_updated 402 x1 = 14.5');
  const [, filled, emptied, , again] = (await collector.events()).map(({ properties }) => properties.cart_id);
  expect(emptied).toBe(filled);
  expect(again).not.toBe(filled);
});

for (const bodl of [false, true]) {
  test(`an add that the shop refuses says nothing${bodl ? ', though BODL speaks' : ''}`, async ({ page, standIn, collector }) => {
    const shopper = shopperOf(page, await standIn(createBigCommerceShop, TAG, { bodl }));
    await shopper.add('teapot', { quantity: 2 });
    await expectTold(collector, 'product_viewed 510', 'cart_updated 510 x2 = 128');
    await shopper.at('add-to-cart').click();
    await expect(shopper.at('modal')).toContainText('enough');
    await shopper.add('sencha');
    await expectTold(collector, 'product_viewed 510', 'cart_updated 510 x2 = 128', 'product_viewed 402',
      'cart_updated 510 x2, 402 x1 = 142.5');
  });
}

test('the preview, opened and opened again, says nothing', async ({ page, standIn, collector }) => {
  const shopper = shopperOf(page, await standIn(createBigCommerceShop, TAG));
  await shopper.add('mug');
  await expectTold(collector, 'product_viewed 230', 'cart_updated 193 x1 = 22');
  await shopper.visit('/');
  const isRead = page.waitForRequest('**/api/storefront/carts?include=*');
  await shopper.at('cart-link').click();
  await expect(shopper.at('preview-checkout')).toBeVisible();
  await isRead;
  await shopper.add('mug');
  await expectTold(collector, 'product_viewed 230', 'cart_updated 193 x1 = 22', 'product_viewed 230',
    'cart_updated 193 x2 = 44');
});

test('BODL and the requests hint at the same change: one event each', async ({ page, standIn, collector }) => {
  const shopper = shopperOf(page, await standIn(createBigCommerceShop, TAG, { bodl: true }));
  await shopper.add('sencha');
  await expectTold(collector, 'product_viewed 402', 'cart_updated 402 x1 = 14.5');
  await shopper.visit('/cart.php');
  await shopper.change('TEA-SEN', 'inc');
  await expectTold(collector, 'product_viewed 402', 'cart_updated 402 x1 = 14.5', 'cart_updated 402 x2 = 29');
  await shopper.change('TEA-SEN', 'remove');
  await expectTold(collector, 'product_viewed 402', 'cart_updated 402 x1 = 14.5', 'cart_updated 402 x2 = 29', 'cart_emptied');
});

test('a coupon changes the total, and its code stays behind', async ({ page, standIn, collector }) => {
  const shopper = shopperOf(page, await standIn(createBigCommerceShop, TAG));
  await shopper.add('mug');
  await expectTold(collector, 'product_viewed 230', 'cart_updated 193 x1 = 22');
  await shopper.visit('/cart.php');
  await shopper.at('coupon').fill('TEA10');
  await shopper.at('coupon-apply').click();
  await expectTold(collector, 'product_viewed 230', 'cart_updated 193 x1 = 22', 'cart_updated 193 x1 = 19.8');
  expect(JSON.stringify(await collector.rows())).not.toContain('TEA10');
});

test('a bundle is counted once, its parts beside it', async ({ page, standIn, collector }) => {
  const shopper = shopperOf(page, await standIn(createBigCommerceShop, TAG));
  await shopper.add('tea-set');
  await expectTold(collector, 'product_viewed 500', 'cart_updated 500 x1, 402 x1 = 59');
  const [, { properties }] = await collector.events();
  expect(properties.products.map(({ price }) => price)).toEqual([59, 0]);
});

test('a theme that writes by the storefront API is seen too', async ({ page, standIn, collector }) => {
  const shopper = shopperOf(page, await standIn(createBigCommerceShop, TAG));
  await shopper.visit('/');
  await page.waitForResponse('**/api/storefront/carts?include=*'); // the first read is over
  await page.evaluate(() => fetch('/api/storefront/carts', {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"lineItems":[{"productId":111,"quantity":3}]}',
  }));
  await expectTold(collector, 'cart_updated 402 x3 = 43.5');
  const [{ id, lineItems }] = await shopper.cart();
  const line = `/api/storefront/carts/${id}/items/${lineItems.physicalItems[0].id}`;
  await page.evaluate((address) => fetch(address, { method: 'DELETE' }), line);
  await expectTold(collector, 'cart_updated 402 x3 = 43.5', 'cart_emptied');
});

test('an add of stencil-utils is heard without anything that the theme does after it', async ({ page, standIn, collector }) => {
  const shopper = shopperOf(page, await standIn(createBigCommerceShop, TAG));
  await shopper.visit('/');
  await page.waitForResponse('**/api/storefront/carts?include=*');
  await page.evaluate(() => fetch('/remote/v1/cart/add', {
    method: 'POST', body: new URLSearchParams({ action: 'add', product_id: '111', 'qty[]': '2' }),
  }));
  await expectTold(collector, 'cart_updated 402 x2 = 29');
});

test('two tabs change one cart: each change is said once', async ({ page, context, standIn, collector }) => {
  const shop = await standIn(createBigCommerceShop, TAG);
  const [one, two] = [shopperOf(page, shop), shopperOf(await context.newPage(), shop)];
  await one.add('mug');
  await expectTold(collector, 'product_viewed 230', 'cart_updated 193 x1 = 22');
  await two.add('sencha');
  await expectTold(collector, 'product_viewed 230', 'cart_updated 193 x1 = 22', 'product_viewed 402',
    'cart_updated 193 x1, 402 x1 = 36.5');
  await one.visit('/cart.php');
  await two.visit('/cart.php');
  await one.change('TEA-SEN', 'inc');
  await expectTold(collector, 'product_viewed 230', 'cart_updated 193 x1 = 22', 'product_viewed 402',
    'cart_updated 193 x1, 402 x1 = 36.5', 'cart_updated 193 x1, 402 x2 = 51');
  expect(await cartIds(collector)).toHaveLength(1);
});

test('a page at rest has read the cart once', async ({ page, standIn, collector }) => {
  const shopper = shopperOf(page, await standIn(createBigCommerceShop, TAG));
  await shopper.add('mug');
  await expectTold(collector, 'product_viewed 230', 'cart_updated 193 x1 = 22');
  let reads = 0;
  page.on('request', (request) => { if (request.url().includes('/api/storefront/carts')) reads++; });
  await shopper.visit('/');
  await expect.poll(() => reads).toBe(1);
  await passQuiet(page); // a read that hinted at itself would come again after one
  expect(reads).toBe(1);
});
