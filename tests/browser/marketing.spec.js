// A marketer's day with the collector's pages: who left what, the link that brings them back, what it was worth.

import { expectAccessible } from './support/axe.js';
import { expect, test as base } from './support/fixtures.js';
import { shopper } from './support/shopper.js';

const HOUR_MS = 3_600_000;
const ALL = ['read_carts', 'read_orders', 'read_customers'];

const test = base.extend({
  clock: async ({}, use) => use({ at: Date.now() }),
  recoverUrls: async ({}, use) => use([]),
  collectorOptions: async ({ clock, recoverUrls }, use) => use({
    tokens: [{ token: 't', shop: 'shop', scopes: ALL }, { token: 'carts', shop: 'shop', scopes: ['read_carts'] }], now: () => clock.at, recoverUrls,
  }),
  /** A tab with the pages, signed in by the link that `npm start` prints. */
  desk: async ({ context, collector, shop, recoverUrls }, use) => {
    recoverUrls.push({ shop: 'shop', url: `${shop.url}/cart` });
    const page = await context.newPage();
    await page.goto(`${collector.url}/marketing/#token=t`);
    await use({
      page,
      open: (label) => page.getByRole('navigation', { name: 'Marketing' }).getByRole('link', { name: label }).click(),
      rows: page.getByRole('row').filter({ has: page.getByRole('cell') }),
    });
  },
});

async function post(collector, events) {
  const { results } = await (await fetch(collector.eventsUrl, { method: 'POST', body: JSON.stringify({ write_key: 'pk_demo', events }) })).json();
  expect(results.map(({ status, violations = [] }) => [status, ...violations])).toEqual(events.map(() => ['accepted']));
}

test('a marketer sees a cart being left, copies its link, and sees it come back', async ({ page, desk, shop, collector, clock, context, browser }) => {
  await expect(desk.page).toHaveURL(`${collector.url}/marketing/`);
  await expect(desk.page.getByText('No abandoned carts')).toBeVisible();

  const customer = shopper(page, shop);
  await customer.look('furoshiki-cloth');
  await page.getByTestId('sign-in').click();
  await customer.add();
  await customer.hears('cartUpdated', 'accepted');
  await desk.page.getByRole('link', { name: 'Open', exact: false }).click();
  await expect(desk.rows).toHaveCount(1);
  await expect(desk.rows).toContainText('hana@shop.example');
  await expect(desk.rows).toContainText('1 × Furoshiki Wrapping Cloth');
  await expect(desk.rows).toContainText('EUR 19.99');
  await expect(desk.rows).toContainText(/abandoned in\s+(59:\d\d|1:00:00)/);
  await expectAccessible(desk.page);

  await customer.checkOut();
  await expect.poll(collector.names).toContain('checkout_started');
  await page.close();
  clock.at += HOUR_MS;
  await desk.page.getByRole('link', { name: /^Abandoned/ }).click();
  await expect(desk.rows).toContainText('in checkout');
  await desk.open('Checkouts');
  await expect(desk.rows).toContainText('Furoshiki Wrapping Cloth');
  await expectAccessible(desk.page);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await desk.page.getByRole('button', { name: 'Copy link' }).click();
  await expect(desk.page.getByRole('status')).toHaveText('The link is copied.');
  const link = await desk.page.evaluate(() => navigator.clipboard.readText());

  const elsewhere = await browser.newContext();
  const phone = await elsewhere.newPage();
  const back = shopper(phone, shop);
  await phone.goto(link);
  await expect(back.at('cart-page')).toContainText('Furoshiki');
  await back.hears('cartUpdated', 'accepted');
  await back.checkOut();
  await back.order();
  await expect.poll(collector.names).toContain('order_placed');
  await elsewhere.close();
  await expect(desk.page.getByText('No abandoned checkouts')).toBeVisible();
  await desk.page.getByRole('link', { name: 'Recovered' }).click();
  const { properties: { order_id: order } } = (await collector.arrivals()).find(({ name }) => name === 'ecommerce.order_placed');
  await expect(desk.rows).toContainText(order);
  await desk.open('Carts');
  await desk.page.getByRole('link', { name: /^Recovered/ }).click();
  await expect(desk.rows).toContainText('Furoshiki Wrapping Cloth');
});

const said = (name, minutesAgo, at, properties, changes = {}) => ({
  event_id: crypto.randomUUID(), name: `ecommerce.${name}`, time: new Date(at - minutesAgo * 60_000).toISOString(), anonymous_id: 'b', ...changes,
  properties: { currency: 'EUR', source: 'https://shop.example', total_value: 19.99, products: [{ product_id: '1', variant_id: '1', product_name: 'Mug', quantity: 1, price: 19.99 }], ...properties },
});

test('a marketer previews a message on a real cart, and finds the line that is wrong', async ({ desk: { page, open }, collector, clock }) => {
  await post(collector, [said('cart_updated', 1, clock.at, { cart_id: 'c1' })]);
  await open('Message preview');
  const message = page.getByRole('region', { name: 'Message' });
  await expect(message).toContainText('- 1 x Mug');
  await expect(message).toContainText('Together 19.99 EUR.');
  await expect(message).toContainText('/recover/');
  const template = page.getByRole('textbox', { name: 'Template' });
  await template.fill('Dear friend,\n\n{% shout %}\n');
  await expect(page.getByRole('alert')).toContainText('Line 3 tag "shout" not found');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Line 3' }).click();
  expect(await template.evaluate(({ value, selectionStart, selectionEnd }) => value.slice(selectionStart, selectionEnd))).toBe('{% shout %}');
  await post(collector, [said('order_placed', 0, clock.at, { cart_id: 'c1', order_id: 'o1' })]);
  await template.fill('{% shopping_cart {{context.${cart_id}}} %} Hello');
  await expect(message).toContainText('Nobody would get this message.');
  await expectAccessible(page);
});

