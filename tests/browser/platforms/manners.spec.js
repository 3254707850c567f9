// Observers on pages that aren't as they would like: another body, hundreds of requests, a service worker,
// hidden frames, products of 500 variants. And the page's own errors stay its own.

import { passQuiet } from '../support/clock.js';
import { expect, observed, realTime, test, until } from '../support/platform.js';
import { html, scriptTag } from '../support/site.js';
import { cartReads, openWoo } from '../support/woo.js';

const TAG = { platform: 'html' };
const tagPage = (site, path, body, data = TAG, head = '') =>
  site.page(path, html(`<script src="/samples.js"></script>${head}${scriptTag({ ...site.tagData, ...data })}</head><body>${body}`));
const coreIsReady = (frame) => until(frame, async () => (await window.kago?.getStatus?.())?.core === 'ready');
const cup = (id) => `<div data-kago-product="${id}" data-kago-view data-kago-name="Cup ${id}" data-kago-price="5"></div>`;
const viewed = async (collector) => (await collector.events()).filter(({ name }) => name.endsWith('product_viewed')).map(({ properties }) => properties.product_id);
const eventually = (page, read) => expect.poll(async () => {
  await page.evaluate(() => window.kago.flush());
  return read();
}, { intervals: [100] });

test.describe('another body in the place of the first', () => {
  test('is looked at: attributes', async ({ page, site, collector }) => {
    await page.goto(tagPage(site, '/a', cup('a')));
    await observed(page);
    for (const id of ['b', 'c']) {
      await page.evaluate(async ([path, content]) => {
        history.pushState(null, '', path);
        await new Promise((resolve) => { setTimeout(() => setTimeout(resolve)); }); // what the new address leads to is over
        const body = document.createElement('body');
        body.innerHTML = content;
        document.documentElement.replaceChild(body, document.body);
      }, [`/${id}`, cup(id)]);
      await eventually(page, () => viewed(collector)).toContain(id);
    }
    expect(await viewed(collector)).toEqual(['a', 'b', 'c']);
  });

  test("is looked at, and listened to: WooCommerce's products and jQuery's events", async ({ page, site, collector }) => {
    const jQuery = `<script>
      // As much of jQuery as matters: handlers of the elements that they were bound to.
      window.handlers = new Map();
      window.jQuery = (element) => ({
        on(types, heard) { handlers.set(element, [...(handlers.get(element) ?? []), [types, heard]]); },
        off(types, heard) { handlers.set(element, handlers.get(element).filter(([, other]) => other !== heard)); },
      });
      window.trigger = (type) => { for (const [types, heard] of handlers.get(document.body) ?? []) if (types.split(' ').includes(type)) heard({ target: document.body }); };
    </script>`;
    const product = (id) => `<script type="application/ld+json">{"@type":"Product","name":"Cup ${id}","sku":"S${id}","offers":{"price":"5","priceCurrency":"EUR"}}</script>`;
    let reads = 0;
    await page.route('**/wc/store/v1/cart', (route) => {
      reads++;
      return route.fulfill({ json: { items: [], totals: {} } });
    });
    await page.goto(site.page('/product/1/', `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">${jQuery}${scriptTag({ ...site.tagData, platform: 'woocommerce' })}
      <body class="woocommerce single-product postid-1">${product(1)}`));
    await observed(page);
    await eventually(page, () => viewed(collector)).toEqual(['1']);
    await page.evaluate((content) => {
      history.pushState(null, '', '/product/2/');
      const body = document.createElement('body');
      body.className = 'woocommerce single-product postid-2';
      body.innerHTML = content;
      document.body.replaceWith(body);
    }, product(2));
    await eventually(page, () => viewed(collector)).toEqual(['1', '2']);
    expect(reads).toBe(0);
    await page.evaluate(() => trigger('added_to_cart'));
    await expect.poll(() => reads, { intervals: [100] }).toBe(1);
    await page.evaluate(() => kago.stop());
    expect(await page.evaluate(() => handlers.get(document.body))).toEqual([]);
  });
});

