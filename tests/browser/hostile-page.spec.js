// Pages that don't let Kago work as it would like to: policies that forbid it (what it needs: policies.spec.js), wrong
// headers, missing files, blocked storage. The shop works as if Kago weren't there.

import { expect, test, until } from './support/fixtures.js';
import { html, npmPage, scriptTag, stubText } from './support/site.js';
import { linesLeft } from './support/storage.js';

/** What comes in the place of kago.wasm (no-wasm.spec.js). */
const SCRIPT = '/kago/observe/kago.js';
const samples = '<script src="/samples.js"></script>';
const flush = (page) => page.evaluate(() => kago.flush());

/** A page without inline scripts. */
function strictPage(site, policy, tag = scriptTag(site.tagData)) {
  site.script('/stub.js', stubText());
  const content = `${samples}<script src="/stub.js"></script>${tag}`;
  return site.page('/strict', html(content), { 'content-security-policy': policy });
}

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

test('where the policy forbids WebAssembly and the script in its place is missing, calls are held and nothing throws (pitfall 18)', async ({ page, site, collector }) => {
  site.remove(SCRIPT);
  await page.goto(strictPage(site, `script-src 'self'; connect-src 'self' ${collector.gate.url}`));
  await expectOnlyHeld(page, collector);
});

test('where kago.wasm and the script in its place are missing, calls are held and nothing throws (pitfall 18)', async ({ page, site, collector }) => {
  site.remove('/kago/kago.wasm');
  site.remove(SCRIPT);
  await page.goto(strictPage(site, ''));
  await expectOnlyHeld(page, collector);
});

test('where both are other files, calls are held and nothing throws (pitfall 18)', async ({ page, site, collector }) => {
  site.sdkFile('/kago/kago.wasm', 'stub.js', { headers: { 'content-type': 'application/wasm' } });
  site.sdkFile(SCRIPT, 'stub.js');
  await page.goto(site.npmPage());
  await expectOnlyHeld(page, collector, 'wrong_build');
});

test('where kago.wasm is of another version and fits no more, calls are held and nothing throws (pitfall 18)', async ({ page, site, collector }) => {
  const importOfNoHost = [0x02, 0x07, 0x01, 0x01, 0x78, 0x01, 0x79, 0x00, 0x00]; // (import "x" "y" (func))
  site.wasm('/kago/kago.wasm', [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 0x01, 0x04, 0x01, 0x60, 0x00, 0x00, ...importOfNoHost]);
  site.remove(SCRIPT);
  await page.goto(site.npmPage());
  await expectOnlyHeld(page, collector, 'wrong_build');
});

test('in a browser without WebAssembly and the script in its place, calls are held and nothing throws (pitfall 18)', async ({ page, site, collector }) => {
  await page.addInitScript(() => { delete window.WebAssembly; });
  site.remove(SCRIPT);
  await page.goto(site.npmPage());
  await expectOnlyHeld(page, collector);
});

