// A shopper's visit to a shop that tells a GA4 dataLayer what happens, with nothing but the tag pasted.

import { createGa4Shop } from '../../../demo-store/platforms/ga4/app.js';
import { inOneMoment } from '../support/clock.js';
import { expect, realTime, test } from '../support/platform.js';
import { click, lines, listening, open } from './ga4-shop.js';

const ga4 = { platform: 'ga4' };

test('a product page is one view, at its canonical address', async ({ page, standIn, collector }) => {
  const shop = await standIn(createGa4Shop, ga4);
  await open(page, shop, '/products/kaze-mug?from=mail');
  await open(page, shop, '/products/tea-bowl');
  await expect.poll(() => collector.names()).toEqual(['product_viewed', 'product_viewed']);
  const [{ properties }] = await collector.events();
  expect(properties).toEqual({
    product_id: 'MUG-880', product_name: 'Mug "Kaze"', variant_id: 'Indigo', price: 20, currency: 'EUR', source: shop.url,
    product_url: `${shop.url}/products/kaze-mug`,
    metadata: { item_brand: 'Madobe', item_category: 'Kitchen', item_category2: 'Cups' },
  });
});

test.extend(realTime)('an added product is one cart update, and the cart page says nothing new', async ({ page, standIn, collector }) => {
  const shop = await standIn(createGa4Shop, ga4);
  await open(page, shop, '/products/kaze-mug');
  await page.getByTestId('variant').selectOption('Ash');
  await click(page, 'add');
  await expect.poll(() => collector.names()).toEqual(['product_viewed', 'cart_updated']);
  await open(page, shop, '/cart');
  await open(page, shop, '/products/tea-bowl');
  await expect.poll(() => collector.names()).toEqual(['product_viewed', 'cart_updated', 'product_viewed']);
  const [, cart] = await collector.events();
  expect(cart.properties).toMatchObject({ action: 'replace', total_value: 20, currency: 'EUR', source: shop.url });
  expect(lines(cart)).toEqual(['MUG-880 Ash x1']);
});

test('ten quick clicks on the stepper are one cart update', async ({ page, standIn, collector }) => {
  const shop = await standIn(createGa4Shop, ga4);
  await open(page, shop, '/products/kaze-mug');
  await click(page, 'add');
  await expect(page.getByTestId('cart-count')).toHaveText('1');
  await open(page, shop, '/cart');
  await inOneMoment(page, async () => {
    await click(page, 'more', 10);
    await expect(page.getByTestId('cart-count')).toHaveText('11');
  });
  await expect.poll(() => collector.names()).toEqual(['product_viewed', 'cart_updated', 'cart_updated']);
  expect(lines((await collector.events()).at(-1))).toEqual(['MUG-880 Indigo x11']);
});

test('up and down again within a moment is no cart update', async ({ page, standIn, collector }) => {
  const shop = await standIn(createGa4Shop, ga4);
  await open(page, shop, '/products/kaze-mug');
  await click(page, 'add', 2);
  await expect(page.getByTestId('cart-count')).toHaveText('2');
  await open(page, shop, '/cart');
  await page.evaluate(() => ['more', 'less'].forEach((step) => document.querySelector(`[data-test=${step}]`).click()));
  await open(page, shop, '/products/tea-bowl');
  await expect.poll(() => collector.names()).toEqual(['product_viewed', 'cart_updated', 'product_viewed']);
});

test('a cart that loses its last line is emptied, and the next one has its id', async ({ page, standIn, collector }) => {
  const shop = await standIn(createGa4Shop, ga4);
  await open(page, shop, '/products/kaze-mug');
  await click(page, 'add', 3);
  await expect(page.getByTestId('cart-count')).toHaveText('3');
  await open(page, shop, '/cart');
  await click(page, 'remove');
  await expect.poll(() => collector.names()).toEqual(['product_viewed', 'cart_updated', 'cart_emptied']);
  const [, updated, emptied] = await collector.events();
  expect(emptied.properties).toEqual({ cart_id: updated.properties.cart_id, currency: 'EUR', source: shop.url });
});

test('what is added on the way to another page arrives', async ({ page, standIn, collector }) => {
  const shop = await standIn(createGa4Shop, ga4);
  await open(page, shop, '/products/kaze-mug');
  await click(page, 'add-and-go');
  await page.waitForURL(`${shop.url}/`);
  await expect.poll(() => collector.names()).toEqual(['product_viewed', 'cart_updated']);
  expect(lines((await collector.events())[1])).toEqual(['MUG-880 Indigo x1']);
});

test("the cart page puts right what the shop's server has changed", async ({ page, standIn, collector }) => {
  const shop = await standIn(createGa4Shop, ga4);
  await open(page, shop, '/products/kaze-mug');
  await click(page, 'add');
  await expect.poll(() => collector.names()).toEqual(['product_viewed', 'cart_updated']);
  await page.request.post(`${shop.url}/cart/change`, { data: { id: 'BOWL-12', variant: 'Ash', by: 2 } });
  await open(page, shop, '/cart');
  await expect.poll(() => collector.names()).toEqual(['product_viewed', 'cart_updated', 'cart_updated']);
  await click(page, 'more');
  await expect.poll(async () => (await collector.events()).length).toBe(4);
  const events = await collector.events();
  expect(lines(events[2])).toEqual(['MUG-880 Indigo x1', 'BOWL-12 Ash x2']);
  expect(lines(events[3])).toEqual(['MUG-880 Indigo x2', 'BOWL-12 Ash x2']);
});

