// Product views in a Shopify store: the page's product, its variants, quick view; once a view each.

import { passQuiet } from '../support/clock.js';
import { observed } from '../support/fixtures.js';
import { addToCart, at, countRequests, expect, realTime, test } from './shopify.js';

const MATCHA = 44610569208041;

for (const theme of ['dawn', 'horizon']) {
  test(`${theme}: a product page is one view with all that is known of it, and reads the product once`, async ({ page, openShop, expectTold, collector }) => {
    const shop = await openShop({ theme });
    const reads = countRequests(page, '/products/furoshiki.js');
    await page.goto(`${shop.url}/products/furoshiki`);
    await expectTold('viewed FURO-IND');
    const [{ properties }] = await collector.events();
    expect(properties).toEqual({
      product_id: '8266836345064', variant_id: '44610569208040', product_name: 'Furoshiki Cloth', price: 18.99, currency: 'EUR',
      image_url: `${shop.url}/cdn/furoshiki-indigo.svg`, product_url: `${shop.url}/products/furoshiki?variant=44610569208040`,
      source: shop.url, metadata: { sku: 'FURO-IND' },
    });
    await page.goto(`${shop.url}/products/donabe`);
    await expectTold('viewed FURO-IND', 'viewed DONABE-28');
    expect(reads()).toBe(1);
  });

  test.extend(realTime)(`${theme}: a variant that is chosen is a view of that variant, once`, async ({ page, openShop, expectTold, collector }) => {
    const shop = await openShop({ theme });
    await page.goto(`${shop.url}/products/furoshiki`);
    await expectTold('viewed FURO-IND');
    await page.getByLabel('Persimmon').check();
    await expectTold('viewed FURO-IND', 'viewed FURO-PER');
    await page.getByLabel('Indigo').check();
    await page.waitForURL('**?variant=44610569208040');
    await page.getByLabel('Matcha').check();
    await expectTold('viewed FURO-IND', 'viewed FURO-PER', 'viewed FURO-MAT');
    const [, { properties }] = await collector.events();
    expect(properties).toMatchObject({ price: 21.5, image_url: `${shop.url}/cdn/furoshiki-persimmon.svg`, metadata: { sku: 'FURO-PER' } });
  });

  test(`${theme}: an address with a variant shows that one`, async ({ page, openShop, expectTold }) => {
    const shop = await openShop({ theme });
    await page.goto(`${shop.url}/products/furoshiki?variant=${MATCHA}`);
    await expectTold('viewed FURO-MAT');
  });

  test(`${theme}: lists, their cards and swatches are no views`, async ({ page, openShop, expectTold }) => {
    const shop = await openShop({ theme });
    await page.goto(shop.url);
    await page.locator('[data-swatch]').nth(1).click();
    await page.getByRole('link', { name: 'Donabe' }).click();
    await expectTold('viewed DONABE-28');
    await page.locator('[data-swatch]').nth(1).click();
    await addToCart(page);
    await expectTold('viewed DONABE-28', 'cart DONABE-28 x1');
  });

  test(`${theme}: what the page says itself is enough when the product can't be read`, async ({ page, openShop, expectTold, collector }) => {
    const shop = await openShop({ theme });
    await page.route('**/products/furoshiki.js', (route) => route.fulfill({ status: 500 }));
    await page.goto(`${shop.url}/products/furoshiki?variant=${MATCHA}`);
    await expectTold('viewed FURO-MAT');
    const [{ properties }] = await collector.events();
    expect(properties).toMatchObject({ product_id: '8266836345064', product_name: 'Furoshiki Cloth', price: 18.99, currency: 'EUR' });
  });

  test(`${theme}: a page that is left before the product was read is a view all the same`, async ({ page, openShop, expectTold }) => {
    const shop = await openShop({ theme });
    await page.route('**/products/furoshiki.js', () => {});
    const asked = page.waitForRequest('**/products/furoshiki.js');
    await page.goto(`${shop.url}/products/furoshiki`);
    await asked;
    await page.getByRole('link', { name: 'Madobe' }).click();
    await page.waitForURL(`${shop.url}/`);
    await expectTold('viewed FURO-IND');
  });
}

