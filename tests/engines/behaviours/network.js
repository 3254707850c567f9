// A collector that isn't there for a while, and tabs that share what waits for it.

import { answerWith, down, loseAnswer, open } from '../../browser/support/gate.js';
import { drained, expect, expectOnce, numbersFrom, openShop, sayAll, until } from '../support/visit.js';

const COUNT = 20;

const faultEnds = (fault) => async ({ engineBrowser, notes, site, collector }) => {
  const page = await openShop(engineBrowser, site.npmPage(), notes);
  collector.gate.behave(fault);
  await sayAll(page, 1, COUNT);
  await expect.poll(() => collector.gate.requests.length).toBeGreaterThan(0);
  await until(page, async () => (await kago.getStatus()).failures > 0);
  collector.gate.behave(open);
  await expectOnce({ collector, sure: numbersFrom(1, COUNT), status: await drained(page) });
  await page.close();
};

async function offline({ engineBrowser, notes, site, collector }) {
  const page = await openShop(engineBrowser, site.npmPage(), notes);
  await engineBrowser.setOffline(true);
  try {
    await until(page, () => !navigator.onLine);
    await sayAll(page, 1, COUNT);
    await until(page, async () => (await kago.getStatus()).failures > 0);
    expect(collector.gate.requests).toEqual([]);
  } finally {
    await engineBrowser.setOffline(false);
  }
  await expectOnce({ collector, sure: numbersFrom(1, COUNT), status: await drained(page) });
  await page.close();
}

const NO_SWITCH = 'WebDriver has no switch for the network (github.com/w3c/webdriver issue 354), and WebKit has none of its own';

async function twoTabs({ engineBrowser, notes, site, collector }) {
  const address = site.npmPage();
  collector.gate.behave(down);
  const tabs = [];
  for (const first of [1, 1 + COUNT]) {
    tabs.push(await openShop(engineBrowser, address, notes));
    await sayAll(tabs.at(-1), first, COUNT);
  }
  const [one, other] = tabs;
  await one.close();
  collector.gate.behave(open);
  await drained(other);
  // What a closed tab could only write down goes with the next page.
  const page = await openShop(engineBrowser, address);
  await expectOnce({ collector, sure: numbersFrom(1, 2 * COUNT), status: await drained(page) });
  await other.close();
  await page.close();
}

async function storageRefused({ launchOwn, notes, site, collector }) {
  const browser = await launchOwn('launchWithoutStorage');
  const page = await openShop(browser, site.npmPage(), notes);
  expect(await page.evaluate(async () => (await kago.getStatus()).storage)).toBe('memory');
  await sayAll(page, 1, COUNT);
  await page.close();
  await expectOnce({ collector, sure: numbersFrom(1, COUNT) });
}

export const network = [
  { name: 'collector answers 503 for a while: all of it arrives then', run: faultEnds(answerWith(503)) },
  { name: 'collector down for a while: all of it arrives then', run: faultEnds(down) },
  { name: 'browser offline for a while: all of it arrives then', cannot: { webkit: NO_SWITCH }, run: offline },
  { name: 'answer lost: stored once, though sent twice', run: faultEnds(loseAnswer) },
  { name: 'two tabs, one closed while nobody answers: all of both arrives', run: twoTabs },
  { name: 'storage refused, tab closed at once: all of it arrives', run: storageRefused },
];
