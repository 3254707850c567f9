// The strip for testers above the stand-ins' pages: it says what Kago said, and is in nobody's way.

import { expect, test } from './support/stand-ins.js';
import { expectAccessible } from './support/axe.js';

/** Where everybody finds something to press, by the shop's name. */
const PAGES = {
  shopify: '/products/furoshiki', 'shopify-horizon': '/products/furoshiki', bigcommerce: '/mug/', woocommerce: '/product/mug/',
  'woocommerce-blocks': '/product/mug/', adobe: '/tea-bowl.html', ga4: '/products/kaze-mug', html: '/products/tea-bowl', jsonld: '/p/cup',
  'shopify-pixel': '/products/furoshiki', 'shopify-custom-pixel': '/products/furoshiki', react: '/products/bowl', hydrogen: '/products/bowl', modules: '/products/bowl',
};

/** What of the shop lies under the strip where the page begins. */
const coveredOf = (page) => page.evaluate(() => {
  const { bottom } = document.querySelector('.qa-strip-host').shadowRoot.querySelector('.qa-strip').getBoundingClientRect();
  return [...document.body.querySelectorAll('a, button, input, select')].filter((one) => {
    const { width, top } = one.getBoundingClientRect();
    return width > 0 && getComputedStyle(one).visibility !== 'hidden' && top < bottom;
  }).map((one) => one.outerHTML);
});

test('the strip says what Kago said, what consent it has and what waits, and leads to the events of this shop', async ({ page, standIns, collector }) => {
  const { url } = standIns.of('ga4');
  await page.goto(`${url}/products/kaze-mug`);
  await expect(page.getByTestId('qa-last')).toHaveText('ecommerce.product_viewed: accepted');
  await page.getByTestId('qa-toggle').click();
  await expect(page.getByTestId('qa-said-consent')).toHaveText('granted');
  await expect(page.getByTestId('qa-said-acked')).toHaveText('1 of 1');
  await expectAccessible(page, { schemes: ['light'] });
  const opened = page.waitForEvent('popup');
  await page.getByTestId('visits-link').click();
  const visits = await opened;
  await expect(visits.locator('#visits')).toContainText('/products/kaze-mug');
  await visits.close();
  await page.getByTestId('qa-decline').click();
  await expect(page.getByTestId('qa-said-consent')).toHaveText('denied');
  await expect(page.getByTestId('inspector-link')).toHaveAttribute('href', `${collector.url}/inspector/?shop=ga4`);
  await expect.poll(async () => (await collector.rows()).map(({ shop }) => shop)).toEqual(['ga4']);

  await page.getByTestId('add').click();
  await expect(page.getByTestId('cart-count')).toHaveText('1');
  await page.getByTestId('qa-fresh').click();
  await expect(page.getByTestId('cart-count')).toHaveText('0');
  await expect(page.getByTestId('qa-last')).toHaveText('ecommerce.product_viewed: accepted');
  await expect.poll(async () => new Set((await collector.rows()).map(({ anonymous_id }) => anonymous_id)).size).toBe(2);
});

test('on a phone as on a desk the strip covers nothing of any stand-in, and everybody can use both', async ({ page, standIns }) => {
  for (const { name, url } of standIns.shops) {
    await page.goto(url + PAGES[name]);
    await expect(page.getByTestId('qa-last'), name).toContainText(name === 'shopify-pixel' ? 'no call yet' : /accepted|inspector/);
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 740 });
      expect(await coveredOf(page), `${name} at ${width} px`).toEqual([]);
    }
    await expectAccessible(page, { schemes: ['light'], widths: [360] });
  }
});
