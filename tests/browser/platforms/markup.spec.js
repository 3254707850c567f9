// What a page tells search engines is read by a module of its own, which only pages with markup of a product load.

import { createBigCommerceShop } from '../../../demo-store/platforms/bigcommerce/app.js';
import { createJsonLdShop } from '../../../demo-store/platforms/jsonld/app.js';
import { expect, test, until } from '../support/platform.js';
import { html, scriptTag } from '../support/site.js';
import { storedOf } from '../support/storage.js';

const TAG = { platform: 'bigcommerce', currency: 'EUR' };
const MARKUP = '**/kago-markup.wasm*';
const cup = '{"@type":"Product","name":"Cup","sku":"C","offers":{"price":5,"priceCurrency":"EUR"}}';

const isReady = (page) => until(page, async () => (await window.kago?.getStatus?.())?.core === 'ready');
const names = (collector) => expect.poll(collector.names);

function watchMarkup(page) {
  const asked = [];
  page.on('request', (request) => { if (request.url().includes('kago-markup')) asked.push(new URL(request.url()).pathname); });
  return asked;
}

/** The module's answer waits for the test's word. */
async function held(page) {
  let release;
  const word = new Promise((resolve) => { release = resolve; });
  await page.route(MARKUP, async (route) => {
    await word;
    await route.continue().catch(() => {}); // the page may be gone
  });
  return release;
}

test('the module is loaded on product pages only', async ({ standIn, page, collector }) => {
  const asked = watchMarkup(page);
  const { url } = await standIn(createBigCommerceShop, TAG);
  await page.goto(url);
  await isReady(page);
  await page.evaluate(() => kago.flush());
  expect(asked).toEqual([]);
  await page.goto(`${url}/sencha/`);
  await names(collector).toEqual(['product_viewed']);
  expect(asked).toEqual(['/kago/kago-markup.wasm']);
});

test('on Shopify it is loaded where a reply is missing, and named without being told to', async ({ site, page, collector }) => {
  const asked = watchMarkup(page);
  const shop = (body) => site.page('/products/cup', html(`
    <script>
      window.Shopify = { routes: { root: '/' }, currency: { active: 'EUR' } };
      window.ShopifyAnalytics = { meta: { page: { pageType: 'product' }, currency: 'EUR', product: { id: 8, variants: [{ id: 44 }] } } };
    </script>${body}${scriptTag({ ...site.tagData, platform: 'shopify', consent: 'granted' })}`));
  const group = '{"@type":"Product","name":"Cup","productID":"8","url":"/products/cup","offers":{"url":"/products/cup?variant=44","price":"5.00","priceCurrency":"EUR"}}';
  await page.goto(shop(`<script type="application/ld+json">${group}</script>`));
  await names(collector).toEqual(['product_viewed']);
  expect((await collector.events())[0].properties).toMatchObject({ product_id: '8', variant_id: '44', product_name: 'Cup', price: 5 });
  expect(asked).toHaveLength(1);
});

test('markup that comes later is read, once', async ({ site, page, collector }) => {
  const asked = watchMarkup(page);
  await page.goto(site.page('/', html(scriptTag({ ...site.tagData, platform: 'jsonld' }))));
  await isReady(page);
  expect(asked).toEqual([]);
  await page.evaluate((text) => {
    document.head.append(Object.assign(document.createElement('script'), { type: 'application/ld+json', textContent: text }));
  }, cup);
  await names(collector).toEqual(['product_viewed']);
  await page.evaluate(() => kago.flush());
  expect(await collector.names()).toEqual(['product_viewed']);
  expect(asked).toHaveLength(1);
});

test('what is seen before the module is there is said with what it reads, with the time and page of the sight', async ({ standIn, page, collector }) => {
  const release = await held(page);
  const { url } = await standIn(createJsonLdShop, { platform: 'jsonld' });
  await page.goto(`${url}/p/cup?variant=22`);
  await isReady(page);
  await page.evaluate(() => kago.flush());
  expect(await collector.names()).toEqual([]);
  release();
  await names(collector).toEqual(['product_viewed']);
  expect((await collector.events())[0].properties).toMatchObject({ product_id: '502', variant_id: '22', price: 16 });
});

test('a page that is left before the module is there hands over what else is known, and harms nothing', async ({ standIn, page, collector }) => {
  await held(page);
  const { url } = await standIn(createBigCommerceShop, TAG);
  await page.goto(`${url}/sencha/`);
  await isReady(page);
  await page.evaluate(() => kago.track('ecommerce.product_viewed', { product_id: '1', product_name: 'Mug', variant_id: '1', price: 5 }));
  await page.goto(`${url}/cart.php`);
  await names(collector).toEqual(['product_viewed']);
  expect((await collector.events())[0].properties).toMatchObject({ product_id: '1' });
  // Of the page's own nobody knows the name.
  await until(page, async () => (await kago.getStatus()).ledger.refused === 1);
});

