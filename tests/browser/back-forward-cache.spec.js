// Going back shows the page as it was left, out of the browser's back/forward cache: Kago must not
// keep pages out of it, and must go on in a page that comes back.

import { expect, test as base } from './support/fixtures.js';
import { answerWith, open } from './support/gate.js';

const test = base.extend({
  page: ({ cachedPage }, use) => use(cachedPage),
});

const markReturn = (page) => page.evaluate(() => {
  addEventListener('pageshow', ({ persisted }) => { window.cameBack = persisted; });
});

async function goBack(page, address) {
  await page.evaluate(() => history.back());
  await page.waitForURL(address, { waitUntil: 'commit' });
  // Only the very page that was left has the mark; a new one says why the old one was given up.
  await expect.poll(() => page.evaluate(() => window.cameBack ?? performance.getEntriesByType('navigation')[0].notRestoredReasons)).toBe(true);
  expect(await page.evaluate(() => performance.getEntriesByType('navigation')[0].notRestoredReasons)).toBe(null);
}

test('a page with Kago comes back out of the cache, and sending goes on', async ({ page, site, collector }) => {
  const shop = site.npmPage();
  await page.goto(shop);
  await markReturn(page);
  await page.evaluate(async () => { await kago.productViewed(view(1)); await kago.flush(); });
  await page.goto(site.page('/away', '<title>Away</title>'));
  await goBack(page, shop);
  await page.evaluate(() => kago.productViewed(view(2)));
  await expect.poll(collector.numbers).toEqual([1, 2]);
});

test('what a page had not sent when it was left, it sends when it comes back, once', async ({ page, site, collector }) => {
  const shop = site.npmPage();
  await page.goto(shop);
  await markReturn(page);
  await page.evaluate(() => kago.productViewed(view(1)));
  const away = site.page('/away', '<title>Away</title>');
  await page.evaluate((to) => {
    for (const n of [2, 3, 4]) kago.productViewed(view(n));
    location.assign(to);
  }, away);
  await page.waitForURL(away);
  await goBack(page, shop);
  await expect.poll(async () => (await collector.numbers()).sort()).toEqual([1, 2, 3, 4]);
  await expect.poll(() => page.evaluate(() => kago.flush())).toMatchObject({ tracked: 4, acked: 4, stored: 0, ledger: {} });
});

test('a wait that was under way when the page was left ends by itself after its return', async ({ page, site, collector }) => {
  const shop = site.npmPage();
  await page.goto(shop);
  await markReturn(page);
  collector.gate.behave(answerWith(503, { 'retry-after': '4', 'access-control-expose-headers': 'retry-after' }));
  await page.evaluate(async () => { await kago.productViewed(view(1)); await kago.flush(); });
  const { stored, failures, retryAt } = await page.evaluate(() => kago.getStatus());
  expect({ stored, failures }).toEqual({ stored: 1, failures: 1 });
  await page.goto(site.page('/away', '<title>Away</title>'));
  let askedMs;
  collector.gate.behave((passage) => {
    askedMs ??= Date.now();
    return open(passage);
  });
  await goBack(page, shop);
  await expect.poll(collector.numbers).toEqual([1]);
  // So neither the leaving nor the return has sent it, but a timer. It may be some milliseconds early.
  expect(askedMs).toBeGreaterThan(Date.parse(retryAt) - 100);
});

test('a page comes back out of the cache after one with Kago too, and knows the cart that it has changed', async ({ page, site, collector }) => {
  const shop = site.npmPage();
  const next = site.npmPage({}, '/next');
  await page.goto(shop);
  await markReturn(page);
  await page.evaluate(() => kago.cartUpdated(cart(1)));
  await page.goto(next);
  await page.evaluate(() => kago.orderPlaced(order(2)));
  await goBack(page, shop);
  await page.evaluate(() => kago.cartUpdated(cart(3)));

  await expect.poll(collector.numbers).toEqual([1, 2, 3]);
  const [first, order, after] = (await collector.arrivals()).map(({ properties }) => properties.cart_id);
  expect(order).toBe(first);
  expect(after).not.toBe(first);
});
