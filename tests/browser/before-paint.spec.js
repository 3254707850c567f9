// What a page has before its first paint: kago.js alone, which keeps what is said until the tracker is there. And what
// can't wait for it.

import { expect, test, until } from './support/fixtures.js';
import { html, scriptTag } from './support/site.js';
import { linesLeft } from './support/storage.js';

const TRACKER = '/kago/observe/tracker.js';
const never = new Promise(() => {});
const samples = '<script src="/samples.js"></script>';
const tagPage = (site, data = {}, more = '') => site.page('/tag', html(samples + more + scriptTag({ ...site.tagData, ...data })));
const isThere = (page) => until(page, () => !!window.kago?.flush);
const linesOf = async (page) => (await linesLeft(page)).length;
const askedFor = (page) => {
  const asked = [];
  page.on('request', (request) => { if (request.url().includes('/kago/')) asked.push(new URL(request.url()).pathname); });
  return asked;
};
const neverPaint = (page) => page.addInitScript(() => { window.requestAnimationFrame = () => 1; });

// The frame's own time: `first-paint` is when it has come to the screen, which a busy machine does some frames later.
test('until a page paints its first frame, nothing but kago.js is asked for', async ({ page, site }) => {
  await page.addInitScript(() => { requestAnimationFrame(() => { window.firstFrame = performance.now(); }); });
  await page.goto(tagPage(site, { platform: 'html' }, '<p>A shop</p>'));
  // To ask for the status would load the tracker at once.
  await until(page, () => performance.getEntriesByType('resource').some(({ name }) => name.includes('kago-page.wasm')));
  const { frame, others } = await page.evaluate(() => ({
    frame: firstFrame,
    others: performance.getEntriesByType('resource').filter(({ name }) => /\/kago\/(?!kago\.js)/.test(name)).map(({ startTime }) => startTime),
  }));
  expect(others.length).toBeGreaterThan(2);
  expect(Math.min(...others)).toBeGreaterThan(frame);
});

for (const [what, say] of [
  ['an order', () => { void kago.orderPlaced(order(2)); }],
  ['a flush', () => { void kago.flush(); }],
  ['a word on consent', () => { void kago.setConsent('granted'); }],
  ['a tab behind others', () => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden' });
    document.dispatchEvent(new Event('visibilitychange'));
  }],
]) {
  test(`${what} waits for no paint`, async ({ page, site, collector }) => {
    const asked = askedFor(page);
    await neverPaint(page);
    await page.goto(tagPage(site));
    await isThere(page);
    await page.evaluate(() => { void kago.productViewed(view(1)); });
    await expect.poll(() => linesOf(page)).toBe(1);
    expect(asked).toEqual(['/kago/kago.js']);
    await page.evaluate(say);
    await expect.poll(collector.numbers).toContain(1);
  });
}

test('without a word on consent nothing is written; with it, what was said before is too', async ({ page, site, collector }) => {
  site.sdkFile(TRACKER, 'observe/tracker.js', { until: never });
  await page.goto(tagPage(site, { consent: 'unknown' }));
  await isThere(page);
  await page.evaluate(() => { void kago.productViewed(view(1)); });
  expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
  await page.evaluate(() => { void kago.setConsent('granted'); void kago.productViewed(view(2)); });
  await expect.poll(() => linesOf(page)).toBe(2);

  site.sdkFile(TRACKER, 'observe/tracker.js');
  await page.goto(tagPage(site));
  await expect.poll(collector.numbers).toEqual([1, 2]);
});

test('a denial before the tracker is there takes what was written, also when the page ends at once', async ({ page, site, collector }) => {
  site.sdkFile(TRACKER, 'observe/tracker.js', { until: never });
  await page.goto(tagPage(site));
  await isThere(page);
  await page.evaluate(() => { void kago.productViewed(view(1)); });
  await expect.poll(() => linesOf(page)).toBe(1);
  await page.evaluate(() => { void kago.setConsent('denied'); void kago.productViewed(view(2)); });
  site.sdkFile(TRACKER, 'observe/tracker.js');
  await page.goto(tagPage(site));
  await isThere(page);
  expect(await page.evaluate(() => kago.productViewed(view(3)))).toMatchObject({ status: 'accepted' });
  await page.evaluate(() => kago.flush());
  expect(await collector.numbers()).toEqual([3]);
  expect(await linesLeft(page)).toEqual([]);
});

