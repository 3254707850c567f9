// Kago as a guest in a Shopify store: consent by the Customer Privacy API, the theme editor, strict policies,
// outages; and that nothing of the page is patched.

import { down, open } from '../support/gate.js';
import { storedOf } from '../support/storage.js';
import { passQuiet } from '../support/clock.js';
import { addToCart, at, countRequests, expect, test } from './shopify.js';

const consentOf = (page) => page.evaluate(async () => (await kago.getStatus()).consent);
const platformsOf = (page) => page.evaluate(async () => (await window.kago?.getStatus?.())?.platforms);

/** Whatever would be heard is heard, and nothing was read, stored or sent. */
async function expectSilence(page, reads, collector) {
  expect(reads.map((count) => count())).toEqual([0, 0]);
  expect(await storedOf(page)).toEqual({});
  expect(collector.gate.requests).toEqual([]);
}

test('before the visitor consents nothing is read, stored or sent; then the page counts; then it is withdrawn (pitfall 20)', async ({ page, openShop, expectTold, collector }) => {
  const shop = await openShop({ privacy: 'opt_in' });
  const reads = ['/cart.js', '/products/furoshiki.js'].map((path) => countRequests(page, path));
  await page.goto(`${shop.url}/products/furoshiki`);
  await expect.poll(() => platformsOf(page)).toEqual(['shopify']);
  await addToCart(page);
  await passQuiet(page);
  expect(await consentOf(page)).toBe('unknown');
  await expectSilence(page, reads, collector);

  await at(page, 'accept').click();
  await expectTold('viewed FURO-IND', 'cart FURO-IND x1');

  await at(page, 'decline').click();
  await expect.poll(() => consentOf(page)).toBe('denied');
  expect((await storedOf(page)).kago ?? {}).not.toMatchObject({ state: [expect.anything()] });
  const asked = collector.gate.requests.length;
  await page.locator('cart-drawer').getByTestId('plus-1').click();
  await expect(page.locator('#cart-icon-bubble')).toContainText('2');
  await page.goto(`${shop.url}/products/donabe`);
  await expect.poll(() => consentOf(page)).toBe('denied');
  await addToCart(page);
  expect(collector.gate.requests.length).toBe(asked);

  await at(page, 'accept').click();
  await expectTold('viewed FURO-IND', 'cart FURO-IND x1', 'viewed DONABE-28', 'cart DONABE-28 x1 FURO-IND x2');
  const events = await collector.events();
  expect(events[3].anonymous_id).not.toBe(events[0].anonymous_id);
});

test('a visitor who declines is not counted, on no page (pitfall 20)', async ({ page, openShop, collector }) => {
  const shop = await openShop({ privacy: 'opt_in' });
  const reads = ['/cart.js', '/products/furoshiki.js'].map((path) => countRequests(page, path));
  await page.goto(`${shop.url}/products/furoshiki`);
  await at(page, 'decline').click();
  await expect.poll(() => consentOf(page)).toBe('denied');
  await page.reload();
  await expect.poll(() => consentOf(page)).toBe('denied');
  await addToCart(page);
  await passQuiet(page);
  await expectSilence(page, reads, collector);
});

test('where the region allows it until the visitor objects, it counts at once (pitfall 20)', async ({ page, openShop, expectTold }) => {
  const shop = await openShop({ privacy: 'opt_out' });
  await page.goto(`${shop.url}/products/furoshiki`);
  await expectTold('viewed FURO-IND');
  await at(page, 'decline').click();
  await expect.poll(() => consentOf(page)).toBe('denied');
});

