// One tracker a page, and it can be ended: nothing of it stays behind, and another one can begin. In shops
// that are one page for hours nothing grows.

import { expect, observed, test } from './support/fixtures.js';
import { html, scriptTag, stubText } from './support/site.js';

const STOPPED = { status: 'held', reason: 'stopped' };
const ALL = ['html', 'ga4', 'jsonld'];
const running = (page) => observed(page, 3);

/** Listeners and heap of the page, after a collection of garbage. */
async function measure(page) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  for (let i = 0; i < 3; i++) await cdp.send('HeapProfiler.collectGarbage');
  const { metrics } = await cdp.send('Performance.getMetrics');
  const found = Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  await cdp.detach();
  return { listeners: found.JSEventListeners, heap: found.JSHeapUsedSize, nodes: found.Nodes };
}

/** What is under way at one of the two moments is no growth: a request to the collector, one of the database. */
const UNDER_WAY = 10;

function expectFlat(before, after) {
  expect(after.listeners).toBeLessThanOrEqual(before.listeners + UNDER_WAY);
  expect(after.nodes).toBeLessThanOrEqual(before.nodes + 50);
  expect(after.heap - before.heap, `from ${before.heap} to ${after.heap} bytes`).toBeLessThan(500_000);
}

/** Counts what a page has begun and not ended: observers of the browser, timers, databases. */
const countBegun = () => {
  const begun = window.begun = { observers: new Set(), timers: new Set(), databases: 0 };
  for (const name of ['PerformanceObserver', 'MutationObserver', 'IntersectionObserver']) {
    const { observe, disconnect } = window[name].prototype;
    window[name].prototype.observe = function (...args) {
      if (new Error().stack.includes('/kago/')) begun.observers.add(this); // Playwright has one too
      return observe.apply(this, args);
    };
    window[name].prototype.disconnect = function () { begun.observers.delete(this); return disconnect.call(this); };
  }
  const { setTimeout: begin, clearTimeout: end } = window;
  window.setTimeout = (work, ms) => {
    const id = begin(() => { begun.timers.delete(id); work(); }, ms);
    begun.timers.add(id);
    return id;
  };
  window.clearTimeout = (id) => { begun.timers.delete(id); end(id); };
  const { open } = IDBFactory.prototype;
  IDBFactory.prototype.open = function (...args) {
    const request = open.apply(this, args);
    request.addEventListener('success', () => { begun.databases++; });
    return request;
  };
  const { close } = IDBDatabase.prototype;
  IDBDatabase.prototype.close = function () { begun.databases--; return close.call(this); };
};

test('after 500 views of a single-page shop listeners and heap are as before', async ({ page, site }) => {
  await page.goto(site.npmPage({ platform: ALL }, '/products/0'));
  await running(page);
  const visit = (from, count) => page.evaluate(async ([first, length]) => {
    for (let n = first; n < first + length; n++) {
      history.pushState(null, '', `/products/${n}`);
      // As Turbo does it, with a product and a cart that the observers look at.
      const body = document.createElement('body');
      body.innerHTML = `<script type="application/ld+json">{"@type":"Product","name":"Cup ${n}","sku":"${n}"}</script>
        <div data-kago-product="${n}" data-kago-view data-kago-name="Cup ${n}" data-kago-price="5"></div><div data-kago-cart></div>`;
      document.body.replaceWith(body);
      body.click();
      window.dataLayer = [];
      const said = kago.productViewed(view(n), { once: true });
      if (n % 10 === 0) await said;
    }
    await kago.flush();
  }, [from, count]);
  await visit(1, 150);
  const before = await measure(page);
  await visit(151, 500);
  expectFlat(before, await measure(page));
});

test('fifty trackers, one after the other, leave nothing behind', async ({ page, site }) => {
  await page.goto(site.npmPage({ platform: ALL }));
  await running(page);
  await page.evaluate(() => kago.stop());
  const again = (times) => page.evaluate(async ([count, options]) => {
    const { createKago } = await import('kago');
    for (let i = 0; i < count; i++) {
      window.kago = createKago(options);
      await kago.productViewed(view(i));
      await kago.stop();
    }
  }, [times, { ...site.settings, platform: ALL }]);
  await again(5);
  const before = await measure(page);
  await again(50);
  expectFlat(before, await measure(page));
});

