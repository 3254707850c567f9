// The recipes of docs/recipes.md, built from the packed npm package as a shop's developer builds them. What
// the collector holds after a shopper's way through them.

import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { createAdobeShop } from '../../../demo-store/platforms/adobe/app.js';
import { createHydrogenShop, createModulesShop, createReactShop } from '../../../demo-store/recipes/app.js';
import { buildRecipe } from '../../../demo-store/recipes/build.mjs';
import { expect, realTime, test as base } from '../support/platform.js';

const test = base.extend({
  /** Built once a worker: `await recipe('react')` is its folder. */
  recipe: [async ({}, use) => {
    const folders = new Map();
    await use((name) => {
      if (!folders.has(name)) folders.set(name, buildRecipe(name));
      return folders.get(name);
    });
    for (const folder of folders.values()) rmSync(await folder, { recursive: true, force: true });
  }, { scope: 'worker' }],
});

const arrived = (collector, ...names) => expect.poll(collector.names).toEqual(names);
const viewed = async (collector) => (await collector.events()).filter(({ name }) => name.endsWith('viewed')).map(({ properties }) => properties.product_id);

test.describe('React', () => {
  async function open(page, { standIn, recipe, collector }) {
    const { url } = await standIn(createReactShop, {}, { folder: await recipe('react'), collector: collector.eventsUrl });
    await page.goto(`${url}/products/bowl`);
    return url;
  }

  test('in StrictMode a product is said once a view: A, B, A and back are four', async ({ page, collector, standIn, recipe }) => {
    await open(page, { standIn, recipe, collector });
    await page.getByRole('button', { name: 'Look closer' }).click(); // renders again
    await page.getByRole('link', { name: 'mug' }).click();
    await expect(page.getByRole('heading')).toHaveText('A mug');
    await page.getByRole('link', { name: 'bowl' }).click();
    await expect(page.getByRole('heading')).toHaveText('A bowl');
    await page.goBack();
    await expect(page.getByRole('heading')).toHaveText('A mug');
    await page.getByRole('link', { name: 'cart' }).click();
    await page.getByRole('link', { name: 'tray' }).click();
    await expect.poll(() => viewed(collector)).toEqual(['bowl', 'mug', 'bowl', 'mug', 'tray']);
  });

  test.extend(realTime)('its cart, checkout and order share a cart, and each is said once', async ({ page, collector, standIn, recipe }) => {
    await open(page, { standIn, recipe, collector });
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await page.getByRole('link', { name: 'cart' }).click();
    await page.getByRole('button', { name: 'One more' }).click();
    await page.getByRole('button', { name: 'Check out' }).click();
    await page.getByRole('button', { name: 'Place order' }).click();
    await expect(page.getByRole('heading')).toHaveText('Thank you');
    await arrived(collector, 'product_viewed', 'cart_updated', 'cart_updated', 'checkout_started', 'order_placed');
    const events = (await collector.events()).slice(1).map(({ properties }) => properties);
    expect(new Set(events.map(({ cart_id }) => cart_id)).size).toBe(1);
    expect(events.map(({ total_value }) => total_value)).toEqual([10, 20, 20, 20]);
  });

  test('a cart that was emptied is said', async ({ page, collector, standIn, recipe }) => {
    await open(page, { standIn, recipe, collector });
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await page.getByRole('link', { name: 'cart' }).click();
    await page.getByRole('button', { name: 'One less' }).click();
    await arrived(collector, 'product_viewed', 'cart_updated', 'cart_emptied');
  });
});

