// A platform's own cart reply, as it stands, goes in at the page and comes out of the database as a
// valid event. The replies have the shapes that platforms document (tests/fixtures).

import { readFileSync } from 'node:fs';
import { expect, test, until } from '../support/platform.js';
import { storedOf } from '../support/storage.js';

const fixture = (name) => JSON.parse(readFileSync(new URL(`../../fixtures/${name}.json`, import.meta.url), 'utf8'));

async function observe(page, site, platform, ...replies) {
  await page.goto(site.npmPage({ platform, observe: false }));
  return page.evaluate(async (carts) => {
    const results = [];
    for (const cart of carts) results.push(await kago.cartObserved(cart));
    await kago.flush();
    return results.map(({ status }) => status);
  }, replies);
}

test("Shopify's cart.js becomes one cart_updated, however often it is read", async ({ page, site, collector }) => {
  const cart = fixture('shopify/cart.plain');
  const reordered = { ...cart, items: [...cart.items].reverse() };
  expect(await observe(page, site, 'shopify', cart, cart, reordered)).toEqual(['accepted', 'duplicate', 'duplicate']);
  const [{ name, properties }] = await collector.events();
  expect(name).toBe('ecommerce.cart_updated');
  expect(properties).toMatchObject({
    cart_id: 'hWN2Z2NwLXVzLWVhc3QxOjAxSjk3UFg4RlFZMjVTVkRHRlc1RlI3SlRY',
    action: 'replace',
    currency: 'EUR',
    total_value: 57.97,
    source: site.url,
    products: [
      { product_id: '8266836345064', variant_id: '44610569208040', quantity: 2, price: 18.99, metadata: { sku: 'FURO-IND-50' } },
      { product_name: 'Tea bowl', quantity: 1, price: 19.99, product_url: `${site.url}/products/tea-bowl?variant=44610569208041` },
    ],
  });
  expect(JSON.stringify(await collector.rows())).not.toContain('private');
});

test("BigCommerce's storefront cart becomes one cart_updated, and its empty reply closes it", async ({ page, site, collector }) => {
  expect(await observe(page, site, 'bigcommerce', fixture('bigcommerce/cart.four_kinds'), [], [])).toEqual(['accepted', 'accepted', 'duplicate']);
  const [updated, emptied] = await collector.events();
  expect(updated.properties).toMatchObject({ cart_id: '0f6c1d5e-8b0a-4d0c-9a53-2b6f0f5c9e11', currency: 'EUR', total_value: 95.3 });
  expect(updated.properties.products.map(({ price }) => price)).toEqual([20.1, 5.1, 1, 50]);
  expect(emptied.name).toBe('kago.cart_emptied');
  expect(emptied.properties.cart_id).toBe(updated.properties.cart_id);
  expect(JSON.stringify(await collector.rows())).not.toContain('private');
});

test('what a cart holds of the shopper is not even written down before the core has come', async ({ page, site }) => {
  site.sdkFile('/kago/kago-shopify.wasm', 'kago-shopify.wasm', { until: new Promise(() => {}) });
  await page.goto(site.npmPage({ platform: 'shopify', observe: false }));
  await until(page, async () => (await indexedDB.databases()).some(({ name }) => name === 'kago'));
  await page.evaluate((cart) => void kago.cartObserved(cart), fixture('shopify/cart.storefront_plan_nodes'));
  const lines = async () => (await storedOf(page)).kago.leftovers;
  await expect.poll(async () => (await lines()).length).toBe(1);
  expect(JSON.stringify(await lines())).toContain('gid://shopify/ProductVariant/45');
  expect(JSON.stringify(await lines())).not.toContain('private');
});

test('what is no cart of the platform is refused aloud', async ({ page, site, collector }) => {
  expect(await observe(page, site, 'shopify', { status: 422, message: 'sold out' }, null)).toEqual(['refused', 'refused']);
  expect(await collector.rows()).toEqual([]);
});
