// A denial counts for all that was said before it, whatever the browser's storage does at that moment and whichever page
// is left meanwhile: it is erased as soon as that is possible, and until then nobody reads it.

import { expect, test, until } from './support/fixtures.js';
import { holdDatabase } from './support/busy.js';
import { down, open } from './support/gate.js';
import { npmPage } from './support/site.js';
import { storedOf } from './support/storage.js';

const flush = (page) => page.evaluate(() => kago.flush());
const statusOf = (page) => page.evaluate(() => kago.getStatus());
const say = (page, n) => page.evaluate((number) => kago.productViewed(view(number)), n);
const deny = (page) => page.evaluate(() => kago.setConsent('denied'));
const blank = (site) => site.page('/blank', '<title>Blank</title>');

/** All that Kago has stored in an origin, by a page without it. */
async function keptIn(page) {
  const records = Object.values(await storedOf(page)).flatMap((stores) => Object.values(stores)).flat();
  return [...records, ...await page.evaluate(() => Object.entries(localStorage).filter(([key]) => key.startsWith('kago')))];
}

const nothingKept = (page) => expect.poll(() => keptIn(page), { intervals: [100], timeout: 20_000 }).toEqual([]);

async function haveWaiting(page, site, collector) {
  collector.gate.behave(down);
  await page.goto(site.npmPage());
  await say(page, 1);
  expect(await keptIn(page)).not.toEqual([]);
}

/** A page that nobody has told of a denial sends what there is. */
async function expectSentLater(page, site, collector, numbers) {
  collector.gate.behave(open);
  await page.goto(site.npmPage({}, '/later'));
  await say(page, 9);
  await expect.poll(async () => {
    await flush(page);
    return (await collector.numbers()).sort();
  }, { intervals: [100] }).toEqual([...numbers, 9]);
  expect(await statusOf(page)).toMatchObject({ storage: 'indexeddb', erasurePending: false });
}

for (const [how, denyBy] of Object.entries({
  'setConsent': deny,
  'setConsent with a call under way': (page) => page.evaluate(() => {
    void kago.cartUpdated(cart(2));
    return kago.setConsent('denied');
  }),
  'the start of a page': async (page, site) => {
    await page.goto(site.npmPage({ consent: 'denied' }, '/denies'));
    await until(page, async () => (await kago.getStatus()).core === 'ready');
  },
})) {
  test(`a denial by ${how} that finds the database busy is carried out once it isn't`, async ({ page, context, site, collector }) => {
    await haveWaiting(page, site, collector);
    const holder = await holdDatabase(context, site);
    await denyBy(page, site);
    expect(await statusOf(page)).toMatchObject({ consent: 'denied', erasurePending: true });
    await holder.goto(blank(site));
    await nothingKept(holder);
    await expect.poll(async () => (await statusOf(page)).erasurePending, { intervals: [50] }).toBe(false);
    await expectSentLater(page, site, collector, []);
  });
}

test('a denial whose page has ended before the database answered is carried out by the next, before it reads', async ({ page, context, site, collector }) => {
  await haveWaiting(page, site, collector);
  const holder = await holdDatabase(context, site);
  await page.evaluate(() => { void kago.setConsent('denied'); });
  await page.goto(blank(site));
  await holder.close();
  await expectSentLater(page, site, collector, []);
  await page.goto(blank(site));
  await page.evaluate(() => new Promise((resolve) => { indexedDB.deleteDatabase('kago').onsuccess = resolve; }));
  await nothingKept(page);
});

test('a page that has no consent yet carries out what an earlier page could not erase', async ({ page, context, site, collector }) => {
  await haveWaiting(page, site, collector);
  const holder = await holdDatabase(context, site);
  await page.evaluate(() => { void kago.setConsent('denied'); });
  await page.goto(blank(site));
  await holder.goto(blank(site));
  await page.goto(site.npmPage({ consent: 'unknown' }, '/asks'));
  await nothingKept(holder);
  expect(await statusOf(page)).toMatchObject({ consent: 'unknown', erasurePending: false });
});

