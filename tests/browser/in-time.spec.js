// A theme may wait for a call before the shopper goes on to pay. So every call is answered in time,
// whatever is blocked, broken or hangs, and what was said goes out if that is over.

import { coreIsMade, watchCore } from './support/core.js';
import { expect, test, until } from './support/fixtures.js';
import { html, scriptTag, stubText } from './support/site.js';

const STUB_MS = 5_000;
const KAGO_MS = 8_000;
const FLUSH_MS = 15_000;

const HELD = { status: 'held', reason: 'not_loaded' };
const stub = () => `<script src="/samples.js"></script><script>${stubText()}</script>`;
const tagPage = (site, tag, path = '/tag') => site.page(path, html(stub() + tag));
const numbers = (page, collector) => expect.poll(async () => {
  await page.evaluate(() => kago.flush());
  return collector.numbers();
}, { intervals: [100] });

/** Makes all kinds of calls at once; what they answer is collected in the page. */
const callAll = () => {
  window.answers = {};
  const calls = {
    order: () => kago.orderPlaced({ order_id: '1', products: [line()] }), track: () => kago.track('nonsense'), cart: () => kago.cartObserved({}),
    identify: () => kago.identify('user-7'), consent: () => kago.setConsent('granted'), status: () => kago.getStatus(), flush: () => kago.flush(),
  };
  for (const [name, call] of Object.entries(calls)) call().then((answer) => { answers[name] = answer ?? 'nothing'; });
};
const answersIn = async (page, ms) => {
  await page.clock.runFor(ms);
  return page.evaluate(() => answers);
};

const pathOf = (name) => new RegExp(`/${name}$`);
/** The tag, and what keeps it from loading. */
const BLOCKS = {
  'by an ad blocker': [(site) => scriptTag(site.tagData), (page) => page.route(pathOf('kago.js'), (route) => route.abort('blockedbyclient'))],
  'since it is not there': [(site) => scriptTag(site.tagData, '/gone/kago.js'), () => {}],
  'since its hash is wrong': [(site) => scriptTag({ ...site.tagData, x: '" integrity="sha256-AAAA' }), () => {}],
  'by a network that never answers': [(site) => scriptTag(site.tagData), (page) => page.route(pathOf('kago.js'), () => {})],
};

for (const [how, [tag, block]] of Object.entries(BLOCKS)) {
  test(`where kago.js is blocked ${how}, every call is answered all the same`, async ({ page, site }) => {
    await page.goto(site.npmPage());
    const shape = await page.evaluate(async () => Object.keys(await kago.getStatus()).sort());
    await page.clock.install();
    await block(page);
    await page.goto(tagPage(site, tag(site)), { waitUntil: 'commit' });
    await page.waitForFunction(() => window.kago && typeof line === 'function', undefined, { polling: 'raf' });
    await page.evaluate(callAll);
    const { consent, status, flush, ...held } = await answersIn(page, STUB_MS);
    expect(held).toEqual({ order: HELD, track: HELD, cart: HELD, identify: HELD });
    expect(consent).toBe('nothing');
    expect(status).toMatchObject({ core: 'failed', consent: 'unknown', platforms: [], tracked: 0, anonymousId: null, ledger: {} });
    expect(Object.keys(status).sort()).toEqual(shape);
    expect(flush).toEqual(status);
    // Nobody who waits for each of several calls waits again.
    await page.evaluate(callAll);
    expect(await answersIn(page, 1)).toMatchObject({ order: HELD });
    expect(await page.evaluate(() => typeof kago.on('sent', () => {}))).toBe('function');
  });
}

test('what the stub has answered for goes out when kago.js comes after all, 200 calls at most, and the word about consent always', async ({ page, site, collector }) => {
  let load;
  site.sdkFile('/late/kago.js', 'kago.js', { until: new Promise((resolve) => { load = resolve; }) });
  for (const file of ['kago.wasm', 'observe/tracker.js']) site.sdkFile(`/late/${file}`, file);
  await page.clock.install();
  await page.goto(tagPage(site, scriptTag({ ...site.tagData, consent: 'unknown' }, '/late/kago.js')), { waitUntil: 'commit' });
  await page.waitForFunction(() => window.kago && typeof view === 'function', undefined, { polling: 'raf' });
  await page.evaluate(() => {
    window.heard = [];
    window.answers = [];
    kago.on('accepted', () => heard.push('all'));
    kago.on('accepted', () => heard.push('stopped'))();
    for (let n = 0; n < 300; n++) kago.productViewed(view(n)).then((answer) => answers.push(answer));
    kago.setConsent('granted');
  });
  await page.clock.runFor(STUB_MS);
  expect(await page.evaluate(() => answers)).toEqual(Array(300).fill(HELD));
  load();
  await page.waitForFunction(() => !kago.q, undefined, { polling: 'raf' });
  await numbers(page, collector).toEqual(Array.from({ length: 198 }, (_, n) => n));
  expect(await page.evaluate(() => [heard.length, heard.includes('stopped')])).toEqual([198, false]);
});

