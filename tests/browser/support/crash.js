// What the tables of crashes share: calls in one tick, how a visit ends, and the row that tells what
// came of it. `npm test` shows the rows of those in which each pair of conditions meets, `npm run crash`
// those of all combinations.

import { expectBalance } from './books.js';
import { endLeases } from './clock.js';
import { expect, test as base, until } from './fixtures.js';
import { createProfile } from './own-browser.js';

export const COUNT = 100;

export const test = base.extend({
  /** For `test.use`: settings of the profile, as Chromium keeps them. */
  preferences: [undefined, { option: true }],

  /** Makes one shopper's browser after the other. */
  newProfile: async ({ preferences }, use) => {
    const profiles = [];
    await use(() => {
      profiles.push(createProfile(preferences));
      return profiles.at(-1);
    });
    await Promise.all(profiles.map((profile) => profile.close()));
  },

  profile: async ({ newProfile }, use) => use(newProfile()),

  /**
   * The shopper's browser for a visit that ends so: one of its own if it is to be killed. Else the shared one, which
   * destroys a page that is left at once, as a private window does.
   */
  profileFor: async ({ newProfile, preferences, browser }, use) => {
    const shared = [];
    await use((how) => {
      if (how === 'browser killed' || preferences) return newProfile();
      shared.push(shareBrowser(browser));
      return shared.at(-1);
    });
    await Promise.all(shared.map((profile) => profile.close()));
  },
});

/** As createProfile, without a life and a death of its own: an eighth of the work. */
function shareBrowser(browser) {
  const open = [];
  return {
    async launch(options) {
      open.push(await browser.newContext(options));
      return open.at(-1);
    },
    async close() {
      for (const context of open) await expectBalance(context);
      for (const context of open) await context.close();
    },
  };
}

// Offline a click ends on the browser's own page about it: the shop's page is left all the same.
const leave = (page, address) => page.goto(address).catch(() => {});

/** How a visit ends. `all`: every call must arrive, not only those that have resolved. */
export const ENDS = {
  'tab stays open': { all: true, end: async () => {} },
  'tab closed': { all: true, end: ({ page }) => page.close() },
  'page left': { all: true, end: ({ page, site }) => leave(page, site.page('/empty', '<title>Empty</title>')) },
  'browser killed': { all: false, end: ({ profile, context }) => profile.kill(context) },
};

export async function openShop(context, address) {
  const page = await context.newPage();
  await page.goto(address);
  await until(page, async () => (await kago.getStatus()).core === 'ready');
  return page;
}

/** Grows by each call of the context's pages that has resolved to `accepted`. */
export async function resolvedOf(context) {
  const resolved = new Set();
  await context.exposeBinding('accepted', (_, n) => resolved.add(n));
  return resolved;
}

export const numbersFrom = (first, count) => Array.from({ length: count }, (_, i) => first + i);

/** Says all in one tick and waits for none. */
export const sayAll = (page, first = 1, count = COUNT) => page.evaluate(([from, length]) => {
  for (let n = from; n < from + length; n++) {
    kago.productViewed(view(n)).then(({ status }) => { if (status === 'accepted') accepted(n); });
  }
}, [first, count]);

/** Ends the visit; resolves with the browser of the next one. A shopper whose browser was killed is back after 15 s. */
export async function endVisit(how, visit) {
  await ENDS[how].end(visit);
  if (how !== 'browser killed') return visit.context;
  const next = await visit.profile.launch();
  await endLeases(next);
  return next;
}

export async function drained(page) {
  // Of one moment: a store that comes back brings what was said meanwhile once more.
  let status;
  await expect.poll(async () => {
    status = await page.evaluate(() => kago.flush());
    return status.stored;
  }).toBe(0);
  return status;
}

/** Waits for `sure`. What hasn't come in time fails the test; its row is printed all the same. */
export async function arrived(collector, sure) {
  const missing = async () => {
    const numbers = new Set(await collector.numbers());
    return sure.filter((n) => !numbers.has(n)).length;
  };
  await expect.configure({ soft: true }).poll(missing).toBe(0);
}

/** What the collector holds, and what was asked of it. */
export const came = async (collector) => ({ numbers: await collector.numbers(), requests: collector.gate.requests });

/** Prints the row, and holds it to the promise: what is sure has arrived, and nothing twice. */
export function judge(end, fault, { said = COUNT, resolved, sure, status, numbers, requests }) {
  const different = new Set(numbers);
  const row = {
    said, resolved: resolved.size, tracked: status.tracked, arrived: different.size,
    lost: sure.filter((n) => !different.has(n)).length, twice: numbers.length - different.size,
    requests: requests.length,
  };
  console.log(`crash | ${end} | ${fault} | ${Object.entries(row).map(([name, value]) => `${name} ${value}`).join(', ')}`);
  expect.soft(row).toMatchObject({ lost: 0, twice: 0 });
  expect.soft(status).toMatchObject({ stored: 0, ledger: {} });
}
