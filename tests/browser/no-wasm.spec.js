// Where Wasm is forbidden, missing, or can't be had: the same core comes as a script (js/build/scripts.mjs), and only there.
// What it replies is held to the native core by tests/wasm/same_steps.test.js.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test, until } from './support/fixtures.js';
import { html, npmPage, scriptTag, stubText } from './support/site.js';

const SCRIPT = '/kago/observe/kago.js';
const FORBIDDEN = { 'content-security-policy': "script-src 'self' 'unsafe-inline'" };
const scriptText = (name) => readFileSync(fileURLToPath(new URL(`../../dist/observe/${name}.js`, import.meta.url)), 'utf8');

/** [what, what is done to the page's site, headers of the page, a script of the page before all others]. */
const CASES = [
  ['the browser has no WebAssembly (iOS in Lockdown Mode)', () => {}, {}, () => { delete window.WebAssembly; }],
  ['WebAssembly throws', () => {}, {}, () => { Object.defineProperty(window, 'WebAssembly', { get() { throw new Error('mine'); } }); }],
  ['the policy forbids WebAssembly', () => {}, FORBIDDEN],
  ['the server has HTML at its address', (site) => site.page('/kago/kago.wasm', html('<p>Welcome')), {}],
  ['it is not there', (site) => site.remove('/kago/kago.wasm'), {}],
  ['another script is there', (site) => site.script('/kago/kago.wasm', 'export {}'), {}],
  ['it is of another build', (site) => site.sdkFile('/kago/kago.wasm', 'kago-pixel.wasm'), {}],
  ['the way to it leads elsewhere', (site) => site.redirect('/kago/kago.wasm', 302, '/'), {}],
];

const WAYS = {
  'the tag': (site) => `<script>${stubText()}</script><script src="/samples.js"></script>${scriptTag(site.tagData)}`,
  npm: (site) => npmPage(site.settings),
};

const scriptsAsked = (page) => {
  const asked = [];
  page.on('request', (request) => { if (/observe\/kago/.test(request.url())) asked.push(new URL(request.url()).pathname); });
  return asked;
};

const sayOne = (page) => page.evaluate(async () => [await kago.productViewed(view(1)), (await kago.flush()).core]);

for (const [way, contentOf] of Object.entries(WAYS)) {
  for (const [what, spoil, headers, before] of CASES) {
    test(`where ${what}, a call by ${way} is accepted and arrives`, async ({ page, site, collector }) => {
      const asked = scriptsAsked(page);
      spoil(site);
      if (before) await page.addInitScript(before);
      await page.goto(site.page('/shop', html(contentOf(site)), headers));
      await until(page, () => window.kago);
      expect(await sayOne(page)).toEqual([expect.objectContaining({ status: 'accepted' }), 'ready']);
      expect(await collector.numbers()).toEqual([1]);
      expect(asked).toEqual([SCRIPT]);
    });
  }

  test(`where all is well, ${way} loads no script in its place`, async ({ page, site, collector }) => {
    const asked = scriptsAsked(page);
    await page.goto(site.page('/shop', html(contentOf(site))));
    await until(page, () => window.kago);
    expect(await sayOne(page)).toEqual([expect.objectContaining({ status: 'accepted' }), 'ready']);
    expect(await collector.numbers()).toEqual([1]);
    expect(asked).toEqual([]);
  });
}

const tagPage = (site, data, headers = FORBIDDEN) => site.page('/tag', html(`<script src="/samples.js"></script>${scriptTag({ ...site.tagData, ...data })}`), headers);

test('a script of another build is asked for once more, and not run if it still is', async ({ page, site, collector }) => {
  const asked = scriptsAsked(page);
  site.script(SCRIPT, 'export const build = "0.0.9-0123abcd"; export default () => { window.ran = true; };');
  await page.goto(tagPage(site));
  await until(page, () => window.kago);
  expect(await sayOne(page)).toEqual([{ status: 'held', reason: 'no_core' }, 'failed']);
  expect([asked.length, await page.evaluate(() => window.ran)]).toEqual([2, undefined]);
  site.sdkFile(SCRIPT, 'observe/kago.js');
  await page.goto(tagPage(site));
  await until(page, () => window.kago);
  await page.evaluate(() => kago.productViewed(view(2)));
  await page.evaluate(() => kago.flush());
  expect(await collector.numbers()).toContain(2);
});

test('the markup of a product is read by a script too', async ({ page, site, collector }) => {
  const asked = scriptsAsked(page);
  const product = { '@context': 'https://schema.org', '@type': 'Product', name: 'Mug', sku: 'mug-1', offers: { price: '9.50', priceCurrency: 'EUR' } };
  const content = `<script type="application/ld+json">${JSON.stringify(product)}</script>${scriptTag({ ...site.tagData, platform: 'jsonld' })}`;
  await page.goto(site.page('/product', html(content), FORBIDDEN));
  await expect.poll(collector.names).toEqual(['product_viewed']);
  expect(asked.sort()).toEqual(['/kago/observe/kago-markup.js', '/kago/observe/kago-page.js']);
});

test('with debug it is the script of all platforms', async ({ page, site, collector }) => {
  const asked = scriptsAsked(page);
  await page.goto(tagPage(site, { debug: '', platform: 'html' }));
  await until(page, () => window.kago);
  expect(await sayOne(page)).toEqual([expect.objectContaining({ status: 'accepted' }), 'ready']);
  expect(await collector.numbers()).toEqual([1]);
  expect(asked).toEqual(['/kago/observe/kago-debug.js', '/kago/observe/kago-full.js']);
});

test('a call that breaks the script costs itself alone', async ({ page, site, collector }) => {
  // 4 kB of stack in place of 64: no call is known that the whole of it doesn't suffice for.
  const limited = scriptText('kago').replace(/(__set_stack_limits\(65536),0\)/, '$1,61440)');
  expect(limited).not.toBe(scriptText('kago'));
  site.script(SCRIPT, limited);
  await page.goto(tagPage(site));
  await until(page, () => window.kago);
  const said = await page.evaluate(async () => {
    let deep = 1;
    for (let level = 0; level < 60; level++) deep = { a: deep };
    const results = [await kago.productViewed(view(1)), await kago.productViewed(view(2, { metadata: { n: 2, deep } })), await kago.productViewed(view(3))];
    return [...results.map(({ status, reason }) => reason ?? status), (await kago.flush()).ledger];
  });
  expect(said).toEqual(['accepted', 'core_failed', 'accepted', { core_failed: 1 }]);
  expect(await collector.numbers()).toEqual([1, 3]);
});
