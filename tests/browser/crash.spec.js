// 100 events, and then the page, the tab or the whole browser ends: none is lost, none comes twice.
// Each test prints a row; `npm test` shows them.

import { expect, test as base } from './support/fixtures.js';
import { answerWith, blackHole, down, open } from './support/gate.js';
import { createProfile } from './support/own-browser.js';

const COUNT = 100;

const test = base.extend({
  profile: async ({}, use) => {
    const profile = createProfile();
    await use(profile);
    await profile.close();
  },
});

const NETWORKS = { 'the collector answers': open, 'the collector is down': down, 'the collector answers 503': answerWith(503), 'nobody answers': blackHole };

/** How the visit ends. `all`: every call must arrive, not only those that have resolved. */
const ENDS = {
  'tab closed': { all: true, end: (profile, context, page) => page.close() },
  'page left': { all: true, end: (profile, context, page, site) => page.goto(site.page('/empty', '<title>Empty</title>')) },
  'browser killed': { all: false, end: (profile, context) => profile.kill(context) },
};

const CASES = [
  ['tab closed', 0], ['tab closed', 50], ['tab closed', 1000], ['page left', 0], ['page left', 50],
  ['browser killed', 0], ['browser killed', 50], ['browser killed', 1000],
].flatMap(([how, afterMs]) => Object.keys(NETWORKS).map((network) => ({ how, afterMs, network })));

async function openShop(context, address) {
  const page = await context.newPage();
  await page.goto(address);
  await page.waitForFunction(async () => (await kago.getStatus()).core === 'ready');
  return page;
}

/** Says all in one tick and waits for none; `accepted(n)` hears what has resolved. */
const sayAll = (page) => page.evaluate((count) => {
  for (let n = 1; n <= count; n++) kago.productViewed(view(n)).then(({ status }) => { if (status === 'accepted') accepted(n); });
}, COUNT);

async function drained(page) {
  await expect.poll(() => page.evaluate(async () => (await kago.flush()).stored)).toBe(0);
  return page.evaluate(() => kago.getStatus());
}

for (const { how, afterMs, network } of CASES) {
  test(`${how} ${afterMs} ms after the calls while ${network}`, async ({ profile, site, collector }) => {
    const { all, end } = ENDS[how];
    const address = site.npmPage();
    collector.gate.behave(NETWORKS[network]);
    let context = await profile.launch();
    const resolved = new Set();
    await context.exposeBinding('accepted', (_, n) => resolved.add(n));
    const page = await openShop(context, address);
    await sayAll(page);
    if (afterMs > 0) await page.waitForTimeout(afterMs);
    await end(profile, context, page, site);
    if (how === 'browser killed') context = await profile.launch();

    collector.gate.behave(open);
    const status = await drained(await openShop(context, address));
    const numbers = await collector.numbers();
    const expected = all ? Array.from({ length: COUNT }, (_, i) => i + 1) : [...resolved];
    const row = {
      said: COUNT, resolved: resolved.size, tracked: status.tracked, arrived: new Set(numbers).size,
      lost: expected.filter((n) => !numbers.includes(n)).length, twice: numbers.length - new Set(numbers).size,
      requests: collector.gate.requests.length,
    };
    console.log(`crash | ${how} ${afterMs} ms | ${network} | ${Object.entries(row).map(([name, value]) => `${name} ${value}`).join(', ')}`);
    expect(row).toMatchObject({ lost: 0, twice: 0 });
    expect(status).toMatchObject({ stored: 0, ledger: {} });
  });
}
