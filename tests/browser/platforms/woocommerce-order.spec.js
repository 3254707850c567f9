// From a WooCommerce shop's checkout to its order: each said once, with one cart_id, and nothing of the
// order's key, the cart's token or the shopper's address.

import { expect, observed, realTime, test } from '../support/platform.js';
import { add, linesOf, MUG, openWoo, THEMES, TRAY } from '../support/woo.js';

const idsOf = (events) => [...new Set(events.map(({ properties }) => properties.cart_id))];

async function fillCart(page, url, collector) {
  await page.goto(`${url}/`);
  await add(page, MUG);
  await expect.poll(collector.names).toEqual(['cart_updated']);
}

async function order(page, url) {
  await page.goto(`${url}/checkout/`);
  await page.click('#place_order');
  await page.waitForURL(/order-received/);
}

for (const theme of THEMES) {
  test.describe(`in a ${theme} theme`, () => {
    test('a checkout is said once over reloads, and again after a change', async ({ page, standIn, collector }) => {
      const url = await openWoo(standIn, { theme });
      await fillCart(page, url, collector);
      await page.goto(`${url}/checkout/`);
      await expect.poll(collector.names).toEqual(['cart_updated', 'checkout_started']);
      await page.reload();
      await page.goto(`${url}/`);
      await page.goto(`${url}/checkout/`);
      await page.goto(`${url}/`);
      await add(page, TRAY);
      await expect.poll(collector.names).toEqual(['cart_updated', 'checkout_started', 'cart_updated']);
      await page.goto(`${url}/checkout/`);
      await expect.poll(collector.names).toEqual(['cart_updated', 'checkout_started', 'cart_updated', 'checkout_started']);
      const [, first, , second] = await collector.events();
      expect(first.properties).toMatchObject({ checkout_id: first.properties.cart_id, total_value: 24.9, shipping: 4.9 });
      expect(linesOf(second)).toEqual(['77x1', '83x1']);
      expect(second.properties.checkout_id).toBe(first.properties.checkout_id);
    });

    test.extend(realTime)('an order is said once over reloads, and closes its cart (pitfall 9)', async ({ page, standIn, collector }) => {
      const url = await openWoo(standIn, { theme });
      await fillCart(page, url, collector);
      await page.goto(`${url}/checkout/`);
      await expect.poll(collector.names).toEqual(['cart_updated', 'checkout_started']);
      await page.click('#place_order');
      await expect.poll(collector.names).toEqual(['cart_updated', 'checkout_started', 'order_placed']);
      await page.reload();
      await page.reload();
      await page.goto(`${url}/`);
      await add(page, TRAY);
      await expect.poll(collector.names).toEqual(['cart_updated', 'checkout_started', 'order_placed', 'cart_updated']);
      const events = await collector.events();
      expect(events[2].properties).toMatchObject({ order_id: '9127', total_value: 24.9, currency: 'EUR' });
      expect(linesOf(events[2])).toEqual(['77x1']);
      expect(idsOf(events.slice(0, 3)).length).toBe(1);
      expect(events[3].properties.cart_id).not.toBe(events[0].properties.cart_id);
    });

    test('an order that failed is none, until it is paid for', async ({ page, standIn, collector }) => {
      const url = await openWoo(standIn, { theme });
      await fillCart(page, url, collector);
      await page.goto(`${url}/checkout/`);
      await expect.poll(collector.names).toEqual(['cart_updated', 'checkout_started']);
      await page.check('[name=decline]');
      await page.click('#place_order');
      await expect(page.locator('.woocommerce-notice--error')).toBeVisible();
      await page.goto(`${url}/`);
      await add(page, TRAY);
      await expect.poll(collector.names).toEqual(['cart_updated', 'checkout_started', 'cart_updated']);
    });
  });
}

test('an order that left the checkout at once is known from the cart', async ({ page, standIn, collector }) => {
  const url = await openWoo(standIn);
  await fillCart(page, url, collector);
  await order(page, url);
  await expect.poll(collector.names).toContain('order_placed');
  const events = await collector.events();
  expect(linesOf(events.at(-1))).toEqual(['77x1']);
  expect(idsOf(events).length).toBe(1);
});

test("another browser's order page says nothing", async ({ page, standIn, collector, browser }) => {
  const url = await openWoo(standIn);
  await fillCart(page, url, collector);
  await order(page, url);
  await expect.poll(collector.names).toContain('order_placed');
  const known = await collector.names();
  const other = await browser.newContext();
  const elsewhere = await other.newPage();
  await elsewhere.goto(page.url());
  await elsewhere.goto(`${url}/product/mug/`);
  await expect.poll(collector.names).toEqual([...known, 'product_viewed']);
  await other.close();
});

test("keys, tokens and addresses stay in the shop (pitfall 5)", async ({ page, standIn, collector }) => {
  const sent = [];
  page.on('request', (request) => {
    if (request.url().startsWith(collector.gate.url)) sent.push(request);
  });
  const url = await openWoo(standIn, { theme: 'blocks' }, { debug: '' });
  await fillCart(page, url, collector);
  await order(page, url);
  await expect.poll(collector.names).toContain('order_placed');
  await page.goto(`${url}/product/mug/`);
  await expect.poll(collector.names).toContain('product_viewed');
  const told = await Promise.all(sent.map(async (request) => `${request.url()} ${request.postData()} ${JSON.stringify(await request.allHeaders())}`));
  expect(told.length).toBeGreaterThan(1);
  expect(told.join('\n')).not.toMatch(/private|wc_order/);
  expect(JSON.stringify(await collector.rows())).not.toMatch(/private|wc_order/);
});

test("the platform's consent: nothing before it, what waited after it, nothing once it is withdrawn (pitfall 20)", async ({ page, standIn, collector }) => {
  const url = await openWoo(standIn, { consentApi: true }, { consent: 'platform' });
  await page.goto(`${url}/product/mug/`);
  await observed(page);
  expect(await page.evaluate(async () => [(await kago.getStatus()).consent, (await indexedDB.databases()).length])).toEqual(['unknown', 0]);
  await page.evaluate(() => wp_set_consent('statistics', 'allow'));
  await expect.poll(collector.names).toEqual(['product_viewed']);
  await page.evaluate(() => wp_set_consent('statistics', 'deny'));
  await expect.poll(() => page.evaluate(async () => (await kago.getStatus()).consent)).toBe('denied');
  await page.goto(`${url}/`);
  await add(page, MUG);
  await expect(page.locator('.cart-count')).toHaveText('1');
  await page.evaluate(() => wp_set_consent('statistics', 'allow'));
  await expect.poll(collector.names).toEqual(['product_viewed', 'cart_updated']);
  const [before, after] = await collector.events();
  expect(after.anonymous_id).not.toBe(before.anonymous_id);
});