test('a denial before the tracker is there, and a grant behind it: what was said between is gone, what follows is said', async ({ page, site, collector }) => {
  let come;
  site.sdkFile(TRACKER, 'observe/tracker.js', { until: new Promise((resolve) => { come = resolve; }) });
  await page.goto(tagPage(site));
  await isThere(page);
  await page.evaluate(() => {
    window.said = Promise.all([
      kago.productViewed(view(1)), kago.setConsent('denied'), kago.productViewed(view(2)), kago.setConsent('granted'), kago.productViewed(view(3)),
    ]);
  });
  come();
  const [first, , second, , third] = await page.evaluate(() => window.said);
  expect([first, second]).toEqual(Array(2).fill({ status: 'held', reason: 'consent_denied' }));
  expect(third).toMatchObject({ status: 'accepted' });
  await page.evaluate(() => kago.flush());
  expect(await collector.numbers()).toEqual([3]);
});

test('what is said before and after the tracker comes is one order, each once', async ({ page, site, collector }) => {
  let come;
  site.sdkFile(TRACKER, 'observe/tracker.js', { until: new Promise((resolve) => { come = resolve; }) });
  await page.goto(tagPage(site));
  await isThere(page);
  await page.evaluate(() => {
    window.heard = [];
    window.stopped = [];
    kago.on('accepted', ({ name }) => heard.push(name));
    kago.on('accepted', ({ name }) => stopped.push(name))();
    window.said = [kago.cartUpdated(cart(1)), kago.identify('user-7'), kago.productViewed(view(2)), kago.productViewed(view(3, { price: -1 })), kago.cartEmptied({})];
  });
  await expect.poll(() => linesOf(page)).toBe(5);
  come();
  await until(page, async () => (await kago.getStatus()).core === 'ready');
  const later = await page.evaluate(() => kago.cartUpdated(cart(4)));
  expect((await page.evaluate(() => Promise.all(said))).map(({ status }) => status)).toEqual(['accepted', 'accepted', 'accepted', 'refused', 'accepted']);
  expect(later).toMatchObject({ status: 'accepted' });
  expect(await page.evaluate(() => kago.flush())).toMatchObject({ stored: 0, ledger: { refused: 1 } });
  expect(await collector.names()).toEqual(['cart_updated', 'product_viewed', 'cart_emptied', 'cart_updated']);
  expect(await page.evaluate(() => [heard.length, stopped])).toEqual([4, []]);
  expect(await linesLeft(page)).toEqual([]);
});

test('a tracker that is not there is told of, calls are answered, and the next page says what was said', async ({ page, site, collector }) => {
  const told = [];
  page.on('console', (message) => { if (message.text().startsWith('kago')) told.push(message.text()); });
  site.remove(TRACKER);
  await neverPaint(page);
  await page.goto(tagPage(site));
  await isThere(page);
  expect(await page.evaluate(() => kago.orderPlaced(order(1)))).toEqual({ status: 'held', reason: 'no_core' });
  expect(await page.evaluate(() => kago.getStatus())).toMatchObject({ core: 'failed', coreFailure: 'no_core', consent: 'granted', stored: 0 });
  await expect.poll(() => told.join()).toMatch(/nothing is tracked: .*tracker\.js.* answered 404; the files of a release stand side by side, with the folder observe/);
  site.sdkFile(TRACKER, 'observe/tracker.js');
  await page.goto(tagPage(site));
  await isThere(page);
  await page.evaluate(() => kago.flush());
  expect(await collector.numbers()).toEqual([1]);
});

test('a tracker of another build is asked for once more, and then calls are told so', async ({ page, site }) => {
  const asked = askedFor(page);
  site.script(TRACKER, 'export const build = "0.0.9-0123abcd"; export default () => { window.ran = true; };');
  await page.goto(tagPage(site));
  await isThere(page);
  expect(await page.evaluate(() => kago.productViewed(view(1)))).toEqual({ status: 'held', reason: 'wrong_build' });
  expect(asked.filter((path) => path === TRACKER)).toHaveLength(2);
  expect(await page.evaluate(() => window.ran)).toBe(undefined);
});

test('a page that is stopped before its tracker is there leaves what was said to the next one', async ({ page, site, collector }) => {
  let come;
  site.sdkFile(TRACKER, 'observe/tracker.js', { until: new Promise((resolve) => { come = resolve; }) });
  await page.goto(tagPage(site));
  await isThere(page);
  await page.evaluate(() => { window.said = [kago.productViewed(view(1)), kago.stop()]; });
  come();
  await page.evaluate(() => Promise.all(said));
  expect(await page.evaluate(() => kago.productViewed(view(2)))).toEqual({ status: 'held', reason: 'stopped' });
  await page.goto(tagPage(site));
  await expect.poll(collector.numbers).toEqual([1]);
});

/** A second tab, with a tracker of its own, on the site whose first one has none yet. */
async function tabBeside(context, site, come) {
  const other = await context.newPage();
  await other.goto(tagPage(site));
  await until(other, async () => (await kago.getStatus()).core === 'ready');
  site.sdkFile(TRACKER, 'observe/tracker.js', { until: come });
  return other;
}

