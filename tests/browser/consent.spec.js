// The shopper's word about consent reaches what is under way, what is stored, and every tab of the origin.

import { endLeases } from './support/clock.js';
import { expect, test } from './support/fixtures.js';
import { answerLater, down, open } from './support/gate.js';
import { html, npmPage, scriptTag, stubText } from './support/site.js';
import { storedOf } from './support/storage.js';

const flush = (page) => page.evaluate(() => kago.flush());
const statusOf = (page) => page.evaluate(() => kago.getStatus());
const setConsent = (page, consent) => page.evaluate((to) => kago.setConsent(to), consent);
const recordsOf = async (page) => Object.values(await storedOf(page)).flatMap((stores) => Object.values(stores)).flat();
const errorsOf = (page) => {
  const texts = [];
  page.on('console', (message) => message.type() === 'error' && texts.push(message.text()));
  return texts;
};

async function haveWaiting(page, site, collector) {
  await page.goto(site.npmPage());
  collector.gate.behave(down);
  await page.evaluate(() => kago.productViewed(view(1)));
  expect((await recordsOf(page)).length).toBeGreaterThan(0);
}

test('consent that is denied at the start erases what an earlier visit has stored', async ({ page, site, collector }) => {
  await haveWaiting(page, site, collector);
  await page.goto(site.npmPage({ consent: 'denied' }));
  await expect.poll(() => recordsOf(page), { intervals: [50] }).toEqual([]);
  collector.gate.behave(open);
  const asked = collector.gate.requests.length;
  await page.goto(site.npmPage());
  expect(await flush(page)).toMatchObject({ tracked: 0, stored: 0 });
  expect(collector.gate.requests.length).toBe(asked);
});

test('a denial reaches the other tabs of the origin: what waits there is gone, and nothing follows', async ({ page, context, site, collector }) => {
  await page.clock.install();
  await haveWaiting(page, site, collector);
  // It tries no more: the request is to be the other tab's.
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1_000));
  const other = await context.newPage();
  await other.clock.install();
  await other.goto(site.npmPage({}, '/other'));
  const late = answerLater();
  collector.gate.behave(late.behaviour);
  // A clock that stands still paints nothing, which the tracker would wait for: `flush` doesn't.
  await other.evaluate(() => { void kago.cartUpdated(cart(2)); void kago.flush(); });
  await late.asked;
  // No call is made there, which would find the store erased: it has to be told. No request times out while its clock stands still.
  await other.clock.pauseAt(await other.evaluate(() => Date.now() + 1_000));
  const aborted = other.waitForEvent('requestfailed', { predicate: (request) => request.url() === collector.eventsUrl });
  await setConsent(page, 'denied');
  await aborted;
  late.answer();
  await other.clock.resume();
  await expect.poll(async () => (await statusOf(other)).consent, { intervals: [50] }).toBe('denied');
  collector.gate.behave(open);
  const asked = collector.gate.requests.length;
  expect(await other.evaluate(() => kago.cartUpdated(cart(3)))).toEqual({ status: 'held', reason: 'consent_denied' });
  await flush(other);
  await other.goto(site.page('/empty', '<title>Empty</title>'));
  expect(await recordsOf(page)).toEqual([]);
  expect(collector.gate.requests.length).toBe(asked);
});

test('consent that comes back in the tab that denied it comes back in those that heard of it, for what is said from then on', async ({ page, context, site, collector }) => {
  await page.goto(site.npmPage());
  const other = await context.newPage();
  await other.goto(site.npmPage({}, '/other'));
  const asking = await context.newPage();
  await asking.goto(site.npmPage({ consent: 'unknown' }, '/asking'));
  await setConsent(page, 'denied');
  for (const tab of [other, asking]) await expect.poll(async () => (await statusOf(tab)).consent, { intervals: [50] }).toBe('denied');
  await setConsent(page, 'granted');
  await expect.poll(async () => (await statusOf(other)).consent, { intervals: [50] }).toBe('granted');
  expect((await statusOf(asking)).consent).toBe('unknown');
  await other.evaluate(() => kago.productViewed(view(4)));
  await flush(other);
  expect(await collector.numbers()).toEqual([4]);
});

test('a tab that has not heard of a denial finds it in the store, and stores nothing there', async ({ page, context, site, collector }) => {
  await page.addInitScript(() => addEventListener('storage', (event) => event.stopImmediatePropagation(), true));
  await page.goto(site.npmPage());
  await page.evaluate(() => kago.productViewed(view(1)));
  const other = await context.newPage();
  await other.goto(site.npmPage({}, '/other'));
  await setConsent(other, 'denied');
  expect(await page.evaluate(() => kago.productViewed(view(2)))).toEqual({ status: 'held', reason: 'consent_denied' });
  expect((await statusOf(page)).consent).toBe('denied');
  expect(await recordsOf(page)).toEqual([]);
  collector.gate.behave(open);
  await page.reload();
  await flush(page);
  expect((await collector.numbers()).filter((number) => number === 2)).toEqual([]);
});

