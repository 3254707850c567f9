// The shopper's word about consent.

import { storedOf } from '../../browser/support/storage.js';
import { drained, expect, expectOnce, openShop } from '../support/visit.js';

async function waitsForWord({ engineBrowser, site, collector }) {
  const page = await openShop(engineBrowser, site.npmPage({ consent: 'unknown' }));
  await page.evaluate(() => { void kago.productViewed(view(1)); });
  await page.evaluate(() => kago.flush());
  expect(collector.gate.requests).toEqual([]);
  await page.evaluate(() => kago.setConsent('granted'));
  await expectOnce({ collector, sure: [1], status: await drained(page) });
  await page.close();
}

const recordsOf = async (page) => Object.values(await storedOf(page)).flatMap((stores) => Object.values(stores)).flat();

async function denied({ engineBrowser, site, collector }) {
  const page = await openShop(engineBrowser, site.npmPage({ consent: 'unknown' }));
  await page.evaluate(() => { void kago.productViewed(view(1)); });
  await page.evaluate(() => kago.setConsent('denied'));
  expect(await page.evaluate(() => kago.productViewed(view(2)))).toEqual({ status: 'held', reason: 'consent_denied' });
  await page.evaluate(() => kago.flush());
  expect(await recordsOf(page)).toEqual([]);
  await page.close();
  expect(collector.gate.requests).toEqual([]);
}

export const consent = [
  { name: 'consent unknown, then granted: what was said before arrives once', run: waitsForWord },
  { name: 'consent denied: nothing is sent, nothing is kept', run: denied },
];
