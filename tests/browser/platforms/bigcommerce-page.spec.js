// A BigCommerce shop with nothing but the tag: product pages, consent, and what is left as it was.

import { createBigCommerceShop } from '../../../demo-store/platforms/bigcommerce/app.js';
import { expect, observed, realTime, test, until } from '../support/platform.js';
import { storedOf } from '../support/storage.js';
import { expectTold, imagesLast, shopperOf, TAG } from './bigcommerce-shopper.js';

for (const bodl of [false, true]) {
  test.extend(realTime)(`a product page is one product_viewed ${bodl ? 'with' : 'without'} BODL`, async ({ page, standIn, collector }) => {
    const shop = await standIn(createBigCommerceShop, TAG, { bodl });
    const shopper = shopperOf(page, shop);
    await imagesLast(page);
    await shopper.visit('/mug/?utm_source=mail&email=private@example.org');
    const variant = bodl ? '193' : '230'; // of a product with options, only BODL names one
    await expectTold(collector, `product_viewed ${variant}`);
    const [{ properties }] = await collector.events();
    expect(properties).toEqual({
      product_id: '230', variant_id: variant, product_name: 'Mug', price: 22, currency: 'EUR', source: shop.url,
      product_url: `${shop.url}/mug/`, image_url: `${shop.url}/images/mug.svg`, metadata: { sku: 'MUG-BLU' },
    });
    await shopper.visit('/');
    await shopper.visit('/teapot/');
    await expectTold(collector, `product_viewed ${variant}`, 'product_viewed 510');
    expect(JSON.stringify(await collector.rows())).not.toContain('private');
  });
}

test('a product page that is left before it has loaded is said too', async ({ page, standIn, collector }) => {
  const shop = await standIn(createBigCommerceShop, TAG, { bodl: true });
  const shopper = shopperOf(page, shop);
  await page.route('**/images/sencha.svg', () => {}); // never answered: `load` doesn't come
  await page.addInitScript(() => {
    const { compile } = WebAssembly;
    window.modules = 0;
    WebAssembly.compile = async (bytes) => {
      const module = await compile(bytes);
      setTimeout(() => { modules += 1; }, 50);
      return module;
    };
  });
  await page.goto(`${shop.url}/sencha/`, { waitUntil: 'domcontentloaded' });
  await observed(page);
  // The core, and the reader of the page's markup.
  await until(page, () => modules === 2);
  await shopper.visit('/cart.php');
  await expectTold(collector, 'product_viewed 402');
});

for (const swapsDetail of [false, true]) {
  const theme = swapsDetail ? 'a Cornerstone that swaps content and data' : 'Cornerstone';
  test(`the choice of a variant is a view of it, once, and the cart's line has its ids: ${theme}`, async ({ page, standIn, collector }) => {
    const shopper = shopperOf(page, await standIn(createBigCommerceShop, TAG, { swapsDetail }));
    await shopper.visit('/mug/');
    await expectTold(collector, 'product_viewed 230');
    await shopper.at('option-White').check();
    await expectTold(collector, 'product_viewed 230', 'product_viewed 194');
    await shopper.at('option-Blue').check();
    await expectTold(collector, 'product_viewed 230', 'product_viewed 194', 'product_viewed 193');
    await shopper.at('option-White').check();
    await expect(shopper.at('price')).toHaveText('€24.00');
    await shopper.at('add-to-cart').click();
    await expectTold(collector, 'product_viewed 230', 'product_viewed 194', 'product_viewed 193', 'cart_updated 194 x1 = 24');
    const [, { properties }] = await collector.events();
    expect(properties).toMatchObject({ product_id: '230', product_name: 'Mug', price: 24, currency: 'EUR', metadata: { sku: 'MUG-WHT' } });
  });
}

test("what is chosen in a quick view is never said as the page's product", async ({ page, standIn, collector }) => {
  const shopper = shopperOf(page, await standIn(createBigCommerceShop, TAG));
  for (const [path, views] of [['/', []], ['/sencha/', ['product_viewed 402']]]) {
    await shopper.visit(path);
    await shopper.at('quickview-mug').click();
    await shopper.at('option-White').check();
    await expect(page.locator('#modal').getByTestId('price')).toHaveText('€24.00');
    await page.evaluate(() => new Promise((resolve) => { setTimeout(resolve); })); // the theme has told of it
    await expectTold(collector, ...views);
  }
});

