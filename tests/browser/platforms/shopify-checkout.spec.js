// Checkouts in a Shopify store: the cart's, once each, and "buy it now", which leaves the cart alone.

import { addToCart, at, expect, inDrawer, realTime, test } from './shopify.js';

const noNavigationApi = (page) => page.addInitScript(() => Object.defineProperty(window, 'navigation', { value: undefined }));
const onCheckout = (page) => page.waitForURL('**/checkouts/cn/**');

// Until its database has answered a page knows of no earlier checkout (docs/delivery.md, "what can be lost").
const ready = (page) => expect.poll(() => page.evaluate(async () => (await window.kago?.getStatus?.())?.anonymousId)).toBeTruthy();

// A click that comes before the observer has loaded is heard by nobody.
const watched = (page) => expect.poll(() => page.evaluate(async () => (await window.kago?.getStatus?.())?.platforms)).toEqual(['shopify']);

/** A product page with its product in the cart, and both said. */
async function withCart({ page, shop, expectTold, path = '/products/furoshiki' }) {
  await page.goto(shop.url + path);
  await addToCart(page);
  await expectTold('viewed FURO-IND', 'cart FURO-IND x1');
}

for (const theme of ['dawn', 'horizon']) {
  test.extend(realTime)(`${theme}: from the cart page by its button`, async ({ page, openShop, expectTold, collector }) => {
    const shop = await openShop({ theme });
    await withCart({ page, shop, expectTold });
    await page.goto(`${shop.url}/cart`);
    await watched(page);
    await page.locator('#cart').getByTestId('checkout').click();
    await onCheckout(page);
    await page.goto(shop.url);
    await expectTold('viewed FURO-IND', 'cart FURO-IND x1', 'checkout FURO-IND x1');
    const [, cart, checkout] = await collector.events();
    expect(checkout.properties).toMatchObject({
      cart_id: cart.properties.cart_id, checkout_id: cart.properties.cart_id, total_value: 18.99, currency: 'EUR',
    });
  });

  test(`${theme}: from the drawer right after a change, with what is in the cart then`, async ({ page, openShop, expectTold }) => {
    const shop = await openShop({ theme });
    await withCart({ page, shop, expectTold });
    const changed = page.waitForResponse(/\/cart\/change/);
    await inDrawer(page, 'plus-1').click();
    await changed;
    await inDrawer(page, 'checkout').click();
    await onCheckout(page);
    await page.goto(shop.url);
    await expectTold('viewed FURO-IND', 'cart FURO-IND x1', 'cart FURO-IND x2', 'checkout FURO-IND x2');
  });

  test(`${theme}: entered again after going back it is the same, after a change another one`, async ({ page, openShop, expectTold, collector }) => {
    const shop = await openShop({ theme });
    await withCart({ page, shop, expectTold });
    const checkOut = async () => {
      await page.goto(`${shop.url}/cart`);
      await watched(page);
      await ready(page);
      await page.locator('#cart').getByTestId('checkout').click();
      await onCheckout(page);
    };
    await checkOut();
    await page.reload();
    await page.goBack();
    await ready(page);
    await page.locator('#cart').getByTestId('checkout-link').click();
    await onCheckout(page);
    await checkOut();
    await page.goto(`${shop.url}/products/donabe`);
    await expectTold('viewed FURO-IND', 'cart FURO-IND x1', 'checkout FURO-IND x1', 'viewed DONABE-28');
    await addToCart(page);
    const all = ['viewed FURO-IND', 'cart FURO-IND x1', 'checkout FURO-IND x1', 'viewed DONABE-28', 'cart DONABE-28 x1 FURO-IND x1'];
    await expectTold(...all);
    await checkOut();
    await page.goto(shop.url);
    await expectTold(...all, 'checkout DONABE-28 x1 FURO-IND x1');
    const checkouts = (await collector.events()).filter(({ name }) => name === 'ecommerce.checkout_started');
    expect(new Set(checkouts.map(({ properties }) => properties.checkout_id)).size).toBe(1);
  });

  test(`${theme}: "buy it now" is a checkout of its own and leaves a filled cart alone`, async ({ page, openShop, expectTold, collector }) => {
    const shop = await openShop({ theme });
    await withCart({ page, shop, expectTold });
    await page.goto(`${shop.url}/products/dripper`);
    await page.getByLabel('Sand').check();
    await page.waitForURL('**?variant=44610569208061');
    await page.locator('[name=quantity]').first().fill('2');
    await at(page, 'buy-now').click();
    await onCheckout(page);
    await page.goto(`${shop.url}/cart`);
    await watched(page);
    const told = ['viewed FURO-IND', 'cart FURO-IND x1', 'viewed DRIP-CHA', 'viewed DRIP-SAN', 'checkout DRIP-SAN x2'];
    await expectTold(...told);
    const [, cart, , , bought] = await collector.events();
    expect(bought.properties).toMatchObject({ total_value: 73, products: [{ product_name: 'Coffee Dripper', price: 36.5 }] });
    expect(bought.properties.checkout_id).not.toBe(cart.properties.cart_id);
    expect(bought.properties.cart_id).not.toBe(cart.properties.cart_id);
    await page.locator('#cart').getByTestId('checkout').click();
    await onCheckout(page);
    await page.goto(shop.url);
    await expectTold(...told, 'checkout FURO-IND x1');
    expect((await collector.events())[5].properties.checkout_id).toBe(cart.properties.cart_id);
  });
}

