// What of a browser may be missing, or throw at the first touch: settings, extensions, embedded browsers and polyfills see to
// that. Whatever it is, the next best is done, and a call that can't be carried out says why.

import { expect, test } from './support/fixtures.js';
import { npmPage } from './support/site.js';

/** Without these the core can't be loaded. */
const NEEDED = ['TextEncoder', 'TextDecoder'];
/** Without this what is written down waits for a page that has it. */
const TO_SEND = ['fetch'];
const OTHERS = [
  'WebAssembly',   'BroadcastChannel', 'AbortController', 'CompressionStream', 'localStorage', 'indexedDB', 'crypto', 'IntersectionObserver',
  'PerformanceObserver', 'MutationObserver', 'navigation', 'requestIdleCallback', 'requestAnimationFrame',
];

const spoil = (name, how) => {
  const thrower = function () { throw new DOMException('The operation is insecure.', 'SecurityError'); };
  const isObject = typeof window[name] === 'object';
  const value = how === 'missing' ? { value: undefined } : isObject ? { get: thrower } : { value: thrower };
  Object.defineProperty(window, name, { configurable: true, ...value });
};

for (const how of ['missing', 'throwing']) {
  test(`a call has its true reason where something of the browser is ${how}, and arrives where nothing needs that`, async ({ page, site, collector }) => {
    test.setTimeout(120_000);
    let n = 0;
    for (const name of [...NEEDED, ...TO_SEND, ...OTHERS]) {
      n++;
      const content = npmPage({ ...site.settings, platform: 'html ga4', consent: 'granted' })
        .replace('<script', `<script>(${spoil})('${name}', '${how}')</script><script`);
      await page.goto(site.page(`/${name}`, content));
      const result = await page.evaluate((number) => kago.productViewed(view(number, { product_id: `p${number}` })), n);
      const expected = NEEDED.includes(name) ? { status: 'held', reason: 'no_core' } : { status: 'accepted' };
      expect([name, result]).toEqual([name, expect.objectContaining(expected)]);
      expect(await page.evaluate(() => kago.setConsent('granted').then(() => kago.getStatus()))).toMatchObject({ consent: 'granted', erasurePending: false });
      await page.evaluate(() => kago.flush());
      if (TO_SEND.includes(name)) {
        expect(await page.evaluate(() => kago.getStatus())).toMatchObject({ core: 'ready', stored: 1, acked: 0 });
        await page.goto(site.npmPage({ consent: 'granted' }));
      }
      if (!NEEDED.includes(name)) await expect.poll(() => collector.numbers(), { intervals: [100] }).toContain(n);
      await page.evaluate(() => kago.setConsent('denied'));
      expect(await page.evaluate(() => kago.productViewed(view(0)))).toEqual({ status: 'held', reason: 'consent_denied' });
    }
  });
}
