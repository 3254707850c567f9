// The testers' switches in the demo shop: what each shows on the screen, what the collector holds meanwhile, and that all
// is there once everything is back to normal.

import { expect, test } from './support/fixtures.js';
import { shopper } from './support/shopper.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NEAR_MS = 600_000;

function tester(page, shop) {
  const { at, ...rest } = shopper(page, shop);
  return {
    at,
    ...rest,
    openPanel: () => at('qa-toggle').press('Enter'),
    /** By keyboard. The page comes anew with it. */
    async turn(name, short) {
      await at(`qa-${name}`).press('Enter');
      await expect(at('qa-on')).toHaveText(short);
      await expect(at(`qa-${name}`)).toBeFocused();
    },
    async backToNormal() {
      await at('qa-normal').click();
      await expect(at('qa-on')).toBeEmpty();
      await expect(at('qa-toggle')).toBeFocused();
    },
    says: (line, text) => expect(at(`qa-said-${line}`)).toHaveText(text),
  };
}

/** The HTTP statuses that the page opened last has told of. */
async function answersInTimeline({ url }) {
  const ask = async (path) => (await fetch(`${url}/v1/qa/visits${path}`)).json();
  const { visits: [newest] } = await ask('?limit=1');
  const { entries } = await ask(`/${newest.page}?limit=500`);
  return entries.filter(({ what }) => what === 'answer').map(({ status }) => status);
}

/** Whatever is looked at is `button`, however it is scrolled. */
async function expectUncovered(button) {
  for (const block of ['start', 'center', 'end']) {
    const covered = await button.evaluate((element, place) => {
      element.scrollIntoView({ block: place, behavior: 'instant' });
      const { left, right, top, height } = element.getBoundingClientRect();
      return [left + 4, (left + right) / 2, right - 4].filter((x) => !element.contains(document.elementFromPoint(x, top + height / 2)));
    }, block);
    expect(covered, block).toEqual([]);
  }
}

test('whatever is wrong with the network shows on every page, hits no other tab, and nothing is lost once all is normal', async ({ page, context, shop, collector }) => {
  const { at, look, openPanel, turn, backToNormal, says } = tester(page, shop);
  const views = async () => (await collector.names()).length;
  await look('furoshiki-cloth');
  await openPanel();
  await expect.poll(views).toBe(1);
  await says('acked', '1 of 1');

  expect(await (await page.request.get(`${shop.url}/faulty/upside/v1/events`)).text()).toBe('No fault is called "upside": 413, 500, down, slow, lost.');

  await turn('network-413', 'proxy answers 413');
  const tooLarge = page.waitForResponse((response) => response.status() === 413);
  await page.evaluate(() => { for (const variant of [1, 0, 3, 2, 4, 1, 3, 0, 2]) document.getElementsByName('variant')[variant].click(); });
  await tooLarge;
  await expect.poll(views, 'in smaller batches').toBe(11);
  await says('stored', '0');

  await turn('network-lost', 'answers are lost');
  await expect.poll(views, 'it arrives').toBe(12);
  await says('stored', '1');
  await says('failures', /^[1-9]/);

  await turn('network-500', 'collector answers 500');
  await says('stored', '2');
  await says('failures', /^[1-9]/);
  await says('problems', 'none');
  expect(await views()).toBe(12);

  await turn('network-down', 'collector down');
  await expect(at('qa-alarm')).toHaveText('3 waiting: the collector gives no good answer');
  await expect.poll(() => answersInTimeline(collector), 'the timeline is told of it').toContain(0);
  await at('orders-link').click();
  await expect(at('qa-on')).toHaveText('collector down');
  await look('furoshiki-cloth');
  await says('stored', '4');
  expect(await views()).toBe(12);
  const other = await context.newPage();
  const elsewhere = tester(other, shop);
  await elsewhere.look('tray-12-round');
  await expect(elsewhere.at('qa-on')).toBeEmpty();
  // Otherwise it would wait as long as the failures of the first one ask for.
  const sent = () => other.evaluate(() => window.kago.flush()).then(views);
  await expect.poll(sent, 'another tab sends what waits of both').toBe(16);
  await other.close();

  await turn('network-slow', 'collector slow');
  await says('stored', '1');
  expect(await views()).toBe(16);
  await backToNormal();
  await expect.poll(views).toBe(18);
  await says('acked', '18 of 18');
  await expect(at('qa-alarm')).toBeEmpty();
  const ids = (await collector.events()).map(({ event_id }) => event_id);
  expect(new Set(ids).size).toBe(18);
});

