// The Web Pixel in stand-ins of Shopify's two sandboxes (demo-store/platforms/shopify-pixel/): a web worker
// without IndexedDB, and an iframe of the origin "null".

import { createShopifyPixelShop } from '../../../demo-store/platforms/shopify-pixel/app.js';
import { endLeases } from '../support/clock.js';
import { expect, test } from '../support/platform.js';
import { down, open, withoutCors } from '../support/gate.js';
import { storedOf } from '../support/storage.js';

/** Opens the shop; `settings` are added to those that startPixel needs. */
async function openShop(standIn, collector, { settings = {}, data, ...options } = {}) {
  const pixel = { collector: collector.eventsUrl, writeKey: 'pk_demo', ...settings };
  return standIn(createShopifyPixelShop, data, { pixel, ...options });
}

async function addToCart(page, shop, handle = 'furoshiki') {
  await page.goto(`${shop.url}/products/${handle}`);
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await page.waitForURL('**/cart');
}

async function checkOut(page) {
  await page.getByRole('button', { name: 'Check out' }).click();
  await page.waitForURL('**/checkouts/cn/*');
}

async function pay(page) {
  await page.getByRole('button', { name: 'Pay now' }).click();
  await page.waitForURL('**/thank-you');
}

/** What the page's own storage has of Kago. */
const kept = (page) => page.evaluate(async () => ({
  local: localStorage.getItem('kago'),
  databases: (await indexedDB.databases()).length,
}));

/** One more checkout, said by this page: when it has arrived, all that the page said before has been judged. */
const sayAnother = (page) => page.evaluate(() => {
  const [{ data }] = wpmSetup.events;
  wpm.publish({ name: 'checkout_started', data: { checkout: { ...data.checkout, token: crypto.randomUUID() } } });
});

const hasNames = (collector, names) => expect.poll(() => collector.names()).toEqual(names);

for (const sandbox of ['strict', 'lax']) {
  test(`${sandbox}: a checkout and its order arrive once each, with one cart`, async ({ page, standIn, collector }) => {
    if (sandbox === 'lax') collector.allow('null');
    const shop = await openShop(standIn, collector, { sandbox });
    await addToCart(page, shop);
    await addToCart(page, shop, 'tea-bowl');
    const token = (await page.evaluate(() => document.cookie)).match(/cart=(\w+)/)[1];
    await checkOut(page);
    await hasNames(collector, ['checkout_started']);
    await pay(page);
    await hasNames(collector, ['checkout_started', 'order_placed']);
    const [checkout, order] = (await collector.events()).map(({ properties }) => properties);
    expect(checkout).toMatchObject({ cart_id: token, total_value: 39.58, currency: 'EUR', source: shop.url });
    expect(order).toMatchObject({
      cart_id: token, order_id: expect.stringMatching(/^53012345\d+$/), total_value: 39.58, subtotal_value: 35.08, shipping: 4.5,
      total_discounts: 3.9, discounts: [{ code: 'TEA10', amount: 3.9, type: 'percentage' }],
      metadata: { country: 'DE', market_handle: 'eu', payment_gateway_names: ['shopify_payments'] },
    });
    expect(order.products.map(({ product_url }) => product_url)[0]).toBe(`${shop.url}/products/furoshiki?variant=44610569208040`);
    expect(JSON.stringify([await collector.rows(), await kept(page)])).not.toContain('private');
  });

  test(`${sandbox}: entering a checkout again says nothing new, nor does an order heard twice`, async ({ page, standIn, collector }) => {
    if (sandbox === 'lax') collector.allow('null');
    const shop = await openShop(standIn, collector, { sandbox, repeatsOrder: true });
    await addToCart(page, shop);
    await checkOut(page);
    await hasNames(collector, ['checkout_started']);
    await page.reload();
    await sayAnother(page);
    await hasNames(collector, ['checkout_started', 'checkout_started']);
    await pay(page);
    await hasNames(collector, ['checkout_started', 'checkout_started', 'order_placed']);
    await page.reload();
    await sayAnother(page);
    await hasNames(collector, ['checkout_started', 'checkout_started', 'order_placed', 'checkout_started']);
  });

  test(`${sandbox}: what the shop asks for beside the checkout is said too`, async ({ page, standIn, collector }) => {
    if (sandbox === 'lax') collector.allow('null');
    const shop = await openShop(standIn, collector, { sandbox, settings: { events: ['product_viewed', 'cart_viewed'] } });
    await page.goto(`${shop.url}/products/furoshiki`);
    await hasNames(collector, ['product_viewed']);
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await hasNames(collector, ['product_viewed', 'cart_updated']);
    // The same cart again.
    await page.evaluate(() => wpm.publish(wpmSetup.events[0]));
    await page.goto(`${shop.url}/products/furoshiki`);
    await hasNames(collector, ['product_viewed', 'cart_updated', 'product_viewed']);
    // Heard again it says nothing.
    await page.evaluate(() => {
      wpm.replay();
      wpm.publish({ name: 'cart_viewed', data: { cart: { ...wpmSetup.cart, lines: [] } } });
    });
    await hasNames(collector, ['product_viewed', 'cart_updated', 'product_viewed', 'cart_emptied']);
  });
}