test('customers and orders show each currency by itself, with its digits, and what was refunded', async ({ desk: { page, open, rows }, collector, clock }) => {
  const ann = { user_id: 'ann', anonymous_id: 'browser of ann' };
  const order = (id, currency, total) => said('order_placed', 60, clock.at, { cart_id: `c${id}`, order_id: id, currency, total_value: total, products: [{ product_id: '1', variant_id: '1', product_name: 'Mug', quantity: 1, price: total }] }, ann);
  await post(collector, [order('1001', 'JPY', 5000), order('1002', 'KWD', 1.25), order('1003', 'EUR', 100.3),
    said('order_refunded', 5, clock.at, { order_id: '1003', total_value: 0.1 }), said('order_cancelled', 4, clock.at, { order_id: '1001', currency: 'JPY', cancel_reason: 'too late' })]);
  await open('Customers');
  const ofAnn = rows.filter({ hasText: 'ann' });
  for (const text of ['JPY 5,000', 'KWD 1.250', 'EUR 100.20']) await expect(ofAnn).toContainText(text);
  await expect(page.getByRole('region', { name: 'The whole shop' })).toContainText(/Revenue in EUR\s+EUR\s100\.20/);
  await expectAccessible(page);
  await page.getByLabel('Find a customer').fill('nobody');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Nobody is "nobody"')).toBeVisible();
  await open('Orders');
  await expect(rows.filter({ hasText: '1003' })).toContainText(/refunded.*EUR\s100\.30.*EUR\s0\.10.*EUR\s100\.20/s);
  await expect(rows.filter({ hasText: '1001' })).toContainText('cancelled');
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Refunded' }).click();
  await expect(rows).toHaveCount(1);
});

test('the recovery rate and the funnel are shown by the day, in a picture and in a table', async ({ desk: { page, open }, collector, clock }) => {
  const now = clock.at;
  const day = (date) => new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' }).format(date);
  clock.at = now - 2 * 24 * HOUR_MS;
  const begun = (id) => said('checkout_started', 0, clock.at, { cart_id: `c${id}`, checkout_id: id }, { anonymous_id: `browser ${id}` });
  const view = { ...said('product_viewed', 0, clock.at, {}), properties: { product_id: '1', variant_id: '1', product_name: 'Mug', price: 19.99, currency: 'EUR', source: 'https://shop.example' } };
  await post(collector, [view, begun('a'), begun('b'), begun('c'), begun('d'), said('order_placed', 0, clock.at, { cart_id: 'cd', order_id: '1' })]);
  clock.at += 2 * HOUR_MS;
  const { checkouts } = await (await fetch(`${collector.url}/v1/checkouts`, { headers: { authorization: 'Bearer t' } })).json();
  const location = (await fetch(checkouts.find(({ checkout_id: id }) => id === 'a').recovery_url, { redirect: 'manual' })).headers.get('location');
  const back = await fetch(`${collector.url}/v1/recover`, { method: 'POST', body: new URL(location).searchParams.get('kago_recover') });
  expect(back.status).toBe(200);
  await post(collector, [said('order_placed', 0, clock.at, { cart_id: 'ca', order_id: '2', total_value: 15 }), said('order_refunded', 0, clock.at, { order_id: '2', total_value: 0.01 })]);
  clock.at = now;
  await open('Recovery');
  const fact = (name) => page.locator('.fact').filter({ hasText: name });
  await expect(fact('Recovery rate')).toContainText('33.3%');
  await expect(fact('Recovered revenue in EUR')).toContainText('EUR 14.99');
  await expect(page.getByRole('img', { name: /Checkouts that were left and the share that was recovered/ })).toBeVisible();
  await page.getByText('The numbers by the day').click();
  const dayRow = (caption) => page.getByRole('table', { name: caption }).getByRole('row').filter({ hasText: day(now - 2 * 24 * HOUR_MS) });
  await expect(dayRow('What became of checkouts').getByRole('cell')).toHaveText([/\d/, '4', '1', '3', '1', '0', '0', '33.3%']);
  await expect(dayRow('How many shoppers').getByRole('cell')).toContainText([/\d/, '1', '0', '4', '1']);
  await expectAccessible(page);
});

test('whoever has no token is told where it comes from, and whoever has one sees what it may', async ({ page, collector }) => {
  await page.goto(`${collector.url}/marketing/`);
  await expectAccessible(page);
  await expect(page.getByText('KAGO_TOKENS')).toBeVisible();
  await page.getByLabel('Access token').fill('guess');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toHaveText('This token isn\'t one of this collector\'s.');
  await page.getByLabel('Access token').fill('carts');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Carts', level: 1 })).toBeFocused();
  await expect(page.getByText('No abandoned carts')).toBeVisible();
  await page.getByRole('link', { name: 'Checkouts' }).click();
  await expect(page.getByRole('alert')).toContainText('doesn\'t have the scope "read_orders"');
  // Half of a page that asks for two scopes.
  await page.getByRole('link', { name: 'Recovery' }).click();
  await expect(page.getByText('doesn\'t have the scope "read_orders"')).toBeVisible();
  await expect(page.getByText('Nobody was there in this time')).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByLabel('Access token')).toBeFocused();
  await page.getByLabel('Access token').fill('a\u200bb');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('This token isn\'t one of this collector\'s');
  expect(await page.evaluate(() => Object.values(sessionStorage).concat(Object.values(localStorage)))).not.toContain('carts');
});
