// Pages that don't let Kago work as it would like to: strict policies, wrong headers, missing files,
// blocked storage. The shop works as if Kago weren't there.

import { expect, test, until } from './support/fixtures.js';
import { html, npmPage, scriptTag, stubText } from './support/site.js';

const samples = '<script src="/samples.js"></script>';
const flush = (page) => page.evaluate(() => kago.flush());

/** A page without inline scripts. */
function strictPage(site, policy, tag = scriptTag(site.tagData)) {
  site.script('/stub.js', stubText());
  const content = `${samples}<script src="/stub.js"></script>${tag}`;
  return site.page('/strict', html(content), { 'content-security-policy': policy });
}

const violationsOf = (page) => {
  const found = [];
  page.on('console', (message) => { if (/Content Security Policy/i.test(message.text())) found.push(message.text()); });
  return found;
};

/** Every call gets a result that says why nothing was stored, and the page is as it was. */
async function expectOnlyHeld(page, collector, reason = 'no_core') {
  const results = await page.evaluate(async () => {
    const said = [kago.productViewed(view(1)), kago.cartUpdated(cart(2)), kago.track('no such event', null), kago.identify('user-7')];
    return Promise.all(said);
  });
  expect(results).toEqual(Array(4).fill({ status: 'held', reason }));
  const status = await flush(page);
  expect(status).toMatchObject({ core: 'failed', tracked: 0 });
  await page.evaluate(() => kago.setConsent('denied'));
  expect(collector.gate.requests).toEqual([]);
}

test('a strict policy without eval and without inline scripts is enough', async ({ page, site, collector }) => {
  const complaints = violationsOf(page);
  await page.goto(strictPage(site, `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; img-src data:; connect-src 'self' ${collector.gate.url}`));
  const { status } = await page.evaluate(() => kago.productViewed(view(1)));
  await flush(page);
  expect(status).toBe('accepted');
  expect(await collector.numbers()).toEqual([1]);
  expect(complaints).toEqual([]);
});

test('under Trusted Types everything arrives', async ({ page, site, collector }) => {
  const complaints = violationsOf(page);
  await page.goto(strictPage(site, 'require-trusted-types-for \'script\'; trusted-types \'none\''));
  await page.evaluate(() => kago.productViewed(view(1)));
  await flush(page);
  expect(await collector.numbers()).toEqual([1]);
  expect(complaints).toEqual([]);
});

for (const type of ['application/octet-stream', 'text/plain', '']) {
  test(`kago.wasm served as "${type}" works (pitfall 18)`, async ({ page, site, collector }) => {
    site.sdkFile('/kago/kago.wasm', 'kago.wasm', { headers: { 'content-type': type } });
    await page.goto(strictPage(site, 'script-src \'self\' \'wasm-unsafe-eval\''));
    await page.evaluate(() => kago.productViewed(view(1)));
    await flush(page);
    expect(await collector.numbers()).toEqual([1]);
  });
}

test('kago.wasm with a charset in its type works', async ({ page, site, collector }) => {
  site.sdkFile('/kago/kago.wasm', 'kago.wasm', { headers: { 'content-type': 'application/wasm; charset=utf-8' } });
  await page.goto(site.npmPage());
  await page.evaluate(() => kago.productViewed(view(1)));
  await flush(page);
  expect(await collector.numbers()).toEqual([1]);
});

test('where the policy forbids WebAssembly, calls are held and nothing throws (pitfall 18)', async ({ page, site, collector }) => {
  await page.goto(strictPage(site, `script-src 'self'; connect-src 'self' ${collector.gate.url}`));
  await expectOnlyHeld(page, collector);
});

test('where kago.wasm is missing, calls are held and nothing throws (pitfall 18)', async ({ page, site, collector }) => {
  site.remove('/kago/kago.wasm');
  await page.goto(strictPage(site, ''));
  await expectOnlyHeld(page, collector);
});

test('where kago.wasm is another file, calls are held and nothing throws (pitfall 18)', async ({ page, site, collector }) => {
  site.sdkFile('/kago/kago.wasm', 'stub.js', { headers: { 'content-type': 'application/wasm' } });
  await page.goto(site.npmPage());
  await expectOnlyHeld(page, collector, 'wrong_build');
});

