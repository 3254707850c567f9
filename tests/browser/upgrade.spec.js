// A shopper comes back with what an older Kago has stored. Each fixture is the database as a released
// version left it: never change one, add the next beside it.

import { readFileSync } from 'node:fs';
import { expect, test } from './support/fixtures.js';

const stored = (name) => JSON.parse(readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8'));

/** Makes the database without the SDK, as that version made it. */
const restore = (page, database) => page.evaluate(({ version, stores }) => new Promise((resolve, reject) => {
  const request = indexedDB.open('kago', version);
  request.onerror = () => reject(request.error);
  request.onupgradeneeded = () => {
    for (const { name, options, records } of stores) {
      const store = request.result.createObjectStore(name, options);
      for (const { key, value } of records) options.keyPath || options.autoIncrement ? store.put(value) : store.put(value, key);
    }
  };
  request.onsuccess = () => {
    request.result.close();
    resolve();
  };
}), database);

for (const [what, name, now] of [
  ['version 0.1', 'database-0.1.json', '2026-11-23T19:00:00Z'],
  ['version 0.1 whose lines say with which settings they were said', 'database-0.1-with-settings.json', '2026-11-26T19:00:00Z'],
]) test(`shopper, cart, waiting events and calls of ${what} are taken over`, async ({ page, site, collector }) => {
  const old = stored(name);
  await page.clock.setSystemTime(now); // carts age
  await page.goto(site.page('/empty', '<title>Empty</title>'));
  await restore(page, old);
  await page.goto(site.npmPage());
  expect(await page.evaluate(() => kago.orderPlaced(order(4)))).toMatchObject({ status: 'accepted' });

  await expect.poll(collector.numbers).toEqual([1, 2, 3, 4]);
  const events = await collector.arrivals();
  expect(events.slice(0, 2).map((event) => event.event_id)).toEqual(old.stores.find(({ name }) => name === 'events').records.map(({ value }) => value.id));
  const { anonymous_id: anonymousId } = JSON.parse(old.stores.find(({ name }) => name === 'state').records[0].value);
  expect(new Set(events.map((event) => event.anonymous_id))).toEqual(new Set([anonymousId]));
  expect(new Set(events.map((event) => event.user_id))).toEqual(new Set(['user-7']));
  // The view has none; what the older version said of the cart, its checkout and its order share one.
  expect(new Set(events.flatMap(({ properties }) => properties.cart_id ?? [])).size).toBe(1);
  expect(await page.evaluate(() => kago.flush())).toMatchObject({ storage: 'indexeddb', tracked: 4, acked: 4, stored: 0, ledger: {} });
});
