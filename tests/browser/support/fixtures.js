// What every test can ask for by name. Servers start with the test that asks for them and are closed
// behind it; no test may leave an error in a page or a gap in the books, whatever it is about.

import { fileURLToPath } from 'node:url';
import { chromium, test as base } from '@playwright/test';
import { createStorefront } from '../../../demo-store/storefront/app.js';
import { expectBalance } from './books.js';
import { chromiumOptions } from './chromium.js';
import { hurry } from './clock.js';
import { startCollector } from './collector.js';
import { expect, until } from './expect.js';
import { scriptTag, startSite } from './site.js';

export { expect, until };

const distFolder = fileURLToPath(new URL('../../../dist/', import.meta.url));

/** Grows by each uncaught exception and each unhandled rejection of the context's pages. */
export function errorsOf(context, errors = []) {
  context.on('weberror', (error) => errors.push(error.error()));
  return errors;
}

export const test = base.extend({
  /** For `test.use`: options of createCollector. */
  collectorOptions: [{}, { option: true }],

  collector: async ({ collectorOptions }, use) => {
    const collector = await startCollector({ options: collectorOptions });
    await use(collector);
    await collector.close();
  },

  /** The demo shop "Madobe". */
  shop: async ({ collector }, use) => {
    const app = createStorefront({ collectorUrl: collector.eventsUrl, distFolder });
    await app.listen({ host: '127.0.0.1', port: 0 });
    const url = `http://127.0.0.1:${app.server.address().port}`;
    collector.allow(url);
    await use({ url });
    app.server.closeAllConnections();
    await app.close();
  },

  /** Plain pages with the SDK. */
  site: async ({ collector }, use) => {
    const site = await startSite(collector);
    await use(site);
    await site.close();
  },

  /**
   * Opens a stand-in of a platform's shop (demo-store/platforms/) with the tag that a shop pastes:
   * `await standIn(createShopifyShop, { platform: 'shopify' })`; more for the app itself comes last.
   */
  standIn: async ({ collector }, use) => {
    const apps = [];
    await use(async (create, data = {}, options = {}) => {
      const tag = scriptTag({ collector: collector.eventsUrl, 'write-key': 'pk_demo', ...data });
      const app = create({ distFolder, tag, ...options });
      apps.push(app);
      await app.listen({ host: '127.0.0.1', port: 0 });
      const url = `http://127.0.0.1:${app.server.address().port}`;
      collector.allow(url);
      return { url };
    });
    for (const app of apps) {
      app.server.closeAllConnections();
      await app.close();
    }
  },

  /** For `test.use`: what waits for a moment of quiet need not wait for it in the pages of `context` (clock.js). */
  quietPasses: [false, { option: true }],

  quiet: [async ({ quietPasses, context }, use) => {
    const end = quietPasses ? await hurry(context) : () => {};
    await use();
    end();
  }, { auto: true }],

  /**
   * Uncaught exceptions and unhandled rejections of all pages in the browser. A test whose page throws on purpose takes
   * out what it expects.
   */
  pageErrors: [async ({ browser, context }, use) => {
    const errors = errorsOf(context);
    const listen = (another) => errorsOf(another, errors);
    browser.on('context', listen);
    await use(errors);
    browser.off('context', listen);
    expect(errors, 'Kago never throws into a page').toEqual([]);
  }, { auto: true }],

  /** In a browser with the back/forward cache: Playwright switches it off unless told otherwise, at the start only. */
  cachedPage: async ({ pageErrors }, use) => {
    const browser = await chromium.launch({ ...chromiumOptions, ignoreDefaultArgs: ['--disable-back-forward-cache'] });
    const page = await (await browser.newContext()).newPage();
    errorsOf(page.context(), pageErrors);
    await use(page);
    await expectBalance(page.context()).finally(() => browser.close());
  },

  balance: [async ({ context }, use) => {
    await use();
    await expectBalance(context);
  }, { auto: true }],
});