test('a page in the back/forward cache hears of a denial when it comes back, whatever it had in hand', async ({ cachedPage: page, site, collector }) => {
  const shop = site.npmPage();
  await page.goto(shop);
  collector.gate.behave(down);
  await page.evaluate(async () => {
    addEventListener('pageshow', ({ persisted }) => { window.cameBack = persisted; });
    await kago.productViewed(view(1));
  });
  await page.goto(site.npmPage({}, '/next'));
  await setConsent(page, 'denied');
  expect(await recordsOf(page)).toEqual([]);
  collector.gate.behave(open);
  const asked = collector.gate.requests.length;
  await page.evaluate(() => history.back());
  await page.waitForURL(shop, { waitUntil: 'commit' });
  await expect.poll(() => page.evaluate(() => window.cameBack), { intervals: [50] }).toBe(true);
  expect(await page.evaluate(() => kago.productViewed(view(2)))).toEqual({ status: 'held', reason: 'consent_denied' });
  expect((await statusOf(page)).consent).toBe('denied');
  await page.goto(site.page('/empty', '<title>Empty</title>'));
  expect(await recordsOf(page)).toEqual([]);
  expect(collector.gate.requests.length).toBe(asked);
});

test('a batch that is being compressed when consent is withdrawn never leaves', async ({ page, site, collector }) => {
  await page.addInitScript(() => {
    const { arrayBuffer } = Response.prototype;
    Response.prototype.arrayBuffer = async function () {
      window.isPacking = true;
      await new Promise((resolve) => { window.letGo = resolve; });
      return arrayBuffer.call(this);
    };
  });
  await page.goto(site.npmPage());
  await page.waitForFunction(() => window.letGo || true);
  await page.evaluate(() => kago.productViewed(view(1, { metadata: { long: 'x'.repeat(20_000) } })));
  const flushed = flush(page);
  await page.waitForFunction(() => window.isPacking);
  await setConsent(page, 'denied');
  await page.evaluate(() => window.letGo());
  await flushed;
  await flush(page);
  expect(collector.gate.requests).toEqual([]);
});

for (const [what, consent] of Object.entries({ 'a data-consent': 'Granted', 'an empty data-consent': '' })) {
  test(`${what} that nobody knows is told of aloud, and counts as unknown`, async ({ page, site, collector }) => {
    const errors = errorsOf(page);
    const content = `<script src="/samples.js"></script><script>${stubText()}</script>${scriptTag({ ...site.tagData, consent })}`;
    await page.goto(site.page('/', html(content)));
    await page.waitForFunction(() => !kago.q);
    expect(await page.evaluate(() => kago.productViewed(view(1)))).toEqual({ status: 'held', reason: 'consent_unknown' });
    expect(errors.join()).toContain('"granted", "unknown", "denied" or "platform"');
    expect(await storedOf(page)).toEqual({});
    await setConsent(page, 'granted');
    await flush(page);
    expect(await collector.numbers()).toEqual([1]);
  });
}

test('a word that setConsent does not know is refused with those that it knows, and discards nothing', async ({ page, site, collector }) => {
  const errors = errorsOf(page);
  await page.goto(site.npmPage({ consent: 'unknown' }));
  await page.evaluate(() => kago.productViewed(view(1)));
  for (const word of ['Granted', 'yes', true, undefined, 'platform', { granted: true }]) await setConsent(page, word);
  expect(errors).toHaveLength(6);
  for (const error of errors) expect(error).toContain('"granted", "denied" or "unknown"; it stays "unknown"');
  await setConsent(page, 'granted');
  await setConsent(page, 'denyed');
  await flush(page);
  expect(await collector.numbers()).toEqual([1]);
});

test('calls that wait for consent are bounded by what they hold, and the one past that says so', async ({ page, site, collector }) => {
  await page.goto(site.npmPage({ consent: 'unknown' }));
  const results = await page.evaluate(async () => {
    const long = { metadata: { long: 'x'.repeat(300_000) } };
    return Promise.all([1, 2, 3, 4].map((n) => kago.productViewed(view(n, n < 4 ? { metadata: { n } } : long)))
      .concat([5, 6, 7, 8].map((n) => kago.productViewed(view(n, long)))));
  });
  expect(results.map(({ status }) => status)).toEqual(['held', 'held', 'held', 'held', 'held', 'held', 'refused', 'refused']);
  expect(results[7].violations[0]).toMatchObject({ code: 'queue_full' });
  await setConsent(page, 'granted');
  await flush(page);
  expect((await collector.numbers()).slice(0, 3)).toEqual([1, 2, 3]);
});

