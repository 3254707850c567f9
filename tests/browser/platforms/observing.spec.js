// What is the same for every platform: which files a shop loads, and that what fails of them leaves the
// shop and the calls as they are.

import { readFileSync } from 'node:fs';

import { expect, test, until } from '../support/platform.js';
import { html, scriptTag } from '../support/site.js';

/** A page with the tag and these attributes; the files of Kago that it loads, sorted. */
async function filesLoaded(page, site, data, content = '') {
  const files = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/kago/')) files.push(pathname.slice('/kago/'.length));
  });
  await page.goto(site.page('/', html(content + scriptTag({ ...site.tagData, ...data }))));
  await until(page, async () => (await window.kago?.getStatus?.())?.core === 'ready');
  return files.sort();
}

/** Of the files that were built: others would be refused as another release's. */
const [, BUILD] = /export const build=("[^"]+")/.exec(readFileSync(new URL('../../../dist/observe/bigcommerce.js', import.meta.url), 'utf8'));

const view = { product_id: '1', product_name: 'Mug', variant_id: '1', price: 5 };

for (const [what, data, files] of [
  ['that makes its own calls', {}, ['kago.js', 'kago.wasm', 'observe/tracker.js']],
  ['with Braze', { braze: '' }, ['kago-braze.wasm', 'kago.js', 'observe/braze.js', 'observe/tracker.js']],
  ['on Shopify', { platform: 'shopify' }, ['kago-shopify.wasm', 'kago.js', 'observe/shopify.js', 'observe/sources.js', 'observe/tracker.js']],
  ['on WooCommerce with JSON-LD', { platform: 'woocommerce jsonld' }, ['kago-full.wasm', 'kago.js', 'observe/page.js', 'observe/sources.js', 'observe/tracker.js', 'observe/woocommerce.js']],
  ['on BigCommerce with Braze', { platform: 'bigcommerce', braze: '' }, ['kago-full.wasm', 'kago.js', 'observe/bigcommerce.js', 'observe/braze.js', 'observe/sources.js', 'observe/tracker.js']],
  ['with two platforms', { platform: 'woocommerce, ga4' }, ['kago-full.wasm', 'kago.js', 'observe/page.js', 'observe/sources.js', 'observe/tracker.js', 'observe/woocommerce.js']],
  ['with a platform of which it only takes replies', { platform: 'adobe', observe: 'false' }, ['kago-adobe.wasm', 'kago.js', 'observe/sources.js', 'observe/tracker.js']],
  ['on no platform that is known', { platform: 'auto' }, ['kago-page.wasm', 'kago.js', 'observe/auto.js', 'observe/page.js', 'observe/sources.js', 'observe/tracker.js']],
  ['with a platform that nobody knows', { platform: 'magento' }, ['kago.js', 'kago.wasm', 'observe/sources.js', 'observe/tracker.js']],
  ['that says it is on no platform', { platform: 'none' }, ['kago.js', 'kago.wasm', 'observe/tracker.js']],
]) {
  test(`a shop ${what} loads what it uses and nothing else`, async ({ page, site }) => {
    expect(await filesLoaded(page, site, data)).toEqual(files);
  });
}

test('a platform that nobody knows is told of aloud', async ({ page, site }) => {
  const said = [];
  page.on('console', (message) => said.push(message.text()));
  await filesLoaded(page, site, { platform: 'none magento' });
  expect(said).toEqual([expect.stringContaining('"magento"')]);
});

test('an observer that does not load is missing, and nothing else is', async ({ page, site, collector }) => {
  site.remove('/kago/observe/bigcommerce.js');
  await filesLoaded(page, site, { platform: 'bigcommerce' });
  expect(await page.evaluate((product) => kago.productViewed(product), view)).toMatchObject({ status: 'accepted' });
  expect((await page.evaluate(() => kago.flush())).platforms).toEqual([]);
  expect(await collector.names()).toEqual(['product_viewed']);
});

test('an observer that throws is told of in debug mode only, and nothing else fails', async ({ page, site, collector }) => {
  const said = [];
  page.on('console', (message) => said.push(message.text()));
  site.script('/kago/observe/bigcommerce.js', `export default () => ({ observe: () => { throw new Error("odd shop"); } }); export const build = ${BUILD};`);
  await filesLoaded(page, site, { platform: 'bigcommerce' });
  await page.evaluate((product) => kago.productViewed(product).then(() => kago.flush()), view);
  expect(await collector.names()).toEqual(['product_viewed']);
  expect(said).toEqual([]);
  await filesLoaded(page, site, { platform: 'bigcommerce', debug: '' });
  await expect.poll(() => said.join()).toContain('bigcommerce is not observed');
});

test('what observes the shop stands in the status', async ({ page, site }) => {
  await filesLoaded(page, site, { platform: 'html jsonld' });
  await expect.poll(() => page.evaluate(async () => (await kago.getStatus()).platforms.sort())).toEqual(['html', 'jsonld']);
});

test('consent that is left to a platform without one is told aloud, and nothing is tracked', async ({ page, site, collector }) => {
  const said = [];
  page.on('console', (message) => said.push(message.text()));
  await filesLoaded(page, site, { platform: 'ga4', consent: 'platform' });
  expect(said).toEqual([expect.stringContaining('"consent"')]);
  expect(await page.evaluate((product) => kago.productViewed(product), view)).toEqual({ status: 'held', reason: 'consent_unknown' });
  expect(await collector.rows()).toEqual([]);
});

test('a shop that turns out not to be Shopify needs no consent of a platform', async ({ page, site, collector }) => {
  await filesLoaded(page, site, { platform: 'auto' });
  await page.evaluate((product) => kago.productViewed(product).then(() => kago.flush()), view);
  expect(await collector.names()).toEqual(['product_viewed']);
});

test('observed addresses keep the query parameters that the shop lists, and no others', async ({ page, site, collector }) => {
  const product = { '@context': 'https://schema.org', '@type': 'Product', name: 'Mug', sku: 'M-1', offers: { price: '20.00', priceCurrency: 'EUR' } };
  site.page('/mug', html(`<script type="application/ld+json">${JSON.stringify(product)}</script>${scriptTag({
    ...site.tagData, platform: 'jsonld', 'url-parameters': 'utm_source, utm_campaign',
  })}`));
  await page.goto(`${site.url}/mug?email=ada@example.org&utm_source=mail&key=9f&utm_campaign=autumn&gclid=1&variant=7#reviews`);
  await expect.poll(collector.names).toEqual(['product_viewed']);
  const [{ properties }] = await collector.events();
  expect(properties.product_url).toBe(`${site.url}/mug?utm_source=mail&utm_campaign=autumn&variant=7`);
});