test('data-platform="auto" finds the shop', async ({ page, standIn, collector }) => {
  const shopper = shopperOf(page, await standIn(createBigCommerceShop, { platform: 'auto', currency: 'EUR' }));
  await shopper.add('sencha');
  await expectTold(collector, 'product_viewed 402', 'cart_updated 402 x1 = 14.5');
  expect((await page.evaluate(() => kago.getStatus())).platforms).toEqual(['bigcommerce']);
});

const allStored = async (page) => Object.values(await storedOf(page)).flatMap((stores) => Object.values(stores).flat());
const consentOf = (page) => page.evaluate(async () => (await kago.getStatus()).consent);

test("nothing is stored or sent before BODL's consent; withdrawn, it erases (pitfall 20)", async ({ page, standIn, collector }) => {
  const shop = await standIn(createBigCommerceShop, { ...TAG, consent: 'platform' }, { bodl: true, consentBanner: true });
  const shopper = shopperOf(page, shop);
  await imagesLast(page);
  let reads = 0;
  page.on('request', (request) => { if (request.url().includes('/api/storefront/carts')) reads++; });
  await shopper.add('sencha');
  await expect(shopper.at('consent-yes')).toBeVisible();
  await expect.poll(() => consentOf(page)).toBe('denied');
  expect(reads).toBe(0);
  expect(await allStored(page)).toEqual([]);
  await shopper.at('consent-yes').click();
  await expectTold(collector, 'product_viewed 402', 'cart_updated 402 x1 = 14.5');
  await shopper.add('course');
  await expectTold(collector, 'product_viewed 402', 'cart_updated 402 x1 = 14.5', 'product_viewed 201',
    'cart_updated 402 x1, 201 x1 = 19.6');
  // Another day the shopper thinks again.
  await page.evaluate(() => bodlEvents.consent.emit('bodl_v1_update_consent', { analytics: false, functional: true }));
  await expect.poll(() => consentOf(page)).toBe('denied');
  await expect.poll(() => allStored(page)).toEqual([]);
});

test("BODL's consent doesn't count unless the shop says so", async ({ page, standIn, collector }) => {
  const shopper = shopperOf(page, await standIn(createBigCommerceShop, TAG, { bodl: true, consentBanner: true }));
  await shopper.visit('/sencha/');
  await expect(shopper.at('consent-yes')).toBeVisible();
  await expectTold(collector, 'product_viewed 402');
});

test('nothing of the page is patched', async ({ page, standIn, collector }) => {
  const shopper = shopperOf(page, await standIn(createBigCommerceShop, TAG, { bodl: true }));
  await page.addInitScript(() => {
    window.before = {};
    const owners = { window, xhr: XMLHttpRequest.prototype, history: History.prototype, target: EventTarget.prototype,
      form: HTMLFormElement.prototype, storage: Storage.prototype };
    window.functionsNow = () => Object.fromEntries(Object.entries(owners).flatMap(([owner, object]) =>
      ['fetch', 'open', 'send', 'pushState', 'replaceState', 'addEventListener', 'submit', 'setItem', 'setTimeout']
        .filter((name) => Object.hasOwn(object, name)).map((name) => [`${owner}.${name}`, object[name]])));
    window.before = window.functionsNow();
  });
  await shopper.add('sencha');
  await expectTold(collector, 'product_viewed 402', 'cart_updated 402 x1 = 14.5');
  const changed = await page.evaluate(() => {
    const now = window.functionsNow();
    return Object.keys(now).filter((name) => now[name] !== window.before[name]);
  });
  expect(changed).toEqual([]);
  expect(await page.evaluate(() => Object.keys(window.functionsNow()).length)).toBeGreaterThan(7);
});

test('a page that comes back from the cache knows what another one did (pitfall 19)', async ({ cachedPage: page, standIn, collector }) => {
  page.setDefaultTimeout(15_000);
  const shop = await standIn(createBigCommerceShop, TAG);
  const at = (name) => page.locator(`[data-test="${name}"]`);
  await page.goto(`${shop.url}/sencha/`);
  await at('add-to-cart').click();
  await expectTold(collector, 'product_viewed 402', 'cart_updated 402 x1 = 14.5');
  await page.evaluate(() => addEventListener('pageshow', ({ persisted }) => { window.cameBack = persisted; }));
  await page.goto(`${shop.url}/cart.php`);
  await at('inc').click();
  await page.evaluate(() => history.back()); // before Kago has read the cart here
  await page.waitForURL('**/sencha/', { waitUntil: 'commit' });
  await expect.poll(() => page.evaluate(() => window.cameBack)).toBe(true);
  await expectTold(collector, 'product_viewed 402', 'cart_updated 402 x1 = 14.5', 'product_viewed 402',
    'cart_updated 402 x2 = 29');
});
