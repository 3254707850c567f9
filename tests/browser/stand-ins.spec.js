// The stand-ins as a tester finds them: on a phone, and by the page that leads to them.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { formatMoney } from '../../demo-store/collector/inspector/format.js';
import { SHOPS } from '../../demo-store/platforms/shops.js';
import { money } from '../../demo-store/platforms/shopify/catalogue.js';
import { expect, test } from './support/fixtures.js';

const script = fileURLToPath(new URL('../../demo-store/platforms/main.js', import.meta.url));
const linksMax = 4;

const widthOf = (page) => page.evaluate(() => document.documentElement.scrollWidth);

for (const { title, path = '/', create, data, options } of SHOPS) {
  test(`no page of the stand-in "${title}" is wider than a phone`, async ({ page, standIn }) => {
    const { url } = await standIn(create, data, options);
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(url + path);
    const links = await page.locator('a[href]').evaluateAll((all) => all.map((link) => link.href));
    const pages = [url + path, ...[...new Set(links)].filter((link) => link.startsWith(url) && !link.includes('#')).slice(0, linksMax)];
    const wide = [];
    for (const address of pages) {
      await page.goto(address);
      const width = await widthOf(page);
      if (width > 360) wide.push(`${address} ${width}`);
    }
    expect(wide).toEqual([]);
  });
}

test('the page of stand-ins leads to the inspector of their collector', async ({ page, collector }) => {
  const environment = { ...process.env, KAGO_PLATFORM_PORTS: Array(SHOPS.length + 1).fill(0).join(), KAGO_COLLECTOR_URL: `${collector.url}/v1/events` };
  const child = spawn(process.execPath, [script], { env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(createInterface(child.stdout), 'line');
  await page.goto(line.match(/http:\S+/)[0]);
  await page.getByRole('link', { name: 'the inspector' }).click();
  await expect(page).toHaveURL(`${collector.url}/inspector/`);
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
});

test('dollars of different countries look different in the inspector and in the stand-ins', () => {
  const texts = [['US', 'USD'], ['CA', 'CAD'], ['AU', 'AUD']].map(([country, currency]) => money({ locale: 'en', country, currency }, 1999));
  expect(new Set(texts).size).toBe(3);
  expect(new Set(['USD', 'CAD', 'AUD'].map((currency) => formatMoney(19.99, currency))).size).toBe(3);
});
