// Shops that have nothing but JSON-LD or Open Graph: the product of each page, once a view.

import { createJsonLdShop } from '../../../demo-store/platforms/jsonld/app.js';
import { expect, observed, realTime, test } from '../support/platform.js';

const at = (page, name) => page.getByTestId(name);

async function viewed(collector) {
  const idsOf = ({ product_id: product, variant_id: variant }) => `${product}/${variant}`;
  return (await collector.events()).map(({ name, properties }) => (name.endsWith('product_viewed') ? idsOf(properties) : name));
}

const expectViewed = (collector, products) => expect.poll(() => viewed(collector)).toEqual(products);

test.extend(realTime)('a product page is viewed once a load, with what its JSON-LD says', async ({ standIn, page, collector }) => {
  const shop = await standIn(createJsonLdShop, { platform: 'jsonld' });
  await page.goto(`${shop.url}/p/cup?variant=22&email=private@shop.example`);
  await expectViewed(collector, ['502/22']);
  await page.reload();
  await expectViewed(collector, ['502/22', '502/22']);
  const [{ properties }] = await collector.events();
  expect(properties).toEqual({
    product_id: '502', variant_id: '22', product_name: 'Cup & saucer', price: 16, currency: 'EUR', source: shop.url,
    product_url: `${shop.url}/p/cup`, image_url: `${shop.url}/img/cup.jpg`,
  });
  expect(JSON.stringify(await collector.rows())).not.toContain('private');
});

test('lists, broken JSON-LD and other pages say nothing; Open Graph does (pitfall 15)', async ({ standIn, page, collector }) => {
  const shop = await standIn(createJsonLdShop, { platform: 'jsonld' });
  for (const path of ['/', '/list', '/broken', '/open-graph', '/p/tray']) {
    await page.goto(shop.url + path);
    await observed(page);
    if (path === '/open-graph') await expectViewed(collector, ['MOON/MOON']);
    await page.evaluate(() => kago.flush());
  }
  await expectViewed(collector, ['MOON/MOON', '503/3']);
});

test('JSON-LD that was written by hand is read as search engines read it', async ({ standIn, page, collector }) => {
  const shop = await standIn(createJsonLdShop, { platform: 'jsonld' });
  await page.goto(`${shop.url}/by-hand`);
  await expectViewed(collector, ['RL-1/RL-1']);
  const [{ properties }] = await collector.events();
  expect(properties).toMatchObject({ product_name: "Reader's lamp & shade", price: 49.9, currency: 'EUR' });
  expect((await page.evaluate(() => kago.getStatus())).ledger).toEqual({});
});

test('a page whose product markup says nothing is told, with where', async ({ standIn, page, collector }) => {
  const shop = await standIn(createJsonLdShop, { platform: 'jsonld' });
  await page.goto(`${shop.url}/broken`);
  await page.evaluate(() => { window.told = []; kago.on('refused', (result) => window.told.push(result)); });
  const refused = async () => (await page.evaluate(() => kago.getStatus())).ledger.refused;
  await expect.poll(refused).toBe(1);
  expect(await page.evaluate(() => JSON.stringify(window.told))).toContain('jsonld[1].name (no JSON)');
  await page.goto(`${shop.url}/list`);
  await expect.poll(refused).toBe(2);
  expect(await viewed(collector)).toEqual([]);
});

test('what a script completes in time is no refusal', async ({ standIn, page, collector }) => {
  const shop = await standIn(createJsonLdShop, { platform: 'jsonld' });
  await page.goto(`${shop.url}/late`);
  await expectViewed(collector, ['V/V']);
  expect((await page.evaluate(() => kago.getStatus())).ledger).toEqual({});
});

test('Open Graph has its price under each of its names', async ({ standIn, page, collector }) => {
  const shop = await standIn(createJsonLdShop, { platform: 'jsonld' });
  await page.goto(`${shop.url}/open-graph-price`);
  await expectViewed(collector, ['/shoe//shoe']);
  const [{ properties }] = await collector.events();
  expect(properties).toMatchObject({ product_name: 'Shoe', price: 64, currency: 'USD' });
});

test('a shop on no platform is found out by itself', async ({ standIn, page, collector }) => {
  const shop = await standIn(createJsonLdShop, { platform: 'auto' });
  await page.goto(`${shop.url}/p/teapot`);
  await expectViewed(collector, ['501/1']);
  expect((await page.evaluate(() => kago.getStatus())).platforms.sort()).toEqual(['ga4', 'html', 'jsonld']);
});

test('the back button makes a view', async ({ standIn, page, collector }) => {
  const shop = await standIn(createJsonLdShop, { platform: 'jsonld' });
  await page.goto(`${shop.url}/p/teapot`);
  await expectViewed(collector, ['501/1']);
  await at(page, 'to-tray').click();
  await expectViewed(collector, ['501/1', '503/3']);
  await page.goBack();
  await expectViewed(collector, ['501/1', '503/3', '501/1']);
});

for (const [kind, prepare] of [
  ['', () => {}],
  [' without the Navigation API', (page) => page.addInitScript(() => delete window.navigation)],
]) {
  test.describe(`a single-page storefront${kind}`, () => {
    test.beforeEach(async ({ page }) => prepare(page));

    async function start({ standIn, page, collector }, options) {
      const shop = await standIn(createJsonLdShop, { platform: 'jsonld' }, options);
      await page.goto(`${shop.url}/app/teapot`);
      expect(await page.evaluate(() => 'navigation' in window)).toBe(kind === '');
      await expectViewed(collector, ['501/1']);
      return shop;
    }

    test('says each product once a view, and A, B, A thrice', async ({ standIn, page, collector }) => {
      await start({ standIn, page, collector });
      await at(page, 'to-tray').click();
      await expectViewed(collector, ['501/1', '503/3']);
      await at(page, 'to-teapot').click();
      await expectViewed(collector, ['501/1', '503/3', '501/1']);
      await page.goBack();
      await expectViewed(collector, ['501/1', '503/3', '501/1', '503/3']);
      expect((await collector.events()).map(({ properties }) => properties.product_name)).toEqual(['Teapot', 'Tray', 'Teapot', 'Tray']);
    });

    test('never says the last page\'s product for the new view, however late the new one comes', async ({ standIn, page, collector }) => {
      await start({ standIn, page, collector }, { dataMs: 1_500 });
      await at(page, 'to-about').click();
      await expect(at(page, 'title')).toHaveText('About us');
      await at(page, 'to-tray').click();
      await expectViewed(collector, ['501/1', '503/3']);
      const addresses = (await collector.events()).map(({ properties }) => new URL(properties.product_url).pathname);
      expect(addresses).toEqual(['/app/teapot', '/app/tray']);
    });

    test('takes another query for the same view, and another variant for another product', async ({ standIn, page, collector }) => {
      await start({ standIn, page, collector });
      await page.evaluate(() => history.replaceState(null, '', '?sort=price'));
      await at(page, 'to-cup').click();
      await expectViewed(collector, ['501/1', '502/21']);
      await at(page, 'variant-22').click();
      await expectViewed(collector, ['501/1', '502/21', '502/22']);
      await at(page, 'variant-21').click(); // was said in this view
      await at(page, 'to-tray').click();
      await expectViewed(collector, ['501/1', '502/21', '502/22', '503/3']);
    });
  });
}
