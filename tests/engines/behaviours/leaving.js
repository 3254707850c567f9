// A call's way to the disk and to the collector, and pages that end before it is over.

import { answerLater, down, open } from '../../browser/support/gate.js';
import { html, npmPage } from '../../browser/support/site.js';
import { storedOf } from '../../browser/support/storage.js';
import { drained, expect, expectOnce, numbersFrom, openShop, sayAll, until } from '../support/visit.js';

const COUNT = 20;

/** The page's own record of when calls resolve and when something is sent. */
const RECORDER = `<script>
  const seen = [];
  const { fetch: send } = window;
  window.fetch = (to, ...more) => { if (String(to).endsWith('/v1/events')) seen.push('sent'); return send(to, ...more); };
</script>`;

async function writtenFirst({ engineBrowser, site, collector }) {
  const page = await openShop(engineBrowser, site.page('/', RECORDER + npmPage(site.settings)));
  const late = answerLater();
  collector.gate.behave(late.behaviour);
  await page.evaluate(() => { kago.productViewed(view(1)).then(({ status }) => seen.push(status)); });
  await late.asked;
  expect(await page.evaluate(() => seen)).toEqual(['accepted', 'sent']);
  expect(JSON.stringify(await storedOf(page))).toContain('furoshiki-indigo-50');
  late.answer();
  await expectOnce({ collector, sure: [1], status: await drained(page) });
  await page.close();
}

const EMPTY = html('<title>Empty</title>');

/** Says all and goes away in the same task. */
const sayAndLeave = (page, to) => page.evaluate(([count, address]) => {
  for (let n = 1; n <= count; n++) kago.productViewed(view(n));
  location.assign(address);
}, [COUNT, to]);

const left = (network) => async ({ engineBrowser, site, collector }) => {
  const address = site.npmPage();
  const page = await openShop(engineBrowser, address);
  collector.gate.behave(network);
  await sayAndLeave(page, site.page('/empty', EMPTY));
  await until(page, () => location.pathname === '/empty');
  await page.close();
  await visitAgain({ engineBrowser, address, collector });
};

const closed = (network) => async ({ engineBrowser, notes, site, collector }) => {
  const address = site.npmPage();
  const page = await openShop(engineBrowser, address, notes);
  collector.gate.behave(network);
  await sayAll(page, 1, COUNT);
  await page.close();
  await visitAgain({ engineBrowser, address, collector });
};

/** Every call of the first visit must arrive, also those that never resolved. */
async function visitAgain({ engineBrowser, address, collector }) {
  collector.gate.behave(open);
  const page = await openShop(engineBrowser, address);
  await expectOnce({ collector, sure: numbersFrom(1, COUNT), status: await drained(page) });
  await page.close();
}

async function comesBack({ engineBrowser, site, collector }) {
  const address = site.npmPage();
  const page = await openShop(engineBrowser, address);
  await page.evaluate(() => { addEventListener('pageshow', ({ persisted }) => { window.cameBack = persisted; }); });
  await sayAndLeave(page, site.page('/empty', EMPTY));
  await until(page, () => location.pathname === '/empty');
  await page.evaluate(() => { setTimeout(() => history.back()); });
  // Only the very page that was left has the mark.
  await until(page, () => window.cameBack === true);
  await page.evaluate((n) => { void kago.productViewed(view(n)); }, COUNT + 1);
  await expectOnce({ collector, sure: numbersFrom(1, COUNT + 1), status: await drained(page) });
  await page.close();
}

export const leaving = [
  { name: 'an event is written down before it is sent', run: writtenFirst },
  { name: 'page left at once: all of it arrives', run: left(open) },
  { name: 'page left at once, collector down: all of it arrives with the next visit', run: left(down) },
  { name: 'tab closed at once: all of it arrives', run: closed(open) },
  { name: 'tab closed at once, collector down: all of it arrives with the next visit', run: closed(down) },
  { name: 'a page comes back out of the back/forward cache, and goes on', run: comesBack },
];
