// As many events as the queue holds, in one tick, and then the visit ends: a part leaves with it, all of them
// arrive with the next one, each once. One more is told that there is no room.

import { expect } from './support/fixtures.js';
import { down, open } from './support/gate.js';
import { arrived, came, drained, ENDS, endVisit, judge, numbersFrom, openShop, resolvedOf, sayAll, test } from './support/crash.js';

const QUEUE_MAX = 1_000;
const ALL = numbersFrom(1, QUEUE_MAX);

/** How many the collector has before the next visit, once no more of them come. */
async function cameAtOnce(collector) {
  await expect.poll(async () => (await collector.numbers()).length).toBeGreaterThan(0);
  return (await collector.numbers()).length;
}

for (const how of ['tab closed', 'page left', 'browser killed']) {
  const when = ENDS[how].all ? 'at once' : 'once all calls have resolved';
  test(`1,000 events in one tick, ${how} ${when}`, async ({ profileFor, site, collector }) => {
    const address = site.npmPage();
    const profile = profileFor(how);
    const context = await profile.launch();
    const resolved = await resolvedOf(context);
    const page = await openShop(context, address);
    await sayAll(page, 1, QUEUE_MAX);
    if (!ENDS[how].all) await expect.poll(() => resolved.size).toBe(QUEUE_MAX);
    const next = await endVisit(how, { profile, context, page, site, collector });
    const atOnce = ENDS[how].all ? await cameAtOnce(collector) : (await collector.numbers()).length;

    const status = await drained(await openShop(next, address));
    judge(`${how} 0 ms`, `a burst of 1,000, ${atOnce} of them at once`, { said: QUEUE_MAX, resolved, sure: ALL, status, ...await came(collector) });
    expect(status).toMatchObject({ tracked: QUEUE_MAX, acked: QUEUE_MAX });
  });
}

test('while the collector is down the 1,001st event is refused, told and counted; the others arrive', async ({ context, site, collector }) => {
  collector.gate.behave(down);
  const resolved = await resolvedOf(context);
  const page = await openShop(context, site.npmPage());
  await page.evaluate(() => {
    window.told = [];
    kago.on('refused', (detail) => told.push(detail));
  });
  await sayAll(page, 1, QUEUE_MAX);
  const result = await page.evaluate((n) => kago.productViewed(view(n)), QUEUE_MAX + 1);
  expect(result).toMatchObject({ status: 'refused', violations: [{ code: 'queue_full' }] });
  expect(await page.evaluate(() => window.told)).toEqual([{ name: 'ecommerce.product_viewed', violations: result.violations }]);
  expect(await page.evaluate(() => kago.getStatus())).toMatchObject({ tracked: QUEUE_MAX + 1, stored: QUEUE_MAX, ledger: { queue_full: 1 } });
  expect(resolved.size).toBe(QUEUE_MAX);

  collector.gate.behave(open);
  await arrived(collector, ALL);
  const status = await drained(page);
  expect(status).toMatchObject({ tracked: QUEUE_MAX + 1, acked: QUEUE_MAX, stored: 0, ledger: { queue_full: 1 } });
  expect(await collector.numbers()).toEqual(ALL);
  expect(JSON.parse(collector.gate.requests.at(-1).body).ledger).toEqual({ queue_full: 1 });
});