test('without the module the shop is told, the view is refused and all else goes on', async ({ site, page, collector }) => {
  const said = [];
  page.on('console', (message) => said.push(message.text()));
  for (const path of ['kago-markup.wasm', 'observe/kago-markup.js']) site.remove(`/kago/${path}`);
  await page.goto(site.page('/', html(`<script>window.BCData = { product_attributes: { v3_variant_id: 2, price: { without_tax: { value: 5, currency: 'EUR' } } } }</script>
    <input name="product_id" value="1"><script type="application/ld+json">${cup}</script>${scriptTag({ ...site.tagData, platform: 'bigcommerce', consent: 'granted' })}`)));
  await until(page, async () => (await window.kago?.getStatus?.())?.ledger?.refused === 1);
  await expect.poll(() => said.filter((text) => /^kago: part of the shop is not tracked: .*kago-markup\.wasm.* answered 404/.test(text)).length).toBe(1);
  await page.evaluate(() => kago.productViewed({ product_id: '1', product_name: 'Mug', variant_id: '1', price: 5 }).then(() => kago.flush()));
  expect(await collector.names()).toEqual(['product_viewed']);
});

test('the markup itself is never written down', async ({ site, page }) => {
  await page.route('**/kago-page.wasm*', () => {}); // so that what is seen stays as it was written
  const withSeller = cup.replace('"sku"', '"seller":"of-the-page","sku"');
  const loaded = page.waitForResponse(MARKUP);
  await page.goto(site.page('/', html(`<script type="application/ld+json">${withSeller}</script>${scriptTag({ ...site.tagData, platform: 'jsonld' })}`)));
  await loaded;
  const written = async () => {
    const words = await page.evaluate(() => {
      window.dispatchEvent(new PageTransitionEvent('pagehide'));
      return JSON.stringify({ ...localStorage });
    });
    return words + JSON.stringify(await storedOf(page));
  };
  await expect.poll(written).toContain('product_name');
  expect(await written()).not.toContain('of-the-page');
});

test.describe('what is said later is what was seen', () => {
  const put = (page, text) => page.evaluate((content) => {
    document.querySelector('script[type*=ld]')?.remove();
    if (content) document.head.append(Object.assign(document.createElement('script'), { type: 'application/ld+json', textContent: content }));
  }, text);
  const walk = (page, path, text) => page.evaluate((to) => history.pushState(null, '', to), path).then(() => put(page, text));
  const ofPage = (name, price) => `{"@type":"Product","name":"${name}","offers":{"price":${price},"priceCurrency":"EUR"}}`;

  async function opened(page, site, text) {
    const release = await held(page);
    await page.goto(site.page('/a', html(`<script type="application/ld+json">${text}</script>${scriptTag({ ...site.tagData, platform: 'jsonld' })}`)));
    await isReady(page);
    await page.evaluate(() => kago.flush());
    return release;
  }

  test('at its address, though the page has moved on', async ({ site, page, collector }) => {
    const release = await opened(page, site, ofPage('A', 10));
    await walk(page, '/about-us', '');
    release();
    await names(collector).toEqual(['product_viewed']);
    expect((await collector.events())[0].properties).toMatchObject({ product_id: '/a', price: 10, product_url: `${site.url}/a` });
  });

  test('in its order and on its view: A, B and A again are three', async ({ site, page, collector }) => {
    const release = await opened(page, site, ofPage('A', 10));
    for (const [path, name] of [['/b', 'B'], ['/a', 'A']]) {
      await walk(page, path, ofPage(name, 10));
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1_100))); // the observer looks four times a second
    }
    const before = Date.now();
    release();
    await names(collector).toEqual(['product_viewed', 'product_viewed', 'product_viewed']);
    const events = await collector.events();
    expect(events.map(({ properties }) => properties.product_name).join('')).toBe('ABA');
    for (const { time } of events) expect(Date.parse(time)).toBeLessThan(before);
  });

  test('and nothing of it once consent was denied', async ({ site, page, collector }) => {
    const release = await opened(page, site, ofPage('A', 10));
    await page.evaluate(() => kago.setConsent('denied'));
    await walk(page, '/about-us', '');
    await page.evaluate(() => kago.setConsent('granted'));
    const loaded = page.waitForResponse(MARKUP);
    release();
    await loaded;
    await page.evaluate((product) => kago.productViewed(product).then(() => kago.flush()), { product_id: '1', product_name: 'Mug', variant_id: '1', price: 5 });
    expect((await collector.events()).map(({ properties }) => properties.product_id)).toEqual(['1']);
  });

  test('a module that was lost once is asked for again with the next view, and what it missed is counted', async ({ site, page, collector }) => {
    let isLost = true;
    await page.route(/kago-markup\.(wasm|js)/, (route) => (isLost ? route.abort() : route.continue()));
    await page.goto(site.page('/a', html(`<script type="application/ld+json">${ofPage('A', 10)}</script>${scriptTag({ ...site.tagData, platform: 'jsonld' })}`)));
    // Once as the page is read, and once more where all of it has come a moment later.
    await until(page, async () => (await window.kago?.getStatus?.())?.ledger?.refused > 0);
    isLost = false;
    await walk(page, '/b', ofPage('B', 12));
    await names(collector).toEqual(['product_viewed']);
    expect((await collector.events())[0].properties).toMatchObject({ product_id: '/b', price: 12 });
  });
});