test('a tracker that is stopped ends all that it has begun', async ({ page, site, collector }) => {
  await page.addInitScript(countBegun);
  await page.addInitScript(() => {
    window.dataLayer = [];
    window.theirs = dataLayer.push;
  });
  await page.goto(site.page('/', html('<script src="/samples.js"></script>')));
  await page.waitForFunction(() => document.body); // Playwright's own listeners come with its first look
  const bare = await measure(page);
  await page.evaluate(async (options) => {
    window.kago = (await import('/kago/full.js')).createKago(options);
    await kago.productViewed(view(1));
    dataLayer.push({ event: 'add_to_cart', ecommerce: { items: [{ item_id: '1', item_name: 'Cup', price: 5, quantity: 1 }] } });
  }, { ...site.settings, platform: ALL });
  await running(page);
  expect(await page.evaluate(() => [begun.observers.size > 0, begun.databases, dataLayer.push === theirs])).toEqual([true, 1, false]);
  await page.evaluate(() => kago.stop());
  await expect.poll(() => page.evaluate(() => [begun.observers.size, begun.timers.size, begun.databases, dataLayer.push === theirs]), { intervals: [100] })
    .toEqual([0, 0, 0, true]);
  expect((await measure(page)).listeners).toBeLessThanOrEqual(bare.listeners);
  const after = await page.evaluate(async () => {
    const results = await Promise.all([kago.productViewed(view(2)), kago.cartObserved({}), kago.identify('u'), kago.flush(), kago.getStatus(), kago.setConsent('granted'), kago.stop()]);
    return [...results.slice(0, 3), results[3].core, results[4].core, begun.databases, typeof kago.on('sent', () => {})];
  });
  expect(after).toEqual([STOPPED, STOPPED, STOPPED, 'stopped', 'stopped', 0, 'function']);
  expect((await collector.events()).map(({ properties }) => properties.metadata?.n)).not.toContain(2);
});

test('what was said before the stop arrives, by the next tracker if need be', async ({ page, site, collector }) => {
  await page.goto(site.npmPage());
  await page.evaluate(async (options) => {
    const { createKago } = await import('kago');
    // React's StrictMode: begun, ended and begun again within one tick.
    for (const n of [1, 2, 3]) {
      kago.productViewed(view(n));
      kago.stop();
      window.kago = createKago(options);
    }
    await kago.productViewed(view(4));
  }, site.settings);
  await expect.poll(async () => {
    await page.evaluate(() => kago.flush());
    return (await collector.numbers()).sort();
  }, { intervals: [100] }).toEqual([1, 2, 3, 4]);
});

test('a data layer that someone else has wrapped since is left to them', async ({ page, site }) => {
  await page.goto(site.npmPage({ platform: 'ga4' }));
  await observed(page);
  const pushed = await page.evaluate(async () => {
    const ours = dataLayer.push;
    dataLayer.push = function (...all) { return ours.apply(this, all); };
    await kago.stop();
    const event = { event: 'view_item', ecommerce: { items: [{ item_id: '1', item_name: 'Cup', price: 5 }] } };
    return [dataLayer.push(event), dataLayer.at(-1) === event];
  });
  expect(pushed).toEqual([1, true]);
});

test('a tag that is pasted twice, and stands beside npm, is one tracker', async ({ page, site, collector }) => {
  const said = [];
  page.on('console', (message) => said.push(message.text()));
  const product = '<div data-kago-product="1" data-kago-view data-kago-name="Cup" data-kago-price="5"></div>';
  const tag = scriptTag({ ...site.tagData, platform: 'html' });
  await page.goto(site.page('/', html(`<script src="/samples.js"></script><script>${stubText()}</script>${tag}${tag}</head><body>${product}`)));
  await observed(page);
  const [isSame, isAgain] = await page.evaluate(async (options) => {
    const { flush } = kago;
    const { createKago } = await import('/kago/full.js');
    const second = createKago(options);
    // As Turbo does with a script in the body that it loads.
    const script = document.createElement('script');
    Object.assign(script, { src: '/kago/kago.js' });
    Object.assign(script.dataset, document.querySelector('script[data-collector]').dataset);
    await new Promise((loaded) => { script.onload = loaded; document.body.append(script); });
    return [second.flush === flush, kago.flush === flush];
  }, site.settings);
  expect([isSame, isAgain]).toEqual([true, true]);
  expect(said).toEqual([expect.stringContaining('started again with other options')]);
  await page.evaluate(() => kago.flush());
  expect(await collector.names()).toEqual(['product_viewed']);
});
