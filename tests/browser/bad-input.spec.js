// Whatever a shop passes: Kago says what is wrong and where, throws nothing into the page, and loses
// nothing else. The cases stand in support/bad-calls.js.

import { badCalls } from './support/bad-calls.js';
import { startCollector } from './support/collector.js';
import { errorsOf, expect, test as base } from './support/fixtures.js';
import { startSite } from './support/site.js';

const test = base.extend({
  /** One page for many cases: what a bad call spoils shows in the cases after it. */
  bench: [async ({ browser }, use) => {
    const collector = await startCollector();
    const site = await startSite(collector);
    const context = await browser.newContext();
    const errors = errorsOf(context);
    const page = await context.newPage();
    await page.goto(site.npmPage());
    await use({ page, collector, errors });
    await context.close();
    await site.close();
    await collector.close();
  }, { scope: 'worker' }],
});

const validCall = (page, n) => page.evaluate((number) => kago.productViewed(view(number)), n);
const flush = (page) => page.evaluate(() => kago.flush());

for (const [what, call, path, code] of badCalls) {
  test(`refused with its place, and the page goes on: ${what}`, async ({ bench: { page, collector, errors } }) => {
    const { tracked, acked, ledger } = await flush(page);
    const before = await validCall(page, acked);
    const refused = await page.evaluate(call);
    const after = await validCall(page, acked + 1);

    expect([before.status, refused.status, after.status]).toEqual(['accepted', 'refused', 'accepted']);
    expect(refused.violations).toContainEqual({
      path: typeof path === 'string' ? path : expect.stringMatching(path), code, found: expect.any(String),
    });
    const refusals = (ledger.refused ?? 0) + 1;
    expect(await flush(page)).toMatchObject({ tracked: tracked + 3, acked: acked + 2, stored: 0, ledger: { refused: refusals } });
    expect(await collector.numbers()).toEqual(Array.from({ length: acked + 2 }, (_, n) => n));
    expect(await collector.rows('&status=refused')).toEqual([]);
    expect(errors).toEqual([]);
  });
}

test('in debug mode each violation says what is expected too', async ({ page, site }) => {
  await page.goto(site.npmPage({ debug: true }));
  const { violations } = await page.evaluate(() => kago.cartUpdated({ currency: 'EUR', products: [line({ price: -1 })] }));
  expect(violations).toEqual([{ path: 'properties.products[0].price', code: 'negative', found: '-1', expected: expect.stringContaining('0') }]);
});

test('every violation of an event is named, and only those', async ({ page, site }) => {
  await page.goto(site.npmPage());
  const { violations } = await page.evaluate(() => kago.cartUpdated({
    currency: 'EURO', products: [line(), line({ price: -1, quantity: 1.5 }), line({ product_name: '' })],
  }));
  expect(violations.map(({ path, code }) => `${path} ${code}`).sort()).toEqual([
    'properties.currency unknown_currency',
    'properties.products[1].price negative',
    'properties.products[1].quantity not_integer',
    'properties.products[2].product_name empty',
  ]);
});

test('all bad calls in one tick leave the good ones between them alone', async ({ page, site, collector }) => {
  await page.goto(site.npmPage());
  const calls = badCalls.map(([, call]) => `(${call})`).join(',');
  const statuses = await page.evaluate(`(async () => {
    const said = [${calls}].flatMap((call, n) => [call(), kago.productViewed(view(n))]);
    const results = await Promise.all(said);
    await kago.flush();
    return results.map(({ status }) => status);
  })()`);
  expect(statuses).toEqual(badCalls.flatMap(() => ['refused', 'accepted']));
  expect(await collector.numbers()).toEqual(badCalls.map((_call, n) => n));
});

test('a field of the shop\'s own goes to metadata with a warning', async ({ page, site, collector }) => {
  await page.goto(site.npmPage());
  const { status, warnings } = await page.evaluate(async () => {
    const result = await kago.cartUpdated(cart(1, { gift_wrap: true, products: [line({ sku: 'MDB-1' })] }));
    await kago.flush();
    return result;
  });
  expect(status).toBe('accepted');
  expect(warnings.map(({ path, code }) => [path, code])).toEqual([
    ['properties.products[0].sku', 'moved_to_metadata'],
    ['properties.gift_wrap', 'moved_to_metadata'],
  ]);
  const [{ properties }] = await collector.arrivals();
  expect(properties).not.toHaveProperty('gift_wrap');
  expect(properties.metadata).toEqual({ n: 1, gift_wrap: true });
  expect(properties.products[0]).not.toHaveProperty('sku');
  expect(properties.products[0].metadata).toEqual({ sku: 'MDB-1' });
});

test('what can be mended without a guess is mended with a warning', async ({ page, site, collector }) => {
  await page.goto(site.npmPage());
  const { status, warnings } = await page.evaluate(async () => {
    const result = await kago.productViewed(view(1, { product_id: 4711, price: 20n, currency: 'usd', variant_id: '0815' }));
    await kago.flush();
    return result;
  });
  expect(status).toBe('accepted');
  expect(warnings.map(({ path, code }) => [path, code])).toEqual([
    ['properties.product_id', 'text_from_number'],
    ['properties.price', 'number_from_text'],
    ['properties.currency', 'upper_cased'],
  ]);
  const [{ properties }] = await collector.arrivals();
  expect(properties).toMatchObject({ product_id: '4711', price: 20, currency: 'USD', variant_id: '0815' });
});

test('names in every script, emoji and 2^53-1 keep every character and digit', async ({ page, site, collector }) => {
  await page.goto(site.npmPage());
  const product_name = 'Tray 12" <b>&amp; \\ 籠 🌊 שלום \u2028 Ünïcödé';
  await page.evaluate(async (name) => {
    await kago.productViewed(view(1, { product_name: name, price: 9007199254740991, metadata: { n: 1, tiny: 1e-7, big: 1e21, 'ключ 🔑': [null, true, ''] } }));
    await kago.flush();
  }, product_name);
  const [{ properties }] = await collector.arrivals();
  expect(properties).toMatchObject({ product_name, price: 9007199254740991 });
  expect(properties.metadata).toEqual({ n: 1, tiny: 1e-7, big: 1e21, 'ключ 🔑': [null, true, ''] });
});

test('prices are summed as decimals: 0.1 + 0.2 is 0.3 on the wire', async ({ page, site, collector }) => {
  await page.goto(site.npmPage());
  await page.evaluate(async () => {
    await kago.cartUpdated(cart(1, { products: [line({ price: 0.1, quantity: 1 }), line({ price: 0.2, quantity: 1 })] }));
    await kago.cartUpdated(cart(2));
    await kago.flush();
  });
  expect(collector.gate.requests.map(({ body }) => body).join()).toMatch(/"total_value":0\.3[,}].*"total_value":59\.97[,}]/s);
  expect((await collector.arrivals()).map(({ properties }) => properties.total_value)).toEqual([0.3, 59.97]);
});
