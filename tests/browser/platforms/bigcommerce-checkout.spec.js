// A BigCommerce shop with nothing but the tag: its hosted checkout and its confirmation page.

import { createBigCommerceShop } from '../../../demo-store/platforms/bigcommerce/app.js';
import { expect, realTime, test } from '../support/platform.js';
import { cartIds, expectTold, observedFirst, shopperOf, TAG } from './bigcommerce-shopper.js';

const FILLED = ['product_viewed 402', 'cart_updated 402 x1 = 14.5'];
const STARTED = [...FILLED, 'checkout_started 402 x1 = 14.5'];
const ORDERED = [...STARTED, 'order_placed 402 x1 = 19.4'];

/** A shopper with tea in the cart, which has arrived. */
async function withTea(page, shop, collector) {
  const shopper = shopperOf(page, shop);
  await shopper.add('sencha');
  await expectTold(collector, ...FILLED);
  return shopper;
}

test('a checkout is said once, however often its page is loaded', async ({ page, standIn, collector }) => {
  const shopper = await withTea(page, await standIn(createBigCommerceShop, TAG), collector);
  await shopper.checkOut();
  await expectTold(collector, ...STARTED);
  const [, cart, checkout] = (await collector.events()).map(({ properties }) => properties);
  const { cart_id: id, products } = cart;
  expect(checkout).toMatchObject({ checkout_id: id, cart_id: id, currency: 'EUR', products });
  await shopper.checkOut();
  await shopper.checkOut();
  await shopper.add('course');
  await expectTold(collector, ...STARTED, 'product_viewed 201', 'cart_updated 402 x1, 201 x1 = 19.6');
});

test('a checkout with other content is said again', async ({ page, standIn, collector }) => {
  const shopper = await withTea(page, await standIn(createBigCommerceShop, TAG), collector);
  await shopper.checkOut();
  await expectTold(collector, ...STARTED);
  await shopper.visit('/cart.php');
  await shopper.change('TEA-SEN', 'inc');
  await expectTold(collector, ...STARTED, 'cart_updated 402 x2 = 29');
  await shopper.checkOut();
  await expectTold(collector, ...STARTED, 'cart_updated 402 x2 = 29', 'checkout_started 402 x2 = 29');
});

test('a coupon in checkout is a change of the cart', async ({ page, standIn, collector }) => {
  const shopper = await withTea(page, await standIn(createBigCommerceShop, TAG), collector);
  await shopper.checkOut();
  await shopper.at('checkout-coupon').fill('TEA10');
  await shopper.at('checkout-coupon-apply').click();
  await expect(shopper.at('summary')).toContainText('13.05');
  await expectTold(collector, ...STARTED, 'cart_updated 402 x1 = 13.05');
});

test('BODL and the page tell of the same checkout and order: one event each', async ({ page, standIn, collector }) => {
  const shopper = await withTea(page, await standIn(createBigCommerceShop, TAG, { bodl: true }), collector);
  await shopper.checkOut();
  await expectTold(collector, ...STARTED);
  await shopper.order();
  await expectTold(collector, ...ORDERED);
  await page.reload();
  await shopper.add('course');
  await expectTold(collector, ...ORDERED, 'product_viewed 201', 'cart_updated 201 x1 = 5.1');
});

test('a checkout whose cart cannot be read is told by BODL', async ({ page, standIn, collector }) => {
  const shopper = await withTea(page, await standIn(createBigCommerceShop, TAG, { bodl: true }), collector);
  await page.route('**/api/storefront/carts?include=*', (route) => route.fulfill({ status: 503, body: 'later' }));
  await observedFirst(page, /\/storefront\/checkouts\/[\w-]+\?include=cart/);
  await shopper.checkOut();
  await expectTold(collector, ...STARTED);
  expect(await cartIds(collector)).toHaveLength(1);
});

for (const orderInPath of [false, true]) {
  const where = orderInPath ? 'in its address' : 'in its own request only';
  test(`an order whose number is ${where} is said once and closes its cart`, async ({ page, standIn, collector }) => {
    const shop = await standIn(createBigCommerceShop, TAG, { orderInPath });
    const shopper = await withTea(page, shop, collector);
    await shopper.checkOut();
    await expectTold(collector, ...STARTED);
    await shopper.order();
    await expectTold(collector, ...ORDERED);
    const [, cart, , order] = (await collector.events()).map(({ properties }) => properties);
    expect(order).toMatchObject({ order_id: '295', cart_id: cart.cart_id, currency: 'EUR', tax: 2.32, shipping: 4.9 });
    expect(order.products).toEqual(cart.products);
    await page.reload();
    await page.reload();
    await shopper.add('course');
    await expectTold(collector, ...ORDERED, 'product_viewed 201', 'cart_updated 201 x1 = 5.1');
    expect(await cartIds(collector)).toHaveLength(2);
    expect(JSON.stringify(await collector.rows())).not.toContain('private');
  });
}

