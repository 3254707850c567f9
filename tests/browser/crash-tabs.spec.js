// Several tabs open on what an earlier visit couldn't send, and say more at once: whichever of them sends,
// whichever ends, the 100 old events and the 100 new ones arrive, each once.

import { answerLater, down, open } from './support/gate.js';
import { arrived, came, COUNT, drained, judge, numbersFrom, openShop, resolvedOf, sayAll, test } from './support/crash.js';
import { hasRow } from './support/pairwise.js';

const FAULT = 'a backlog of 100';

/** How the visit of the tabs ends; resolves with the tabs that go on. `all`: every call must arrive. */
const ENDS = {
  'all stay open': { all: true, end: async ({ tabs }) => tabs },
  'one closed while it sends': { all: true, late: true, end: closeTheSender },
  'browser killed 50 ms': { all: false, end: (visit) => killAfter(50, visit) },
  'browser killed 1000 ms': { all: false, end: (visit) => killAfter(1000, visit) },
};

const CASES = [2, 5].flatMap((count, i) => Object.keys(ENDS).filter((_, j) => hasRow(i, 2, j)).map((how) => ({ count, how })));

// What a closed tab could only write down goes with the next page, not with those that are open already.
async function closeTheSender({ context, sender, late, address }) {
  const tab = await sender;
  await late.asked;
  await tab.close();
  late.answer();
  return [await openShop(context, address)];
}

async function killAfter(ms, { profile, context, tabs, address }) {
  await tabs[0].waitForTimeout(ms);
  await profile.kill(context);
  const next = await profile.launch();
  return Promise.all(tabs.map(() => openShop(next, address)));
}

/** A visit whose calls are written down, and nothing of them sent. */
async function leaveBacklog({ profile, collector, address }) {
  collector.gate.behave(down);
  const context = await profile.launch();
  const page = await openShop(context, address);
  await page.evaluate((count) => Promise.all(Array.from({ length: count }, (_, i) => kago.productViewed(view(i + 1)))), COUNT);
  await profile.kill(context);
}

/** Resolves with the first of the tabs whose request goes to the collector. */
const senderOf = (tabs, eventsUrl) => new Promise((resolve) => {
  for (const tab of tabs) tab.on('request', (request) => { if (request.url() === eventsUrl) resolve(tab); });
});

for (const { count, how } of CASES) {
  test(`${count} tabs with an old and a live backlog, ${how}`, async ({ profile, site, collector }) => {
    const address = site.npmPage();
    await leaveBacklog({ profile, collector, address });
    const late = answerLater();
    collector.gate.behave(ENDS[how].late ? late.behaviour : open);
    const context = await profile.launch();
    const resolved = await resolvedOf(context);
    const tabs = await Promise.all(Array.from({ length: count }, () => context.newPage()));
    const sender = senderOf(tabs, collector.eventsUrl);
    const share = COUNT / count;
    await Promise.all(tabs.map(async (tab, i) => {
      await tab.goto(address);
      await sayAll(tab, COUNT + 1 + i * share, share);
    }));
    const [tab] = await ENDS[how].end({ profile, context, tabs, sender, late, address });

    const old = numbersFrom(1, COUNT);
    const sure = ENDS[how].all ? numbersFrom(1, 2 * COUNT) : [...old, ...resolved];
    await arrived(collector, sure);
    const status = await drained(tab);
    judge(`${count} tabs, ${how}`, FAULT, { said: 2 * COUNT, resolved: new Set([...old, ...resolved]), sure, status, ...await came(collector) });
  });
}
