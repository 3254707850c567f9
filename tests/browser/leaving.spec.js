// Shoppers leave pages whenever they like: by a click, by closing the tab. What was called before is
// not lost, and comes before what the next page says.

import { expect, test, until } from './support/fixtures.js';
import { answerLater, open } from './support/gate.js';
import { npmPage } from './support/site.js';
import { storedOf } from './support/storage.js';

const numbers = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
const inOrder = async (collector) => (await collector.numbers()).sort((a, b) => a - b);
const awayFrom = (site) => site.page('/away', '<title>Away</title>');
/** In the first milliseconds of its first page a browser has no database yet to write to. */
const databaseMade = (page) => until(page, async () => (await indexedDB.databases()).some(({ name }) => name === 'kago'));
const ready = (page) => until(page, async () => (await kago.getStatus()).core === 'ready');

test('calls in the tick in which the page is left arrive with the next page, once', async ({ page, site, collector }) => {
  const shop = site.npmPage();
  const away = awayFrom(site);
  await page.goto(shop);
  await ready(page);
  await page.evaluate((to) => {
    for (let n = 1; n <= 20; n += 1) kago.productViewed(view(n));
    location.assign(to);
  }, away);
  await page.waitForURL(away);
  await page.goto(shop);
  await page.evaluate(() => kago.productViewed(view(21)));
  await expect.poll(() => inOrder(collector)).toEqual(numbers(1, 21));
  // Those whose step the page didn't live to see leave by keepalive, and are counted if they were written down too.
  const status = await page.evaluate(() => kago.flush());
  expect(status).toMatchObject({ acked: status.tracked, stored: 0, ledger: {} });
});

/** Resolves once all that the page may send has been answered: no lease and no backoff holds any of it. */
async function expectAllSent(page) {
  await ready(page);
  const status = await page.evaluate(() => kago.flush());
  expect(status).toMatchObject({ stored: 0, failures: 0, ledger: {} });
}

test('what was accepted leaves with the page, without a next visit', async ({ page, site, collector }) => {
  await page.goto(site.npmPage());
  await page.evaluate(() => Promise.all([kago.productViewed(view(1)), kago.cartUpdated(cart(2))]));
  await page.goto('about:blank');
  await expect.poll(collector.numbers).toEqual([1, 2]);
});

test('what was accepted leaves with a closed tab, or with the next visit', async ({ context, site, collector }) => {
  const shop = site.npmPage();
  const page = await context.newPage();
  await page.goto(shop);
  await page.evaluate(() => Promise.all([kago.productViewed(view(1)), kago.cartUpdated(cart(2))]));
  await page.close();
  await (await context.newPage()).goto(shop);
  await expect.poll(collector.numbers).toEqual([1, 2]);
});

test('a page that is left while it sends does not hold up the next one', async ({ page, site, collector }) => {
  const shop = site.npmPage();
  const late = answerLater();
  collector.gate.behave(late.behaviour);
  await page.goto(shop);
  await page.evaluate(() => kago.cartUpdated(cart(1)));
  await late.asked;
  await page.goto(site.npmPage({}, '/next'));
  collector.gate.behave(open);
  await page.evaluate(() => kago.checkoutStarted(checkout(2)));
  await page.evaluate(() => kago.flush());
  expect(await collector.numbers()).toEqual([1, 2]);
  late.answer();
  await expect.poll(() => page.evaluate(() => kago.flush())).toMatchObject({ tracked: 2, acked: 2, stored: 0, ledger: {} });
  expect(await collector.numbers()).toEqual([1, 2]);
});

test('a page that is left before the core has loaded loses no call', async ({ page, site, collector }) => {
  site.sdkFile('/kago/kago.wasm', 'kago.wasm', { until: new Promise(() => {}) });
  const shop = site.npmPage();
  await page.goto(shop);
  await databaseMade(page);
  const calledMs = await page.evaluate(() => {
    kago.productViewed(view(1));
    kago.cartUpdated(cart(2));
    return Date.now();
  });
  await page.goto(awayFrom(site));
  site.sdkFile('/kago/kago.wasm', 'kago.wasm');
  await page.goto(shop);
  await expectAllSent(page);
  expect(await collector.numbers()).toEqual([1, 2]);
  for (const { time } of await collector.arrivals()) expect(Date.parse(time)).toBeLessThanOrEqual(calledMs + 1);
});