test('a shopper who goes on at once after the order has emptied nothing', async ({ page, standIn, collector }) => {
  const shopper = await withTea(page, await standIn(createBigCommerceShop, TAG), collector);
  await shopper.checkOut();
  await expectTold(collector, ...STARTED);
  await shopper.at('place-order').click();
  await page.waitForURL('**/checkout/order-confirmation**');
  await expectTold(collector, ...ORDERED);
  const isRead = page.waitForResponse('**/api/storefront/carts?include=*');
  await shopper.visit('/');
  expect(await (await isRead).json()).toEqual([]);
  await shopper.add('course');
  await expectTold(collector, ...ORDERED, 'product_viewed 201', 'cart_updated 201 x1 = 5.1');
});

test('a cart that the order has taken is not an emptied one, though the checkout still shows', async ({ page, standIn, collector }) => {
  const shopper = await withTea(page, await standIn(createBigCommerceShop, TAG), collector);
  await shopper.checkOut();
  await expectTold(collector, ...STARTED);
  let goOn;
  await page.route('**/internalapi/v1/checkout/order', async (route) => {
    const response = await route.fetch(); // the shop has the order; the page doesn't know yet
    await new Promise((resolve) => { goOn = resolve; });
    await route.fulfill({ response });
  });
  const isRead = page.waitForResponse(async (answer) => answer.url().includes('carts?include=') && (await answer.text()) === '[]');
  await shopper.at('place-order').click();
  await expect.poll(() => goOn).toBeTruthy();
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange'))); // back from the bank's tab
  await isRead;
  goOn();
  await expectTold(collector, ...ORDERED);
});

test.extend(realTime)('while a slow shop tells of the order, its cart is not said to be empty', async ({ page, standIn, collector }) => {
  const shopper = await withTea(page, await standIn(createBigCommerceShop, TAG), collector);
  // Longer than Kago waits on other pages before it reads the cart.
  await page.route(/\/api\/storefront\/orders\/\d+$/, (route) => setTimeout(() => route.continue(), 2_500));
  await shopper.checkOut();
  await expectTold(collector, ...STARTED);
  await shopper.order();
  await expectTold(collector, ...ORDERED);
});

test('an order that cannot be read is told by BODL', async ({ page, standIn, collector }) => {
  const shopper = await withTea(page, await standIn(createBigCommerceShop, TAG, { bodl: true }), collector);
  await page.route(/\/api\/storefront\/orders\/\d+$/, (route) => route.fulfill({ status: 404, body: '{}' }));
  await observedFirst(page, /\/storefront\/orders\/\d+\?include=/);
  await shopper.checkOut();
  await expectTold(collector, ...STARTED);
  await shopper.order();
  await expectTold(collector, ...ORDERED);
});

test('an order of which nothing but the number is known is what went into checkout', async ({ page, standIn, collector }) => {
  const shopper = await withTea(page, await standIn(createBigCommerceShop, TAG, { orderInPath: true }), collector);
  await page.route(/\/api\/storefront\/orders\/\d+$/, (route) => route.fulfill({ status: 404, body: '{}' }));
  await shopper.checkOut();
  await expectTold(collector, ...STARTED);
  await shopper.order();
  await expectTold(collector, ...STARTED, 'order_placed 402 x1 = 14.5');
  const order = (await collector.events()).at(-1).properties;
  expect(order.metadata).toEqual({ kago_total_from: 'checkout' });
  expect(await cartIds(collector)).toEqual([order.cart_id]);
  await page.reload();
  await shopper.add('course');
  await expectTold(collector, ...STARTED, 'order_placed 402 x1 = 14.5', 'product_viewed 201', 'cart_updated 201 x1 = 5.1');
});

test('back from checkout to the product says no change', async ({ page, standIn, collector }) => {
  const shopper = await withTea(page, await standIn(createBigCommerceShop, TAG), collector);
  await shopper.checkOut();
  await expectTold(collector, ...STARTED);
  await page.goBack();
  await expect(shopper.at('add-to-cart')).toBeVisible();
  await shopper.at('add-to-cart').click();
  await expect(shopper.at('cart-preview')).toBeVisible();
  await expectTold(collector, ...STARTED, 'product_viewed 402', 'cart_updated 402 x2 = 29');
});
