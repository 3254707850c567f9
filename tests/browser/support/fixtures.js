// What every test can ask for by name. Servers start with the test that asks for them and are closed
// behind it; no test may leave an error in a page or a gap in the books, whatever it is about.

import { chromium, test as base } from '@playwright/test';
import { expectBalance } from './books.js';
import { chromiumOptions } from './chromium.js';
import { hurry } from './clock.js';
import { expect, observed, until } from './expect.js';
import { servers } from './servers.js';

export { expect, observed, until };

/** Grows by each uncaught exception and each unhandled rejection of the context's pages. */
export function errorsOf(context, errors = []) {
  context.on('weberror', (error) => errors.push(error.error()));
  return errors;
}

export const test = base.extend({
  ...servers,

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
