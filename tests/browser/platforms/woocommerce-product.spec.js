// Products that are viewed in a WooCommerce shop: once a view, with WordPress's ids and the chosen
// variation.

import { expect, realTime, test } from '../support/platform.js';
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
  await page.route('**/observe/woocommerce.js', async (route) => {
    await page.waitForFunction(() => document.querySelector('.variation_id').value === '912');
    await route.continue();
  });
  await page.goto(`${url}/product/linen-shirt/?attribute_pa_colour=indigo`);
  await expect.poll(() => viewsIn(collector)).toEqual(['910/912']);
  const [{ properties }] = await collector.events();
  expect(properties).toMatchObject({ price: 69, metadata: { sku: 'SHIRT-IN' } });
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
  await expect.poll(collector.names).toContain('cart_updated');
  const { properties } = (await collector.events()).find(({ name }) => name === 'ecommerce.cart_updated');
  expect(properties.products).toMatchObject([
    { variant_id: '912', product_url: `${url}/product/linen-shirt/?attribute_pa_colour=indigo`, price: 69 },
  ]);
});
