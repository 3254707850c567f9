// The checker: it says of a tag what the SDK does with it.

import { createHtmlShop } from '../../demo-store/platforms/html/app.js';
import { expectAccessible } from './support/axe.js';
import { expect, test } from './support/stand-ins.js';

const row = (page, name) => page.getByTestId('attributes').locator('div').filter({ has: page.locator('dt code:first-child', { hasText: new RegExp(`^${name}$`) }) });

test('the checker says of each attribute what it does, of a wrong one what to do, and what a page loads', async ({ page, standIns }) => {
  await page.goto(`${standIns.url}/checker/`);
  await expect(page.getByTestId('verdict')).toHaveText('Nothing is wrong with it');
  await expect(row(page, 'data-write-key')).toContainText('The collector knows this shop by the key pk_shop');
  await expect(page.getByTestId('page')).toHaveCount(5);
  await expect(page.getByTestId('consent')).toContainText([/until the platform’s own consent/, /at once/, /at once/, /at once/, /at once/]);
  await expectAccessible(page);

  const pasted = page.getByLabel('The tag, or options as JSON');
  await pasted.fill(`<script type="module" src="/assets/tracking.js" data-collector="ftp://collect.example" data-writekey="pk_shop"
    data-consent="yes" data-platfrom="shopify" data-platform="magento ga4" data-currency="Euro" data-cart-lifetime-days="400" debug></script>`);
  await expect(page.getByTestId('verdict')).toHaveText('12 things to look at');
  for (const [name, words] of Object.entries({
    type: 'kago.js is no module',
    'data-collector': 'has to be an address ("https://...") without a user name; it is "ftp://collect.example"',
    'data-writekey': 'write data-write-key',
    'data-consent': 'it counts as "unknown"; it is "yes"',
    'data-platfrom': 'The nearest is data-platform',
    'data-platform': '"magento" is none; see README.md. There are shopify, bigcommerce, woocommerce, adobe, html, ga4, jsonld, auto and none',
    'data-currency': 'has to be a currency ("EUR"); it is "Euro"',
    'data-cart-lifetime-days': 'has to be 1 to 365 days; it is 400',
    debug: 'write data-debug',
  })) await expect(row(page, name).locator('dd')).toContainText(words);
  await expect(page.getByTestId('notes').getByRole('listitem')).toHaveText([/option "writeKey" \(data-write-key\) .* it is missing/, /the file is kago.js/, /async is missing/]);
  await expectAccessible(page);

  await pasted.fill(`<script async src="/kago/kago.js" data-collector="collect.example/v1/events" data-write-key=" pk" data-write-key="pk"
    data-skip="cart_updates" data-currency="ABC" data-source="“web”"></script>`);
  for (const [name, words] of Object.entries({
    'data-collector': 'Write https://collect.example/v1/events',
    'data-write-key': 'blanks at its ends',
    'data-skip': '“cart_updates” is no event; the nearest is cart_updated',
    'data-currency': 'no currency of ISO 4217',
    'data-source': 'typographic quotes',
  })) await expect(row(page, name).locator('dd')).toContainText(words);
  await expect(page.getByTestId('notes')).toHaveText('data-write-key stands there twice: the first counts.');

  await pasted.fill("createKago({ collector: 'https://collect.example/v1/events' })");
  await expect(page.getByTestId('verdict')).toContainText('This is JavaScript. Paste the options alone, as JSON');
  await pasted.fill('{ "collector": "https://collect.example/v1/events", "writeKey": "pk_shop", "strict": "yes", "debg": true }');
  await expect(row(page, 'strict').locator('dd')).toContainText('has to be true or false; it is "yes"');
  await expect(row(page, 'debg').locator('dd')).toContainText('option "debg" is none');
  await expect(page.getByTestId('page').getByRole('listitem')).toHaveText([/^index.js/, /^create.js/, /^observe.tracker.js/, /^observe.report.js/, /^kago.wasm/]);
  await pasted.fill('{ collector: 1 }');
  await expect(page.getByTestId('verdict')).toContainText('This is no JSON');
});

test('the files that the checker names are those that a page loads, and it has words for every option', async ({ page, standIns, standIn }) => {
  await page.goto(`${standIns.url}/checker/`);
  const { optionNames, words } = await page.evaluate(async () => {
    const [{ optionNames: names }, { OPTION_WORDS }] = await Promise.all([import('/checker/checks-tag.js'), import('/guide/option-words.js')]);
    return { optionNames: names, words: Object.keys(OPTION_WORDS) };
  });
  expect(words).toEqual(optionNames);

  const kinds = [{}, { platform: 'shopify' }, { platform: 'html' }, { platform: 'woocommerce ga4' }, { platform: 'adobe', observe: 'false' }, { braze: '' }, { platform: 'ga4', consent: 'platform' }, { platform: 'auto', consent: 'denied' }, { platform: 'jsonld', debug: '' }];
  for (const data of kinds) {
    await page.goto(`${standIns.url}/checker/`);
    const { files, consent } = await page.evaluate(async (dataset) => {
      const { check, optionsOf } = await import('/checker/checks-tag.js');
      return (await check(optionsOf({ collector: 'https://collect.example', writeKey: 'pk_demo', ...dataset }))).pages.at(-1);
    }, data);
    const loaded = new Set();
    const note = (request) => {
      const { pathname } = new URL(request.url());
      if (pathname.startsWith('/kago/') && !pathname.endsWith('kago-markup.wasm')) loaded.add(pathname.slice('/kago/'.length));
    };
    page.on('request', note);
    const { url } = await standIn(createHtmlShop, data);
    await page.goto(url);
    await expect.poll(() => [...loaded].sort(), JSON.stringify(data)).toEqual([...files].sort());
    expect((await page.evaluate(() => kago.getStatus())).consent, JSON.stringify(data)).toBe(['platform', 'nobody'].includes(consent) ? 'unknown' : consent);
    page.off('request', note);
  }
});
