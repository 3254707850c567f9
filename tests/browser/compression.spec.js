// Large batches leave as gzip: fewer bytes for the shopper, no preflight, and no event the worse for it.

import { expect, test, until } from './support/fixtures.js';
import { isGzip, readNoGzip } from './support/gate.js';

const ready = (page) => until(page, async () => (await kago.getStatus()).core === 'ready');
/** Calls of that many events in one tick, then a flush. */
const say = (page, count) => page.evaluate(async (last) => {
  for (let n = 1; n <= last; n++) kago.productViewed(view(n));
  return kago.flush();
}, count);
const numbersTo = (count) => Array.from({ length: count }, (_, i) => i + 1);

test('a large batch leaves as gzip, without a preflight, and arrives whole', async ({ page, site, collector }) => {
  await page.goto(site.npmPage());
  await ready(page);
  expect(await say(page, 60)).toMatchObject({ acked: 60, stored: 0, ledger: {} });
  expect(await collector.numbers()).toEqual(numbersTo(60));
  const { requests } = collector.gate;
  expect(requests.map(({ method }) => method)).toEqual(['POST']);
  expect(isGzip(requests[0].bytes)).toBe(true);
  expect(requests[0].bytes.length * 5).toBeLessThan(requests[0].body.length);
  expect(requests[0].headers['content-encoding']).toBeUndefined();
});

test('a small batch leaves as text', async ({ page, site, collector }) => {
  await page.goto(site.npmPage());
  await ready(page);
  await say(page, 1);
  expect(collector.gate.requests.map(({ bytes }) => isGzip(bytes))).toEqual([false]);
});

for (const status of [400, 415, 422]) {
  test(`a collector that answers ${status} to gzip gets the same batch as text at once`, async ({ page, site, collector }) => {
    collector.gate.behave(readNoGzip(status));
    await page.goto(site.npmPage());
    await ready(page);
    expect(await say(page, 60)).toMatchObject({ acked: 60, stored: 0, failures: 0, ledger: {} });
    expect(await collector.numbers()).toEqual(numbersTo(60));
    expect(collector.gate.requests.map(({ bytes }) => isGzip(bytes))).toEqual([true, false]);
  });
}

test('a browser that can not compress sends text', async ({ page, site, collector }) => {
  await page.addInitScript(() => { delete window.CompressionStream; });
  await page.goto(site.npmPage());
  await ready(page);
  expect(await say(page, 60)).toMatchObject({ acked: 60, stored: 0 });
  expect(collector.gate.requests.map(({ bytes }) => isGzip(bytes))).toEqual([false]);
});

test('what leaves with the page is not compressed: there is no time', async ({ page, site, collector }) => {
  await page.goto(site.npmPage());
  await ready(page);
  await page.evaluate(async () => {
    for (let n = 1; n < 60; n++) kago.productViewed(view(n));
    await kago.productViewed(view(60));
  });
  await page.goto(site.page('/empty', '<title>Empty</title>'));
  await expect.poll(collector.numbers).toEqual(numbersTo(60));
  expect(collector.gate.requests.map(({ bytes }) => isGzip(bytes))).toEqual([false]);
});