test('a page without the core spoils nothing for the next page', async ({ page, site, collector }) => {
  for (const path of ['/kago/kago.wasm', SCRIPT]) site.remove(path);
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

// Scripts of old shops that change what the language has. prototypejs 1.6.0.3: src/json.js, src/lang/enumerable.js,
// src/lang/array.js, src/lang/date.js, src/lang/object.js; the cure for it that Magento 1 shops have is
// stackoverflow.com/a/3148441. MooTools 1.4: Source/Types/Array.js.
const PAGE_SCRIPTS = {
  'Prototype.js 1.6': () => {
    const toJSON = (value) => JSON.stringify(value);
    Array.prototype.toJSON = function () { return `[${this.map(toJSON).join(', ')}]`; };
    String.prototype.toJSON = function () { return `"${this}"`; };
    Number.prototype.toJSON = function () { return String(this); };
    Date.prototype.toJSON = function () { return `"${this.getUTCFullYear()}-11-20T10:00:00Z"`; };
    Array.prototype.reduce = function () { return this.length > 1 ? this : this[0]; };
    Array.prototype.entries = function () { return this.map((one) => one); };
    Array.from = (list) => { const copy = []; for (let i = 0; i < (list?.length ?? 0); i++) copy.push(list[i]); return copy; };
    Object.keys = (object) => { const keys = []; for (const key in object) keys.push(key); return keys; };
    String.prototype.startsWith = function (text) { return this.indexOf(text) === 0; };
  },
  'the cure for Prototype.js, which takes no second argument': () => {
    const { stringify } = JSON;
    Array.prototype.toJSON = function () { return 'a list'; };
    JSON.stringify = (value) => {
      const { toJSON } = Array.prototype;
      delete Array.prototype.toJSON;
      try { return stringify(value); } finally { Array.prototype.toJSON = toJSON; }
    };
  },
  'a toJSON of all objects': () => { Object.prototype.toJSON = () => 'an object'; },
  'members of all objects': () => Object.assign(Object.prototype, { extend() {}, foo: 'bar', type: 'x', view: 'x', with: 'y', error: 1 }),
  'a JSON.parse that makes dates': () => {
    const { parse } = JSON;
    JSON.parse = (text) => parse(text, (_key, value) => (/^\d{4}-\d\d-\d\dT/.test(value) ? new Date(value) : value));
  },
  'MooTools': () => { Array.from = (item) => (item == null ? [] : typeof item === 'object' && 'length' in item ? Array.prototype.slice.call(item) : [item]); },
  'no crypto': () => Object.defineProperty(window, 'crypto', { value: undefined }),
  'a crypto that throws': () => { Crypto.prototype.getRandomValues = () => { throw new Error('mine'); }; },
  'no Object.fromEntries': () => { delete Object.fromEntries; },
};

const scriptsOf = (script) => `<script>(${script})()</script>`;
const npmPageAfter = (site, script, path = '/p') => site.page(path, npmPage(site.settings).replace('<script', `${scriptsOf(script)}<script`));

for (const [what, script] of Object.entries(PAGE_SCRIPTS)) {
  test(`what is said arrives as it was said, on a page with ${what}`, async ({ page, site, collector }) => {
    await page.goto(npmPageAfter(site, script));
    const said = await page.evaluate(async () => {
      const results = [
        await kago.productViewed(view(1, { metadata: { n: 1, on: new Date('2026-11-20T10:00:00Z'), list: ['a', { b: 2 }], email: 'a@b.example' } })),
        await kago.cartUpdated(cart(2, { products: [line(), line({ variant_id: 'v2', quantity: 2 })] })),
        await kago.orderPlaced(order(3)),
      ];
      const { tracked, acked, stored, ledger } = await kago.flush();
      for (const { prototype } of [Object, Array, String, Number]) delete prototype.toJSON; // Playwright's JSON is what it was
      return [...results.map(({ status, violations }) => violations?.[0].path ?? status), tracked, acked, stored, ...Object.entries(ledger).map(String)];
    });
    expect(said).toEqual(['accepted', 'accepted', 'accepted', 3, 3, 0]);
    const [viewed, updated, placed] = await collector.arrivals();
    expect(viewed.properties.metadata).toEqual({ n: 1, on: '2026-11-20T10:00:00.000Z', list: ['a', { b: 2 }] });
    expect(viewed.event_id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/);
    expect(updated.properties.products).toHaveLength(2);
    expect(placed.name).toBe('ecommerce.order_placed');
  });
}

test('what observers see arrives as it was seen on a page with Prototype.js', async ({ page, site, collector }) => {
  const item = { item_id: '1', item_name: 'Cup', price: 5, quantity: 1 };
  const content = `${scriptsOf(PAGE_SCRIPTS['Prototype.js 1.6'])}<script>dataLayer = [{ event: 'add_to_cart', ecommerce: { currency: 'EUR', items: [${JSON.stringify(item)}] } }]</script>
    ${scriptTag({ ...site.tagData, platform: 'ga4 html' })}<div data-kago-product="2" data-kago-view data-kago-name="Tea" data-kago-price="3"></div>`;
  await page.goto(site.page('/', html(content)));
  await expect.poll(async () => {
    await page.evaluate(() => window.kago?.flush?.());
    return (await collector.names()).sort();
  }, { intervals: [100] }).toEqual(['cart_updated', 'product_viewed']);
});

test('lines that a page has left are carried out on a page with Prototype.js', async ({ page, site, collector }) => {
  for (const path of ['/kago/kago.wasm', SCRIPT]) site.remove(path);
  await page.route('**/kago.wasm*', (route) => route.abort());
  await page.goto(site.npmPage());
  await page.evaluate(() => { void kago.productViewed(view(1)); void kago.productViewed(view(2)); });
  await expect.poll(async () => (await linesLeft(page)).length, { intervals: [100] }).toBe(2);
  await page.unroute('**/kago.wasm*');
  site.sdkFile('/kago/kago.wasm', 'kago.wasm');
  await page.goto(npmPageAfter(site, PAGE_SCRIPTS['Prototype.js 1.6']));
  await expect.poll(async () => {
    await page.evaluate(() => kago.flush());
    return collector.numbers();
  }, { intervals: [100] }).toEqual([1, 2]);
  expect((await page.evaluate(() => kago.getStatus())).ledger).toEqual({});
});

test('a stored row that has no text holds up no other', async ({ page, site, collector }) => {
  await page.clock.install();
  await page.goto(site.npmPage());
  await page.evaluate(() => kago.productViewed(view(1)));
  await page.evaluate(() => kago.flush());
  await page.evaluate(() => new Promise((resolve) => {
    indexedDB.open('kago').onsuccess = ({ target: { result: db } }) => {
      const tx = db.transaction('events', 'readwrite');
      tx.objectStore('events').put({ seq: 0, bytes: 3, id: 'y' });
      tx.oncomplete = () => { db.close(); resolve(); };
    };
  }));
  await page.evaluate(() => Promise.all([kago.productViewed(view(2)), kago.productViewed(view(3))]));
  await expect.poll(async () => {
    await page.clock.runFor(5_000);
    await page.evaluate(() => kago.flush());
    return collector.numbers();
  }, { intervals: [50] }).toEqual([1, 2, 3]);
});

test('a list without end, and a million bytes, are refused at once', async ({ page, site }) => {
  await page.goto(site.npmPage());
  const said = await page.evaluate(async () => {
    const begun = performance.now();
    const long = [];
    long.length = 50_000_000;
    const results = await Promise.all([
      kago.cartUpdated({ products: long }), kago.cartUpdated(new Uint8Array(1e6)), kago.productViewed(view(1, { metadata: { bytes: new Float64Array(1e6) } })),
      kago.productViewed(view(1, { metadata: new Array(1e6).fill({ a: 1 }) })),
    ]);
    return [performance.now() - begun, ...results.map(({ status }) => status)];
  });
  expect(said.slice(1)).toEqual(Array(4).fill('refused'));
  expect(said[0]).toBeLessThan(5_000); // 56 s, and 0.3 to 2.4 s each before
});

for (const [what, script, status] of [
  ['whose list is none', 'window.kago = { q: {}, on() {} }', 'accepted'],
  ['whose list holds anything', "window.kago = { q: [null, 5, [], ['nope'], ['productViewed', null, 'x', null], ['__proto__', [], 0, () => {}]], on() {} }", 'accepted'],
  ['whose resolvers throw', "window.kago = { q: [['getStatus', [], 0, () => { throw new Error('mine'); }], ['flush', [], 0, () => { window.heard = true; }]], on() {} }", 'accepted'],
  ['that is frozen', `${stubText().replace(/<.?script>/g, '')};Object.freeze(window.kago)`, 'accepted'],
  ['that nobody may replace', "Object.defineProperty(window, 'kago', { value: { productViewed: () => ({ status: 'theirs' }) } })", 'theirs'],
]) {
  test(`a window.kago ${what} harms nothing`, async ({ page, site }) => {
    await page.goto(site.page('/', html(`<script>${script}</script><script src="/samples.js"></script>${scriptTag(site.tagData)}`)));
    expect(await page.evaluate(() => kago.productViewed(view(1)))).toMatchObject({ status });
    if (script.includes('heard')) await until(page, () => window.heard);
  });
}

test('where setTimeout throws, every call is answered', async ({ page, site }) => {
  await page.goto(npmPageAfter(site, () => { window.setTimeout = () => { throw new Error('mine'); }; }));
  const said = await page.evaluate(async () => [(await kago.productViewed(view(1))).status, (await kago.getStatus()).core, typeof (await kago.flush())]);
  expect(said).toEqual(['held', expect.any(String), 'object']);
});