test("what was said before another tab's denial is gone, though consent is granted before the tracker is there", async ({ page, context, site, collector }) => {
  let come;
  const other = await tabBeside(context, site, new Promise((resolve) => { come = resolve; }));
  await page.goto(tagPage(site, { consent: 'unknown' }));
  await isThere(page);
  await page.evaluate(() => {
    window.heard = new Promise((resolve) => { addEventListener('storage', ({ key }) => key.startsWith('kago.denied') && setTimeout(resolve, 50)); });
    window.first = kago.productViewed(view(1));
  });
  await other.evaluate(() => kago.setConsent('denied'));
  await page.evaluate(() => heard);
  await page.evaluate(() => { window.second = kago.setConsent('granted').then(() => kago.productViewed(view(2))); });
  come();
  expect(await page.evaluate(() => first)).toEqual({ status: 'held', reason: 'consent_denied' });
  expect(await page.evaluate(() => second)).toMatchObject({ status: 'accepted' });
  await page.evaluate(() => kago.flush());
  expect(await collector.numbers()).toEqual([2]);
});

for (const [what, data, word] of [['by option', { consent: 'denied' }], ['by a word', {}, 'denied']]) {
  test(`what is said while consent is denied ${what} is written nowhere, whatever follows before the tracker is there`, async ({ page, site, collector }) => {
    site.sdkFile(TRACKER, 'observe/tracker.js', { until: never });
    await page.goto(tagPage(site, data));
    await isThere(page);
    await page.evaluate((denial) => {
      if (denial) void kago.setConsent(denial);
      void kago.productViewed(view(1));
      void kago.setConsent('granted');
    }, word);
    site.sdkFile(TRACKER, 'observe/tracker.js');
    await page.goto(tagPage(site));
    await isThere(page);
    await page.evaluate(() => kago.productViewed(view(2)).then(() => kago.flush()));
    expect(await collector.numbers()).toEqual([2]);
  });
}

test('a page that comes back out of the cache before its tracker is there says nothing of before a denial that it missed', async ({ page, context, site, collector }) => {
  let come;
  const other = await tabBeside(context, site, new Promise((resolve) => { come = resolve; }));
  // As the browser has it: a page in the cache hears nothing.
  await page.addInitScript(() => addEventListener('storage', (event) => window.isAway && event.stopImmediatePropagation()));
  await page.goto(tagPage(site));
  await isThere(page);
  await page.evaluate(() => { void kago.productViewed(view(1)); });
  await expect.poll(() => linesOf(page)).toBe(1);
  await page.evaluate(() => {
    window.isAway = true;
    dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
  });
  await other.evaluate(() => kago.setConsent('denied'));
  await page.evaluate(() => {
    window.isAway = false;
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
  });
  come();
  await until(page, async () => (await kago.getStatus()).core === 'ready');
  await page.evaluate(() => kago.productViewed(view(2)));
  await page.evaluate(() => kago.flush());
  expect(await collector.numbers()).toEqual([]);
  expect(await page.evaluate(() => kago.getStatus())).toMatchObject({ consent: 'denied' });
});

test('what waits for consent as the page is left is not said when it comes back', async ({ page, site, collector }) => {
  let come;
  site.sdkFile(TRACKER, 'observe/tracker.js', { until: new Promise((resolve) => { come = resolve; }) });
  await page.goto(tagPage(site, { consent: 'unknown' }));
  await isThere(page);
  await page.evaluate(() => {
    window.first = kago.productViewed(view(1));
    dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    window.second = kago.setConsent('granted').then(() => kago.productViewed(view(2)));
  });
  come();
  await page.evaluate(() => second);
  await page.evaluate(() => kago.flush());
  expect(await collector.numbers()).toEqual([2]);
});

test('two shops on one page have each its own kago.js, and what is wrong with one is told by its own', async ({ page, site, collector }) => {
  const second = scriptTag({ ...site.tagData, 'write-key': 'pk_other', currency: 'Euro' });
  await page.goto(site.page('/two', html(`${samples}${scriptTag(site.tagData)}<script>window.one = new Promise((resolve) => { const look = setInterval(() => { if (window.kago?.flush) { clearInterval(look); resolve(window.kago); window.kago = undefined; } }); });</script>`)));
  await page.evaluate(async () => { window.one = await window.one; });
  await page.evaluate((tag) => document.body.append(document.createRange().createContextualFragment(tag)), second);
  await isThere(page);
  const problems = await page.evaluate(async () => {
    await Promise.all([one.productViewed(view(1)), kago.getStatus()]);
    await new Promise((resolve) => { setTimeout(resolve, 500); });
    return [(await one.getStatus()).problems.length, (await kago.getStatus()).problems.length];
  });
  expect(problems).toEqual([0, 1]);
  await page.evaluate(() => one.flush());
  expect(await collector.numbers()).toEqual([1]);
});