test.describe("the theme's cart requests are heard", () => {
  const cart = { token: 'c1', currency: 'EUR', item_count: 1, total_price: 500, items: [{ id: 1, variant_id: 1, product_id: 2, product_title: 'Cup', quantity: 1, price: 500, final_price: 500 }] };
  const head = `<script>window.Shopify = { shop: 'x.myshopify.com', routes: { root: '/' }, currency: { active: 'EUR' } };</script>`;
  const data = { platform: 'shopify', consent: 'granted' };

  async function countReads(page) {
    const reads = [];
    await page.route(/\/cart\.js$/, (route) => {
      reads.push(route.request().url());
      return route.fulfill({ json: cart });
    });
    await page.route('**/cart/add.js', (route) => route.fulfill({ json: {} }));
    return reads;
  }

  test('when the page has asked for more than the browser keeps account of', async ({ page, site }) => {
    const reads = await countReads(page);
    await page.goto(tagPage(site, '/', '', data, head));
    await observed(page);
    await expect.poll(() => reads.length, { intervals: [100] }).toBe(1);
    const count = await page.evaluate(async () => {
      for (let n = 0; n < 300; n += 50) await Promise.all(Array.from({ length: 50 }, (_, i) => fetch(`/samples.js?${n + i}`)));
      return performance.getEntriesByType('resource').length;
    });
    expect(count).toBe(250);
    await page.evaluate(() => fetch('/cart/add.js', { method: 'POST' }));
    await expect.poll(() => reads.length, { intervals: [100] }).toBe(2);
  });

  test('when a service worker answers them', async ({ browser, site, collector }) => {
    const context = await browser.newContext({ serviceWorkers: 'allow' });
    const page = await context.newPage();
    site.script('/worker.js', `
      addEventListener('install', () => skipWaiting());
      addEventListener('activate', (event) => event.waitUntil(clients.claim()));
      addEventListener('fetch', (event) => {
        const { pathname } = new URL(event.request.url);
        if (pathname === '/cart/add.js') event.respondWith(new Response('{}', { headers: { 'content-type': 'application/json' } }));
        if (pathname === '/cart.js') event.respondWith(new Response(${JSON.stringify(JSON.stringify(cart))}, { headers: { 'content-type': 'application/json' } }));
      });`);
    await page.goto(site.page('/install', '<title>x</title>'));
    await page.evaluate(async () => {
      await navigator.serviceWorker.register('/worker.js');
      await navigator.serviceWorker.ready;
      if (!navigator.serviceWorker.controller) await new Promise((resolve) => { navigator.serviceWorker.oncontrollerchange = resolve; });
    });
    await page.goto(tagPage(site, '/', '', { ...data, observe: 'true' }, head));
    await observed(page);
    await page.evaluate(() => fetch('/cart/add.js', { method: 'POST' }));
    await eventually(page, collector.names).toEqual(['cart_updated']);
    await context.close();
  });
});

test.describe('in a frame', () => {
  test("a platform's product page that a theme keeps at hand is nobody's view, and its cart isn't read", async ({ page, standIn, collector }) => {
    const url = await openWoo(standIn);
    await page.route(`${url}/outer`, (route) => route.fulfill({ contentType: 'text/html', body:
      '<!doctype html><title>outer</title><body><iframe src="/product/mug/" hidden></iframe><iframe src="/product/mug/" hidden></iframe>' }));
    const reads = cartReads(page);
    await page.context().addCookies([{ name: 'woocommerce_items_in_cart', value: '1', url }]);
    await page.goto(`${url}/outer`);
    for (const frame of page.frames().slice(1)) {
      await coreIsReady(frame);
      await passQuiet(frame);
      await frame.evaluate(() => kago.flush());
    }
    expect(await collector.names()).toEqual([]);
    expect(reads).toEqual([]);
    await page.evaluate(() => { document.querySelector('iframe').hidden = false; });
    await expect.poll(collector.names).toEqual(['product_viewed']);
  });

  const HIDDEN = { 'that is hidden': 'hidden', 'without size': 'width="0" height="0"', 'of one pixel': 'width="1" height="1"', 'out of sight': 'style="position:absolute;left:-9999px"', 'that is not visible': 'style="visibility:hidden"', 'that is transparent': 'style="opacity:0"' };

  for (const [how, attributes] of Object.entries(HIDDEN)) {
    test(`${how} nothing is viewed until it is shown; what else is said there counts`, async ({ page, site, collector }) => {
      tagPage(site, '/cup', cup('cup'));
      await page.goto(site.page('/', `<!doctype html><body><iframe src="/cup" ${attributes}></iframe>`));
      const frame = page.frames()[1];
      await coreIsReady(frame);
      await frame.evaluate(() => {
        kago.productViewed(view(1));
        return kago.orderPlaced(order(2)).then(() => kago.flush());
      });
      expect(await collector.names()).toEqual(['order_placed']);
      await page.evaluate(() => {
        const shown = document.querySelector('iframe');
        for (const name of ['hidden', 'width', 'height', 'style']) shown.removeAttribute(name);
      });
      await expect.poll(async () => {
        await frame.evaluate(() => kago.flush());
        return (await viewed(collector)).sort();
      }, { intervals: [100] }).toEqual(['cup', 'p-furoshiki']);
    });
  }

  test('of another origin it is the same', async ({ page, site, collector }) => {
    tagPage(site, '/cup', cup('cup'));
    const other = site.url.replace('127.0.0.1', 'localhost');
    collector.allow(other);
    await page.goto(site.page('/', `<!doctype html><body><iframe src="${other}/cup" hidden></iframe>`));
    const frame = page.frames()[1];
    await coreIsReady(frame);
    await frame.evaluate(() => kago.flush());
    expect(await collector.names()).toEqual([]);
    await page.evaluate(() => { document.querySelector('iframe').hidden = false; });
    await expect.poll(() => viewed(collector), { intervals: [100] }).toEqual(['cup']);
  });
});