test('without the Customer Privacy API nothing is counted, and debug mode says why; the shop\'s own word counts (pitfall 20)', async ({ page, openShop, expectTold, collector }) => {
  const said = [];
  page.on('console', (message) => said.push(message.text()));
  const silent = await openShop({ privacy: 'missing' }, { debug: 'true' });
  await page.goto(`${silent.url}/products/furoshiki`);
  await expect.poll(() => said.join('\n')).toContain('there is no Customer Privacy API');
  expect(await consentOf(page)).toBe('unknown');
  // But for the tester, whose collector is on this machine: that the page is there, and why nothing comes.
  expect(collector.gate.requests.filter(({ url }) => url !== '/v1/qa/trace')).toEqual([]);

  const granted = await openShop({ privacy: 'missing' }, { consent: 'granted' });
  await page.goto(`${granted.url}/products/furoshiki`);
  await expectTold('viewed FURO-IND');
});

test('what was looked at in a quick view before consent is not kept (pitfall 20)', async ({ page, openShop, expectTold, collector }) => {
  const shop = await openShop({ theme: 'horizon', privacy: 'opt_in' });
  await page.goto(shop.url);
  await expect.poll(() => platformsOf(page)).toEqual(['shopify']);
  await at(page, 'quick-view-donabe').click();
  await expect(page.locator('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  expect(collector.gate.requests).toEqual([]);
  await at(page, 'accept').click();
  await at(page, 'quick-view-dripper').click();
  await expectTold('viewed DRIP-CHA');
  expect(await page.evaluate(async () => (await kago.getStatus()).ledger)).toEqual({});
});

test('in the theme editor nothing is observed', async ({ page, openShop, expectTold, collector }) => {
  const shop = await openShop({ theme: 'horizon', designMode: true });
  const reads = ['/cart.js', '/products/furoshiki.js'].map((path) => countRequests(page, path));
  await page.goto(`${shop.url}/products/furoshiki`);
  await addToCart(page);
  await passQuiet(page);
  expect(reads.map((count) => count())).toEqual([0, 0]);
  expect(collector.gate.requests).toEqual([]);
  await expectTold();
});

test('data-platform="auto" finds Shopify', async ({ page, openShop, expectTold }) => {
  const shop = await openShop({}, { platform: 'auto' });
  await page.goto(`${shop.url}/products/furoshiki`);
  await addToCart(page);
  await expectTold('viewed FURO-IND', 'cart FURO-IND x1');
  expect(await platformsOf(page)).toEqual(['shopify']);
});

test('nothing of the page is patched', async ({ page, openShop, expectTold }) => {
  const shop = await openShop();
  await page.goto(`${shop.url}/products/furoshiki`);
  await addToCart(page);
  await expectTold('viewed FURO-IND', 'cart FURO-IND x1');
  const differences = await page.evaluate(() => {
    const fresh = document.body.appendChild(document.createElement('iframe')).contentWindow;
    const members = (of) => Object.entries(Object.getOwnPropertyDescriptors(of)).flatMap(([name, { value, get, set }]) =>
      [value, get, set].filter((one) => typeof one === 'function').map((one) => `${name}: ${one}`));
    const parts = {
      window: (w) => ['fetch', 'setTimeout', 'addEventListener'].map((name) => `${name}: ${w[name]}`),
      xhr: (w) => members(w.XMLHttpRequest.prototype), history: (w) => members(w.History.prototype), own: (w) => Object.keys(w.history),
      navigation: (w) => members(w.Navigation.prototype), navigator: (w) => members(w.Navigator.prototype), form: (w) => members(w.HTMLFormElement.prototype),
      target: (w) => members(w.EventTarget.prototype), array: (w) => members(w.Array.prototype), promise: (w) => members(w.Promise.prototype),
    };
    return Object.entries(parts).filter(([, read]) => JSON.stringify(read(window)) !== JSON.stringify(read(fresh))).map(([name]) => name);
  });
  expect(differences).toEqual([]);
});

test('while the collector is down the shop works, and everything arrives later', async ({ page, openShop, expectTold, collector }) => {
  const shop = await openShop();
  collector.gate.behave(down);
  await page.goto(`${shop.url}/products/furoshiki`);
  await addToCart(page);
  await expect.poll(() => page.evaluate(async () => (await kago.getStatus()).stored)).toBe(2);
  await page.locator('cart-drawer').getByTestId('checkout').click();
  await page.waitForURL('**/checkouts/cn/**');
  collector.gate.behave(open);
  await page.goto(shop.url);
  await page.evaluate(() => kago.flush());
  await expectTold('viewed FURO-IND', 'cart FURO-IND x1', 'checkout FURO-IND x1');
});

// Without WebAssembly (pitfall 18) the core comes as a script, from the folder that the first one blocks.
const policies = {
  'that blocks the observer': "script-src 'unsafe-inline' 'wasm-unsafe-eval' ORIGIN/theme/ ORIGIN/kago/kago.js",
  'without WebAssembly, and without its script': "script-src 'unsafe-inline' ORIGIN/theme/ ORIGIN/kago/kago.js ORIGIN/kago/observe/tracker.js ORIGIN/kago/observe/sources.js ORIGIN/kago/observe/shopify.js",
  'that blocks every request to the collector': "connect-src 'self'",
};
for (const [what, csp] of Object.entries(policies)) {
  test(`with a policy ${what} the shop works as if Kago weren't there`, async ({ page, openShop, collector }) => {
    const shop = await openShop({ csp });
    await page.goto(`${shop.url}/products/furoshiki`);
    await expect.poll(() => page.evaluate(async () => (await window.kago?.getStatus?.())?.core)).not.toBe('starting');
    await page.getByLabel('Matcha').check();
    await page.waitForURL('**?variant=44610569208041');
    await addToCart(page);
    await page.locator('cart-drawer').getByTestId('plus-1').click();
    await expect(page.locator('#cart-icon-bubble')).toContainText('2');
    await page.locator('cart-drawer').getByTestId('checkout').click();
    await page.waitForURL('**/checkouts/cn/**');
    await expect(at(page, 'checkout-lines')).toContainText('2 × Furoshiki Cloth - Matcha');
    expect(collector.gate.requests).toEqual([]);
  });
}

test('with a policy without WebAssembly (pitfall 18) all of it is told by the script', async ({ page, openShop, expectTold }) => {
  const shop = await openShop({ csp: "script-src 'self' 'unsafe-inline'" });
  await page.goto(`${shop.url}/products/furoshiki`);
  await expectTold('viewed FURO-IND');
  await addToCart(page);
  await expectTold('viewed FURO-IND', 'cart FURO-IND x1');
  await page.locator('cart-drawer').getByTestId('checkout').click();
  await page.waitForURL('**/checkouts/cn/**');
  await page.goto(shop.url);
  await expectTold('viewed FURO-IND', 'cart FURO-IND x1', 'checkout FURO-IND x1');
});

test('events whose members are missing or wrong harm neither page nor Kago', async ({ page, openShop, expectTold }) => {
  const shop = await openShop({ theme: 'horizon' });
  await page.goto(`${shop.url}/products/furoshiki`);
  await expectTold('viewed FURO-IND');
  await page.evaluate(() => {
    for (const type of ['product:view', 'product:select', 'cart:lines-update', 'cart:discount-update']) {
      for (const members of [{}, { product: null, promise: null, context: 'dialog' }, { product: 7, promise: 7, context: 'page' },
        { context: 'page', product: { id: {}, selectedVariant: 7 } }, { promise: Promise.reject(new Error('no')) }, { promise: Promise.resolve(7), product: [] }]) {
        members.promise?.catch?.(() => {});
        document.body.dispatchEvent(Object.assign(new Event(`shopify:${type}`, { bubbles: true }), members));
      }
    }
    document.dispatchEvent(new CustomEvent('visitorConsentCollected'));
    Object.assign(window, { Shopify: null, ShopifyAnalytics: null });
    document.body.click();
  });
  // Without Shopify's globals the cart is still read.
  await page.evaluate(() => fetch('/cart/add.js', {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"items":[{"id":44610569208040,"quantity":1}]}',
  }));
  await expectTold('viewed FURO-IND', 'cart FURO-IND x1');
  await page.goto(`${shop.url}/products/donabe`);
  await expectTold('viewed FURO-IND', 'cart FURO-IND x1', 'viewed DONABE-28');
});
