// What the browser does to the store: it answers late, it is full, another tab deletes or upgrades it,
// what it holds can't be read. Nothing throws, calls are accepted, and what was said arrives once.

import { expect, test, until } from './support/fixtures.js';
import { answerWith, down, open } from './support/gate.js';
import { putState, storedOf } from './support/storage.js';

const statusOf = (page) => page.evaluate(() => kago.getStatus());
const flush = (page) => page.evaluate(() => kago.flush());
const ready = (page) => until(page, async () => (await kago.getStatus()).core === 'ready');
const sayView = (page, n) => page.evaluate((number) => kago.productViewed(view(number)), n);

async function openShop(page, site) {
  await page.goto(site.npmPage());
  await ready(page);
}

/**
 * A tab that keeps the database from being opened until it is closed: its own connection ignores that
 * another tab wants the database `deleted` or `upgraded`.
 */
async function block(context, site, forItTo) {
  const page = await context.newPage();
  await page.goto(site.page('/blocks', '<title>Blocks</title>'));
  await page.evaluate((how) => new Promise((resolve) => {
    const request = indexedDB.open('kago', 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('state');
      request.result.createObjectStore('events', { keyPath: 'seq' });
      request.result.createObjectStore('leftovers', { autoIncrement: true });
    };
    request.onsuccess = () => {
      window.connection = request.result;
      const waiting = how === 'deleted' ? indexedDB.deleteDatabase('kago') : indexedDB.open('kago', 2);
      waiting.onblocked = resolve;
    };
  }), forItTo);
  return page;
}

test('a database that answers late: calls are kept in memory, and on the disk once it does', async ({ page, context, site, collector }) => {
  const blocker = await block(context, site, 'deleted');
  collector.gate.behave(down);
  await page.goto(site.npmPage());
  expect(await page.evaluate(() => kago.cartUpdated(cart(1)))).toMatchObject({ status: 'accepted' });
  expect(await statusOf(page)).toMatchObject({ storage: 'memory', tracked: 1, stored: 1 });

  await blocker.close();
  await expect.poll(async () => (await statusOf(page)).storage).toBe('indexeddb');
  expect(await statusOf(page)).toMatchObject({ tracked: 1, stored: 1, ledger: {} });
  await page.evaluate(() => kago.checkoutStarted(checkout(2)));
  await page.reload();
  collector.gate.behave(open);
  await expect.poll(collector.numbers).toEqual([1, 2]);
  const [cart, checkout] = await collector.arrivals();
  expect(checkout.properties.cart_id).toBe(cart.properties.cart_id);
});

test('a store that fails in the middle of a visit: shopper and cart go on in memory, and come back', async ({ page, context, site, collector }) => {
  await openShop(page, site);
  await page.evaluate(async () => { await kago.identify('user-7'); await kago.cartUpdated(cart(1)); await kago.flush(); });
  const before = await statusOf(page);
  const blocker = await block(context, site, 'upgraded');
  expect(await page.evaluate(() => kago.checkoutStarted(checkout(2)))).toMatchObject({ status: 'accepted' });
  const meanwhile = await flush(page);
  expect(meanwhile).toMatchObject({ storage: 'memory', tracked: 1, acked: 1, stored: 0 });
  for (const same of ['anonymousId', 'userId', 'cartId']) expect(meanwhile[same]).toBe(before[same]);

  await blocker.close();
  await expect.poll(async () => (await statusOf(page)).storage).toBe('indexeddb');
  await page.evaluate(() => kago.orderPlaced(order(3)));
  expect(await flush(page)).toMatchObject({ tracked: 3, acked: 3, stored: 0, ledger: {} });
  expect(await collector.numbers()).toEqual([1, 2, 3]);
  expect(new Set((await collector.arrivals()).map(({ properties }) => properties.cart_id)).size).toBe(1);
});

test('a full disk: calls are kept in memory, and on the disk once there is room', async ({ page, context, site, collector }) => {
  await page.clock.install();
  const cdp = await context.newCDPSession(page);
  // Before the first write: Chromium doesn't look again soon.
  await cdp.send('Storage.overrideQuotaForOrigin', { origin: site.url, quotaSize: 100 });
  await openShop(page, site);
  expect(await page.evaluate(() => kago.cartUpdated(cart(1)))).toMatchObject({ status: 'accepted' });
  expect(await flush(page)).toMatchObject({ storage: 'memory', acked: 1, stored: 0 });

  await cdp.send('Storage.overrideQuotaForOrigin', { origin: site.url });
  await page.clock.runFor(31_000); // 30 s between two tries
  await expect.poll(async () => (await statusOf(page)).storage).toBe('indexeddb');
  await page.evaluate(() => kago.orderPlaced(order(2)));
  expect(await flush(page)).toMatchObject({ tracked: 2, acked: 2, stored: 0, ledger: {} });
  expect(await collector.numbers()).toEqual([1, 2]);
});

test('what waits in memory leaves with the page, also while the collector is to be spared', async ({ page, context, site, collector }) => {
  await block(context, site, 'deleted');
  collector.gate.behave(answerWith(503));
  await page.goto(site.npmPage());
  await sayView(page, 1);
  await flush(page);
  expect(await statusOf(page)).toMatchObject({ storage: 'memory', failures: 1, stored: 1 });
  collector.gate.behave(open);
  await page.goto(site.page('/away', '<title>Away</title>'));
  await expect.poll(collector.numbers).toEqual([1]);
});

