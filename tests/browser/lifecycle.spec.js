// Tabs that are hidden, frozen and thawed, and networks that go and come back: sending goes on by itself,
// and a tab that has slept harms nothing that others have done meanwhile.

import { expect, test as base, until } from './support/fixtures.js';
import { answerLater, down, open } from './support/gate.js';
import { freeze, test, thaw } from './support/tab-strip.js';

const LEASE_MS = 15_000;

const ready = (page) => until(page, async () => (await kago.getStatus()).core === 'ready');
const say = (page, ...numbers) => page.evaluate((all) => Promise.all(all.map((n) => kago.productViewed(view(n)))), numbers);
const statusOf = (page) => page.evaluate(() => kago.getStatus());
const visibility = (page) => page.evaluate(() => document.visibilityState);
const numbersIn = ({ body }) => JSON.parse(body).events.map(({ properties }) => properties.metadata.n);

async function openTab(context, address) {
  const tab = await context.newPage();
  await tab.goto(address);
  return tab;
}

async function openShop(context, site) {
  const tab = await openTab(context, site.npmPage());
  await ready(tab);
  return tab;
}

/** They have arrived, and each was asked for once: no lease had to run out and no answer to come late. */
async function expectOnce(collector, ...numbers) {
  await expect.poll(collector.numbers).toEqual(numbers);
  expect(collector.gate.requests.flatMap(numbersIn)).toEqual(numbers);
}

const openOther = (context, site) => openTab(context, site.page('/other', '<title>Another shop</title>'));

test('a tab goes on sending after the shopper has looked at another one', async ({ context, site, collector }) => {
  const tab = await openShop(context, site);
  for (const n of [1, 2, 3]) {
    await say(tab, n);
    const other = await openOther(context, site);
    expect(await visibility(tab)).toBe('hidden');
    await tab.bringToFront();
    expect(await visibility(tab)).toBe('visible');
    await other.close();
  }
  await say(tab, 4);
  await expectOnce(collector, 1, 2, 3, 4);
});

test('a frozen tab sends what waits once it thaws, although it stays hidden', async ({ context, site, collector }) => {
  const tab = await openShop(context, site);
  collector.gate.behave(down);
  await say(tab, 1, 2);
  await openOther(context, site);
  let retryAt;
  await expect.poll(async () => ({ retryAt } = await statusOf(tab)).retryAt).toBeTruthy();
  await freeze(tab);
  collector.gate.behave(open);
  // Past the time of its next try: nothing but the frost holds it back.
  await expect.poll(() => Date.now()).toBeGreaterThan(Date.parse(retryAt) + 1_000);
  expect(await collector.numbers()).toEqual([]);
  await thaw(tab);
  await expect.poll(collector.numbers).toEqual([1, 2]);
  expect(await visibility(tab)).toBe('hidden');
});

test('a frozen tab that thaws sends what another one has left meanwhile', async ({ context, site, collector }) => {
  const tab = await openShop(context, site);
  const other = await openShop(context, site);
  await freeze(tab);
  collector.gate.behave(down);
  await say(other, 1, 2);
  await other.goto(site.page('/other', '<title>Another shop</title>'));
  collector.gate.behave(open);
  await thaw(tab);
  await expect.poll(collector.numbers).toEqual([1, 2]);
  expect(await visibility(tab)).toBe('hidden');
});

test('what a tab was sending when it froze, another one sends after 15 s; the late answer changes nothing', async ({ context, site, collector }) => {
  const frozen = await openShop(context, site);
  const first = answerLater();
  collector.gate.behave(first.behaviour);
  await say(frozen, 1, 2, 3);
  await first.asked;
  const askedMs = Date.now();
  const awake = await openShop(context, site);
  await freeze(frozen);
  const second = answerLater();
  collector.gate.behave(second.behaviour);
  await say(awake, 4);
  await second.asked;
  expect(Date.now() - askedMs).toBeGreaterThan(LEASE_MS - 1_000); // the lease began before the request came
  expect(numbersIn(collector.gate.requests[1])).toEqual([1, 2, 3, 4]);

  const heard = frozen.waitForEvent('requestfinished');
  first.answer();
  await first.answered;
  await thaw(frozen);
  expect((await (await heard).response()).status()).toBe(200);
  // Resolves when what came of the tab's own request is carried out.
  expect(await frozen.evaluate(() => kago.flush())).toMatchObject({ tracked: 4, acked: 0, stored: 4, failures: 0 });
  expect(collector.gate.requests).toHaveLength(2);
  second.answer();
  await expect.poll(() => statusOf(frozen)).toMatchObject({ tracked: 4, acked: 4, stored: 0, ledger: {} });
  await frozen.evaluate(() => kago.flush());
  expect(collector.gate.requests).toHaveLength(2);
  expect(await collector.numbers()).toEqual([1, 2, 3, 4]);
});

/** Lets the page's clock run to its next try, and waits for what comes of it. */
async function failAgain(page) {
  const { failures, retryAt } = await statusOf(page);
  const now = await page.evaluate(() => Date.now());
  if (retryAt) await page.clock.runFor(Math.max(Date.parse(retryAt) - now, 0) + 1);
  await expect.poll(async () => (await statusOf(page)).failures).toBeGreaterThan(failures);
}

base('what was said offline arrives within seconds of being online again, however long the waits have grown', async ({ page, context, site, collector }) => {
  await page.clock.install();
  await page.goto(site.npmPage());
  await ready(page);
  await context.setOffline(true);
  await say(page, 1, 2, 3);
  while ((await statusOf(page)).failures < 10) await failAgain(page);
  await say(page, 4);
  const { retryAt } = await statusOf(page);
  expect(Date.parse(retryAt) - await page.evaluate(() => Date.now())).toBeGreaterThan(500_000);
  expect(collector.gate.requests).toHaveLength(0);

  await context.setOffline(false);
  await expect.poll(collector.numbers).toEqual([1, 2, 3, 4]);
  expect(await page.evaluate(() => Date.now())).toBeLessThan(Date.parse(retryAt));
  await expect.poll(() => statusOf(page)).toMatchObject({ tracked: 4, acked: 4, stored: 0, failures: 0, ledger: {} });
  expect(collector.gate.requests).toHaveLength(1);
});
