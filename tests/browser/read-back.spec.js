// What a marketer reads, and is told, of a shopper's visit: the abandoned cart, the abandoned checkout, the user's carts and
// figures.

import { SECRET, startReceiver } from '../collector/receiver.js';
import { expect, test as base } from './support/fixtures.js';
import { shopper } from './support/shopper.js';

const SCOPES = ['read_orders', 'read_checkouts', 'read_customers', 'read_carts'];
const KEYS = { 'x-api-key': 't', 'x-store-key': 'shop', authorization: 'Bearer t' };

const test = base.extend({
  /** The collector's: real time, and what a test adds. It grants requests by it. */
  clock: async ({}, use) => use({ ahead: 0 }),
  /** Whom the shop's webhook tells. */
  receiver: async ({}, use) => {
    const ends = [];
    await use(await startReceiver({ after: (end) => ends.push(end) }));
    for (const end of ends) end();
  },
  /** The page that takes shoppers back in: of each shop, once it has an address. */
  recoverUrls: async ({}, use) => use([]),
  collectorOptions: async ({ clock, receiver, recoverUrls }, use) => use({
    tokens: [{ token: 't', shop: 'shop', scopes: SCOPES }], now: () => Date.now() + clock.ahead, recoverUrls, webhooks: [{ shop: 'shop', secret: SECRET, url: receiver.url }],
  }),
  read: async ({ collector }, use) => {
    const get = async (path) => (await fetch(collector.url + path, { headers: KEYS })).json();
    await use({
      get,
      abandonedCarts: async () => (await get('/v1.1/order.abandoned.list.json')).result.order.map(({ basket_id, totals }) => [basket_id, totals.total]),
      checkouts: async () => (await get('/admin/api/2021-07/checkouts.json')).checkouts.map(({ cart_token, total_price }) => [cart_token, total_price]),
    });
  },
});

test('an abandoned cart and checkout are listed and told until the order, which the figures count', async ({ page, shop, collector, read, clock, receiver }) => {
  const customer = shopper(page, shop);
  await customer.look('furoshiki-cloth');
  await page.getByTestId('sign-in').click();
  await customer.add();
  await expect.poll(collector.names).toEqual(['product_viewed', 'customer_identified', 'cart_updated']);
  const { properties: { cart_id: id } } = (await collector.arrivals())[2];
  expect(await read.abandonedCarts()).toEqual([]);
  clock.ahead += 3_600_000;
  expect(await read.abandonedCarts()).toEqual([[id, 19.99]]);
  await expect.poll(receiver.said).toEqual([`abandoned ${id}`]);
  expect(await read.get(`/stores/shop/v3/abandoned-carts/${receiver.told()[0].data.token}`)).toEqual({ data: { cart_id: id }, meta: {} });
  expect(await read.checkouts()).toEqual([]);
  expect((await read.get('/v1/users/user-1')).carts).toMatchObject([{ cart_id: id, status: 'open', total_value: 19.99, products: [{ product_name: 'Furoshiki Wrapping Cloth', quantity: 1 }] }]);

  await customer.openCart();
  await customer.checkOut();
  await customer.hears('checkoutStarted', 'accepted');
  await expect.poll(read.checkouts).toEqual([[id, expect.stringMatching(/^\d+\.\d\d$/)]]);
  expect((await read.get('/v1/users/user-1')).carts[0].status).toBe('checkout');

  await customer.order();
  await customer.hears('orderPlaced', 'accepted');
  await expect.poll(read.checkouts).toEqual([]);
  expect(await read.abandonedCarts()).toEqual([]);
  const { properties: { total_value: paid, order_id: order } } = (await collector.arrivals()).at(-1);
  await expect.poll(receiver.said).toEqual([`abandoned ${id}`, `converted ${id} ${order}`]);
  const figures = [{ currency: 'EUR', placed: paid, refunded: 0, revenue: paid, orders: 1, cancelled: 0, total_orders: 1 }];
  expect(await read.get('/v1/users/user-1')).toEqual({ user_id: 'user-1', contact: { email: 'hana@shop.example', first_name: 'Hana', last_name: null, phone: null }, carts: [], figures });
  expect(await read.get('/v1/figures')).toEqual({ figures });
});

test('the whole story: browse, fill the cart, begin to check out, leave; an hour later it is listed and told, a message\'s link brings it back on a phone, and the order closes all of it', async ({ page, shop, collector, read, clock, receiver, recoverUrls, browser }) => {
  recoverUrls.push({ shop: 'shop', url: `${shop.url}/cart` });
  const customer = shopper(page, shop);
  await customer.look('furoshiki-cloth');
  await page.getByTestId('sign-in').click();
  await customer.add();
  await customer.checkOut();
  await expect.poll(collector.names).toEqual(['product_viewed', 'customer_identified', 'cart_updated', 'checkout_started']);
  const { properties: { cart_id: id, checkout_id: checkoutId } } = (await collector.arrivals()).at(-1);
  await page.close();

  clock.ahead += 3_600_000;
  await expect.poll(receiver.said).toEqual([`abandoned ${id}`]);
  expect((await read.abandonedCarts()).map(([cart]) => cart)).toEqual([id]);
  expect((await read.checkouts()).map(([cart]) => cart)).toEqual([id]);
  const template = '{% shopping_cart {{context.${cart_id}}} %}{{ shopping_cart.recovery_url }}';
  const { text: link } = await (await fetch(`${collector.url}/v1/preview`, {
    method: 'POST', headers: { ...KEYS, 'content-type': 'application/json' }, body: JSON.stringify({ template, cart_id: id }) })).json();

  const context = await browser.newContext();
  const phone = await context.newPage();
  const comesBack = shopper(phone, shop);
  await phone.goto(link);
  await expect(comesBack.at('cart-page')).toContainText('Furoshiki');
  expect(phone.url()).toBe(`${shop.url}/cart`);
  await comesBack.hears('cartUpdated', 'accepted');
  await comesBack.checkOut();
  await comesBack.order();
  await comesBack.hears('orderPlaced', 'accepted');
  await expect.poll(async () => (await collector.arrivals()).at(-1).properties).toMatchObject({ cart_id: id, order_id: expect.any(String) });
  const { properties: { total_value: paid, order_id: order } } = (await collector.arrivals()).at(-1);
  await expect.poll(receiver.said).toEqual([`abandoned ${id}`, `converted ${id} ${order}`]);
  expect(await read.abandonedCarts()).toEqual([]);
  const won = (await read.get('/admin/api/2021-07/checkouts.json')).checkouts.filter(({ token }) => token === checkoutId);
  expect(won).toMatchObject([{ cart_token: id, completed_at: expect.stringContaining('T') }]);
  expect((await read.get('/v1/figures')).figures).toMatchObject([{ revenue: paid, orders: 1 }]);
  await context.close();
});
