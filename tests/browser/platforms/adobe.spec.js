// Adobe Commerce: a shop as Luma serves it, with the pasted tag. What the collector holds after what a
// shopper does.

import { createAdobeShop } from '../../../demo-store/platforms/adobe/app.js';
import { inOneMoment, passQuiet } from '../support/clock.js';
import { expect, realTime, test } from '../support/platform.js';

const TAG = { platform: 'adobe', currency: 'EUR' };
const BOWL = { product_id: '12', variant_id: 'TEA-BOWL', price: 19.99 };

const cartsOf = async (collector) =>
  (await collector.events()).filter(({ name }) => name.endsWith('cart_updated')).map(({ properties }) => properties);

async function openBowl(page, url) {
  await page.goto(`${url}/tea-bowl.html`);
  await expect(page.getByTestId('showcart')).toBeVisible();
}

/** Adds what the page shows and waits until the minicart knows. */
async function add(page, count = 1) {
  await page.getByRole('button', { name: 'Add to Cart' }).click();
  await expect(page.locator('.counter-number')).toHaveText(String(count));
}

const openMinicart = (page) => page.getByTestId('showcart').click();
const arrived = (collector, ...names) => expect.poll(collector.names).toEqual(names);

test.extend(realTime)('a product page is a view, and what is added is a cart with the same ids', async ({ page, collector, standIn }) => {
  const { url } = await standIn(createAdobeShop, TAG);
  await openBowl(page, url);
  await add(page);
  await arrived(collector, 'product_viewed', 'cart_updated');
  const [viewed, updated] = await collector.events();
  expect(viewed.properties).toMatchObject({
    ...BOWL, product_name: 'Tea Bowl "Yuki" & Saucer', currency: 'EUR', product_url: `${url}/tea-bowl.html`, metadata: { sku: 'TEA-BOWL' },
  });
  expect(updated.properties).toMatchObject({
    action: 'replace', currency: 'EUR', total_value: 19.99, products: [{ ...BOWL, product_name: 'Tea Bowl "Yuki" & Saucer', quantity: 1 }],
  });
  expect(JSON.stringify(await collector.rows())).not.toContain('private');
});

test('ten quick clicks on the stepper are one more event', async ({ page, collector, standIn }) => {
  const { url } = await standIn(createAdobeShop, TAG);
  await openBowl(page, url);
  await add(page);
  await arrived(collector, 'product_viewed', 'cart_updated');
  await openMinicart(page);
  await inOneMoment(page, async () => {
    for (let click = 0; click < 10; click++) await page.getByTestId('more').click();
    await expect(page.getByTestId('qty')).toHaveText('11');
  });
  await arrived(collector, 'product_viewed', 'cart_updated', 'cart_updated');
  const carts = await cartsOf(collector);
  expect(carts[1].total_value).toBe(219.89);
  expect(carts.map(({ cart_id }) => cart_id)).toEqual(carts.map(() => carts[0].cart_id));
});

test('taking the last line out empties the cart (pitfall 8)', async ({ page, collector, standIn }) => {
  const { url } = await standIn(createAdobeShop, TAG);
  await openBowl(page, url);
  await add(page);
  await arrived(collector, 'product_viewed', 'cart_updated');
  await openMinicart(page);
  await page.getByTestId('remove').click();
  await arrived(collector, 'product_viewed', 'cart_updated', 'cart_emptied');
  await add(page);
  await arrived(collector, 'product_viewed', 'cart_updated', 'cart_emptied', 'cart_updated');
});

test('a refused add says nothing (pitfall 10)', async ({ page, collector, standIn }) => {
  const { url } = await standIn(createAdobeShop, TAG);
  await openBowl(page, url);
  await add(page);
  await arrived(collector, 'product_viewed', 'cart_updated');
  await page.goto(`${url}/incense.html`);
  await page.getByLabel('Qty').waitFor();
  const reloaded = page.waitForRequest(/section\/load/); // the answer sends the shopper back, and the copy is loaded anew
  await page.getByRole('button', { name: 'Add to Cart' }).click();
  await reloaded;
  await expect(page.locator('.counter-number')).toHaveText('1');
  await page.goto(`${url}/linen.html`);
  await page.getByLabel('Qty').fill('1.5');
  await page.getByRole('button', { name: 'Add to Cart' }).click();
  await expect.poll(async () => (await cartsOf(collector)).length).toBe(2);
  const [, cart] = await cartsOf(collector);
  expect(cart.total_value).toBe(49.99);
  expect(cart.products).toMatchObject([{ variant_id: 'LINEN-NAT', quantity: 2, price: 20, metadata: { exact_quantity: 1.5 } }, { ...BOWL, quantity: 1 }]);
});

