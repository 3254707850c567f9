// The event inspector beside the shop: what QA sees is what the database holds, live.

import { expect, test } from './support/fixtures.js';

const rowsOf = (inspector) => inspector.locator('#events > li');
const rowNamed = (inspector, name) => rowsOf(inspector).filter({ has: inspector.getByRole('button', { name, exact: true }) });

const nameFilter = (inspector) => inspector.getByRole('combobox', { name: /^Event/ });

/** An inspector that is live, and a shop page in another tab. */
async function openBoth({ context, site, collector }, options = {}) {
  const inspector = await context.newPage();
  await inspector.goto(`${collector.url}/inspector/`);
  await expect(inspector.getByRole('status')).toHaveText('live');
  const shop = await context.newPage();
  await shop.goto(site.npmPage(options));
  return { inspector, shop };
}

test('events appear live in the inspector, newest first', async ({ context, shop, collector }) => {
  const inspector = await context.newPage();
  await inspector.goto(`${collector.url}/inspector/`);
  await expect(inspector.getByRole('status')).toHaveText('live');
  const customer = await context.newPage();
  await customer.goto(`${shop.url}/products/furoshiki-cloth`);
  await expect(rowNamed(inspector, 'product viewed')).toHaveCount(1);
  await customer.getByTestId('quantity').fill('3');
  await customer.getByTestId('add-to-cart').click();
  await expect(rowNamed(inspector, 'cart updated')).toContainText('59.97');
  await expect(rowsOf(inspector).first()).toContainText('cart updated');
  await expect(inspector.locator('#count-accepted')).toHaveText('2');
});

test('the name filter and the cart filter leave what they say', async ({ context, site, collector }) => {
  const { inspector, shop } = await openBoth({ context, site, collector });
  await shop.evaluate(async () => {
    await kago.productViewed(view(1));
    await kago.cartUpdated(cart(2, { cart_id: 'cart-one' }));
    await kago.cartUpdated(cart(3, { cart_id: 'cart-two' }));
    await kago.checkoutStarted(checkout(4, { cart_id: 'cart-two' }));
    await kago.flush();
  });
  await expect(rowsOf(inspector)).toHaveCount(4);

  await nameFilter(inspector).selectOption('ecommerce.cart_updated');
  await expect(rowsOf(inspector)).toHaveCount(2);
  await expect(rowNamed(inspector, 'cart updated')).toHaveCount(2);

  await inspector.getByRole('button', { name: 'cart-two' }).click();
  await expect(rowsOf(inspector)).toHaveCount(1);
  await nameFilter(inspector).selectOption('');
  await expect(rowsOf(inspector)).toHaveCount(2);
  await expect(inspector.locator('#funnel')).toContainText('cart-two');
  await expect(inspector.locator('#funnel')).toContainText('in checkout');

  // What comes in while a filter is set is filtered too.
  await shop.evaluate(async () => {
    await kago.productViewed(view(5));
    await kago.orderPlaced(order(6, { cart_id: 'cart-two' }));
    await kago.flush();
  });
  await expect(rowNamed(inspector, 'order placed')).toHaveCount(1);
  await expect(rowsOf(inspector)).toHaveCount(3);
  await expect(inspector.locator('#funnel')).toContainText('ordered');
});

test('a click shows the event as JSON, just as the database has it', async ({ context, site, collector }) => {
  const { inspector, shop } = await openBoth({ context, site, collector });
  await shop.evaluate(async () => {
    await kago.productViewed(view(1, { product_name: 'Incense <b>Hinoki</b> & Cedar 籠' }));
    await kago.flush();
  });
  await rowNamed(inspector, 'product viewed').getByRole('button', { name: 'product viewed' }).click();
  const shown = JSON.parse(await inspector.getByLabel('Event as JSON').textContent());
  expect([shown]).toEqual(await collector.events());
});

test('a refused event shows where it is wrong, what stood there and what would be right', async ({ context, site, collector }) => {
  const { inspector, shop } = await openBoth({ context, site, collector }, { debug: true });
  await shop.evaluate(async () => {
    await kago.productViewed(view(1, { price: '1.234,56', currency: 'EURO' }));
    await kago.flush();
  });
  const row = rowNamed(inspector, 'product viewed');
  await expect(row).toContainText('refused in page');
  await row.getByRole('button', { name: 'product viewed' }).click();
  const reasons = row.getByRole('table', { name: 'Why it was refused' }).getByRole('row');
  await expect(reasons.filter({ hasText: 'properties.price' })).toContainText(['wrong_type']);
  await expect(reasons.filter({ hasText: 'properties.price' })).toContainText(['1.234,56']);
  await expect(reasons.filter({ hasText: 'properties.price' })).toContainText(['a number >= 0 such as 19.99']);
  await expect(reasons.filter({ hasText: 'properties.currency' })).toContainText(['unknown_currency']);
  await expect(inspector.locator('#count-refused')).toHaveText('1');
  await expect(inspector.locator('#count-never-arriving')).toHaveText('1');
});

