// The collector answers 500 for half a minute. Three shoppers live through it, each with a browser of
// their own: what they have said arrives by Kago's own tries, without a flush. The pages' clocks are the
// test's, which lets the time pass for all of them at once.

import { expect } from './support/fixtures.js';
import { answerWith, open } from './support/gate.js';
import { arrived, came, COUNT, drained, ENDS, endVisit, judge, numbersFrom, openShop, resolvedOf, sayAll, test } from './support/crash.js';

const OUTAGE_MS = 30_000;
const STEP_MS = 2_500;
// The waits double, with full jitter: after 30 s of failures the next try is hardly ever more than 128 s away.
const RETRY_MS_MAX = 130_000;

const SHOPPERS = ['tab stays open', 'tab closed', 'browser killed'].map((how, i) => ({ how, said: numbersFrom(1 + i * COUNT, COUNT) }));

const says = (said) => ({ body }) => said.includes(JSON.parse(body).events[0].properties.metadata.n);

/** A shopper's part of what came to the one collector. */
async function cameOf(said, collector) {
  const { numbers, requests } = await came(collector);
  return { numbers: numbers.filter((n) => said.includes(n)), requests: requests.filter(says(said)) };
}

/** Says all in the outage; resolves with the page that is open then, the same one or the next. */
async function live({ how, said }, { profile, site, collector }) {
  const address = site.npmPage();
  const context = await profile.launch();
  await context.clock.install();
  const resolved = await resolvedOf(context);
  const page = await openShop(context, address);
  await sayAll(page, said[0], said.length);
  await page.waitForTimeout(1000);
  const next = await endVisit(how, { profile, context, page, site, collector });
  if (next !== context) await next.clock.install();
  return { resolved, sure: ENDS[how].all ? said : [...resolved], last: how === 'tab stays open' ? page : await openShop(next, address) };
}

test('three shoppers in an outage of 30 s: one stays, one comes back, one browser is killed', async ({ newProfile, site, collector }) => {
  collector.gate.behave(answerWith(500));
  const visits = await Promise.all(SHOPPERS.map((shopper) => live(shopper, { profile: newProfile(), site, collector })));
  const pass = async (ms, until = async () => false) => {
    for (let passed = 0; passed < ms && !await until(); passed += STEP_MS) {
      await Promise.all(visits.map(({ last }) => last.clock.runFor(STEP_MS)));
    }
  };
  await pass(OUTAGE_MS);
  expect(await collector.numbers()).toEqual([]);

  collector.gate.behave(open);
  await pass(RETRY_MS_MAX, async () => {
    const numbers = new Set(await collector.numbers());
    return visits.every(({ sure }) => sure.every((n) => numbers.has(n)));
  });
  await Promise.all(SHOPPERS.map(async ({ how, said }, i) => {
    const { resolved, sure, last } = visits[i];
    await arrived(collector, sure);
    const byItself = await cameOf(said, collector);
    const status = await drained(last);
    judge(`${how} 1000 ms`, '500 for 30 s', { resolved, sure, status, ...byItself });
  }));
});