test("another option of a configurable product is a view of its own, and the cart's line has its id", async ({ page, collector, standIn }) => {
  const { url } = await standIn(createAdobeShop, TAG);
  await page.goto(`${url}/happi-coat.html`);
  await expect(page.locator('.counter-number')).toHaveText('');
  await arrived(collector, 'product_viewed');
  await page.getByLabel('Size').selectOption('L');
  await expect.poll(async () => (await collector.events()).map(({ properties }) => [properties.variant_id, properties.price]))
    .toEqual([['MH01', 52], ['MH01-L-Indigo', 54]]);
  await add(page);
  await arrived(collector, 'product_viewed', 'product_viewed', 'cart_updated');
  const [cart] = await cartsOf(collector);
  expect(cart.products).toMatchObject([{ product_id: '67', variant_id: 'MH01-L-Indigo', price: 54 }]);
});

test('the checkout is said once, the order once with what was paid, however often their pages are loaded', async ({ page, collector, standIn }) => {
  const { url } = await standIn(createAdobeShop, TAG);
  await openBowl(page, url);
  await add(page);
  await arrived(collector, 'product_viewed', 'cart_updated');
  await openMinicart(page);
  await page.getByTestId('checkout').click();
  await arrived(collector, 'product_viewed', 'cart_updated', 'checkout_started');
  await page.reload();
  await page.getByTestId('next').click();
  await expect(page.getByTestId('grand-total')).toHaveText('24.89');
  await page.getByTestId('place-order').click();
  await page.waitForURL(/onepage\/success/);
  await expect.poll(collector.names).toContain('order_placed');
  await page.reload();
  await page.goto(`${url}/linen.html`);
  await arrived(collector, 'product_viewed', 'cart_updated', 'checkout_started', 'order_placed', 'product_viewed');
  const [, updated, started, placed] = (await collector.events()).map(({ properties }) => properties);
  expect(started).toMatchObject({ checkout_id: updated.cart_id, cart_id: updated.cart_id, total_value: 19.99, products: [BOWL] });
  expect(placed).toMatchObject({ order_id: '000000012', cart_id: updated.cart_id, total_value: 24.89, tax: 3.97, shipping: 4.12, products: [BOWL] });
  expect(JSON.stringify(await collector.rows())).not.toContain('private');
  await add(page);
  await expect.poll(async () => (await cartsOf(collector)).length).toBe(2);
  expect((await cartsOf(collector))[1].cart_id).not.toBe(updated.cart_id);
});

test("a cart that was paid for elsewhere is over, whatever the browser's copy says", async ({ page, collector, standIn }) => {
  const { url } = await standIn(createAdobeShop, TAG);
  await openBowl(page, url);
  await add(page);
  await arrived(collector, 'product_viewed', 'cart_updated');
  await page.goto(`${url}/checkout`);
  await arrived(collector, 'product_viewed', 'cart_updated', 'checkout_started');
  await page.getByTestId('pay-elsewhere').click();
  await page.getByTestId('pay').click();
  await page.waitForURL(/onepage\/success/);
  await arrived(collector, 'product_viewed', 'cart_updated', 'checkout_started', 'order_placed');
  await page.goto(`${url}/linen.html`);
  await expect(page.locator('.counter-number')).toHaveText('1'); // Magento's copy has not heard of the order
  await arrived(collector, 'product_viewed', 'cart_updated', 'checkout_started', 'order_placed', 'product_viewed');
  await page.goto(`${url}/checkout/cart`);
  await page.goto(`${url}/linen.html`);
  await arrived(collector, 'product_viewed', 'cart_updated', 'checkout_started', 'order_placed', 'product_viewed', 'product_viewed');
  await page.getByRole('button', { name: 'Add to Cart' }).click();
  await expect.poll(async () => (await cartsOf(collector)).length).toBe(2);
  const [first, second] = await cartsOf(collector);
  expect(second.cart_id).not.toBe(first.cart_id);
  expect(second.products.map(({ variant_id: id }) => id)).toEqual(['LINEN-NAT']);
});

