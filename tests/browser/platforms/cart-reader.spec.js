// When the cart is read after hints (js/src/observe/common/cart-reader.ts): a second after the last one, five after
// the first at most, never twice at a time, never without one. The page's clock is turned by the test.

import { expect, observed, test } from '../support/fixtures.js';
import { html, scriptTag } from '../support/site.js';

const CART = { token: 't1', currency: 'EUR', items: [{ product_id: 1, variant_id: 2, product_title: 'Mug', quantity: 1, final_price: 2000 }] };

/** A page of a Shopify store that consents, with a clock that stands still. */
async function openStore(page, site, answer = () => undefined) {
  const reads = [];
  await page.route('**/cart.js', async (route) => {
    reads.push(await page.evaluate(() => Date.now()));
    await answer(reads.length);
    await route.fulfill({ json: CART });
  });
  await page.clock.install({ time: '2026-11-25T12:00:00Z' });
  await page.goto(site.page('/', html(`<script>window.Shopify = { shop: 'x', routes: { root: '/' } }</script>${scriptTag({ ...site.tagData, platform: 'shopify', consent: 'granted' })}`)));
  await observed(page);
  await page.clock.pauseAt('2026-11-25T12:10:00Z');
  await page.clock.runFor(1_000); // the page's first read
  await expect.poll(() => reads.length).toBe(1);
  return reads;
}

const hint = (page) => page.evaluate(() => {
  document.dispatchEvent(Object.assign(new Event('shopify:cart:lines-update'), { promise: Promise.resolve({}) }));
});

/** The page's clock goes on; what falls due then has been asked for before this request of ours. */
async function pass(page, ms) {
  await page.clock.runFor(ms);
  await page.evaluate(() => fetch('/sentinel').catch(() => {}));
}

test('the cart is read a second after the last hint', async ({ page, site }) => {
  const reads = await openStore(page, site);
  for (let i = 0; i < 3; i++) {
    await hint(page);
    await pass(page, 900);
  }
  expect(reads).toHaveLength(1);
  await pass(page, 200);
  await expect.poll(() => reads.length).toBe(2);
});

test('hints that never end hold the read up for five seconds at most', async ({ page, site }) => {
  const reads = await openStore(page, site);
  for (let i = 0; i < 6; i++) {
    await hint(page);
    await pass(page, 800); // 4.8 s
  }
  expect(reads).toHaveLength(1);
  await hint(page);
  await pass(page, 300);
  await expect.poll(() => reads.length).toBe(2);
});

test('while a read is under way no other begins; what was hinted meanwhile is read behind it', async ({ page, site }) => {
  let finish;
  const held = new Promise((resolve) => { finish = resolve; });
  const reads = await openStore(page, site, (count) => (count === 2 ? held : undefined));
  await hint(page);
  await pass(page, 1_000);
  await expect.poll(() => reads.length).toBe(2);
  await hint(page);
  await pass(page, 6_000);
  expect(reads).toHaveLength(2);
  finish();
  await expect.poll(async () => {
    await pass(page, 1_000);
    return reads.length;
  }).toBe(3);
});

test('without a hint nothing is read again', async ({ page, site }) => {
  const reads = await openStore(page, site);
  await pass(page, 120_000);
  expect(reads).toHaveLength(1);
  await hint(page);
  await pass(page, 1_000);
  await expect.poll(() => reads.length).toBe(2);
});
