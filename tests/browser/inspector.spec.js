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
  await expect(inspector.locator('#funnel')).toContainText('abandoned so far');

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