test('the order that takes the cart is no emptying, in another tab neither', async ({ page, context, collector, standIn }) => {
  const { url } = await standIn(createAdobeShop, TAG);
  await openBowl(page, url);
  await add(page);
  await arrived(collector, 'product_viewed', 'cart_updated');
  await page.goto(`${url}/checkout`);
  await arrived(collector, 'product_viewed', 'cart_updated', 'checkout_started');
  await page.getByTestId('next').click();
  // The payment request reloads the section; the success page comes much later.
  let go;
  await page.route('**/checkout/onepage/success', (route) => { go = () => route.continue(); });
  const reloaded = page.waitForResponse(/section\/load/);
  await page.getByTestId('place-order').click({ noWaitAfter: true });
  await reloaded;
  await expect.poll(() => go !== undefined).toBe(true);
  const other = await context.newPage();
  await other.goto(`${url}/linen.html`);
  await expect(other.locator('.counter-number')).toHaveText('');
  await arrived(collector, 'product_viewed', 'cart_updated', 'checkout_started', 'product_viewed');
  await passQuiet(other);
  go();
  await page.waitForURL(/onepage\/success/);
  await arrived(collector, 'product_viewed', 'cart_updated', 'checkout_started', 'product_viewed', 'order_placed');
  const events = (await collector.events()).map(({ properties }) => properties);
  expect(events.at(-1)).toMatchObject({ cart_id: events[1].cart_id, products: [BOWL] });
});

test('the cart page, which sends its form and loads anew, is heard', async ({ page, collector, standIn }) => {
  const { url } = await standIn(createAdobeShop, TAG);
  await openBowl(page, url);
  await add(page);
  await arrived(collector, 'product_viewed', 'cart_updated');
  await page.goto(`${url}/checkout/cart`);
  await page.getByTestId('cart-qty').fill('3');
  await page.getByRole('button', { name: 'Update Shopping Cart' }).click();
  await expect.poll(async () => (await cartsOf(collector)).at(-1)?.total_value).toBe(59.97);
  expect((await cartsOf(collector)).map(({ products }) => products[0].quantity)).toEqual([1, 3]);
});

test('the back button shows the product again and changes no cart (pitfall 19)', async ({ page, collector, standIn }) => {
  const { url } = await standIn(createAdobeShop, TAG);
  await openBowl(page, url);
  await add(page);
  await arrived(collector, 'product_viewed', 'cart_updated');
  await page.goto(`${url}/linen.html`);
  await arrived(collector, 'product_viewed', 'cart_updated', 'product_viewed');
  await page.goBack();
  await arrived(collector, 'product_viewed', 'cart_updated', 'product_viewed', 'product_viewed');
  expect((await collector.events()).at(-1).properties.variant_id).toBe('TEA-BOWL');
});

test('of two tabs each sees the one cart (pitfall 9)', async ({ page, context, collector, standIn }) => {
  const { url } = await standIn(createAdobeShop, TAG);
  await openBowl(page, url);
  await add(page);
  await arrived(collector, 'product_viewed', 'cart_updated');
  const other = await context.newPage();
  await other.goto(`${url}/linen.html`);
  await expect(other.locator('.counter-number')).toHaveText('1');
  await other.getByRole('button', { name: 'Add to Cart' }).click();
  await arrived(collector, 'product_viewed', 'cart_updated', 'product_viewed', 'cart_updated');
  // The first tab's own observable still has the old cart; what Magento keeps for all tabs counts.
  await page.bringToFront();
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  // What a page says as it ends is built on what it knew last: here, of the other tab's cart.
  await page.evaluate(() => window.kago.flush());
  await page.goto(`${url}/happi-coat.html`);
  await arrived(collector, 'product_viewed', 'cart_updated', 'product_viewed', 'cart_updated', 'product_viewed');
  const [first, second] = await cartsOf(collector);
  expect(second).toMatchObject({ cart_id: first.cart_id, total_value: 39.99 });
});

