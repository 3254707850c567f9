// A Shopify store's cart, observed: what the collector holds after a shopper has used the theme.

import { inOneMoment, passQuiet } from '../support/clock.js';
import { storedOf } from '../support/storage.js';
import { addToCart, at, countRequests, expect, inDrawer, realTime, test } from './shopify.js';

/** What both themes wait for after a click. */
const DEBOUNCE_MS = 300;
const count = (page) => page.locator('#cart-icon-bubble [data-test=cart-count]');

for (const theme of ['dawn', 'horizon']) {
  test.extend(realTime)(`${theme}: adding says the cart once, with Shopify's token without its key (pitfall 9)`, async ({ page, openShop, expectTold, collector }) => {
    const shop = await openShop({ theme });
    await page.goto(`${shop.url}/products/furoshiki`);
    await addToCart(page);
    await expectTold('viewed FURO-IND', 'cart FURO-IND x1');
    const { token } = await page.evaluate(async () => (await fetch('/cart.js')).json());
    const [, { properties }] = await collector.events();
    expect(token).toContain('?key=');
    expect(properties).toMatchObject({
      cart_id: token.split('?')[0], currency: 'EUR', total_value: 18.99, source: shop.url,
      products: [{ product_id: '8266836345064', product_name: 'Furoshiki Cloth', price: 18.99, quantity: 1 }],
    });
    await page.goto(`${shop.url}/products/dripper`);
    await addToCart(page);
    await expectTold('viewed FURO-IND', 'cart FURO-IND x1', 'viewed DRIP-CHA', 'cart DRIP-CHA x1 FURO-IND x1');
    expect((await collector.events())[3].properties.cart_id).toBe(properties.cart_id);
    expect(JSON.stringify(await collector.rows())).not.toContain('key=');
  });

  test(`${theme}: ten quick clicks on the stepper are one cart with the last quantity`, async ({ page, openShop, expectTold }) => {
    const shop = await openShop({ theme });
    await page.goto(`${shop.url}/products/furoshiki`);
    await addToCart(page);
    await expectTold('viewed FURO-IND', 'cart FURO-IND x1');
    await inOneMoment(page, async (pass) => {
      for (let i = 0; i < 9; i++) await inDrawer(page, 'plus-1').click();
      await inDrawer(page, 'minus-1').click();
      await pass(DEBOUNCE_MS);
      await expect(count(page)).toHaveText('9');
    });
    await expectTold('viewed FURO-IND', 'cart FURO-IND x1', 'cart FURO-IND x9');
    await page.goto(`${shop.url}/products/donabe`);
    await expectTold('viewed FURO-IND', 'cart FURO-IND x1', 'cart FURO-IND x9', 'viewed DONABE-28');
  });

  test(`${theme}: removing a line says what is left, removing the last one that the cart is empty`, async ({ page, openShop, expectTold, collector }) => {
    const shop = await openShop({ theme });
    await page.goto(`${shop.url}/products/furoshiki`);
    await addToCart(page);
    await expectTold('viewed FURO-IND', 'cart FURO-IND x1');
    await page.goto(`${shop.url}/products/donabe`);
    await addToCart(page);
    await expectTold('viewed FURO-IND', 'cart FURO-IND x1', 'viewed DONABE-28', 'cart DONABE-28 x1 FURO-IND x1');
    await inDrawer(page, 'remove-2').click();
    await expectTold('viewed FURO-IND', 'cart FURO-IND x1', 'viewed DONABE-28', 'cart DONABE-28 x1 FURO-IND x1', 'cart DONABE-28 x1');
    await inDrawer(page, 'remove-1').click();
    await expect(inDrawer(page, 'empty')).toBeVisible();
    await expectTold('viewed FURO-IND', 'cart FURO-IND x1', 'viewed DONABE-28', 'cart DONABE-28 x1 FURO-IND x1', 'cart DONABE-28 x1', 'emptied');
    const [, before, , , , emptied] = await collector.events();
    expect(emptied.properties.cart_id).toBe(before.properties.cart_id);
  });

  test(`${theme}: what the shop refuses with 422 says nothing (pitfall 10)`, async ({ page, openShop, expectTold }) => {
    const shop = await openShop({ theme });
    await page.goto(`${shop.url}/products/furoshiki?variant=44610569208042`);
    await at(page, 'add').click();
    await expect(at(page, 'product-error')).toContainText('sold out');
    await expectTold('viewed FURO-PER');
    await page.goto(`${shop.url}/products/donabe`);
    await page.locator('[name=quantity]').first().fill('3');
    await addToCart(page);
    await expectTold('viewed FURO-PER', 'viewed DONABE-28', 'cart DONABE-28 x3');
    await inDrawer(page, 'plus-1').click();
    await expect(at(page, 'cart-error')).toContainText('3');
    await page.goto(`${shop.url}/products/dripper`);
    await expectTold('viewed FURO-PER', 'viewed DONABE-28', 'cart DONABE-28 x3', 'viewed DRIP-CHA');
  });

  test(`${theme}: a quantity that is changed and changed back says nothing`, async ({ page, openShop, expectTold }) => {
    const shop = await openShop({ theme });
    await page.goto(`${shop.url}/products/furoshiki`);
    await addToCart(page);
    await expectTold('viewed FURO-IND', 'cart FURO-IND x1');
    await inOneMoment(page, async (pass) => {
      for (const [button, quantity] of [['plus-1', '2'], ['minus-1', '1']]) {
        await inDrawer(page, button).click();
        await pass(DEBOUNCE_MS);
        await expect(count(page)).toHaveText(quantity);
      }
    });
    await page.goto(`${shop.url}/products/donabe`);
    await expectTold('viewed FURO-IND', 'cart FURO-IND x1', 'viewed DONABE-28');
  });

  test(`${theme}: a market in a folder of its own has its carts in its currency (pitfall 12)`, async ({ page, openShop, expectTold, collector }) => {
    const shop = await openShop({ theme });
    const reads = countRequests(page, '/fr-ca/cart.js');
    await page.goto(`${shop.url}/fr-ca/products/furoshiki`);
    await addToCart(page);
    await expectTold('viewed FURO-IND', 'cart FURO-IND x1');
    const [viewed, updated] = await collector.events();
    expect(viewed.properties).toMatchObject({ price: 28.49, currency: 'CAD' });
    expect(updated.properties).toMatchObject({ total_value: 28.49, currency: 'CAD' });
    expect(reads()).toBeGreaterThan(0);
  });
}

