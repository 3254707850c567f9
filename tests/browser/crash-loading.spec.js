// Calls of a page of which a file doesn't come, the tracker or its core, and then the page, the tab or the browser ends.
// Nobody carries them out and so nothing is sent: what the page has written down, the next one says.

import { came, COUNT, drained, ENDS, endVisit, judge, numbersFrom, resolvedOf, openShop, sayAll, test } from './support/crash.js';
import { expect, until } from './support/expect.js';
import { hasRow } from './support/pairwise.js';
import { linesLeft } from './support/storage.js';

const CASES = ['kago.wasm', 'observe/tracker.js'].flatMap((file) => ['tab closed', 'page left', 'browser killed'].flatMap((how, i) => (
  [0, 50, 1000].filter((_, j) => hasRow(j, 3, i)).map((afterMs) => ({ file, how, afterMs }))
)));

// With no core no call resolves, so a kill breaks no word; but a second is enough to write calls down.
const isSure = ({ how, afterMs }) => ENDS[how].all || afterMs === 1000;

async function openWithout(file, context, address) {
  const page = await context.newPage();
  await page.goto(address);
  await until(page, () => !!window.kago?.flush);
  // In the first milliseconds of its first page a browser has no database yet to write to.
  if (file === 'kago.wasm') await until(page, async () => (await indexedDB.databases()).some(({ name }) => name === 'kago'));
  return page;
}

for (const { file, how, afterMs } of CASES) {
  test(`${how} ${afterMs} ms after the calls while ${file} does not come`, async ({ profileFor, site, collector }) => {
    const profile = profileFor(how);
    site.sdkFile(`/kago/${file}`, file, { until: new Promise(() => {}) });
    const address = site.npmPage();
    const context = await profile.launch();
    const resolved = await resolvedOf(context);
    const page = await openWithout(file, context, address);
    await sayAll(page);
    if (afterMs > 0) await page.waitForTimeout(afterMs);
    // A busy machine may need longer than that second.
    if (isSure({ how, afterMs }) && !ENDS[how].all) await expect.poll(async () => (await linesLeft(page)).length).toBe(COUNT);
    const next = await endVisit(how, { profile, context, page, site, collector });

    site.sdkFile(`/kago/${file}`, file);
    const status = await drained(await openShop(next, address));
    const sure = isSure({ how, afterMs }) ? numbersFrom(1, COUNT) : [...resolved];
    judge(`${how} ${afterMs} ms`, `${file} does not come`, { resolved, sure, status, ...await came(collector) });
  });
}