test.describe('a headless shop on the Storefront API', () => {
  async function open(page, { standIn, recipe, collector }) {
    const { url } = await standIn(createHydrogenShop, {}, { folder: await recipe('hydrogen'), collector: collector.eventsUrl });
    await page.goto(`${url}/products/bowl`);
    return url;
  }

  test('the server renders with Kago in it, says nothing, and the browser goes on', async ({ page, collector, standIn, recipe }) => {
    const complaints = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    const { sayOnServer } = await import(pathToFileURL(join(await recipe('hydrogen'), 'server/server.mjs')).href);
    expect(await sayOnServer()).toEqual({ status: 'held', reason: 'no_browser' });
    const url = await open(page, { standIn, recipe, collector });
    expect(await (await fetch(`${url}/products/bowl`)).text()).toContain('<h1>A bowl</h1>');
    await page.getByRole('link', { name: 'mug' }).click();
    await expect(page.getByRole('heading')).toHaveText('A mug');
    await page.goBack();
    await expect.poll(() => viewed(collector)).toEqual(['880', '881', '880']);
    expect(complaints).toEqual([]); // React complains here when server and browser differ
  });

  test("the API's carts are taken as they are, and the checkout has their ids", async ({ page, collector, standIn, recipe }) => {
    await open(page, { standIn, recipe, collector });
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await page.getByRole('button', { name: 'One more' }).click();
    await expect(page.getByRole('status')).toHaveText('2');
    await page.getByRole('link', { name: 'Check out' }).click();
    await expect(page.getByRole('heading')).toHaveText('Checkout of another host');
    await page.goBack();
    await arrived(collector, 'product_viewed', 'cart_updated', 'cart_updated', 'checkout_started', 'product_viewed');
    const [{ properties: seen }, first, second, started] = await collector.events();
    expect(seen).toMatchObject({ product_id: '880', variant_id: '88000', currency: 'EUR', price: 10.5 });
    for (const { properties } of [first, second, started]) expect(properties.cart_id).toBe('c1');
    expect(second.properties).toMatchObject({ total_value: 21, products: [{ product_id: '880', variant_id: '88000', quantity: 2, price: 10.5 }] });
    expect(started.properties).toMatchObject({ checkout_id: 'c1', total_value: 21 });
    expect(JSON.stringify(await collector.rows())).not.toContain('private');
  });

  test('a refused add and a removed line', async ({ page, collector, standIn, recipe }) => {
    await open(page, { standIn, recipe, collector });
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await page.getByRole('button', { name: 'One more' }).click();
    await expect(page.getByRole('status')).toHaveText('2');
    await page.getByRole('button', { name: 'One more' }).click();
    await expect(page.getByRole('status')).toHaveText('3');
    const refused = page.waitForResponse(async (answer) => (await answer.text()).includes('sold out'));
    await page.getByRole('button', { name: 'One more' }).click();
    await refused;
    await page.getByRole('button', { name: 'Remove' }).click();
    await arrived(collector, 'product_viewed', 'cart_updated', 'cart_updated', 'cart_updated', 'cart_emptied');
  });
});

test('plain modules need no bundler', async ({ page, collector, standIn, recipe }) => {
  const { url } = await standIn(createModulesShop, {}, { folder: await recipe('modules'), collector: collector.eventsUrl });
  await page.goto(`${url}/products/bowl`);
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await page.getByRole('link', { name: 'mug' }).click();
  await page.getByRole('button', { name: 'Empty' }).click();
  await arrived(collector, 'product_viewed', 'cart_updated', 'product_viewed', 'cart_emptied');
});

test.describe('an observed shop, bundled by esbuild', () => {
  /** As docs/recipes.md says: the modules lie beside the bundle. */
  async function bundle(folder, options) {
    const outdir = join(folder, options.splitting ? 'split' : 'whole');
    const contents = `import { createKago } from 'kago/full'; window.kago = createKago(window.OPTIONS);`;
    await build({ stdin: { contents, resolveDir: folder, sourcefile: 'shop.js' }, bundle: true, format: 'esm', outdir, logLevel: 'error', ...options });
    for (const file of ['kago-adobe.wasm', 'kago-markup.wasm']) cpSync(join(folder, 'node_modules/kago/dist', file), join(outdir, file));
    return outdir;
  }

  for (const splitting of [true, false]) {
    test(splitting ? 'loads the one observer that it needs' : 'has the observers in one file, where it is not split', async ({ page, collector, standIn, recipe }) => {
      const outdir = await bundle(await recipe('modules'), { splitting });
      expect(readdirSync(outdir).some((name) => /^adobe-\w+\.js$/.test(name))).toBe(splitting);
      const options = JSON.stringify({ collector: collector.eventsUrl, writeKey: 'pk_demo', currency: 'EUR', platform: 'auto' });
      const tag = `<script>window.OPTIONS = ${options}</script><script type="module" src="/bundle/stdin.js"></script>`;
      const loaded = [];
      await page.route('**/bundle/*', (route) => {
        const name = new URL(route.request().url()).pathname.split('/').at(-1);
        loaded.push(name.replace(/-\w{8}\./, '.'));
        return route.fulfill({ path: join(outdir, name) });
      });
      const { url } = await standIn(createAdobeShop, {}, { tag });
      await page.goto(`${url}/tea-bowl.html`);
      await page.getByRole('button', { name: 'Add to Cart' }).click();
      await arrived(collector, 'product_viewed', 'cart_updated');
      expect(loaded.filter((name) => !name.startsWith('chunk')).sort()).toEqual(splitting ? ['adobe.js', 'auto.js', 'kago-adobe.wasm', 'kago-markup.wasm', 'sources.js', 'stdin.js', 'tracker.js'] : ['kago-adobe.wasm', 'kago-markup.wasm', 'stdin.js']);
    });
  }
});
