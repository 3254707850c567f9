// A browser that destroys a page cuts off what the page still writes into its database: Chromium aborts each
// transaction that has not ended by then. What was said last is in localStorage too, until the next page has moved it.

import { holdDatabase } from './support/busy.js';
import { expect, test, until } from './support/fixtures.js';
import { blackHole, down, open } from './support/gate.js';
import { storedOf } from './support/storage.js';

const numbers = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
const ready = (page) => until(page, async () => (await kago.getStatus()).core === 'ready');
const wordsOf = (page) => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('kago')));
const recordsOf = async (page) => Object.values(await storedOf(page)).flatMap((stores) => Object.values(stores)).flat();
const flush = (page) => page.evaluate(() => kago.flush());

async function openShop(context, address) {
  const page = await context.newPage();
  await page.goto(address);
  await ready(page);
  await flush(page);
  return page;
}

/** A page says calls and is closed while the database can't take them, nor the network. */
async function endUnheard({ context, site, collector }, from, to) {
  const page = await openShop(context, site.npmPage());
  const holder = await holdDatabase(context, site);
  collector.gate.behave(blackHole);
  await page.evaluate(([first, last]) => {
    for (let n = first; n <= last; n++) kago.productViewed(view(n));
  }, [from, to]);
  await page.close();
  expect(await wordsOf(holder)).toHaveLength(1);
  return holder;
}

const said = (collector) => expect.poll(async () => (await collector.numbers()).sort((a, b) => a - b), { intervals: [100] });

test('calls that the database could not take before the tab was closed arrive with the next page, once', async ({ context, site, collector }) => {
  const holder = await endUnheard({ context, site, collector }, 1, 100);
  await holder.close();
  collector.gate.behave(open);
  const next = await openShop(context, site.npmPage());
  await said(collector).toEqual(numbers(1, 100));
  expect(await flush(next)).toMatchObject({ tracked: 100, acked: 100, stored: 0, ledger: {} });
  expect(await wordsOf(next)).toEqual([]);
});

test('a tab that comes to the front hears what another one has said last', async ({ context, site, collector }) => {
  const waiting = await openShop(context, site.npmPage());
  const holder = await endUnheard({ context, site, collector }, 1, 3);
  await holder.close();
  collector.gate.behave(open);
  await waiting.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await said(collector).toEqual([1, 2, 3]);
  expect(await wordsOf(waiting)).toEqual([]);
});

test('two tabs that move the same words carry them out once', async ({ context, site, collector }) => {
  const holder = await endUnheard({ context, site, collector }, 1, 30);
  const words = await holder.evaluate(() => Object.entries(localStorage));
  await holder.evaluate((entries) => { for (const [key, text] of entries) localStorage.setItem(`${key}1`, text); }, words);
  await holder.close();
  collector.gate.behave(open);
  const tabs = await Promise.all([1, 2].map(() => openShop(context, site.npmPage())));
  await said(collector).toEqual(numbers(1, 30));
  for (const tab of tabs) expect(await flush(tab)).toMatchObject({ tracked: 30, acked: 30, stored: 0, ledger: {} });
});

test('a denial erases what was said last', async ({ context, site, collector }) => {
  const holder = await endUnheard({ context, site, collector }, 1, 3);
  await holder.close();
  const asked = collector.gate.requests.length;
  collector.gate.behave(open);
  const next = await context.newPage();
  await next.goto(site.npmPage({ consent: 'denied' }));
  await expect.poll(() => recordsOf(next), { intervals: [50] }).toEqual([]);
  expect(await wordsOf(next)).toEqual([]);
  await next.evaluate(() => kago.setConsent('granted'));
  expect(await flush(next)).toMatchObject({ tracked: 0, stored: 0 });
  expect(collector.gate.requests.length).toBe(asked);
});

test('without consent nothing is written down as the page ends', async ({ context, site }) => {
  const page = await context.newPage();
  const empty = site.page('/empty', '<title>Empty</title>');
  await page.goto(site.npmPage({ consent: 'unknown' }));
  await ready(page);
  await page.evaluate((to) => {
    kago.productViewed(view(1));
    location.assign(to);
  }, empty);
  await page.waitForURL(empty);
  expect(await wordsOf(page)).toEqual([]);
});

for (const [name, spoil] of Object.entries({
  'is full': () => { localStorage.setItem('shop', 'x'.repeat(5 * 1024 * 1024 - 'shop'.length)); },
  'is blocked': () => {
    Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('blocked', 'SecurityError'); } });
  },
})) {
  test(`a localStorage that ${name} takes nothing from the database`, async ({ context, site, collector }) => {
    const empty = site.page('/empty', '<title>Empty</title>');
    const page = await openShop(context, site.npmPage());
    await page.evaluate(spoil);
    collector.gate.behave(down);
    await page.evaluate(() => Promise.all([1, 2].map((n) => kago.productViewed(view(n)))));
    await page.goto(empty);
    if (name === 'is full') expect(await page.evaluate(() => Object.keys(localStorage))).toEqual(['shop']);
    collector.gate.behave(open);
    await openShop(context, site.npmPage());
    await said(collector).toEqual([1, 2]);
  });
}

test('what was said last keeps to its room, and to what is the shop\'s', async ({ context, site, collector }) => {
  const pages = [await openShop(context, site.npmPage()), await openShop(context, site.npmPage())];
  const holder = await holdDatabase(context, site);
  collector.gate.behave(blackHole);
  await holder.evaluate(() => localStorage.setItem('shop', 'mine'));
  for (const page of pages) {
    await page.evaluate(() => {
      for (let n = 1; n <= 20; n++) kago.productViewed(view(n, { metadata: { n, note: 'x'.repeat(90_000) } }));
    });
    await page.close();
  }
  const units = await holder.evaluate(() => Object.entries(localStorage).map(([key, text]) => (key === 'shop' ? 0 : text.length)).reduce((sum, length) => sum + length));
  expect(units).toBeGreaterThan(900_000);
  expect(units).toBeLessThanOrEqual(1_000_000);
  await holder.close();
  collector.gate.behave(open);
  const next = await openShop(context, site.npmPage());
  expect(await next.evaluate(() => ({ ...localStorage }))).toEqual({ shop: 'mine' });
  expect((await storedOf(next)).kago.leftovers).toEqual([]);
});
