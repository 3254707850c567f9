// The option `braze`: each event is handed to the page's Braze Web SDK too. The SDK is a stand-in,
// since Braze's cloud can't run here; what its rules allow is tested in tests/conformance.

import { expect, test } from './support/fixtures.js';
import { html, scriptTag } from './support/site.js';

const flush = (page) => page.evaluate(() => kago.flush());

/** A page whose `window.braze` keeps what it is told; `takes` says which events it takes. */
const brazePage = (site, data = {}, takes = '() => true') => site.page('/tag', html(`
  <script src="/samples.js"></script>
  <script>
    window.told = [];
    window.braze = {
      logEcommerceEvent: (event) => { told.push(['ecommerce', event.name, event.properties]); return (${takes})(event); },
      logCustomEvent: (name, properties) => { told.push(['custom', name, properties]); return true; },
    };
  </script>
  ${scriptTag({ ...site.tagData, ...data })}`));

const ready = (page) => page.waitForFunction(() => window.kago);
const told = (page) => page.evaluate(() => window.told);

test('data-braze hands each accepted event to the Braze SDK, in a form that it takes', async ({ page, site, collector }) => {
  await page.goto(brazePage(site, { braze: '' }));
  await ready(page);
  await page.evaluate(async () => {
    await kago.productViewed(view(1, { product_name: 'Tray 12"', image_url: `https://cdn.example/${'x'.repeat(400)}` }));
    await kago.productViewed(view(2, { price: -1 }));
    await kago.cartUpdated(cart(3));
    await kago.cartUpdated(cart(3));
  });
  await flush(page);
  const [viewed, updated, ...rest] = await told(page);
  expect(rest).toEqual([]);
  expect(viewed.slice(0, 2)).toEqual(['ecommerce', 'ecommerce.product_viewed']);
  expect(viewed[2].product_name).toBe('Tray 12″');
  expect(viewed[2].image_url).toBeUndefined();
  expect(updated[1]).toBe('ecommerce.cart_updated');
  const events = await collector.events();
  expect(events[0].properties.product_name).toBe('Tray 12"');
  expect(updated[2]).toEqual(events[1].properties);
});

test('an event that logEcommerceEvent does not take goes to logCustomEvent', async ({ page, site }) => {
  await page.goto(brazePage(site, { braze: '' }, '(event) => event.name !== "ecommerce.order_refunded"'));
  await ready(page);
  await page.evaluate(async () => {
    await kago.orderPlaced(order(1));
    await kago.orderRefunded({ order_id: 'ord-1', products: cart(2).products });
  });
  expect((await told(page)).map(([call, name]) => `${call} ${name}`)).toEqual([
    'ecommerce ecommerce.order_placed', 'ecommerce ecommerce.order_refunded', 'custom ecommerce.order_refunded',
  ]);
});

test('an old Braze SDK gets custom events', async ({ page, site }) => {
  await page.goto(brazePage(site, { braze: '' }));
  await ready(page);
  await page.evaluate(async () => {
    delete braze.logEcommerceEvent;
    await kago.productViewed(view(1));
  });
  expect((await told(page)).map(([call, name]) => `${call} ${name}`)).toEqual(['custom ecommerce.product_viewed']);
});

test('without the option Braze hears nothing', async ({ page, site }) => {
  await page.goto(brazePage(site));
  await ready(page);
  await page.evaluate(() => kago.productViewed(view(1)));
  expect(await told(page)).toEqual([]);
});

for (const [what, broken] of [['is missing', 'delete window.braze'], ['throws', 'braze.logEcommerceEvent = () => { throw new Error("no"); }']]) {
  test(`a Braze SDK that ${what} costs the collector no event`, async ({ page, site, collector }) => {
    await page.goto(brazePage(site, { braze: '' }));
    await ready(page);
    await page.evaluate(broken);
    const { status } = await page.evaluate(() => kago.productViewed(view(1)));
    await flush(page);
    expect(status).toBe('accepted');
    expect(await collector.numbers()).toEqual([1]);
  });
}

test('the option with a kago.wasm that lacks the encoding is complained of, and the collector gets all', async ({ page, site, collector }) => {
  const complaints = [];
  page.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()); });
  site.sdkFile('/kago/kago-braze.wasm', 'kago.wasm');
  await page.goto(brazePage(site, { braze: '' }));
  await ready(page);
  await page.evaluate(() => kago.productViewed(view(1)));
  await flush(page);
  expect(complaints).toEqual([expect.stringContaining('kago-braze.wasm')]);
  expect(await told(page)).toEqual([]);
  expect(await collector.numbers()).toEqual([1]);
});

test('an event of two tabs is said to Braze once, by the tab that wrote it down', async ({ context, site, collector }) => {
  const tabs = [await context.newPage(), await context.newPage()];
  const address = brazePage(site, { braze: '' });
  for (const tab of tabs) await tab.goto(address).then(() => ready(tab));
  await tabs[0].evaluate(() => kago.cartUpdated(cart(1)));
  await tabs[1].evaluate(() => kago.cartUpdated(cart(1)));
  await flush(tabs[1]);
  expect(await collector.numbers()).toEqual([1]);
  expect([(await told(tabs[0])).length, (await told(tabs[1])).length]).toEqual([1, 0]);
});
