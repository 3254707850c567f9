// Several tabs of one shop share one queue, one cart and one shopper.

import { expect, test, until } from './support/fixtures.js';
import { down, open } from './support/gate.js';

const ready = (tab) => until(tab, async () => (await kago.getStatus()).core === 'ready');

async function openTabs(context, address, count) {
  const tabs = await Promise.all(Array.from({ length: count }, () => context.newPage()));
  await Promise.all(tabs.map((tab) => tab.goto(address).then(() => ready(tab))));
  return tabs;
}

const sayViews = (tab, first, count) => tab.evaluate(
  ([from, length]) => Promise.all(Array.from({ length }, (_, i) => kago.productViewed(view(from + i)))), [first, count]);

test('a backlog of three tabs arrives exactly once, whichever of them sends it', async ({ context, site, collector }) => {
  const tabs = await openTabs(context, site.npmPage(), 3);
  collector.gate.behave(down);
  const results = await Promise.all(tabs.map((tab, i) => sayViews(tab, i * 50, 50)));
  collector.gate.behave(open);
  await Promise.all(tabs.map((tab) => tab.evaluate(() => kago.flush())));

  await expect.poll(async () => (await collector.arrivals()).length).toBe(150);
  const ids = (await collector.arrivals()).map((event) => event.event_id);
  expect(ids.sort()).toEqual(results.flat().map(({ eventId }) => eventId).sort());
  await expect.poll(() => tabs[0].evaluate(() => kago.getStatus())).toMatchObject({ tracked: 150, acked: 150, stored: 0, ledger: {} });
});

test('two tabs share the shopper and the cart, and both tell its changes once', async ({ context, site, collector }) => {
  const [one, other] = await openTabs(context, site.npmPage(), 2);
  const cartOf = (tab, quantity) => tab.evaluate(
    (count) => kago.cartUpdated(cart(count, { products: [line({ quantity: count })] })), quantity);
  await cartOf(one, 1);
  await cartOf(other, 1);
  await cartOf(other, 2);
  await cartOf(one, 2);
  await Promise.all([one, other].map((tab) => tab.evaluate(() => kago.flush())));

  await expect.poll(collector.numbers).toEqual([1, 2]);
  const events = await collector.arrivals();
  expect(new Set(events.map(({ properties }) => properties.cart_id)).size).toBe(1);
  expect(new Set(events.map((event) => event.anonymous_id)).size).toBe(1);
});

test('what a closed tab has left, the other one sends', async ({ context, site, collector }) => {
  const [leaving, staying] = await openTabs(context, site.npmPage(), 2);
  collector.gate.behave(down);
  await sayViews(leaving, 1, 5);
  await leaving.close();
  collector.gate.behave(open);
  await staying.evaluate(() => kago.productViewed(view(6)));
  await expect.poll(collector.numbers).toEqual([1, 2, 3, 4, 5, 6]);
});

test('calls of a tab whose core still loads are said once, although another tab finds them written down', async ({ context, site, collector }) => {
  let load;
  site.sdkFile('/late/kago.wasm', 'kago.wasm', { until: new Promise((resolve) => { load = resolve; }) });
  const slow = await context.newPage();
  await slow.goto(site.npmPage({ wasm: '/late/kago.wasm' }, '/slow'));
  await slow.evaluate(() => {
    window.said = Promise.all([kago.cartUpdated(cart(1)), kago.checkoutStarted(checkout(2)), kago.orderPlaced(order(3))]);
  });
  const [quick] = await openTabs(context, site.npmPage(), 1);
  await expect.poll(() => quick.evaluate(() => kago.flush())).toMatchObject({ acked: 3, stored: 0 });
  load();
  const results = await slow.evaluate(() => window.said);
  await slow.evaluate(() => kago.cartUpdated(cart(4)));
  const status = await slow.evaluate(() => kago.flush());

  expect(await collector.numbers()).toEqual([1, 2, 3, 4]);
  const events = await collector.arrivals();
  expect(results.map(({ eventId }) => eventId)).toEqual(events.slice(0, 3).map((event) => event.event_id));
  // The order has closed its cart, for both tabs.
  expect(events[3].properties.cart_id).not.toBe(events[0].properties.cart_id);
  expect(status).toMatchObject({ tracked: 4, acked: 4, stored: 0, ledger: {} });
});
