// The one function that Kago replaces: dataLayer.push. The page and Google Tag Manager must not be able
// to tell, whoever comes first, and whatever is pushed.

import { createGa4Shop } from '../../../demo-store/platforms/ga4/app.js';
import { expect, test } from '../support/platform.js';
import { html, scriptTag } from '../support/site.js';
import { click, lines, listening, open } from './ga4-shop.js';

const items = (id) => [{ item_id: id, item_name: id, price: 1 }];
const view = (id) => ({ event: 'view_item', ecommerce: { currency: 'EUR', items: items(id) } });
const viewed = async (collector) => (await collector.events()).map(({ properties }) => properties.product_id);

/** A plain page with the tag, what stands before it and what follows. */
function plainPage(site, before = '', after = '') {
  return site.page('/', html(`${before}${scriptTag({ ...site.tagData, platform: 'ga4' })}${after}`));
}

async function openPlain(page, site, before, after) {
  await page.goto(plainPage(site, before, after));
  await listening(page);
}

/** Keeps a script away until the function that is returned is called. */
async function hold(page, path) {
  let come;
  const mayCome = new Promise((resolve) => { come = resolve; });
  await page.route(path, async (route) => {
    await mayCome;
    await route.continue();
  });
  return come;
}

test('GTM that comes first or last hears each push once, and so does Kago', async ({ page, standIn, collector }) => {
  const first = await standIn(createGa4Shop, { platform: 'ga4' }, { gtm: 'sync' });
  await open(page, first, '/products/kaze-mug');
  await click(page, 'add');
  await expect.poll(() => collector.names()).toEqual(['product_viewed', 'cart_updated']);
  const heard = () => page.evaluate(() => gtmHeard.filter((entry) => entry.event).map(({ event }) => event));
  expect(await heard()).toEqual(['view_item', 'add_to_cart']);

  const last = await standIn(createGa4Shop, { platform: 'ga4' });
  const come = await hold(page, '**/gtm.js*');
  await page.goto(`${last.url}/products/kaze-mug`, { waitUntil: 'commit' });
  await listening(page);
  come();
  await page.waitForFunction(() => window.gtmHeard);
  await click(page, 'add');
  await expect.poll(() => collector.names()).toEqual(['product_viewed', 'cart_updated', 'product_viewed', 'cart_updated']);
  expect(await heard()).toEqual(['view_item', 'add_to_cart']);
});

test("push keeps its arguments, its `this`, its result and what it throws", async ({ page, site, collector }) => {
  await openPlain(page, site, `<script>
    window.dataLayer = [];
    const calls = [];
    dataLayer.push = function (...entries) {
      if (entries[0] === 'throw') throw new Error('of the page');
      calls.push([this === dataLayer, entries]);
      return Array.prototype.push.apply(this, entries);
    };
  </script>`);
  const told = await page.evaluate(([one, two]) => {
    const result = dataLayer.push(one, two);
    const none = dataLayer.push();
    let thrown = '';
    try { dataLayer.push('throw'); } catch (error) { thrown = error.message; }
    return { result, none, thrown, calls, same: calls[0][1][0] === one, kept: dataLayer.length };
  }, [view('1'), view('2')]);
  const calls = [[true, [view('1'), view('2')]], [true, []]];
  expect(told).toEqual({ result: 2, none: 2, thrown: 'of the page', calls, same: true, kept: 2 });
  await expect.poll(() => viewed(collector)).toEqual(['1', '2']);
});

test('several pushes in a call, of one object used again, are each heard (pitfall 14)', async ({ page, site, collector }) => {
  await openPlain(page, site);
  await page.evaluate(() => {
    const items = [{ item_id: '1', item_name: 'Mug', price: '2.50' }];
    const push = { event: 'add_to_cart', ecommerce: { currency: 'EUR', items } };
    dataLayer.push({ ecommerce: null }, push, push);
    push.ecommerce.items[0].item_id = '2';
    dataLayer.push(push);
    push.ecommerce.items = [];
  });
  await expect.poll(() => collector.names()).toEqual(['cart_updated']);
  const [cart] = await collector.events();
  expect(lines(cart)).toEqual(['1 1 x2', '2 2 x1']);
  expect(cart.properties.total_value).toBe(7.5);
});

test('what came before Kago is heard once, also when GTM cuts its dataLayer', async ({ page, standIn, collector }) => {
  const shop = await standIn(createGa4Shop, { platform: 'ga4' }, { gtm: 'sync' });
  await open(page, shop, '/products/kaze-mug');
  await page.evaluate(() => {
    for (let i = 0; i < 400; i++) dataLayer.push({ event: `scroll_${i}` });
  });
  expect(await page.evaluate(() => dataLayer.length)).toBe(300);
  await click(page, 'add');
  await expect.poll(() => collector.names()).toEqual(['product_viewed', 'cart_updated']);
});

test('a dataLayer of another name is found in the address of GTM', async ({ page, standIn, collector }) => {
  const shop = await standIn(createGa4Shop, { platform: 'ga4' }, { layer: 'shopData' });
  await open(page, shop, '/products/kaze-mug');
  await click(page, 'add');
  await expect.poll(() => collector.names()).toEqual(['product_viewed', 'cart_updated']);
  expect(await page.evaluate(() => 'dataLayer' in window)).toBe(false);
});

