// The timeline of a visit: what pages in debug tell a tester's collector, as the tester reads it.

import { createShopifyShop } from '../../demo-store/platforms/shopify/app.js';
import { addToCart } from './platforms/shopify.js';
import { expectAccessible } from './support/axe.js';
import { expect, test, until } from './support/fixtures.js';
import { down, open } from './support/gate.js';

/** The visits page of a tester, in a window of their own. */
async function openVisits(context, collector, query = '') {
  const page = await context.newPage();
  await page.goto(`${collector.url}/inspector/visits.html${query}`);
  return page;
}

const entries = (visits) => visits.getByRole('list', { name: /What happened on this page/ }).locator('> li');
const entry = (visits, text) => entries(visits).filter({ hasText: text });

test('before any page has told anything the page says how one does', async ({ page, collector }) => {
  await page.goto(`${collector.url}/inspector/visits.html`);
  await expect(page.getByRole('heading', { name: 'No page has told anything yet' })).toBeVisible();
  const status = page.getByRole('status');
  await expect(status).toHaveText('live');
  await page.route('**/v1/qa/visits*', () => {});
  await expect(status).toHaveText('the collector does not answer');
  await page.unroute('**/v1/qa/visits*');
  await expect(status).toHaveText('live');
  await expectAccessible(page);
});

test('a tester sees what a page did in order, why nothing came where nothing did, and what waits', async ({ context, page, site, collector }) => {
  await page.goto(site.npmPage({ debug: true, consent: 'unknown' }));
  void page.evaluate(() => { void kago.productViewed(view(1)); });
  const visits = await openVisits(context, collector);
  await expect(entry(visits, 'Page opened')).toContainText(`${site.url}/`);
  await expect(entry(visits, 'product viewed')).toContainText('held: consent is not known yet');

  collector.gate.behave(down);
  await page.evaluate(async () => {
    await kago.setConsent('granted');
    await kago.cartUpdated(cart(2));
    await kago.cartUpdated(cart(2));
    await kago.productViewed(view(3, { price: '1.234,56' }));
    await kago.flush();
  });
  collector.gate.behave(open);
  await page.evaluate(() => kago.flush());
  await expect.poll(async () => (await collector.events()).length).toBe(2);

  await expect(entry(visits, 'nothing new: the cart is as it was said last')).toBeVisible();
  await expect(entry(visits, 'refused: product viewed')).toContainText('properties.price');
  await expect(entry(visits, 'No answer').first()).toBeVisible();
  await expect(entry(visits, 'Answer 200')).toContainText('2 accepted');
  const now = visits.getByRole('region', { name: 'How it stands now' });
  await expect(now).toContainText('2 of 3');
  await expect(now).toContainText('1 refused');
  const order = await entries(visits).allTextContents();
  const at = (text) => order.findIndex((line) => line.includes(text));
  expect(at('Page opened')).toBeLessThan(at('held: consent'));
  expect(at('held: consent')).toBeLessThan(at('events sent'));
  expect(at('No answer')).toBeLessThan(at('Answer 200'));

  await visits.getByText('No event').click();
  await expect(entry(visits, 'Answer 200')).toHaveCount(0);
  await expect(entry(visits, 'refused: product viewed')).toBeVisible();
  await visits.getByText('All', { exact: true }).click();
  await expectAccessible(visits);
});

test('of a platform the hint, the read and the snapshot are seen, and each event leads to its row and back to its page', async ({ context, page, standIn, collector }) => {
  const { url } = await standIn(createShopifyShop, { platform: 'shopify', consent: 'granted', debug: '' });
  await page.goto(`${url}/products/furoshiki`);
  await addToCart(page);
  await expect.poll(collector.names).toEqual(['product_viewed', 'cart_updated']);
  const visits = await openVisits(context, collector);
  await expect(entry(visits, 'Hint').first()).toBeVisible();
  await expect(entry(visits, "The platform's cart was read").first()).toBeVisible();
  await expect(entry(visits, 'shopify saw its cart').filter({ hasText: 'cart updated' })).toBeVisible();
  const { events: [{ event_id: id }] } = await (await fetch(`${collector.url}/v1/events?name=ecommerce.cart_updated`)).json();
  await expect(entry(visits, 'shopify saw its cart').getByRole('link', { name: 'cart updated' })).toHaveAttribute('href', `/inspector/?event=${id}`);

  const inspector = await context.newPage();
  await inspector.goto(`${collector.url}/inspector/?event=${id}`);
  await inspector.getByRole('link', { name: /\/products\/furoshiki, tab / }).click();
  await expect(entry(inspector, 'shopify saw its cart').first()).toBeVisible();
  await inspector.getByRole('link', { name: 'its events' }).click();
  await expect(inspector.locator('#count')).toHaveText('2 of 2 events match');
  await inspector.close();

  await page.goto(`${url}/products/dripper`);
  await until(page, async () => (await window.kago?.getStatus?.())?.core === 'ready');
  await expect(visits.getByRole('complementary').getByRole('listitem')).toHaveCount(2);
  const tabs = await visits.getByRole('complementary').getByRole('listitem').allTextContents();
  expect(new Set(tabs.map((text) => /tab (\w+)/.exec(text)[1])).size).toBe(1);
  await expectAccessible(visits);
});
