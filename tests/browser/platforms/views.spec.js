// What counts as another view of a product in a single-page shop, in browsers with the Navigation API and
// in those without. What the collector holds after `productViewed(…, { once: true })`, as effects call it.

import { expect, test } from '../support/fixtures.js';

const viewed = async (collector) => (await collector.events()).map(({ properties }) => properties.product_id).join(' ');

/** Goes where a router would, then calls as an effect does; `calls` of one page each. */
const visit = (page, ...steps) => page.evaluate(async (all) => {
  const say = (id) => kago.productViewed({ product_id: id, variant_id: id, product_name: `Product ${id}`, price: 20 }, { once: true });
  for (const [how, address, ids] of all) {
    if (how) history[how](null, '', address);
    for (const id of ids) await say(id);
  }
  await kago.flush();
}, steps);

/** Where nothing is said: what the browser doesn't tell, a look finds out. Looks come twice a second. */
async function passBy(page, address) {
  await page.evaluate((to) => history.pushState(null, '', to), address);
  await page.clock.runFor(700);
}

for (const api of ['with', 'without']) {
  test.describe(`${api} the Navigation API`, () => {
    test.beforeEach(async ({ page }) => {
      if (api === 'without') await page.addInitScript(() => { delete window.navigation; });
    });

    test.beforeEach(async ({ page, site }) => {
      await page.clock.install();
      await page.goto(site.npmPage({}, '/products/a'));
      expect(await page.evaluate(() => 'navigation' in window)).toBe(api === 'with');
    });

    test('A, B, A are three views, effects that run twice are one', async ({ page, collector }) => {
      await visit(page, [, , ['a', 'a']], ['pushState', '/products/b', ['b', 'b']], ['pushState', '/products/a', ['a', 'a']]);
      expect(await viewed(collector)).toBe('a b a');
    });

    test('so they are when nothing is said on B', async ({ page, collector }) => {
      await visit(page, [, , ['a']]);
      await passBy(page, '/cart');
      await visit(page, ['pushState', '/products/a', ['a']]);
      expect(await viewed(collector)).toBe('a a');
    });

    test('a variant, a filter and a fragment are the same view', async ({ page, collector }) => {
      await visit(page, [, , ['a']], ['replaceState', '?variant=2', ['a']], ['pushState', '?variant=3&colour=blue', ['a']],
        ['pushState', '#reviews', ['a']], ['pushState', '#', ['a', 'b']]);
      await page.evaluate(() => { location.hash = 'more'; });
      await visit(page, [, , ['a']]);
      expect(await viewed(collector)).toBe('a b');
    });

    test("another path is another view, put in the place of the old one too, and a hash router's path is one", async ({ page, collector }) => {
      await visit(page, [, , ['a']], ['replaceState', '/fr/products/a', ['a']], ['pushState', '/#/', ['a']], ['pushState', '/#/products/a?x=1', ['a']],
        ['pushState', '/#/products/a?x=2', ['a']], ['pushState', '/#!/products/b', ['a']]);
      expect(await viewed(collector)).toBe('a a a a a');
    });

    test('going back within the page is a view', async ({ page, collector }) => {
      await visit(page, [, , ['a']], ['pushState', '/products/b', ['b']]);
      await page.goBack();
      await visit(page, [, , ['a', 'a']]);
      await page.goForward();
      await visit(page, [, , ['b']]);
      expect(await viewed(collector)).toBe('a b a b');
    });

    test('two trackers of one page count its views once each', async ({ page, collector, site }) => {
      await page.evaluate(async (options) => {
        const { createKago } = await import('kago');
        window.second = createKago(options);
      }, site.settings);
      await visit(page, [, , ['a']], ['pushState', '/products/b', ['b']]);
      await page.evaluate(() => second.productViewed({ product_id: 'b', variant_id: 'b', product_name: 'Product b', price: 20 }, { once: true }));
      await visit(page, ['pushState', '/products/c', ['c']]);
      // Their books are the origin's, but a view is a tracker's own.
      expect((await viewed(collector)).split(' ').filter((id) => id === 'c')).toEqual(['c']);
    });
  });
}

test('a page that comes back from the back/forward cache is looked at again', async ({ cachedPage: page, site, collector }) => {
  await page.goto(site.npmPage({}, '/products/a'));
  await page.evaluate(() => addEventListener('pageshow', ({ persisted }) => { window.cameBack = persisted; }));
  await visit(page, [, , ['a', 'a']]);
  await page.goto(site.page('/away', '<title>Away</title>'));
  await page.evaluate(() => history.back());
  await page.waitForURL('**/products/a', { waitUntil: 'commit' });
  await expect.poll(() => page.evaluate(() => window.cameBack)).toBe(true);
  await visit(page, [, , ['a', 'a']]);
  expect(await viewed(collector)).toBe('a a');
});

test.describe('the clock that looks for moves where the browser tells of none', () => {
  const running = (page) => page.evaluate(() => window.intervals.size);

  async function open(page, site, { api }) {
    await page.addInitScript((keeps) => {
      if (!keeps) delete window.navigation;
      window.intervals = new Set();
      const { setInterval: begin, clearInterval: end } = window;
      window.setInterval = (...args) => { const id = begin(...args); window.intervals.add(id); return id; };
      window.clearInterval = (id) => { window.intervals.delete(id); end(id); };
    }, api);
    await page.goto(site.npmPage({}, '/products/a'));
    await page.evaluate(() => kago.getStatus());
  }

  test('runs only once views matter, and only while the page is looked at', async ({ page, site }) => {
    await open(page, site, { api: false });
    await page.evaluate(() => kago.productViewed({ product_id: 'a', variant_id: 'a', product_name: 'A', price: 20 }));
    expect(await running(page)).toBe(0);
    await visit(page, [, , ['a']], ['pushState', '/products/b', ['b']]);
    await expect.poll(() => running(page)).toBe(1); // once observe/sight.js has come
    const become = (state) => page.evaluate((value) => {
      Object.defineProperty(document, 'visibilityState', { value, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, state);
    await become('hidden');
    expect(await running(page)).toBe(0);
    await become('visible');
    expect(await running(page)).toBe(1);
  });

  test('is not needed where the browser does', async ({ page, site }) => {
    await open(page, site, { api: true });
    await visit(page, [, , ['a']]);
    expect(await running(page)).toBe(0);
  });
});
