// What the rows share: a shop's page, calls in one tick, and what is asserted of them in the end.

import { expect, until } from '../../browser/support/expect.js';

export { expect, until };
export { drained, numbersFrom, sayAll } from '../../browser/support/crash.js';

/** Opens a page with Kago in a new tab. */
export async function openShop(browser, address, notes) {
  const page = await browser.newPage();
  await page.goto(address);
  await until(page, async () => (await window.kago?.getStatus?.())?.core === 'ready');
  await notes?.listenTo(page);
  return page;
}

/** Waits for what is sure; then it is there, nothing twice, and the shopper's browser keeps none of it. */
export async function expectOnce({ collector, sure, status }) {
  const missing = async () => {
    const numbers = new Set(await collector.numbers());
    return sure.filter((n) => !numbers.has(n));
  };
  await expect.poll(missing, 'lost').toEqual([]);
  const numbers = await collector.numbers();
  expect(numbers.length - new Set(numbers).size, 'twice').toBe(0);
  if (status) expect(status).toMatchObject({ stored: 0, ledger: {} });
}
