// Calls of a page whose kago.wasm doesn't come, and then the page, the tab or the browser ends. There is
// no core to carry them out and so nothing to send: what the page has written down, the next one says.

import { came, COUNT, drained, ENDS, endVisit, judge, numbersFrom, resolvedOf, openShop, sayAll, test } from './support/crash.js';
import { expect, until } from './support/expect.js';
import { hasRow } from './support/pairwise.js';
import { storedOf } from './support/storage.js';

const CASES = ['tab closed', 'page left', 'browser killed'].flatMap((how, i) => (
  [0, 50, 1000].filter((_, j) => hasRow(j, 3, i)).map((afterMs) => ({ how, afterMs }))
));

// With no core no call resolves, so a kill breaks no word; but a second is enough to write calls down.
const isSure = ({ how, afterMs }) => ENDS[how].all || afterMs === 1000;

async function openWithoutCore(context, address) {
  const page = await context.newPage();
  await page.goto(address);
  // In the first milliseconds of its first page a browser has no database yet to write to.
  await until(page, async () => (await indexedDB.databases()).some(({ name }) => name === 'kago'));
  return page;
}

for (const { how, afterMs } of CASES) {
  test(`${how} ${afterMs} ms after the calls while kago.wasm does not come`, async ({ profileFor, site, collector }) => {
    const profile = profileFor(how);
    site.sdkFile('/kago/kago.wasm', 'kago.wasm', { until: new Promise(() => {}) });
    const address = site.npmPage();
    const context = await profile.launch();
    const resolved = await resolvedOf(context);
    const page = await openWithoutCore(context, address);
    await sayAll(page);
    if (afterMs > 0) await page.waitForTimeout(afterMs);
    // A busy machine may need longer than that second.
    if (isSure({ how, afterMs }) && !ENDS[how].all) await expect.poll(async () => (await storedOf(page)).kago.leftovers.length).toBe(COUNT);
    const next = await endVisit(how, { profile, context, page, site, collector });

    site.sdkFile('/kago/kago.wasm', 'kago.wasm');
    const status = await drained(await openShop(next, address));
    const sure = isSure({ how, afterMs }) ? numbersFrom(1, COUNT) : [...resolved];
    judge(`${how} ${afterMs} ms`, 'kago.wasm does not come', { resolved, sure, status, ...await came(collector) });
  });
}
