// A Shopify store's page that comes back out of the back/forward cache while the cart has changed
// elsewhere (pitfall 19).

import { addToCart, at, expect, test as base } from './shopify.js';

const test = base.extend({
  page: ({ cachedPage }, use) => use(cachedPage),
});

/** A tab without Kago: Shopify's checkout pages run no tag. */
async function addElsewhere(page, url) {
  const other = await page.context().newPage();
  await other.goto(`${url}/checkouts/cn/0`);
  await other.evaluate(() => fetch('/cart/add.js', {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"items":[{"id":44610569208050,"quantity":1}]}',
  }));
  await other.close();
}

async function goBack(page) {
  await page.evaluate(() => history.back());
  await page.waitForURL('**/products/furoshiki', { waitUntil: 'commit' });
  await expect.poll(() => page.evaluate(() => window.cameBack ?? performance.getEntriesByType('navigation')[0].notRestoredReasons)).toBe(true);
}

const markReturn = (page) => page.evaluate(() => addEventListener('pageshow', ({ persisted }) => { window.cameBack = persisted; }));

test('a page that comes back reads the cart that another tab has changed (pitfall 19)', async ({ page, openShop, expectTold }) => {
  const shop = await openShop();
  await page.goto(`${shop.url}/products/furoshiki`);
  await markReturn(page);
  await addToCart(page);
  await expectTold('viewed FURO-IND', 'cart FURO-IND x1');
  await page.goto(`${shop.url}/checkouts/cn/0`);
  await addElsewhere(page, shop.url);
  await goBack(page);
  await expectTold('viewed FURO-IND', 'cart FURO-IND x1', 'viewed FURO-IND', 'cart DONABE-28 x1 FURO-IND x1');
});

test('back from checkout to the page that began it, and again: one checkout, until the cart changes', async ({ page, openShop, expectTold }) => {
  const shop = await openShop();
  await page.goto(`${shop.url}/products/furoshiki`);
  await markReturn(page);
  await addToCart(page);
  await expectTold('viewed FURO-IND', 'cart FURO-IND x1');
  const checkOut = async () => {
    await page.locator('cart-drawer').getByTestId('checkout').click();
    await page.waitForURL('**/checkouts/cn/**');
  };
  await checkOut();
  await goBack(page);
  const told = ['viewed FURO-IND', 'cart FURO-IND x1', 'checkout FURO-IND x1', 'viewed FURO-IND'];
  await expectTold(...told);
  await checkOut();
  await goBack(page);
  await expectTold(...told, 'viewed FURO-IND');
  await at(page, 'close-drawer').click();
  await addToCart(page);
  await expectTold(...told, 'viewed FURO-IND', 'cart FURO-IND x2');
  await checkOut();
  await page.goto(shop.url);
  await expectTold(...told, 'viewed FURO-IND', 'cart FURO-IND x2', 'checkout FURO-IND x2');
});

test('a tab that comes to the front reads the cart again', async ({ page, openShop, expectTold }) => {
  const shop = await openShop();
  await page.goto(`${shop.url}/products/furoshiki`);
  await addToCart(page);
  await expectTold('viewed FURO-IND', 'cart FURO-IND x1');
  await addElsewhere(page, shop.url);
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expectTold('viewed FURO-IND', 'cart FURO-IND x1', 'cart DONABE-28 x1 FURO-IND x1');
});
