// A call that has resolved is on the disk, and reaches the collector exactly once, whatever happens
// to the browser, the network or the collector in between.

import { endLeases } from './support/clock.js';
import { expect, test as base, until } from './support/fixtures.js';
import { answerLater, answerWith, down, loseAnswer, open } from './support/gate.js';
import { createProfile } from './support/own-browser.js';

const test = base.extend({
  /** A browser profile that outlives its browser. */
  profile: async ({}, use) => {
    const profile = createProfile();
    await use(profile);
    await profile.close();
  },
});

const sayViews = (page, count) => page.evaluate(
  (length) => Promise.all(Array.from({ length }, (_, i) => kago.productViewed(view(i + 1)))), count);
const idsOf = (results) => results.map(({ eventId }) => eventId);
const storedIds = async (collector) => (await collector.arrivals()).map((event) => event.event_id);
const statusOf = (page) => page.evaluate(() => kago.getStatus());

async function visit(context, address) {
  const page = await context.newPage();
  await page.goto(address);
  return page;
}

test('an accepted event outlives kill -9 of the browser and arrives on the next visit, once', async ({ profile, site, collector }) => {
  const address = site.npmPage();
  collector.gate.behave(down);
  const killed = await profile.launch();
  const results = await sayViews(await visit(killed, address), 5);
  await profile.kill(killed);
  expect(await collector.arrivals()).toEqual([]);

  collector.gate.behave(open);
  const page = await visit(await profile.launch(), address);
  await expect.poll(() => storedIds(collector)).toEqual(idsOf(results));
  await expect.poll(() => statusOf(page)).toMatchObject({ tracked: 5, acked: 5, stored: 0 });
});

test('a browser that is killed while it sends leaves no gap and no double', async ({ profile, site, collector }) => {
  const address = site.npmPage();
  const late = answerLater();
  collector.gate.behave(late.behaviour);
  const killed = await profile.launch();
  const page = await visit(killed, address);
  const results = await sayViews(page, 5);
  page.evaluate(() => kago.flush()).catch(() => {});
  await late.asked;
  await profile.kill(killed);
  late.answer();

  collector.gate.behave(open);
  const again = await profile.launch();
  await endLeases(again);
  const next = await visit(again, address);
  await next.evaluate(() => kago.productViewed(view(6)));
  await expect.poll(collector.numbers).toEqual([1, 2, 3, 4, 5, 6]);
  expect((await storedIds(collector)).slice(0, 5)).toEqual(idsOf(results));
});

test('cart, ids and shopper outlive the browser', async ({ profile, site, collector }) => {
  const address = site.npmPage();
  const first = await profile.launch();
  const page = await visit(first, address);
  await page.evaluate(() => Promise.all([kago.identify('user-7'), kago.cartUpdated(cart(1))]));
  await profile.kill(first);
  const again = await visit(await profile.launch(), address);
  await again.evaluate(() => Promise.all([kago.cartUpdated(cart(2)), kago.checkoutStarted(checkout(3))]));

  await expect.poll(collector.numbers).toEqual([1, 3]);
  const [before, after] = await collector.arrivals();
  expect(after.properties.cart_id).toBe(before.properties.cart_id);
  expect([after.anonymous_id, after.user_id]).toEqual([before.anonymous_id, 'user-7']);
});

test('while the collector is down nothing is lost; it comes up, and all arrives in order', async ({ page, site, collector }) => {
  await page.goto(site.npmPage());
  collector.gate.behave(down);
  const results = await sayViews(page, 10);
  expect(await page.evaluate(() => kago.flush())).toMatchObject({ stored: 10, acked: 0 });
  collector.gate.behave(open);
  await expect.poll(() => storedIds(collector)).toEqual(idsOf(results));
});

test('after answers of 503 everything arrives once the collector has recovered', async ({ page, site, collector }) => {
  await page.goto(site.npmPage());
  collector.gate.behave(answerWith(503));
  const results = await sayViews(page, 3);
  await expect.poll(async () => (await statusOf(page)).failures).toBeGreaterThanOrEqual(2);
  expect(await collector.arrivals()).toEqual([]);
  collector.gate.behave(open);
  await expect.poll(() => storedIds(collector)).toEqual(idsOf(results));
  await expect.poll(() => statusOf(page)).toMatchObject({ acked: 3, stored: 0, failures: 0, retryAt: null });
});

for (const [form, waitOf] of [['seconds', () => '120'], ['a date', () => new Date(Date.now() + 120_000).toUTCString()]]) {
  test(`Retry-After in the form of ${form} is honoured, also across a reload`, async ({ page, site, collector }) => {
    await page.clock.install();
    await page.goto(site.npmPage());
    collector.gate.behave(answerWith(429, { 'retry-after': waitOf(), 'access-control-expose-headers': 'retry-after' }));
    await sayViews(page, 1);
    await page.evaluate(() => kago.flush());
    collector.gate.behave(open);
    await page.reload();
    // Ready first: a clock that jumps would make an opening database look like one that never answers.
    await until(page, async () => (await kago.getStatus()).core === 'ready');
    await page.evaluate(() => kago.flush());
    await page.clock.runFor(100_000);
    expect(await page.evaluate(() => kago.flush())).toMatchObject({ stored: 1 });
    expect(collector.gate.requests).toHaveLength(1);
    await page.clock.runFor(85_000);
    await expect.poll(collector.numbers).toEqual([1]);
  });
}

test('a batch whose answer got lost is sent again and counted once (pitfall 17)', async ({ page, site, collector }) => {
  await page.goto(site.npmPage());
  collector.gate.behave(loseAnswer);
  const results = await sayViews(page, 3);
  expect(await page.evaluate(() => kago.flush())).toMatchObject({ stored: 3, acked: 0 });
  expect(await storedIds(collector)).toEqual(idsOf(results));
  collector.gate.behave(open);
  await expect.poll(() => statusOf(page)).toMatchObject({ tracked: 3, acked: 3, stored: 0, ledger: {} });
  expect(await storedIds(collector)).toEqual(idsOf(results));
  const [first, ...others] = collector.gate.requests.map(({ body }) => JSON.stringify(JSON.parse(body).events));
  expect(others.length).toBeGreaterThan(0);
  expect(others.every((events) => events === first)).toBe(true);
});

test('a log-in page that answers 200 in the collector\'s place frees no event', async ({ page, site, collector }) => {
  await page.goto(site.npmPage());
  collector.gate.behave(answerWith(200, { 'content-type': 'text/html' }));
  await sayViews(page, 2);
  expect(await page.evaluate(() => kago.flush())).toMatchObject({ stored: 2, acked: 0 });
  collector.gate.behave(open);
  await expect.poll(collector.numbers).toEqual([1, 2]);
});

test('a wrong key keeps everything, says so, and the right one sends it', async ({ page, site, collector }) => {
  await page.goto(site.npmPage({ writeKey: 'pk_wrong' }));
  await sayViews(page, 2);
  expect(await page.evaluate(() => kago.flush())).toMatchObject({ stored: 2, halted: 401 });
  await page.goto(site.npmPage());
  await expect.poll(collector.numbers).toEqual([1, 2]);
});