for (const theme of ['dawn', 'horizon']) {
  test(`${theme}: options that make no variant are no view, what is chosen after them is`, async ({ page, openShop, expectTold }) => {
    const shop = await openShop({ theme });
    await page.goto(`${shop.url}/products/furoshiki?variant=${MATCHA}`);
    await expectTold('viewed FURO-MAT');
    await page.getByLabel('Sumi').check();
    await expect(at(page, 'add')).toHaveText('Unavailable');
    await passQuiet(page);
    await page.getByLabel('Persimmon').check();
    await expectTold('viewed FURO-MAT', 'viewed FURO-PER');
  });

  test(`${theme}: a sibling of a combined listing, which takes the page's place, is a view of its own`, async ({ page, openShop, expectTold, collector }) => {
    const shop = await openShop({ theme });
    await page.goto(`${shop.url}/products/dripper`);
    await expectTold('viewed DRIP-CHA');
    await page.getByText('Large', { exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Coffee Dripper, large' })).toBeVisible();
    await expectTold('viewed DRIP-CHA', 'viewed DRIL-CHA');
    await page.getByLabel('Sand').check();
    await expectTold('viewed DRIP-CHA', 'viewed DRIL-CHA', 'viewed DRIL-SAN');
    const [, { properties }] = await collector.events();
    expect(properties).toMatchObject({ product_name: 'Coffee Dripper, large', price: 44, product_url: `${shop.url}/products/dripper-large?variant=44610569208065` });
  });

  test(`${theme}: a variant beyond the list of its product has its own price, also when it is bought at once`, async ({ page, openShop, expectTold, collector }) => {
    const shop = await openShop({ theme, variantsListed: 1 });
    await page.goto(`${shop.url}/products/dripper?variant=44610569208061`);
    await expectTold('viewed DRIP-SAN');
    await at(page, 'buy-now').click();
    await page.waitForURL('**/checkouts/cn/**');
    await page.goto(shop.url);
    await expectTold('viewed DRIP-SAN', 'checkout DRIP-SAN x1');
    const [viewed, { properties: { products: [line] } }] = await collector.events();
    for (const one of [viewed.properties, line]) expect(one).toMatchObject({ price: 36.5, metadata: { sku: 'DRIP-SAN' } });
  });
}

test('a variant of which nothing is known but its id has no other one\'s price', async ({ page, openShop, expectTold }) => {
  const shop = await openShop({ variantsListed: 1 });
  await page.route('**/variants/*.js', (route) => route.fulfill({ status: 404 }));
  await page.goto(`${shop.url}/products/dripper?variant=44610569208061`);
  await expect.poll(() => page.evaluate(async () => (await window.kago?.getStatus?.())?.ledger)).toMatchObject({ refused: 1 });
  await page.goto(`${shop.url}/products/donabe`);
  await expectTold('viewed DONABE-28');
});

test('horizon: products that a menu features are no views', async ({ page, openShop, expectTold }) => {
  const shop = await openShop({ theme: 'horizon' });
  await page.goto(`${shop.url}/products/furoshiki`);
  await expectTold('viewed FURO-IND');
  await at(page, 'menu').getByText('Menu').click();
  await expect(at(page, 'menu').getByRole('link', { name: 'Coffee Dripper' })).toBeVisible();
  await passQuiet(page);
  await at(page, 'quick-view-dripper').click();
  await expectTold('viewed FURO-IND', 'viewed DRIP-CHA');
});

test('horizon: quick view and the variants chosen in it are views', async ({ page, openShop, expectTold, collector }) => {
  const shop = await openShop({ theme: 'horizon' });
  await page.goto(shop.url);
  await observed(page);
  await at(page, 'quick-view-dripper').click();
  await expectTold('viewed DRIP-CHA');
  await page.getByLabel('Sand').check();
  await expectTold('viewed DRIP-CHA', 'viewed DRIP-SAN');
  await page.locator('dialog').getByTestId('add').click();
  await expectTold('viewed DRIP-CHA', 'viewed DRIP-SAN', 'cart DRIP-SAN x1');
  const [viewed, switched] = await collector.events();
  expect(viewed.properties).toMatchObject({ product_name: 'Coffee Dripper', price: 34, image_url: `${shop.url}/cdn/dripper-charcoal.svg` });
  expect(switched.properties.price).toBe(36.5);
});

test('horizon: quick view over a product page speaks of its own product', async ({ page, openShop, expectTold, collector }) => {
  const shop = await openShop({ theme: 'horizon' });
  await page.goto(`${shop.url}/products/furoshiki`);
  await expectTold('viewed FURO-IND');
  await at(page, 'quick-view-dripper').click();
  await expectTold('viewed FURO-IND', 'viewed DRIP-CHA');
  const [, { properties }] = await collector.events();
  expect(properties).toMatchObject({ product_id: '8266836345080', product_url: `${shop.url}/products/dripper?variant=44610569208060` });
});

test('dawn: quick view is not seen, as docs/platforms/shopify.md says', async ({ page, openShop, expectTold }) => {
  const shop = await openShop();
  await page.goto(shop.url);
  await at(page, 'quick-view-dripper').click();
  await expect(page.locator('quick-add-modal').getByText('Coffee Dripper')).toBeVisible();
  await page.goto(`${shop.url}/products/donabe`);
  await expectTold('viewed DONABE-28');
});

test('a theme that changes nothing but its form\'s hidden input is understood', async ({ page, openShop, expectTold }) => {
  const shop = await openShop({ themeScripts: false });
  await page.goto(`${shop.url}/products/furoshiki`);
  await expectTold('viewed FURO-IND');
  await page.evaluate((variant) => document.querySelector('fieldset').addEventListener('change', () => {
    document.querySelector('#product-form-main [name=id]').value = variant;
  }), String(MATCHA));
  await page.getByLabel('Matcha').check();
  await expectTold('viewed FURO-IND', 'viewed FURO-MAT');
});

test('a browser without the Navigation API sees variants too', async ({ page, openShop, expectTold }) => {
  await page.addInitScript(() => Object.defineProperty(window, 'navigation', { value: undefined }));
  const shop = await openShop();
  await page.goto(`${shop.url}/products/furoshiki`);
  await expectTold('viewed FURO-IND');
  await page.getByLabel('Matcha').check();
  await expectTold('viewed FURO-IND', 'viewed FURO-MAT');
});

test('a standard event that comes before Kago is read from the page; one that comes later is the same view', async ({ page, openShop, expectTold }) => {
  const shop = await openShop({ theme: 'horizon' });
  await page.route('**/kago/observe/shopify.js*', async (route) => {
    await page.locator('product-component:defined').first().waitFor({ state: 'attached' });
    await route.continue();
  });
  await page.goto(`${shop.url}/products/furoshiki`);
  await expectTold('viewed FURO-IND');
  await page.evaluate(() => document.querySelector('product-component').dispatchView());
  await page.goto(`${shop.url}/products/donabe`);
  await expectTold('viewed FURO-IND', 'viewed DONABE-28');
});

test('a page without Shopify\'s globals says what the theme\'s event says', async ({ page, openShop, expectTold }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'ShopifyAnalytics', { get: () => undefined, set: () => {} });
  });
  const shop = await openShop({ theme: 'horizon' });
  await page.goto(shop.url);
  await observed(page);
  await page.evaluate(() => {
    const product = { id: 'gid://shopify/Product/8266836345070', title: 'Donabe 28 cm', handle: 'donabe', selectedVariant: null };
    document.body.dispatchEvent(Object.assign(new Event('shopify:product:view', { bubbles: true }), { context: 'page', product }));
  });
  await expectTold('viewed DONABE-28');
});

test('a theme that changes the path by script says its own product, and nothing fails in the shop\'s page', async ({ page, openShop, expectTold }) => {
  const shop = await openShop({ theme: 'horizon' });
  await page.goto(`${shop.url}/products/furoshiki`);
  await expectTold('viewed FURO-IND');
  await page.evaluate(() => {
    history.pushState({}, '', '/products/dripper?variant=44610569208061');
    const product = {
      id: 'gid://shopify/Product/8266836345080', title: 'Coffee Dripper', handle: 'dripper', selectedVariant: { id: 'gid://shopify/ProductVariant/44610569208060' },
    };
    document.body.dispatchEvent(Object.assign(new Event('shopify:product:view', { bubbles: true }), { context: 'page', product }));
  });
  await expectTold('viewed FURO-IND', 'viewed DRIP-SAN');
});
