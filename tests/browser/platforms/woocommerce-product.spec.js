// Products that are viewed in a WooCommerce shop: once a view, with WordPress's ids and the chosen
// variation.

import { expect, observed, realTime, test } from '../support/platform.js';
import { add, MUG, openWoo, THEMES } from '../support/woo.js';

const viewsIn = async (collector) => (await collector.events())
  .filter(({ name }) => name === 'ecommerce.product_viewed')
  .map(({ properties }) => `${properties.product_id}/${properties.variant_id}`);

for (const theme of THEMES) {
  test(`a product page in a ${theme} theme (pitfall 15)`, async ({ page, standIn, collector }) => {
    const url = await openWoo(standIn, { theme });
    await page.goto(`${url}/product/salt-pepper/?utm_source=mail`);
    await expect.poll(collector.names).toEqual(['product_viewed']);
    const [{ properties }] = await collector.events();
    expect(properties).toEqual({
      product_id: '83', variant_id: '83', product_name: 'Salt & Pepper’s tray', price: 15, currency: 'EUR', source: url,
      product_url: `${url}/product/salt-pepper/`, image_url: `${url}/wp-content/uploads/salt-pepper.svg`, metadata: { sku: 'TRAY-1' },
    });
  });
}

test('a list of products is no view', async ({ page, standIn, collector }) => {
  const url = await openWoo(standIn);
  await page.goto(`${url}/`);
  await add(page, MUG);
  await expect.poll(collector.names).toEqual(['cart_updated']);
});

test.extend(realTime)('each variation that is chosen is a view, once', async ({ page, standIn, collector }) => {
  const url = await openWoo(standIn);
  await page.goto(`${url}/product/linen-shirt/`);
  await expect.poll(() => viewsIn(collector)).toEqual(['910/910']);
  await page.selectOption('select', 'indigo');
  await page.selectOption('select', 'white');
  await page.selectOption('select', 'indigo');
  await expect.poll(() => viewsIn(collector)).toEqual(['910/910', '910/912', '910/915']);
  const { properties } = (await collector.events()).at(-1);
  expect(properties).toMatchObject({
    product_name: 'Linen shirt', price: 72, metadata: { sku: 'SHIRT-WH' }, image_url: `${url}/wp-content/uploads/linen-shirt-white.svg`,
  });
  await page.goto(`${url}/product/mug/`);
  await expect.poll(() => viewsIn(collector)).toEqual(['910/910', '910/912', '910/915', '77/77']);
});

test('a variation that is chosen from the start is the only view', async ({ page, standIn, collector }) => {
  const url = await openWoo(standIn);
  await page.goto(`${url}/product/linen-shirt/?attribute_pa_colour=white`);
  await expect.poll(() => viewsIn(collector)).toEqual(['910/915']);
  await page.goto(`${url}/product/mug/`);
  await expect.poll(() => viewsIn(collector)).toEqual(['910/915', '77/77']);
});

test('a variation that was chosen before Kago came is known from the form', async ({ page, standIn, collector }) => {
  const url = await openWoo(standIn);
  // The form has said it long before the script is there.
  await page.route('**/observe/woocommerce.js*', async (route) => {
    await page.waitForFunction(() => document.querySelector('.variation_id').value === '912');
    await route.continue();
  });
  await page.goto(`${url}/product/linen-shirt/?attribute_pa_colour=indigo`);
  await expect.poll(() => viewsIn(collector)).toEqual(['910/912']);
  const [{ properties }] = await collector.events();
  expect(properties).toMatchObject({ price: 69, metadata: { sku: 'SHIRT-IN' } });
});

test('a variation whose price the page does not hold is waited for, and is the only view', async ({ page, standIn, collector }) => {
  const url = await openWoo(standIn, { ajaxVariations: true });
  let answer;
  const asked = new Promise((resolve) => { answer = resolve; });
  await page.route('**/?wc-ajax=get_variation', async (route) => {
    await asked;
    await route.continue();
  });
  const asking = page.waitForRequest(/get_variation/);
  await page.goto(`${url}/product/linen-shirt/?attribute_pa_colour=white`);
  await asking;
  await observed(page);
  await expect.poll(collector.names).toEqual([]);
  answer();
  await expect.poll(() => viewsIn(collector)).toEqual(['910/915']);
  expect((await collector.events())[0].properties).toMatchObject({ price: 72, metadata: { sku: 'SHIRT-WH' } });
  await page.goto(`${url}/product/mug/`);
  await expect.poll(() => viewsIn(collector)).toEqual(['910/915', '77/77']);
});