test('what a page could not say any more comes before what the next page says', async ({ page, site, collector }) => {
  site.sdkFile('/kago/kago.wasm', 'kago.wasm', { until: new Promise(() => {}) });
  const shop = site.npmPage();
  await page.goto(shop);
  await databaseMade(page);
  await page.evaluate(() => { kago.cartUpdated(cart(1)); });
  await page.goto(awayFrom(site));
  site.sdkFile('/kago/kago.wasm', 'kago.wasm');
  // A checkout and its order at once, as an express payment brings them.
  await page.goto(site.page('/express', `${npmPage(site.settings)}
    <script type="module">window.said = Promise.all([kago.checkoutStarted(checkout(2)), kago.orderPlaced(order(3))]);</script>`));
  await page.evaluate(() => window.said);
  await page.evaluate(() => kago.cartUpdated(cart(4)));

  await expectAllSent(page);
  expect(await collector.numbers()).toEqual([1, 2, 3, 4]);
  const events = await collector.arrivals();
  const ids = events.map(({ properties }) => properties.cart_id);
  expect(new Set(ids.slice(0, 3)).size).toBe(1);
  expect(ids[3]).not.toBe(ids[0]);
  const times = events.slice(0, 3).map(({ time }) => time);
  expect(times).toEqual([...new Set(times)].sort());
});

test('calls that a page wrote down as it ended, but stored after all, are not said again by the next one', async ({ page, site, collector }) => {
  const shop = site.npmPage();
  await page.goto(shop);
  await ready(page);
  const results = await page.evaluate(() => {
    const said = [kago.cartUpdated(cart(1)), kago.checkoutStarted(checkout(2)), kago.orderPlaced(order(3))];
    // The page end in the tick of the calls, on a page that lives on: so both ways are taken to their end.
    dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    return Promise.all(said);
  });
  await page.goto(shop);
  await ready(page);
  await page.evaluate(() => kago.cartUpdated(cart(4)));

  await expectAllSent(page);
  expect(await collector.numbers()).toEqual([1, 2, 3, 4]);
  const events = await collector.arrivals();
  expect(events.slice(0, 3).map((event) => event.event_id)).toEqual(results.map(({ eventId }) => eventId));
  expect(events[3].properties.cart_id).not.toBe(events[0].properties.cart_id);
});

test('calls are written down in their order, those that wait behind a step under way too', async ({ page, site }) => {
  await page.goto(site.npmPage());
  await ready(page);
  await page.evaluate(async () => {
    // Another tab's transaction holds up the step of the first call.
    const db = await new Promise((resolve) => { indexedDB.open('kago').onsuccess = (event) => resolve(event.target.result); });
    let held = true;
    const states = db.transaction('state', 'readwrite').objectStore('state');
    const hold = () => { if (held) states.get('state').onsuccess = hold; };
    hold();
    kago.productViewed(view(1));
    await new Promise((resolve) => { setTimeout(resolve, 50); });
    kago.productViewed(view(2));
    await new Promise((resolve) => { setTimeout(resolve, 50); });
    dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    held = false;
    db.close();
  });
  const numbers = async () => (await storedOf(page)).kago.leftovers.flatMap((record) => record.split('\n')).map((line) => JSON.parse(line).properties.metadata.n);
  await expect.poll(numbers).toEqual([1, 2]);
});

test('a hidden tab sends at once what it has', async ({ page, site, collector }) => {
  await page.goto(site.npmPage());
  await ready(page);
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 1_000);
  await page.evaluate(() => { kago.productViewed(view(1)); });
  // The clock stands still: only the page's hiding can make it send.
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden' });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await expect.poll(collector.numbers).toEqual([1]);
});