test('consent that goes back to unknown keeps what was said, and sends none of it until it is granted', async ({ page, site, collector }) => {
  await page.goto(site.npmPage());
  const late = answerLater();
  collector.gate.behave(late.behaviour);
  await page.evaluate(() => kago.productViewed(view(1)));
  const flushed = flush(page);
  await late.asked;
  await page.evaluate(() => {
    window.said = [kago.productViewed(view(2)), kago.setConsent('unknown'), kago.productViewed(view(3))];
  });
  late.answer();
  await flushed;
  collector.gate.behave(open);
  expect((await page.evaluate(() => Promise.all(window.said))).filter(Boolean)).toEqual(Array(2).fill({ status: 'held', reason: 'consent_unknown' }));
  const asked = collector.gate.requests.length;
  await flush(page);
  expect(collector.gate.requests.length).toBe(asked);
  await setConsent(page, 'granted');
  await endLeases(page.context());
  await expect.poll(async () => {
    await flush(page);
    return (await collector.numbers()).sort();
  }).toEqual([1, 2, 3]);
});

for (const [file, platform, words] of [
  ['shopify', 'shopify', 'shopify is not observed'],
  ['sources', 'shopify', 'part of the shop is not tracked'],
  ['sources', 'auto', 'part of the shop is not tracked'],
]) {
  test(`observe/${file}.js that can not be loaded leaves the calls held on "${platform}", and says so in the status and in debug mode`, async ({ page, site }) => {
    const warnings = [];
    page.on('console', (message) => warnings.push(message.text()));
    await page.route(`**/observe/${file}.js*`, (route) => route.abort());
    await page.goto(site.npmPage({ platform, debug: true }));
    expect(await page.evaluate(() => kago.productViewed(view(1)))).toEqual({ status: 'held', reason: 'consent_unknown' });
    await expect.poll(() => statusOf(page), { intervals: [50] }).toMatchObject({ consent: 'unknown', platforms: [], unobserved: [platform] });
    await expect.poll(() => warnings.join()).toContain(words);
    expect(await storedOf(page)).toEqual({});
  });
}

test('a shop whose platform can not be looked for makes its own calls all the same', async ({ page, site, collector }) => {
  await page.route('**/observe/sources.js*', (route) => route.abort());
  await page.goto(site.npmPage({ platform: 'woocommerce' }));
  expect(await page.evaluate(() => kago.productViewed(view(1)))).toMatchObject({ status: 'accepted' });
  await flush(page);
  expect(await collector.numbers()).toEqual([1]);
});

test('a shop that asks keeps its word when auto finds a platform without a consent of its own', async ({ page, site }) => {
  const content = `<script src="/samples.js"></script><script>${stubText()} kago.setConsent('unknown');</script>` +
    scriptTag({ ...site.tagData, platform: 'auto' });
  await page.goto(site.page('/', html(content)));
  await expect.poll(() => statusOf(page), { intervals: [50] }).toMatchObject({ core: 'ready', consent: 'unknown' });
  expect(await storedOf(page)).toEqual({});
});

test('a shop that has denied before its platform says that it may track is heard', async ({ page, site }) => {
  const content = `<script src="/samples.js"></script><script>${stubText()} kago.setConsent('denied');</script>
    <script>window.Shopify = { shop: 'a', customerPrivacy: { analyticsProcessingAllowed: () => true } };</script>` +
    scriptTag({ ...site.tagData, platform: 'shopify' });
  await page.goto(site.page('/', html(content)));
  await expect.poll(() => statusOf(page), { intervals: [50] }).toMatchObject({ core: 'ready', platforms: ['shopify'] });
  expect((await statusOf(page)).consent).toBe('denied');
  expect(await storedOf(page)).toEqual({});
});

test('a denial in the middle of what a step has to tell stops the rest: Braze hears nothing more, and nothing is sent', async ({ page, site, collector }) => {
  const sdk = `<script>
    window.told = 0;
    window.braze = { logEcommerceEvent() { window.told++; kago.setConsent('denied'); return true; }, logCustomEvent() {} };
  </script>`;
  const content = `<script src="/samples.js"></script><script>${stubText()}</script>${sdk}${scriptTag({ ...site.tagData, braze: '' })}`;
  await page.goto(site.page('/', html(content)));
  await expect.poll(async () => (await statusOf(page)).core, { intervals: [50] }).toBe('ready');
  await page.evaluate(() => Promise.all([kago.productViewed(view(1)), kago.productViewed(view(2)), kago.flush()]));
  expect(await page.evaluate(() => window.told)).toBe(1);
  await expect.poll(() => recordsOf(page), { intervals: [50] }).toEqual([]);
  expect(collector.gate.requests).toEqual([]);
});

test('requests name no more of the page than its origin', async ({ page, site, collector }) => {
  const requests = [];
  page.on('request', (request) => requests.push(request));
  await page.goto(`${site.page('/', npmPage(site.settings), { 'referrer-policy': 'unsafe-url' })}?code=secret`);
  await page.evaluate(async () => { await kago.productViewed(view(1)); await kago.flush(); });
  const referers = await Promise.all(requests.filter((one) => /events|wasm/.test(one.url())).map((one) => one.headerValue('referer')));
  expect(referers.length).toBeGreaterThan(1);
  for (const referer of referers) expect(referer).toBe(`${site.url}/`);
  expect(collector.gate.requests[0].headers.referer).toBe(`${site.url}/`);
});
