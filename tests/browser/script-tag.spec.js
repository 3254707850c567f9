// The script tag with its stub, as a shop pastes it, and without.

import { fileURLToPath } from 'node:url';
import { expect, observed, test, until } from './support/fixtures.js';
import { html, scriptTag, stubText } from './support/site.js';
import { storedOf } from './support/storage.js';

/** Not one of those that a page loads. */
const other = fileURLToPath(new URL('../../dist/kago-pixel.wasm', import.meta.url));

const samples = '<script src="/samples.js"></script>';
const stub = () => `<script>${stubText()}</script>`;
const ready = (page) => page.waitForFunction(() => window.kago && !window.kago.q);
const flush = (page) => page.evaluate(() => kago.flush());
const tagPage = (site, content, headers) => site.page('/tag', html(samples + content), headers);

test('calls made before the script has loaded keep their time, and their promises resolve', async ({ page, site, collector }) => {
  let load;
  site.sdkFile('/late/kago.js', 'kago.js', { until: new Promise((resolve) => { load = resolve; }) });
  for (const file of ['kago.wasm', 'observe/tracker.js']) site.sdkFile(`/late/${file}`, file);
  const early = `<script>
    window.calledMs = Date.now();
    window.results = Promise.all([kago.productViewed(view(1)), kago.identify('user-7'), kago.cartUpdated(cart(2)), kago.productViewed(view(3, { price: -1 }))]);
  </script>`;
  await page.goto(tagPage(site, stub() + early + scriptTag(site.tagData, '/late/kago.js')), { waitUntil: 'commit' });
  await page.waitForFunction(() => Date.now() > window.calledMs + 200);
  load();
  const [results, calledMs] = await page.evaluate(async () => [await window.results, window.calledMs]);
  expect(results.map(({ status }) => status)).toEqual(['accepted', 'accepted', 'accepted', 'refused']);
  expect(await flush(page)).toMatchObject({ tracked: 3, acked: 2, stored: 0, ledger: { refused: 1 } });
  const events = await collector.events();
  expect(await collector.numbers()).toEqual([1, 2]);
  expect(events.map((event) => event.event_id)).toEqual([results[0], results[2]].map(({ eventId }) => eventId));
  expect(events.map((event) => event.user_id)).toEqual([undefined, 'user-7']);
  for (const { time } of events) expect(Date.parse(time) - calledMs).toBeLessThan(100);
});

test('the stub that the page has kept in a variable becomes the SDK', async ({ page, site, collector }) => {
  const kept = '<script>window.kept = window.kago; kept.on(\'sent\', () => { window.isSent = true; });</script>';
  await page.goto(tagPage(site, stub() + kept + scriptTag(site.tagData)));
  await page.evaluate(() => window.kept.productViewed(view(1)));
  await flush(page);
  expect(await collector.numbers()).toEqual([1]);
  expect(await page.evaluate(() => [window.kept === window.kago, window.isSent])).toEqual([true, true]);
});

test('a listener that the stub took can be told to stop', async ({ page, site }) => {
  const early = '<script>window.stopping = kago.on(\'accepted\', () => { window.heard = true; });</script>';
  await page.goto(tagPage(site, stub() + early + scriptTag(site.tagData)));
  await page.evaluate(async () => {
    const stop = await window.stopping;
    stop();
    await kago.productViewed(view(1));
  });
  expect(await page.evaluate(() => window.heard)).toBeUndefined();
});

test('the tag works without the stub', async ({ page, site, collector }) => {
  await page.goto(tagPage(site, scriptTag(site.tagData)));
  await ready(page);
  const { status } = await page.evaluate(() => kago.productViewed(view(1)));
  await flush(page);
  expect(status).toBe('accepted');
  expect(await collector.numbers()).toEqual([1]);
});

test('window.kago is the one new global, and no built-in is changed', async ({ page, site }) => {
  const listing = () => [
    Object.getOwnPropertyNames(window).sort(),
    [window, document, navigator, history, Node.prototype, Event.prototype, XMLHttpRequest.prototype, Promise, Array.prototype, JSON, Storage.prototype]
      .map((object) => Object.entries(Object.getOwnPropertyDescriptors(object))
        .filter(([name]) => !['kago', 'location', 'document', 'window', 'self'].includes(name))
        .map(([name, { value, get, set }]) => `${name} ${[value, get, set].map((f) => (typeof f === 'function' ? Function.prototype.toString.call(f) : typeof f))}`)),
  ];
  await page.goto(site.page('/without', html(samples)));
  const [names, builtIns] = await page.evaluate(listing);
  await page.goto(tagPage(site, stub() + scriptTag(site.tagData)));
  await page.evaluate(async () => { await kago.productViewed(view(1)); await kago.flush(); });
  const [namesWith, builtInsWith] = await page.evaluate(listing);
  expect(namesWith.filter((name) => !names.includes(name))).toEqual(['kago']);
  expect(names.filter((name) => !namesWith.includes(name))).toEqual([]);
  expect(builtInsWith).toEqual(builtIns);
});