test('a link, a script and a market\'s own folder lead to checkout too', async ({ page, openShop, expectTold }) => {
  const shop = await openShop();
  await withCart({ page, shop, expectTold, path: '/fr-ca/products/furoshiki' });
  await inDrawer(page, 'checkout-link').click();
  await onCheckout(page);
  await page.goto(`${shop.url}/fr-ca/products/donabe`);
  await addToCart(page);
  const all = ['viewed FURO-IND', 'cart FURO-IND x1', 'checkout FURO-IND x1', 'viewed DONABE-28', 'cart DONABE-28 x1 FURO-IND x1'];
  await expectTold(...all);
  await page.evaluate(() => { window.location.href = '/fr-ca/checkout'; });
  await onCheckout(page);
  await page.goto(shop.url);
  // The other market's cart has another currency: it is said again.
  await expectTold(...all, 'checkout DONABE-28 x1 FURO-IND x1', 'cart DONABE-28 x1 FURO-IND x1');
});

for (const button of ['checkout', 'checkout-link']) {
  test(`without the Navigation API, "${button}" of the drawer is seen`, async ({ page, openShop, expectTold }) => {
    await noNavigationApi(page);
    const shop = await openShop();
    await withCart({ page, shop, expectTold });
    await inDrawer(page, button).click();
    await onCheckout(page);
    await page.goto(shop.url);
    await expectTold('viewed FURO-IND', 'cart FURO-IND x1', 'checkout FURO-IND x1');
  });
}

test('without the Navigation API, "buy it now" is seen', async ({ page, openShop, expectTold }) => {
  await noNavigationApi(page);
  const shop = await openShop();
  await page.goto(`${shop.url}/products/dripper`);
  await expectTold('viewed DRIP-CHA');
  await at(page, 'buy-now').click();
  await onCheckout(page);
  await page.goto(shop.url);
  await expectTold('viewed DRIP-CHA', 'checkout DRIP-CHA x1');
});

for (const withApi of [true, false]) {
  test(`a checkout that the theme holds up has not begun (${withApi ? 'with' : 'without'} the Navigation API)`, async ({ page, openShop, expectTold }) => {
    if (!withApi) await noNavigationApi(page);
    const shop = await openShop();
    await withCart({ page, shop, expectTold });
    await page.evaluate(() => {
      // "Please accept our terms", heard after Kago.
      for (const type of ['click', 'submit']) window.addEventListener(type, (event) => event.preventDefault());
    });
    await inDrawer(page, 'checkout').click();
    await inDrawer(page, 'checkout-link').click();
    await page.goto(`${shop.url}/products/donabe`);
    await expectTold('viewed FURO-IND', 'cart FURO-IND x1', 'viewed DONABE-28');
  });
}

