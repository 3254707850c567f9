// 100 events on pages whose storage is full, refused or never answers: Kago goes on in memory. The faults
// are the browser's own: a quota, a setting of the profile, a page that holds the database up.
//
// A browser that is killed takes along what is only in memory: there is no row for it.

import { coreIsMade, watchCore } from './support/core.js';
import { expect } from './support/fixtures.js';
import { answerLater } from './support/gate.js';
import { arrived, came, COUNT, drained, endVisit, judge, numbersFrom, openShop, resolvedOf, sayAll, test } from './support/crash.js';
import { hasRow } from './support/pairwise.js';

const BLOCK_SITE_DATA = { profile: { default_content_setting_values: { cookies: 2 } } };

/** What a page meets that writes a value of its own. */
const writeOwn = (page) => page.evaluate(() => new Promise((resolve) => {
  const request = indexedDB.open('own', 1);
  request.onupgradeneeded = () => request.result.createObjectStore('values');
  request.onerror = () => resolve(request.error.name);
  request.onsuccess = () => {
    const tx = request.result.transaction('values', 'readwrite');
    tx.objectStore('values').put('a value', 'its key');
    tx.oncomplete = () => resolve('written');
    tx.onabort = () => resolve(tx.error.name);
  };
}));

// Chromium asks for the quota before a commit, and then not again for half a minute while there is room:
// so the quota comes before the first write. One of 0 would be none.
async function fill(page, origin) {
  const session = await page.context().newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 100 });
  return writeOwn(page);
}

/** A connection that doesn't give way, and a deletion that waits for it: every later `open` waits too. */
const holdUp = (page) => page.evaluate(() => new Promise((resolve) => {
  const request = indexedDB.open('kago');
  request.onsuccess = () => {
    window.connection = request.result;
    indexedDB.deleteDatabase('kago').onblocked = () => resolve('blocked');
  };
}));

/** As soon as the core has loaded: its first step, and so the first status, waits for the database. */
async function openEarly(context, address) {
  const page = await context.newPage();
  await watchCore(page);
  await page.goto(address);
  await coreIsMade(page);
  return page;
}

/** `strike` works on another page of the shop, as long as that stays open, and tells what a page meets. */
const FAULTS = {
  'storage is full': { strike: fill, meets: 'QuotaExceededError' },
  'storage is refused': { preferences: BLOCK_SITE_DATA, strike: writeOwn, meets: 'UnknownError' },
  'storage never answers': { strike: holdUp, meets: 'blocked' },
  'storage has not answered yet': { strike: holdUp, meets: 'blocked', open: openEarly },
};

/** The ends of the fault at this place. */
const endsOf = (place) => [
  { how: 'tab stays open', name: 'tab stays open' },
  ...['tab closed', 'page left'].flatMap((how, i) => (
    [0, 50, 1000].filter((_, j) => hasRow(j, 3, i, place)).map((afterMs) => ({ how, afterMs, name: `${how} ${afterMs} ms` }))
  )),
];

/** A page of the shop whose storage fails, and the other page that makes it fail. */
async function openFailing({ strike, meets, open = openShop }, { context, site, address }) {
  const other = await context.newPage();
  await other.goto(site.page('/other', '<title>Another page</title>'));
  expect(await strike(other, site.url)).toBe(meets);
  return { other, page: await open(context, address) };
}

for (const [place, [fault, failure]] of Object.entries(FAULTS).entries()) {
  test.describe(fault, () => {
    test.use({ preferences: failure.preferences });

    for (const { how, afterMs, name } of endsOf(place)) {
      test(`100 calls, ${name}, while ${fault}`, async ({ profileFor, site, collector }) => {
        const address = site.npmPage();
        const profile = profileFor(how);
        const context = await profile.launch();
        const resolved = await resolvedOf(context);
        const { other, page } = await openFailing(failure, { context, site, address });
        await sayAll(page);
        if (afterMs > 0) await page.waitForTimeout(afterMs);
        await endVisit(how, { profile, context, page, site, collector });

        const sure = numbersFrom(1, COUNT);
        await arrived(collector, sure);
        await other.close();
        const status = await drained(how === 'tab stays open' ? page : await openShop(context, address));
        judge(name, fault, { resolved, sure, status, ...await came(collector) });
      });
    }

    for (const how of ['tab closed', 'page left'].filter((_, i) => hasRow(i, 2, place))) {
      test(`50 calls while a batch of 50 is under way, ${how}, while ${fault}`, async ({ profileFor, site, collector }) => {
        const address = site.npmPage();
        const profile = profileFor(how);
        const context = await profile.launch();
        const resolved = await resolvedOf(context);
        const { other, page } = await openFailing(failure, { context, site, address });
        const late = answerLater();
        collector.gate.behave(late.behaviour);
        await sayAll(page, 1, COUNT / 2);
        await late.asked;
        await sayAll(page, COUNT / 2 + 1, COUNT / 2);
        await expect.poll(() => resolved.size).toBe(COUNT);
        await endVisit(how, { profile, context, page, site, collector });
        late.answer();

        const sure = numbersFrom(1, COUNT);
        await arrived(collector, sure);
        await other.close();
        const status = await drained(await openShop(context, address));
        judge(`${how}, a batch under way`, fault, { resolved, sure, status, ...await came(collector) });
      });
    }
  });
}
