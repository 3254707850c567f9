// The API's promises, one by one, as a shop meets them.

import { expect, test, until } from './support/fixtures.js';
import { down, open } from './support/gate.js';
import { npmPage } from './support/site.js';

const ready = (page) => until(page, async () => (await kago.getStatus()).core === 'ready');
const flush = (page) => page.evaluate(() => kago.flush());

/** Keeps what the listeners hear, in the page. */
const listen = (page) => page.evaluate(() => {
  window.heard = [];
  for (const event of ['accepted', 'refused', 'sent', 'dropped']) kago.on(event, (detail) => heard.push([event, detail]));
});
const heard = (page) => page.evaluate(() => window.heard);

test('an accepted result has the id under which the database holds the event', async ({ page, site, collector }) => {
  await page.goto(site.npmPage());
  const results = await page.evaluate(async () => {
    const said = [await kago.productViewed(view(1)), await kago.cartUpdated(cart(2)), await kago.orderPlaced(order(3))];
    await kago.flush();
    return said;
  });
  const events = await collector.arrivals();
  expect(results).toEqual(events.map(({ event_id: eventId }) => ({ status: 'accepted', eventId, warnings: [] })));
  // UUIDv7: the ids sort by the time of the call.
  const ids = events.map((event) => event.event_id);
  expect(ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toBe(true);
});

test('each typed call makes the event of its name', async ({ page, site }) => {
  const calls = {
    productViewed: 'ecommerce.product_viewed', cartUpdated: 'ecommerce.cart_updated', cartEmptied: 'kago.cart_emptied', checkoutStarted: 'ecommerce.checkout_started',
    orderPlaced: 'ecommerce.order_placed', orderRefunded: 'ecommerce.order_refunded', orderCancelled: 'ecommerce.order_cancelled',
  };
  await page.goto(site.npmPage());
  await listen(page);
  for (const call of Object.keys(calls)) await page.evaluate((name) => kago[name]({ currency: 'none' }), call);
  const refused = (await heard(page)).map(([event, { name, violations }]) => [event, name, violations[0].code]);
  expect(refused.map(([event, name]) => [event, name])).toEqual(Object.values(calls).map((name) => ['refused', name]));
  expect(refused.map(([, , code]) => code)).not.toContain('unknown_event');
});

test('listeners hear what was accepted, refused and sent, until they stop listening', async ({ page, site, collector }) => {
  await page.goto(site.npmPage());
  await listen(page);
  await page.evaluate(async () => {
    const stop = kago.on('accepted', () => heard.push(['never']));
    stop();
    kago.on('accepted', () => { throw new Error('of the shop\'s own making'); });
    await kago.productViewed(view(1, { price: '19.99' }));
    await kago.productViewed(view(2, { price: -1 }));
    await kago.flush();
  });
  const [{ event_id: eventId, name }] = await collector.arrivals();
  expect(await heard(page)).toEqual([
    ['accepted', { eventId, name, warnings: [expect.objectContaining({ path: 'properties.price', code: 'number_from_text' })] }],
    ['refused', { name, violations: [expect.objectContaining({ path: 'properties.price', code: 'negative' })] }],
    ['sent', { eventId }],
  ]);
});

test.describe('with a collector that takes 2,000 bytes', () => {
  test.use({ collectorOptions: { bodyLimitBytes: 2_000 } });

  test('an event that is too large for the collector is dropped aloud, and only that one', async ({ page, site, collector }) => {
    await page.goto(site.npmPage());
    await listen(page);
    const large = await page.evaluate(async () => {
      const said = [kago.productViewed(view(1)), kago.productViewed(view(2, { metadata: { text: 'x'.repeat(3_000) } })), kago.productViewed(view(3))];
      return (await Promise.all(said))[1];
    });
    await expect.poll(collector.numbers).toEqual([1, 3]);
    await expect.poll(() => flush(page)).toMatchObject({ tracked: 3, acked: 2, stored: 0, ledger: { refused_by_collector: 1 } });
    expect((await heard(page)).filter(([event]) => event === 'dropped'))
      .toMatchObject([['dropped', { eventId: large.eventId, reason: 'refused_by_collector', violations: [{ code: 'too_large' }] }]]);
    // The loss stands in the next batch.
    await page.evaluate(() => kago.productViewed(view(4)));
    await flush(page);
    expect((await collector.summary()).never_arriving).toEqual({ refused_by_collector: 1 });
  });
});

test('identify names the shopper until the log-out; the anonymous id stays', async ({ page, site, collector }) => {
  await page.goto(site.npmPage());
  const results = await page.evaluate(async () => {
    await kago.productViewed(view(1));
    const login = await kago.identify('user-7');
    await kago.productViewed(view(2));
    const wrong = await kago.identify('');
    await kago.productViewed(view(3));
    const logout = await kago.identify(null);
    await kago.productViewed(view(4));
    await kago.flush();
    return [login, wrong, logout].map(({ status }) => status);
  });
  expect(results).toEqual(['accepted', 'refused', 'accepted']);
  const events = await collector.arrivals();
  expect(events.map((event) => event.user_id)).toEqual([undefined, 'user-7', 'user-7', undefined]);
  expect(new Set(events.map((event) => event.anonymous_id)).size).toBe(1);
});

test('identify with a contact says how to reach the shopper, once for all pages', async ({ page, site, collector }) => {
  const HANA = { email: 'hana@shop.example', firstName: 'Hana', lastName: 'Sato', phone: '+81 3 5555 0142' };
  for (let load = 0; load < 3; load++) {
    await page.goto(site.npmPage());
    expect(await page.evaluate((contact) => kago.identify('user-7', contact), HANA)).toEqual({ status: 'accepted' });
  }
  await page.evaluate(() => kago.flush());
  const [event, ...others] = await collector.arrivals();
  expect(others).toEqual([]);
  expect(event).toMatchObject({ name: 'kago.customer_identified', user_id: 'user-7' });
  expect(event.properties).toEqual({ email: HANA.email, first_name: 'Hana', last_name: 'Sato', phone: HANA.phone });
});

test('a contact that is wrong is refused by its name, and nothing of the call is kept', async ({ page, site, collector }) => {
  await page.goto(site.npmPage());
  const told = await page.evaluate(async () => {
    const said = [];
    for (const [user, contact] of [['u', { email: 'hana' }], ['u', { birthday: '1970-01-01' }], ['u', 'hana@shop.example'], [null, { phone: '1' }]]) {
      const { status, violations } = await kago.identify(user, contact);
      said.push(`${status}: ${violations.map(({ path, code }) => `${path} ${code}`)}`);
    }
    await kago.identify('u', { email: undefined, firstName: '' });
    await kago.identify(null, {});
    await kago.flush();
    return [...said, (await kago.getStatus()).tracked];
  });
  expect(told).toEqual([
    'refused: contact.email not_allowed', 'refused: contact.birthday unknown_field', 'refused: contact wrong_type', 'refused: user_id wrong_type', 0,
  ]);
  expect(await collector.arrivals()).toEqual([]);
});

test('getStatus accounts for every call: tracked = acked + stored + ledger', async ({ page, site, collector }) => {
  await page.goto(site.npmPage());
  await page.evaluate(async () => {
    await Promise.all([kago.productViewed(view(1)), kago.productViewed(view(2, { price: NaN }))]);
    await kago.flush();
  });
  collector.gate.behave(down);
  await page.evaluate(() => Promise.all([kago.productViewed(view(3)), kago.cartUpdated(cart(4)), kago.productViewed()]));
  const { tracked, acked, stored, ledger, core, storage, consent, cartId } = await page.evaluate(() => kago.getStatus());
  expect({ tracked, acked, stored, ledger }).toEqual({ tracked: 5, acked: 1, stored: 2, ledger: { refused: 2 } });
  expect({ core, storage, consent }).toEqual({ core: 'ready', storage: 'indexeddb', consent: 'granted' });
  collector.gate.behave(open);
  await expect.poll(() => flush(page)).toMatchObject({ tracked: 5, acked: 3, stored: 0 });
  const events = await collector.arrivals();
  expect(await collector.numbers()).toEqual([1, 3, 4]);
  expect(events[2].properties.cart_id).toBe(cartId);
  expect((await collector.summary()).never_arriving).toEqual({ refused: 2 });
});

test('strict: true refuses what would otherwise be mended', async ({ page, site, collector }) => {
  await page.goto(site.npmPage({ strict: true }));
  const results = await page.evaluate(async () => {
    const said = [await kago.productViewed(view(1, { price: '19.99' })), await kago.productViewed(view(2, { colour: 'indigo' })), await kago.productViewed(view(3))];
    await kago.flush();
    return said;
  });
  expect(results.map(({ status, violations }) => [status, violations?.map(({ path, code }) => `${path} ${code}`)])).toEqual([
    ['refused', ['properties.price number_from_text']],
    ['refused', [expect.stringMatching(/\.colour moved_to_metadata$/)]],
    ['accepted', undefined],
  ]);
  expect(await collector.numbers()).toEqual([3]);
});

// 3 x 19.99 in whole yen.
test('currency, source and cart_id have defaults, and what the shop says wins', async ({ page, site, collector }) => {
  await page.goto(site.npmPage({ currency: 'JPY' }));
  await page.evaluate(async () => {
    await kago.cartUpdated(cart(1));
    await kago.checkoutStarted(checkout(2));
    await kago.cartUpdated(cart(3, { currency: 'EUR', source: 'app', cart_id: 'c-9', total_value: 60 }));
    await kago.flush();
  });
  const [own, checkout, given] = (await collector.arrivals()).map(({ properties }) => properties);
  expect(own).toMatchObject({ currency: 'JPY', source: site.url, total_value: 60, action: 'replace' });
  expect(own.cart_id).toMatch(/^[0-9a-f-]{36}$/);
  expect(checkout.cart_id).toBe(own.cart_id);
  expect(given).toMatchObject({ currency: 'EUR', source: 'app', cart_id: 'c-9', total_value: 60 });
});

test('saying the same cart, checkout or order again stores nothing new', async ({ page, site, collector }) => {
  await page.goto(site.npmPage());
  const results = await page.evaluate(async () => {
    const calls = [() => kago.cartUpdated(cart(1)), () => kago.checkoutStarted(checkout(2)), () => kago.orderPlaced(order(3))];
    const said = [];
    for (const call of calls) said.push(await call(), await call());
    await kago.flush();
    return said;
  });
  expect(results.map(({ status }) => status)).toEqual(Array(3).fill(['accepted', 'duplicate']).flat());
  expect(results.filter((_result, i) => i % 2).map(({ eventId }) => eventId))
    .toEqual((await collector.arrivals()).map((event) => event.event_id));
});

test('A, B, A within a visit is three carts, each later than the one before', async ({ page, site, collector }) => {
  await page.goto(site.npmPage());
  await page.evaluate(async () => {
    const quantity = (n) => kago.cartUpdated(cart(n, { products: [line({ quantity: n % 2 ? 1 : 2 })] }));
    await Promise.all([quantity(1), quantity(2), quantity(3)]);
    await kago.flush();
  });
  expect(await collector.numbers()).toEqual([1, 2, 3]);
  const times = (await collector.arrivals()).map(({ time }) => time);
  expect(times).toEqual([...new Set(times)].sort());
});

test('a burst of 200 calls in one tick arrives exactly once, in its order', async ({ page, site, collector }) => {
  await page.goto(site.npmPage());
  const results = await page.evaluate(() => Promise.all(Array.from({ length: 200 }, (_, n) => kago.productViewed(view(n)))));
  const status = await flush(page);
  expect(status).toMatchObject({ tracked: 200, acked: 200, stored: 0 });
  expect(await collector.numbers()).toEqual(results.map((_result, n) => n));
  expect((await collector.arrivals()).map((event) => event.event_id)).toEqual(results.map(({ eventId }) => eventId));
});

test('a burst before the core has loaded is counted once, however long it is', async ({ page, site, collector }) => {
  let load;
  site.sdkFile('/late/kago.wasm', 'kago.wasm', { until: new Promise((resolve) => { load = resolve; }) });
  await page.goto(site.npmPage({ wasm: '/late/kago.wasm' }));
  await page.evaluate(() => {
    window.said = Promise.all(Array.from({ length: 400 }, (_, i) => kago.productViewed(view(i + 1))));
  });
  load();
  const results = await page.evaluate(() => window.said);
  expect(results.filter(({ status }) => status === 'accepted').length).toBe(400);
  expect(await page.evaluate(() => kago.flush())).toMatchObject({ tracked: 400, acked: 400, stored: 0, ledger: {} });
  expect((await collector.numbers()).length).toBe(400);
});

test('calls that nobody waits for arrive without a flush', async ({ page, site, collector }) => {
  await page.goto(site.npmPage());
  await page.evaluate(() => { for (const n of [1, 2, 3]) kago.productViewed(view(n)); });
  await expect.poll(collector.numbers).toEqual([1, 2, 3]);
});

test('a call made before the core has loaded needs no second one to be sent', async ({ page, site, collector }) => {
  const early = '<script type="module">kago.productViewed(view(1));</script>';
  await page.goto(site.page('/early', npmPage(site.settings) + early));
  await expect.poll(collector.numbers).toEqual([1]);
  await expect.poll(() => flush(page)).toMatchObject({ tracked: 1, acked: 1, stored: 0, ledger: {} });
});

test('a flush in the tick of a call sends that call', async ({ page, site, collector }) => {
  await page.goto(site.npmPage());
  await ready(page);
  const status = await page.evaluate(() => {
    kago.productViewed(view(1));
    return kago.flush();
  });
  expect(status).toMatchObject({ tracked: 1, acked: 1, stored: 0, ledger: {} });
  expect(await collector.numbers()).toEqual([1]);
});

test('a flush before the core has loaded sends the calls before it', async ({ page, site, collector }) => {
  const early = '<script type="module">kago.productViewed(view(1)); window.flushed = kago.flush();</script>';
  await page.goto(site.page('/early', npmPage(site.settings) + early));
  expect(await page.evaluate(() => window.flushed)).toMatchObject({ tracked: 1, acked: 1, stored: 0 });
  expect(await collector.numbers()).toEqual([1]);
});