test('a checkout whose cart can\'t be read in time has the last cart that was', async ({ page, openShop, expectTold }) => {
  const shop = await openShop();
  await withCart({ page, shop, expectTold });
  await page.route('**/cart.js', () => {});
  await inDrawer(page, 'checkout').click();
  await onCheckout(page);
  await page.unroute('**/cart.js');
  await page.goto(shop.url);
  await expectTold('viewed FURO-IND', 'cart FURO-IND x1', 'checkout FURO-IND x1');
});

test('a checkout has the cart as it is then, whoever has changed it', async ({ page, openShop, expectTold }) => {
  const shop = await openShop();
  await withCart({ page, shop, expectTold });
  await page.evaluate(async () => {
    // In a frame, as apps are: its requests are not the page's.
    const frame = document.body.appendChild(document.createElement('iframe'));
    await frame.contentWindow.fetch('/cart/add.js', {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"items":[{"id":44610569208070,"quantity":1}]}',
    });
  });
  await inDrawer(page, 'checkout').click();
  await onCheckout(page);
  await page.goto(shop.url);
  const lines = '44610569208070 x1 FURO-IND x1';
  await expectTold('viewed FURO-IND', 'cart FURO-IND x1', `cart ${lines}`, `checkout ${lines}`);
});

test('an empty cart has no checkout', async ({ page, openShop, expectTold }) => {
  const shop = await openShop();
  await page.goto(shop.url);
  await page.evaluate(() => { window.location.href = '/checkout'; });
  await page.waitForURL('**/cart');
  await page.goto(`${shop.url}/products/donabe`);
  await expectTold('viewed DONABE-28');
});

test('a cart permalink of the page\'s product is a purchase by itself; one that leads to the cart is not', async ({ page, openShop, expectTold, collector }) => {
  const shop = await openShop();
  await withCart({ page, shop, expectTold });
  await at(page, 'close-drawer').click();
  await at(page, 'permalink').click();
  await onCheckout(page);
  await page.goto(`${shop.url}/products/furoshiki`);
  const told = ['viewed FURO-IND', 'cart FURO-IND x1', 'checkout FURO-IND x2', 'viewed FURO-IND'];
  await expectTold(...told);
  const [, cart, bought] = await collector.events();
  expect(bought.properties.cart_id).not.toBe(cart.properties.cart_id);
  await page.evaluate(() => { window.location.href = '/cart/44610569208040:3?storefront=true'; });
  await onCheckout(page);
  await page.goto(`${shop.url}/products/donabe`);
  await expectTold(...told, 'viewed DONABE-28');
});

test('dawn: "buy it now" in the quick-add modal says the product of the modal, not the drawer\'s', async ({ page, openShop, expectTold }) => {
  const shop = await openShop();
  await withCart({ page, shop, expectTold });
  await page.goto(shop.url);
  await watched(page);
  await at(page, 'quick-view-dripper').click();
  await page.locator('quick-add-modal').getByLabel('Sand').check();
  await expect(page.locator('quick-add-modal [name=id]')).toHaveValue('44610569208061');
  await page.locator('quick-add-modal').getByTestId('buy-now').click();
  await onCheckout(page);
  await page.goto(shop.url);
  await expectTold('viewed FURO-IND', 'cart FURO-IND x1', 'checkout DRIP-SAN x1');
});

test('"buy it now" in a quick view says the product of the dialog', async ({ page, openShop, expectTold }) => {
  const shop = await openShop({ theme: 'horizon' });
  await page.goto(`${shop.url}/products/furoshiki`);
  await expectTold('viewed FURO-IND');
  await at(page, 'quick-view-dripper').click();
  await expectTold('viewed FURO-IND', 'viewed DRIP-CHA');
  await page.locator('dialog').getByTestId('buy-now').click();
  await onCheckout(page);
  await page.goto(shop.url);
  await expectTold('viewed FURO-IND', 'viewed DRIP-CHA', 'checkout DRIP-CHA x1');
});
