// 100 events, and then the page, the tab or the whole browser ends, on every kind of bad network: none
// is lost, none comes twice. Each test prints a row; `npm test` shows them.

import { expect } from './support/fixtures.js';
import { answerWith, blackHole, down, open } from './support/gate.js';
import { came, COUNT, drained, ENDS, endVisit, judge, numbersFrom, openShop, resolvedOf, sayAll, test } from './support/crash.js';
import { hasRow } from './support/pairwise.js';

const gate = (behaviour) => ({ collector }) => collector.gate.behave(behaviour);

const NETWORKS = {
  'the collector answers': gate(open),
  'the collector is down': gate(down),
  'the collector answers 503': gate(answerWith(503)),
  'nobody answers': gate(blackHole),
  'the browser is offline': goOffline,
};

// Chromium's switch lets the keepalive request of a page that is left through: so nobody must be there either.
async function goOffline({ collector, context }) {
  collector.gate.behave(down);
  await context.setOffline(true);
}

const CASES = ['tab closed', 'page left', 'browser killed'].flatMap((how, i) => [0, 50, 1000].flatMap((afterMs, j) => (
  Object.keys(NETWORKS).filter((_, k) => hasRow(j, 3, i, k)).map((network) => ({ how, afterMs, network }))
)));

for (const { how, afterMs, network } of CASES) {
  test(`${how} ${afterMs} ms after the calls while ${network}`, async ({ profileFor, site, collector }) => {
    const address = site.npmPage();
    const profile = profileFor(how);
    const context = await profile.launch();
    const resolved = await resolvedOf(context);
    const page = await openShop(context, address);
    await NETWORKS[network]({ collector, context });
    await sayAll(page);
    if (afterMs > 0) await page.waitForTimeout(afterMs);
    const next = await endVisit(how, { profile, context, page, site, collector });

    if (network !== 'the collector answers') expect(await collector.numbers()).toEqual([]);
    collector.gate.behave(open);
    await next.setOffline(false);
    const status = await drained(await openShop(next, address));
    const sure = ENDS[how].all ? numbersFrom(1, COUNT) : [...resolved];
    judge(`${how} ${afterMs} ms`, network, { resolved, sure, status, ...await came(collector) });
  });
}