test('where kago.wasm is of another version and fits no more, calls are held and nothing throws (pitfall 18)', async ({ page, site, collector }) => {
  const importOfNoHost = [0x02, 0x07, 0x01, 0x01, 0x78, 0x01, 0x79, 0x00, 0x00]; // (import "x" "y" (func))
  site.wasm('/kago/kago.wasm', [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 0x01, 0x04, 0x01, 0x60, 0x00, 0x00, ...importOfNoHost]);
  await page.goto(site.npmPage());
  await expectOnlyHeld(page, collector, 'wrong_build');
});

test('in a browser without WebAssembly calls are held and nothing throws (pitfall 18)', async ({ page, site, collector }) => {
  await page.addInitScript(() => { delete window.WebAssembly; });
  await page.goto(site.npmPage());
  await expectOnlyHeld(page, collector);
});

test('a page without the core spoils nothing for the next page', async ({ page, site, collector }) => {
  site.remove('/kago/kago.wasm');
  await page.goto(site.npmPage());
  await until(page, async () => (await kago.getStatus()).core === 'failed');
  await page.evaluate(() => kago.productViewed(view(1)));
  site.sdkFile('/kago/kago.wasm', 'kago.wasm');
  await page.goto(site.npmPage());
  await page.evaluate(() => kago.productViewed(view(2)));
  await flush(page);
  expect(await collector.numbers()).toEqual([2]);
});

test('where the policy forbids the collector, events wait until it is allowed', async ({ page, site, collector }) => {
  await page.goto(strictPage(site, 'connect-src \'self\''));
  const { status } = await page.evaluate(() => kago.productViewed(view(1)));
  expect(status).toBe('accepted');
  expect(await flush(page)).toMatchObject({ stored: 1, acked: 0 });
  await page.goto(site.npmPage());
  await expect.poll(collector.numbers).toEqual([1]);
});

test('where kago.js is blocked, the stub holds the calls and the page goes on', async ({ page, site, collector }) => {
  await page.route('**/kago.js', (route) => route.abort('blockedbyclient'));
  await page.goto(strictPage(site, ''));
  expect(await page.evaluate(() => kago.productViewed(view(1)) instanceof Promise)).toBe(true);
  expect(collector.gate.requests).toEqual([]);
});

const storageBlocks = {
  'throws at once': () => { IDBFactory.prototype.open = () => { throw new DOMException('denied', 'SecurityError'); }; },
  // A request that fails in its own time, as private windows of old browsers have it.
  'fails later': () => {
    IDBFactory.prototype.open = () => {
      const request = { error: new DOMException('denied', 'UnknownError') };
      setTimeout(() => request.onerror(new Event('error')));
      return request;
    };
  },
  // webkit.org/b/226547
  'never answers': () => { IDBFactory.prototype.open = () => ({}); },
  'breaks down at a write': () => { IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); }; },
  'is not there': () => { Object.defineProperty(window, 'indexedDB', { value: undefined }); },
};

const pageThatBlocks = (site, block) =>
  site.page('/blocked', npmPage(site.settings).replace('<script', `<script>(${block})()</script><script`));

for (const [what, block] of Object.entries(storageBlocks)) {
  test(`where IndexedDB ${what}, events are kept in memory and arrive`, async ({ page, site, collector }) => {
    await page.goto(pageThatBlocks(site, block));
    const results = await page.evaluate(() => Promise.all([kago.productViewed(view(1)), kago.cartUpdated(cart(2)), kago.productViewed(view(3, { price: NaN }))]));
    expect(results.map(({ status }) => status)).toEqual(['accepted', 'accepted', 'refused']);
    expect(await flush(page)).toMatchObject({ storage: 'memory', acked: 2, stored: 0, ledger: { refused: 1 } });
    expect(await collector.numbers()).toEqual([1, 2]);
  });
}

test('where IndexedDB never answers and the core comes late, calls are kept in memory', async ({ page, site, collector }) => {
  let load;
  site.sdkFile('/kago/kago.wasm', 'kago.wasm', { until: new Promise((resolve) => { load = resolve; }) });
  await page.clock.install();
  await page.goto(pageThatBlocks(site, storageBlocks['never answers']));
  const said = page.evaluate(() => kago.productViewed(view(1)));
  await page.clock.runFor(10_000); // what was to be written down has been given up
  load();
  await until(page, async () => (await kago.getStatus()).core === 'ready');
  await page.clock.runFor(10_000);
  expect(await said).toEqual({ status: 'held', reason: 'not_loaded' }); // answered in time, and said all the same
  await page.evaluate(() => kago.flush());
  expect(await collector.numbers()).toEqual([1]);
});
