// The ways to have the script tag's files: one that has all within, and each held to its hash.

import { readFileSync } from 'node:fs';
import { expect, test } from './support/fixtures.js';
import { html, scriptTag } from './support/site.js';

const read = (name) => readFileSync(new URL(`../../dist/${name}`, import.meta.url), 'utf8');
const samples = '<script src="/samples.js"></script>';
const flush = (page) => page.evaluate(() => kago.flush());

/** What the page asks its site for, but for itself and the samples. */
function askedBy(page, site) {
  const asked = [];
  page.on('request', (request) => {
    const { origin, pathname } = new URL(request.url());
    if (origin === site.url && !['/tag', '/samples.js'].includes(pathname)) asked.push(pathname);
  });
  return asked;
}

test('one file is all that a shop with its own calls needs, also where the page may fetch from the collector alone', async ({ page, site, collector }) => {
  site.sdkFile('/files/8f3a.js', 'kago-standalone.js');
  const asked = askedBy(page, site);
  const policy = `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; img-src data:; connect-src ${new URL(site.settings.collector).origin}`;
  await page.goto(site.page('/tag', html(samples + scriptTag(site.tagData, '/files/8f3a.js')), { 'content-security-policy': policy }));
  await page.waitForFunction(() => window.kago);
  const results = await page.evaluate(() => Promise.all([kago.productViewed(view(1)), kago.cartUpdated(cart(2)), kago.productViewed(view(3, { price: -1 }))]));
  expect(results.map(({ status }) => status)).toEqual(['accepted', 'accepted', 'refused']);
  expect(await flush(page)).toMatchObject({ tracked: 3, acked: 2, stored: 0 });
  expect(await collector.numbers()).toEqual([1, 2]);
  expect(asked).toEqual(['/files/8f3a.js']);
});

test('the one file says what it has not', async ({ page, site }) => {
  const told = [];
  page.on('console', (message) => told.push(message.text()));
  await page.goto(site.page('/tag', html(scriptTag({ ...site.tagData, platform: 'shopify' }, '/kago/kago-standalone.js'))));
  await expect.poll(() => told.find((text) => text.includes('nothing is tracked'))).toContain('kago-standalone.js has no kago-shopify.wasm');
  expect(told.some((text) => text.includes('has no observe/shopify.js'))).toBe(true);
});

const manifest = JSON.parse(read('manifest.json'));
const pinnedTag = (site) => scriptTag(site.tagData).replace('<script', `<script integrity="${manifest.files['kago.js'].integrity}"`);

/** An import map that holds each script which kago.js loads to its hash. */
function pinnedParts() {
  const scripts = Object.entries(manifest.files).filter(([name]) => name.startsWith('observe/'));
  const integrity = Object.fromEntries(scripts.map(([, { url, integrity: hash }]) => [`/kago/${url}`, hash]));
  return `<script type="importmap">${JSON.stringify({ integrity })}</script>`;
}

test('a tag with the hash of the manifest loads, and what it loads is what the import map wants', async ({ page, site, collector }) => {
  await page.goto(site.page('/tag', html(samples + pinnedParts() + pinnedTag(site))));
  await page.waitForFunction(() => window.kago);
  await page.evaluate(() => kago.productViewed(view(1)));
  await flush(page);
  expect(await collector.numbers()).toEqual([1]);
});

test('a script that was changed on its server is not run: the tag, or one that it loads', async ({ page, site }) => {
  const changed = (name) => site.script(`/kago/${name}`, `${read(name)}\nwindow.isChanged = true;`);
  const told = [];
  page.on('console', (message) => told.push(message.text()));
  changed('observe/tracker.js');
  await page.goto(site.page('/tag', html(samples + pinnedParts() + pinnedTag(site))));
  await expect.poll(() => told.find((text) => text.includes('integrity'))).toContain('observe/tracker.js');
  expect(await page.evaluate(() => window.isChanged)).toBeUndefined();

  told.length = 0;
  changed('kago.js');
  await page.goto(site.page('/tag', html(samples + pinnedTag(site))));
  await expect.poll(() => told.find((text) => text.includes('integrity'))).toContain('kago.js');
  expect(await page.evaluate(() => [window.isChanged, window.kago])).toEqual([undefined, undefined]);
});