test('two tabs have one cart (pitfall 9)', async ({ context, page, standIn, collector }) => {
  const shop = await standIn(createGa4Shop, ga4);
  await open(page, shop, '/products/kaze-mug');
  const other = await context.newPage();
  await open(other, shop, '/products/tea-bowl');
  await click(other, 'add');
  await expect.poll(() => collector.names()).toEqual(['product_viewed', 'product_viewed', 'cart_updated']);
  await click(page, 'add');
  await expect.poll(async () => (await collector.events()).length).toBe(4);
  const [, , first, second] = await collector.events();
  expect(lines(second)).toEqual(['BOWL-12 Ash x1', 'MUG-880 Indigo x1']);
  expect(second.properties.cart_id).toBe(first.properties.cart_id);
});

test('a page that is gone back to says nothing twice', async ({ page, standIn, collector }) => {
  const shop = await standIn(createGa4Shop, ga4);
  await open(page, shop, '/products/kaze-mug');
  await click(page, 'add');
  await expect(page.getByTestId('cart-count')).toHaveText('1');
  await open(page, shop, '/cart');
  await page.goBack();
  await listening(page);
  await click(page, 'add');
  const carts = async () => (await collector.events()).filter(({ name }) => name === 'ecommerce.cart_updated').map(lines);
  await expect.poll(carts).toEqual([['MUG-880 Indigo x1'], ['MUG-880 Indigo x2']]);
});

test('checkout, order and refund are said once, however often they load', async ({ page, standIn, collector }) => {
  const shop = await standIn(createGa4Shop, ga4);
  const reload = async () => {
    await page.reload();
    await listening(page);
  };
  await open(page, shop, '/products/kaze-mug');
  await click(page, 'add', 2);
  await expect(page.getByTestId('cart-count')).toHaveText('2');
  await open(page, shop, '/checkout');
  await reload();
  await page.getByTestId('order').click();
  await page.waitForURL('**/thanks');
  await listening(page);
  await reload();
  await page.getByTestId('return').click();
  await page.waitForURL('**/returns/*');
  await listening(page);
  await reload();
  await open(page, shop, '/products/tea-bowl');
  await click(page, 'add');
  await expect.poll(() => collector.names()).toEqual([
    'product_viewed', 'cart_updated', 'checkout_started', 'order_placed', 'order_refunded', 'product_viewed', 'cart_updated',
  ]);
  const [, cart, checkout, order, refund, , next] = await collector.events();
  const { cart_id } = cart.properties;
  expect(checkout.properties).toMatchObject({ cart_id, checkout_id: cart_id, total_value: 40 });
  expect(order.properties).toMatchObject({ cart_id, subtotal_value: 40, shipping: 4.9, tax: 0, total_value: 44.9 });
  expect(order.properties.discounts).toEqual([{ code: 'SPRING' }]);
  expect(refund.properties).toMatchObject({ order_id: order.properties.order_id, total_value: 40 });
  expect(refund.properties.products).toMatchObject([{ product_id: 'refund', price: 40 }]);
  expect(next.properties.cart_id).not.toBe(cart_id);
  expect(lines(next)).toEqual(['BOWL-12 Ash x1']);
});

test('a purchase that is pushed as the page is left arrives', async ({ page, standIn, collector }) => {
  const shop = await standIn(createGa4Shop, ga4, { purchaseAt: 'checkout' });
  await open(page, shop, '/products/kaze-mug');
  await click(page, 'add');
  await expect(page.getByTestId('cart-count')).toHaveText('1');
  await open(page, shop, '/checkout');
  await page.getByTestId('order').click();
  await page.waitForURL('**/thanks');
  await expect.poll(() => collector.names()).toEqual(['product_viewed', 'cart_updated', 'checkout_started', 'order_placed']);
  const order = (await collector.events())[3];
  expect(order.properties.order_id).toBe(await page.getByTestId('order-number').textContent());
});

for (const form of ['gtag', 'ua', 'both']) {
  test(`a whole visit in the form "${form}" (pitfall 14)`, async ({ page, standIn, collector }) => {
    const shop = await standIn(createGa4Shop, ga4, { form });
    await open(page, shop, '/products/kaze-mug');
    await click(page, 'add', 2);
    await expect(page.getByTestId('cart-count')).toHaveText('2');
    await open(page, shop, '/cart');
    await click(page, 'less');
    await expect(page.getByTestId('cart-count')).toHaveText('1');
    await open(page, shop, '/checkout');
    await page.getByTestId('order').click();
    await page.waitForURL('**/thanks');
    await expect.poll(() => collector.names()).toEqual(
      ['product_viewed', 'cart_updated', 'cart_updated', 'checkout_started', 'order_placed']);
    const [view, first, second, checkout, order] = await collector.events();
    expect(view.properties).toMatchObject({ product_id: 'MUG-880', variant_id: 'Indigo', price: 20, currency: 'EUR' });
    expect([first, second, checkout, order].map(lines)).toEqual(
      [['MUG-880 Indigo x2'], ['MUG-880 Indigo x1'], ['MUG-880 Indigo x1'], ['MUG-880 Indigo x1']]);
    expect(order.properties).toMatchObject({ total_value: 24.9, shipping: 4.9, cart_id: first.properties.cart_id });
  });
}
