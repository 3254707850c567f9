// The two ways into a page, and the core as a script.

import { html, scriptTag } from '../../browser/support/site.js';
import { drained, expectOnce, numbersFrom, openShop, sayAll } from '../support/visit.js';

const COUNT = 10;

const arrivesFrom = (pageOf) => async ({ engineBrowser, notes, site, collector }) => {
  const page = await openShop(engineBrowser, pageOf(site), notes);
  await sayAll(page, 1, COUNT);
  await expectOnce({ collector, sure: numbersFrom(1, COUNT), status: await drained(page) });
  await page.close();
};

const tagPage = (site, before = '') => site.page('/', html(`${before}<script src="/samples.js"></script>${scriptTag(site.tagData)}`));
const withoutWasm = (site) => tagPage(site, '<script>delete window.WebAssembly;</script>');

export const entries = [
  { name: 'script tag: what is said arrives once', run: arrivesFrom((site) => tagPage(site)) },
  { name: 'script tag, no WebAssembly: what is said arrives once', run: arrivesFrom(withoutWasm) },
  { name: 'module: what is said arrives once', run: arrivesFrom((site) => site.npmPage()) },
];
