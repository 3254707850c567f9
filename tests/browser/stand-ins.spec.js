// The stand-ins as a tester finds them: on a phone, and by the page that leads to them.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { formatMoney } from '../../demo-store/collector/inspector/format.js';
import { ALL_SHOPS, SHOPS } from '../../demo-store/platforms/shops.js';
import { findPorts } from '../../demo-store/ports.mjs';
import { money } from '../../demo-store/platforms/shopify/catalogue.js';
import { expectAccessible } from './support/axe.js';
import { expect, test as base } from './support/fixtures.js';

const script = fileURLToPath(new URL('../../demo-store/start.mjs', import.meta.url));
const linksMax = 4;

const widthOf = (page) => page.evaluate(() => document.documentElement.scrollWidth);

/** RequireJS says a script that a page which is left didn't get any more as an error of the page. */
const untilLoaded = (page) => page.waitForFunction(() =>
  !document.querySelector('script[type="text/x-magento-init"]') && Object.keys(globalThis.require?.s?.contexts._.registry ?? {}).length === 0);

/** `npm start`, but for what is installed and built before; ended with the test. */
const test = base.extend({
  start: async ({}, use, testInfo) => {
    const children = [];
    await use((environment) => {
      const child = spawn(process.execPath, [script], { env: { ...process.env, KAGO_DATA: testInfo.outputPath(`data-${children.length}`), ...environment } });
      children.push(child);
      return child;
    });
    await Promise.all(children.filter(({ exitCode }) => exitCode === null).map((child) => {
      child.kill('SIGTERM');
      return once(child, 'exit');
    }));
  },
});

for (const { title, path = '/', create, data, options } of SHOPS) {
  test(`no page of the stand-in "${title}" is wider than a phone`, async ({ page, standIn }) => {
    const { url } = await standIn(create, data, options);
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(url + path);
    await untilLoaded(page);
    const links = await page.locator('a[href]').evaluateAll((all) => all.map((link) => link.href));
    const pages = [url + path, ...[...new Set(links)].filter((link) => link.startsWith(url) && !link.includes('#')).slice(0, linksMax)];
    const wide = [];
    for (const address of pages) {
      await page.goto(address);
      await untilLoaded(page);
      const width = await widthOf(page);
      if (width > 360) wide.push(`${address} ${width}`);
    }
    expect(wide).toEqual([]);
  });
}

/** Free ports in a row. Somebody else may take one of them meanwhile: then it fails, and says so. */
async function freeRow(count) {
  for (let first = 21_000 + (process.pid % 20_000); ; first += count) {
    const row = Array.from({ length: count }, (_, i) => ({ name: 'one of a row', variable: 'none', port: first + i }));
    if (await findPorts(row).catch(() => false)) return first;
  }
}

const addressIn = (words, name) => words.match(new RegExp(`${name} +(http://\\S+)`))?.[1];

/** What a process says until `end` is in it, or it ends. */
const wordsOf = (stream, end) => new Promise((resolve) => {
  let words = '';
  stream.on('data', (chunk) => {
    words += chunk;
    if (end.test(words)) resolve(words);
  });
  stream.on('end', () => resolve(words));
});

test('each stand-in has its own port after that of the page that leads to all of them', async ({ page, start }) => {
  const first = 1 + await freeRow(ALL_SHOPS.length + 2);
  const child = start({ KAGO_STORE_PORT: '0', KAGO_COLLECTOR_PORT: '0', KAGO_PLATFORMS_PORT: String(first) });
  const words = await wordsOf(child.stdout, /Ctrl\+C/);
  const [guide, store, collector] = ['Platforms', 'Shop', 'Inspector'].map((name) => new URL(addressIn(words, name)).origin);
  expect(guide).toBe(`http://127.0.0.1:${first}`);
  await page.goto(guide);
  const addresses = ALL_SHOPS.map(({ path = '/' }, i) => `http://127.0.0.1:${first + 1 + i}${path}`);
  expect(await page.getByRole('heading', { level: 3 }).getByRole('link').evaluateAll((links) => links.map(({ href }) => href).sort())).toEqual([`${store}/`, ...addresses].sort());
  await page.goto(addresses[0]);
  await page.goto(`${new URL(addresses[0]).origin}/products/furoshiki`);
  await expect.poll(async () => (await (await fetch(`${collector}/v1/qa/good?shop=shopify`)).json()).events.map(({ event }) => event.name)).toEqual(['ecommerce.product_viewed']);
  await page.goto(guide);
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Carts of Shopify, older theme' }).click();
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
  await page.goBack();
  await page.getByRole('link', { name: 'the inspector' }).click();
  await expect(page).toHaveURL(`${collector}/inspector/`);

  const again = start({ KAGO_STORE_PORT: '0', KAGO_COLLECTOR_PORT: '0', KAGO_PLATFORMS_PORT: String(first - 1) });
  expect(await wordsOf(again.stderr, /\n/)).toBe(
    `Port ${first} (${SHOPS[0].title}) is busy: set KAGO_PLATFORMS_PORT to a port with ${ALL_SHOPS.length} free ones after it (or 0 for any), or end what listens there.\n`);
});

test('dollars of different countries look different in the inspector and in the stand-ins', () => {
  const texts = [['US', 'USD'], ['CA', 'CAD'], ['AU', 'AUD']].map(([country, currency]) => money({ locale: 'en', country, currency }, 1999));
  expect(new Set(texts).size).toBe(3);
  expect(new Set(['USD', 'CAD', 'AUD'].map((currency) => formatMoney(19.99, currency))).size).toBe(3);
});