test('a dataLayer that the page makes later, or anew, is listened to', async ({ page, site, collector }) => {
  const come = await hold(page, '**/late.js');
  site.script('/late.js', `dataLayer = [${JSON.stringify(view('2'))}]; dataLayer.push(${JSON.stringify(view('3'))});`);
  await page.goto(plainPage(site, '', '<script defer src="/late.js"></script>'), { waitUntil: 'commit' });
  await listening(page);
  await page.evaluate((push) => {
    window.dataLayer = window.dataLayer || [];
    dataLayer.push(push);
  }, view('1'));
  come();
  await page.waitForLoadState('load');
  await page.evaluate((push) => dataLayer.push(push), view('4'));
  await expect.poll(() => viewed(collector)).toEqual(['1', '2', '3', '4']);
});

test('odd pushes harm neither the page nor what follows', async ({ page, site, collector }) => {
  await openPlain(page, site);
  const length = await page.evaluate((push) => {
    const cycle = { event: 'purchase', ecommerce: { items: [] } };
    cycle.ecommerce.items.push(cycle);
    const trap = { get ecommerce() { throw new Error('of the page'); } };
    const proxy = new Proxy({}, { get() { throw new Error('of the page'); } });
    const odd = [
      null, undefined, 1, 'purchase', () => {}, Symbol('x'), [], Object.freeze(['event', 'view_item']), Object.freeze([]),
      { event: 'purchase' }, { event: 'purchase', ecommerce: 'T-1' }, { event: 5n, ecommerce: { items: 5n } },
      { event: 'view_item', ecommerce: { items: { length: -1 } } }, cycle, trap, proxy,
    ];
    for (const one of odd) dataLayer.push(one);
    dataLayer.push(...odd, push);
    return dataLayer.length - 2 * odd.length;
  }, view('1'));
  expect(length).toBe(1);
  await expect.poll(() => viewed(collector)).toEqual(['1']);
});

test('a dataLayer that nobody may change is left as it is', async ({ page, site, collector }) => {
  await openPlain(page, site, `<script>window.dataLayer = Object.freeze([${JSON.stringify(view('1'))}]);</script>`);
  await expect.poll(() => viewed(collector)).toEqual(['1']);
});

test('a push without any currency is refused aloud (pitfall 14)', async ({ page, site, collector }) => {
  const { currency, ...data } = site.tagData;
  await page.goto(site.page('/', html(scriptTag({ ...data, platform: 'ga4' }))));
  await listening(page);
  const refused = await page.evaluate(() => new Promise((resolve) => {
    kago.on('refused', resolve);
    const items = [{ item_id: '1', price: 1 }];
    dataLayer.push({ event: 'purchase', ecommerce: { transaction_id: 'T-1', value: 1, items } });
  }));
  expect(refused.name).toBe('ecommerce.order_placed');
  expect(refused.violations).toMatchObject([{ path: 'properties.currency', code: 'missing' }]);
  await page.evaluate((push) => dataLayer.push(push), view('1'));
  await expect.poll(() => collector.names()).toEqual(['product_viewed']);
});

test('what is personal in a push stays in the page', async ({ page, site, collector }) => {
  await openPlain(page, site);
  await page.evaluate(() => dataLayer.push({
    event: 'purchase', user_data: { email: 'private@shop.example' },
    ecommerce: {
      transaction_id: 'T-1', value: 1, currency: 'EUR', customer: { name: 'private' },
      items: [{ item_id: '1', item_name: 'Mug', price: 1, gift_note: 'private' }],
    },
  }));
  await expect.poll(() => collector.names()).toEqual(['order_placed']);
  expect(JSON.stringify(await collector.rows())).not.toContain('private');
});

test("gtag's older words, what the page says of its prices, and a refund by id", async ({ page, site, collector }) => {
  await openPlain(page, site, `<meta data-kago-prices="net"><script>
    window.dataLayer = [];
    function gtag() { dataLayer.push(arguments); }
    const items = [{ id: 'p-1', name: 'Kettle', quantity: '2', price: '50.00', brand: null }];
    gtag('event', 'purchase', { transaction_id: 10021, currency: 'EUR', value: '100.00', shipping: '4.99', tax: '19.95', items });
  </script>`);
  await expect.poll(() => collector.names()).toEqual(['order_placed']);
  await page.evaluate(() => window.gtag('event', 'refund', { transaction_id: '10021', items: [{ id: 'p-1', quantity: 1 }] }));
  await page.evaluate(() => window.dataLayer.push({ ecommerce: { currencyCode: 'EUR', detail: [{ id: 'p-2', name: 'Cup', price: '9.50' }] } }));
  await expect.poll(() => collector.names()).toEqual(['order_placed', 'order_refunded', 'product_viewed']);
  const [order, refund, view] = await collector.events();
  expect(order.properties).toMatchObject({ order_id: '10021', total_value: 124.94, products: [{ product_id: 'p-1', product_name: 'Kettle', price: 50, quantity: 2 }] });
  expect(refund.properties).toMatchObject({ order_id: '10021', total_value: 50, products: [{ product_name: 'Kettle', quantity: 1 }] });
  expect(view.properties).toMatchObject({ product_id: 'p-2', product_name: 'Cup', price: 9.5 });
});