test('an app that adds by XMLHttpRequest, and tells the theme nothing, is heard (pitfall 12)', async ({ page, openShop, expectTold }) => {
  const shop = await openShop();
  await page.goto(`${shop.url}/products/furoshiki`);
  await addToCart(page);
  await expectTold('viewed FURO-IND', 'cart FURO-IND x1');
  await at(page, 'gift-wrap').click();
  await expectTold('viewed FURO-IND', 'cart FURO-IND x1', 'cart 44610569208070 x1 FURO-IND x1');
});

test('one variant with and without an engraving is two lines; both are said, the engraving is not (pitfall 11)', async ({ page, openShop, expectTold, collector }) => {
  const shop = await openShop();
  await page.goto(`${shop.url}/products/furoshiki`);
  await addToCart(page);
  await expectTold('viewed FURO-IND', 'cart FURO-IND x1');
  await at(page, 'close-drawer').click();
  await page.getByLabel('Engraving').fill('private words');
  await addToCart(page);
  await expectTold('viewed FURO-IND', 'cart FURO-IND x1', 'cart FURO-IND x1 FURO-IND x1');
  await inDrawer(page, 'plus-2').click();
  await expectTold('viewed FURO-IND', 'cart FURO-IND x1', 'cart FURO-IND x1 FURO-IND x1', 'cart FURO-IND x1 FURO-IND x2');
  expect(JSON.stringify(await collector.rows())).not.toContain('private');
});

test('a standard event that the theme declines leads to no read and no event (pitfall 10)', async ({ page, openShop, expectTold }) => {
  const shop = await openShop({ theme: 'horizon' });
  const reads = countRequests(page, '/cart.js');
  await page.goto(`${shop.url}/products/furoshiki`);
  await expect.poll(reads).toBe(1);
  await page.locator('[name=quantity]').first().fill('11');
  await at(page, 'add').click();
  await expect(at(page, 'product-error')).toHaveText('10 a shopper');
  await passQuiet(page);
  expect(reads()).toBe(1);
  await page.locator('[name=quantity]').first().fill('2');
  await addToCart(page);
  await expectTold('viewed FURO-IND', 'cart FURO-IND x2');
  expect(reads()).toBe(2);
});

test('a standard event and its request are one event (pitfall 10)', async ({ page, openShop, expectTold }) => {
  const shop = await openShop({ theme: 'horizon' });
  const reads = countRequests(page, '/cart.js');
  await page.goto(`${shop.url}/products/furoshiki`);
  await expect.poll(reads).toBe(1);
  await addToCart(page);
  await expectTold('viewed FURO-IND', 'cart FURO-IND x1');
  expect(reads()).toBe(2);
});

for (const [how, result] of [['declines', { userErrors: [{ code: 'INVALID', message: 'no' }] }], ['says that it failed', { detail: { didError: true } }]]) {
  test(`a standard event whose promise ${how} leads to no read by itself`, async ({ page, openShop, expectTold }) => {
    const shop = await openShop({ theme: 'horizon' });
    const reads = countRequests(page, '/cart.js');
    await page.goto(shop.url);
    await expect.poll(reads).toBe(1);
    const tell = (answer) => page.evaluate((value) => {
      document.dispatchEvent(Object.assign(new Event('shopify:cart:lines-update', { bubbles: true }), { promise: Promise.resolve(value) }));
    }, { cart: null, ...answer });
    await tell(result);
    await passQuiet(page);
    expect(reads()).toBe(1);
    await tell({});
    await expect.poll(reads).toBe(2);
    await expectTold();
  });
}