test('consent that is granted again while the erasure is pending lets out what is said from then on, and nothing of before', async ({ page, context, site, collector }) => {
  await haveWaiting(page, site, collector);
  const other = await context.newPage();
  await other.goto(site.npmPage({}, '/other'));
  const holder = await holdDatabase(context, site);
  await page.evaluate(() => { void kago.setConsent('denied'); });
  await expect.poll(async () => (await statusOf(other)).consent, { intervals: [50] }).toBe('denied');
  await page.evaluate(() => kago.setConsent('granted'));
  await expect.poll(async () => (await statusOf(other)).consent, { intervals: [50] }).toBe('granted');
  collector.gate.behave(open);
  const said = Promise.all([say(page, 2), say(other, 3)]);
  await holder.close();
  await said;
  await expect.poll(async () => {
    await Promise.all([flush(page), flush(other)]);
    return (await collector.numbers()).sort();
  }, { intervals: [100] }).toEqual([2, 3]);
  await expectSentLater(page, site, collector, [2, 3]);
});

/** What is said last, under a denial that the busy database has still to carry out, and a new grant. */
async function leaveGrantedAgain(page, context, site) {
  const holder = await holdDatabase(context, site);
  await page.evaluate((to) => {
    void kago.setConsent('denied');
    void kago.setConsent('granted');
    void kago.productViewed(view(2));
    location.assign(to);
  }, blank(site));
  await page.waitForURL('**/blank');
  await holder.close();
}

test('what is said last, after consent was granted again, leaves though the denial before it is still to be carried out', async ({ page, context, site, collector }) => {
  await haveWaiting(page, site, collector);
  await leaveGrantedAgain(page, context, site);
  await expectSentLater(page, site, collector, [2]);
});

/** Of the transactions on all stores the `nth` ends when the third comes, or after `ms`. */
const holdUntilThird = (page, nth, ms) => page.addInitScript(([held, most]) => {
  const { transaction } = IDBDatabase.prototype;
  let count = 0;
  IDBDatabase.prototype.transaction = function (stores, ...args) {
    const tx = transaction.call(this, stores, ...args);
    if (stores.length < 3) return tx;
    if (++count !== held) return tx;
    const until = performance.now() + most;
    const again = () => { if (count < 3 && performance.now() < until) tx.objectStore('state').count().onsuccess = again; };
    again();
    return tx;
  };
}, [nth, ms]);

test('no step overtakes the words of an earlier page that wait for an erasure', async ({ page, context, site, collector }) => {
  await haveWaiting(page, site, collector);
  await leaveGrantedAgain(page, context, site);
  // The second is the one behind the erasure, and a third would have overtaken it.
  await holdUntilThird(page, 2, 1_000);
  await expectSentLater(page, site, collector, [2]);
});

test('an erasure that takes as long as a page waits before it tidies up leaves the words of an earlier page to its first step', async ({ page, context, site, collector }) => {
  await haveWaiting(page, site, collector);
  await leaveGrantedAgain(page, context, site);
  // The page erases as it opens and before its first step; the third is of tidying up, which comes after 5 s.
  await holdUntilThird(page, 1, 10_000);
  await expectSentLater(page, site, collector, [2]);
});

const HINDRANCES = {
  'clears no store': () => { IDBObjectStore.prototype.clear = () => { throw new Error('no'); }; },
  'opens no database': () => { IDBFactory.prototype.open = () => ({}); },
  'has no database': () => { delete Window.prototype.indexedDB; Object.defineProperty(window, 'indexedDB', { value: undefined }); },
  'ends no transaction': () => {
    const { transaction } = IDBDatabase.prototype;
    IDBDatabase.prototype.transaction = function (...args) {
      const tx = transaction.apply(this, args);
      const again = () => { tx.objectStore('leftovers').count().onsuccess = again; };
      if (args[0].includes('leftovers')) again();
      return tx;
    };
  },
};