test('as a module, where no script knows itself, the tag works', async ({ page, site, collector }) => {
  await page.goto(tagPage(site, scriptTag(site.tagData).replace('async', 'type="module"')));
  await page.evaluate(() => kago.productViewed(view(1)));
  await numbers(page, collector).toEqual([1]);
});

test('a script without its tag says so', async ({ page, site }) => {
  const said = [];
  page.on('console', (message) => said.push(message.text()));
  await page.goto(tagPage(site, '<script async src="/kago/kago.js"></script>'));
  await expect.poll(() => said.join(), { intervals: [50] }).toContain('data-collector');
});

test('an element with the id "kago" takes nothing from the tag or its stub', async ({ page, site, collector }) => {
  for (const head of ['<script src="/samples.js"></script>', stub()]) {
    await page.goto(site.page('/id', `<!doctype html><body><form id="kago"></form>${head}${scriptTag(site.tagData)}`));
    await page.waitForFunction(() => kago.flush && !kago.q);
    await page.evaluate((n) => kago.productViewed(view(n)), head.length);
  }
  await expect.poll(async () => {
    await page.evaluate(() => kago.flush());
    return (await collector.numbers()).length;
  }, { intervals: [100] }).toBe(2);
});

test.describe('kago.js is there, and something else hangs:', () => {
  const sayOrder = () => {
    window.answer = undefined;
    kago.productViewed(view(1)).then((answer) => { window.answer = answer; });
    kago.getStatus().then((status) => { window.told = status; });
    kago.flush().then((status) => { window.flushed = status; });
  };
  const coreIsReady = (page) => until(page, async () => (await kago.getStatus()).core === 'ready');
  const answerIn = async (page, ms = KAGO_MS) => {
    await page.clock.runFor(ms);
    return page.evaluate(() => answer);
  };

  test.beforeEach(({ page }) => page.clock.install());

  test('the core is on its way for ever', async ({ page, site, collector }) => {
    let load;
    site.sdkFile('/kago/kago.wasm', 'kago.wasm', { until: new Promise((resolve) => { load = resolve; }) });
    await page.goto(site.npmPage());
    await page.waitForFunction(() => window.kago, undefined, { polling: 'raf' });
    await page.evaluate(sayOrder);
    expect(await answerIn(page)).toEqual(HELD);
    expect(await page.evaluate(() => told.core)).toBe('starting');
    load();
    await coreIsReady(page);
    await numbers(page, collector).toEqual([1]);
  });

  test('the core never comes: a minute later it is given up', async ({ page, site }) => {
    site.sdkFile('/kago/kago.wasm', 'kago.wasm', { until: new Promise(() => {}) });
    await page.goto(site.npmPage());
    await page.waitForFunction(() => window.kago, undefined, { polling: 'raf' });
    await page.clock.runFor(60_000);
    expect(await page.evaluate(async () => [await kago.productViewed(view(1)), (await kago.getStatus()).core]))
      .toEqual([{ status: 'held', reason: 'no_core' }, 'failed']);
  });

  test('the page is never read to its end, and the platform is to be found', async ({ page, site }) => {
    const body = html(`<script src="/samples.js"></script>${scriptTag({ ...site.tagData, platform: 'auto', consent: 'granted' })}<body>Tea<script src="/never.js"></script>`);
    await page.route('**/never.js', () => {});
    await page.goto(site.page('/endless', body), { waitUntil: 'commit' });
    await page.waitForFunction(() => window.kago?.flush && !kago.q && typeof view === 'function', undefined, { polling: 'raf' });
    await page.evaluate(sayOrder);
    expect(await answerIn(page)).toEqual(HELD);
  });

  for (const [what, hang] of Object.entries({
    'a read of the database': () => { IDBObjectStore.prototype.get = () => ({}); },
    'a commit': () => { Object.defineProperty(IDBTransaction.prototype, 'oncomplete', { set() {} }); },
    'the database, and the deletion of it': () => { IDBFactory.prototype.open = () => ({}); },
  })) {
    test(what, async ({ page, site }) => {
      await watchCore(page);
      await page.addInitScript(hang);
      await page.goto(site.npmPage());
      // It comes by the network, for which the page's clock is nothing.
      await coreIsMade(page);
      await page.evaluate(sayOrder);
      expect(await answerIn(page)).toMatchObject({ status: expect.stringMatching(/held|accepted/) });
      await page.clock.runFor(FLUSH_MS - KAGO_MS);
      expect(await page.evaluate(() => flushed.consent)).toBe('granted');
      expect(await page.evaluate(() => told.core)).toBe('ready');
    });
  }

  test('a prepared page is never shown', async ({ page, site }) => {
    await page.addInitScript(() => Object.defineProperty(document, 'prerendering', { value: true }));
    await page.goto(site.npmPage());
    await page.waitForFunction(() => window.kago, undefined, { polling: 'raf' });
    await coreIsReady(page);
    await page.evaluate(sayOrder);
    expect(await answerIn(page)).toEqual({ status: 'held', reason: 'not_shown' });
  });
});