test.describe('a click on a page with a product of 500 variants', () => {
  const countQueries = () => {
    window.queries = 0;
    for (const prototype of [Document.prototype, Element.prototype]) {
      for (const name of ['querySelector', 'querySelectorAll']) {
        const query = prototype[name];
        prototype[name] = function (...args) { window.queries++; return query.apply(this, args); };
      }
    }
  };
  const variants = Array.from({ length: 500 }, (_, n) => ({ '@type': 'Product', sku: `S${n}`, name: `Cup ${n}`, offers: { price: '5', priceCurrency: 'EUR' } }));

  test.extend(realTime)('costs the same few queries as any other: what search engines are told', async ({ page, site }) => {
    await page.addInitScript(countQueries);
    const jsonld = JSON.stringify({ '@type': 'ProductGroup', name: 'Cup', productGroupID: 'g', hasVariant: variants });
    await page.clock.install();
    await page.goto(tagPage(site, '/', `<script type="application/ld+json">${jsonld}</script>`, { platform: 'jsonld' }));
    await observed(page);
    await page.clock.runFor(6_000); // what is looked for at the beginning is over
    const count = await page.evaluate(() => {
      queries = 0;
      for (let i = 0; i < 20; i++) document.body.click();
    });
    expect(count).toBeUndefined();
    await page.clock.runFor(1_000);
    expect(await page.evaluate(() => queries)).toBeLessThanOrEqual(3);
  });

  test("costs the same few queries as any other: Magento's swatches", async ({ page, site, collector }) => {
    await page.addInitScript(countQueries);
    const index = Object.fromEntries(variants.map((_, n) => [1000 + n, { 93: String(n), 144: '7' }]));
    const head = `<script>
      window.config = { index: ${JSON.stringify(index)}, sku: { 1499: 'CUP-499' }, optionPrices: { 1499: { finalPrice: { amount: 5 } } } };
      window.jQuery = () => ({ data: (name) => (name === 'mage-SwatchRenderer' ? { options: { jsonConfig: config } } : undefined) });
    </script>`;
    const body = `<form id="product_addtocart_form" data-product-sku="CUP"><input name="product" value="77"><input name="super_attribute[93]"><input name="super_attribute[144]" value="7"></form>
      <script type="application/ld+json">{"@type":"Product","name":"Cup","sku":"CUP","offers":{"price":"5","priceCurrency":"EUR"}}</script>
      <script>document.body.className = 'catalog-product-view';</script>`;
    await page.goto(tagPage(site, '/cup.html', body, { platform: 'adobe' }, head));
    await observed(page);
    await page.evaluate(() => new Promise((resolve) => {
      queries = 0;
      for (let i = 0; i < 10; i++) document.body.click();
      setTimeout(resolve, 20);
    }));
    expect(await page.evaluate(() => queries)).toBeLessThanOrEqual(20);
    await page.evaluate(() => {
      document.querySelector('[name="super_attribute[93]"]').value = '499';
      document.body.click();
    });
    await eventually(page, async () => (await collector.events()).map(({ properties }) => properties.variant_id)).toContain('CUP-499');
  });
});

