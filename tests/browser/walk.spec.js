// Shoppers' ways through the demo shop, and what the collector's database holds after each.

import { expect, test } from './support/fixtures.js';
import { shopper } from './support/shopper.js';
import { cartIdOf, eventsNamed, expectSoundHistory, expectWalk, INDIGO, linesOf, totalOf, walk } from './support/walk.js';

test('a walk from the product page to the order is told once each, with one cart_id', async ({ page, shop, collector }) => {
  await walk(shopper(page, shop));
  await expectWalk(collector);
});

test('"Buy it now" has a cart_id of its own and leaves the cart as it is', async ({ page, shop, collector }) => {
  const customer = shopper(page, shop);
  await customer.look('furoshiki-cloth');
  await customer.add();
  await customer.look('tea-caddy');
  await customer.buyNow();
  await customer.order();
  await customer.look('tabi-socks');
  await customer.add();
  await customer.checkOut();
  await customer.order();

  const events = await eventsNamed(collector, [
    'product_viewed', 'cart_updated', 'product_viewed', 'checkout_started', 'order_placed',
    'product_viewed', 'cart_updated', 'checkout_started', 'order_placed',
  ]);
  const [, before, , boughtNow, orderedNow, , after, checkout, order] = events;
  expect([boughtNow, orderedNow].map(linesOf)).toEqual([[['caddy-cherry', 1]], [['caddy-cherry', 1]]]);
  expect(linesOf(after)).toEqual([[INDIGO, 1], ['tabi-navy-36', 1]]);
  expect(cartIdOf(orderedNow)).toBe(cartIdOf(boughtNow));
  expect(cartIdOf(boughtNow)).not.toBe(cartIdOf(before));
  expect([after, checkout, order].map(cartIdOf)).toEqual(Array(3).fill(cartIdOf(before)));
  expectSoundHistory(events);
});

test('a refund and a cancellation name the order and no cart', async ({ page, shop, collector }) => {
  const customer = shopper(page, shop);
  await customer.look('furoshiki-cloth');
  await page.getByTestId('quantity').fill('3');
  await customer.buyNow();
  await customer.order();
  await customer.viewOrder();
  await page.getByTestId(`refund-quantity-${INDIGO}`).fill('1');
  await page.getByTestId('refund').click();
  await expect(page.getByTestId('order-state')).toHaveText('Partly refunded');
  await page.getByTestId('cancel-reason').selectOption('Ordered by mistake');
  await page.getByTestId('cancel-order').click();
  await expect(page.getByTestId('order-state')).toHaveText('Cancelled');

  const events = await eventsNamed(collector, [
    'product_viewed', 'checkout_started', 'order_placed', 'order_refunded', 'order_cancelled',
  ]);
  const [, , order, refund, cancellation] = events;
  expect([refund, cancellation].map(({ properties }) => properties.order_id)).toEqual(Array(2).fill(order.properties.order_id));
  expect([refund, cancellation].map(linesOf)).toEqual([[[INDIGO, 1], ['tax', 1]], [[INDIGO, 2]]]);
  expect([refund, cancellation].map(totalOf)).toEqual([23.99, 53.85]);
  expect(cancellation.properties.cancel_reason).toBe('Ordered by mistake');
  expect([refund, cancellation].filter(({ properties }) => 'cart_id' in properties)).toEqual([]);
  expectSoundHistory(events);
});

test('an emptied cart is told once, and never as a cart without products', async ({ page, shop, collector }) => {
  const customer = shopper(page, shop);
  await customer.look('furoshiki-cloth');
  await customer.add();
  await customer.openCart();
  await customer.change(INDIGO, 'remove');
  await customer.hears('cartEmptied', 'accepted');
  await page.reload();
  await customer.look('tray-12-round');

  const events = await eventsNamed(collector, ['product_viewed', 'cart_updated', 'cart_emptied', 'product_viewed']);
  const [, cart, emptied] = events;
  expect(emptied.name).toBe('kago.cart_emptied');
  expect(emptied.properties).toEqual({ cart_id: cartIdOf(cart), currency: 'EUR', source: shop.url });
  expectSoundHistory(events);
});

test('signing in names the shopper from then on and rewrites no history', async ({ page, shop, collector }) => {
  const customer = shopper(page, shop);
  await customer.look('furoshiki-cloth');
  await customer.hears('productViewed', 'accepted');
  await page.getByTestId('sign-in').click();
  await customer.add();

  const events = await eventsNamed(collector, ['product_viewed', 'customer_identified', 'cart_updated']);
  expect(events.map((event) => event.user_id)).toEqual([undefined, 'user-1', 'user-1']);
  expect(events[1].properties).toEqual({ email: 'hana@shop.example', first_name: 'Hana' });
  expectSoundHistory(events);
});