test("a variation whose price nobody says is not named with another's", async ({ page, standIn, collector }) => {
  const url = await openWoo(standIn, { ajaxVariations: true });
  // The form has been answered long before the script is there.
  await page.route('**/observe/woocommerce.js*', async (route) => {
    await page.waitForFunction(() => document.querySelector('.variation_id').value === '915');
    await route.continue();
  });
  await page.goto(`${url}/product/linen-shirt/?attribute_pa_colour=white`);
  await expect.poll(() => viewsIn(collector)).toEqual(['910/910']);
});

for (const source of ['ga4', 'jsonld']) {
  test(`beside ${source} a product is viewed once, with the ids that the cart has`, async ({ page, standIn, collector }) => {
    const url = await openWoo(standIn, { gtm4wp: true }, { platform: `woocommerce ${source}` });
    // The page's observer comes last.
    await page.route('**/observe/woocommerce.js*', async (route) => {
      await page.waitForLoadState('load');
      await route.continue();
    });
    await page.goto(`${url}/product/mug/`);
    await expect.poll(() => viewsIn(collector)).toEqual(['77/77']);
    await page.goto(`${url}/product/linen-shirt/?attribute_pa_colour=white`);
    await expect.poll(() => viewsIn(collector)).toEqual(['77/77', '910/915']);
    await page.goto(`${url}/product/tea-bowl/`);
    await expect.poll(() => viewsIn(collector)).toEqual(['77/77', '910/915', '81/81']);
  });
}

test('the page that a form has loaded again is the same view', async ({ page, standIn, collector }) => {
  const url = await openWoo(standIn, { gtm4wp: true }, { platform: 'woocommerce ga4' });
  await page.goto(`${url}/product/mug/`);
  await expect.poll(() => viewsIn(collector)).toEqual(['77/77']);
  await page.click('form.cart button');
  await expect.poll(collector.names).toEqual(['product_viewed', 'cart_updated']);
  await page.goto(`${url}/product/linen-shirt/`);
  await expect.poll(() => viewsIn(collector)).toEqual(['77/77', '910/910']);
  await page.selectOption('select', 'white');
  await expect.poll(() => viewsIn(collector)).toEqual(['77/77', '910/910', '910/915']);
  await page.click('form.cart button');
  await expect.poll(async () => (await collector.names()).filter((name) => name === 'cart_updated').length).toBe(2);
  await page.selectOption('select', 'indigo');
  await expect.poll(() => viewsIn(collector)).toEqual(['77/77', '910/910', '910/915', '910/912']);
  await page.goto(`${url}/product/mug/`);
  await expect.poll(() => viewsIn(collector)).toEqual(['77/77', '910/910', '910/915', '910/912', '77/77']);
});

test('a form of another product on the page is not this one', async ({ page, standIn, collector }) => {
  const url = await openWoo(standIn);
  await page.goto(`${url}/product/mug/`);
  await expect.poll(() => viewsIn(collector)).toEqual(['77/77']);
  await page.evaluate(() => jQuery('<form class="variations_form" data-product_id="910">').appendTo('main')
    .trigger('found_variation', [{ variation_id: 912, display_price: 69, sku: 'X' }]));
  await page.goto(`${url}/product/tea-bowl/`);
  await expect.poll(() => viewsIn(collector)).toEqual(['77/77', '81/81']);
});

test('a reload is another view; the variation is what the cart has, too', async ({ page, standIn, collector }) => {
  const url = await openWoo(standIn);
  await page.goto(`${url}/product/linen-shirt/?attribute_pa_colour=indigo`);
  await expect.poll(() => viewsIn(collector)).toEqual(['910/912']);
  await page.reload();
  await expect.poll(() => viewsIn(collector)).toEqual(['910/912', '910/912']);
  await page.click('form.cart button');
  await expect.poll(collector.names).toEqual(['product_viewed', 'product_viewed', 'cart_updated']);
  const { properties } = (await collector.events()).find(({ name }) => name === 'ecommerce.cart_updated');
  expect(properties.products).toMatchObject([
    { variant_id: '912', product_url: `${url}/product/linen-shirt/?attribute_pa_colour=indigo`, price: 69 },
  ]);
});