test('blocked and full storage, every state of consent, a wrong clock, a burst and an abandoned basket: each is as it says, on the tag\'s page too', async ({ page, shop, collector }) => {
  const { at, look, openPanel, turn, backToNormal, says, hears, add } = tester(page, shop);
  const count = async () => (await collector.names()).length;
  await look('furoshiki-cloth');
  await openPanel();
  await expect.poll(count).toBe(1);

  await turn('storage-blocked', 'storage blocked');
  await says('storage', 'memory: SecurityError');
  await expect.poll(count).toBe(2);
  await turn('storage-full', 'storage full');
  await says('storage', 'memory: QuotaExceededError');
  await expect.poll(count).toBe(3);
  await backToNormal();
  await says('storage', 'indexeddb');
  await expect.poll(count).toBe(4);

  await turn('consent-unknown', 'consent unknown');
  await expect(at('consent-text')).toHaveText('May we count what is looked at and bought here?');
  await says('consent', 'unknown');
  await hears('productViewed', 'held');
  await at('consent-granted').click();
  await expect(at('qa-on')).toHaveText('consent granted');
  await expect(at('qa-consent-granted')).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(count).toBe(5);
  await at('consent-denied').click();
  await expect(at('consent-text')).toHaveText('Nothing of your visit is counted.');
  await expect(at('consent-text')).toBeFocused();
  await add();
  await hears('cartUpdated', 'held');
  await backToNormal();
  await expect.poll(count).toBe(6);

  await turn('clock-ahead', 'clock a day ahead');
  await expect.poll(count).toBe(7);
  await turn('clock-back', 'clock a day back');
  await expect.poll(count).toBe(8);
  await backToNormal();
  await add();
  await expect.poll(count).toBe(10);
  const ages = (await collector.arrivals()).slice(-4).map(({ time }) => Math.round((Date.now() - Date.parse(time)) / NEAR_MS) * NEAR_MS + 0);
  expect(ages).toEqual([-DAY_MS, DAY_MS, 0, 0]);

  await at('qa-abandon').click();
  await expect(at('qa-readout')).toContainText('accepted: cart cart-');
  await expect.poll(count).toBe(12);
  const [, before, ended, abandoned] = (await collector.arrivals()).slice(-4);
  expect([ended.name, ended.properties.cart_id]).toEqual(['kago.cart_emptied', before.properties.cart_id]);
  expect(abandoned.properties.products).toEqual(before.properties.products);
  expect(Date.now() - Date.parse(abandoned.time) - HOUR_MS).toBeLessThan(NEAR_MS);
  await page.goto(`${shop.url}/cart`);
  await at('increase').click();
  await expect.poll(async () => (await collector.arrivals()).at(-1).properties.cart_id).toBe(abandoned.properties.cart_id);

  await page.goto(`${shop.url}/tag/products/tray-12-round`);
  await expect.poll(count).toBe(14);
  await turn('network-down', 'collector down');
  await says('stored', '1');
  await says('failures', /^[1-9]/);
  await turn('consent-denied', 'collector down · consent denied');
  await says('consent', 'denied');
  await backToNormal();
  await expect.poll(count).toBe(15);
  await at('qa-burst').click();
  await expect(at('qa-readout')).toContainText(/^1000 accepted\./);
  await expect.poll(count).toBe(1_015);
});

test('strip and panel cover nothing of the button that places the order, on a phone as on a desk', async ({ page, shop }) => {
  const { at, look, openPanel, turn, add, checkOut } = tester(page, shop);
  await look('furoshiki-cloth');
  await add();
  await openPanel();
  await turn('network-down', 'collector down');
  await turn('consent-unknown', 'collector down · consent unknown');
  await at('consent-granted').click();
  await checkOut();
  await expect(at('qa-alarm')).toContainText('waiting');
  for (const isOpen of [true, false]) {
    await expect(at('qa-panel')).toBeVisible({ visible: isOpen });
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 740 });
      await expectUncovered(at('place-order'));
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    }
    await openPanel();
  }
});

test('prices, the basket and an order are in the currency of the switch, with its decimals, and the order stays in it', async ({ page, shop, collector }) => {
  const { at, look, openPanel, turn, backToNormal, add, checkOut, order, viewOrder } = tester(page, shop);
  const amounts = async (name) => (await collector.events()).filter((event) => event.name === `ecommerce.${name}`)
    .map(({ properties }) => [properties.currency, properties.products[0].price, properties.total_value]);
  await look('furoshiki-cloth');
  await openPanel();
  for (const [code, text] of [['USD', 'US$21.99'], ['JPY', 'JP¥3,198']]) {
    await turn(`currency-${code}`, `prices in ${code}`);
    await expect(at('price')).toHaveText(text);
    await add();
  }
  await turn('currency-KWD', 'prices in KWD');
  await expect(at('price')).toHaveText('KWD 6.657');
  await page.goto(`${shop.url}/tag/products/furoshiki-cloth`);
  await add();
  await expect.poll(() => amounts('cart_updated')).toEqual([['USD', 21.99, 21.99], ['JPY', 3198, 6396], ['KWD', 6.657, 19.971]]);
  await checkOut();
  await at('discount-code').fill('WELCOME10');
  await at('apply-discount').click();
  await order();
  await backToNormal();
  await viewOrder();
  await expect(at('total')).toHaveText('KWD 23.527');
  await at('refund-quantity-furoshiki-indigo-50').fill('1');
  await at('refund').click();
  await expect(at('refund-entry')).toContainText('refunded KWD 7.190');
  await expect.poll(() => amounts('order_refunded')).toEqual([['KWD', 6.657, 7.19]]);
  expect(await amounts('order_placed')).toEqual([['KWD', 6.657, 23.527]]);
  expect((await collector.rows()).filter(({ status }) => status !== 'accepted')).toEqual([]);
});