test.describe('auto', () => {
  // Observers come one after the other; a page is of one platform or of none.
  const found = (page) => page.evaluate(async () => (await window.kago?.getStatus?.())?.platforms.sort().join(' '));
  const ANY = 'ga4 html jsonld';

  for (const [what, content, platforms] of [
    ['Django with a front end of its own', '<script src="/static/frontend/app.js"></script><link rel="stylesheet" href="/static/frontend/css/app.css">', ANY],
    ['Django with languages', '<script src="/static/frontend/js/i18n/de_DE/messages.js"></script><script src="/static/frontend/locale/app/pt_BR/app.js"></script>', ANY],
    ['Django with languages and versions', '<link rel="stylesheet" href="/static/version3/frontend/build/assets/en_US/index.css"><script src="/static/frontend/a/b/fr_FR/my_app/images.js"></script>', ANY],
    ['a module of Magento', '<script src="/static/frontend/acme/blue/de_DE/Magento_Theme/js/view.js"></script>', 'adobe'],
    ['a static site that writes about WooCommerce', '<meta name="generator" content="Hugo"><body class="woocommerce-review-post tag-woocommerce">', ANY],
    ['web components with a loader', '<script id="wc-loader-js"></script><link id="woocommerce-review" rel="icon" href="data:,">', ANY],
    ['WooCommerce on any of its pages', '<body class="home page woocommerce-js">', 'woocommerce'],
    ["elements that go by a platform's global", '<div id="BCData"></div><div id="bodlEvents"></div><div id="Shopify"></div>', ANY],
    ["two elements that go by BigCommerce's global", '<div id="BCData"></div><div id="BCData"></div>', ANY],
    ["BigCommerce's own data", '<script>var BCData = {};</script>', 'bigcommerce'],
    ['Magento', '<script src="/static/version1699999999/frontend/Magento/luma/en_US/mage/requirejs/mixins.js"></script>', 'adobe'],
    ['Magento without versions, in a folder', '<link rel="stylesheet" href="/shop/pub/static/frontend/Smartwave/porto/zh_Hans_CN/css/styles-m.css">', 'adobe'],
    ['web components', '<script id="wc-loader"></script>', ANY],
    ['WooCommerce whose theme has another class', '<script id="wc-add-to-cart-js"></script>', 'woocommerce'],
    ["an image or a widget from BigCommerce's host", '<link rel="preload" as="image" href="https://cdn11.bigcommerce.com/logo.png"><script src="https://apps.bigcommerce.com/widget.js"></script>', ANY],
    ['a BigCommerce theme', '<link rel="stylesheet" href="https://cdn11.bigcommerce.com/s-abc123/stencil/1/css/theme.css">', 'bigcommerce'],
  ]) {
    test(`knows what it is: ${what}`, async ({ page, site }) => {
      await page.route(/bigcommerce\.com|\/static\//, (route) => route.abort());
      await page.goto(tagPage(site, '/', content, { platform: 'auto', consent: 'granted' }));
      await expect.poll(() => found(page)).toBe(platforms);
    });
  }
});

test('what fails in an observer is told in debug mode, and never to the page', async ({ page, site, pageErrors }) => {
  const said = [];
  page.on('console', (message) => said.push(message.text()));
  // A page that has broken what observers use.
  await page.addInitScript(() => {
    const odd = () => { throw new Error('odd'); };
    window.spoil = () => {
      Element.prototype.closest = odd;
      Element.prototype.matches = odd;
      PerformanceObserverEntryList.prototype.getEntries = odd;
    };
    // Resolves as a promise of another realm or library: what is thrown after it is a rejection.
    window.BCData = { product_attributes: {} };
    window.bodlEvents = { cart: { addItem: (heard) => { window.addItem = heard; } } };
  });
  await page.goto(tagPage(site, '/', cup('a'), { platform: 'html bigcommerce', debug: '' }));
  await observed(page, 2);
  await page.evaluate(async () => {
    spoil();
    addItem(null);
    document.body.click();
    document.body.append('odd', document.createElement('p'));
    await fetch('/samples.js?again');
  });
  const told = (what) => expect.poll(() => said.filter((line) => line.includes(what)).length, { intervals: [50] });
  await told('html: failed').toBeGreaterThanOrEqual(2); // the click, and what was changed
  await told('bigcommerce: failed').toBeGreaterThanOrEqual(1); // the request
  expect(pageErrors).toEqual([]);
});

test("a rejection that nobody handles is seen in any page, one of another browser's too", async ({ page, browser, cachedPage, site, pageErrors }) => {
  const other = await browser.newContext();
  const reject = (word) => `<script>Promise.reject(new Error(${JSON.stringify(word)}));</script>`;
  site.page('/frame', html(reject('in a frame')));
  for (const [one, word] of [[page, 'here'], [await other.newPage(), 'elsewhere'], [cachedPage, 'cached']]) {
    await one.goto(site.page(`/${word}`, html(`${reject(word)}<body><iframe src="/frame"></iframe>`)));
  }
  await expect.poll(() => pageErrors.length).toBe(6);
  const words = pageErrors.splice(0).map(({ message }) => message);
  expect(words.sort()).toEqual(['cached', 'elsewhere', 'here', 'in a frame', 'in a frame', 'in a frame']);
  await other.close();
});