test('a checkout that is open in two tabs is said once', async ({ page, context, standIn, collector }) => {
  const shop = await openShop(standIn, collector);
  await addToCart(page, shop);
  await checkOut(page);
  await hasNames(collector, ['checkout_started']);
  const other = await context.newPage();
  await other.goto(page.url());
  await sayAnother(other);
  await hasNames(collector, ['checkout_started', 'checkout_started']);
  await pay(other);
  await hasNames(collector, ['checkout_started', 'checkout_started', 'order_placed']);
});

test('an event that another tab has written over in the shop\'s storage is said again, and counts once', async ({ page, standIn, collector }) => {
  const shop = await openShop(standIn, collector);
  await addToCart(page, shop);
  await checkOut(page);
  await hasNames(collector, ['checkout_started']);
  const entry = () => page.evaluate(() => localStorage.getItem('kago'));
  const rows = async () => JSON.parse(await entry()).rows.length;
  await expect.poll(rows).toBe(0);
  const before = await entry();
  collector.gate.behave(down);
  await sayAnother(page);
  await expect.poll(rows).toBe(1);
  const { id } = JSON.parse(JSON.parse(await entry()).rows[0].text);
  await page.evaluate((text) => localStorage.setItem('kago', text), before);
  await expect.poll(rows).toBe(1);
  expect(JSON.parse(JSON.parse(await entry()).rows[0].text).id).toBe(id);
  collector.gate.behave(open);
  await pay(page);
  await hasNames(collector, ['checkout_started', 'checkout_started', 'order_placed']);
});

test('a storage entry that is not Kago\'s is no harm', async ({ page, standIn, collector }) => {
  const shop = await openShop(standIn, collector);
  await addToCart(page, shop);
  await page.evaluate(() => localStorage.setItem('kago', '{"rows":7,"state":'));
  await checkOut(page);
  await hasNames(collector, ['checkout_started']);
  expect(JSON.parse((await kept(page)).local).state).toContain('anonymous_id');
});

test('an event that happened before the pixel was there keeps its time', async ({ page, standIn, collector }) => {
  const shop = await openShop(standIn, collector, { settings: { events: ['product_viewed'] } });
  let release;
  const held = new Promise((resolve) => { release = resolve; });
  await page.route('**/wpm/app-pixel.js', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`${shop.url}/products/furoshiki`);
  const loaded = Date.now();
  await expect.poll(() => Date.now()).toBeGreaterThan(loaded);
  release();
  await hasNames(collector, ['product_viewed']);
  const [{ time }] = await collector.events();
  expect(Date.parse(time)).toBeLessThanOrEqual(loaded);
});

test('a collector that answers no page of the origin "null" counts each event once all the same', async ({ page, standIn, collector }) => {
  const shop = await openShop(standIn, collector, { sandbox: 'lax' });
  collector.gate.behave(withoutCors);
  await addToCart(page, shop);
  await checkOut(page);
  await hasNames(collector, ['checkout_started']);
  // It can't read the answer: so this page sends it again, before its own.
  await endLeases(page.context());
  await pay(page);
  await expect.poll(() => collector.names()).toEqual(['checkout_started', 'order_placed']);
});

test('what could not be sent waits in the shop\'s storage for the next page', async ({ page, standIn, collector }) => {
  const shop = await openShop(standIn, collector);
  await addToCart(page, shop);
  collector.gate.behave(down);
  await checkOut(page);
  await expect.poll(async () => (await kept(page)).local).toContain('ecommerce.checkout_started');
  expect(await collector.names()).toEqual([]);
  collector.gate.behave(open);
  await pay(page);
  await hasNames(collector, ['checkout_started', 'order_placed']);
  await expect.poll(async () => (await kept(page)).local).not.toContain('ecommerce.order_placed');
});

test('what a page heard whose core did not load is said by the next one', async ({ page, standIn, collector }) => {
  const shop = await openShop(standIn, collector);
  await addToCart(page, shop);
  await page.route(/kago-pixel\.(wasm|js)/, (route) => route.abort());
  await checkOut(page);
  await expect.poll(async () => (await kept(page)).local).toContain('checkout_started');
  expect((await kept(page)).local).not.toMatch(/private (street|card)|private@|key=private/);
  await page.unroute(/kago-pixel\.(wasm|js)/);
  await pay(page);
  await hasNames(collector, ['checkout_started', 'order_placed']);
});

test('a pixel whose core can\'t be had as Wasm takes the script in its place', async ({ page, standIn, collector }) => {
  await page.route('**/kago-pixel.wasm*', (route) => route.abort());
  const shop = await openShop(standIn, collector);
  await addToCart(page, shop);
  await checkOut(page);
  await hasNames(collector, ['checkout_started']);
});