test('the data attributes are the options', async ({ page, site, collector }) => {
  const data = { ...site.tagData, currency: 'JPY', source: 'a shop', strict: '', consent: 'unknown', platform: 'shopify' };
  await page.goto(tagPage(site, stub() + scriptTag(data)));
  const held = await page.evaluate(() => kago.productViewed(view(1)));
  expect(held).toEqual({ status: 'held', reason: 'consent_unknown' });
  expect(await storedOf(page)).toEqual({});
  await page.evaluate(() => kago.setConsent('granted'));
  const mendable = await page.evaluate(() => kago.productViewed(view(2, { price: '19.99' })));
  expect(mendable.status).toBe('refused');
  await flush(page);
  expect((await collector.events()).map(({ properties }) => [properties.metadata.n, properties.currency, properties.source]))
    .toEqual([[1, 'JPY', 'a shop']]);
});

test('no request needs a CORS preflight, and none carries cookies', async ({ page, context, site, shop, collector }) => {
  await context.addCookies([{ name: 'session', value: 'secret', url: collector.gate.url }]);
  await page.goto(tagPage(site, stub() + scriptTag(site.tagData)));
  await page.evaluate(() => { for (let n = 0; n < 120; n += 1) kago.productViewed(view(n, { metadata: { n, text: 'x'.repeat(1_000) } })); });
  await expect.poll(() => flush(page)).toMatchObject({ acked: 120, stored: 0 });
  await page.goto(`${shop.url}/tag/products/tray-12-round`);
  await expect.poll(async () => (await collector.events()).length).toBe(121);
  expect(new Set(collector.gate.requests.map(({ method, url }) => `${method} ${url}`))).toEqual(new Set(['POST /v1/events', 'POST /v1/qa/trace'])); // the shop debugs
  expect(collector.gate.requests.filter(({ headers }) => headers.cookie)).toEqual([]);
});

test('the shop\'s script tag page tells what the shopper does', async ({ page, shop, collector }) => {
  await page.goto(`${shop.url}/tag/products/tray-12-round`);
  await page.getByTestId('add-to-cart').click();
  await expect.poll(collector.names).toEqual(['product_viewed', 'cart_updated']);
});

test('the core and the observers are asked for by the build that the script is of', async ({ page, site }) => {
  const asked = [];
  page.on('request', (request) => { if (/\.wasm|observe/.test(request.url())) asked.push(new URL(request.url())); });
  await page.goto(tagPage(site, scriptTag({ ...site.tagData, platform: 'html' })));
  await observed(page);
  expect(asked.map(({ pathname }) => pathname).sort()).toEqual(['/kago/kago-page.wasm', '/kago/observe/page.js', '/kago/observe/sources.js', '/kago/observe/tracker.js']);
  expect(new Set(asked.map(({ search }) => search)).size).toBe(1);
  expect(asked[0].search).toMatch(/^\?v=\d+\.\d+\.\d+-[0-9a-f]{8}$/);
});

test('a core of another build is asked for once more, past the cache', async ({ page, site, collector }) => {
  let asked = 0;
  await page.route(/kago\.wasm/, (route) => {
    asked += 1;
    return asked === 1 ? route.fulfill({ path: other, contentType: 'application/wasm' }) : route.continue();
  });
  await page.goto(tagPage(site, stub() + scriptTag(site.tagData)));
  expect(await page.evaluate(() => kago.productViewed(view(1)))).toMatchObject({ status: 'accepted' });
  await flush(page);
  expect(asked).toBe(2);
  expect(await collector.numbers()).toEqual([1]);
});

test('a core of another build, also past the cache, is refused, and calls are told so', async ({ page, site, collector }) => {
  site.sdkFile('/kago/kago.wasm', 'kago-pixel.wasm');
  site.remove('/kago/observe/kago.js'); // which would take its place
  await page.goto(tagPage(site, scriptTag(site.tagData)));
  await until(page, async () => window.kago && (await kago.getStatus()).core === 'failed');
  expect(await page.evaluate(() => kago.productViewed(view(1)))).toEqual({ status: 'held', reason: 'wrong_build' });
  expect(await page.evaluate(() => kago.getStatus())).toMatchObject({ core: 'failed', coreFailure: 'wrong_build' });
  expect(await collector.numbers()).toEqual([]);
});

test('an observer of another build is asked for once more, and not run if it still is', async ({ page, site }) => {
  const asked = [];
  page.on('request', (request) => { if (request.url().includes('observe/page')) asked.push(request.url()); });
  site.script('/kago/observe/page.js', 'export const build = "0.0.9-0123abcd"; export default () => ({ html: () => { window.ran = true; } });');
  await page.goto(tagPage(site, scriptTag({ ...site.tagData, platform: 'html' })));
  await until(page, async () => window.kago && (await kago.getStatus()).unobserved.includes('html'));
  expect([asked.length, new Set(asked).size, await page.evaluate(() => window.ran)]).toEqual([2, 2, undefined]);
});
