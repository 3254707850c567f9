// The shopper's whole walk (support/walk.js) in shops, on networks and on machines that aren't the usual: each leaves the
// same history.

import { devices } from '@playwright/test';
import { expect, test, until } from './support/fixtures.js';
import { shopper } from './support/shopper.js';
import { html } from './support/site.js';
import { expectWalk, walk } from './support/walk.js';

// Some of them are slow by themselves, whatever the machine.
test.describe.configure({ timeout: 600_000 });

/**
 * A service worker as shops have one. It keeps each page and each file of the shop that it fetches; what another origin is
 * asked for or is told goes through it, as in all those that answer every request.
 */
const worker = (answer) => `
  const keep = async (request) => {
    const response = await fetch(request);
    const isShops = request.method === 'GET' && new URL(request.url).origin === location.origin;
    if (isShops && response.ok) await (await caches.open('shop')).put(request, response.clone());
    return response;
  };
  const kept = (request) => caches.match(request);
  addEventListener('install', () => skipWaiting());
  addEventListener('activate', (event) => event.waitUntil(clients.claim()));
  addEventListener('fetch', (event) => event.respondWith((${answer})(event.request)));`;

const STRATEGIES = {
  'network first': (request) => keep(request).catch(() => kept(request)),
  'cache first': async (request) => await kept(request) ?? keep(request),
};

/** Registers it from a page without Kago, as if on an earlier visit. */
async function installWorker(page, shop, answer) {
  shop.serve('/worker.js', 'text/javascript', worker(answer));
  shop.serve('/earlier', 'text/html', html(''));
  await page.goto(`${shop.url}/earlier`);
  await page.evaluate(async () => {
    const controlled = new Promise((resolve) => { navigator.serviceWorker.oncontrollerchange = resolve; });
    await navigator.serviceWorker.register('/worker.js');
    await controlled;
  });
}

/** The answers to navigations so far, by where they came from. */
function watchPages(page) {
  const answers = [];
  page.on('response', (response) => { if (response.request().isNavigationRequest()) answers.push(response); });
  return () => answers.map((response) => response.fromServiceWorker());
}

const isReady = (page) => until(page, async () => (await window.kago?.getStatus())?.core === 'ready');

for (const [strategy, answer] of Object.entries(STRATEGIES)) {
  test(`the whole walk behind a service worker, ${strategy}: each page comes from it, also while the shop is down`, async ({ page, shop, collector }) => {
    await installWorker(page, shop, answer);
    const fromWorker = watchPages(page);
    const customer = shopper(page, shop);
    await walk({
      ...customer,
      async openCart() {
        await isReady(page); // Kago's files have come through the worker
        await customer.openCart();
      },
      reload: () => shop.whileDown(async () => {
        await page.reload();
        await isReady(page);
      }),
    });
    expect(fromWorker()).toEqual(Array(fromWorker().length).fill(true));
    await expectWalk(collector);
  });
}

/** The shop in an iframe of a page of the same origin: what a shopper does with a page, done with that frame. */
async function inFrame(page, shop) {
  shop.serve('/around', 'text/html', html('<iframe name="shop" style="width: 100%; height: 95vh"></iframe>'));
  await page.goto(`${shop.url}/around`);
  const frame = page.frame('shop');
  return {
    goto: (url) => frame.goto(url),
    getByTestId: (name) => frame.getByTestId(name),
    waitForURL: (url) => frame.waitForURL(url),
    reload: () => Promise.all([frame.waitForNavigation(), frame.evaluate(() => location.reload())]),
  };
}

test('the whole walk in an iframe of the same origin', async ({ page, shop, collector }) => {
  await walk(shopper(await inFrame(page, shop), shop));
  expect(page.url()).toBe(`${shop.url}/around`);
  await expectWalk(collector);
});

test.describe('on a telephone', () => {
  // Which browser it is stands in the config for all tests.
  const { defaultBrowserType, ...telephone } = devices['Pixel 7'];
  test.use(telephone);

  test('the whole walk in a mobile viewport, by touch', async ({ page, shop, collector }) => {
    await walk(shopper(page, shop, (button) => button.tap()));
    expect(await page.evaluate(() => [navigator.maxTouchPoints > 0, visualViewport.width <= 412])).toEqual([true, true]);
    await expectWalk(collector);
  });
});

/** As WebPageTest's "3G". */
const THREE_G = { offline: false, latency: 300, downloadThroughput: 1_600_000 / 8, uploadThroughput: 768_000 / 8 };

test('the whole walk on a slow network (3G)', async ({ page, shop, collector }) => {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.emulateNetworkConditions', THREE_G);
  await walk(shopper(page, shop));
  const [waitedMs] = await page.evaluate(() => performance.getEntriesByType('navigation').map(({ fetchStart, responseEnd }) => responseEnd - fetchStart));
  expect(waitedMs).toBeGreaterThanOrEqual(THREE_G.latency);
  await expectWalk(collector);
});

test('the whole walk on a machine that is 4 times slower', async ({ page, shop, collector }) => {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await walk(shopper(page, shop));
  await expectWalk(collector);
});