test('an event that was mended shows its warnings', async ({ context, site, collector }) => {
  const { inspector, shop } = await openBoth({ context, site, collector }, { debug: true });
  await shop.evaluate(async () => {
    await kago.productViewed(view(1, { price: '19.99', colour: 'indigo' }));
    await kago.flush();
  });
  const row = rowNamed(inspector, 'product viewed');
  await expect(row).toContainText('2 warnings');
  await row.getByRole('button', { name: 'product viewed' }).click();
  await expect(row.getByRole('table')).toContainText('number_from_text');
  await expect(row.getByRole('table')).toContainText('moved_to_metadata');
});

test('a collector that hangs is said to give no answer, its rows are marked and still filtered', async ({ context, site, collector }) => {
  const { inspector, shop } = await openBoth({ context, site, collector });
  await shop.evaluate(async () => {
    await kago.productViewed(view(1));
    await kago.cartUpdated(cart(2));
    await kago.flush();
  });
  await expect(rowsOf(inspector)).toHaveCount(2);

  await expect(inspector.locator('#count-accepted')).toHaveText('2');

  // The stream stays open, and nothing that is asked is answered.
  await inspector.route(/\/v1\//, () => {});
  await nameFilter(inspector).selectOption('ecommerce.cart_updated');
  await expect(rowsOf(inspector)).toHaveCount(1);
  await expect(inspector.getByRole('status')).toHaveText(/^no answer since \d\d:\d\d:\d\d$/);
  await expect(inspector.locator('#stale')).toContainText('these rows are as they were at');
  await expect(inspector.locator('#events')).toHaveAttribute('data-stale', '');

  await inspector.unroute(/\/v1\//);
  await expect(inspector.getByRole('status')).toHaveText('live');
  await expect(inspector.locator('#events')).not.toHaveAttribute('data-stale');
});

test('a collector that is gone is said to give no answer, and is live again once it is back', async ({ context, site, collector }) => {
  const { inspector, shop } = await openBoth({ context, site, collector });
  await shop.evaluate(async () => { await kago.productViewed(view(1)); await kago.flush(); });
  await expect(rowsOf(inspector)).toHaveCount(1);
  await context.setOffline(true);
  await expect(inspector.getByRole('status')).toHaveText(/^no answer since \d\d:\d\d:\d\d$/);
  await expect(inspector.locator('#events')).toHaveAttribute('data-stale', '');
  await context.setOffline(false);
  await expect(inspector.getByRole('status')).toHaveText('live');
  await shop.evaluate(async () => { await kago.productViewed(view(2)); await kago.flush(); });
  await expect(rowsOf(inspector)).toHaveCount(2);
});

test('rows of all kinds stand in the order of their receipt, with date, shop and shopper, and posts that were turned away among them', async ({ context, site, collector }) => {
  const { inspector, shop } = await openBoth({ context, site, collector }, { debug: true });
  await shop.evaluate(async () => {
    kago.identify('user-7');
    await kago.productViewed(view(1));
    await kago.productViewed(view(2, { price: -1 }));
    await kago.productViewed(view(3));
    await kago.flush();
  });
  await expect(rowsOf(inspector)).toHaveCount(3);
  await shop.evaluate((url) => fetch(url, { method: 'POST', body: JSON.stringify({ write_key: 'pk_of_another_shop', events: [] }) }), collector.eventsUrl);
  await expect(rowsOf(inspector)).toHaveCount(4);

  await expect(rowsOf(inspector).first()).toContainText('turned away: 401');
  await expect(rowsOf(inspector).first()).toContainText('write_key is not known to this collector');
  const received = await rowsOf(inspector).locator('time').evaluateAll((times) => times.map((time) => time.dateTime));
  expect(received).toEqual(received.toSorted().reverse());
  await expect(rowsOf(inspector).locator('time').last()).toHaveText(/^\d{1,2} \p{L}+ \d\d:\d\d:\d\d\.\d{3}$/u);
  // The page tells of its visit by itself, a moment later.
  await expect(rowsOf(inspector).last().locator('.from')).toHaveText(new RegExp(`^${await shop.evaluate(() => location.pathname)}tab \\w+shopuser-7$`));
  await expect(rowNamed(inspector, 'product viewed').filter({ hasText: 'refused in page' })).toContainText('properties.price: expected a number >= 0');

  await inspector.reload();
  await expect(rowsOf(inspector)).toHaveCount(4);
  expect(await rowsOf(inspector).locator('time').evaluateAll((times) => times.map((time) => time.dateTime))).toEqual(received);
  await rowNamed(inspector, 'post turned away').getByRole('button').click();
  await expect(rowNamed(inspector, 'post turned away').locator('.detail')).toContainText('401 unknown_write_key: write_key is not known');
  await expect(rowNamed(inspector, 'post turned away').locator('.facts')).toContainText('pk_o…');
});

test('the beginning of a cart id filters, and the focus stays on the chip and comes to the filter afterwards', async ({ context, site, collector }) => {
  const { inspector, shop } = await openBoth({ context, site, collector });
  await shop.evaluate(async () => {
    await kago.cartUpdated(cart(1, { cart_id: 'cart-one' }));
    await kago.cartUpdated(cart(2, { cart_id: 'cart-two' }));
    await kago.flush();
  });
  await expect(rowsOf(inspector)).toHaveCount(2);
  const filter = inspector.getByRole('searchbox', { name: /^Cart/ });
  await filter.fill('cart-');
  await expect(rowsOf(inspector)).toHaveCount(2);
  await filter.fill('cart-t');
  await expect(rowsOf(inspector)).toHaveCount(1);
  await expect(inspector.locator('#funnel')).toContainText('cart-two');
  await filter.fill('');

  await inspector.getByRole('button', { name: 'cart-one' }).click();
  await expect(inspector.locator('#funnel')).toContainText('cart-one');
  await expect(rowsOf(inspector)).toHaveCount(1);
  await expect(inspector.getByRole('button', { name: 'cart-one' })).toBeFocused();
  // What comes for the cart draws its strip anew.
  await inspector.getByRole('button', { name: 'Show all carts' }).focus();
  await shop.evaluate(async () => { await kago.checkoutStarted(checkout(3, { cart_id: 'cart-one' })); await kago.flush(); });
  await expect(inspector.locator('#funnel .verdict')).toHaveText('in checkout');
  await expect(inspector.getByRole('button', { name: 'Show all carts' })).toBeFocused();
  await inspector.getByRole('button', { name: 'Show all carts' }).click();
  await expect(rowsOf(inspector)).toHaveCount(3);
  await expect(filter).toBeFocused();
});

test('a cart is said to be what has become of it', async ({ context, site, collector }) => {
  const { inspector, shop } = await openBoth({ context, site, collector });
  const verdict = inspector.locator('#funnel .verdict');
  await inspector.goto(`${collector.url}/inspector/?cart_id=c1&status=banana&from=yesterday`);
  await expect(inspector.getByText('Left out of this view: from "yesterday", which is no time; status "banana", which is no status.')).toBeVisible();
  await shop.evaluate(async () => { await kago.cartUpdated(cart(1, { cart_id: 'c1' })); await kago.flush(); });
  await expect(verdict).toHaveText('open');
  await expect(inspector.locator('#funnel')).toContainText('counts as abandoned in 60 min');
  await shop.evaluate(async () => { await kago.checkoutStarted(checkout(2, { cart_id: 'c1' })); await kago.flush(); });
  await expect(verdict).toHaveText('in checkout');
  await shop.evaluate(async () => { await kago.orderPlaced(order(3, { cart_id: 'c1', order_id: 'o1' })); await kago.flush(); });
  await expect(verdict).toHaveText('ordered');
  const placed = (await collector.events()).at(-1).properties;
  const undone = { order_id: 'o1', products: placed.products, total_value: placed.total_value, cancel_reason: 'changed their mind' };
  await shop.evaluate(async (fields) => { await kago.orderCancelled(fields); await kago.flush(); }, undone);
  await expect(verdict).toHaveText('cancelled');
  const { cancel_reason: _, ...refund } = undone;
  await shop.evaluate(async (fields) => { await kago.orderRefunded(fields); await kago.flush(); }, refund);
  await expect(verdict).toHaveText('cancelled, refunded');
});

test('a cart is abandoned once the collector\'s time for carts is over', async ({ context, page: inspector, site, collector }) => {
  await inspector.clock.install();
  const shop = await context.newPage();
  await shop.goto(site.npmPage());
  await shop.evaluate(async () => { await kago.cartUpdated(cart(1, { cart_id: 'c1' })); await kago.flush(); });
  await inspector.goto(`${collector.url}/inspector/?cart_id=c1`);
  await expect(inspector.locator('#funnel .verdict')).toHaveText('open');
  await inspector.clock.fastForward('59:00');
  await expect(inspector.locator('#funnel')).toContainText('counts as abandoned in 1 min');
  await inspector.clock.fastForward('01:00');
  await expect(inspector.locator('#funnel .verdict')).toHaveText('abandoned');
});

test('on a phone eight rows fit beside the head, and nothing stands out at the side', async ({ context, site, collector }) => {
  const { inspector, shop } = await openBoth({ context, site, collector }, { debug: true });
  await inspector.setViewportSize({ width: 360, height: 740 });
  await shop.evaluate(async () => {
    for (let n = 1; n < 12; n += 1) await kago.productViewed(view(n));
    await kago.productViewed(view(12, { price: -1 }));
    await kago.flush();
  });
  await expect(rowsOf(inspector)).toHaveCount(12);
  // A collector that is slow on a busy machine is said to be, above the rows, until it answers.
  await expect.poll(() => rowsOf(inspector).nth(7).evaluate((row) => row.getBoundingClientRect().bottom)).toBeLessThan(740);
  expect(await inspector.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  const standOut = await inspector.locator('.badge, .amount, .from, .why').evaluateAll((parts) => parts.filter((part) => part.getBoundingClientRect().right > 348).map((part) => part.textContent));
  expect(standOut).toEqual([]);
});