test('a copy that Magento knows to be out of date is not read', async ({ page, collector, standIn }) => {
  const { url } = await standIn(createAdobeShop, TAG);
  await openBowl(page, url);
  await add(page);
  await arrived(collector, 'product_viewed', 'cart_updated');
  await page.evaluate(() => {
    const copy = JSON.parse(localStorage['mage-cache-storage']);
    copy.cart.items[0].qty = 7;
    localStorage['mage-cache-storage'] = JSON.stringify(copy);
    document.cookie = `section_data_ids=${encodeURIComponent(JSON.stringify({ cart: copy.cart.data_id + 1000 }))}; path=/`;
  });
  let answer;
  await page.route('**/customer/section/load/**', (route) => { answer = () => route.continue(); });
  await page.goto(`${url}/linen.html`);
  await arrived(collector, 'product_viewed', 'cart_updated', 'product_viewed');
  await passQuiet(page); // the first read is due after a second
  answer();
  await page.unrouteAll();
  await page.getByRole('button', { name: 'Add to Cart' }).click();
  await expect.poll(async () => (await cartsOf(collector)).length).toBe(2);
  expect((await cartsOf(collector)).map(({ products }) => products.map(({ quantity }) => quantity))).toEqual([[1], [1, 1]]);
});

test('a cart whose currency nobody names is refused aloud (pitfall 14)', async ({ page, collector, standIn }) => {
  const { url } = await standIn(createAdobeShop, { platform: 'adobe', debug: '' }, { tellsCurrency: false });
  const said = [];
  page.on('console', async (message) => {
    if (message.type() !== 'warning') return;
    said.push(message.text(), ...(await Promise.all(message.args().map((argument) => argument.jsonValue().catch(() => '')))).map((one) => JSON.stringify(one)));
  });
  await openBowl(page, url);
  await add(page);
  await expect.poll(() => said.join()).toContain('ecommerce.cart_updated was refused');
  expect(said.join()).toContain('properties.currency');
  const { ledger } = await page.evaluate(() => window.kago.getStatus());
  expect(ledger.refused).toBeGreaterThan(0);
  expect(await collector.events()).toEqual([]);
});

test("where the shop's developer has set no currency, the page's counts", async ({ page, collector, standIn }) => {
  const { url } = await standIn(createAdobeShop, { platform: 'adobe' }, { currency: 'SEK' });
  await openBowl(page, url);
  await add(page);
  await arrived(collector, 'product_viewed', 'cart_updated');
  expect((await collector.events()).map(({ properties }) => properties.currency)).toEqual(['SEK', 'SEK']);
});

test('nothing is requested but what the theme requests, and nothing is patched', async ({ page, context, collector, standIn }) => {
  await context.addInitScript(() => {
    window.before = [fetch, XMLHttpRequest.prototype.open, XMLHttpRequest.prototype.send, history.pushState, history.replaceState, Storage.prototype.setItem];
  });
  const { url } = await standIn(createAdobeShop, TAG);
  const requested = [];
  page.on('request', (request) => {
    if (['fetch', 'xhr'].includes(request.resourceType()) && request.url().startsWith(url)) requested.push(new URL(request.url()).pathname);
  });
  await openBowl(page, url);
  await add(page);
  await arrived(collector, 'product_viewed', 'cart_updated');
  // The theme loads its sections once or twice, as it comes to it.
  expect(requested.filter((path) => path.includes('section')).length).toBeLessThanOrEqual(2);
  expect([...new Set(requested)].sort()).toEqual(['/checkout/cart/add', '/customer/section/load/', '/kago/kago-adobe.wasm', '/kago/kago-markup.wasm']);
  requested.length = 0;
  await page.goto(`${url}/linen.html`);
  await arrived(collector, 'product_viewed', 'cart_updated', 'product_viewed');
  expect(requested.sort()).toEqual(['/kago/kago-adobe.wasm', '/kago/kago-markup.wasm']);
  expect(await page.evaluate(() => {
    const now = [fetch, XMLHttpRequest.prototype.open, XMLHttpRequest.prototype.send, history.pushState, history.replaceState, Storage.prototype.setItem];
    return now.every((one, i) => one === window.before[i]);
  })).toBe(true);
});

test('data-platform="auto" finds it', async ({ page, collector, standIn }) => {
  const { url } = await standIn(createAdobeShop, { platform: 'auto', currency: 'EUR' });
  await openBowl(page, url);
  await add(page);
  await arrived(collector, 'product_viewed', 'cart_updated');
  expect((await page.evaluate(() => window.kago.getStatus())).platforms).toEqual(['adobe']);
});

test('before consent nothing is read or sent, then the cart is (pitfall 20)', async ({ page, collector, standIn }) => {
  const { url } = await standIn(createAdobeShop, { ...TAG, consent: 'unknown' });
  await openBowl(page, url);
  await add(page);
  expect(await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))).toEqual([]);
  await page.evaluate(() => window.kago.setConsent('granted'));
  await arrived(collector, 'product_viewed', 'cart_updated');
});
