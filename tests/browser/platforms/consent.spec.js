// Consent that is denied and granted again on one page, on every stand-in of demo-store/platforms: what was said in
// between never leaves, but what the page shows by then is said, by a shopper who is another one to the collector.

import { createBigCommerceShop } from '../../../demo-store/platforms/bigcommerce/app.js';
import { createShopifyShop } from '../../../demo-store/platforms/shopify/app.js';
import { SHOPS } from '../../../demo-store/platforms/shops.js';
import { createWooShop } from '../../../demo-store/platforms/woocommerce/app.js';
import { expect, test, until } from '../support/platform.js';
import { add as addInWoo, TRAY } from '../support/woo.js';
import { shopperOf } from './bigcommerce-shopper.js';
import { click, open as openGa4 } from './ga4-shop.js';
import { addToCart } from './shopify.js';

async function fillShopify(page, shop) {
  await page.goto(`${shop.url}/products/furoshiki`);
  await addToCart(page);
}

async function fillWoo(page, shop) {
  await page.goto(`${shop.url}/`);
  await addInWoo(page, TRAY);
  await expect(page.locator('.cart-count')).toHaveText('1');
}

const BOTH = ['cart_updated', 'product_viewed'];

/** What fills the cart, and what each page shows then. */
const VISITS = {
  'Shopify, older theme': [fillShopify, { '/products/furoshiki': BOTH }],
  'Shopify, new theme': [fillShopify, { '/products/furoshiki': BOTH }],
  BigCommerce: [(page, shop) => shopperOf(page, shop).add('mug'), { '/mug/': BOTH }],
  'WooCommerce, classic theme': [fillWoo, { '/product/salt-pepper/': BOTH }],
  'WooCommerce, blocks': [fillWoo, { '/product/salt-pepper/': BOTH }],
  'Adobe Commerce': [async (page, shop) => {
    await page.goto(`${shop.url}/tea-bowl.html`);
    await page.getByRole('button', { name: 'Add to Cart' }).click();
    await expect(page.locator('.counter-number')).toHaveText('1');
  }, { '/tea-bowl.html': BOTH }],
  GA4: [async (page, shop) => {
    await openGa4(page, shop, '/products/kaze-mug');
    await click(page, 'add');
    await expect(page.getByTestId('cart-count')).toHaveText('1');
  }, { '/products/kaze-mug': ['product_viewed'], '/cart': ['cart_updated'] }],
  'data-kago attributes': [async (page, shop) => {
    await page.goto(`${shop.url}/products/tea-bowl`);
    await page.getByTestId('add').click();
    await page.waitForURL('**/cart*');
  }, { '/products/tea-bowl': ['product_viewed'], '/cart': ['cart_updated'] }],
  'JSON-LD': [() => {}, { '/p/teapot': ['product_viewed'] }],
};

const flushed = (page) => page.evaluate(() => kago.flush());

for (const { title, create, data, options } of SHOPS) {
  test(`${title}: denied, then granted, the page's product and cart are said again and nothing else is`, async ({ page, standIn, collector }) => {
    const [fill, pages] = VISITS[title];
    const shop = await standIn(create, data, options);
    await fill(page, shop);
    await page.evaluate(() => window.kago?.flush());
    for (const [path, names] of Object.entries(pages)) {
      const before = (await collector.events()).length;
      await page.goto(shop.url + path);
      // The product is said at once; a cart page repeats what is known.
      await page.waitForFunction(() => window.kago?.flush);
      await expect.poll(async () => {
        const { platforms } = await flushed(page);
        const said = (await collector.events()).slice(before).map(({ name }) => name.split('.')[1]);
        return platforms.length > 0 && (said.includes('product_viewed') || !names.includes('product_viewed'));
      }, { intervals: [100] }).toBe(true);
      const { anonymousId } = await flushed(page);

      const whileDenied = await page.evaluate(async () => {
        await kago.setConsent('denied');
        const result = await kago.productViewed({ product_id: 'denied', product_name: 'Denied', variant_id: 'denied', price: 1, currency: 'EUR' });
        await kago.setConsent('granted');
        return result;
      });
      expect(whileDenied).toEqual({ status: 'held', reason: 'consent_denied' });
      const after = async () => {
        await flushed(page);
        return (await collector.events()).slice(before).filter((event) => event.anonymous_id !== anonymousId).map(({ name }) => name.split('.')[1]).sort();
      };
      await expect.poll(after, { intervals: [100], timeout: 10_000 }).toEqual(names);
    }
    expect(JSON.stringify(await collector.rows())).not.toContain('"denied"');
  });
}

for (const [title, create, data, options, path] of [
  ['Shopify', createShopifyShop, {}, { privacy: 'opt_in' }, '/products/furoshiki'],
  ['BigCommerce', createBigCommerceShop, { consent: 'platform' }, { bodl: true, consentBanner: true }, '/mug/'],
  ['WooCommerce', createWooShop, { consent: 'platform' }, { consentApi: true }, '/product/salt-pepper/'],
]) {
  test(`${title}: found by auto, it opens no database before the platform's consent is known`, async ({ page, standIn, collector }) => {
    await page.addInitScript(() => {
      const { open } = IDBFactory.prototype;
      window.opened = 0;
      IDBFactory.prototype.open = function (...args) {
        window.opened++;
        return open.apply(this, args);
      };
    });
    // A page that hasn't loaded: BODL says its word soon after.
    await page.route('**/images/*', () => {});
    const shop = await standIn(create, { platform: 'auto', ...data }, options);
    await page.goto(shop.url + path, { waitUntil: 'commit' });
    await until(page, async () => {
      const { core, platforms } = (await window.kago?.getStatus?.()) ?? {};
      return core === 'ready' && platforms.length > 0;
    });
    const product = { product_id: '1', product_name: 'Mug', variant_id: '1', price: 1, currency: 'EUR' };
    expect(await page.evaluate((one) => kago.productViewed(one), product)).toEqual({ status: 'held', reason: 'consent_unknown' });
    await flushed(page);
    expect(await page.evaluate(() => window.opened)).toBe(0);
    expect(collector.gate.requests).toEqual([]);
    await page.evaluate(() => kago.setConsent('granted'));
    expect(await page.evaluate(() => window.opened)).toBeGreaterThan(0);
  });
}
