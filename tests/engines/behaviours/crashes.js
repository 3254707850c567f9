// `kill -9` of the whole browser, and the same shopper's next visit, after the 15 s in which nobody else may send what
// the dead page was sending. Sure is each call that has resolved by the kill.

import { setTimeout as wait } from 'node:timers/promises';
import { aheadTag } from '../../browser/support/clock.js';
import { down, open } from '../../browser/support/gate.js';
import { npmPage } from '../../browser/support/site.js';
import { drained, expect, expectOnce, openShop, sayAll } from '../support/visit.js';

const COUNT = 100;

const killed = (network, afterMs) => async ({ launchOwn, notes, site, collector }) => {
  const browser = await launchOwn('launchToKill');
  const page = await openShop(browser, site.page('/', browser.tag + npmPage(site.settings)), notes);
  collector.gate.behave(network);
  await sayAll(page, 1, COUNT);
  await expect.poll(() => notes.resolved.size).toBeGreaterThan(0);
  await wait(afterMs);
  await browser.kill();
  const sure = [...notes.resolved];
  if (network === down) expect(await collector.numbers()).toEqual([]);

  collector.gate.behave(open);
  const next = await launchOwn('launchToKill');
  const status = await drained(await openShop(next, site.page('/', aheadTag + next.tag + npmPage(site.settings))));
  await expectOnce({ collector, sure, status });
};

export const crashes = [
  { name: 'browser killed at the first resolved call, collector down: none is lost', run: killed(down, 0) },
  { name: 'browser killed a second after, collector answers: none is lost', run: killed(open, 1000) },
];