for (const [what, hinder] of Object.entries(HINDRANCES)) {
  test(`a denial in a browser that ${what} counts on the next page`, async ({ page, site, collector }) => {
    await haveWaiting(page, site, collector);
    site.page('/hindered', npmPage(site.settings).replace('<script', `<script>(${hinder})()</script><script`));
    await page.goto(`${site.url}/hindered`);
    await deny(page);
    expect((await statusOf(page)).erasurePending).toBe(what !== 'clears no store');
    await expectSentLater(page, site, collector, []);
  });
}

test('without localStorage a page goes on trying for as long as it lives', async ({ page, context, site, collector }) => {
  await context.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('blocked', 'SecurityError'); } });
  });
  collector.gate.behave(down);
  await page.goto(site.npmPage());
  await say(page, 1);
  const holder = await holdDatabase(context, site);
  await deny(page);
  expect((await statusOf(page)).erasurePending).toBe(true);
  await holder.close();
  await expect.poll(async () => (await statusOf(page)).erasurePending, { intervals: [100], timeout: 20_000 }).toBe(false);
  await expectSentLater(page, site, collector, []);
});

test('a shop that clears its localStorage behind a denial does not take it back', async ({ page, context, site, collector }) => {
  await haveWaiting(page, site, collector);
  const holder = await holdDatabase(context, site);
  await page.evaluate(() => {
    void kago.setConsent('denied');
    localStorage.clear();
  });
  await holder.goto(blank(site));
  await nothingKept(holder);
  await expectSentLater(page, site, collector, []);
});

for (const [how, denyBy] of Object.entries({
  'setConsent': async (page, site) => {
    await page.goto(site.npmPage({}, '/denies'));
    await deny(page);
  },
  'the start of a page': (page, site) => page.goto(site.npmPage({ consent: 'denied' }, '/denies')),
})) {
  test(`a denial by ${how} erases the database of a newer release`, async ({ page, site, collector }) => {
    await haveWaiting(page, site, collector);
    await page.goto(blank(site));
    await page.evaluate(() => new Promise((resolve) => {
      indexedDB.open('kago', 3).onsuccess = ({ target }) => {
        target.result.close();
        resolve();
      };
    }));
    await denyBy(page, site);
    await nothingKept(page);
    await expectSentLater(page, site, collector, []);
  });
}

/** A tab that hears nothing of the others, and leaves with calls under way. */
async function leaveUnheard(tab, site) {
  await tab.evaluate((to) => {
    for (let n = 2; n < 12; n++) void kago.productViewed(view(n));
    location.assign(to);
  }, blank(site));
  await tab.waitForURL('**/blank');
}

async function openDeafTab(context, site) {
  const tab = await context.newPage();
  await tab.addInitScript(() => addEventListener('storage', (event) => event.stopImmediatePropagation(), true));
  await tab.goto(site.npmPage({}, '/deaf'));
  await flush(tab);
  return tab;
}

for (const stays of [true, false]) {
  test(`what a tab leaves that has not heard of the denial never comes back, though the one that denied has ${stays ? 'stayed' : 'ended'}`, async ({ page, context, site, collector }) => {
    // It has nothing to send, or it would look into the store, and find it erased.
    const tab = await openDeafTab(context, site);
    await haveWaiting(page, site, collector);
    await deny(page);
    if (!stays) await page.goto(blank(site));
    const holder = await holdDatabase(context, site);
    await leaveUnheard(tab, site);
    await holder.goto(blank(site));
    if (stays) await nothingKept(holder);
    await expectSentLater(tab, site, collector, []);
  });
}

test('a tab that leaves under a denial that it has not heard of, and that is still to be carried out, leaves nothing', async ({ page, context, site, collector }) => {
  const tab = await openDeafTab(context, site);
  await haveWaiting(page, site, collector);
  const holder = await holdDatabase(context, site);
  await page.evaluate(() => { void kago.setConsent('denied'); });
  await page.goto(blank(site));
  await leaveUnheard(tab, site);
  const words = await tab.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('kago')));
  expect(words).toEqual(['kago.denied']);
  await holder.close();
  await expectSentLater(tab, site, collector, []);
});
