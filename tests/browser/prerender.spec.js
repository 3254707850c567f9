// A page that the browser has prepared counts from the moment it is shown. Playwright can't prerender:
// `document.prerendering` and its event are a stand-in, as the standard describes them.

import { expect, test, until } from './support/fixtures.js';
import { storedOf } from './support/storage.js';

test('what a prepared page says counts once it is shown, with the time of that', async ({ page, site, collector }) => {
  await page.addInitScript(() => Object.defineProperty(document, 'prerendering', { value: true, configurable: true }));
  await page.goto(site.npmPage());
  await until(page, async () => (await kago.getStatus()).core === 'ready');
  await page.evaluate(() => {
    window.said = Promise.all([kago.productViewed(view(1)), kago.identify('user-7'), kago.cartUpdated(cart(2))]);
    return kago.flush();
  });
  expect((await storedOf(page)).kago?.events ?? []).toEqual([]);
  expect(collector.gate.requests).toEqual([]);

  const shownMs = await page.evaluate(() => {
    const now = Date.now();
    delete document.prerendering;
    Object.defineProperty(document, 'prerendering', { value: false });
    document.dispatchEvent(new Event('prerenderingchange'));
    return now;
  });
  const results = await page.evaluate(() => window.said);
  expect(results.map(({ status }) => status)).toEqual(['accepted', 'accepted', 'accepted']);
  await page.evaluate(() => kago.flush());
  expect(await collector.numbers()).toEqual([1, 2]);
  const events = await collector.arrivals();
  expect(events.map((event) => event.user_id)).toEqual([undefined, 'user-7']);
  for (const { time } of events) expect(Date.parse(time)).toBeGreaterThanOrEqual(shownMs);
});

test('a prepared page that is never shown leaves nothing behind', async ({ page, site, collector }) => {
  await page.addInitScript(() => Object.defineProperty(document, 'prerendering', { value: true }));
  await page.goto(site.npmPage());
  await page.evaluate(() => { kago.productViewed(view(1)); });
  await page.goto(site.page('/empty', '<title>Empty</title>'));
  expect((await storedOf(page)).kago?.leftovers ?? []).toEqual([]);
  expect(collector.gate.requests).toEqual([]);
});