test('a database that is deleted under the page begins anew', async ({ page, context, site, collector }) => {
  await openShop(page, site);
  await sayView(page, 1);
  await flush(page);
  const other = await context.newPage();
  await other.goto(site.page('/clears', '<title>Clears</title>'));
  await other.evaluate(() => new Promise((resolve) => { indexedDB.deleteDatabase('kago').onsuccess = resolve; }));
  expect(await sayView(page, 2)).toMatchObject({ status: 'accepted' });
  expect(await flush(page)).toMatchObject({ storage: 'indexeddb', tracked: 1, acked: 1 });
  expect(await collector.numbers()).toEqual([1, 2]);
});

test('site data that is cleared while events wait: the page goes on, and the next one too', async ({ page, context, site, collector }) => {
  await openShop(page, site);
  collector.gate.behave(down);
  await sayView(page, 1);
  const cdp = await context.newCDPSession(page);
  await cdp.send('Storage.clearDataForOrigin', { origin: site.url, storageTypes: 'all' });
  collector.gate.behave(open);
  expect(await sayView(page, 2)).toMatchObject({ status: 'accepted' });
  await page.reload();
  expect(await sayView(page, 3)).toMatchObject({ status: 'accepted' });
  await expect.poll(async () => (await collector.numbers()).filter((n) => n > 1)).toEqual([2, 3]);
  expect(await flush(page)).toMatchObject({ storage: 'indexeddb', stored: 0 });
});

test('a tab with a newer Kago is not kept from its upgrade, and this one goes on in memory', async ({ page, context, site, collector }) => {
  await openShop(page, site);
  await sayView(page, 1);
  await flush(page);
  const newer = await context.newPage();
  await newer.goto(site.page('/newer', '<title>Newer</title>'));
  await newer.evaluate(() => new Promise((resolve) => { indexedDB.open('kago', 2).onsuccess = resolve; }));
  expect(await sayView(page, 2)).toMatchObject({ status: 'accepted' });
  expect(await flush(page)).toMatchObject({ storage: 'memory', storageFailure: 'newer_release', acked: 1, stored: 0 });
  expect(await collector.numbers()).toEqual([1, 2]);
});

const states = {
  'can not be read': '{"version":1,"anonymous_id":"01a2',
  'is no text': { version: 1 },
};

for (const [what, state] of Object.entries(states)) {
  test(`a state that ${what} is replaced, its loss is counted, and the events that wait are sent`, async ({ page, site, collector }) => {
    await openShop(page, site);
    collector.gate.behave(down);
    await sayView(page, 1);
    await flush(page);
    await putState(page, state);
    collector.gate.behave(open);
    await page.goto(site.npmPage());
    expect(await sayView(page, 2)).toMatchObject({ status: 'accepted' });
    await flush(page);
    const status = await statusOf(page);
    expect(status).toMatchObject({ storage: 'indexeddb', stored: 0, ledger: { state_lost: 1 } });
    expect(await collector.numbers()).toEqual([1, 2]);
  });
}

test('a state of a newer release stays as it is: this page works in memory, with the same shopper, and says so', async ({ page, site, collector }) => {
  await openShop(page, site);
  const newer = '{"version":2,"anonymous_id":"01a20289-fd34-71a6-b047-67f56fb131b2","delivery":{}}';
  await putState(page, newer);
  await page.goto(site.npmPage());
  expect(await sayView(page, 1)).toMatchObject({ status: 'accepted' });
  expect(await flush(page)).toMatchObject({
    storage: 'memory', storageFailure: 'newer_release', anonymousId: '01a20289-fd34-71a6-b047-67f56fb131b2', acked: 1, ledger: {},
  });
  expect(await collector.numbers()).toEqual([1]);
  expect((await storedOf(page)).kago.state).toEqual([newer]);
});

test('a transaction that never ends leads to memory like one that fails, and commits nothing later', async ({ page, site, collector }) => {
  await openShop(page, site);
  // As another tab would that holds the stores and is not scheduled any more.
  await page.evaluate(() => new Promise((resolve) => {
    indexedDB.open('kago').onsuccess = ({ target: { result: db } }) => {
      const store = db.transaction(['state', 'events', 'leftovers'], 'readwrite').objectStore('state');
      const hold = () => { if (!window.isFree) store.get('state').onsuccess = hold; };
      hold();
      resolve();
    };
  }));
  expect(await sayView(page, 1)).toMatchObject({ status: 'accepted' });
  expect(await flush(page)).toMatchObject({ storage: 'memory', storageFailure: 'Error', acked: 1 });
  await page.evaluate(() => { window.isFree = true; });
  expect((await storedOf(page)).kago.events).toEqual([]);
  await page.reload();
  await ready(page);
  expect(await flush(page)).toMatchObject({ storage: 'indexeddb', stored: 0 });
  expect(await collector.numbers()).toEqual([1]);
});

test('a connection that the browser closes is opened again', async ({ page, site, collector }) => {
  await page.addInitScript(() => {
    const { open: original } = IDBFactory.prototype;
    IDBFactory.prototype.open = function (...args) {
      const request = original.apply(this, args);
      request.addEventListener('success', () => { window.connection = request.result; });
      return request;
    };
  });
  await openShop(page, site);
  await sayView(page, 1);
  // As Safari does when its database process dies: the connection is gone before the page hears of it.
  await page.evaluate(() => connection.close());
  expect(await sayView(page, 2)).toMatchObject({ status: 'accepted' });
  expect(await flush(page)).toMatchObject({ storage: 'indexeddb', tracked: 2, acked: 2, stored: 0 });
  expect(await collector.numbers()).toEqual([1, 2]);
});