test('an update that only the standard event tells of is heard', async ({ page, openShop, expectTold }) => {
  const shop = await openShop({ theme: 'horizon' });
  await page.goto(shop.url);
  await page.evaluate(async () => {
    // As `Shopify.actions.updateCart` does it: another endpoint, and the event.
    const event = new Event('shopify:cart:lines-update', { bubbles: true });
    event.promise = fetch('/cart/44610569208040:1').then(() => ({ cart: null }));
    const frame = document.body.appendChild(document.createElement('iframe'));
    const add = frame.contentWindow.fetch('/cart/add.js', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"items":[{"id":44610569208040,"quantity":1}]}' });
    await add;
    document.dispatchEvent(event);
  });
  await expectTold('cart FURO-IND x1');
});

test('without the theme\'s JavaScript, forms and links that navigate are seen by the next page', async ({ page, openShop, expectTold }) => {
  const shop = await openShop({ themeScripts: false });
  await page.goto(`${shop.url}/products/furoshiki`);
  await expectTold('viewed FURO-IND');
  await at(page, 'add').click();
  await page.waitForURL('**/cart');
  await expectTold('viewed FURO-IND', 'cart FURO-IND x1');
  const form = page.locator('#cart');
  await form.locator('[name="updates[]"]').fill('4');
  await form.getByTestId('update').click();
  await expectTold('viewed FURO-IND', 'cart FURO-IND x1', 'cart FURO-IND x4');
  await form.getByTestId('remove-1').click();
  await expectTold('viewed FURO-IND', 'cart FURO-IND x1', 'cart FURO-IND x4', 'emptied');
});

test('what a page leaves behind before the core has loaded holds no key (pitfall 9)', async ({ page, openShop, expectTold }) => {
  const shop = await openShop();
  await page.route('**/kago-shopify.wasm*', () => {});
  await page.goto(`${shop.url}/products/furoshiki`);
  await addToCart(page);
  await page.waitForResponse('**/cart.js');
  await page.goto(`${shop.url}/checkouts/cn/0`);
  await expect.poll(async () => JSON.stringify(await storedOf(page))).toContain('total_price');
  expect(JSON.stringify(await storedOf(page))).not.toContain('key=');
  await page.unroute('**/kago-shopify.wasm*');
  await page.goto(shop.url);
  await expectTold('viewed FURO-IND', 'cart FURO-IND x1');
});

test('a page where nothing happens reads the cart once', async ({ page, openShop, expectTold }) => {
  const shop = await openShop();
  const reads = countRequests(page, '/cart.js');
  await page.goto(shop.url);
  await expect.poll(reads).toBe(1);
  await passQuiet(page);
  expect(reads()).toBe(1);
  await page.goto(`${shop.url}/products/donabe`);
  await expectTold('viewed DONABE-28');
});

test('an update that adds a variant, as a bulk stepper does, is heard', async ({ page, openShop, expectTold }) => {
  const shop = await openShop();
  await page.goto(shop.url);
  await page.evaluate(() => fetch('/cart/update', {
    method: 'POST', headers: { 'content-type': 'application/json', accept: 'application/json' }, body: '{"updates":{"44610569208050":2}}',
  }));
  await expectTold('cart DONABE-28 x2');
});

test('a cart is read past every cache', async ({ page, openShop, expectTold }) => {
  const shop = await openShop({ caching: 'private, max-age=60' });
  await page.goto(`${shop.url}/products/furoshiki`);
  await addToCart(page);
  await expectTold('viewed FURO-IND', 'cart FURO-IND x1');
  await page.evaluate(async () => {
    // In a frame: its requests are not the page's.
    const frame = document.body.appendChild(document.createElement('iframe'));
    await frame.contentWindow.fetch('/cart/add.js', {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"items":[{"id":44610569208050,"quantity":1}]}',
    });
  });
  await page.goto(shop.url);
  await expectTold('viewed FURO-IND', 'cart FURO-IND x1', 'cart DONABE-28 x1 FURO-IND x1');
});

test('two tabs of one cart say each change once', async ({ page, context, openShop, expectTold }) => {
  const shop = await openShop();
  const other = await context.newPage();
  await page.goto(`${shop.url}/products/furoshiki`);
  await addToCart(page);
  await expectTold('viewed FURO-IND', 'cart FURO-IND x1');
  await other.goto(`${shop.url}/products/donabe`);
  await addToCart(other);
  await expectTold('viewed FURO-IND', 'cart FURO-IND x1', 'viewed DONABE-28', 'cart DONABE-28 x1 FURO-IND x1');
  await page.bringToFront();
  await page.goto(`${shop.url}/products/dripper`);
  await addToCart(page);
  await expectTold('viewed FURO-IND', 'cart FURO-IND x1', 'viewed DONABE-28', 'cart DONABE-28 x1 FURO-IND x1',
    'viewed DRIP-CHA', 'cart DRIP-CHA x1 DONABE-28 x1 FURO-IND x1');
});