test('a sandbox that lends no storage still says what it hears (pitfall 19)', async ({ page, standIn, collector }) => {
  await page.addInitScript(() => {
    Storage.prototype.getItem = () => { throw new Error('no'); };
  });
  const shop = await openShop(standIn, collector);
  await addToCart(page, shop);
  await checkOut(page);
  await hasNames(collector, ['checkout_started']);
  await pay(page);
  await hasNames(collector, ['checkout_started', 'order_placed']);
});

for (const sandbox of ['strict', 'lax']) {
  const title = `${sandbox}: before consent nothing is stored or sent; what was heard comes with it (pitfall 20)`;
  test(title, async ({ page, standIn, collector }) => {
    if (sandbox === 'lax') collector.allow('null');
    const settings = { events: ['product_viewed', 'checkout_started'] };
    const shop = await openShop(standIn, collector, { sandbox, asksForConsent: true, settings });
    await addToCart(page, shop);
    await checkOut(page);
    expect(await kept(page)).toEqual({ local: null, databases: 0 });
    expect(await collector.rows()).toEqual([]);
    await page.getByRole('button', { name: 'Yes' }).click();
    await hasNames(collector, ['checkout_started']);
  });
}

test('withdrawn consent erases what waits (pitfall 20)', async ({ page, standIn, collector }) => {
  const shop = await openShop(standIn, collector, { asksForConsent: true });
  await addToCart(page, shop);
  await page.getByRole('button', { name: 'Yes' }).click();
  collector.gate.behave(down);
  await checkOut(page);
  await expect.poll(async () => (await kept(page)).local).toContain('ecommerce.checkout_started');
  await page.getByRole('button', { name: 'No', exact: true }).click();
  await expect.poll(() => kept(page)).toEqual({ local: null, databases: 0 });
  collector.gate.behave(open);
  await pay(page);
  await page.getByRole('button', { name: 'Yes' }).click();
  await hasNames(collector, ['order_placed']);
});

for (const hasDatabase of [false, true]) {
  test(`what an earlier visit has stored is erased by a page without consent, ${hasDatabase ? 'in the database' : 'in the shop\'s storage'}: a later yes doesn't let it out`, async ({ page, standIn, collector }) => {
    const shop = await openShop(standIn, collector, { asksForConsent: true, hasDatabase });
    await addToCart(page, shop);
    await page.getByRole('button', { name: 'Yes' }).click();
    collector.gate.behave(down);
    await checkOut(page);
    const all = async () => JSON.stringify([await kept(page), await storedOf(page)]);
    await expect.poll(all).toContain('ecommerce.checkout_started');
    await page.evaluate(() => { document.cookie = 'stand_in_consent=no; path=/; samesite=lax'; });
    await page.goto(`${shop.url}/products/furoshiki`);
    await expect.poll(all).not.toContain('checkout_started');
    collector.gate.behave(open);
    await addToCart(page, shop, 'tea-bowl');
    await checkOut(page);
    await page.getByRole('button', { name: 'Yes' }).click();
    await hasNames(collector, ['checkout_started']);
    await pay(page);
    const tokens = async () => (await collector.events()).map(({ properties }) => properties.checkout_id ?? properties.order_id);
    await hasNames(collector, ['checkout_started', 'order_placed']);
    expect(new Set(await tokens()).size).toBe(2);
  });
}

test('what was heard before a denial never leaves, also when consent follows on the same page', async ({ page, standIn, collector }) => {
  const shop = await openShop(standIn, collector, { asksForConsent: true });
  await addToCart(page, shop);
  await checkOut(page);
  await page.getByRole('button', { name: 'No', exact: true }).click();
  await page.getByRole('button', { name: 'Yes' }).click();
  await pay(page);
  await hasNames(collector, ['order_placed']);
});

test('beside the theme\'s tag there is one checkout, of the same cart', async ({ page, standIn, collector }) => {
  const shop = await openShop(standIn, collector, {
    onStorefront: true, data: { platform: 'shopify', consent: 'granted', skip: 'checkout_started' },
  });
  await addToCart(page, shop);
  await expect.poll(async () => (await collector.names()).filter((name) => name === 'cart_updated')).toHaveLength(1);
  await checkOut(page);
  await expect.poll(() => collector.names()).toContain('checkout_started');
  const events = await collector.events();
  const [cart] = events.filter(({ name }) => name === 'ecommerce.cart_updated');
  const checkouts = events.filter(({ name }) => name === 'ecommerce.checkout_started');
  expect(checkouts).toHaveLength(1);
  expect(checkouts[0].properties.cart_id).toBe(cart.properties.cart_id);
});

test('a worker that has the shop\'s IndexedDB shares the tag\'s shopper', async ({ page, standIn, collector }) => {
  const shop = await openShop(standIn, collector, {
    onStorefront: true, hasDatabase: true, data: { platform: 'shopify', consent: 'granted', skip: 'checkout_started' },
  });
  await addToCart(page, shop);
  await expect.poll(() => collector.names()).toContain('cart_updated');
  await checkOut(page);
  await expect.poll(() => collector.names()).toContain('checkout_started');
  const shoppers = new Set((await collector.events()).map(({ anonymous_id: id }) => id));
  expect(shoppers.size).toBe(1);
  expect((await kept(page)).local).toBe(null);
});
