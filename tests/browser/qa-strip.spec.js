// The strip for testers in the demo shop: it is green only where events leave.

import { fileURLToPath } from 'node:url';
import { createStorefront } from '../../demo-store/storefront/app.js';
import { expect, test } from './support/fixtures.js';
import { down, open } from './support/gate.js';
import { shopper } from './support/shopper.js';

const distFolder = fileURLToPath(new URL('../../dist/', import.meta.url));
const colorOf = (part) => part.evaluate((element) => getComputedStyle(element).color);

/** The demo shop with a key that the collector doesn't know. */
async function openMiskeyedShop(collector) {
  const app = createStorefront({ collectorUrl: collector.eventsUrl, distFolder, writeKey: 'pk_mistyped' });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const url = `http://127.0.0.1:${app.server.address().port}`;
  collector.allow(url);
  return { url, close: () => { app.server.closeAllConnections(); return app.close(); } };
}

test('the strip of a shop with a wrong key says that nothing is sent and why, and nothing of it is green', async ({ page, collector }) => {
  const shop = await openMiskeyedShop(collector);
  const customer = shopper(page, shop);
  await customer.look('furoshiki-cloth');
  await customer.hears('productViewed', 'accepted');
  await expect(customer.at('qa-alarm')).toHaveText('nothing is sent: the collector answers 401');
  await expect(customer.at('qa-alarm')).toBeInViewport();
  await expect.poll(() => colorOf(customer.at('qa-last'))).toBe('rgb(195, 201, 207)');
  await customer.at('qa-toggle').click();
  await expect(customer.at('qa-said-problems')).toBeInViewport();
  await expect(customer.at('qa-said-problems')).toContainText('key');
  await expect.poll(async () => (await collector.rows('&origin=request')).length).toBeGreaterThan(0);
  await shop.close();
});

test('the strip says that events wait while the collector is away, and is green again once they have left', async ({ page, shop, collector }) => {
  collector.gate.behave(down);
  const customer = shopper(page, shop);
  await customer.look('furoshiki-cloth');
  await customer.hears('productViewed', 'accepted');
  await expect(customer.at('qa-alarm')).toHaveText('1 waiting: the collector gives no good answer');
  collector.gate.behave(open);
  await customer.at('qa-toggle').click();
  await customer.at('qa-flush').click();
  await expect(customer.at('qa-alarm')).toBeEmpty();
  await expect.poll(() => colorOf(customer.at('qa-last'))).toBe('rgb(169, 220, 174)');
  expect(await collector.names()).toEqual(['product_viewed']);
});

test('the strip of a shop that is well stays green', async ({ page, shop, collector }) => {
  const customer = shopper(page, shop);
  await customer.look('furoshiki-cloth');
  await customer.hears('productViewed', 'accepted');
  await expect.poll(collector.names).toEqual(['product_viewed']);
  await expect(customer.at('qa-alarm')).toBeEmpty();
  expect(await colorOf(customer.at('qa-last'))).toBe('rgb(169, 220, 174)');
});

test('orders that are refunded or cancelled in the demo shop have no remarks', async ({ page, shop }) => {
  const said = [];
  page.on('console', (message) => message.text().startsWith('kago: ') && said.push(message.text()));
  const customer = shopper(page, shop);
  await customer.look('furoshiki-cloth');
  await page.getByTestId('quantity').fill('3');
  await customer.add();
  await customer.checkOut();
  await customer.order();
  await customer.viewOrder();
  await page.getByTestId('refund-quantity-furoshiki-indigo-50').fill('1');
  await customer.at('refund').click();
  await customer.hears('orderRefunded', 'accepted');
  await customer.at('cancel-order').click();
  await customer.hears('orderCancelled', 'accepted');
  expect(said).toEqual([]);
});

test('the console says of a total that fits no lines that there are remarks, not that it was mended', async ({ page, site }) => {
  const said = [];
  page.on('console', (message) => message.text().startsWith('kago: ') && said.push(message.text()));
  await page.goto(site.npmPage({ debug: true }));
  await page.evaluate(async () => { await kago.cartUpdated(cart(1, { total_value: 1 })); await kago.flush(); });
  expect(said.join()).toContain('ecommerce.cart_updated has remarks');
  expect(said.join()).not.toContain('mended');
});
